"""Notes of a sheet in its package: comments part, drawing of boxes, relations and content types together."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping

from jixiao.xlsx.cells import MAIN
from jixiao.xlsx.edit import comments, note_boxes
from jixiao.xlsx.edit.comments import Comments
from jixiao.xlsx.edit.note_boxes import Measures
from jixiao.xlsx.edit.worksheet_order import add_child, relation_attribute, relation_of
from jixiao.xlsx.opc.archive import Archive
from jixiao.xlsx.opc.markup import Markup
from jixiao.xlsx.opc.opc import relations
from jixiao.xlsx.opc.parts import (
    STRICT,
    declare,
    declare_extension,
    forget_parts,
    fresh_part,
    relate,
    related,
    relation_base,
    unrelate,
)

STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"


def add_notes(archive: Archive, part: str, sheet: Markup, notes: Mapping[str, str]) -> None:
    """Write notes (cell → text) on the sheet `part`, whose text is `sheet`."""
    owner = related(archive, part, "comments")
    book = Comments(archive.text(owner.target)) if owner else _new_comments(archive)
    fresh = [cell for cell, text in notes.items() if book.add(cell, text)]
    name = owner.target if owner else _create(archive, part, "comments", "xl/comments1.xml", comments.TYPE)
    archive.write(name, book.markup.result().encode())
    if fresh:
        measures = Measures(sheet)
        _add_boxes(archive, part, sheet, [(cell, measures.anchor(cell, notes[cell])) for cell in fresh])


def note_texts(archive: Archive, part: str) -> dict[str, str]:
    """Cell → whole text of every note of the sheet `part`, ours and those of others."""
    owner = related(archive, part, "comments")
    return Comments(archive.text(owner.target)).texts if owner else {}


def clear_notes(archive: Archive, part: str, sheet: Markup) -> bool:
    """Take our notes off the sheet; whether there were any."""
    owner = related(archive, part, "comments")
    if owner is None or owner.target not in archive:
        return False
    text = archive.text(owner.target)
    if comments.HEADING not in text:
        return False
    book = Comments(text)
    gone = book.clear()
    left = book.markup.result()
    archive.write(owner.target, left.encode())
    drawing = _drawing(archive, part, sheet)
    if drawing:
        _store(archive, drawing, note_boxes.remove_boxes(_text(archive, drawing), gone))
    boxes = _text(archive, drawing) if drawing else ""
    if Comments(left).is_empty:
        _drop(archive, part, sheet, {owner.target, *([drawing] if drawing and note_boxes.is_empty(boxes) else ())})
    elif drawing and boxes == note_boxes.new_drawing(_number(drawing)):
        _drop(archive, part, sheet, {drawing})  # the notes of others had no boxes before ours came
    return True


def _new_comments(archive: Archive) -> Comments:
    main = STRICT_MAIN if relation_base(archive) == STRICT else MAIN
    return Comments(comments.NEW.format(main=main))


def _create(archive: Archive, part: str, kind: str, like: str, content: str) -> str:
    name = fresh_part(archive, like)
    archive.write(name, b"")
    declare(archive, name, content)
    relate(archive, part, kind, name)
    return name


def _add_boxes(archive: Archive, part: str, sheet: Markup, boxes: list[tuple[str, str]]) -> None:
    name = _drawing(archive, part, sheet)
    number = _number(name or fresh_part(archive, "xl/drawings/vmlDrawing1.vml"))
    if name is None:
        name = fresh_part(archive, "xl/drawings/vmlDrawing1.vml")
        declare_extension(archive, "vml", note_boxes.TYPE)
        _store(archive, name, note_boxes.new_drawing(number))
        add_child(sheet, "legacyDrawing", relation_attribute(sheet, relate(archive, part, "vmlDrawing", name)))
    _store(archive, name, note_boxes.add_boxes(_text(archive, name), number, boxes))


def _drawing(archive: Archive, part: str, sheet: Markup) -> str | None:
    element = sheet.child("legacyDrawing")
    wanted = relation_of(element) if element else None
    return next(
        (item.target for item in relations(archive, part) if item.id == wanted and item.target in archive), None
    )


def _drop(archive: Archive, part: str, sheet: Markup, gone: set[str]) -> None:
    element = sheet.child("legacyDrawing")
    if element is not None and _drawing(archive, part, sheet) in gone:
        sheet.remove(element)
    unrelate(archive, part, [item.id for item in relations(archive, part) if item.target in gone])
    forget_parts(archive, gone)


def _text(archive: Archive, drawing: str) -> str:
    """VML is older than the habit of writing UTF-8; bytes that are none pass through unchanged."""
    return archive.read(drawing).decode("utf-8", "surrogateescape")


def _store(archive: Archive, drawing: str, text: str) -> None:
    archive.write(drawing, text.encode("utf-8", "surrogateescape"))


def _number(part: str) -> int:
    found = re.search(r"\d+", posixpath.basename(part))
    return int(found[0]) if found else 1
