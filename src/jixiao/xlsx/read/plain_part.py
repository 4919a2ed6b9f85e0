"""A part beside the sheets (styles, shared texts) written out again in the one way that our patterns and others' readers know."""

from __future__ import annotations

import re
from collections.abc import Mapping

from jixiao.xlsx.cells import MAIN, entities, escape_attribute
from jixiao.xlsx.opc.archive import Archive
from jixiao.xlsx.opc.guard import DAMAGED, PackageError

_USUAL = re.compile(rb"\s*(?:<\?xml[^>]*\?>\s*)?<[A-Za-z]+[\s>/]")
_UNUSUAL = re.compile(rb"""<[!?]"""), re.compile(rb"""=(?:'|(?<=\s=)\s*["']|\s+["'])""")
"""Two, each with one sign to begin with: such a search passes over text ten times faster."""


def plain_part(archive: Archive, part: str) -> bytes:
    """A part as usual programs write it: no prefixes, comments or CDATA, values in double quotes.

    As it is where it is written so. Raises PackageError where it is no XML.
    """
    xml = archive.xml(part)
    begins = _USUAL.match(xml)
    if begins and not any(sign.search(xml, begins.end()) for sign in _UNUSUAL):
        return xml
    from xml.parsers import expat

    from jixiao.xlsx.opc.events import walk

    writer = _Writer()
    try:
        walk(xml, writer)
    except expat.ExpatError as error:
        raise PackageError(f"“{archive.name}”的部件 {part} {DAMAGED}") from error
    return "".join(writer.pieces).encode()


def attributes_text(given: Mapping[str, str]) -> str:
    """The attributes of an element as usual programs write them: without prefixes and namespaces."""
    kept = ((key, value) for key, value in given.items() if ":" not in key or key == "xml:space")
    return "".join(f' {key}="{escape_attribute(value)}"' for key, value in kept if key != "xmlns")


class _Writer:
    def __init__(self) -> None:
        self.pieces: list[str] = []

    def start(self, tag: str, given: dict[str, str]) -> None:
        space = "" if self.pieces else f' xmlns="{MAIN}"'
        self.pieces.append(f"<{tag.rpartition(':')[2]}{space}{attributes_text(given)}>")

    def text(self, data: str) -> None:
        self.pieces.append(entities(data).replace("\r", "&#13;"))

    def end(self, tag: str) -> None:
        self.pieces.append(f"</{tag.rpartition(':')[2]}>")
