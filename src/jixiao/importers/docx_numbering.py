"""The lists of a Word document: how each level is numbered, and which styles number their paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from jixiao.importers.docx_text import attribute, child, is_on, name

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

LEVELS = 9
DEEPEST = 20
"""Styles are based on styles; a chain as long has come round in a circle."""


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: `pattern` as w:lvlText ("指标%1："), `restarts` the level above which it starts again.

    `style` names the paragraph style that numbers its paragraphs on this level; `joint` is what follows the number.
    """

    kind: str = "decimal"
    pattern: str = ""
    start: int = 1
    restarts: int | None = None
    legal: bool = False
    hidden: bool = False
    joint: str = "tab"
    style: str | None = None


@dataclass(frozen=True, slots=True)
class List:
    """A list (w:num): the counter it shares with others, its levels, and where its own counting starts."""

    counter: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style: the style it is based on, and the list and level it gives its paragraphs."""

    based_on: str | None
    list: str | None
    level: int | None


@dataclass(frozen=True)
class Numbering:
    """All lists by w:numId, all paragraph styles by their id, and the style of paragraphs that name none."""

    lists: Mapping[str, List]
    styles: Mapping[str, Style]
    usual: str | None = None

    def place(self, paragraph: Element) -> tuple[str, int] | None:
        """The list and level a paragraph is numbered by; None for most."""
        properties = child(paragraph, "pPr")
        own, level = given(properties)
        style = value(properties, "pStyle") or self.usual
        if own is None:
            own, by_style = self._of_style(style)
            level = by_style if level is None else level
        if own is None or own not in self.lists:
            return None
        if level is None:
            level = next((at for at, item in self.lists[own].levels.items() if style and item.style == style), 0)
        return (own, level) if level in self.lists[own].levels else None

    def _of_style(self, style: str | None) -> tuple[str | None, int | None]:
        level: int | None = None
        for _ in range(DEEPEST):
            found = self.styles.get(style or "")
            if found is None:
                break
            level = found.level if level is None else level
            if found.list is not None:
                return found.list, level
            style = found.based_on
        return None, None


def numbering(lists: Element | None, styles: Element | None) -> Numbering:
    """The lists of a document from the roots of its numbering part and its styles part."""
    found, usual = _styles(styles)
    kinds = dict(_numbering_styles(styles))
    return Numbering({} if lists is None else _lists(lists, kinds), found, usual)


def given(properties: Element | None) -> tuple[str | None, int | None]:
    """The list and level that paragraph properties name themselves; list "0" takes a paragraph out of all lists."""
    own = child(properties, "numPr")
    return value(own, "numId"), _number(value(own, "ilvl"))


def value(element: Element | None, wanted: str) -> str | None:
    """The value of a setting below `element`."""
    found = child(element, wanted)
    return None if found is None else attribute(found, "val")


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) < 6 else None


def _styles(root: Element | None) -> tuple[dict[str, Style], str | None]:
    styles: dict[str, Style] = {}
    usual: str | None = None
    for item in _named(root, "style"):
        if attribute(item, "type") == "paragraph":
            own, level = given(child(item, "pPr"))
            identity = attribute(item, "styleId") or ""
            styles[identity] = Style(value(item, "basedOn"), own, level)
            usual = identity if attribute(item, "default") in ("1", "true", "on") else usual
    return styles, usual


def _numbering_styles(root: Element | None) -> Iterator[tuple[str, str]]:
    """Each style of a whole list with the list it represents."""
    for item in _named(root, "style"):
        own, _ = given(child(item, "pPr"))
        if attribute(item, "type") == "numbering" and own:
            yield attribute(item, "styleId") or "", own


def _lists(root: Element, kinds: Mapping[str, str]) -> dict[str, List]:
    abstract = {attribute(item, "abstractNumId") or "": item for item in _named(root, "abstractNum")}
    used = {attribute(item, "numId") or "": value(item, "abstractNumId") or "" for item in _named(root, "num")}
    found = {}
    for item in _named(root, "num"):
        counter = _linked(value(item, "abstractNumId") or "", abstract, used, kinds)
        if counter in abstract:
            levels = dict(_levels(abstract[counter]))
            found[attribute(item, "numId") or ""] = _overridden(item, List(counter, levels))
    return found


def _linked(counter: str, abstract: Mapping[str, Element], used: Mapping[str, str], kinds: Mapping[str, str]) -> str:
    """The definition that holds the levels: one may only point at the style of a list."""
    style = value(abstract.get(counter), "numStyleLink")
    return used.get(kinds.get(style, ""), counter) if style else counter


def _levels(holder: Element) -> Iterator[tuple[int, Level]]:
    for item in _named(holder, "lvl"):
        at = _number(attribute(item, "ilvl"))
        if at is not None and at < LEVELS:
            yield at, _level(item)


def _level(item: Element) -> Level:
    start = _number(value(item, "start"))
    return Level(
        kind=value(item, "numFmt") or "decimal",
        pattern=value(item, "lvlText") or "",
        start=0 if start is None else start,
        restarts=_number(value(item, "lvlRestart")),
        legal=is_on(child(item, "isLgl")),
        hidden=is_on(child(child(item, "rPr"), "vanish")),
        joint=value(item, "suff") or "tab",
        style=value(item, "pStyle"),
    )


def _overridden(item: Element, plain: List) -> List:
    levels, starts = dict(plain.levels), {}
    for change in _named(item, "lvlOverride"):
        at, start = _number(attribute(change, "ilvl")), _number(value(change, "startOverride"))
        if at is None:
            continue
        levels |= _levels(change)
        if start is not None:
            starts[at] = start
    return replace(plain, levels=levels, starts=starts)


def _named(root: Element | None, wanted: str) -> Iterator[Element]:
    return iter(()) if root is None else (item for item in root if name(item) == wanted)
