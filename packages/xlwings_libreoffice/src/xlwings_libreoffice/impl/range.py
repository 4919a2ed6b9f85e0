"""xlwings' Range."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, Self

from xlwings import base_classes

from xlwings_libreoffice.address import letters
from xlwings_libreoffice.excel.look import NO_COLOUR
from xlwings_libreoffice.excel.place import DOWN, LEFT, RIGHT, UP
from xlwings_libreoffice.impl.font import Font, number, rgb
from xlwings_libreoffice.impl.names import Name
from xlwings_libreoffice.impl.notes import Note

DIRECTIONS = {
    "down": DOWN,
    "d": DOWN,
    "up": UP,
    "u": UP,
    "left": LEFT,
    "l": LEFT,
    "right": RIGHT,
    "r": RIGHT,
}
ORIGINS = {"format_from_left_or_above": 0, "format_from_right_or_below": 1, None: 0}
PASTES = {
    "all": -4104,
    None: -4104,
    "formats": -4122,
    "values": -4163,
    "formulas": -4123,
}
HORIZONTAL = {
    "general": 1,
    "left": -4131,
    "center": -4108,
    "right": -4152,
    "justify": -4130,
    "fill": 5,
}
VERTICAL = {"top": -4160, "center": -4108, "bottom": -4107, "justify": -4130}


class Range(base_classes.Range):
    """Cells; given by corner and size, they cost no call until they are used."""

    sheet_of: ClassVar[Callable[[Any], Any]]
    """xlwings' sheet of Excel's; set where sheets are defined, as a range leads up to its sheet and a sheet down to ranges."""

    def __init__(self, xl: Any, coords: tuple[Any, int, int, int, int] | None = None) -> None:
        self._xl = xl
        self._coords = coords
        self.options: dict[str, Any] = {}

    @property
    def xl(self) -> Any:
        """Excel's range, None for one of no rows or no columns."""
        if self._xl is None and self._coords is not None:
            sheet, row, column, rows, columns = self._coords
            if rows and columns:
                first, last = (
                    sheet.Cells(row, column),
                    sheet.Cells(row + rows - 1, column + columns - 1),
                )
                self._xl = sheet.Range(first, last)
        return self._xl

    api = xl

    @property
    def coords(self) -> tuple[Any, int, int, int, int]:
        if self._coords is None:
            xl = self._xl
            self._coords = (
                xl.Worksheet,
                xl.Row,
                xl.Column,
                xl.Rows.Count,
                xl.Columns.Count,
            )
        return self._coords

    @property
    def sheet(self) -> Any:
        return Range.sheet_of(self.coords[0])

    @property
    def row(self) -> int:
        return self.coords[1]

    @property
    def column(self) -> int:
        return self.coords[2]

    @property
    def shape(self) -> tuple[int, int]:
        return self.coords[3], self.coords[4]

    def __len__(self) -> int:
        return int(self.xl.Count) if self.xl is not None else 0

    def __call__(self, *args: Any) -> Self:
        return type(self)(self.xl(*args))

    @property
    def raw_value(self) -> Any:
        return self.xl.Value if self.xl is not None else None

    @raw_value.setter
    def raw_value(self, data: Any) -> None:
        if self.xl is not None:
            self.xl.Value = data

    @property
    def formula(self) -> Any:
        return self.xl.Formula if self.xl is not None else None

    @formula.setter
    def formula(self, value: Any) -> None:
        if self.xl is not None:
            self.xl.Formula = value

    formula2 = formula

    @property
    def formula_array(self) -> Any:
        return self.xl.FormulaArray or None

    @formula_array.setter
    def formula_array(self, value: str) -> None:
        self.xl.FormulaArray = value

    @property
    def has_array(self) -> bool:
        return bool(self.xl.HasArray)

    @property
    def address(self) -> str:
        if self.xl is None:
            _, row, column, rows, columns = self.coords
            return f"${letters(column)}${row}{{{rows}x{columns}}}"
        return str(self.xl.Address)

    def get_address(self, row_absolute: bool, col_absolute: bool, external: bool) -> str:
        return str(self.xl.GetAddress(row_absolute, col_absolute, 1, external))

    @property
    def current_region(self) -> Self:
        return type(self)(self.xl.CurrentRegion)

    def end(self, direction: str) -> Self:
        return type(self)(self.xl.End(DIRECTIONS.get(direction, direction)))

    @property
    def rows(self) -> Self:
        return type(self)(self.xl.Rows)

    @property
    def columns(self) -> Self:
        return type(self)(self.xl.Columns)

    def select(self) -> None:
        self.xl.Select()

    def clear(self) -> None:
        self.xl.Clear()

    def clear_contents(self) -> None:
        self.xl.ClearContents()

    def clear_formats(self) -> None:
        self.xl.ClearFormats()

    def insert(self, shift: str | None = None, copy_origin: str | None = None) -> None:
        self.xl.Insert(Shift=shift and DIRECTIONS[shift], CopyOrigin=ORIGINS[copy_origin])

    def delete(self, shift: str | None = None) -> None:
        self.xl.Delete(Shift=shift and DIRECTIONS[shift])

    def copy(self, destination: Any = None) -> None:
        self.xl.Copy(Destination=destination.api if destination else None)

    def copy_from(
        self,
        source_range: Any,
        copy_type: str = "all",
        skip_blanks: bool = False,
        transpose: bool = False,
    ) -> None:
        source_range.copy()
        self.paste(copy_type, None, skip_blanks, transpose)

    def paste(
        self,
        paste: str | None = None,
        operation: str | None = None,
        skip_blanks: bool = False,
        transpose: bool = False,
    ) -> None:
        if operation or skip_blanks or transpose or paste not in PASTES:
            raise NotImplementedError("only all, formats, values and formulas are pasted")
        self.xl.PasteSpecial(Paste=PASTES[paste])

    def move(self, destination: Any) -> None:
        self.xl.Cut(Destination=destination.api)

    def merge(self, across: bool) -> None:
        self.xl.Merge(across)

    def unmerge(self) -> None:
        self.xl.UnMerge()

    @property
    def merge_area(self) -> Self:
        return type(self)(self.xl.MergeArea)

    @property
    def merge_cells(self) -> bool | None:
        return self.xl.MergeCells  # type: ignore[no-any-return]

    def autofit(self, axis: str | None = None) -> None:
        if axis in ("rows", "r", None):
            self.xl.Rows.AutoFit()
        if axis in ("columns", "c", None):
            self.xl.Columns.AutoFit()

    @property
    def number_format(self) -> Any:
        return self.xl.NumberFormat

    @number_format.setter
    def number_format(self, value: str) -> None:
        self.xl.NumberFormat = value

    @property
    def color(self) -> tuple[int, int, int] | None:
        interior = self.xl.Interior
        if interior.ColorIndex in (NO_COLOUR, None):
            return None
        return rgb(interior.Color)

    @color.setter
    def color(self, value: Any) -> None:
        if value is None:
            self.xl.Interior.ColorIndex = NO_COLOUR
        else:
            self.xl.Interior.Color = number(value)

    def set_colors(self, colors: Any) -> None:
        for y, row in enumerate(colors, 1):
            for x, color in enumerate(row, 1):
                if color is not ...:
                    self(y, x).color = color

    @property
    def font(self) -> Font:
        return Font(self.xl.Font)

    @property
    def wrap_text(self) -> Any:
        return self.xl.WrapText

    @wrap_text.setter
    def wrap_text(self, value: bool) -> None:
        self.xl.WrapText = value

    @property
    def horizontal_alignment(self) -> str | None:
        found = self.xl.HorizontalAlignment
        return next((name for name, value in HORIZONTAL.items() if value == found), None)

    @horizontal_alignment.setter
    def horizontal_alignment(self, value: str) -> None:
        self.xl.HorizontalAlignment = HORIZONTAL[value]

    @property
    def vertical_alignment(self) -> str | None:
        found = self.xl.VerticalAlignment
        return next((name for name, value in VERTICAL.items() if value == found), None)

    @vertical_alignment.setter
    def vertical_alignment(self, value: str) -> None:
        self.xl.VerticalAlignment = VERTICAL[value]

    @property
    def column_width(self) -> Any:
        return self.xl.ColumnWidth

    @column_width.setter
    def column_width(self, value: float) -> None:
        self.xl.ColumnWidth = value

    @property
    def row_height(self) -> Any:
        return self.xl.RowHeight

    @row_height.setter
    def row_height(self, value: float) -> None:
        self.xl.RowHeight = value

    @property
    def width(self) -> Any:
        return self.xl.Width

    @property
    def height(self) -> Any:
        return self.xl.Height

    @property
    def left(self) -> Any:
        return self.xl.Left

    @property
    def top(self) -> Any:
        return self.xl.Top

    @property
    def row_hidden(self) -> Any:
        return self.xl.EntireRow.Hidden

    @row_hidden.setter
    def row_hidden(self, value: bool) -> None:
        self.xl.EntireRow.Hidden = value

    @property
    def column_hidden(self) -> Any:
        return self.xl.EntireColumn.Hidden

    @column_hidden.setter
    def column_hidden(self, value: bool) -> None:
        self.xl.EntireColumn.Hidden = value

    @property
    def note(self) -> Note | None:
        comment = self.xl.Comment
        return Note(comment, Range) if comment else None

    def add_note(self, text: str) -> Note:
        return Note(self.xl.AddComment(text), Range)

    @property
    def hyperlink(self) -> str:
        links = self.xl.Hyperlinks
        if not links.Count:
            raise ValueError("The cell doesn't seem to contain a hyperlink!")
        return str(links(1).Address)

    def add_hyperlink(
        self,
        address: str,
        text_to_display: str | None = None,
        screen_tip: str | None = None,
    ) -> None:
        self.xl.Hyperlinks.Add(
            Anchor=self.xl,
            Address=address,
            ScreenTip=screen_tip,
            TextToDisplay=text_to_display,
        )

    @property
    def name(self) -> Name | None:
        from xlwings_libreoffice.errors import ComError

        try:
            return Name(self.xl.Name, Range)
        except ComError:
            return None

    @name.setter
    def name(self, value: str) -> None:
        self.xl.Name = value

    @property
    def table(self) -> None:
        """Tables are not covered."""
        return None
