"""Web pages saved from a government site, and what other systems hand out as .xls but is a page: their tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from jixiao.form.table import Table
from jixiao.form.wording import one_line
from jixiao.importers.document import Grid, Paragraph
from jixiao.importers.document_forms import tables as tables_of
from jixiao.importers.html_grid import CELLS, grid, rows
from jixiao.importers.source import ReadError, Source

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

ROW = re.compile(r"<tr[\s>/]", re.IGNORECASE)
UNSEEN = frozenset({"script", "style", "head", "template", "noscript", "select", "textarea", "iframe", "object"})
INLINE = frozenset({"a", "b", "i", "u", "em", "strong", "span", "font", "sub", "sup", "small", "big", "label", "o:p"})
DEEPEST = 200
MOST_ROWS = 100_000
"""Rows of all tables of a page; a thousand forms have fewer."""


def tables(source: Source) -> tuple[Table, ...]:
    """One table for each form of the page; tables that only lay out the page are looked through.

    Raises ReadError for a page without tables, or with more rows than any collection of forms has.
    """
    if len(ROW.findall(source.markup or "")) > MOST_ROWS:
        raise ReadError(f"{source.name}：网页中的表格超过 {MOST_ROWS} 行，不像自评表。请按单位拆成几个文件后分别读取。")
    found = tuple(flow(source))
    if not any(isinstance(item, Grid) for item in found):
        raise ReadError(
            f"{source.name}：网页中没有表格。若页面上能看到表格，请在浏览器中选中整张表，复制到 Excel 后保存再试。"
        )
    return tables_of(found, source.name)


def flow(source: Source) -> Iterator[Paragraph | Grid]:
    """Texts and tables of the page in their order. Raises ReadError for a damaged page."""
    number = 0
    for item in _blocks(_root(source), 0):
        if isinstance(item, str):
            if item.strip():
                yield Paragraph(" ".join(item.split("\n")))
        else:
            number += 1
            yield grid(item, number)


def _root(source: Source) -> Element:
    from lxml import etree

    parser = etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        root = etree.fromstring((source.markup or "").encode(), parser)
    except etree.XMLSyntaxError as error:
        raise ReadError(f"{source.name}：网页已损坏（{error.msg}）。请在浏览器中重新打开并保存后再试。") from error
    if root is None:
        raise ReadError(f"{source.name}：网页是空的。请在浏览器中重新打开并保存后再试。")
    return root


def _blocks(element: Element, depth: int) -> Iterator[str | Element]:
    """Runs of text between block elements, and the tables that hold something, in their order."""
    text = element.text or ""
    for item in element:
        tag = item.tag if isinstance(item.tag, str) else ""
        if tag in INLINE and next(item.iter("table"), None) is None:
            text += "".join(str(piece) for piece in item.itertext())
        elif tag not in UNSEEN and depth < DEEPEST:
            yield text
            text = ""
            yield from _table(item, depth) if tag == "table" else _blocks(item, depth + 1)
        text += item.tail or ""
    yield text


def _table(table: Element, depth: int) -> Iterator[str | Element]:
    """The table, its caption before it; where it holds other tables and few texts of its own, what is in it."""
    caption = table.find("caption")
    if caption is not None:
        yield one_line("".join(str(piece) for piece in caption.itertext()))
    inner = sum(1 for _ in table.iter("table")) - 1
    own = [cell for row in rows(table) for cell in row if cell.tag in CELLS]
    if inner and len(own) < 12 * inner:
        for cell in own:
            yield from _blocks(cell, depth + 1)
    else:
        yield table
