"""What a workbook says of the machine it was made on: printers, folders, servers and what systems attach to a file."""

from __future__ import annotations

import re
from collections.abc import Callable

from jixiao.xlsx.cells import escape_attribute
from jixiao.xlsx.opc.archive import Archive
from jixiao.xlsx.opc.markup import Markup
from jixiao.xlsx.opc.opc import Relation, relations, relations_part, workbook_part
from jixiao.xlsx.opc.parts import cut_off, forget_parts, linked, unrelate

PRINTER = "printerSettings"
ATTACHED = frozenset({"customXml", "thumbnail", "classificationlabels"})
"""What document systems attach, a picture of the first page as it was once, an organisation's label."""
LINK = "xl/externalLinks/"
LOCAL = re.compile(r"file:|[A-Za-z]:[\\/]|\\\\|//", re.IGNORECASE)
FOLDERS = re.compile(r".*[\\/]", re.DOTALL)
PICTURE = re.compile(r'(\s(?:descr|title)=")(?:file:|[A-Za-z]:[\\/]|\\\\)[^"]*[\\/]([^"\\/]*")')
ACCOUNT = re.compile(r"\b(?:User ID|UID|Password|PWD|Workstation ID)\s*=\s*[^;\"]*;?", re.IGNORECASE)
SOURCE_FILE = re.compile(r'\s(?:odcFile|sourceFile)="[^"]*"')


def forget_machine(archive: Archive) -> None:
    """Take printers, folders and attachments of systems away; links keep the names of the files they lead to."""
    for part, printer in list(linked(archive, PRINTER)):
        _forget_printer(archive, part, printer)
    for part in ("", workbook_part(archive)):
        cut_off(archive, part, lambda item: item.kind in ATTACHED)
    for part in list(archive):
        _forget_folders(archive, part)
    for _, item in list(linked(archive, "connections")):
        _replace(archive, item.target, lambda text: SOURCE_FILE.sub("", ACCOUNT.sub("", text)))
    for _, item in list(linked(archive, "drawing")):
        _replace(archive, item.target, lambda text: PICTURE.sub(r"\1\2", text))


def _forget_printer(archive: Archive, part: str, printer: Relation) -> None:
    markup = Markup(archive.text(part))
    for setup in markup.every("pageSetup"):
        names = [name for name, value in setup.attributes.items() if name.endswith(":id") and value == printer.id]
        if names:
            markup.give(setup, dict.fromkeys(names))
    archive.write(part, markup.result().encode())
    unrelate(archive, part, [printer.id])
    forget_parts(archive, [printer.target])


def _forget_folders(archive: Archive, part: str) -> None:
    """A relation that leads out of the package to a file keeps the file's name alone."""
    outside = {
        item.id: FOLDERS.sub("", item.target.rstrip("\\/"))
        for item in relations(archive, part)
        if item.external and (part.startswith(LINK) or LOCAL.match(item.target))
    }
    if not outside:
        return
    markup = Markup(archive.text(relations_part(part)))
    for element in markup.children():
        name = outside.get(element.attributes.get("Id", ""))
        if name is not None:
            markup.give(element, {"Target": escape_attribute(name)})
    archive.write(relations_part(part), markup.result().encode())


def _replace(archive: Archive, part: str, change: Callable[[str], str]) -> None:
    before = archive.text(part)
    after = change(before)
    if after != before:
        archive.write(part, after.encode())
