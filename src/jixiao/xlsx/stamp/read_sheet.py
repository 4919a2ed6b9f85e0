"""Reads one sheet of the template into texts with slots."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from jixiao.xlsx.cells import MAIN, escape
from jixiao.xlsx.references import column_number, mentions, moved
from jixiao.xlsx.stamp.prototype import AREA, FormulaSlot, Prototype, RowText, Slot
from jixiao.xlsx.stamp.slots import OWN, PROJECT, Block, area_slots, slots
from jixiao.xlsx.stamp.tables import WIDTH_PIXELS, Styles, TemplateStrings, fits, widths

if TYPE_CHECKING:
    from lxml import etree

ROW_ATTRIBUTES = ("s", "customFormat", "hidden", "outlineLevel", "collapsed", "thickTop", "thickBot")
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


def named_cells(fields: Mapping[str, tuple[str, int]], blocks: Sequence[Block]) -> dict[tuple[str, int], str]:
    """The field of each named cell; a block's further rows have those of its first, unless they have their own."""
    named = {place: field for field, place in fields.items()}
    for block in blocks:
        first = {column: field for field, (column, row) in fields.items() if row == block.first}
        for row in range(block.first + 1, block.last + 1):
            if not any(at == row for _, at in fields.values()):
                named |= {(column, row): field for column, field in first.items()}
    return named


class RowReader:
    """Reads the rows of one sheet, top to bottom; `named` gives the field of a cell by column and row."""

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
        self._project = mentions(project)

    def read(self, row: etree._Element) -> RowText:
        """The row with its own number and its fields left open."""
        number = int(row.get("r", "0"))
        block = next((block for block in self._blocks if block.first <= number <= block.last), None)
        slots: list[Slot] = []
        cells = "".join(self._cell(cell, number, block, slots) for cell in row)
        kept = "".join(f' {name}="{row.get(name)}"' for name in ROW_ATTRIBUTES if row.get(name) is not None)
        # a row of a block grows with what is typed into it; Excel leaves a row of custom height as it is
        custom = ' customHeight="1"' if block is None else ""
        height = f' ht="{row.get("ht")}"{custom}' if row.get("ht") else ""
        text = f'<row r="{OWN}"{kept}%%s>{cells}</row>'
        computed = tuple(at for at, (_, _, formula) in enumerate(slots) if formula is not None)
        return RowText(number, text, height, tuple(slots), tuple(field for field, _, _ in slots), computed)

    def _cell(
        self,
        cell: etree._Element,
        row: int,
        block: Block | None,
        slots: list[Slot],
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
        return f"{attribute}><v>{escape(value.text)}</v></c>"
    inline = cell.find(f"{{{MAIN}}}is")
    if inline is None:
        return "/>"
    return f' t="s"><v>{strings.add("".join(map(str, inline.itertext())))}</v></c>'
