"""The sheet 对比: this year beside the year before by department, unit and project, with charts; figures are formulas."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from openpyxl.formatting.rule import FormulaRule
from openpyxl.worksheet.worksheet import Worksheet

from jixiao.design.charts import bars
from jixiao.design.sheet import Designer
from jixiao.design.styles import BARE, LABEL, Look, fill
from jixiao.design.view import freeze, print_on_a4
from jixiao.sheets.collected import collected, column_letters
from jixiao.sheets.settings import layout

DEPARTMENTS_TITLE, DEPARTMENTS_HEAD, DEPARTMENTS, WHOLE = 3, 4, 5, 6
CHARTS, CHARTS_END = 7, 28
UNITS_TITLE, UNITS_HEAD, UNITS = 30, 31, 32
LARGEST_TITLE, LARGEST_HEAD, LARGEST = 34, 35, 36
PROJECTS_TITLE, PROJECTS_HEAD, PROJECTS = 38, 39, 40
CHARTED_TITLE, CHARTED = 42, 43
OWN = "department_number"
"""The column that holds the number of a group in the rows of groups, and of a project in the rows of the largest."""
BEFORE = "_before"
CHARTED_COLUMNS = ("annual_before", "annual", "rate_before", "rate")
COLOURS = ("A5A5A5", "5B9BD5")
TEXTS = ("text", "centred")
SIGNALS = {"今年新": "notice", "今年没有": "warning", "未比": "error"}
"""How a state begins, and its colour."""
KNOWN = {"amount": ">=-1E+300", "points": ">=-1000000"}


class ChangesSheet:
    """Designs the sheet; `cell_styles` are those of the lists by kind of column."""

    def __init__(self, sheet: Worksheet, cell_styles: Mapping[str, Look]) -> None:
        self.designer, self.sheet, self.cell_styles = Designer(sheet, "changes"), sheet, cell_styles
        self.words: dict[str, Any] = collected()["changes"]
        self.columns: list[dict[str, Any]] = self.words["columns"]
        self.shown = [column for column in self.columns if column["kind"] != "hidden"]
        self.at = column_letters("changes")
        self.last = self.at[self.shown[-1]["key"]]

    def design(self) -> None:
        """Put everything on the sheet."""
        self.designer.put(f"A1:{self.last}1", collected()["titles"]["changes"], BARE.but(font="title"))
        self.designer.put(f"A2:{self.last}2", None, BARE.but(size=10.5), "subtitle")
        self._groups("departments", DEPARTMENTS_TITLE, DEPARTMENTS_HEAD, DEPARTMENTS, self.words["by_department"])
        self._whole()
        self._groups("units", UNITS_TITLE, UNITS_HEAD, UNITS, self.words["by_unit"])
        self._largest()
        self._projects()
        self._signals()
        self._charted()
        self._charts()
        self._view()

    def _groups(self, block: str, title: int, head: int, row: int, words: str) -> None:
        self._heading(title, head, words)
        number = "department_number" if block == "departments" else "unit_number"
        for column in self.shown:
            formula = self._text(column["group"], row) if "group" in column else self._sum(column, number, row)
            self._cell(block, column, row, formula, column["kind"])
        self._hidden(block, OWN, row, None)
        self.designer.rows(block, row, row)

    def _sum(self, column: dict[str, Any], number: str, row: int) -> str | None:
        """What a row of a group sums up of the projects whose number in the same year is its own."""
        if "of" not in column:
            return None
        numbers = self._all(number + (BEFORE if column["key"].endswith(BEFORE) else ""))
        given = f"{numbers},${self.at[OWN]}{row}"
        totals = [f"SUMIF({given},{self._all(key)})" for key in column["of"]]
        count = f'COUNTIFS({given},{self._all(column["of"][0])},"{KNOWN.get(column["kind"])}")'
        return _summed(column["kind"], totals, count)

    def _whole(self) -> None:
        look = LABEL.but(font="heading", fill="label", size=10)
        self.designer.put(f"A{WHOLE}:D{WHOLE}", self.words["whole"], look)
        for column in self.shown[4:]:
            key, kind = column["key"], column["kind"]
            formula = self._text(column["group"], WHOLE) if "group" in column else None
            if "of" in column:
                totals = [f"SUM({self._all(each)})" for each in column["of"]]
                formula = _summed(kind, totals, f"COUNT({self._all(column['of'][0])})")
            place = "left" if kind == "text" else "center"
            style = look.but(number=self.cell_styles[kind].number, shrink=kind == "amount", horizontal=place)
            self.designer.put(f"{self.at[key]}{WHOLE}", formula, style, f"whole.{key}")
        self.designer.height(WHOLE, 24)

    def _largest(self) -> None:
        """Rows that look up a project by its number, so that they stay right when the projects are sorted."""
        self._heading(LARGEST_TITLE, LARGEST_HEAD, self.words["largest"])
        own = f"${self.at[OWN]}{LARGEST}"
        for column in self.shown:
            found = f"INDEX({self._all(column['key'])},MATCH({own},{self._all('number')},0))"
            joined = f'{found}&""' if column["kind"] in TEXTS else found
            self._cell("largest", column, LARGEST, f'=IF({own}="","",{joined})', column["kind"])
        self._hidden("largest", OWN, LARGEST, None)
        self.designer.rows("largest", LARGEST, LARGEST)

    def _projects(self) -> None:
        self._heading(PROJECTS_TITLE, PROJECTS_HEAD, self.words["by_project"])
        for column in self.columns:
            key, formula = column["key"], self._text(column.get("project"), PROJECTS)
            if column["kind"] == "hidden":
                self.designer.put(f"{self.at[key]}{PROJECTS_HEAD}", column["label"], self.cell_styles["hidden"])
                self._hidden("projects", key, PROJECTS, formula)
            else:
                self._cell("projects", column, PROJECTS, formula, column.get("project_kind", column["kind"]))
        self.designer.rows("projects", PROJECTS, PROJECTS)
        self.sheet.auto_filter.ref = f"A{PROJECTS_HEAD}:{self.last}{PROJECTS}"

    def _signals(self) -> None:
        colours, state = layout()["colours"], self.at["state"]
        for row in (DEPARTMENTS, UNITS, PROJECTS):
            for word, colour in SIGNALS.items():
                rule = FormulaRule([f'LEFT(${state}{row},{len(word)})="{word}"'], fill=fill(colours[colour]))
                self.sheet.conditional_formatting.add(f"{state}{row}:{state}{row}", rule)

    def _charted(self) -> None:
        """What the charts of departments show, below the print area: a chart of all would be too fine to read."""
        small = BARE.but(size=8, colour="A6A6A6", horizontal="left")
        self.designer.put(f"B{CHARTED_TITLE}", self.words["charted"], small)
        for key, letter in (("label", "B"), *((key, self.at[key]) for key in CHARTED_COLUMNS)):
            self.designer.put(f"{letter}{CHARTED}", None, small, f"charted.{key}")
        self.designer.rows("charted", CHARTED, CHARTED)

    def _charts(self) -> None:
        words, ends = self.words, (0, 4, 10, len(self.shown))
        for title, labels, key, row, (left, right) in (
            (words["department_chart"], "B", "annual", CHARTED, ends[0:2]),
            (words["rate_chart"], "B", "rate", CHARTED, ends[1:3]),
            (words["project_chart"], self.at["project"], "annual", LARGEST, ends[2:4]),
        ):
            series = [
                (self.at[name], word, colour)
                for name, word, colour in zip(
                    (key + BEFORE, key), (words["before"], words["now"]), COLOURS, strict=True
                )
            ]
            bars(self.sheet, title, series, labels, row, row, ((left, CHARTS - 1), (right, CHARTS_END)))

    def _heading(self, title: int, head: int, words: str) -> None:
        left = BARE.but(font="heading", horizontal="left", size=12)
        self.designer.put(f"A{title}:{self.last}{title}", words, left)
        for column in self.shown:
            look = LABEL.but(font="heading", fill="working_label", size=10)
            self.designer.put(f"{self.at[column['key']]}{head}", column["label"], look)
        self.designer.height(title, 24)
        self.designer.height(head, 32)

    def _cell(self, block: str, column: dict[str, Any], row: int, formula: str | None, kind: str) -> None:
        key = column["key"]
        self.designer.put(f"{self.at[key]}{row}", formula, self.cell_styles[kind], f"{block}.{key}")

    def _hidden(self, block: str, key: str, row: int, formula: str | None) -> None:
        self.designer.put(f"{self.at[key]}{row}", formula, self.cell_styles["hidden"], f"{block}.{key}")

    def _all(self, key: str) -> str:
        """The column of all projects."""
        return f"${self.at[key]}${PROJECTS}:${self.at[key]}${PROJECTS}"

    def _text(self, formula: str | None, row: int) -> str | None:
        if formula is None:
            return None
        details = f"#'{collected()['sheets']['projects']}'!{column_letters('projects')['annual']}"
        cells = re.sub(r"\{([a-z_]+)\}", lambda found: f"{self.at[found[1]]}{row}", formula)
        return cells.replace("{项目明细}", details)

    def _view(self) -> None:
        for column in self.columns:
            letter = self.at[column["key"]]
            self.designer.widths({letter: column["width"]})
            self.sheet.column_dimensions[letter].hidden = column["kind"] == "hidden"
        self.designer.height(1, 34)
        self.sheet.sheet_properties.tabColor = "FF" + layout()["colours"]["tab_summary"]
        freeze(self.sheet, "A3")
        # every part has the same columns, so the headings of the first head every page
        print_on_a4(self.sheet, "landscape", f"A1:{self.last}{PROJECTS}", f"{DEPARTMENTS_HEAD}:{DEPARTMENTS_HEAD}")


def _summed(kind: str, totals: list[str], count: str) -> str:
    """The formula of a sum; an amount or an average that nothing is known of is blank, a rate is one sum over another."""
    if kind == "count":
        return f"={totals[0]}"
    if kind == "percent":
        return f'=IF({totals[1]}>0,{totals[0]}/{totals[1]},"")'
    if kind == "amount":
        return f'=IF({count}=0,"",ROUND({totals[0]},6))'
    return f'=IF({count}=0,"",ROUND(ROUND({totals[0]}/{count},10),2))'
