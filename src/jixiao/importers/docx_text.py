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
SYMBOLS = {
    "symbol": {
        0xA3: "≤",
        0xB3: "≥",
        0xB9: "≠",
        0xBB: "≈",
        0xB1: "±",
        0xB4: "×",
        0xB8: "÷",
        0xB0: "°",
        0x25: "%",
        0x3C: "<",
        0x3E: ">",
    },
    "wingdings": {0xA8: "☐", 0xFE: "☑", 0xFD: "☒", 0xFC: "✓", 0xFB: "✗"},
    "wingdings 2": {0xA3: "☐", 0x52: "☑", 0x51: "☒", 0x50: "✓", 0x4F: "✗"},
}
"""Characters that Word writes as a place in a font, where they mean something in a form."""
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
    """Whether a switch such as <w:vanish/> is there and is not turned off."""
    return element is not None and (attribute(element, "val") or "1") not in OFF


def is_placeholder(control: Element) -> bool:
    """Whether a content control still shows the words that ask for an entry: nobody has filled it in."""
    return is_on(child(child(control, "sdtPr"), "showingPlcHdr"))


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
        elif kind == "sym":
            yield _symbol(item)
        elif kind == "fldChar":
            yield _chosen(item) or _ticked(item)
        elif kind == "sdt" and is_placeholder(item):
            continue
        elif kind == "r":
            if not is_on(child(child(item, "rPr"), "vanish")):
                yield from _pieces(item)
        elif kind not in GONE:
            yield from _pieces(item)


def _symbol(item: Element) -> str:
    """The character a place in a symbol font represents; "" where it is only an ornament."""
    try:
        place = int(attribute(item, "char") or "", 16) & 0xFF
    except ValueError:
        return ""
    return SYMBOLS.get((attribute(item, "font") or "").lower(), {}).get(place, "")


def _chosen(field: Element) -> str:
    """What a drop-down form field shows where it begins; "" for other fields, and where its value is a text of its own."""
    choices = child(child(field, "ffData"), "ddList")
    if choices is None or _has_result(field):
        return ""
    entries = [attribute(item, "val") or "" for item in choices if name(item) == "listEntry"]
    given = (child(choices, wanted) for wanted in ("result", "default"))
    number = next((attribute(item, "val") or "" for item in given if item is not None), "0")
    return entries[int(number)] if number.isdigit() and int(number) < len(entries) else ""


def _ticked(field: Element) -> str:
    """What a check box shows; "" for other fields."""
    box = child(child(field, "ffData"), "checkBox")
    if box is None:
        return ""
    switch = child(box, "checked")
    return SYMBOLS["wingdings"][0xFE if is_on(child(box, "default") if switch is None else switch) else 0xA8]


def _has_result(field: Element) -> bool:
    """Whether a text is between the beginning of a field and its end."""
    run = field.getparent()
    for item in () if run is None else run.itersiblings():
        if any(name(inner) == "t" and (inner.text or "").strip() for inner in item.iter()):
            return True
        if any(name(inner) == "fldChar" and attribute(inner, "fldCharType") == "end" for inner in item.iter()):
            return False
    return False
