"""The rows of the funds: under their headings, or as labels with their amounts beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from jixiao.form.amounts import BLANK_MARKS, Unreadable, fraction, number
from jixiao.form.draft import Fields
from jixiao.form.fields import AMOUNTS
from jixiao.form.structure import AMONG
from jixiao.form.table import Value
from jixiao.form.wording import half_width, label
from jixiao.recognise import header
from jixiao.recognise.headings import LONGEST_LABEL, like_amount, may_be_amount
from jixiao.recognise.labels import Labels

CLOSE = Decimal("0.006")
OF_TOTAL = (*AMOUNTS, "rate", "weight", "score")
Row = tuple[Value, ...]
Columns = Mapping[str, int]


def is_source(value: Value, labels: Labels) -> bool:
    """Whether a cell names a row of the funds: the total, or a source of money."""
    if not isinstance(value, str) or len(value) > LONGEST_LABEL:
        return False
    word = label(value)
    if word in labels.fund_totals or word in labels.fund_kinds or word in labels.fund_sources:
        return True
    return word in labels.fund_later or AMONG.match(value) is not None


def shift_of(row: Row, columns: Columns, others: Iterable[int], width: int, usual: int | None = None) -> int | None:
    """By how many columns the amounts of a row of text have moved left since merged cells were lost; None if unknown.

    0 where they are under their headings. `others` are columns whose heading is none of the funds' amounts; `usual` is how
    far the rows above have moved.
    """
    label_at = _label_at(row, columns)
    span = range(min(columns.values()) + (label_at is None))
    if label_at not in (0, None) or len(span) < 2:
        return 0
    placed = [shift for shift in span if _fits(row, columns, frozenset(others), shift, width, label_at)]
    fitting = [shift for shift in placed if _consistent(row, columns, shift)]
    if not fitting and len(placed) == 1 and _fills(row, columns, placed[0]):
        return placed[0]
    if len(fitting) > 1:
        proven = [shift for shift in fitting if _proven(row, columns, shift)]
        fitting = proven if len(proven) == 1 else fitting
    values = [{_value(row, column - shift) for column in columns.values()} - {None} for shift in fitting]
    if len(fitting) > 1 and not any(any(_is_number(value) for value in each) for each in values):
        return fitting[0]
    if usual in fitting:
        return usual
    return fitting[0] if len(fitting) == 1 else None


def inside(row: Row, number: int, labels: Labels) -> Fields:
    """The amounts that are in the cells of their labels: 预算数：632.5万元 | 执行数：600万元."""
    cells = ((column, value) for column, value in enumerate(row) if isinstance(value, str))
    found = ((at, *each) for at, value in cells for each in header.pairs(value, labels.fund_columns))
    return {field: (text, number, at) for at, field, _, text in found if field in OF_TOTAL and like_amount(text)}


def pairs(row: Row, labels: Labels) -> list[tuple[int, int | None]] | None:
    """Column of each source with the column of the amount beside it; None where the row is no such row.

    A row counts only if each of its cells is a source, an amount beside one, or the name of the part at its left.
    """
    filled = [(column, value) for column, value in enumerate(row) if value not in (None, "")]
    found: list[tuple[int, int | None]] = []
    for column, value in filled:
        if is_source(value, labels):
            found.append((column, None))
        elif found and found[-1][1] is None and like_amount(value):
            found[-1] = (found[-1][0], column)
        elif found or not isinstance(value, str) or label(value) not in labels.static_labels:
            return None
    return found or None


def _label_at(row: Row, columns: Columns) -> int | None:
    first = min(columns.values())
    named = [at for at, value in enumerate(row[: first + 1]) if isinstance(value, str) and not may_be_amount(value)]
    return named[-1] if named else None


def _fits(row: Row, columns: Columns, others: frozenset[int], shift: int, width: int, label_at: int | None) -> bool:
    if len(row) + shift > width:
        return False
    taken = {column - shift: field for field, column in columns.items() if column - shift >= 0}
    if label_at is not None and (label_at in taken or any(at < label_at for at in taken)):
        return False
    if "note" in columns:
        taken.pop(columns["note"] - shift, None)
    start = -1 if label_at is None else label_at
    for at in range(start + 1, len(row)):
        value = row[at]
        if value in (None, "") or at + shift in others:
            continue
        if at not in taken:
            if "note" in columns and at + shift == columns["note"]:
                continue
            return False
        if not may_be_amount(value) or (taken[at] != "rate" and "%" in str(value)):
            return False
    return True


def _fills(row: Row, columns: Columns, shift: int) -> bool:
    """Whether a row has a cell for every heading and its rate is written as one: then a wrong rate is the form's own."""
    rate = _value(row, columns["rate"] - shift) if "rate" in columns else None
    return "%" in str(rate) and all(_value(row, at - shift) not in (None, "") for at in columns.values())


def _consistent(row: Row, columns: Columns, shift: int) -> bool:
    """Whether a shifted row does not contradict its printed rate; a row in place may."""
    rate, counted = _rates(row, columns, shift)
    return shift == 0 or rate is None or counted is None or abs(rate - counted) <= CLOSE


def _proven(row: Row, columns: Columns, shift: int) -> bool:
    rate, counted = _rates(row, columns, shift)
    return rate is not None and counted is not None and abs(rate - counted) <= CLOSE


def _rates(row: Row, columns: Columns, shift: int) -> tuple[Decimal | None, Decimal | None]:
    """The printed rate as a fraction and executed ÷ budget, of a row moved by `shift`."""
    found = {field: _value(row, columns[field] - shift) for field in (*AMOUNTS, "rate") if field in columns}
    rate = _read(fraction, found.get("rate"))
    if isinstance(rate, Decimal) and rate < Decimal("0.02"):
        rate = rate * 100 if found.get("rate") not in (None, "") and "%" not in str(found["rate"]) else rate
    annual = _read(number, found.get("annual"))
    base = annual if annual is not None else _read(number, found.get("initial"))
    executed = _read(number, found.get("executed"))
    return rate, executed / base if executed is not None and base else None


def _read(parse: object, value: Value) -> Decimal | None:
    try:
        return parse(value)  # type: ignore[operator, no-any-return]
    except Unreadable:
        return None


def _value(row: Row, at: int) -> Value:
    return row[at] if 0 <= at < len(row) else None


def _is_number(value: Value) -> bool:
    return not isinstance(value, str) or (half_width(value) not in BLANK_MARKS and like_amount(value))


def fields_of(row: Row, number_: int, columns: Columns, shift: int, is_text: bool) -> Fields:
    """The raw fields of a row of the funds, its label apart. A rate under 分值 shows that a text lost the blank cell there."""
    found: Fields = {}
    for name, column in columns.items():
        at = column - shift
        if 0 <= at < len(row):
            found[name] = (row[at], number_, at)
    weight, rate = (str(found.get(name, ("",))[0]) for name in ("weight", "rate"))
    if is_text and "rate" in columns and "%" in weight and "%" not in rate:
        return {**{name: found[name] for name in AMOUNTS if name in found}, "rate": found["weight"]}
    return found
