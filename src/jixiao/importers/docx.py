"""Word documents: every table and the paragraphs around it, tracked changes accepted, read from the package itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from jixiao.form.table import Table
from jixiao.form.wording import label
from jixiao.importers.document import Grid, Paragraph
from jixiao.importers.document_forms import tables as tables_of
from jixiao.importers.docx_grid import AROUND, cell_text, grid, inside
from jixiao.importers.docx_list_labels import write_numbers
from jixiao.importers.docx_numbering import numbering
from jixiao.importers.docx_text import attribute, child, name, text
from jixiao.importers.foreign import RTF
from jixiao.importers.source import ReadError, Source
from jixiao.recognise.labels import FEWEST_LABELS, LONGEST_LABEL, standard

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from jixiao.xlsx.opc.archive import Archive
    from jixiao.xlsx.opc.opc import Relation

MIB = 1 << 20
LARGEST_DOCUMENT = 48 * MIB
"""The text of a thousand forms is about 30 MB of markup; as a tree it takes some ten times its size in memory."""
ROW = re.compile(rb"<(?:\w+:)?tr[\s>/]")
UNDOUBTED = 2 * MIB
MOST_ROWS, MOST_TAGS = 100_000, 2_500_000
"""Rows of all tables, and beginnings and ends of elements; a thousand forms have a third of them."""
BOXES = frozenset(
    {
        *("r", "drawing", "Choice", "inline", "anchor", "graphic", "graphicData", "wsp", "wgp", "grpSp", "wpc", "txbx"),
        *("pict", "object", "group", "shape", "rect", "roundrect", "oval", "textbox", "hyperlink", "fldSimple"),
    }
)
"""What is around a text box: today's drawings, and the VML of older programs."""
FRAME_TEXTS = 6
"""A table that only lays out others has few texts of its own; a form has dozens."""
RESAVE = "请用 Word 或 WPS 打开后另存为 .docx 再试"


def tables(source: Source) -> tuple[Table, ...]:
    """One table for each form of the document, a form split over several tables put together again."""
    found = tuple(flow(source))
    if not any(isinstance(item, Grid) for item in found):
        raise ReadError(
            f"{source.name}：文档中没有表格。自评表要放在 Word 表格里；图片或文本框中的表请重新录入为表格。"
        )
    return tables_of(found, source.name)


def flow(source: Source) -> Iterator[Paragraph | Grid]:
    """Paragraphs and tables in their order, those of documents inside it included. Raises ReadError as `tables` does."""
    number = 0
    for item in _blocks(_body(source)):
        kind = name(item)
        if kind == "p":
            yield Paragraph(text(item))
        elif kind == "tbl":
            number += 1
            made = grid(item, number)
            if made.rows:  # one whose rows tracked changes took out is gone
                yield made
        else:
            for inner in _inner_flow(source, attribute(item, "id")):
                number += isinstance(inner, Grid)
                yield replace(inner, number=number) if isinstance(inner, Grid) else inner


def _inner_flow(source: Source, relation: str | None) -> Iterable[Paragraph | Grid]:
    """What a document inside the document (altChunk) holds: Word puts it into the text when it is opened.

    Nothing of one of another kind: `docx_unread` names it.
    """
    from jixiao.importers import html

    archive = archive_of(source)
    related = relations(source, archive)
    part = next((item.target for item in related if item.id == relation and item.target in archive), None)
    if part is None:
        return ()
    inner = Source(source.name, archive.read(part))
    if inner.is_document:
        return flow(inner)
    if inner.is_page:
        return html.flow(inner)
    return [Paragraph(line) for line in inner.text.splitlines()] if is_plain(inner) and inner.text else ()


def is_plain(inner: Source) -> bool:
    """Whether a document inside the document is a text that is read with it as paragraphs."""
    return inner.text is not None and not inner.data.startswith(RTF)


def _body(source: Source) -> Element:
    """The body of the main part, its lists numbered. Raises ReadError for a damaged, protected or oversized document."""
    from jixiao.xlsx.opc.guard import PackageError

    try:
        archive = archive_of(source)
        main = _main_part(source, archive)
        content = archive.xml(main)
        _refuse_many(content, source.name)
        root = parsed(source, content)
        body = child(root, "body")
        if body is None:
            raise ReadError(f"{source.name}：文档没有正文。请向发送人重新索取，或{RESAVE}。")
        lists, styles = (_beside(source, archive, main, kind) for kind in ("numbering", "styles"))
    except PackageError as error:
        raise ReadError(_in_words_of_word(source, str(error))) from error
    if lists is not None:
        write_numbers(body, numbering(lists, styles))
    return body


def archive_of(source: Source) -> Archive:
    """The package of a document. Raises PackageError for a damaged or oversized one."""
    from jixiao.xlsx.opc.archive import Archive
    from jixiao.xlsx.opc.guard import Limits

    # pictures are never inflated, so they may be large and press well; only the parts that are read are bounded
    return Archive.open(source.data, name=source.name, limits=Limits(1024 * MIB, 2048 * MIB, 20_000, 2000))


def relations(source: Source, archive: Archive) -> tuple[Relation, ...]:
    """What the main part of a document leads to."""
    from jixiao.xlsx.opc import opc

    return opc.relations(archive, _main_part(source, archive))


