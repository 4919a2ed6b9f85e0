"""Every figure of a report proved by a spreadsheet: its formula recalculated by LibreOffice in the workbook it leads to."""

from __future__ import annotations

import io
import re
import zipfile
from decimal import Decimal
from pathlib import Path

import openpyxl
from lxml import etree

from jixiao.actions.report import Report
from jixiao.form.rounding import half_up, percent
from jixiao.report.blocks import Number, Quote, Text, pieces_of
from jixiao.report.facts import Figure
from tests import office

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PROOF = "核对"
DIGITS = re.compile(r"\d")


def figures(report: Report) -> list[Figure]:
    """The figures of all paragraphs and tables, in their order."""
    return [piece.figure for block in report.blocks for piece in pieces_of(block) if isinstance(piece, Number)]


def quotes(report: Report) -> list[Quote]:
    """The texts of forms in the report."""
    return [piece for block in report.blocks for piece in pieces_of(block) if isinstance(piece, Quote)]


def words(report: Report) -> list[str]:
    """What the report says as a message of its own."""
    return [piece.text for block in report.blocks for piece in pieces_of(block) if isinstance(piece, Text)]


def recalculated(book: Path, formulas: list[str], folder: Path) -> list[object]:
    """What LibreOffice gives for each formula in a copy of the workbook."""
    copy = openpyxl.load_workbook(book)
    sheet = copy.create_sheet(PROOF)
    for row, formula in enumerate(formulas, 1):
        sheet.cell(row, 1, f"={formula}")
    before = folder / "核对.xlsx"
    copy.save(before)
    (after,) = office.recalculate([before], folder / "算过")
    found = openpyxl.load_workbook(after, data_only=True, read_only=True)[PROOF]
    return [value for (value,) in found.iter_rows(max_row=len(formulas), max_col=1, values_only=True)]


def agrees(shown: str, value: object) -> bool:
    """Whether a printed figure is that of the spreadsheet."""
    if not isinstance(value, (int, float)):
        return False
    exact = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if shown.endswith("%"):
        return percent(exact) == shown
    return Decimal(shown) in (half_up(exact, 2), half_up(exact, 6))


def part(content: bytes, name: str) -> etree._Element:
    """One part of the document."""
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read(name))


def paragraphs(content: bytes) -> list[str]:
    """The text of every paragraph of the document, those of table cells too; fields and empty ones left out."""
    found = part(content, "word/document.xml").iter(f"{W}p")
    return [text for each in found if (text := "".join(piece.text or "" for piece in each.iter(f"{W}t")))]
