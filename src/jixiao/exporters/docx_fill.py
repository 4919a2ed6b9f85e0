"""Placeholders in WordprocessingML: found though Word has split them over runs, filled with text and nothing but text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from copy import deepcopy
from typing import TYPE_CHECKING

from jixiao.exporters.docx_fields import PART_REASON, Line
from jixiao.exporters.docx_grid import Merged
from jixiao.exporters.docx_markup import BREAK, FORBIDDEN
from jixiao.exporters.docx_parts import WORD
from jixiao.xlsx.opc.new_parts import OFFICE

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from jixiao.xlsx.opc.archive import Archive

W = f"{{{WORD}}}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
PLACEHOLDER = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
GUARD = "{\ufdd0{"
"""Stands for {{ in a text already filled in, so that no text from a form is taken for a placeholder."""


def blocks_of(xml: str) -> list[Element]:
    """Finished block content as elements."""
    from lxml import etree

    return list(etree.fromstring(f'<w:body xmlns:w="{WORD}" xmlns:r="{OFFICE}">{xml}</w:body>'))


def put_tree(archive: Archive, part: str, tree: Element) -> None:
    """Write a tree into its part."""
    from lxml import etree

    archive.write(part, etree.tostring(tree, encoding="UTF-8", xml_declaration=True, standalone=True))


def names_in(element: Element) -> Iterator[str]:
    """The names in {{ }} inside `element`."""
    for paragraph in element.iter(f"{W}p"):
        yield from PLACEHOLDER.findall("".join(text.text or "" for text in _texts(paragraph)))


def fill(element: Element, texts: Mapping[str, str]) -> None:
    """Put `texts` in place of their names; other placeholders stay."""
    for paragraph in list(element.iter(f"{W}p")):
        _fill_paragraph(paragraph, texts)


def drop(element: Element, *kinds: str) -> None:
    """Remove every element of `kinds` (vMerge, bookmarkStart) inside `element`, with all that is in it."""
    for found in list(element.iter(*(W + kind for kind in kinds))):
        if (parent := found.getparent()) is not None:
            parent.remove(found)


def repeat(element: Element, names: Collection[str], lines: Sequence[Line]) -> None:
    """Repeat each table row that asks for one of `names`, once for each of `lines`; without lines it goes.

    A row below it that asks for the reason of the same line follows each repetition that has a reason.
    """
    wanted = frozenset(names)
    for row in list(element.iter(f"{W}tr")):
        if (
            row.getparent() is not None
            and not wanted.isdisjoint(names_in(row))
            and not any(not wanted.isdisjoint(names_in(inner)) for inner in row.iter(f"{W}tr") if inner is not row)
        ):
            _repeat_row(row, lines)


def _repeat_row(row: Element, lines: Sequence[Line]) -> None:
    table, below = row.getparent(), row.getnext()
    if table is None:
        return
    pattern = [row, below] if below is not None and PART_REASON in names_in(below) else [row]
    made = []
    for number, line in enumerate(lines):
        for each in pattern:
            if each is row or line.texts.get(PART_REASON):
                copy = deepcopy(each)
                for cell in copy.findall(f"{W}tc"):
                    _merge(cell, line, number)
                fill(copy, line.texts)
                made.append(copy)
    at = table.index(row)
    table[at : at + len(pattern)] = made


def _merge(cell: Element, line: Line, number: int) -> None:
    """A level's cell is merged as its form says; a block that begins in the row goes on in its repetitions."""
    names = list(names_in(cell))
    if len(names) == 1 and names[0] in line.levels:
        set_merge(cell, line.levels[names[0]])
        return
    merged = cell.find(f"{W}tcPr/{W}vMerge")
    if number and merged is not None and merged.get(f"{W}val") == "restart":
        del merged.attrib[f"{W}val"]
        for text in cell.iter(f"{W}t"):
            text.text = ""


def set_merge(cell: Element, merged: Merged) -> None:
    """Let a cell begin or continue a block merged downward, or neither."""
    from lxml import etree

    look = cell.find(f"{W}tcPr")
    if look is None:
        look = etree.Element(f"{W}tcPr")
        cell.insert(0, look)
    drop(look, "vMerge")
    if merged:
        before = ("cnfStyle", "tcW", "gridSpan", "hMerge")
        given = {f"{W}val": "restart"} if merged == "first" else {}
        look.insert(
            sum(child.tag in {W + name for name in before} for child in look), etree.Element(f"{W}vMerge", given)
        )


def _texts(paragraph: Element) -> list[Element]:
    """The text elements of a paragraph itself, not those of a text box anchored in it."""
    found = list(paragraph.iter(f"{W}t"))
    if next(paragraph.iter(f"{W}txbxContent"), None) is None:
        return found
    return [text for text in found if next(text.iterancestors(f"{W}p"), None) is paragraph]


def _fill_paragraph(paragraph: Element, texts: Mapping[str, str]) -> None:
    pieces = _texts(paragraph)
    whole = "".join(piece.text or "" for piece in pieces)
    if "{{" not in whole:
        return
    # from the last to the first, so that the places of the earlier ones stay
    for found in reversed(list(PLACEHOLDER.finditer(whole))):
        if found[1] in texts:
            _replace(pieces, found.start(), found.end(), _as_xml(texts[found[1]]).replace("{{", GUARD))
    for piece in pieces:
        piece.set(SPACE, "preserve")
        break_lines(piece)


def _as_xml(text: str) -> str:
    """`text` with line feeds for every kind of line break and without the characters that XML forbids."""
    return FORBIDDEN.sub("", BREAK.sub(lambda found: found[0] if found[0] == "\t" else "\n", text))


def _replace(pieces: Sequence[Element], start: int, end: int, text: str) -> None:
    """Put `text` in place of the characters from `start` to `end`, into the run in which they begin."""
    at = 0
    for piece in pieces:
        given = piece.text or ""
        first, last = max(start - at, 0), min(end - at, len(given))
        if first < last:
            piece.text = given[:first] + text + given[last:]
            text = ""
        at += len(given)


def break_lines(piece: Element) -> None:
    """Turn the line feeds and tabs of a text element into Word's own."""
    from lxml import etree

    first, *others = BREAK.split(piece.text or "")
    if not others:
        return
    piece.text, after = first, piece
    for part in others:
        if not part:
            continue
        is_break = BREAK.fullmatch(part)
        made = etree.Element(f"{W}{'tab' if part == chr(9) else 'br'}" if is_break else f"{W}t")
        if not is_break:
            made.text = part
            made.set(SPACE, "preserve")
        after.addnext(made)
        after = made
