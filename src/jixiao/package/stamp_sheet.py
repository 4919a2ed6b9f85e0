"""One sheet of the template, read into texts with slots: what is stamped, once per project or once per workbook."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from lxml import etree

from jixiao.package.cells import MAIN
from jixiao.package.stamp_refs import OWN, PROJECT, Block, area_slots, column_number, moved, slots
from jixiao.package.stamp_strings import TemplateStrings
from jixiao.package.stamp_styles import Styles

ROW_ATTRIBUTES = ("s", "customFormat", "hidden", "outlineLevel", "collapsed", "thickTop", "thickBot")
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
WIDTH_PIXELS = 7.0  # one unit of column width in pixels; fonts differ, the narrow one is safe


class FormulaSlot(NamedTuple):
    """A formula of the template with slots for rows, its style, and the style of a value typed over it."""

    text: str
    style: int
    open_style: int


class RowText(NamedTuple):
    """A template row as a text with slots: rows first, then the height and each of `slots` in order.

    A slot is a field, what its cell holds in the template, and its formula if it has one.
    """

    row: int
    text: str
    height: str
    slots: tuple[tuple[str, str, FormulaSlot | None], ...]

    @property
    def formulas(self) -> dict[str, FormulaSlot]:
        """The formulas of the row by field."""
        return {field: formula for field, _, formula in self.slots if formula is not None}


class Fit(NamedTuple):
    """How much text a field's cell takes: Latin letters per line (a Chinese one counts two), points per line."""

    letters: int
    line: float


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

    `project` is the name of the template's project sheet: formulas that speak of it are kept open for another.
    """
    xml = CHARACTER.sub(lambda found: chr(int(found[1])), xml)
    before, after = xml.index("<sheetData>"), xml.index("</sheetData>") + len("</sheetData>")
    root = etree.fromstring(xml.encode())
    ordered = tuple(sorted(blocks, key=lambda block: block.first))
    merges = _merges(xml[after:])
    named = _named(fields, ordered)
    reader = _RowReader(name, ordered, named, styles, strings, project)
    rows = tuple(reader.read(row) for row in root.iterfind(f"{{{MAIN}}}sheetData/{{{MAIN}}}row"))
    return Prototype(
        name,
        _head(xml[:before], name),
        _tail(xml[after:], name),
        rows,
        ordered,
        merges,
        dict(fields),
        _fits(root, fields, merges, styles),
        {column: width * WIDTH_PIXELS for column, width in _widths(root).items()},
    )


def _named(fields: Mapping[str, tuple[str, int]], blocks: Sequence[Block]) -> dict[tuple[str, int], str]:
    """The field of each named cell; a block's further rows have those of its first, unless they have their own."""
    named = {place: field for field, place in fields.items()}
    for block in blocks:
        first = {column: field for field, (column, row) in fields.items() if row == block.first}
        for row in range(block.first + 1, block.last + 1):
            if not any(at == row for _, at in fields.values()):
                named |= {(column, row): field for column, field in first.items()}
    return named


class _RowReader:
    def __init__(
        self,
        sheet: str,
        blocks: tuple[Block, ...],
        named: Mapping[tuple[str, int], str],
        styles: Styles,
        strings: TemplateStrings,
        project: str,
    ) -> None:
        self._sheet, self._blocks, self._named, self._styles, self._strings = sheet, blocks, named, styles, strings
        self._shared: dict[str, tuple[str, int, int]] = {}
        self._project = re.compile(rf"'{re.escape(project)}'(?=!)|(?<![\w'.]){re.escape(project)}(?=!)")

    def read(self, row: etree._Element) -> RowText:
        number = int(row.get("r", "0"))
        block = next((block for block in self._blocks if block.first <= number <= block.last), None)
        slots: list[tuple[str, str, FormulaSlot | None]] = []
        cells = "".join(self._cell(cell, number, block, slots) for cell in row)
        kept = "".join(f' {name}="{row.get(name)}"' for name in ROW_ATTRIBUTES if row.get(name) is not None)
        height = f' ht="{row.get("ht")}" customHeight="1"' if row.get("ht") else ""
        return RowText(number, f'<row r="{OWN}"{kept}%%s>{cells}</row>', height, tuple(slots))

    def _cell(
        self,
        cell: etree._Element,
        row: int,
        block: Block | None,
        slots: list[tuple[str, str, FormulaSlot | None]],
    ) -> str:
        column = cell.get("r", "").rstrip("0123456789")
        style = int(cell.get("s", "0"))
        field = self._named.get((column, row))
        formula = cell.find(f"{{{MAIN}}}f")
        start = f'<c r="{column}{OWN}"'
        source = self._source(cell, formula, row) if formula is not None else None
        if source:
            text = self._formula(source, row, block)
            if field is None:
                return f'{start} s="{style}"><f>{text.replace("%%", "%%%%")}</f></c>'
            slots.append((field, "", FormulaSlot(text, style, self._styles.unlocked(style))))
            return f"{start}%%s"
        content = _content(cell, self._strings)
        if field is None:
            return f'{start} s="{style}"{content.replace("%", "%%%%")}'
        slots.append((field, content, None))
        return f'{start} s="{style}"%%s'

    def _source(self, cell: etree._Element, formula: etree._Element, row: int) -> str | None:
        """The text of a formula; one that shares another cell's is worked out from that."""
        index, column = formula.get("si", ""), column_number(cell.get("r", "").rstrip("0123456789"))
        if formula.text:
            self._shared[index] = (formula.text, row, column)
            return formula.text
        if index not in self._shared:
            return None
        text, first_row, first_column = self._shared[index]
        return moved(text, row - first_row, column - first_column)

    def _formula(self, text: str, row: int, block: Block | None) -> str:
        escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        slotted = slots(escaped, self._sheet, block, row)
        return self._project.sub(PROJECT, slotted)


def _content(cell: etree._Element, strings: TemplateStrings) -> str:
    kind, value = cell.get("t"), cell.find(f"{{{MAIN}}}v")
    if value is not None and value.text is not None:
        attribute = f' t="{kind}"' if kind and kind != "n" else ""
        return f"{attribute}><v>{value.text}</v></c>"
    inline = cell.find(f"{{{MAIN}}}is")
    if inline is None:
        return "/>"
    return f' t="s"><v>{strings.add("".join(map(str, inline.itertext())))}</v></c>'


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


def _fits(
    root: etree._Element,
    fields: Mapping[str, tuple[str, int]],
    merges: Sequence[tuple[str, int, str, int]],
    styles: Styles,
) -> dict[str, Fit]:
    widths = _widths(root)
    style_of = {cell.get("r"): int(cell.get("s", "0")) for cell in root.iter(f"{{{MAIN}}}c")}
    right = {(left, top): end for left, top, end, _ in merges}
    fits = {}
    for field, (column, row) in fields.items():
        first, last = column_number(column), column_number(right.get((column, row), column))
        width = sum(widths.get(number, 8.43) for number in range(first, last + 1))
        size = styles.size(style_of.get(f"{column}{row}", 0))
        fits[field] = Fit(max(2, int((width * WIDTH_PIXELS - 6) / (size * 2 / 3))), size * 1.38)
    return fits


def _widths(root: etree._Element) -> dict[int, float]:
    widths: dict[int, float] = {}
    for column in root.iterfind(f"{{{MAIN}}}cols/{{{MAIN}}}col"):
        for number in range(int(column.get("min", "1")), min(int(column.get("max", "1")), 100) + 1):
            widths[number] = float(column.get("width", "8.43"))
    return widths
