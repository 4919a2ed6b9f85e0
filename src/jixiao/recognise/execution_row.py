"""预算执行率 scored in a row of its own among the indicators: which cells of a text's row are its rate and its points."""

from __future__ import annotations

from collections.abc import Mapping

from jixiao.form.table import Value
from jixiao.form.wording import half_width, label
from jixiao.recognise.align import Placed, is_points, is_quantity
from jixiao.recognise.cells import Columns, Row
from jixiao.recognise.headings import like_amount
from jixiao.recognise.labels import Labels

POINTS = ("weight", "score")
RATES = ("target", "actual")


def names_execution(value: Value, labels: Labels) -> bool:
    """Whether a cell is called 预算执行率, as its first row or its heading is among the funds."""
    return isinstance(value, str) and labels.fund_columns.get(label(value)) == "rate"


def has_points(row: Row, columns: Columns) -> bool:
    """Whether a row holds numbers of points under 分值 and 得分."""
    places = [columns[name] for name in POINTS if name in columns]
    return bool(places) and all(at < len(row) and _is_number(row[at]) for at in places)


def place_execution(row: Row, columns: Columns) -> Placed | None:
    """The fields of such a row of a text, whose first cell may be merged over the levels and the name.

    Its points are under their headings, or, where the merged cells are lost, right behind the rate at its end.
    """
    found = _in_place(row, columns) or _at_the_end(row, columns)
    if found is None or not _is_within(row, found):
        return None
    return Placed({("dimension" if "dimension" in columns else "name"): 0, **found})


def _in_place(row: Row, columns: Columns) -> dict[str, int] | None:
    filled = _filled(row)
    wanted = {name: columns[name] for name in (*RATES, *POINTS, "note") if columns.get(name) in filled}
    has_gap = len(filled) < filled[-1] if filled else False
    if not has_gap or not has_points(row, columns) or set(filled) != set(wanted.values()):
        return None
    return wanted if all(is_quantity(row[wanted[name]]) for name in RATES if name in wanted) else None


def _at_the_end(row: Row, columns: Columns) -> dict[str, int] | None:
    """100% | 10 | 10 behind the name, with the reason behind them or not: the sign % tells a rate from points."""
    filled = _filled(row)
    names = sorted((name for name in (*RATES, *POINTS) if name in columns), key=columns.__getitem__)
    if names[-2:] != list(POINTS) or columns["score"] - columns["weight"] != 1:
        return None
    note = filled.pop() if filled and "note" in columns and _is_text(row[filled[-1]]) else None
    wanted = names[-len(filled) :] if 3 <= len(filled) <= len(names) else []
    if not wanted or filled != list(range(filled[0], filled[-1] + 1)):
        return None
    at = dict(zip(wanted, filled, strict=True))
    rates, points = [row[at[name]] for name in wanted if name in RATES], [row[at[name]] for name in POINTS]
    if not all(map(_is_rate, rates)) or not all(map(_is_number, points)):
        return None
    return at if note is None else {**at, "note": note}


def _filled(row: Row) -> list[int]:
    """The columns behind the first cell that are not empty."""
    return [at for at, value in enumerate(row) if at and value not in (None, "")]


def _is_within(row: Row, at: Mapping[str, int]) -> bool:
    """Whether the score is not above the weight."""
    weight, score = (row[at[name]] if name in at else None for name in POINTS)
    return weight is None or score is None or _number(score) <= _number(weight)


def _number(value: Value) -> float:
    return float(half_width(str(value)).rstrip("分"))


def _is_number(value: Value) -> bool:
    return value not in (None, "") and is_points(value) and like_amount(value)


def _is_rate(value: Value) -> bool:
    return isinstance(value, str) and half_width(value).endswith("%") and is_quantity(value)


def _is_text(value: Value) -> bool:
    return isinstance(value, str) and not is_points(value) and not is_quantity(value)
