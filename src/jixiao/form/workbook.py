"""What a workbook as a file shows, beyond its forms: the facts the JX7 rules judge."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Overwritten(NamedTuple):
    """A cell that holds a typed value where the template has a formula."""

    sheet: str
    cell: str
    field: str
    found: str
    formula: str


class StaleValue(NamedTuple):
    """A formula cell whose stored result differs from its recomputed one."""

    sheet: str
    cell: str
    field: str
    stored: str
    computed: str


class TextNumber(NamedTuple):
    """A number that a workbook keeps as text: read by people, passed over by every formula."""

    sheet: str
    cell: str
    field: str
    found: str


class CutText(NamedTuple):
    """A text longer than its cell can show: how many lines it needs, and how many show in the highest row."""

    sheet: str
    cell: str
    field: str
    needed: int
    shown: int


class PlainRow(NamedTuple):
    """An indicator in a row put by hand into a sheet of ours, which is not counted: one-based `row`, and its name.

    It `computes` where it has the formulas of a row and only the sums do not reach it.
    """

    sheet: str
    cell: str
    field: str
    row: int
    name: str
    computes: bool = False


@dataclass(frozen=True, slots=True)
class WorkbookFacts:
    """Facts of one workbook file; `template_version` is None when the file was not made from our template."""

    file: str
    template_version: str | None = None
    current_version: str | None = None
    summary_sheet: str | None = None
    overwritten: tuple[Overwritten, ...] = ()
    stale: tuple[StaleValue, ...] = ()
    missing_from_summary: tuple[str, ...] = ()
    summary_rows_without_sheet: tuple[str, ...] = ()
    has_macros: bool = False
    external_links: tuple[str, ...] = ()
    hidden_project_sheets: tuple[str, ...] = ()
    text_numbers: tuple[TextNumber, ...] = ()
    cut_texts: tuple[CutText, ...] = ()
    plain_rows: tuple[PlainRow, ...] = ()
