"""电话催办名单: whom to call and why, as a page of Word with room for what was said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from jixiao.exporters.docx_fit import Fit
from jixiao.exporters.docx_grid import Cell, Look, Row
from jixiao.exporters.docx_markup import paragraph, run, table
from jixiao.exporters.docx_package import package
from jixiao.submit.reminder import words

SIZE = 10.0
MARK = ("_telephone", 1)
SPANS = (1, 2, 1, 1, 3, 1)
"""Columns of the official form's nine that each of ours takes."""


class Call(NamedTuple):
    """One unit to call."""

    unit: str
    contact: str
    phone: str
    reason: str


def telephone(calls: Sequence[Call], remark: str) -> bytes:
    """The .docx; `remark` is below the title."""
    given = words()["telephone"]
    head: Row = tuple(Cell(label, span) for label, span in zip(given["columns"], SPANS, strict=True))
    rows = [_row(number, call, given["none"]) for number, call in enumerate(calls, 1)]
    made = table([head, *rows], Fit(SIZE, 1), MARK)
    above = paragraph(run(given["title"]), "FormTitle") + paragraph(run(remark), "FormYear")
    return package(above + made + paragraph("", "FormNote"), given["title"])


def _row(number: int, call: Call, none: str) -> Row:
    texts = (str(number), call.unit, call.contact, call.phone or none, call.reason, "")
    looks: tuple[Look, ...] = ("entry", "text", "entry", "entry", "text", "entry")
    return tuple(Cell(text, span, look) for text, span, look in zip(texts, SPANS, looks, strict=True))
