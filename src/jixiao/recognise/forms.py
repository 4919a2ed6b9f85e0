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
    """A table that looks like a form but could not be read as one, with the place and the reason in Chinese."""

    table: Table
    reason: str


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
                if _titled(block, labels):
                    failed.append(Unrecognised(block, str(reason)))
    return tuple(read), tuple(failed)


def _form(block: Table, labels: Labels) -> Form:
    draft = recognise(block, labels)
    form = form_of(draft, labels.fund_kind, labels.dimension_of, labels.is_prompt)
    unread = unread_cells(form, draft, labels)
    return replace(form, unread_cells=unread) if unread else form


def _titled(table: Table, labels: Labels) -> bool:
    return any(is_title(value, labels) for row in table.rows for value in row)
