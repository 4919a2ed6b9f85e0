"""The package that the reader of values (calamine) is given: the sheets to read, in the one way it is certain to know."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from jixiao.xlsx.opc import opc
from jixiao.xlsx.opc.archive import Archive
from jixiao.xlsx.opc.guard import DAMAGED, PackageError
from jixiao.xlsx.opc.pack import STORED, Entry, pack
from jixiao.xlsx.read.plain_part import plain_part

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
BESIDE = {"sharedStrings": "xl/sharedStrings.xml", "styles": "xl/styles.xml"}
_RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
_RELATION = '<Relationship Id="{}" Type="' + TYPES + '/{}" Target="{}"/>'
_WORKBOOK = f'<workbook xmlns="{MAIN}" xmlns:r="{TYPES}"><workbookPr{{}}/><sheets>{{}}</sheets></workbook>'
_SHEET = '<sheet name="{0}" sheetId="{0}" r:id="rId{0}"/>'
_SINCE_1904 = re.compile(rb"<(?:\w+:)?workbookPr\s[^>]*\bdate1904\s*=\s*[\"'](?:1|true|on)[\"']")


def workbook(archive: Archive, sheets: Mapping[str, bytes]) -> tuple[CalamineWorkbook, dict[str, str]]:
    """The workbook opened for its values, and by what name each of `sheets` (name → XML) is asked for.

    Raises PackageError where it cannot be opened.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    names = {name: str(number) for number, name in enumerate(sheets, 1)}
    try:
        opened = CalamineWorkbook.from_filelike(io.BytesIO(pack(_entries(archive, list(sheets.values())))))
    except CalamineError as error:
        raise PackageError(f"“{archive.name}”{DAMAGED}（{error}）") from error
    return opened, names


def _entries(archive: Archive, sheets: list[bytes]) -> Iterator[Entry]:
    main = opc.workbook_part(archive)
    parts = {f"xl/worksheets/sheet{number}.xml": xml for number, xml in enumerate(sheets, 1)}
    targets = [("worksheet", part) for part in parts]
    for relation in opc.relations(archive, main):
        if relation.kind in BESIDE and relation.target in archive and BESIDE[relation.kind] not in parts:
            parts[BESIDE[relation.kind]] = plain_part(archive, relation.target)
            targets.append((relation.kind, BESIDE[relation.kind]))
    since = ' date1904="1"' if _SINCE_1904.search(archive.xml(main)) else ""
    listed = "".join(map(_SHEET.format, range(1, len(sheets) + 1)))
    yield _entry("_rels/.rels", _relations([("officeDocument", opc.USUAL_MAIN)]))
    yield _entry(opc.USUAL_MAIN, _WORKBOOK.format(since, listed).encode())
    yield _entry(opc.relations_part(opc.USUAL_MAIN), _relations(targets))
    yield from (_entry(part, xml) for part, xml in parts.items())


def _relations(targets: list[tuple[str, str]]) -> bytes:
    made = (_RELATION.format(f"rId{number}", kind, f"/{part}") for number, (kind, part) in enumerate(targets, 1))
    return _RELATIONS.format("".join(made)).encode()


def _entry(part: str, content: bytes) -> Entry:
    return Entry(part, STORED, zlib.crc32(content), len(content), content)
