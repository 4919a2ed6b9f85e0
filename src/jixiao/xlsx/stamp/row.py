"""One row of a template sheet as a text with slots."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from jixiao.xlsx.cells import MAIN, escape
from jixiao.xlsx.references import column_number, mentions, moved
from jixiao.xlsx.stamp.slots import OWN, PROJECT, Block, slots
from jixiao.xlsx.stamp.tables import Styles, TemplateStrings

if TYPE_CHECKING:
    from lxml import etree

ROW_ATTRIBUTES = ("s", "customFormat", "hidden", "outlineLevel", "collapsed", "thickTop", "thickBot")


class FormulaSlot(NamedTuple):
    """A formula of the template with slots for rows, its style, and the style of a value typed over it."""

    text: str
    style: int
    open_style: int


Slot = tuple[str, str, FormulaSlot | None]
"""A field, what its cell holds in the template, and its formula if it has one."""


class RowText(NamedTuple):
    """A template row as a text with slots: rows first, then the height and each of `slots` in order.

    `fields` are those of all slots, `computed` the numbers of the slots with a formula.
    """

    row: int
    text: str
    height: str
    slots: tuple[Slot, ...]
    fields: tuple[str, ...]
    computed: tuple[int, ...]

    @property
    def formulas(self) -> dict[str, FormulaSlot]:
        """The formulas of the row by field."""
        return {field: formula for field, _, formula in self.slots if formula is not None}


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
