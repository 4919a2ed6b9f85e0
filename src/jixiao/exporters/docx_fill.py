"""Placeholders in WordprocessingML: found though Word has split them over runs, filled with text and nothing but text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from typing import TYPE_CHECKING

from jixiao.exporters.docx_fields import Line
from jixiao.exporters.docx_markup import BREAK, FORBIDDEN

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
PLACEHOLDER = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
GUARD = "\ufdd0"
"""Stands for {{ in a text already filled in, so that no text from a form is taken for a placeholder."""


def names_in(element: Element) -> Iterator[str]:
    """The names in {{ }} inside `element`."""
    for paragraph in element.iter(f"{W}p"):
        yield from PLACEHOLDER.findall("".join(text.text or "" for text in _texts(paragraph)))


def fill(element: Element, texts: Mapping[str, str]) -> None:
    """Put `texts` in place of their names; other placeholders stay."""
    for paragraph in list(element.iter(f"{W}p")):
        _fill_paragraph(paragraph, texts)


def repeat(element: Element, names: Sequence[str], lines: Sequence[Line]) -> None:
    """Repeat each table row that asks for one of `names`, once for each of `lines`; without lines it goes."""
    wanted = frozenset(names)
    for row in list(element.iter(f"{W}tr")):
        if not wanted.isdisjoint(names_in(row)) and not any(
            not wanted.isdisjoint(names_in(inner)) for inner in row.iter(f"{W}tr") if inner is not row
        ):
            _repeat_row(row, lines)


def _repeat_row(row: Element, lines: Sequence[Line]) -> None:
    table = row.getparent()
    if table is None:
        return
    at = table.index(row)
    table.remove(row)
    for number, line in enumerate(lines):
        copy = deepcopy(row)
        for cell in copy.findall(f"{W}tc"):
            _merge(cell, line, number)
        fill(copy, line.texts)
        table.insert(at + number, copy)


def _merge(cell: Element, line: Line, number: int) -> None:
    """A level's cell is merged as its form says; a block that begins in the row goes on in its repetitions."""
    names = list(names_in(cell))
    if len(names) == 1 and names[0] in line.levels:
        _set_merge(cell, line.levels[names[0]].merged)
        return
    merged = cell.find(f"{W}tcPr/{W}vMerge")
    if number and merged is not None and merged.get(f"{W}val") == "restart":
        del merged.attrib[f"{W}val"]
        for text in cell.iter(f"{W}t"):
            text.text = ""


def _set_merge(cell: Element, merged: str) -> None:
    from lxml import etree

    look = cell.find(f"{W}tcPr")
    if look is None:
        look = etree.Element(f"{W}tcPr")
        cell.insert(0, look)
    for found in look.findall(f"{W}vMerge"):
        look.remove(found)
    if merged:
        before = ("cnfStyle", "tcW", "gridSpan", "hMerge")
        given = {f"{W}val": "restart"} if merged == "first" else {}
        look.insert(
            sum(child.tag in {W + name for name in before} for child in look), etree.Element(f"{W}vMerge", given)
        )


def _texts(paragraph: Element) -> list[Element]:
    """The text elements of a paragraph itself, not those of a text box anchored in it."""
    return [text for text in paragraph.iter(f"{W}t") if next(text.iterancestors(f"{W}p"), None) is paragraph]


def _fill_paragraph(paragraph: Element, texts: Mapping[str, str]) -> None:
    pieces = _texts(paragraph)
    whole = "".join(piece.text or "" for piece in pieces)
    # from the last to the first, so that the places of the earlier ones stay
    for found in reversed(list(PLACEHOLDER.finditer(whole))):
        if found[1] in texts:
            _replace(pieces, found.start(), found.end(), texts[found[1]].replace("{{", GUARD))
    for piece in pieces:
        piece.set(SPACE, "preserve")
        _break_lines(piece)


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


def _break_lines(piece: Element) -> None:
    from lxml import etree

    first, *others = BREAK.split(FORBIDDEN.sub("", piece.text or ""))
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
