"""The rest of a form on the next sheet of a workbook: indicators or a total below no name of a project."""

from __future__ import annotations

from jixiao.form.model import Form
from jixiao.form.table import Table
from jixiao.recognise.beside import names_form
from jixiao.recognise.blocks import title_of
from jixiao.recognise.headings import indicator_columns, words_of
from jixiao.recognise.labels import Labels

AGAIN = "续"
"""In the title of a form's second page."""


def goes_on(block: Table, before: Table | None, labels: Labels) -> str | None:
    """Why a block is no form but the rest of `before`, the open form above it on another sheet; None where it is none."""
    if before is None or not block.sheet or block.sheet == before.sheet:
        return None
    title = title_of(block, labels)
    if (title and AGAIN not in title) or any(names_form(row, labels) for row in block.rows):
        return None
    if not any(_is_part(words_of(row), labels) for row in block.rows):
        return None
    return (
        f"像是工作表“{before.sheet}”那张表的下半部分（没有项目名称），没有读入，那张表也不完整。"
        "请把两部分放在同一张工作表里，再读一次。"
    )


def is_open(form: Form) -> bool:
    """Whether a form was read without its end."""
    return form.total.score is None and form.total.weight is None and "total.score" not in form.source.places


def begins(block: Table, labels: Labels) -> bool:
    """Whether a block that could not be read begins a form: it names a project or a department."""
    return any(names_form(row, labels) for row in block.rows)


def _is_part(found: dict[int, str], labels: Labels) -> bool:
    first = next(iter(found.values()), None)
    return indicator_columns(found, labels) is not None or first in labels.totals
