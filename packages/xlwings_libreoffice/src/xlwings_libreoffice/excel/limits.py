"""What Excel takes no more of: lengths in UTF-16 units, characters in names."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from xlwings_libreoffice.errors import ComError

ADDRESS, ARRAY, PROMPT = 255, 255, 255
FORMULA, TEXT = 8192, 32767
SHEET_NAME = 31
NOT_IN_SHEET_NAMES = frozenset("[]:*?/\\")
NOT_IN_FILE_NAMES = frozenset('<>?[]:|*"')
RESERVED = "history"


def prove_length(label: str, text: str, most: int) -> None:
    """Raise what Excel raises for a text that is too long."""
    if units(text) > most:
        raise ComError(f"{label}: {units(text)} letters are more than the {most} that Excel takes")


def prove_contents(value: Any) -> None:
    """Raise where a cell would hold a formula or a text longer than Excel takes."""
    if isinstance(value, str):
        prove_length("Range.Formula", value, FORMULA if value.startswith("=") else TEXT)
    elif isinstance(value, (list, tuple)):
        for one in value:
            prove_contents(one)


def prove_sheet_name(name: str) -> None:
    """Raise for what cannot be the name of a sheet."""
    prove_length("Worksheet.Name", name, SHEET_NAME)
    if not name or NOT_IN_SHEET_NAMES & set(name) or name[0] == "'" or name[-1] == "'" or name.lower() == RESERVED:
        raise ComError(f"{name!r} is no name for a sheet")


def prove_file_name(path: str) -> None:
    """Raise for a name that Excel saves no workbook under."""
    if NOT_IN_FILE_NAMES & set(Path(path).name):
        raise ComError(f"{Path(path).name!r} is no name for a workbook")


def units(text: str) -> int:
    """The length of a text as Excel counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
