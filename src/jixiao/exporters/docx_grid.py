"""A form as rows of cells, merged as the official form is; knows nothing of Word's markup."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from jixiao.exporters.docx_settings import word
from jixiao.form.model import Form, FundPart, FundTotal, Indicator
from jixiao.form.paths import fund_path
from jixiao.form.rounding import plain
from jixiao.form.table import Value
from jixiao.sheets.figures import Written, written
from jixiao.sheets.settings import layout

Merged = Literal["", "first", "below"]
Look = Literal["label", "entry", "text", "total", "project"]
AMOUNTS = ("initial", "annual", "executed")
DASH = "—"
LAST_LABEL_SPAN = 6
HALF = 4


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its text, how many columns it spans, and whether it begins or continues a block merged downward."""

    text: str = ""
    span: int = 1
    look: Look = "label"
    merged: Merged = ""


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The form's rows: `head` up to the goal, `heading` of the indicators, `body` with the 总分 row last."""

    head: tuple[Row, ...]
    heading: Row
    body: tuple[Row, ...]


def grid(form: Form) -> Grid:
    """The rows of `form`; a text that could not be read is in its cell as found."""
    item = written(form)
    head = (*_offices(item), *_funds(item), *_goal(item))
    below = Cell(merged="below" if form.indicators else "")
    indicators = tuple((below, *cells) for cells in _indicators(item))
    return Grid(head, _heading("first" if form.indicators else ""), (*indicators, _total(item)))


def apart(rows: Grid) -> Grid:
    """The same with the heading free of merges into the body, so that it can be repeated on every page."""
    first, *others = rows.body
    if first[0].merged:
        first = (replace(first[0], merged="first"), *first[1:])
    heading = (Cell(word()["words"]["indicators"]), *rows.heading[1:])
    return replace(rows, heading=heading, body=(first, *others))


def title(form: Form) -> str:
    """The line above the table, nothing where the form has none."""
    return _text(written(form).value("title", form.title))


def year(form: Form) -> str:
    """The line （2020年度）."""
    return _text(written(form).value("year", f"（{form.year}年度）" if form.year else None))


def number(value: Value) -> str:
    """A figure in its shortest form, a text as it is."""
    return plain(value) if isinstance(value, Decimal) else _text(value)


def percent(value: Value) -> str:
    """A fraction as a percentage with two places, or all it has: 0.9724 → 97.24%."""
    if not isinstance(value, Decimal):
        return _text(value)
    points = plain(value * 100)
    places = len(points.partition(".")[2])
    return f"{points if places >= 2 else format(Decimal(points), '.2f')}%"


def part_label(at: int, part: FundPart) -> str:
    """The label of a fund row as printed, the first with 其中：."""
    return ("其中：" if at == 0 else "      ") + part.label


def _text(value: Value) -> str:
    return "" if value is None else str(value)


def _labels() -> dict[str, str]:
    found: dict[str, str] = layout()["project"]["labels"]
    return found


def _offices(item: Written) -> Iterator[Row]:
    form, labels = item.form, _labels()
    project = _text(item.value("project", form.project))
    yield Cell(labels["project"]), Cell(project, 8, "project")
    department, unit = (_text(item.value(path, getattr(form, path))) for path in ("department", "unit"))
    yield Cell(labels["department"]), Cell(department, 3, "entry"), Cell(labels["unit"]), Cell(unit, 4, "entry")


def _funds(item: Written) -> Iterator[Row]:
    labels, unit = _labels(), item.form.amount_unit
    money = f"{labels['funds']}\n（{unit}）" if unit else labels["funds"]
    heads = (Cell(labels[key]) for key in (*AMOUNTS, "weight", "rate", "score"))
    yield Cell(money, merged="first"), Cell("", 2), *heads
    below = Cell(merged="below")
    yield below, Cell(labels["fund_total"], 2), *_fund_total(item, item.form.funds.total)
    yield from _reason(item, "funds.total.note", item.form.funds.total.note)
    for at, part in enumerate(item.form.funds.parts):
        label = _text(item.value(fund_path(at, "label"), part_label(at, part)))
        yield below, Cell(label, 2, "text"), *_fund_part(item, fund_path(at), part)
        yield from _reason(item, fund_path(at, "note"), part.note)


def _reason(item: Written, path: str, note: str | None) -> Iterator[Row]:
    """The official form has no place for a reason beside the funds: a row of its own below, only where there is one."""
    text = _text(item.value(path, note))
    if text:
        yield Cell(merged="below"), Cell(layout()["project"]["working"]["fund_note"], 2), Cell(text, 6, "text")


def _fund_total(item: Written, total: FundTotal) -> Iterator[Cell]:
    for key in (*AMOUNTS, "weight", "rate", "score"):
        value = item.value(f"funds.total.{key}", getattr(total, key))
        yield Cell(percent(value) if key == "rate" else number(value), look="entry")


def _fund_part(item: Written, path: str, part: FundPart) -> Iterator[Cell]:
    for key in AMOUNTS:
        yield Cell(number(item.value(f"{path}.{key}", getattr(part, key))), look="entry")
    yield Cell(DASH)
    yield Cell(percent(item.value(f"{path}.rate", part.rate)), look="entry")
    yield Cell(DASH)


def _goal(item: Written) -> Iterator[Row]:
    goal, labels = item.form.goal, _labels()
    yield Cell(labels["goal"], merged="first"), Cell(labels["expected"], HALF), Cell(labels["actual_goal"], HALF)
    texts = (item.value("goal.expected", goal.expected), item.value("goal.actual", goal.actual))
    yield Cell(merged="below"), *(Cell(_text(text), HALF, "text") for text in texts)


def _heading(merged: Merged) -> Row:
    labels = _labels()
    keys = ("dimension", "category", "name", "target", "actual", "weight", "score", "note")
    return Cell(labels["indicators"], merged=merged), *(Cell(labels[key]) for key in keys)


def _indicators(item: Written) -> Iterator[Row]:
    rows = item.form.indicators
    dimensions: list[object] = [row.dimension for row in rows]
    categories: list[object] = [row.category and (row.dimension, row.category) for row in rows]
    for at, (path, row) in enumerate(item.form.numbered()):
        level = _level(item, f"{path}.dimension", row.dimension, dimensions, at)
        yield level, _level(item, f"{path}.category", row.category, categories, at), *_indicator(item, path, row)


def _level(item: Written, path: str, name: str | None, keys: Sequence[object], at: int) -> Cell:
    """A cell of 一级 or 二级指标: equal ones under each other are one merged block."""
    same_above = at > 0 and keys[at] is not None and keys[at] == keys[at - 1]
    same_below = at + 1 < len(keys) and keys[at] is not None and keys[at] == keys[at + 1]
    if same_above:
        return Cell(look="entry", merged="below")
    return Cell(_text(item.value(path, name)), look="entry", merged="first" if same_below else "")


def _indicator(item: Written, path: str, row: Indicator) -> Iterator[Cell]:
    for key in ("name", "target", "actual"):
        yield Cell(_text(item.value(f"{path}.{key}", getattr(row, key))), look="text")
    for key in ("weight", "score"):
        yield Cell(number(item.value(f"{path}.{key}", getattr(row, key))), look="entry")
    yield Cell(_text(item.value(f"{path}.note", row.note)), look="text")


def _total(item: Written) -> Row:
    total = item.form.total
    figures = (number(item.value(f"total.{key}", getattr(total, key))) for key in ("weight", "score"))
    return Cell(_labels()["total"], LAST_LABEL_SPAN, "total"), *(Cell(text, look="total") for text in figures), Cell()
