"""The template as a package: its parts, its sheets as prototypes, its names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from jixiao.xlsx.cells import escape_attribute
from jixiao.xlsx.opc import opc
from jixiao.xlsx.opc.archive import Archive
from jixiao.xlsx.opc.guard import PackageError
from jixiao.xlsx.opc.opc import Relation
from jixiao.xlsx.opc.parts import TYPES
from jixiao.xlsx.references import unquoted
from jixiao.xlsx.stamp.prototype import Prototype
from jixiao.xlsx.stamp.read_sheet import read_sheet
from jixiao.xlsx.stamp.slots import Block
from jixiao.xlsx.stamp.tables import Styles, TemplateStrings

STRINGS = "xl/sharedStrings.xml"
FIELD, ROWS, ROLE = "_field.", "_rows.", "_role."
"""Hidden names of a template: a field's cell, a block's rows, what a sheet is for."""
REQUIRED_ROLE = "project"
NO_PROJECT = "模板里没有项目表（缺少隐藏名称“_role.project”）。请用原版 template.xlsx 重新修改样式后再用"

OVERRIDE = re.compile(r"<Override\b[^>]*/>")
TARGET = re.compile(r"(.+)!\$([A-Z]+)\$(\d+)(?::\$([A-Z]+)\$(\d+))?")


class TemplateError(PackageError):
    """The template lacks what a sheet is stamped from."""


class Name(NamedTuple):
    """A defined name: its text, the role of the sheet it belongs to (None: the workbook), its other attributes."""

    name: str
    text: str
    role: str | None
    attributes: str


@dataclass(frozen=True, slots=True, eq=False)
class Template:
    """A template read once: everything stamping needs."""

    parts: Mapping[str, bytes]
    relations: Mapping[str, tuple[Relation, ...]]
    types: Mapping[str, str]
    prototypes: Mapping[str, Prototype]
    sheet_parts: Mapping[str, str]
    states: Mapping[str, str]
    names: tuple[Name, ...]
    strings: TemplateStrings
    styles: bytes


@lru_cache(maxsize=8)
def read_template(content: bytes) -> Template:
    """The template in the bytes of an .xlsx. Raises PackageError when they are none, TemplateError
    when there is no project sheet to follow."""
    return _Reader(Archive.open(content, name="模板")).template()


class _Reader:
    """Reads the sheets that have a role, by the names the designer gave them."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.sheets = opc.sheets(archive)
        self.names = opc.name_elements(archive)
        self.roles = {
            int(tag["localSheetId"]): tag["name"].removeprefix(ROLE) for tag, _ in self.names if _is(tag, ROLE)
        }
        self.styles = Styles(archive.read("xl/styles.xml"))
        self.strings = TemplateStrings(archive.text(STRINGS) if STRINGS in archive else "")

    def template(self) -> Template:
        project = self._project()
        tags = (opc.attributes(tag) for tag in OVERRIDE.findall(self.archive.text(TYPES)))
        return Template(
            parts={part: self.archive.read(part) for part in self.archive},
            relations={part: opc.relations(self.archive, part) for part in self.archive},
            types={tag["PartName"].lstrip("/"): tag["ContentType"] for tag in tags},
            prototypes={role: self._prototype(at, project) for at, role in self.roles.items()},
            sheet_parts={role: self.sheets[at].part for at, role in self.roles.items()},
            states={role: self.sheets[at].state for at, role in self.roles.items()},
            names=tuple(_kept(self.names, self.roles)),
            strings=self.strings,
            styles=self.styles.xml(),
        )

    def _project(self) -> str:
        found = [self.sheets[at].name for at, role in self.roles.items() if role == REQUIRED_ROLE]
        if not found:
            raise TemplateError(NO_PROJECT)
        return found[0]

    def _prototype(self, at: int, project: str) -> Prototype:
        own = [(tag["name"], text) for tag, text in self.names if tag.get("localSheetId") == str(at)]
        fields, blocks, sheet = dict(_fields(own)), list(_blocks(own)), self.sheets[at]
        xml = self.archive.text(sheet.part)
        return read_sheet(sheet.name, xml, fields, blocks, self.styles, self.strings, project)


def _is(tag: Mapping[str, str], prefix: str) -> bool:
    return tag["name"].startswith(prefix) and "localSheetId" in tag


def _fields(names: list[tuple[str, str]]) -> Iterator[tuple[str, tuple[str, int]]]:
    for name, text in names:
        found = TARGET.fullmatch(text)
        if name.startswith(FIELD) and found:
            yield name.removeprefix(FIELD), (found[2], int(found[3]))


def _blocks(names: list[tuple[str, str]]) -> Iterator[Block]:
    for name, text in names:
        found = TARGET.fullmatch(text)
        if name.startswith(ROWS) and found:
            yield Block(name.removeprefix(ROWS), int(found[3]), int(found[5] or found[3]))


def _kept(names: list[tuple[dict[str, str], str]], roles: Mapping[int, str]) -> Iterator[Name]:
    """The names a stamped workbook has too: all but those that only describe the template."""
    for tag, text in names:
        if tag["name"].startswith((FIELD, ROWS, ROLE)) or "#REF!" in text:
            continue
        local = tag.get("localSheetId")
        role = roles.get(int(local)) if local is not None else None
        if local is None or role is not None:
            rest = "".join(
                f' {key}="{escape_attribute(value)}"'
                for key, value in tag.items()
                if key not in ("name", "localSheetId")
            )
            yield Name(escape_attribute(tag["name"]), text, role, rest)


def sheet_of(text: str) -> str:
    """The sheet a name's text refers to; empty when it refers to none."""
    qualifier, mark, _ = text.rpartition("!")
    return unquoted(qualifier) if mark else ""
