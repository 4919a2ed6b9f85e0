"""The manifest (报送清单) of a workbook sent up: who sends what, which version, with which findings left."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from jixiao.form.finding import Waiver
from jixiao.form.model import Form
from jixiao.form.structure import written
from jixiao.form.table import column_name
from jixiao.sheets.settings import sheet_name
from jixiao.xlsx.cells import MAIN, value_cell
from jixiao.xlsx.edit.patch import Patch
from jixiao.xlsx.opc.markup import Markup
from jixiao.xlsx.opc.new_parts import DECLARATION
from jixiao.xlsx.opc.opc import workbook_part
from jixiao.xlsx.read.read import Book

SUMMARY, FORMS = "收表汇总", "自评表"
"""What a file holds: a summary says so in place of the title of its forms."""
TITLE, SCHEMA = "报送清单", "1"
FORM, WAIVER, UNCOUNTED = "表", "豁免", "未计入合计"
HEAD = f'{DECLARATION}<worksheet xmlns="{MAIN}"><sheetData>'


def words(text: str) -> str | None:
    """A text that may be left out."""
    return text or None


def number(text: str) -> Decimal | None:
    """A figure that may be unknown."""
    return Decimal(text) if text else None


def year(text: str) -> int | None:
    """A year that may be unknown."""
    return int(text) if text else None


FACTS: dict[str, tuple[str, Callable[[str], Any]]] = {
    "报送次数": ("version", int),
    "生成时间": ("made_at", datetime.fromisoformat),
    "单位": ("unit", words),
    "部门": ("department", words),
    "自评年度": ("year", year),
    "表样": ("form_type", words),
    "模板版本": ("template_version", words),
    "程序版本": ("tool_version", str),
    "年初预算合计（万元）": ("initial", number),
    "全年预算合计（万元）": ("annual", number),
    "全年执行合计（万元）": ("executed", number),
    "加权执行率": ("rate", number),
    "平均总分": ("average", number),
    "错误": ("errors", int),
    "警告": ("warnings", int),
    "提示": ("notices", int),
    "带错报送的理由": ("reason", words),
}
"""What the sheet calls each fact, its field, and how it is read from the sheet."""
AMOUNTS_FROM = "年初预算合计（万元）"
"""The first of the sums, before which the number of forms is."""


@dataclass(frozen=True, slots=True)
class Sent:
    """One form of a workbook sent up: its sheet, whose it is, and the code of its content (`submit.digest`)."""

    sheet: str | None
    project: str | None
    unit: str | None
    year: int | None
    digest: str

    @classmethod
    def of(cls, form: Form, digest: str) -> Sent:
        """What is said of `form`."""
        return cls(form.source.sheet, form.project, form.unit, form.year, digest)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the sender says of the file. Amounts in 万元, `rate` a fraction, `average` in points.

    `version` counts the submissions of one unit and year from 1; `made_at` has its time zone; `reason` is why the file
    was sent although errors are left (None: none are left, or every one is waived). `uncounted` says how many forms
    are in none of the sums because a figure is unknown (None: all are in them).
    """

    version: int
    made_at: datetime
    unit: str | None
    department: str | None
    year: int | None
    form_type: str | None
    template_version: str | None
    tool_version: str
    initial: Decimal | None
    annual: Decimal | None
    executed: Decimal | None
    rate: Decimal | None
    average: Decimal | None
    errors: int
    warnings: int
    notices: int
    reason: str | None = None
    uncounted: str | None = None
    forms: tuple[Sent, ...] = ()
    waivers: tuple[Waiver, ...] = ()

    @property
    def kind(self) -> str:
        """SUMMARY or FORMS."""
        return SUMMARY if self.form_type == SUMMARY else FORMS


def read(book: Book) -> Manifest | None:
    """The manifest of a workbook; None where it has none, or one that cannot be understood."""
    try:
        table = book.table(sheet_name("manifest"))
    except KeyError:
        return None
    lines = [[written(value) for value in row] for row in table.rows]
    if not lines or lines[0][:2] != [TITLE, SCHEMA]:
        return None
    try:
        return _manifest(lines[1:])
    except (ValueError, KeyError, InvalidOperation):
        return None


def rows(manifest: Manifest) -> list[tuple[str, ...]]:
    """The manifest as the rows of its sheet, all of them texts."""
    facts = [(label, _text(getattr(manifest, name))) for label, (name, _) in FACTS.items()]
    facts.insert(list(FACTS).index(AMOUNTS_FROM), ("张数", str(len(manifest.forms))))
    facts += [(UNCOUNTED, manifest.uncounted)] if manifest.uncounted else []
    return [(TITLE, SCHEMA), *facts, *map(_form, manifest.forms), *map(_waiver, manifest.waivers)]


def _form(item: Sent) -> tuple[str, ...]:
    return FORM, item.sheet or "", item.project or "", item.unit or "", _text(item.year), item.digest


def _waiver(item: Waiver) -> tuple[str, ...]:
    return WAIVER, item.rule, item.project or "", item.reason, item.who, item.date


def _manifest(lines: Iterable[Sequence[str]]) -> Manifest:
    padded = [(*line, *[""] * 6)[:6] for line in lines]
    facts = {line[0]: line[1] for line in padded if line[0] not in (FORM, WAIVER)}
    return Manifest(
        **{name: given(facts[label]) for label, (name, given) in FACTS.items()},
        uncounted=facts.get(UNCOUNTED) or None,
        forms=tuple(_sent(line) for line in padded if line[0] == FORM),
        waivers=tuple(Waiver(rule, project or None, *rest) for kind, rule, project, *rest in padded if kind == WAIVER),
    )


def _sent(line: Sequence[str]) -> Sent:
    _, sheet, project, unit, written_year, code = line
    return Sent(sheet or None, project or None, unit or None, year(written_year), code)


def _text(value: Decimal | datetime | str | int | None) -> str:
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    return "" if value is None else f"{value:f}" if isinstance(value, Decimal) else str(value)


def attach(patch: Patch, manifest: Manifest) -> None:
    """Add the sheet of `manifest` as the last one; it can be shown from VBA only."""
    lines = "".join(_line(number, row) for number, row in enumerate(rows(manifest), 1))
    patch.add_sheet(sheet_name("manifest"), f"{HEAD}{lines}</sheetData></worksheet>")
    part = workbook_part(patch.archive)
    markup = Markup(patch.archive.text(part))
    tab = markup.every("sheet")[-1]
    markup.give(tab, {"state": "veryHidden"})
    patch.archive.write(part, markup.result().encode())


def _line(number: int, row: tuple[str, ...]) -> str:
    cells = "".join(value_cell(f"{column_name(column)}{number}", text, 0) for column, text in enumerate(row) if text)
    return f'<row r="{number}">{cells}</row>'
