"""A worksheet of the template being designed: cells are put by address and may carry a field's hidden name."""

from __future__ import annotations

from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from jixiao.design.styles import Look, dress
from jixiao.sheets.settings import layout
from jixiao.xlsx.references import quoted
from jixiao.xlsx.stamp.template import FIELD, ROLE, ROWS


class Designer:
    """Puts cells, names and rules on one worksheet."""

    def __init__(self, sheet: Worksheet, role: str) -> None:
        self.sheet = sheet
        self._name(f"{ROLE}{role}", "$A$1", hidden=True)

    def put(self, area: str, content: object, look: Look, field: str | None = None) -> None:
        """Write `content` into the first cell of `area`, merge the area, dress all of it, name the field."""
        left, top, right, bottom = range_boundaries(area)
        for row in self.sheet.iter_rows(top, bottom, left, right):
            for cell in row:
                dress(cell, look)
        first = self.sheet.cell(top, left)
        if content is not None:
            first.value = content
        if (left, top) != (right, bottom):
            self.sheet.merge_cells(area)
        if field:
            self.field(field, f"{get_column_letter(left)}{top}")

    def field(self, field: str, cell: str) -> None:
        """The hidden name by which stamping finds the field's cell."""
        self._name(FIELD + field, _absolute(cell), hidden=True)

    def rows(self, block: str, first: int, last: int) -> None:
        """The hidden name by which stamping finds the rows to repeat."""
        self._name(ROWS + block, f"$A${first}:$A${last}", hidden=True)

    def name(self, name: str, cell: str) -> None:
        """A name of this sheet that formulas use."""
        self._name(name, _absolute(cell), hidden=False)

    def widths(self, widths: dict[str, float]) -> None:
        """Column widths in characters."""
        for column, width in widths.items():
            self.sheet.column_dimensions[column].width = width

    def height(self, row: int, points: float) -> None:
        """The height of a row in points."""
        self.sheet.row_dimensions[row].height = points

    def choose(self, area: str, formula: str, hint: str, style: str = "warning") -> None:
        """A drop-down; `style` "stop" refuses other words, "warning" lets the clerk keep them."""
        rule = DataValidation("list", formula1=formula, allow_blank=True, errorStyle=style)
        self._explain(rule, hint, "strict" if style == "stop" else "list")
        self._add(rule, area)

    def limit(self, area: str, low: str, high: str | None, hint: str, error: str, kind: str = "decimal") -> None:
        """Numbers from `low` to `high` only."""
        operator = "between" if high is not None else "greaterThanOrEqual"
        rule = DataValidation(kind, operator=operator, formula1=low, formula2=high, allow_blank=True)
        self._explain(rule, hint, error)
        self._add(rule, area)

    def _explain(self, rule: DataValidation, hint: str, error: str) -> None:
        settings = layout()
        rule.promptTitle, rule.prompt = settings["hints"][hint]
        rule.errorTitle, rule.error = settings["errors"][error]
        rule.showInputMessage = rule.showErrorMessage = True

    def _add(self, rule: DataValidation, area: str) -> None:
        for part in area.split():
            rule.add(part)
        self.sheet.add_data_validation(rule)

    def _name(self, name: str, area: str, *, hidden: bool) -> None:
        text = f"{quoted(self.sheet.title)}!{area}"
        self.sheet.defined_names[name] = DefinedName(name, attr_text=text, hidden=hidden or None)


def _absolute(cell: str) -> str:
    column = cell.rstrip("0123456789")
    return f"${column}${cell[len(column) :]}"
