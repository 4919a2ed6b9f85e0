"""How the parts of a package hang together: relations between parts, and what the workbook part lists."""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote

from jixiao.xlsx.opc.archive import Archive
from jixiao.xlsx.opc.guard import RESAVE, PackageError

ATTRIBUTES = r"""(?:[^>"']++|"[^"]*+"|'[^']*+')*+"""
"""What is between the name of a tag and its end: a value in quotes may hold a raw ">"."""
_RELATION = re.compile(rf"<(?:\w+:)?Relationship\s({ATTRIBUTES})>".encode())
_SHEET = re.compile(rf"<(?:\w+:)?sheet\s({ATTRIBUTES})>".encode())
_NAME = re.compile(rf"<(?:\w+:)?definedName\s({ATTRIBUTES})>([^<]*)<".encode())
_ATTRIBUTE = re.compile(r"""([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
USUAL_MAIN = "xl/workbook.xml"
KINDS = frozenset({"worksheet", "chartsheet", "dialogsheet", "xlMacrosheet", "xlIntlMacrosheet"})
FORMATS = {
    "xl/workbook.bin": "是二进制工作簿（.xlsb），请在 Excel 中另存为 .xlsx 再试",
    "word/document.xml": "是 Word 文档（.docx），不是工作簿",
    "ppt/presentation.xml": "是演示文稿（.pptx），不是工作簿",
    "content.xml": "是 ODF 表格（.ods），请另存为 .xlsx 再试",
}


class Relation(NamedTuple):
    """A relation of a part: `type` is an address, `target` a part name or an outside address."""

    id: str
    type: str
    target: str
    external: bool

    @property
    def kind(self) -> str:
        """The last word of the type: worksheet, styles."""
        return self.type.rpartition("/")[2]


class Sheet(NamedTuple):
    """A sheet as the workbook lists it: `state` visible, hidden or veryHidden; `kind` worksheet, chartsheet, ..."""

    name: str
    state: str
    kind: str
    part: str
    number: int
    relation: str


class DefinedName(NamedTuple):
    """A defined name; `sheet` is None where it belongs to the whole workbook."""

    name: str
    sheet: str | None
    refers_to: str
    hidden: bool = False


def attributes(text: str) -> dict[str, str]:
    """The attributes of a start tag, entities resolved, names as written."""
    return {key: _unescaped(double or single) for key, double, single in _ATTRIBUTE.findall(text)}


def _unescaped(text: str) -> str:
    """`html.unescape`; the table of all names of characters is loaded only where a text has one."""
    if "&" not in text:
        return text
    from html import unescape

    return unescape(text)


def relations_part(part: str) -> str:
    """Where the relations of `part` are kept: xl/workbook.xml → xl/_rels/workbook.xml.rels."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def relations(archive: Archive, part: str) -> tuple[Relation, ...]:
    """The relations of `part` ("" for the package), none where it has no relations part."""
    owner = relations_part(part)
    if owner not in archive:
        return ()
    found = _relations(archive.xml(owner), part)
    return tuple(_decoded(archive, item) for item in found) if any("%" in item.target for item in found) else found


def workbook_part(archive: Archive) -> str:
    """The name of the workbook part; PackageError where the package is no .xlsx workbook."""
    for relation in relations(archive, ""):
        if relation.kind == "officeDocument" and relation.target in archive and relation.target.endswith(".xml"):
            if relation.target in FORMATS:
                break
            return relation.target
    found = next((words for part, words in FORMATS.items() if part in archive), f"不是 Excel 工作簿；{RESAVE}")
    raise PackageError(f"“{archive.name}”{found}")


def sheets(archive: Archive) -> tuple[Sheet, ...]:
    """The sheets in the order of their tabs."""
    workbook = workbook_part(archive)
    return _sheets(archive.xml(workbook), relations(archive, workbook))


def lost_sheets(archive: Archive) -> tuple[str, ...]:
    """The names of sheets the workbook lists whose parts are not in the package, or are of no kind Excel has."""
    workbook = workbook_part(archive)
    there = {sheet.relation for sheet in sheets(archive) if sheet.kind in KINDS and sheet.part in archive}
    return tuple(given.get("name", "") for given in _listed(archive.xml(workbook)) if _relation_id(given) not in there)


def defined_names(archive: Archive) -> tuple[DefinedName, ...]:
    """The defined names, those of single sheets with the sheet's name."""
    tabs = [sheet.name for sheet in sheets(archive)]
    return tuple(_defined_name(given, refers_to, tabs) for given, refers_to in name_elements(archive))


def name_elements(archive: Archive) -> list[tuple[dict[str, str], str]]:
    """The attributes of each defined name and what it refers to."""
    return [_name_element(*found) for found in _NAME.findall(archive.xml(workbook_part(archive)))]


def defined_name(archive: Archive, name: str) -> DefinedName | None:
    """The first name of that wording; a workbook has hundreds, and only those that may be it are read."""
    tabs = [sheet.name for sheet in sheets(archive)]
    wanted = name.encode()
    for given, formula in _NAME.findall(archive.xml(workbook_part(archive))):
        if wanted in given or b"&" in given:
            found = _defined_name(*_name_element(given, formula), tabs)
            if found.name == name:
                return found
    return None


def _name_element(given: bytes, formula: bytes) -> tuple[dict[str, str], str]:
    return attributes(given.decode("utf-8", "replace")), _unescaped(formula.decode("utf-8", "replace"))


def _defined_name(given: dict[str, str], refers_to: str, tabs: list[str]) -> DefinedName:
    scope = given.get("localSheetId", "")
    sheet = tabs[int(scope)] if scope.isdigit() and int(scope) < len(tabs) else None
    return DefinedName(given.get("name", ""), sheet, refers_to, given.get("hidden") == "1")


@lru_cache(maxsize=256)
def _relations(content: bytes, part: str) -> tuple[Relation, ...]:
    return tuple(_relation(match.decode("utf-8", "replace"), part) for match in _RELATION.findall(content))


def _decoded(archive: Archive, relation: Relation) -> Relation:
    """A relation whose target is written as an address, such as sheet%201.xml, while the part has the plain name."""
    plain = unquote(relation.target)
    is_plain = not relation.external and relation.target not in archive and plain in archive
    return relation._replace(target=plain) if is_plain else relation


def _relation(text: str, part: str) -> Relation:
    given = attributes(text)
    target, external = given.get("Target", ""), given.get("TargetMode") == "External"
    if not external:
        target = target.replace("\\", "/")  # some programs write the separators of Windows
        base = "/" if target.startswith("/") else "/" + posixpath.dirname(part)
        target = posixpath.normpath(posixpath.join(base, target)).lstrip("/")
    return Relation(given.get("Id", ""), given.get("Type", ""), target, external)


@lru_cache(maxsize=32)
def _sheets(workbook: bytes, related: tuple[Relation, ...]) -> tuple[Sheet, ...]:
    targets = {relation.id: relation for relation in related}
    found = []
    for given in _listed(workbook):
        relation = targets.get(_relation_id(given))
        if relation is not None:
            found.append(_sheet(given, relation))
    return tuple(found)


def _listed(workbook: bytes) -> list[dict[str, str]]:
    """The attributes of each sheet that a workbook part lists."""
    return [attributes(found.decode("utf-8", "replace")) for found in _SHEET.findall(workbook)]


def _relation_id(given: dict[str, str]) -> str:
    """The id of the relation that leads to a sheet; the prefix before it is free."""
    return next((value for key, value in given.items() if key.endswith(":id")), "")


def _sheet(given: dict[str, str], relation: Relation) -> Sheet:
    number = given.get("sheetId", "0")
    return Sheet(
        name=given.get("name", ""),
        state=given.get("state", "visible"),
        kind=relation.kind,
        part=relation.target,
        number=int(number) if number.isdigit() else 0,
        relation=relation.id,
    )
