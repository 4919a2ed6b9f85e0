"""What Excel minds in a workbook and the Open XML validator does not look at: numbers that point nowhere, limits, doubles."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from jixiao.xlsx.opc.archive import Archive
from jixiao.xlsx.opc.opc import workbook_part

LONGEST = {"promptTitle": 32, "errorTitle": 32, "prompt": 255, "error": 255}
LIST, FORMULA, TEXT, SHEET, NAME = 255, 8192, 32767, 31, 255
REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d+)(?::\$?([A-Z]{1,3})\$?(\d+))?")
NAMES = re.compile(r"[\w\\][\w.\\?]*")
ROWS, COLUMNS, STYLES = 1_048_576, 16_384, 64_000
Element = etree._Element


def irregular(content: bytes) -> list[str]:
    """Each irregularity of a workbook, with the part it is in."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    return [f"{part}: {fault}" for part, fault in _all(parts, workbook_part(Archive.open(content)))]


def _all(parts: dict[str, bytes], main: str) -> Iterator[tuple[str, str]]:
    relations = _relations(parts, main)
    styles, strings = _part(parts, relations, "styles"), _part(parts, relations, "sharedStrings")
    kept = _count(strings, "si")
    pointed = 0
    for name in sorted(each for each in parts if re.fullmatch(r"xl/worksheets/[^/]+\.xml", each)):
        sheet = etree.fromstring(parts[name])
        pointed += sum(1 for cell in sheet.iter("{*}c") if cell.get("t") == "s")
        yield from ((name, fault) for fault in _sheet(sheet, styles, kept))
    yield from ((main, fault) for fault in _workbook(etree.fromstring(parts[main])))
    if strings is not None:
        yield from (("sharedStrings", fault) for fault in _strings(strings, pointed))
    if styles is not None:
        yield from (("styles", fault) for fault in _styles(styles))


def _sheet(sheet: Element, styles: Element | None, strings: int) -> Iterator[str]:
    formats = _count(styles, "cellXfs/{*}xf")
    yield from _cells(sheet, formats, strings)
    yield from _validations(sheet)
    yield from _conditions(sheet, _count(styles, "dxfs/{*}dxf"))
    yield from _merges(sheet)


def _cells(sheet: Element, formats: int, strings: int) -> Iterator[str]:
    last = 0
    for row in sheet.iterfind("{*}sheetData/{*}row"):
        number = int(row.get("r") or last + 1)
        if number <= last:
            yield f"row {number} stands behind row {last}"
        last, right = number, 0
        for cell in row.iterfind("{*}c"):
            place = cell.get("r") or ""
            column = _column(place.rstrip("0123456789")) if place else right + 1
            if column <= right or (place and int(place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) != number):
                yield f"{place} is out of order in row {number}"
            right = column
            if int(cell.get("s") or 0) >= max(formats, 1):
                yield f"{place} has the format {cell.get('s')} of {formats}"
            value, formula = cell.findtext("{*}v"), cell.findtext("{*}f") or ""
            if cell.get("t") == "s" and not 0 <= int(value or -1) < strings:
                yield f"{place} shows the string {value} of {strings}"
            if _units(formula) > FORMULA or _units(value or "") > TEXT:
                yield f"{place} holds more than Excel takes"
    for element in (*sheet.iterfind("{*}cols/{*}col"), *sheet.iterfind("{*}sheetData/{*}row")):
        given = int(element.get("style") or element.get("s") or 0)
        if given >= max(formats, 1):
            yield f"{etree.QName(element).localname} has the format {given} of {formats}"


def _validations(sheet: Element) -> Iterator[str]:
    found = sheet.find("{*}dataValidations")
    if found is None:
        return
    if int(found.get("count") or len(found)) != len(found):
        yield f"{found.get('count')} validations are counted, {len(found)} are there"
    for one in found:
        where = one.get("sqref") or ""
        for name, most in LONGEST.items():
            if _units(one.get(name) or "") > most:
                yield f"the {name} of {where} has more than {most} letters"
        for formula in (*one.iterfind("{*}formula1"), *one.iterfind("{*}formula2")):
            text = formula.text or ""
            if _units(text) > (LIST + 2 if text.startswith('"') else FORMULA):
                yield f"the list of {where} is too long"
        yield from (f"the validation of {where} is beyond the sheet" for area in where.split() if not _is_area(area))


def _conditions(sheet: Element, formats: int) -> Iterator[str]:
    rules = list(sheet.iterfind("{*}conditionalFormatting/{*}cfRule"))
    counted = Counter(int(rule.get("priority") or 0) for rule in rules)
    yield from (f"{times} rules have the priority {number}" for number, times in counted.items() if times > 1)
    for rule in rules:
        if int(rule.get("priority") or 0) < 1:
            yield f"a rule has the priority {rule.get('priority')}"
        if rule.get("dxfId") is not None and int(rule.get("dxfId") or 0) >= formats:
            yield f"a rule has the format {rule.get('dxfId')} of {formats}"


