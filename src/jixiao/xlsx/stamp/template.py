"""The template as a package: its parts, its sheets as prototypes, its names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from jixiao.xlsx.opc.archive import Archive
from jixiao.xlsx.opc.guard import PackageError
from jixiao.xlsx.read.scan import plain_text
from jixiao.xlsx.references import unquoted
from jixiao.xlsx.stamp.prototype import Prototype, read_sheet
from jixiao.xlsx.stamp.slots import Block
from jixiao.xlsx.stamp.tables import Styles, TemplateStrings

WORKBOOK = "xl/workbook.xml"
FIELD, ROWS, ROLE = "_field.", "_rows.", "_role."
"""Hidden names of a template: a field's cell, a block's rows, what a sheet is for."""
REQUIRED_ROLE = "project"
NO_PROJECT = "模板里没有项目表（缺少隐藏名称“_role.project”）。请用原版 template.xlsx 重新修改样式后再用"

SHEET = re.compile(r"<sheet\b[^>]*/>")
NAME = re.compile(r"<definedName\b([^>]*)>([^<]*)</definedName>")
RELATION = re.compile(r"<Relationship\b[^>]*/>")
OVERRIDE = re.compile(r"<Override\b[^>]*/>")
ATTRIBUTE = re.compile(r'([\w:]+)="([^"]*)"')
TARGET = re.compile(r"(.+)!\$([A-Z]+)\$(\d+)(?::\$([A-Z]+)\$(\d+))?")


class TemplateError(PackageError):
    """The template lacks what a sheet is stamped from."""


class Relation(NamedTuple):
    """One relationship of a part; `target` is a part name, or an address when external."""

    id: str
    type: str
    target: str
    external: bool


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
    archive = Archive.open(content, name="模板")
    return _Reader({part: archive.read(part) for part in archive}).template()


class _Reader:
    """Reads the sheets that have a role, by the names the designer gave them."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        workbook = parts[WORKBOOK].decode()
        self.parts = parts
        self.sheets = [attributes(tag) for tag in SHEET.findall(workbook)]
        self.names = [(attributes(found[1]), plain_text(found[2])) for found in NAME.finditer(workbook)]
        self.roles = {
            int(tag["localSheetId"]): tag["name"].removeprefix(ROLE) for tag, _ in self.names if _is(tag, ROLE)
        }
        self.styles = Styles(parts["xl/styles.xml"])
        self.strings = TemplateStrings(parts.get("xl/sharedStrings.xml", b"").decode())

    def template(self) -> Template:
        relations = {relation.id: relation.target for relation in relations_of(self.parts, WORKBOOK)}
        sheet_parts = {role: relations[self.sheets[at]["r:id"]] for at, role in self.roles.items()}
        project = self._project()
        prototypes = {role: self._prototype(at, sheet_parts[role], project) for at, role in self.roles.items()}
        types = _tags(OVERRIDE, self.parts["[Content_Types].xml"])
        return Template(
            parts=self.parts,
            types={tag["PartName"].lstrip("/"): tag["ContentType"] for tag in types},
            prototypes=prototypes,
            sheet_parts=sheet_parts,
            states={role: self.sheets[at].get("state", "visible") for at, role in self.roles.items()},
            names=tuple(_kept(self.names, self.roles)),
            strings=self.strings,
            styles=self.styles.xml(),
        )

    def _project(self) -> str:
        found = [plain_text(self.sheets[at]["name"]) for at, role in self.roles.items() if role == REQUIRED_ROLE]
        if not found:
            raise TemplateError(NO_PROJECT)
        return found[0]

    def _prototype(self, at: int, part: str, project: str) -> Prototype:
        own = [(tag["name"], text) for tag, text in self.names if tag.get("localSheetId") == str(at)]
        fields, blocks = dict(_fields(own)), list(_blocks(own))
        xml, name = self.parts[part].decode(), plain_text(self.sheets[at]["name"])
        return read_sheet(name, xml, fields, blocks, self.styles, self.strings, project)


def relations_of(parts: Mapping[str, bytes], part: str) -> list[Relation]:
    """The relationships of a part, with targets as part names."""
    content = parts.get(relations_part(part))
    return [_relation(tag, part) for tag in _tags(RELATION, content)] if content else []


def relations_part(part: str) -> str:
    """`xl/worksheets/_rels/sheet1.xml.rels` of `xl/worksheets/sheet1.xml`."""
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels"


def attributes(tag: str) -> dict[str, str]:
    """The attributes of an XML tag, as written."""
    return dict(ATTRIBUTE.findall(tag))


def _tags(pattern: re.Pattern[str], content: bytes) -> Iterator[dict[str, str]]:
    return (attributes(tag) for tag in pattern.findall(content.decode()))


def _relation(tag: Mapping[str, str], part: str) -> Relation:
    external = tag.get("TargetMode") == "External"
    target = tag["Target"] if external else _resolved(part, tag["Target"])
    return Relation(tag["Id"], tag["Type"], target, external)


def _resolved(part: str, target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    folders = part.split("/")[:-1]
    for step in target.split("/"):
        if step == "..":
            folders.pop()
        elif step != ".":
            folders.append(step)
    return "/".join(folders)


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
            rest = "".join(f' {key}="{value}"' for key, value in tag.items() if key not in ("name", "localSheetId"))
            yield Name(tag["name"], text, role, rest)


def sheet_of(text: str) -> str:
    """The sheet a name's text refers to; empty when it refers to none."""
    qualifier, mark, _ = text.rpartition("!")
    return unquoted(qualifier) if mark else ""
