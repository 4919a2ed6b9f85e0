"""What a workbook of ours keeps beside its forms: its scoring policy, recorded waivers, and what a check does not show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jixiao.form.finding import SEVERITIES, SEVERITY_WORDS, Severity, Waiver
from jixiao.form.structure import written
from jixiao.form.table import Table
from jixiao.sheets.parameters import HIDDEN
from jixiao.sheets.settings import sheet_name

if TYPE_CHECKING:
    from jixiao.xlsx.read.read import Book

POLICY, WAIVERS = "评分办法代码", "豁免"
COLUMNS = 5


@dataclass(frozen=True, slots=True)
class Parameters:
    """The policy's name (None where the sheet does not say), the waivers in their order, and the severities not shown."""

    policy: str | None = None
    waivers: tuple[Waiver, ...] = ()
    hides: tuple[Severity, ...] = ()


def parameters(book: Book) -> Parameters:
    """What the sheet _参数 says; nothing where there is none."""
    try:
        sheet = book.table(sheet_name("parameters"))
    except KeyError:
        return Parameters()
    rows = [tuple(map(written, (*row, *[None] * COLUMNS)[:COLUMNS])) for row in sheet.rows]
    policy = next((row[1] for row in rows if row[0] == POLICY), "")
    return Parameters(policy or None, tuple(_waivers(rows)), _hides(sheet))


def _hides(sheet: Table) -> tuple[Severity, ...]:
    """The severities named beside the label 不显示的程度; an error is always shown."""
    texts = [written(value) for row in sheet.rows[:1] for value in row]
    named = texts[texts.index(HIDDEN) + 1] if HIDDEN in texts[:-1] else ""
    return tuple(each for each in SEVERITIES if each != "error" and SEVERITY_WORDS[each] in named)


def _waivers(rows: list[tuple[str, ...]]) -> Iterator[Waiver]:
    """The rows under the heading of the table 豁免, up to the first empty one."""
    start = next((at for at, row in enumerate(rows) if row[0] == WAIVERS), len(rows))
    for rule, project, reason, who, date in rows[start + 2 :]:
        if not any((rule, project, reason, who, date)):
            return
        yield Waiver(rule.upper(), project or None, reason, who, date)
