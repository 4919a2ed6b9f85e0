"""One sheet of the template, read into texts with slots: what is stamped, once per project or once per workbook."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jixiao.xlsx.cells import MAIN
from jixiao.xlsx.stamp.row import RowReader, RowText, named_cells
from jixiao.xlsx.stamp.slots import Block, area_slots, slots
from jixiao.xlsx.stamp.tables import WIDTH_PIXELS, Fit, Styles, TemplateStrings, fits, widths

AREA = re.compile(r'(?<=[\s"])(?P<name>sqref|ref|topLeftCell|activeCell)="(?P<area>[^"]*)"')
FORMULA = re.compile(r"(?P<open><(?P<tag>(?:\w+:)?(?:formula[12]?|f))>)(?P<text>[^<]*)(?=</(?P=tag)>)")
EXTENDED_AREA = re.compile(r"(?P<open><(?P<tag>\w+:sqref)>)(?P<text>[^<]*)(?=</(?P=tag)>)")
MERGES = re.compile(r"<mergeCells[^>]*>(.*?)</mergeCells>|<mergeCells[^>]*/>", re.DOTALL)
MERGE = re.compile(r'ref="\$?([A-Z]+)\$?(\d+):\$?([A-Z]+)\$?(\d+)"')
LINKS = re.compile(r"<hyperlinks>.*?</hyperlinks>|<hyperlinks/>", re.DOTALL)
AFTER_MERGES = re.compile(
    r"<(?:\w+:)?(?:phoneticPr|conditionalFormatting|dataValidations|hyperlinks|printOptions|pageMargins|pageSetup|headerFooter"
    r"|rowBreaks|colBreaks|customProperties|cellWatches|ignoredErrors|smartTags|drawing|legacyDrawing|picture"
    r"|oleObjects|controls|webPublishItems|tableParts|extLst)\b|</worksheet>"
)
AFTER_LINKS = re.compile(
    r"<(?:\w+:)?(?:printOptions|pageMargins|pageSetup|headerFooter|rowBreaks|colBreaks|customProperties|cellWatches"
    r"|ignoredErrors|smartTags|drawing|legacyDrawing|picture|oleObjects|controls|webPublishItems|tableParts|extLst)\b"
    r"|</worksheet>"
)
SINGLE = re.compile(r'<dimension [^>]*/>| (?:xr:uid|codeName)="[^"]*"')  # may be there only once in a workbook
CHARACTER = re.compile(r"&#(\d{3,7});")  # how openpyxl writes Chinese; line breaks and tabs have fewer digits


@dataclass(frozen=True, slots=True, eq=False)
class Prototype:
    """A template sheet ready to be stamped. `places` gives each field's column and template row, `widths` the columns' pixels."""

    name: str
    head: str
    tail: str
    rows: tuple[RowText, ...]
    blocks: tuple[Block, ...]
    merges: tuple[tuple[str, int, str, int], ...]
    places: Mapping[str, tuple[str, int]]
    fits: Mapping[str, Fit]
    widths: Mapping[int, float]

    def block_of(self, row: int) -> Block | None:
        """The block that holds the template row."""
        return next((block for block in self.blocks if block.first <= row <= block.last), None)


def read_sheet(
    name: str,
    xml: str,
    fields: Mapping[str, tuple[str, int]],
    blocks: Sequence[Block],
    styles: Styles,
    strings: TemplateStrings,
    project: str,
) -> Prototype:
    """The prototype in a worksheet part. `fields` and `blocks` come from the template's hidden names.

    `project` is the name of the template's project sheet: formulas that refer to it are kept open for another.
    """

    from lxml import etree

    xml = CHARACTER.sub(lambda found: chr(int(found[1])), xml)
    before, after = xml.index("<sheetData>"), xml.index("</sheetData>") + len("</sheetData>")
    root = etree.fromstring(xml.encode())
    ordered = tuple(sorted(blocks, key=lambda block: block.first))
    merges = _merges(xml[after:])
    named = named_cells(fields, ordered)
    reader = RowReader(name, ordered, named, styles, strings, project)
    rows = tuple(reader.read(row) for row in root.iterfind(f"{{{MAIN}}}sheetData/{{{MAIN}}}row"))
    return Prototype(
        name,
        _head(xml[:before], name),
        _tail(xml[after:], name),
        rows,
        ordered,
        merges,
        dict(fields),
        fits(root, fields, merges, styles),
        {column: width * WIDTH_PIXELS for column, width in widths(root).items()},
    )


def _head(xml: str, name: str) -> str:
    plain = re.sub(r' tabSelected="\w+"', "", xml)
    plain = SINGLE.sub("", plain)
    return _slotted(plain, name).replace("<sheetView ", "<sheetView%%(_selected)s ", 1)


def _tail(xml: str, name: str) -> str:
    plain = LINKS.sub("", MERGES.sub("", xml))
    plain = _slotted(plain, name)
    plain = re.sub(r'fitToHeight="\d+"', 'fitToHeight="%%(_pages)s"', plain)
    at = AFTER_LINKS.search(plain)
    cut = at.start() if at else len(plain)
    plain = plain[:cut] + "%%(_links)s" + plain[cut:]
    at = AFTER_MERGES.search(plain)
    cut = min(at.start() if at else len(plain), plain.index("%%(_links)s"))
    return plain[:cut] + "%%(_merges)s" + plain[cut:]


def _slotted(xml: str, sheet: str) -> str:
    """Rows of areas and formulas as slots; `%` doubled twice, once for the rows and once for the fields."""
    kept = xml.replace("%", "%%%%")
    kept = AREA.sub(lambda m: f'{m["name"]}="{area_slots(m["area"])}"', kept)
    kept = EXTENDED_AREA.sub(lambda m: m["open"] + area_slots(m["text"]), kept)
    return FORMULA.sub(lambda m: m["open"] + slots(m["text"].replace("%%%%", "%%"), sheet), kept)


def _merges(tail: str) -> tuple[tuple[str, int, str, int], ...]:
    found = MERGES.search(tail)
    inside = found[1] or "" if found else ""
    return tuple((m[1], int(m[2]), m[3], int(m[4])) for m in MERGE.finditer(inside))
