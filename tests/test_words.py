"""Words of our own that a stranger would have to learn are not in the code: it says it in standard terms."""

from __future__ import annotations

import re

import pytest

from tests.samples import ROOT

PRIVATE = {
    "told": "given, messages",
    "spot": "location, cell",
    "spots": "locations, cells",
    "anew": "again",
    "desk": "open workbook",
    "crew": "worker pool",
    "manned": "has_workers",
    "deadly": "crashed",
    "parcel": "submission",
    "parcels": "submissions",
    "sift": "filter",
    "trail": "path in archive",
    "furniture": "static labels",
    "askew": "misaligned",
    "strangers": "unlisted units, rows of unknown dimension",
    "speakers": "references",
    "mended": "corrected",
    "how-manyth": "number",
}
WORD = re.compile(r"(?<![A-Za-z])(?:{})(?![A-Za-z])".format("|".join(map(re.escape, PRIVATE))), re.IGNORECASE)
FILES = sorted([*(ROOT / "src" / "jixiao").rglob("*.py"), ROOT / "README.md", *(ROOT / "docs").glob("*.md")])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_file_uses_standard_words(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    found = {
        f"{number}: {word}": PRIVATE[word.lower()]
        for number, line in enumerate(lines, 1)
        for word in WORD.findall(line)
    }
    assert not found
