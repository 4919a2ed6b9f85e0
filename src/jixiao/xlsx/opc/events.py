"""Walks through XML piece by piece, for what is counted or written out again without a tree of it in memory."""

from __future__ import annotations

from typing import Protocol
from xml.parsers import expat


class Handler(Protocol):
    """What is called for each piece, in the order of the text; names come as written, with their prefix."""

    def start(self, tag: str, given: dict[str, str]) -> None:
        """An element begins, with its attributes."""

    def text(self, data: str) -> None:
        """Text within the element begun last."""

    def end(self, tag: str) -> None:
        """An element ends."""


def walk(xml: bytes, handler: Handler) -> None:
    """Calls `handler` for each element and text of `xml`. Raises expat.ExpatError where it is not well-formed."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = handler.start
    parser.CharacterDataHandler = handler.text
    parser.EndElementHandler = handler.end
    parser.Parse(xml, True)