def _main_part(source: Source, archive: Archive) -> str:
    from jixiao.xlsx.opc import opc

    main = next((item.target for item in opc.relations(archive, "") if item.kind == "officeDocument"), "")
    main = main if main in archive else "word/document.xml"
    if main not in archive:
        raise ReadError(f"{source.name}：压缩包里没有 Word 正文。请向发送人重新索取，或{RESAVE}。")
    _refuse_large(archive, main, source.name)
    return main


def _beside(source: Source, archive: Archive, main: str, kind: str) -> Element | None:
    """The root of a part the main part names by `kind`; None where it has none."""
    from jixiao.xlsx.opc import opc

    part = next((item.target for item in opc.relations(archive, main) if item.kind == kind), "")
    if part not in archive:
        return None
    _refuse_large(archive, part, source.name)
    return parsed(source, archive.xml(part))


def parsed(source: Source, content: bytes) -> Element:
    """The root of a part. Raises ReadError where it is no XML, or declares entities."""
    from lxml import etree

    try:
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True))
    except etree.XMLSyntaxError as error:
        raise ReadError(f"{source.name}：文档正文已损坏（{error.msg}）。请向发送人重新索取，或{RESAVE}。") from error
    if root.getroottree().docinfo.doctype:  # type: ignore[union-attr]
        # written in an encoding that hides it from the guard of the package
        raise ReadError(f"{source.name}：文档含有文档类型或实体定义，出于安全不予打开。{RESAVE}。")
    return root


def _refuse_large(archive: Archive, part: str, shown: str) -> None:
    if archive.entry(part).size > LARGEST_DOCUMENT:
        raise ReadError(
            f"{shown}：文档正文超过 {LARGEST_DOCUMENT // MIB} MB，不像自评表。请按单位拆成几个文档后分别读取。"
        )


def _refuse_many(content: bytes, shown: str) -> None:
    if len(content) < UNDOUBTED:
        return
    if len(ROW.findall(content)) > MOST_ROWS:
        raise ReadError(f"{shown}：文档中的表格超过 {MOST_ROWS} 行，不像自评表。请按单位拆成几个文档后分别读取。")
    if content.count(b"<") > MOST_TAGS:
        raise ReadError(
            f"{shown}：文档正文太庞杂（标记超过 {MOST_TAGS} 个），不像自评表。请按单位拆成几个文档后分别读取。"
        )


def _in_words_of_word(source: Source, message: str) -> str:
    words = message.replace("用 Excel“打开并修复”后另存", "用 Word“打开并修复”后另存").replace("工作簿", "文档")
    words = words.replace("Excel", "Word").replace(".xlsx", ".docx")
    return words if source.name in words else f"{source.name}：{words}"


def _blocks(element: Element) -> Iterator[Element]:
    """Paragraphs and tables in their order; those in content controls and text boxes, and tables used as a frame."""
    for item in element:
        kind = name(item)
        if kind == "p":
            yield item
            yield from _in_text_box(item)
        elif kind == "tbl":
            yield from _framed(item)
        elif kind == "altChunk":
            yield item
        elif kind == "AlternateContent":
            yield from next((found for way in item if (found := list(_blocks(way)))), [])
        elif kind in AROUND:
            yield from _blocks(item)


def _in_text_box(element: Element) -> Iterator[Element]:
    for item in element:
        kind = name(item)
        if kind == "txbxContent":
            yield from _blocks(item)
        elif kind == "AlternateContent":
            # the same box twice, for newer and older programs
            yield from next((found for way in item if (found := list(_in_text_box(way)))), [])
        elif kind in BOXES or kind in AROUND:
            yield from _in_text_box(item)


def _framed(table: Element) -> Iterator[Element]:
    """The table and the forms in text boxes anchored in it; where it only lays out other tables, what is in its cells."""
    cells = [cell for row in inside(table, "tr") for cell in inside(row, "tc")]
    around = [cell for cell in cells if child(cell, "tbl") is not None]
    inner = sum(name(item) == "tc" for cell in around for item in cell.iter()) - len(around)
    texts = sum(bool(cell_text(cell)) for cell in cells if child(cell, "tbl") is None)
    if around and (len(cells) == 1 or (texts <= FRAME_TEXTS and inner > len(cells))):
        for cell in cells:
            yield from _blocks(cell)
        return
    yield table
    for cell in around:
        yield from (found for item in inside(cell, "tbl") if has_form(item) for found in _framed(item))
    yield from table.iter("{*}altChunk")
    if next(table.iter("{*}txbxContent"), None) is None:
        return
    for paragraph in table.iter("{*}p"):
        yield from (item for item in _in_text_box(paragraph) if name(item) == "tbl")


def has_form(table: Element) -> bool:
    """Whether a table has the labels of a form, that of the project among them."""
    labels = standard()
    texts = [cell_text(cell) for row in inside(table, "tr") for cell in inside(row, "tc")]
    is_named = any(labels.header.get(label(text)) == "project" for text in texts if len(text) <= LONGEST_LABEL)
    return is_named and labels.count(texts) >= FEWEST_LABELS
