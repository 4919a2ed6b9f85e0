"""What of a Word document may hold forms and is not read: places beside the text, documents inside it of other kinds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from jixiao.errors import CannotGoOn
from jixiao.importers import docx
from jixiao.importers.source import Source
from jixiao.recognise.labels import FEWEST_LABELS, standard

if TYPE_CHECKING:
    from jixiao.xlsx.opc.archive import Archive

PLACES = {"header": "页眉", "footer": "页脚", "footnotes": "脚注", "endnotes": "尾注", "comments": "批注"}
"""Kinds of parts beside the text, and what Word calls them."""
CHUNK = "aFChunk"
LARGEST = 8 << 20


def unread(source: Source) -> Iterator[tuple[str, str]]:
    """The place of each form, or document inside the document, that is not read, and what to do; none of a damaged one."""
    try:
        archive = docx.archive_of(source)
        related = docx.relations(source, archive)
        for relation in related:
            if relation.kind in PLACES and _has_form(source, archive, relation.target):
                place = PLACES[relation.kind]
                yield place, f"{place}里有自评表，没有读入。请把它剪切到正文里，保存后重试。"
            elif relation.kind == CHUNK and not _is_read(archive, relation.target):
                yield (
                    "插入的文件",
                    "里面插入了另一份文件的内容，读不出来。请用 Word 打开核对，另存为新的 .docx 后再试。",
                )
    except CannotGoOn:
        return


def _has_form(source: Source, archive: Archive, part: str) -> bool:
    if part not in archive or archive.entry(part).size > LARGEST or b"tbl>" not in archive.read(part):
        return False
    return any(map(docx.has_form, docx.parsed(source, archive.xml(part)).iter("{*}tbl")))


def _is_read(archive: Archive, part: str) -> bool:
    """Whether a document inside the document is there, and of a kind that is read with it; of a text no table is."""
    if part not in archive:
        return False
    inner = Source(part, archive.read(part))
    if inner.is_document or inner.is_page:
        return True
    return docx.is_plain(inner) and standard().count((inner.text or "").split()) < FEWEST_LABELS