def _merges(sheet: Element) -> Iterator[str]:
    taken: dict[tuple[int, int], str] = {}
    for one in sheet.iterfind("{*}mergeCells/{*}mergeCell"):
        area = one.get("ref") or ""
        top, left, bottom, right = _area(area)
        if (bottom - top + 1) * (right - left + 1) > 10_000:
            continue
        for place in ((row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)):
            if taken.setdefault(place, area) != area:
                yield f"the merges {taken[place]} and {area} overlap"
                break


def _workbook(book: Element) -> Iterator[str]:
    sheets = [each.get("name") or "" for each in book.iterfind("{*}sheets/{*}sheet")]
    for name, times in Counter(name.casefold() for name in sheets).items():
        if times > 1:
            yield f"{times} sheets are named {name}"
    for name in sheets:
        if not 0 < _units(name) <= SHEET or set("[]:*?/\\") & set(name) or name[0] == "'" or name[-1] == "'":
            yield f"{name!r} is no name for a sheet"
    names = [
        (each.get("name") or "", each.get("localSheetId")) for each in book.iterfind("{*}definedNames/{*}definedName")
    ]
    for (name, sheet), times in Counter((name.casefold(), sheet) for name, sheet in names).items():
        if times > 1:
            yield f"{times} names {name} of {sheet or 'the workbook'}"
    for name, sheet in names:
        if _units(name) > NAME or not NAMES.fullmatch(name) or _is_area(name.upper()):
            yield f"{name!r} is no name"
        if sheet is not None and int(sheet) >= len(sheets):
            yield f"{name} belongs to the sheet {sheet} of {len(sheets)}"
    for view in book.iterfind("{*}bookViews/{*}workbookView"):
        if int(view.get("activeTab") or 0) >= len(sheets):
            yield f"the sheet {view.get('activeTab')} of {len(sheets)} is in front"


def _strings(strings: Element, pointed: int) -> Iterator[str]:
    held = len(strings.findall("{*}si"))
    if int(strings.get("uniqueCount") or held) != held:
        yield f"{strings.get('uniqueCount')} strings are counted, {held} are there"
    # fewer than given is in order: a patch that empties a cell leaves the strings byte for byte as they were
    if int(strings.get("count") or pointed) < pointed:
        yield f"{strings.get('count')} uses are counted, {pointed} are there"


def _styles(styles: Element) -> Iterator[str]:
    for group in styles:
        if group.get("count") is not None and int(group.get("count") or 0) != len(group):
            yield f"{etree.QName(group).localname}: {group.get('count')} are counted, {len(group)} are there"
    limits = {"fontId": "fonts", "fillId": "fills", "borderId": "borders", "xfId": "cellStyleXfs"}
    formats = {int(each.get("numFmtId") or 0) for each in styles.iterfind("{*}numFmts/{*}numFmt")}
    for place in ("cellStyleXfs", "cellXfs"):
        for number, each in enumerate(styles.iterfind(f"{{*}}{place}/{{*}}xf")):
            for name, kind in limits.items():
                most = _count(styles, f"{kind}/{{*}}*")
                if each.get(name) is not None and int(each.get(name) or 0) >= most:
                    yield f"{place} {number}: {name} {each.get(name)} of {most}"
            own = int(each.get("numFmtId") or 0)
            if own >= 164 and own not in formats:
                yield f"{place} {number}: no number format {own}"
    if _count(styles, "cellXfs/{*}xf") > STYLES:
        yield "more formats than Excel takes"


def _relations(parts: dict[str, bytes], part: str) -> dict[str, str]:
    folder, name = posixpath.split(part)
    found = etree.fromstring(parts[f"{folder}/_rels/{name}.rels"])
    return {
        (each.get("Type") or "").rpartition("/")[2]: posixpath.normpath(
            posixpath.join("/", folder, each.get("Target") or "")
        )[1:]
        for each in found
    }


def _part(parts: dict[str, bytes], relations: dict[str, str], kind: str) -> Element | None:
    content = parts.get(relations.get(kind, ""))
    return None if content is None else etree.fromstring(content)


def _count(element: Element | None, path: str) -> int:
    return 0 if element is None else len(element.findall(f"{{*}}{path}"))


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _area(text: str) -> tuple[int, int, int, int]:
    match = REFERENCE.fullmatch(text)
    assert match is not None, text
    left, top, right, bottom = match.groups()
    return int(top), _column(left), int(bottom or top), _column(right or left)


def _is_area(text: str) -> bool:
    if not REFERENCE.fullmatch(text):
        return False
    top, left, bottom, right = _area(text)
    return 0 < top <= bottom <= ROWS and 0 < left <= right <= COLUMNS
