"""Every verb has a test here: a new file of the room is missed by name."""

from __future__ import annotations

import re
from pathlib import Path

from tests.samples import ROOT

HERE = Path(__file__).parent
VERBS = {path.stem for path in (ROOT / "src" / "jixiao" / "actions").glob("*.py")} - {"__init__"}
IMPORTED = re.compile(r"from jixiao\.actions(?:\.(\w+))? import ([^\n(]*)")


def test_every_verb_is_called_as_a_function():
    found = IMPORTED.findall("\n".join(path.read_text(encoding="utf-8") for path in HERE.glob("*.py")))
    called = {module or name.split()[0] for module, names in found for name in names.split(",")}
    assert VERBS - called == set()
