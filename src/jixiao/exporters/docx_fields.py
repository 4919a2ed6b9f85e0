"""What a Word template may ask for: the names in {{ }} and what each represents in a form."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter

from jixiao.exporters.docx_grid import Merged
from jixiao.form.fields import AMOUNTS, INDICATOR_FIELDS, NAMES, OF_INDICATOR, TOTAL
from jixiao.form.model import Form
from jixiao.form.paths import fund_path
from jixiao.form.rounding import plain
from jixiao.form.table import Value
from jixiao.sheets.figures import Written, written

Texts = dict[str, str]
LABEL, YEAR_LINE, UNIT_LINE, INDENTED = "附件编号", "年度括注", "金额单位括注", "资金来源缩进"
"""With the brackets, line break or indent they have on the official form, and nothing of these where there is no text."""
TOTAL_REASON, PART_REASON = "总额偏差原因", "资金偏差原因"
"""Reasons beside the funds, for which the official form has no place: a row that asks for one is only where there is one."""
ONCE = {
    **{NAMES[key]: key for key in ("project", "year", "title", "department", "unit", "amount_unit")},
    **{NAMES[key]: f"funds.total.{key}" for key in (*AMOUNTS, "rate")},
    "执行率分值": "funds.total.weight",
    "执行率得分": "funds.total.score",
    TOTAL_REASON: "funds.total.note",
    **{NAMES[key]: f"goal.{key}" for key in ("expected", "actual")},
    "分值合计": "total.weight",
    TOTAL: "total.score",
}
"""Name → field path of what is once on the form."""
PARTS = {f"资金{NAMES[key]}": key for key in (*AMOUNTS, "rate")} | {PART_REASON: "note"}
"""Name → field of a row below 年度资金总额."""
INDICATORS = {OF_INDICATOR[key]: key for key in INDICATOR_FIELDS}
"""Name → field of an indicator."""
FORM_NAMES = (*ONCE, LABEL, YEAR_LINE, UNIT_LINE)
PART_NAMES = (NAMES["label"], INDENTED, *PARTS)
KNOWN = frozenset((*FORM_NAMES, *PART_NAMES, *INDICATORS))


@dataclass(frozen=True, slots=True)
class Line:
    """One row to be filled: its texts, and how the cells of 一级 and 二级指标 are merged downward."""

    texts: Texts
    levels: dict[str, Merged]


def once(form: Form, label: str | None = None) -> Texts:
    """What is once on the form; `label` is above its title, such as 附件5."""
    item = written(form)
    year = item.value("year", f"（{form.year}年度）" if form.year else None)
    unit = f"\n（{form.amount_unit}）" if form.amount_unit else ""
    texts = {name: _shown(item, path, attrgetter(path)(form)) for name, path in ONCE.items()}
    return texts | {LABEL: label or "", YEAR_LINE: number(year), UNIT_LINE: unit}


def parts(form: Form) -> list[Line]:
    """A line for each row below 年度资金总额, the first of which is 其中."""
    item, made = written(form), []
    for at, part in enumerate(form.funds.parts):
        label = ("其中：" if at == 0 else "      ") + part.label
        labels = {NAMES["label"]: label.strip(), INDENTED: number(item.value(fund_path(at, "label"), label))}
        texts = {name: _shown(item, fund_path(at, key), getattr(part, key)) for name, key in PARTS.items()}
        made.append(Line(labels | texts, {}))
    return made


def indicators(form: Form) -> list[Line]:
    """A line for each indicator; equal names of 一级 or 二级指标 under each other are one merged block."""
    item, rows, made = written(form), form.indicators, []
    dimensions: list[object] = [row.dimension for row in rows]
    categories: list[object] = [row.category and (row.dimension, row.category) for row in rows]
    for at, (path, row) in enumerate(form.numbered()):
        levels = dict(zip(INDICATORS, (_merged(dimensions, at), _merged(categories, at)), strict=False))
        texts = {name: _shown(item, f"{path}.{key}", getattr(row, key)) for name, key in INDICATORS.items()}
        made.append(Line(texts | {name: "" for name, merged in levels.items() if merged == "below"}, levels))
    return made


def number(value: Value) -> str:
    """A figure in its shortest form, a text as it is."""
    return plain(value) if isinstance(value, Decimal) else "" if value is None else str(value)


def percent(value: Value) -> str:
    """A fraction as a percentage with two places, or all it has: 0.9724 → 97.24%."""
    if not isinstance(value, Decimal):
        return number(value)
    points = plain(value * 100)
    places = len(points.partition(".")[2])
    return f"{points if places >= 2 else format(Decimal(points), '.2f')}%"


def _shown(item: Written, path: str, value: Value) -> str:
    """The field of `path` as it is printed; a text that could not be read is printed as found."""
    return (percent if path.endswith("rate") else number)(item.value(path, value))


def _merged(keys: list[object], at: int) -> Merged:
    """How the row number `at` is merged with those above and below of the same key; one without a key is not."""
    if keys[at] is None:
        return ""
    if at and keys[at] == keys[at - 1]:
        return "below"
    return "first" if [keys[at]] == keys[at + 1 : at + 2] else ""
