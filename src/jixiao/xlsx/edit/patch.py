"""An existing workbook changed in place: values, formulas, marks and sheets; what is not touched keeps every byte."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import partial
from pathlib import Path
from typing import TypeVar

from jixiao.form.finding import Severity
from jixiao.form.table import Value
from jixiao.xlsx.cells import formula_cell, value_cell
from jixiao.xlsx.edit import added_styles, workbook_part
from jixiao.xlsx.edit.copy_sheet import copy_sheet
from jixiao.xlsx.edit.grid import Grid
from jixiao.xlsx.edit.marks import add_fills, clear_fills, drop_formats, worst
from jixiao.xlsx.edit.notes import add_notes, clear_notes
from jixiao.xlsx.edit.row_heights import allow_pages, set_heights
from jixiao.xlsx.opc import opc
from jixiao.xlsx.opc.archive import Archive
from jixiao.xlsx.opc.guard import DAMAGED, PackageError
from jixiao.xlsx.opc.markup import Markup
from jixiao.xlsx.opc.parts import declare, fresh_part, relate
from jixiao.xlsx.references import position

T = TypeVar("T")
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"


class Patch:
    """The changes to one workbook. Cell changes and marks gather until `bytes()`; sheet changes take place at once."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self._writes: dict[str, dict[str, partial[str]]] = {}
        self._marks: dict[str, dict[str, list[tuple[Severity, str]]]] = {}
        if not opc.sheets(archive):
            raise PackageError(f"“{archive.name}”中没有任何工作表，{DAMAGED}")

    @classmethod
    def open(cls, source: Path | str | bytes, *, name: str | None = None) -> Patch:
        """Open a workbook to change it; PackageError says why it cannot be."""
        return cls(Archive.open(source, name=name))

    @property
    def sheets(self) -> tuple[str, ...]:
        """The names of the sheets, in the order of their tabs."""
        return tuple(sheet.name for sheet in opc.sheets(self.archive))

    def set_value(self, sheet: str, cell: str, value: Value) -> None:
        """Put a typed value into a cell, which keeps its style; a text stays a text."""
        self._write(sheet, cell, partial(_value, value))

    def set_formula(self, sheet: str, cell: str, formula: str, value: Value) -> None:
        """Put a formula and its computed result into a cell, which keeps its style."""
        self._write(sheet, cell, partial(_formula, formula, value))

    def fit_rows(self, sheet: str, heights: Mapping[int, float], kept: Collection[int], pages: int) -> None:
        """Give rows, one-based, a height in points, `kept` whatever is typed into them later, and let the sheet print
        `pages` high (0: as it takes) if that is more."""
        part = self._sheet(self._worksheet(sheet)).part
        markup = self._markup(part)
        set_heights(markup, heights, kept)
        allow_pages(markup, pages)
        self.archive.write(part, markup.result().encode())

    def mark(self, sheet: str, cell: str, severity: Severity, text: str) -> None:
        """Colour a cell and explain why in a note; several marks on one cell share a note."""
        self._of_sheet(self._marks, sheet).setdefault(_address(cell), []).append((severity, text))

    def clear_marks(self) -> None:
        """Take all our marks off the workbook; cells, notes and formats of others stay as they are."""
        self._marks.clear()
        found = [self._clear(sheet.part) for sheet in self._worksheets()]
        if any(found):
            drop_formats(self.archive)

    def add_sheet(self, name: str, xml: str | bytes, after: str | None = None) -> None:
        """Add a worksheet of finished XML, whose styles are this workbook's; behind `after`, or at the end.

        Raises PackageError where there is a sheet of that name.
        """
        if workbook_part.position_of(self.archive, name) is not None:
            raise PackageError(f"工作簿“{self.archive.name}”中已有工作表“{name}”，请换一个名称")
        part = fresh_part(self.archive, "xl/worksheets/sheet1.xml")
        self.archive.write(part, xml if isinstance(xml, bytes) else xml.encode())
        declare(self.archive, part, SHEET_TYPE)
        relation = relate(self.archive, opc.workbook_part(self.archive), "worksheet", part)
        workbook_part.add_tab(self.archive, name, relation, self._behind(after))
        workbook_part.drop_calculation_chain(self.archive)

    def remove_sheet(self, name: str) -> None:
        """Take a sheet out with everything only it needed; formulas that refer to it are the caller's.

        Raises PackageError for the only sheet.
        """
        sheet = self._sheet(name)
        self._forget(sheet.name)
        if len(self.sheets) == 1:
            raise PackageError(f"“{name}”是工作簿“{self.archive.name}”唯一的工作表，不能删除")
        workbook_part.remove_tab(self.archive, self.sheets.index(sheet.name))
        workbook_part.detach(self.archive, sheet.part, sheet.relation)
        workbook_part.drop_calculation_chain(self.archive)

    def import_sheet(self, other: Archive, name: str, after: str | None = None) -> None:
        """Bring a sheet of another workbook with its styles, drawings, charts, links, notes and names.

        It goes behind `after`, or at the end; PackageError where a sheet of that name is here.
        """
        self.add_sheet(name, b"", after)
        copy_sheet(other, name, self.archive)

    def replace_sheet(self, other: Archive, name: str, after: str | None = None) -> None:
        """Bring a sheet in place of the one of that name, which keeps its tab; where there is none, behind `after`."""
        if workbook_part.position_of(self.archive, name) is None:
            self.import_sheet(other, name, after)
        else:
            sheet = self._sheet(name)
            self._forget(sheet.name)
            workbook_part.empty(self.archive, sheet)
            workbook_part.drop_calculation_chain(self.archive)
            copy_sheet(other, name, self.archive)

    def lay_over(self, other: Archive, name: str, after: str | None = None) -> None:
        """`replace_sheet` for a sheet that goes again: what it adds to the styles is written down on it."""
        if workbook_part.position_of(self.archive, name) is not None:
            added_styles.take_back(self.archive, self._sheet(name).part)
        before = added_styles.text_of(self.archive)
        self.replace_sheet(other, name, after)
        added_styles.write_down(self.archive, self._sheet(name).part, before)

    def lift(self, name: str) -> None:
        """`remove_sheet` for a sheet that was laid over: what it added to the styles goes too."""
        added_styles.take_back(self.archive, self._sheet(name).part)
        self.remove_sheet(name)

    def bytes(self) -> bytes:
        """The workbook with all changes; without any, the file as it was."""
        for sheet in self._worksheets():
            self._apply(sheet)
        self._writes.clear()
        self._marks.clear()
        return self.archive.packed()

    def _write(self, sheet: str, cell: str, make: partial[str]) -> None:
        self._of_sheet(self._writes, sheet)[_address(cell)] = make

    def _of_sheet(self, kept: dict[str, dict[str, T]], sheet: str) -> dict[str, T]:
        """What is `kept` for the cells of a sheet, which is looked up in the workbook once."""
        return kept[sheet] if sheet in kept else kept.setdefault(self._worksheet(sheet), {})

    def _worksheets(self) -> list[opc.Sheet]:
        return [sheet for sheet in opc.sheets(self.archive) if sheet.kind == "worksheet" and sheet.part in self.archive]

    def _sheet(self, name: str) -> opc.Sheet:
        return workbook_part.sheet_named(self.archive, name)

    def _worksheet(self, name: str) -> str:
        sheet = self._sheet(name)
        if sheet.kind != "worksheet":
            raise PackageError(f"工作簿“{self.archive.name}”中的“{name}”是图表页，没有单元格，不能写入")
        return sheet.name

    def _behind(self, after: str | None) -> int:
        return len(self.sheets) if after is None else self.sheets.index(self._sheet(after).name) + 1

    def _apply(self, sheet: opc.Sheet) -> None:
        writes = self._writes.get(sheet.name, {})
        if writes:
            markup = self._markup(sheet.part)
            grid = Grid(markup)
            for cell, make in writes.items():
                grid.write(cell, make)
            # an entry of a formula that is gone makes Excel "repair"; one that is missing is not worth the risk
            if grid.apply() or any(make.func is _formula for make in writes.values()):
                workbook_part.drop_calculation_chain(self.archive)
            self.archive.write(sheet.part, markup.result().encode())
        if marks := self._marks.get(sheet.name):
            self._apply_marks(sheet.part, marks)

    def _apply_marks(self, part: str, marks: Mapping[str, list[tuple[Severity, str]]]) -> None:
        markup = self._markup(part)
        severities = {cell: worst(severity for severity, _ in given) for cell, given in marks.items()}
        add_fills(self.archive, markup, severities)
        add_notes(self.archive, part, markup, {cell: "\n".join(text for _, text in marks[cell]) for cell in marks})
        self.archive.write(part, markup.result().encode())

    def _clear(self, part: str) -> bool:
        markup = self._markup(part)
        filled = clear_fills(markup)
        noted = clear_notes(self.archive, part, markup)
        if filled or noted:
            self.archive.write(part, markup.result().encode())
        return filled

    def _forget(self, name: str) -> None:
        self._writes.pop(name, None)
        self._marks.pop(name, None)

    def _markup(self, part: str) -> Markup:
        return Markup(self.archive.text(part))


def _address(cell: str) -> str:
    position(cell)
    return cell.upper()


def _value(value: Value, address: str, style: int) -> str:
    return value_cell(address, value, style)


def _formula(formula: str, value: Value, address: str, style: int) -> str:
    return formula_cell(address, formula, value, style)
