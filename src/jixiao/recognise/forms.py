"""Tables to forms: cut, recognise, structure; a block that cannot be read is reported and the others kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from jixiao.form.model import Form
from jixiao.form.structure import form_of
from jixiao.form.table import Table
from jixiao.recognise.blocks import blocks, title_of
from jixiao.recognise.labels import Labels, standard
from jixiao.recognise.ledger import unread_cells
from jixiao.recognise.other_tables import begins, goes_on, is_open, other_kind
from jixiao.recognise.recognise import NotAForm, recognise


class Unrecognised(NamedTuple):
    """A table that was not read as a form, and why, in Chinese; `is_other` where it is a table of another kind, such as a list."""

    table: Table
    reason: str
    is_other: bool = False

    @property
    def sentence(self) -> str:
        """The reason as a whole sentence, with the next step."""
        if self.reason.endswith("。"):
            return self.reason
        return f"有自评表标题，但{self.reason}，此表未读入。请对照模板补上所缺标签，或重新复制整张表。"


def forms(tables: Iterable[Table], labels: Labels | None = None) -> tuple[tuple[Form, ...], tuple[Unrecognised, ...]]:
    """The forms in `tables`, in their order, and the tables that were not read: lists, and what carries a form's title."""
    labels = labels or standard()
    read: list[Form] = []
    failed: list[Unrecognised] = []
    before: Table | None = None
    for table in tables:
        above: Form | None = None
        column = 0
        for block in blocks(table, labels):
            if block.first_column != column:  # beside the forms so far, not below them
                above, column = None, block.first_column
            other = other_kind(block, labels)
            if other is not None:
                failed.append(Unrecognised(block, other, is_other=True))
                continue
            if (rest := goes_on(block, before, labels)) is not None:
                failed.append(Unrecognised(block, rest))
                continue
            try:
                form = _form(block, labels)
                above = form if form.title else above
                read.append(_under(form, above, labels))
                before = block if is_open(read[-1]) else None
            except NotAForm as reason:
                before = block if begins(block, labels) else None
                if title_of(block, labels):
                    failed.append(_unrecognised(block, str(reason), labels))
    return tuple(read), tuple(failed)


def _under(form: Form, above: Form | None, labels: Labels) -> Form:
    """A form without a title of its own has that of the first one above it in its table, which is the title of all."""
    if form.title or above is None or above.title is None:
        return form
    year = above.year if form.year is None else form.year
    return replace(form, title=above.title, year=year, kind=labels.kind_of(above.title) or form.kind)


def _unrecognised(block: Table, reason: str, labels: Labels) -> Unrecognised:
    if labels.says_list(title_of(block, labels)):
        return Unrecognised(block, "按标题是列出项目的汇总表，不是自评表，没有读入。", is_other=True)
    return Unrecognised(block, reason)


def _form(block: Table, labels: Labels) -> Form:
    draft = recognise(block, labels)
    form = form_of(draft, labels.fund_kind, labels.dimension_of, labels.is_prompt)
    unread = unread_cells(form, draft, labels)
    return replace(form, unread_cells=unread) if unread else form
