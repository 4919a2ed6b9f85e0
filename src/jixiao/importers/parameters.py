"""What a workbook of ours keeps beside its forms: its scoring policy, recorded waivers, and what a check does not show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jixiao.form.finding import SEVERITIES, SEVERITY_WORDS, Severity, Waiver
from jixiao.form.structure import written
from jixiao.form.table import Table
from jixiao.sheets.parameters import HIDDEN, LACKING
from jixiao.sheets.settings import sheet_name

if TYPE_CHECKING:
    from jixiao.xlsx.read.read import Book

POLICY, WAIVERS = "评分办法代码", "豁免"
COLUMNS = 5
APART = "："
"""Behind the name of a sheet, which never holds it."""


@dataclass(frozen=True, slots=True)
class Parameters:
    """The policy's name (None where the sheet does not say), the waivers in their order, and the severities not shown.

    `lacking` gives for a sheet the fields that the form it was imported from had no place for.
    """

    policy: str | None = None
    waivers: tuple[Waiver, ...] = ()
    hides: tuple[Severity, ...] = ()
    lacking: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def parameters(book: Book) -> Parameters:
    """What the sheet _参数 says; nothing where there is none."""
    try:
        sheet = book.table(sheet_name("parameters"))
    except KeyError:
        return Parameters()
    firsts = [written(row[0]) if row else "" for row in sheet.rows]
    policy = _written(sheet, firsts.index(POLICY))[1] if POLICY in firsts else ""
    waivers = _waivers(sheet, firsts.index(WAIVERS)) if WAIVERS in firsts else ()
    return Parameters(policy or None, tuple(waivers), _hides(sheet), dict(_lacking(sheet)))


def _written(sheet: Table, at: int) -> tuple[str, ...]:
    """The first columns of a row as texts."""
    return tuple(map(written, (*sheet.rows[at], *[None] * COLUMNS)[:COLUMNS]))


def _hides(sheet: Table) -> tuple[Severity, ...]:
    """The severities named beside the label 不显示的程度; an error is always shown."""
    named = _beside(sheet, 0, HIDDEN)
    return tuple(each for each in SEVERITIES if each != "error" and SEVERITY_WORDS[each] in named)


def _lacking(sheet: Table) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Sheets with their fields; a sheet beside which none is written lacks the same as the one before."""
    fields: tuple[str, ...] = ()
    for line in _beside(sheet, 1, LACKING).splitlines():
        name, _, written_out = line.partition(APART)
        fields = tuple(written_out.split()) or fields
        yield name, fields


def _beside(sheet: Table, at: int, label: str) -> str:
    """The text right of a label in a row; empty where the label is not there."""
    texts = [written(value) for row in sheet.rows[at : at + 1] for value in row]
    return texts[texts.index(label) + 1] if label in texts[:-1] else ""


def _waivers(sheet: Table, start: int) -> Iterator[Waiver]:
    """The rows under the heading of the table 豁免, up to the first empty one."""
    for at in range(start + 2, len(sheet.rows)):
        rule, project, reason, who, date = _written(sheet, at)
        if not any((rule, project, reason, who, date)):
            return
        yield Waiver(rule.upper(), project or None, reason, who, date)
