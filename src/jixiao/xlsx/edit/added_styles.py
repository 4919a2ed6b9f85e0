"""What a sheet laid over a workbook for a while added to its styles: written down on the sheet, and taken back with it."""

from __future__ import annotations

import hashlib
import re

from jixiao.xlsx.edit.styles import ORDER
from jixiao.xlsx.edit.worksheet_order import add_child
from jixiao.xlsx.opc.archive import Archive
from jixiao.xlsx.opc.markup import Element, Markup, set_attribute
from jixiao.xlsx.opc.opc import workbook_part
from jixiao.xlsx.opc.parts import forget_parts, related, unrelate

URI = "{6C2A4B0E-93D5-4F0B-8E57-1D0C6B8A7F35}"
"""An extension that other programs leave out when they save, and rightly so: they renumber the styles."""
_RECORD = re.compile(rf'<(?:[\w.-]+:)?ext uri="{re.escape(URI)}"[^>]*><jx:styles>([^<]*)<')
NO_PART = "none"


def text_of(archive: Archive) -> str | None:
    """The styles of a workbook; None where it has no such part."""
    found = related(archive, workbook_part(archive), "styles")
    return archive.text(found.target) if found else None


def write_down(archive: Archive, sheet: str, before: str | None) -> None:
    """Note in the part of the sheet how the styles, `before` it was laid over, are made of those of now."""
    now = text_of(archive)
    tables = NO_PART if before is None else _sizes(before)
    if now is None or now == before or (before is not None and _cut(now, tables) != before):
        return
    markup = Markup(archive.text(sheet))
    p = markup.root.prefix
    record = f'<{p}ext uri="{URI}" xmlns:jx="urn:jixiao"><jx:styles>{_digest(now)} {tables}</jx:styles></{p}ext>'
    others = markup.child("extLst")
    if others is None:
        add_child(markup, "extLst", "", record)
    else:
        markup.append(others, record)
    archive.write(sheet, markup.result().encode())


def take_back(archive: Archive, sheet: str) -> None:
    """Make the styles what they were before the sheet was laid over; nothing where anybody has changed them since."""
    found, now = _RECORD.search(archive.text(sheet)), text_of(archive)
    if found is None or now is None or not found[1].startswith(_digest(now)):
        return
    _, _, tables = found[1].partition(" ")
    main = workbook_part(archive)
    relation = related(archive, main, "styles")
    if relation is not None and tables == NO_PART:
        unrelate(archive, main, [relation.id])
        forget_parts(archive, [relation.target])
    elif relation is not None:
        archive.write(relation.target, _cut(now, tables).encode())


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _sizes(text: str) -> str:
    """The tables of a styles part: name, entries, the number it says it has, and whether it is written `<tag/>`."""
    markup = Markup(text)
    tables = (table for table in markup.children() if table.local in ORDER)
    return " ".join(
        f"{table.local}:{len(markup.children(table))}:{table.attributes.get('count', '')}:{'/' * table.closed}"
        for table in tables
    )


def _cut(text: str, tables: str) -> str:
    """The styles with each table as short as `tables` has it, those that it does not name left out."""
    sizes = {name: rest for name, _, rest in (table.partition(":") for table in tables.split())}
    markup = Markup(text)
    for table in markup.children():
        if table.local in sizes:
            _shorten(markup, table, *sizes[table.local].split(":"))
        elif table.local in ORDER:
            markup.remove(table)
    return markup.result()


def _shorten(markup: Markup, table: Element, number: str, count: str, closed: str) -> None:
    entries = markup.children(table)
    if len(entries) == int(number):
        return
    given = set_attribute(table.given, "count", count) if count else table.given
    markup.replace(table.start, table.inside, f"<{table.tag}{given}{closed}>")
    markup.replace(entries[int(number)].start, table.end if closed else table.inside_end, "")
