"""Tables to forms: cut, recognise, structure; a block that cannot be read is reported and the others kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from jixiao.form.model import Form
from jixiao.form.structure import form_of
from jixiao.form.table import Table
from jixiao.recognise.blocks import blocks, is_title
from jixiao.recognise.labels import Labels, standard
from jixiao.recognise.ledger import unread_cells
from jixiao.recognise.recognise import NotAForm, recognise


class Unrecognised(NamedTuple):
    """A table with a form's title that could not be read as one, the reason in Chinese, and whether it is a list of projects by its title."""

    table: Table
    reason: str
    is_list: bool = False


def forms(tables: Iterable[Table], labels: Labels | None = None) -> tuple[tuple[Form, ...], tuple[Unrecognised, ...]]:
    """The forms in `tables`, in their order, and the tables that carry a form's title but could not be read."""
    labels = labels or standard()
    read: list[Form] = []
    failed: list[Unrecognised] = []
    for table in tables:
        for block in blocks(table, labels):
            try:
                read.append(_form(block, labels))
            except NotAForm as reason:
                titles = [value for row in block.rows for value in row if is_title(value, labels)]
                if titles:
                    failed.append(Unrecognised(block, str(reason), labels.says_list(str(titles[0]))))
    return tuple(read), tuple(failed)


def _form(block: Table, labels: Labels) -> Form:
    draft = recognise(block, labels)
    form = form_of(draft, labels.fund_kind, labels.dimension_of, labels.is_prompt)
    unread = unread_cells(form, draft, labels)
    return replace(form, unread_cells=unread) if unread else form
