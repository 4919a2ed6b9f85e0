"""A page whose blocks of Python run one after the other, as in a notebook, each followed by what it prints."""

from __future__ import annotations

import contextlib
import io
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from tests.collect import two_years

BLOCK = re.compile(r"```python\n(?P<code>.*?)```(?:\n+```text\n(?P<printed>.*?)```)?", re.S)
SEASONS = 12, 4, 7
"""Units, forms in each and seed of the two seasons a page is run on."""


class Cell(NamedTuple):
    """A block, what the page says it prints, and what it printed."""

    code: str
    shown: str
    printed: str


def run(page: str, folder: Path) -> Iterator[Cell]:
    """Run the blocks of `page` in `folder`, which gets the forms of this year (收件夹) and of the year before (上年)."""
    now, _ = two_years.fill(folder, *SEASONS)
    now.rename(folder / "收件夹")
    os.environ.setdefault("MPLBACKEND", "Agg")
    names: dict[str, Any] = {}
    with contextlib.chdir(folder):
        for block in BLOCK.finditer(page):
            out = io.StringIO()
            with contextlib.redirect_stdout(out):
                exec(block["code"], names)
            yield Cell(block["code"], block["printed"] or "", out.getvalue())
