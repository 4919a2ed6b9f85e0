"""What a workbook says of its maker: people, companies and folders taken out of the document properties."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from jixiao.xlsx.cells import escape
from jixiao.xlsx.opc.archive import Archive
from jixiao.xlsx.opc.markup import Markup
from jixiao.xlsx.opc.new_parts import DECLARATION
from jixiao.xlsx.opc.opc import relations, workbook_part
from jixiao.xlsx.opc.parts import forget_parts, unrelate

PRIVATE = re.compile(r"<((?:\w+:)?(?:Manager|Company|HyperlinkBase|Template|HLinks))>.*?</\1>", re.DOTALL)
"""HLinks is a list of all links, with the folders they had."""
CORE = (
    DECLARATION
    + '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:creator>{author}</dc:creator>'
    '<dcterms:created xsi:type="dcterms:W3CDTF">{at}</dcterms:created>'
    '<dcterms:modified xsi:type="dcterms:W3CDTF">{at}</dcterms:modified></cp:coreProperties>'
)


def anonymise(archive: Archive, author: str, at: datetime) -> None:
    """Leave `author` (the office, not a person) and the time `at`; custom properties and the file's folder go."""
    stamp = f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    for relation in relations(archive, ""):
        if relation.target not in archive:
            continue
        if relation.kind == "core-properties":
            archive.write(relation.target, CORE.format(author=escape(author), at=stamp).encode())
        elif relation.kind == "extended-properties":
            archive.write(relation.target, PRIVATE.sub("", archive.text(relation.target)).encode())
        elif relation.kind == "custom-properties":
            unrelate(archive, "", [relation.id])
            forget_parts(archive, [relation.target])
    _forget_folder(archive)


def _forget_folder(archive: Archive) -> None:
    """Excel keeps the folder a file was last saved in, and the name of who reserved it, in the workbook part."""
    part = workbook_part(archive)
    markup = Markup(archive.text(part))
    for element in markup.children():
        if element.local == "AlternateContent" and "absPath" in markup.source(element):
            markup.remove(element)
        elif element.local == "fileSharing":
            markup.give(element, {"userName": None})
    archive.write(part, markup.result().encode())
