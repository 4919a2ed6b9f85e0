"""Where one form ends and the next begins in a table that holds several, side by side or one below the other."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, takewhile

from jixiao.form.table import Merge, Table, Value
from jixiao.form.wording import label
from jixiao.recognise.beside import side_by_side
from jixiao.recognise.headings import indicator_columns, words_of
from jixiao.recognise.labels import Labels

LONGEST_TITLE = 40
INDICATORS = "指标"
CONTINUED = "续"
MOST_BESIDE_TITLE = 3
Row = tuple[Value, ...]


def blocks(table: Table, labels: Labels) -> tuple[Table, ...]:
    """`table` cut between forms side by side, and each part at each title; one block where it holds one form or none."""
    cut = [
        (part, top, bottom) for part in side_by_side(table, labels) for top, bottom in pairwise(_edges(part, labels))
    ]
    if len(cut) < 2:
        return (table,)
    return tuple(_cut(part, top, bottom, number) for number, (part, top, bottom) in enumerate(cut, 1))


def is_title(value: Value, labels: Labels) -> bool:
    """Whether a cell holds a form's title, such as 项目支出绩效自评表."""
    return isinstance(value, str) and labels.is_title(value)


def title_of(table: Table, labels: Labels) -> str:
    """The first title of a form in a table; empty where it has none."""
    return _title(table.rows, labels)


def _edges(table: Table, labels: Labels) -> list[int]:
    """The first rows of the blocks, and the end of the table."""
    return [*_starts(table, labels), len(table.rows)]


def _starts(table: Table, labels: Labels) -> list[int]:
    """The rows that begin forms: titles, and below each the names of further projects."""
    titled = _whole(table, _apart(table, _titled(table, labels), labels), labels)
    starts = _first_heads(table.rows, titled, labels)
    found: list[int] = []
    for start, end in pairwise([*(starts if len(starts) > 1 else [0]), len(table.rows)]):
        named = [number for number in range(start, end) if _names_project(table.rows[number], labels)]
        # 一级项目名称 right above 二级项目名称 begin one form
        named = [number for number in named if number - 1 not in named]
        found += [start, *_first_heads(table.rows[:end], named, labels)[1:]]
    return [found[0], *(_above(table, start, labels) for start in found[1:])]


def _above(table: Table, start: int, labels: Labels) -> int:
    """The first of the rows right above a form's first one that belong to it: 附件2, (2022年度)."""
    while start > 1 and _is_above(table.rows[start - 1], labels):
        start -= 1
    return start


def _is_above(row: Row, labels: Labels) -> bool:
    filled = [value for value in row if value not in (None, "")]
    return len(filled) == 1 and isinstance(filled[0], str) and labels.is_above_title(filled[0])


def _apart(table: Table, titled: list[int], labels: Labels) -> list[int]:
    """The first of each run of titles with nothing of a form between them: a page's heading above the form's own title."""
    kept: list[int] = []
    for number, above in zip(titled, [None, *titled], strict=False):
        if above is None or any(_is_part(row, labels) for row in table.rows[above + 1 : number]):
            kept.append(number)
    return kept


def _whole(table: Table, titled: list[int], labels: Labels) -> list[int]:
    """The titles that begin a form: not 项目支出绩效指标表 between its head and its indicators, not its title on a new page."""
    kept = titled[:1]
    for start, end in pairwise([*titled[1:], len(table.rows)]):
        above, below = table.rows[kept[-1] : start], table.rows[start:end]
        is_half = _project(above, labels) is not None and _project(_head(below, labels), labels) is None
        names = is_half and _names_indicators(table.rows[start]) and not _has_indicators(above, labels)
        if not (names or _goes_on(above, below, labels)):
            kept.append(start)
    return kept


def _goes_on(above: tuple[Row, ...], below: tuple[Row, ...], labels: Labels) -> bool:
    """Whether rows below a title go on with the form above: the title says 续表, or it is the same and only their heading is below it."""
    title, project = _title(below[:1], labels), _project(_head(below, labels), labels)
    if project not in (None, _project(above, labels)) or _has_total(above, labels):
        return False
    if CONTINUED in title:
        return True
    first = next((row for row in below[1:] if _filled(row) > 1), ())
    is_same = title == _title(above, labels) and _has_indicators(above, labels)
    return is_same and indicator_columns(words_of(first), labels) is not None


def _title(rows: tuple[Row, ...], labels: Labels) -> str:
    return next((value for row in rows for value in row if isinstance(value, str) and labels.is_title(value)), "")


def _names_indicators(row: Row) -> bool:
    return any(INDICATORS in str(value) for value in row)


def _has_indicators(rows: tuple[Row, ...], labels: Labels) -> bool:
    return len(_head(rows, labels)) < len(rows)


def _head(rows: tuple[Row, ...], labels: Labels) -> tuple[Row, ...]:
    """The rows above the first heading of indicators."""
    return tuple(takewhile(lambda row: indicator_columns(words_of(row), labels) is None, rows))


def _is_part(row: Row, labels: Labels) -> bool:
    """Whether a row belongs to a form: it has several cells, or names a field."""
    return _filled(row) > 2 or any(word in labels.known for word in words_of(row).values())


def _first_heads(rows: tuple[Row, ...], starts: list[int], labels: Labels) -> list[int]:
    """The starts without those that only repeat the head of the form above on a new page: same project, no total yet."""
    kept = starts[:1]
    for start, end in pairwise([*starts[1:], len(rows)]):
        above, project = rows[kept[-1] : start], _project(rows[start:end], labels)
        if project is None or project != _project(above, labels) or _has_total(above, labels):
            kept.append(start)
    return kept


def _project(rows: tuple[Row, ...], labels: Labels) -> Value:
    """The project the rows name first; None where they name none."""
    named = next((row for row in rows if _names_project(row, labels)), ())
    return next((value for value in named[1:] if value not in (None, "")), None)


def _has_total(rows: tuple[Row, ...], labels: Labels) -> bool:
    return any(_label_first(row) in labels.totals for row in rows)


def _label_first(row: Row) -> str | None:
    for value in row:
        if value is not None and value != "":
            return label(value) if isinstance(value, str) and len(value) <= LONGEST_TITLE else None
    return None


def _titled(table: Table, labels: Labels) -> list[int]:
    """The rows with a title and little beside it; one flat pass over all cells, as nearly none holds one."""
    found = [
        number
        for number, row in enumerate(table.rows)
        for value in row
        if value.__class__ is str and "表" in value and labels.is_title(value)
    ]
    return sorted({number for number in found if _filled(table.rows[number]) <= MOST_BESIDE_TITLE})


def _filled(row: Row) -> int:
    return sum(1 for value in row if value is not None and value != "")


def _names_project(row: Row, labels: Labels) -> bool:
    word = _label_first(row)
    return word is not None and labels.header.get(word) == "project"


def _cut(table: Table, top: int, bottom: int, number: int) -> Table:
    merges = tuple(
        Merge(merge.top - top, merge.left, merge.bottom - top, merge.right)
        for merge in table.merges
        if top <= merge.top and merge.bottom < bottom
    )
    return replace(
        table,
        rows=table.rows[top:bottom],
        merges=merges,
        lines=table.lines[top:bottom],
        marks=table.marks[top:bottom],
        first_row=table.first_row + top,
        block=table.block or number,
    )
