"""Tables that are no form of their own: lists of projects, other kinds by their title, the rest of a form on the next sheet."""

from __future__ import annotations

from jixiao.form.model import Form
from jixiao.form.table import Table, Value
from jixiao.form.wording import label
from jixiao.recognise.beside import names_form
from jixiao.recognise.blocks import title_of
from jixiao.recognise.headings import LONGEST_LABEL, Found, indicator_columns, like_amount, words_of
from jixiao.recognise.labels import Labels

LEAST_FIELDS = 2
"""So many fields of a project are beside its name in the heading of a list."""
AGAIN = "续"
"""In the title of a form's second page."""
Row = tuple[Value, ...]


def other_kind(table: Table, labels: Labels) -> str | None:
    """What a table is that holds projects or indicators and is no form that could be read, in a Chinese sentence."""
    if labels.says_monitor(title_of(table, labels)):
        return "按标题是绩效运行监控表，只有年中的执行情况，不是自评表，没有读入。"
    count = listed_projects(table, labels)
    if not count:
        return None
    return f"这是项目清单（一行一个项目，共 {count} 个），不是自评表，没有读入。请每个项目填一张自评表。"


def goes_on(block: Table, before: Table | None, labels: Labels) -> str | None:
    """Why a block is no form but the rest of `before`, the open form above it in another table; None where it is none."""
    if before is None or (block.sheet and block.sheet == before.sheet):
        return None
    title = title_of(block, labels)
    if (title and AGAIN not in title) or begins(block, labels):
        return None
    if not any(_is_part(words_of(row), labels) for row in block.rows):
        return None
    where, together = (f"工作表“{before.sheet}”那张表", "工作表里") if before.sheet else ("上面那张表", "表里")
    return (
        f"像是{where}的下半部分（没有项目名称），没有读入，那张表也不完整。请把两部分放在同一张{together}，再读一次。"
    )


def is_open(form: Form) -> bool:
    """Whether a form was read without its end."""
    return form.total.score is None and form.total.weight is None and "total.score" not in form.source.places


def begins(block: Table, labels: Labels) -> bool:
    """Whether a block that could not be read begins a form: it names a project or a department."""
    return any(names_form(row, labels) for row in block.rows)


def listed_projects(table: Table, labels: Labels) -> int:
    """How many projects the rows below a heading with 项目名称 name; 0 where the table is no list.

    The heading is the first of the table: the list of its projects inside a department's form is a part of that form.
    """
    for number, row in enumerate(table.rows):
        found = words_of(row)
        column = next((at for at, word in found.items() if labels.header.get(word) == "project"), None)
        if column is not None:
            return _listed(table, number, column, labels)
        if any(word in part for word in found.values() for part in (labels.fund_columns, labels.indicator_columns)):
            return 0
    return 0


def _listed(table: Table, number: int, column: int, labels: Labels) -> int:
    row, below = table.rows[number], number + 1
    following = table.rows[below] if below < len(table.rows) else ()
    if any(like_amount(value) for value in row if value not in (None, "")):
        return 0
    fields = _fields(words_of(row), labels)
    if table.value(below, column) in (None, "") and _is_heading(following, labels):
        fields |= _fields(words_of(following), labels)
        below += 1
    if len(fields) < LEAST_FIELDS:
        return 0
    names = set()
    for each in table.rows[below:]:
        first = next((value for value in each if value not in (None, "")), None)
        if first is None or _is_total(first, labels):
            continue
        if _is_label(first, labels):
            return 0
        name = each[column] if column < len(each) else None
        if isinstance(name, str) and name.strip() and not _is_label(name, labels) and _is_data(each):
            names.add(name.strip())
    return len(names)


def _is_data(row: Row) -> bool:
    """Whether a row holds more than one cell, as a row of a list does and a note does not."""
    return sum(value not in (None, "") for value in row) > 1


def _fields(found: Found, labels: Labels) -> set[str]:
    """The fields of funds, goals, indicators and the total that words head."""
    parts = labels.fund_columns, labels.goal, labels.indicator_columns
    fields = {field for word in found.values() for part in parts if (field := part.get(word))}
    return fields | {"total" for word in found.values() if labels.header.get(word) == "total_score"}


def _is_heading(row: Row, labels: Labels) -> bool:
    filled = [value for value in row if value not in (None, "")]
    return bool(filled) and all(_is_label(value, labels) for value in filled)


def _is_label(value: Value, labels: Labels) -> bool:
    word = label(value) if isinstance(value, str) and len(value) <= LONGEST_LABEL else ""
    return word in labels.known or word in labels.static_labels


def _is_total(value: Value, labels: Labels) -> bool:
    return isinstance(value, str) and label(value) in labels.totals


def _is_part(found: dict[int, str], labels: Labels) -> bool:
    first = next(iter(found.values()), None)
    return indicator_columns(found, labels) is not None or first in labels.totals or first in labels.dimensions
