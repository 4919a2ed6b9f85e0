"""The package that the reader of values (calamine) is given: the sheets to read, in the one way it is certain to know."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from jixiao.xlsx.cells import MAIN
from jixiao.xlsx.opc import opc
from jixiao.xlsx.opc.archive import Archive
from jixiao.xlsx.opc.guard import DAMAGED, PackageError
from jixiao.xlsx.opc.new_parts import OFFICE, relation_xml, relations_xml
from jixiao.xlsx.opc.pack import STORED, Entry, pack
from jixiao.xlsx.read.plain_part import plain_part
from jixiao.xlsx.read.shared_texts import LARGEST, shown, uncounted

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

T = TypeVar("T")
PANIC = "PanicException"
"""How a fault inside a library in Rust arrives: no Exception, and its class has no public home."""
OUT_OF_RANGE = "里有日期或时长格式的单元格，数值太大，显示不出来；请改正后另存再试"
BESIDE = {"sharedStrings": "xl/sharedStrings.xml", "styles": "xl/styles.xml"}
_WORKBOOK = f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><workbookPr{{}}/><sheets>{{}}</sheets></workbook>'
_NONE_MERGED = f'<worksheet xmlns="{MAIN}"><mergeCells/>'.encode()
_SHEET = '<sheet name="{0}" sheetId="{0}" r:id="rId{0}"/>'
_SINCE_1904 = re.compile(rb"<(?:\w+:)?workbookPr\s[^>]*\bdate1904\s*=\s*[\"'](?:1|true|on)[\"']")


class Values:
    """The values of a workbook: `sheets` are the names and XML of those to read, given by numbers to the reader.

    Every fault of the reader, those of its inside included, is a PackageError.
    """

    def __init__(self, archive: Archive, sheets: Mapping[str, bytes]) -> None:
        from python_calamine import CalamineWorkbook

        self._name = archive.name
        self._numbers = {name: str(number) for number, name in enumerate(sheets, 1)}
        package = io.BytesIO(pack(_entries(archive, list(sheets.values()))))
        self._opened = self._guarded("", lambda: CalamineWorkbook.from_filelike(package))

    def of(self, name: str) -> CalamineSheet:
        """The sheet of that name."""
        return self._guarded(_place(name), lambda: self._opened.get_sheet_by_name(self._numbers[name]))

    def rows(self, name: str, sheet: CalamineSheet) -> list[list[Any]]:
        """The values of a sheet that `of` gave, row by row."""
        return self._guarded(_place(name), sheet.to_python, OUT_OF_RANGE)

    def _guarded(self, place: str, read: Callable[[], T], fault: str = DAMAGED) -> T:
        from python_calamine import CalamineError

        try:
            return read()
        except CalamineError as error:
            raise PackageError(f"“{self._name}”{place}{DAMAGED}（{error}）") from error
        except BaseException as error:
            if type(error).__name__ not in (PANIC, "OverflowError"):
                raise
            raise PackageError(f"“{self._name}”{place}{fault}") from error


def _place(name: str) -> str:
    return f"的工作表“{name}”"


def sheet_of(cells: bytes) -> bytes:
    """A sheet of these cells alone.

    That none are merged is said before them: else the reader walks through all of them once more to see.
    """
    return b"%b%b</worksheet>" % (_NONE_MERGED, cells)


def _entries(archive: Archive, sheets: list[bytes]) -> Iterator[Entry]:
    main = opc.workbook_part(archive)
    parts = {f"xl/worksheets/sheet{number}.xml": xml for number, xml in enumerate(sheets, 1)}
    targets = [("worksheet", part) for part in parts]
    for relation in opc.relations(archive, main):
        if relation.kind in BESIDE and relation.target in archive and BESIDE[relation.kind] not in parts:
            parts[BESIDE[relation.kind]] = plain_part(archive, relation.target)
            targets.append((relation.kind, BESIDE[relation.kind]))
    if (strings := BESIDE["sharedStrings"]) in parts:
        parts[strings] = _bounded(archive, parts[strings], sheets)
    since = ' date1904="1"' if _SINCE_1904.search(archive.xml(main)) else ""
    listed = "".join(map(_SHEET.format, range(1, len(sheets) + 1)))
    yield _entry("_rels/.rels", _relations([("officeDocument", opc.USUAL_MAIN)]))
    yield _entry(opc.USUAL_MAIN, _WORKBOOK.format(since, listed).encode())
    yield _entry(opc.relations_part(opc.USUAL_MAIN), _relations(targets))
    yield from (_entry(part, xml) for part, xml in parts.items())


def _bounded(archive: Archive, strings: bytes, sheets: list[bytes]) -> bytes:
    if shown(strings, sheets) > LARGEST:
        raise PackageError(
            f"“{archive.name}”各单元格的文字合计超过 {LARGEST >> 20} MB，不像自评工作簿；请删去重复的长文字，另存后再试"
        )
    return uncounted(strings, MAIN)


def _relations(targets: list[tuple[str, str]]) -> bytes:
    numbered = enumerate(targets, 1)
    return relations_xml(relation_xml(f"rId{at}", f"{OFFICE}/{kind}", f"/{part}") for at, (kind, part) in numbered)


def _entry(part: str, content: bytes) -> Entry:
    return Entry(part, STORED, zlib.crc32(content), len(content), content)
