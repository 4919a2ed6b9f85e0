"""What the Open XML validator says of a workbook, without what is not ours to correct, and what it does not look at."""

from __future__ import annotations

from pathlib import Path

from openxml_audit import OpenXmlValidator

from tests.xlsx.irregular import irregular

IGNORED = (
    "inline-string cell(s)",  # texts of a patch stay in their cells; Excel moves them when it next saves
    "Unexpected element 'color' found",  # openpyxl's order inside a font, which Excel accepts
    "Unexpected element 'b' found",
    "relationships/theme' is missing",  # LibreOffice writes no theme
    "current value '_x0000_t202' duplicates",  # LibreOffice repeats the shape type of its own notes
)


def faults(content: bytes, folder: Path, suffix: str = ".xlsx") -> list[str]:
    """The faults of a package, one line each."""
    path = folder / f"audited{suffix}"
    path.write_bytes(content)
    found = [error.description for error in OpenXmlValidator().validate(path).errors]
    left = [line for line in found if not any(words in line for words in IGNORED)]
    return left + (irregular(content) if suffix in (".xlsx", ".xlsm") else [])
