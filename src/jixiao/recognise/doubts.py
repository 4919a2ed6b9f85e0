"""How certain a field of a form is: read at its own label, or only taken from what is near; looked at when asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

from jixiao.form.draft import Places
from jixiao.form.fields import INDICATOR_FIELDS, OF_INDICATOR
from jixiao.form.model import Form
from jixiao.form.paths import indicator_path
from jixiao.form.table import Table
from jixiao.form.wording import label

COLUMNS = {key: OF_INDICATOR[key] for key in INDICATOR_FIELDS if key not in ("dimension", "category")}


class Doubt(NamedTuple):
    """A field that was not read at its own label: its path, its place, and in Chinese what it was taken from."""

    field: str
    place: str | None
    reason: str


def doubts(form: Form) -> tuple[Doubt, ...]:
    """The fields that are less than certain; every other one is right under or beside its own label."""
    places = form.source.places
    if not isinstance(places, Places):
        return ()
    found = (doubt for look in CHECKS for doubt in look(form, places))
    return tuple(Doubt(field, places.get(field), reason) for field, reason in found)


Look = Callable[[Form, Places], Iterator[tuple[str, str]]]


def _derived(form: Form, places: Places) -> Iterator[tuple[str, str]]:
    """一级指标 without a name of its own, known by the 二级指标."""
    for path, row in form.numbered():
        if row.dimension and not _named(places, f"{path}.dimension"):
            yield f"{path}.dimension", f"原表缺名，按二级指标“{row.category}”推定为“{row.dimension}”"


def _filled_down(form: Form, places: Places) -> Iterator[tuple[str, str]]:
    """Levels taken from the row above although no merged cell reaches down."""
    for path, row in form.numbered():
        for level, value in (("dimension", row.dimension), ("category", row.category)):
            field = f"{path}.{level}"
            if value and field in places and not _reaches(places, field, path):
                yield field, f"{OF_INDICATOR[level]}格空白且看不出合并，沿用上面的“{value}”"


def _total(form: Form, places: Places) -> Iterator[tuple[str, str]]:
    """Printed totals that are in another column than the points they sum up."""
    for name in ("weight", "score"):
        field, above = f"total.{name}", indicator_path(0, name)
        is_placed = field in places and above in places and getattr(form.total, name) is not None
        if is_placed and _astray(places, places.at(field), places.at(above)):
            yield field, "不在该列之下，按“总分”后的顺序取得"


def _points(form: Form, places: Places) -> Iterator[tuple[str, str]]:
    """The weight of the execution rate read from a heading such as 预算执行情况（20分）."""
    weight, amount = "funds.total.weight", "funds.total.executed"
    if weight in places and amount in places and places.at(weight)[0] != places.at(amount)[0]:
        yield weight, "表中没有分值列，取自栏目名中的分数"


def _apart(form: Form, places: Places) -> Iterator[tuple[str, str]]:
    """Values some blank cells away from their label."""
    for field in ("project", "department", "unit"):
        if getattr(form, field) and field in places:
            row, column = places.at(field)
            gap = _gap(places.table, row, column)
            if gap:
                yield field, f"与标签之间隔着 {gap} 个空格"


def _misaligned(form: Form, places: Places) -> Iterator[tuple[str, str]]:
    """Values in another column than the same field of most other indicators."""
    for name, word in COLUMNS.items():
        paths = [f"{path}.{name}" for path, _ in form.numbered() if f"{path}.{name}" in places]
        usual = Counter(places.at(path)[1] for path in paths).most_common(1)
        yield from ((path, f"不在“{word}”列之下，取自相邻的格") for path in paths if places.at(path)[1] != usual[0][0])


CHECKS: tuple[Look, ...] = (_derived, _filled_down, _total, _points, _apart, _misaligned)


def _astray(places: Places, total: tuple[int, int], above: tuple[int, int]) -> bool:
    """Whether a total below the indicators is in another column, in a row that reaches its own."""
    return total[0] > above[0] and total[1] != above[1] < len(places.table.rows[total[0]])


def _named(places: Places, field: str) -> bool:
    """Whether the field's cell holds a name, not only points in brackets."""
    if field not in places:
        return False
    row, column = places.at(field)
    cells = places.table.rows[row]
    return column < len(cells) and bool(label(str(cells[column] or "")))


def _reaches(places: Places, field: str, path: str) -> bool:
    """Whether the level's cell is in the indicator's own row, or is merged down to it."""
    top, column = places.at(field)
    row = next(
        (places.at(f"{path}.{name}")[0] for name in ("name", "target", "actual") if f"{path}.{name}" in places), top
    )
    return row == top or any(
        merge.top <= top and row <= merge.bottom and merge.left <= column <= merge.right
        for merge in places.table.merges
    )


def _gap(table: Table, row: int, column: int) -> int:
    """How many blank cells that no merge explains are left of a cell."""
    cells, at = table.rows[row], column - 1
    while at >= 0 and cells[at] in (None, ""):
        at -= 1
    right = max(
        (merge.right for merge in table.merges if merge.top <= row <= merge.bottom and merge.left == at), default=at
    )
    return column - right - 1 if at >= 0 else 0
