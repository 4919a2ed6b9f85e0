"""The numbers Word itself puts before paragraphs ("指标1：" of a list), written into them as text."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from jixiao.form.wording import label
from jixiao.importers.docx_numbering import LEVELS, Level, List, Numbering, value
from jixiao.importers.docx_numerals import numeral
from jixiao.importers.docx_text import child, is_on, name, text
from jixiao.recognise.labels import standard

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

GONE = frozenset({"del", "moveFrom", "Fallback"})
LONGEST_LABEL = 30
PLACE = re.compile("%([1-9])")
CLOSED = tuple(":)}]、，。：；）〕】》」　")
"""After these a number needs no blank before the text."""


def write_numbers(body: Element, lists: Numbering) -> None:
    """Put the number each paragraph of `body` shows before its text.

    Bullets carry no words and are left out, and so is the number of a paragraph that only names a part of the form.
    """
    counters = _Counters(lists)
    for paragraph in body.iter(body.tag.replace("body", "p")):
        place = lists.place(paragraph)
        if place is not None and not _is_gone(paragraph):
            shown = counters.shown(*place)
            if shown and not _names_part(text(paragraph)):
                _put(paragraph, shown)


@lru_cache(maxsize=1024)
def _names_part(words: str) -> bool:
    labels = standard()
    word = label(words) if len(words) <= LONGEST_LABEL else ""
    return word in labels.known or word in labels.dimension_of or word in labels.dimension_of.values()


class _Counters:
    """How far each list has counted; lists of one definition count on from each other."""

    def __init__(self, lists: Numbering) -> None:
        self._lists = lists.lists
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def shown(self, number: str, level: int) -> str:
        """The next number of a list at a level, as it is before the text."""
        found = self._lists[number]
        counts = self._counts.setdefault(found.counter, {})
        self._count(number, level, found, counts)
        here = found.levels[level]
        if here.hidden or here.kind == "bullet":
            return ""
        words = PLACE.sub(lambda place: self._part(int(place[1]) - 1, found, here, counts), here.pattern)
        return _joined(words, here.joint)

    def _count(self, number: str, level: int, found: List, counts: dict[int, int]) -> None:
        own = found.starts.get(level) if (number, level) not in self._begun else None
        self._begun.add((number, level))
        start = found.levels[level].start if own is None else own
        counts[level] = start if own is not None or level not in counts else counts[level] + 1
        for deeper in range(level + 1, LEVELS):
            after = found.levels[deeper].restarts if deeper in found.levels else None
            if after is None or level < after:
                counts.pop(deeper, None)

    def _part(self, at: int, found: List, here: Level, counts: dict[int, int]) -> str:
        """The count of a level within a number; one not yet counted shows where it starts."""
        level = found.levels.get(at, Level())
        return numeral("decimal" if here.legal else level.kind, counts.get(at, level.start))


def _is_gone(paragraph: Element) -> bool:
    """Whether a paragraph is no part of the text: deleted, hidden, a second rendering, or covered by the cell above."""
    if is_on(child(child(child(paragraph, "pPr"), "rPr"), "vanish")):
        return True
    return any(_takes_out(around, name(around)) for around in paragraph.iterancestors())


def _takes_out(around: Element, kind: str) -> bool:
    if kind == "tr":
        return child(child(around, "trPr"), "del") is not None
    if kind == "tc":
        return _is_no_cell(child(around, "tcPr"))
    return kind in GONE


def _is_no_cell(properties: Element | None) -> bool:
    """Whether a cell was deleted, or is under the one above."""
    if child(properties, "cellDel") is not None:
        return True
    return child(properties, "vMerge") is not None and value(properties, "vMerge") in (None, "continue")


def _joined(words: str, joint: str) -> str:
    return words if not words or joint == "nothing" or words.endswith((*CLOSED, " ")) else f"{words} "


def _put(paragraph: Element, number: str) -> None:
    space = paragraph.tag.rpartition("}")[0] + "}"
    run = paragraph.makeelement(f"{space}r")
    paragraph.insert(0 if child(paragraph, "pPr") is None else 1, run)
    words = run.makeelement(f"{space}t")
    words.text = number
    run.append(words)
