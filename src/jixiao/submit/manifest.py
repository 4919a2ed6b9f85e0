"""The manifest (报送清单) of a workbook sent up: who sends what, which version, with which findings left."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation

from jixiao.form.finding import Waiver
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


@dataclass(frozen=True, slots=True)
class Sent:
    """One form of a workbook sent up: its sheet, whose it is, and the code of its content (`submit.digest`)."""

    sheet: str | None
    project: str | None
    unit: str | None
    year: int | None
    digest: str


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
    return [(TITLE, SCHEMA), *_facts(manifest), *map(_form, manifest.forms), *map(_waiver, manifest.waivers)]


def _facts(item: Manifest) -> list[tuple[str, ...]]:
    return [
        ("报送次数", str(item.version)),
        ("生成时间", item.made_at.isoformat(timespec="seconds")),
        ("单位", item.unit or ""),
        ("部门", item.department or ""),
        ("自评年度", _text(item.year)),
        ("表样", item.form_type or ""),
        ("模板版本", item.template_version or ""),
        ("程序版本", item.tool_version),
        ("张数", str(len(item.forms))),
        ("年初预算合计（万元）", _text(item.initial)),
        ("全年预算合计（万元）", _text(item.annual)),
        ("全年执行合计（万元）", _text(item.executed)),
        ("加权执行率", _text(item.rate)),
        ("平均总分", _text(item.average)),
        ("错误", str(item.errors)),
        ("警告", str(item.warnings)),
        ("提示", str(item.notices)),
        ("带错报送的理由", item.reason or ""),
        *([(UNCOUNTED, item.uncounted)] if item.uncounted else []),
    ]


def _form(item: Sent) -> tuple[str, ...]:
    return FORM, item.sheet or "", item.project or "", item.unit or "", _text(item.year), item.digest


def _waiver(item: Waiver) -> tuple[str, ...]:
    return WAIVER, item.rule, item.project or "", item.reason, item.who, item.date


def _manifest(lines: Iterable[Sequence[str]]) -> Manifest:
    padded = [(*line, *[""] * 6)[:6] for line in lines]
    facts = {line[0]: line[1] for line in padded if line[0] not in (FORM, WAIVER)}
    return Manifest(
        version=int(facts["报送次数"]),
        made_at=datetime.fromisoformat(facts["生成时间"]),
        unit=facts["单位"] or None,
        department=facts["部门"] or None,
        year=_year(facts["自评年度"]),
        form_type=facts["表样"] or None,
        template_version=facts["模板版本"] or None,
        tool_version=facts["程序版本"],
        initial=_number(facts["年初预算合计（万元）"]),
        annual=_number(facts["全年预算合计（万元）"]),
        executed=_number(facts["全年执行合计（万元）"]),
        rate=_number(facts["加权执行率"]),
        average=_number(facts["平均总分"]),
        errors=int(facts["错误"]),
        warnings=int(facts["警告"]),
        notices=int(facts["提示"]),
        reason=facts["带错报送的理由"] or None,
        uncounted=facts.get(UNCOUNTED) or None,
        forms=tuple(_sent(line) for line in padded if line[0] == FORM),
        waivers=tuple(Waiver(rule, project or None, *rest) for kind, rule, project, *rest in padded if kind == WAIVER),
    )


def _sent(line: Sequence[str]) -> Sent:
    _, sheet, project, unit, year, code = line
    return Sent(sheet or None, project or None, unit or None, _year(year), code)


def _text(value: Decimal | int | None) -> str:
    return "" if value is None else f"{value:f}" if isinstance(value, Decimal) else str(value)


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def _year(text: str) -> int | None:
    return int(text) if text else None


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
