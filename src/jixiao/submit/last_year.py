"""上年数据: the forms of the year before on a sheet of this year's workbook, to look at and to compare with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from operator import attrgetter
from typing import TYPE_CHECKING

from jixiao.form.amounts import Unreadable, number
from jixiao.form.fields import AMOUNTS, INDICATOR_FIELDS, NAMES, OF_INDICATOR, TOTAL
from jixiao.form.flat import flat
from jixiao.form.model import Form, Funds, FundTotal, Goal, Indicator, Total
from jixiao.form.structure import written
from jixiao.form.table import Value
from jixiao.sheets.settings import sheet_name

if TYPE_CHECKING:
    from jixiao.xlsx.read.read import Book

TITLE = "上年数据"
HINT = "上年的自评表，供填报对照，不参加汇总，导出时不带；查错时与今年的表比较。"
FORMS = {
    **{key: NAMES[key] for key in ("project", "department", "unit", "amount_unit")},
    **{f"funds.total.{key}": NAMES[key] for key in (*AMOUNTS, "rate")},
    "total.score": TOTAL,
    **{f"goal.{key}": NAMES[key] for key in ("expected", "actual")},
}
"""Field path → heading of its column."""
ROWS = {key: OF_INDICATOR[key] for key in INDICATOR_FIELDS}
NUMBER = "序号"
FORM_HEAD, ROW_HEAD = (NUMBER, *FORMS.values()), (NUMBER, NAMES["project"], *ROWS.values())
Line = tuple[Value, ...]


def lines(forms: Sequence[Form], year: int | None) -> Iterator[Line]:
    """The rows of the sheet: the forms with their figures, a blank row, all their indicators; 序号 links the two."""
    yield TITLE, year
    yield (HINT,)
    yield FORM_HEAD
    for at, form in enumerate(forms, 1):
        texts = flat(form)
        yield (at, *(_shown(_at(form, path), texts.get(path)) for path in FORMS))
    yield ()
    yield ROW_HEAD
    for at, form in enumerate(forms, 1):
        texts = flat(form)
        for path, row in form.numbered():
            shown = (_shown(getattr(row, name), texts.get(f"{path}.{name}")) for name in ROWS)
            yield (at, form.project, *shown)


def read(book: Book) -> tuple[Form, ...]:
    """The forms of the year before that a workbook keeps; none where it has no such sheet."""
    try:
        rows = book.table(sheet_name("last_year")).rows
    except KeyError:
        return ()
    if not rows or written(rows[0][0]) != TITLE:
        return ()
    year = written(rows[0][1]) if len(rows[0]) > 1 else ""
    indicators = list(_block(rows, ROW_HEAD))
    return tuple(
        _form(head, [row for row in indicators if row[NUMBER] == head[NUMBER]], int(year) if year.isdigit() else None)
        for head in _block(rows, FORM_HEAD)
    )


def _at(form: Form, path: str) -> Value:
    found: Value | object = attrgetter(path)(form)
    return found if isinstance(found, str | Decimal) else None


def _shown(value: Value, text: str | None) -> Value:
    """The value, or the text of a cell nothing could be read from."""
    return text if value is None else value


def _block(rows: Sequence[Line], head: Sequence[str]) -> Iterator[dict[str, str]]:
    """The rows under a heading, up to the first blank one, by column."""
    texts = [[written(value) for value in row] for row in rows]
    start = next((at for at, row in enumerate(texts) if row[: len(head)] == list(head)), len(texts))
    for row in texts[start + 1 :]:
        if not any(row):
            return
        yield dict(zip(head, row, strict=False))


def _form(head: Mapping[str, str], rows: Sequence[Mapping[str, str]], year: int | None) -> Form:
    given = {path: head[label] or None for path, label in FORMS.items()}
    initial, annual, executed = (_number(given[f"funds.total.{name}"]) for name in AMOUNTS)
    return Form(
        project=given["project"],
        year=year,
        department=given["department"],
        unit=given["unit"],
        amount_unit=given["amount_unit"],
        funds=Funds(FundTotal(initial, annual, executed)),
        goal=Goal(given["goal.expected"], given["goal.actual"]),
        indicators=tuple(map(_indicator, rows)),
        total=Total(score=_number(given["total.score"])),
    )


def _indicator(row: Mapping[str, str]) -> Indicator:
    given = {name: row[label] or None for name, label in ROWS.items()}
    points = {name: _number(given.pop(name)) for name in ("weight", "score")}
    return Indicator(**given, **points)  # type: ignore[arg-type]


def _number(text: str | None) -> Decimal | None:
    try:
        return number(text)
    except Unreadable:
        return None
