"""The text of a Word paragraph as it reads once all tracked changes are accepted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

GONE = frozenset(
    {"del", "moveFrom", "instrText", "delInstrText", "rt", "Fallback", "pPr", "rPr", "sdtPr", "txbxContent", "pict"}
)
"""Deleted and moved-away text, field codes, ruby readings, second renderings; text boxes are paragraphs of their own."""
MARKS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-", "ptab": "\t"}
OFF = frozenset({"0", "false", "off"})


def name(element: Element) -> str:
    """An element's name without its namespace, so that both dialects of the format read alike; "" for a comment."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element, wanted: str) -> str | None:
    """The value of an attribute by its name without namespace."""
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == wanted), None)


def child(element: Element | None, wanted: str) -> Element | None:
    """The first child of that name."""
    return None if element is None else next((item for item in element if name(item) == wanted), None)


def is_on(element: Element | None) -> bool:
    """Whether a switch such as <w:vanish/> stands there and is not turned off."""
    return element is not None and (attribute(element, "val") or "1") not in OFF


def text(paragraph: Element) -> str:
    """What a reader sees of a paragraph."""
    return "".join(_pieces(paragraph))


def _pieces(element: Element) -> Iterator[str]:
    for item in element:
        kind = name(item)
        if kind == "t":
            yield item.text or ""
        elif kind in MARKS:
            yield MARKS[kind]
        elif kind == "r":
            if not is_on(child(child(item, "rPr"), "vanish")):
                yield from _pieces(item)
        elif kind not in GONE:
            yield from _pieces(item)
