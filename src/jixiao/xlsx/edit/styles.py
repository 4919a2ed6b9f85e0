"""The part xl/styles.xml as text: entries are appended to its tables, those that are there are never moved."""

from __future__ import annotations

import re
from collections.abc import Sequence

from jixiao.xlsx.cells import MAIN
from jixiao.xlsx.opc.archive import Archive
from jixiao.xlsx.opc.markup import Element, Markup, set_attribute
from jixiao.xlsx.opc.opc import attributes, workbook_part
from jixiao.xlsx.opc.parts import declare, fresh_part, relate, related

ORDER = (
    "numFmts",
    "fonts",
    "fills",
    "borders",
    "cellStyleXfs",
    "cellXfs",
    "cellStyles",
    "dxfs",
    "tableStyles",
    "colors",
    "extLst",
)

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_LEAST = (
    f'<styleSheet xmlns="{MAIN}"><fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="1"><xf xfId="0"/></cellXfs></styleSheet>'
)
_HIDDEN = re.compile(r"<!--.*?-->|<\?.*?\?>", re.S)
_ENTRY = re.compile(r"""<(/?)(?:[\w.-]+:)?([\w.-]+)((?:[^>"']|"[^"]*"|'[^']*')*?)(/?)>""")
Tag = tuple[str, str, frozenset[tuple[str, str]]]


def _alike(entry: str) -> tuple[Tag, ...]:
    """What an entry says, however it is written: the beginnings and ends of its elements with their attributes."""
    found: list[Tag] = []
    for ends, name, given, closed in _ENTRY.findall(_HIDDEN.sub("", entry)):
        if not ends:
            found.append(("", name, frozenset(attributes(given).items())))
        if ends or closed:
            found.append(("/", name, frozenset()))
    return tuple(found)


class Styles:
    """The tables of one styles part; `entry` texts are compared and appended as they are written."""

    def __init__(self, text: str) -> None:
        self.markup = Markup(text)
        self._tables: dict[str, list[str]] = {}
        self._sizes: dict[str, int] = {}
        self._known: dict[str, list[tuple[Tag, ...]]] = {}

    @property
    def prefix(self) -> str:
        """The namespace prefix of the part with its colon, or nothing."""
        return self.markup.root.prefix

    def entries(self, table: str) -> list[str]:
        """The entries of a table as written, appended ones included."""
        if table not in self._tables:
            found = self.markup.items(table)
            self._tables[table] = [self.markup.source(item) for item in found]
            self._sizes[table] = len(found)
        return self._tables[table]

    def add(self, table: str, entry: str) -> int:
        """The index of an entry, appended where there is none like it."""
        entries = self.entries(table)
        if entry in entries:
            return entries.index(entry)
        known, alike = self._known.setdefault(table, []), _alike(entry)
        known += map(_alike, entries[len(known) :])
        if alike in known:
            return known.index(alike)
        entries.append(entry)
        return len(entries) - 1

    def result(self) -> str:
        """The part with what was added."""
        for table, entries in self._tables.items():
            if len(entries) > self._sizes[table]:
                self._append(table, entries)
        return self.markup.result()

    def _append(self, table: str, entries: Sequence[str]) -> None:
        new = "".join(entries[self._sizes[table] :])
        element = self.markup.child(table)
        if element is None:
            self.markup.insert(self._place(table), f"<{self.prefix}{table}>{new}</{self.prefix}{table}>")
            return
        counted = "count" in element.attributes
        given = set_attribute(element.given, "count", str(len(entries))) if counted else element.given
        inner = self.markup.inner(element)
        text = f"<{element.tag}{given}>{inner}{new}{_end(self.markup, element)}"
        self.markup.replace(element.start, element.end, text)

    def _place(self, table: str) -> int:
        rank = ORDER.index(table)
        after = (item.start for item in self.markup.children() if item.local in ORDER[rank + 1 :])
        return next(after, self.markup.root.inside_end)


def without_last(text: str, table: str, entries: Sequence[str]) -> str:
    """The part without these entries, where they are the last ones of their table."""
    markup = Markup(text)
    element = markup.child(table)
    found = markup.children(element) if element else ()
    last = found[-len(entries) :]
    if element is None or [markup.source(item) for item in last] != list(entries):
        return text
    _shorten(markup, element, len(found) - len(entries), last[0].start)
    return markup.result()


def styles_part(archive: Archive) -> str:
    """The name of the styles part; a workbook without one, which Excel opens, gets the least there is."""
    main = workbook_part(archive)
    found = related(archive, main, "styles")
    if found is not None and found.target in archive:
        return found.target
    part = fresh_part(archive, "xl/styles1.xml")
    archive.write(part, _LEAST.encode())
    declare(archive, part, TYPE)
    relate(archive, main, "styles", part)
    return part


def _shorten(markup: Markup, element: Element, left: int, end: int) -> None:
    if "count" not in element.attributes:
        # a table we made carries no count; with nothing left in it, it goes as it came
        markup.replace(element.start if not left else end, element.end if not left else element.inside_end, "")
        return
    given = set_attribute(element.given, "count", str(left))
    inner = markup.text[element.inside : end]
    text = f"<{element.tag}{given}>{inner}{_end(markup, element)}" if left else f"<{element.tag}{given}/>"
    markup.replace(element.start, element.end, text)


def _end(markup: Markup, element: Element) -> str:
    """The end tag as written."""
    return f"</{element.tag}>" if element.closed else markup.text[element.inside_end : element.end]
