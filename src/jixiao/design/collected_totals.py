"""The sheet 总汇总: sums by department with charts, then by unit; every figure is a formula over 项目明细."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from openpyxl.worksheet.worksheet import Worksheet

from jixiao.design.charts import BUDGET, bars
from jixiao.design.sheet import Designer
from jixiao.design.styles import BARE, LABEL, Look
from jixiao.design.view import freeze, print_on_a4
from jixiao.sheets.collected import collected, column_letters
from jixiao.sheets.settings import layout

DEPARTMENTS_HEAD, DEPARTMENTS, WHOLE = 4, 5, 6
GRADES_HEAD, GRADES = 8, 9
UNITS_TITLE, UNITS_HEAD, UNITS = 30, 31, 32
CHARTED_TITLE, CHARTED_DEPARTMENTS, CHARTED_UNITS = 34, 35, 37
GROUP = "Q"
"""The hidden column with the number of the group."""


class TotalsSheet:
    """Designs the sheet; `cell_styles` are those of the lists by kind of column."""

    def __init__(self, sheet: Worksheet, cell_styles: Mapping[str, Look]) -> None:
        self.designer, self.sheet, self.cell_styles = Designer(sheet, "totals"), sheet, cell_styles
        self.settings: dict[str, Any] = collected()["totals"]
        self.columns: list[dict[str, Any]] = self.settings["columns"]
        self.at = column_letters("totals")
        self.last = list(self.at.values())[-1]

    def design(self) -> None:
        """Put everything on the sheet."""
        put = self.designer.put
        put(f"A1:{self.last}1", collected()["titles"]["totals"], BARE.but(font="title"))
        put(f"A2:{self.last}2", None, BARE.but(size=10.5), "subtitle")
        self._title(3, self.settings["by_department"])
        self._block("departments", DEPARTMENTS_HEAD, DEPARTMENTS, "明细_部门号")
        self._whole()
        self._grades()
        self._title(UNITS_TITLE, self.settings["by_unit"])
        self._block("units", UNITS_HEAD, UNITS, "明细_单位号")
        self._charted()
        self._charts()
        self._view()

    def _title(self, row: int, words: str) -> None:
        self.designer.put(f"A{row}:{self.last}{row}", words, BARE.but(font="heading", horizontal="left", size=12))
        self.designer.height(row, 24)

    def _block(self, block: str, head: int, row: int, numbers: str) -> None:
        for column in self.columns:
            key, letter = column["key"], self.at[column["key"]]
            self.designer.put(f"{letter}{head}", column["label"], self._heading())
            formula = column.get("formula", "").replace("{编号}", numbers).replace("{本组}", f"${GROUP}{row}")
            self.designer.put(f"{letter}{row}", formula or None, self.cell_styles[column["kind"]], f"{block}.{key}")
            self.designer.widths({letter: column["width"]})
        self.designer.put(f"{GROUP}{row}", None, self.cell_styles["hidden"], f"{block}.group")
        self.designer.rows(block, row, row)
        self.designer.height(head, 32)

    def _whole(self) -> None:
        look = LABEL.but(font="heading", fill="label", size=10)
        self.designer.put(f"A{WHOLE}:C{WHOLE}", self.settings["whole"], look)
        for column in self.columns[3:]:
            letter, number = self.at[column["key"]], self.cell_styles[column["kind"]].number
            area = f"{letter}${DEPARTMENTS}:{letter}${DEPARTMENTS}"
            total = self._amount(area) if column["kind"] == "amount" else f"SUM({area})"
            formula = column.get("whole") or f"={total}"
            shrink = column["kind"] == "amount"
            self.designer.put(
                f"{letter}{WHOLE}", formula, look.but(number=number, shrink=shrink), f"whole.{column['key']}"
            )
        self.designer.height(WHOLE, 24)

    def _amount(self, area: str) -> str:
        """The sum of the amounts known; without any of them there is no sum, unless there are no forms either."""
        return f'IF(AND(${self.at["forms"]}${WHOLE}>0,COUNT({area})=0),"",ROUND(SUM({area}),6))'

    def _grades(self) -> None:
        """The grades once more, one below the other, as a chart wants them."""
        for letter, words in zip("BCD", self.settings["grades"], strict=True):
            self.designer.put(f"{letter}{GRADES_HEAD}", words, self._heading())
        for row, key in enumerate(("excellent", "good", "fair", "poor"), GRADES):
            letter = self.at[key]
            self.designer.put(
                f"B{row}", f"={letter}${DEPARTMENTS_HEAD}", self.cell_styles["centred"], f"grades.{key}.name"
            )
            self.designer.put(f"C{row}", f"={letter}${WHOLE}", self.cell_styles["count"], f"grades.{key}.count")
            share = f'=IF(SUM($C${GRADES}:$C${GRADES + 3})=0,"",C{row}/SUM($C${GRADES}:$C${GRADES + 3}))'
            self.designer.put(f"D{row}", share, self.cell_styles["percent"], f"grades.{key}.share")

    def _charted(self) -> None:
        """What the charts show, below the print area: a chart of all would be too fine to read."""
        small = BARE.but(size=8, colour="A6A6A6", horizontal="left")
        self.designer.put(f"B{CHARTED_TITLE}", self.settings["charted"], small)
        for block, row in (("top_departments", CHARTED_DEPARTMENTS), ("top_units", CHARTED_UNITS)):
            for key, letter in (("label", "B"), *((key, self.at[key]) for key, _, _ in BUDGET)):
                self.designer.put(f"{letter}{row}", None, small, f"{block}.{key}")
            self.designer.rows(block, row, row)

    def _charts(self) -> None:
        words = self.settings
        budget = [(self.at[key], label, colour) for key, label, colour in BUDGET]
        top, bottom = GRADES_HEAD - 1, UNITS_TITLE - 2
        grades = (("C", words["grades"][1], "70AD47"),)
        bars(self.sheet, words["grade_chart"], grades, "B", GRADES, GRADES + 3, ((0, top + 6), (3, bottom)))
        row, place = CHARTED_DEPARTMENTS, ((4, top), (8, bottom))
        bars(self.sheet, words["department_chart"], budget, "B", row, row, place)
        row, place = CHARTED_UNITS, ((8, top), (len(self.at), bottom))
        bars(self.sheet, words["unit_chart"], budget, "B", row, row, place)

    def _heading(self) -> Look:
        return LABEL.but(font="heading", fill="working_label", size=10)

    def _view(self) -> None:
        self.sheet.column_dimensions[GROUP].hidden = True
        self.designer.height(1, 34)
        self.sheet.sheet_properties.tabColor = "FF" + layout()["colours"]["tab_summary"]
        freeze(self.sheet, "A3")
        print_on_a4(self.sheet, "landscape", f"A1:{self.last}{UNITS}", None)
