"""A workbook made ready to be printed: only the sheets wanted, and for publication without marks and signals."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from jixiao.xlsx.edit.patch import Patch
from jixiao.xlsx.opc import opc
from jixiao.xlsx.opc.archive import Archive
from jixiao.xlsx.opc.markup import Markup

PROPERTIES = ("docProps/core.xml", "docProps/app.xml")
PEOPLE = re.compile(rb"(<(?:\w+:)?(creator|lastModifiedBy|Manager|Company)\b[^>/]*>)[^<]*(</)")
"""Who made the file: LibreOffice would put it into the PDF as its author."""


def only(content: bytes, name: str, sheets: Collection[str]) -> bytes:
    """The workbook with no visible sheets but `sheets`; those hidden already stay, for formulas speak of _参数.

    Sheets are taken out and not hidden: LibreOffice prints hidden ones as well.
    """
    patch = Patch.open(content, name=name)
    for tab in opc.sheets(patch.archive):
        if tab.state == "visible" and tab.name not in sheets:
            patch.remove_sheet(tab.name)
    return patch.bytes()


def publishable(content: bytes, name: str, texts: Iterable[tuple[str, str, str]]) -> bytes:
    """The workbook without our marks and without signal colours, with `texts` (sheet, cell, text) put in."""
    patch = Patch.open(content, name=name)
    patch.clear_marks()
    for sheet, cell, text in texts:
        patch.set_value(sheet, cell, text)
    archive = Archive.open(patch.bytes(), name=name)
    for tab in opc.sheets(archive):
        if tab.kind == "worksheet" and tab.part in archive:
            archive.write(tab.part, _without_signals(archive.xml(tab.part).decode()).encode())
    for part in PROPERTIES:
        if part in archive:
            archive.write(part, PEOPLE.sub(rb"\1\3", archive.xml(part)))
    return archive.packed()


def _without_signals(xml: str) -> str:
    markup = Markup(xml)
    for element in markup.children():
        # Excel keeps newer formats in the extension list as well
        if element.local == "conditionalFormatting" or (element.local == "extLst" and "cfRule" in xml[element.start :]):
            markup.remove(element)
    return markup.result()
