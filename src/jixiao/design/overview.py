"""The sheet 汇总表 of the template: one prototype row per project, totals, grades, two charts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

import jixiao.policy as policy
from jixiao.design import spares
from jixiao.design.charts import add_charts
from jixiao.design.sheet import Designer
from jixiao.design.styles import BARE, LABEL, PRINTED, Look, fill
from jixiao.design.view import freeze, print_on_a4, protect
from jixiao.form.fields import AMOUNTS, NAMES, WORKING
from jixiao.form.fields import TOTAL as TOTAL_SCORE
from jixiao.sheets import words as w
from jixiao.sheets.overview import CHARTED, SHORT, UNCHARTED
from jixiao.sheets.settings import layout
from jixiao.sheets.totals import uncounted_formula
from jixiao.xlsx.references import quoted

HEAD, FIRST = 3, 4
SPARE = FIRST + 1
LAST = FIRST + layout()["overview"]["spare_rows"]
TOTAL, AVERAGE = LAST + 1, LAST + 2
GRADE_HEAD = AVERAGE + 2
GRADE = GRADE_HEAD + 1
CHART_ROWS = 22
LABELS, FAULT, PREFIX = "V", "W", "X"
PERCENT, AMOUNT, POINTS = "0.00%", "#,##0.00", "0.00"
SUMMED = ("output", "benefit", "satisfaction", "cost", "other")
DEFINED = {
    **{key: WORKING[f"summary.{key}"] for key in (*SUMMED, "grade", "failed")},
    "execution": "执行得分",
    "total": TOTAL_SCORE,
    "rate": NAMES["rate"],
}
"""Column → the defined name of a project sheet that it shows."""
TEXTS = {key: NAMES[key] for key in ("project", "department", "unit")} | {"claimed": "填报总分"}
SCORES = ("execution", *SUMMED, "total", "claimed")
NUMBERS = {**dict.fromkeys(AMOUNTS, AMOUNT), "rate": PERCENT, **dict.fromkeys((*SCORES, "difference"), POINTS)}


class OverviewSheet:
    """Designs the sheet; `columns` maps a column's key to its letter."""

    def __init__(self, sheet: Worksheet) -> None:
        self.designer, self.sheet = Designer(sheet, "summary"), sheet
        self.settings: dict[str, Any] = layout()["overview"]
        self.columns = {column["key"]: chr(65 + at) for at, column in enumerate(self.settings["columns"])}
        self.last = list(self.columns.values())[-1]
        self.grades = [grade.name for grade in policy.default().grades]

    def design(self) -> None:
        """Put everything on the sheet."""
        self._heading()
        self._projects()
        self._spares()
        self._totals()
        self._grades()
        self._signals()
        self._chart_labels()
        add_charts(self.sheet, self.columns | {"label": LABELS}, FIRST, GRADE_HEAD, CHART_ROWS)
        self._view()

    def _heading(self) -> None:
        put = self.designer.put
        put(f"A1:{self.last}1", self.settings["title"], BARE.but(font="title"))
        number = self.columns["number"]
        counted = f'={LABELS}2&"共 "&COUNT({number}${FIRST}:{number}${LAST})&" 个项目    金额单位：万元"{self._as_of()}'
        put(f"A2:{self.last}2", counted, BARE.but(size=10.5), "subtitle")
        put(f"{LABELS}2", None, BARE.but(size=8, colour="A6A6A6", horizontal="left"), "years")
        for column in self.settings["columns"]:
            letter = self.columns[column["key"]]
            put(f"{letter}{HEAD}", column["label"], LABEL.but(font="heading", fill="working_label", size=10))
            self.sheet.column_dimensions[letter].width = column["width"]
            self.designer.field(f"column.{column['key']}", f"{letter}{HEAD}")
        for row, height in ((1, 34), (2, 20), (HEAD, 32)):
            self.designer.height(row, height)

    def _as_of(self) -> str:
        """What says of the counts of findings, where there are any, that they do not change by themselves."""
        errors = self.columns["errors"]
        return f'&IF(COUNT({errors}${FIRST}:{errors}${LAST})=0,"","    {self.settings["as_of"]}")'

    def _projects(self) -> None:
        for key, letter in self.columns.items():
            self.designer.put(f"{letter}{FIRST}", self._project(key), self._look(key), f"projects.{key}")
        self.designer.rows("projects", FIRST, FIRST)
        self.designer.height(FIRST, 24)

    def _look(self, key: str) -> Look:
        look = PRINTED.but(size=9.5, number=NUMBERS.get(key, "General"), shrink=key in AMOUNTS)
        if key == "project":
            return look.but(horizontal="left", colour="0563C1", underline="single")
        return look.but(horizontal="left") if key in ("department", "unit") else look

    def _project(self, key: str) -> str | int | None:
        if key == "number":
            return 1
        sheet = quoted(layout()["sheets"]["project"])
        if key in DEFINED:
            return f"={sheet}!{DEFINED[key]}"
        if key in TEXTS:
            return f'=IF({sheet}!{TEXTS[key]}="","",{sheet}!{TEXTS[key]})'
        if key in AMOUNTS:
            amount = f"{sheet}!{NAMES[key]}"
            return f'=IF(ISNUMBER({amount}),ROUND({amount}*{sheet}!折万元系数,6),"")'
        return self._difference(FIRST) if key == "difference" else None

    def _spares(self) -> None:
        """Rows in which the clerk writes the name of a sheet copied by hand; without a name they are blank."""
        name = self.columns["project"]
        for row in range(SPARE, LAST + 1):
            named = row == SPARE
            for key, letter in self.columns.items():
                look = self._look(key).but(colour="000000", underline=None)
                if key == "project":
                    look = look.but(locked=False, fill="working_input")
                self.designer.put(f"{letter}{row}", self._spare(key, row), look, f"spares.{key}" if named else None)
            small = BARE.but(size=8, colour="A6A6A6", horizontal="left")
            for letter, formula, key in (
                (LABELS, spares.label(row), "label"),
                (FAULT, spares.fault(row, FIRST), "fault"),
                (PREFIX, spares.prefix(row), "prefix"),
            ):
                self.designer.put(f"{letter}{row}", formula, small, f"spares.{key}" if named else None)
            self.designer.height(row, 28)
        self.designer.put(f"{PREFIX}{HEAD}", self.settings["spare_sheet"], BARE.but(size=8, colour="A6A6A6"))
        self.designer.rows("spares", SPARE, LAST)
        self.designer.limit(f"{name}{SPARE}:{name}{LAST}", "0", "31", "spare", "spare", "textLength")

    def _spare(self, key: str, row: int) -> str | None:
        if key == "number":
            return spares.number(row, FIRST)
        if key == "department":
            return spares.department(row, TEXTS[key])
        if key in DEFINED:
            return spares.named(row, DEFINED[key])
        if key in TEXTS and key != "project":
            return spares.named(row, TEXTS[key])
        if key in AMOUNTS:
            return spares.amount(row, NAMES[key])
        return self._difference(row) if key == "difference" else None

    def _difference(self, row: int) -> str:
        total, claimed = f"{self.columns['total']}{row}", f"{self.columns['claimed']}{row}"
        return f'=IF(AND(ISNUMBER({total}),ISNUMBER({claimed})),ROUND({claimed}-{total},10),"")'

    def _totals(self) -> None:
        label = LABEL.but(font="heading", fill="label", size=10)
        for row, words, formula in (
            (TOTAL, self.settings["total"], self._sum),
            (AVERAGE, self.settings["average"], self._average),
        ):
            line, keys = ("sum", AMOUNTS) if row == TOTAL else ("average", ("total",))
            self.designer.put(f"A{row}:D{row}", self._label(words, keys), label, f"{line}.label")
            self._figures(row, formula, line, label)
            self.designer.height(row, 22)

    def _figures(self, row: int, formula: Callable[[str], str | None], field: str, label: Look) -> None:
        for key in list(self.columns)[4:]:
            letter, text = self.columns[key], formula(key)
            look = label.but(number=NUMBERS.get(key, "General"), shrink=key in AMOUNTS)
            self.designer.put(f"{letter}{row}", text, look, f"{field}.{key}" if text else None)

    def _label(self, word: str, keys: Iterable[str]) -> str:
        """The name of a line of sums, with the number of projects whose figure is unknown."""
        lacks = uncounted_formula({key: f"COUNT({self._range('number')})-COUNT({self._range(key)})" for key in keys})
        return f'="{word}"&IF({lacks}="","","（"&{lacks}&"）")'

    def _range(self, key: str) -> str:
        letter = self.columns[key]
        return f"{letter}${FIRST}:{letter}${LAST}"

    def _sum(self, key: str) -> str | None:
        if key in AMOUNTS:
            return f'=IF(COUNT({self._range(key)})=0,"",ROUND(SUM({self._range(key)}),6))'
        if key == "rate":
            base = f'IF({w.EXECUTION_BASE}="{w.BASES["initial"]}",{self._counted("initial")},{self._counted("annual")})'
            return f'=IF({base}>0,{self._counted("executed")}/{base},"")'
        if key in ("failed", "errors", "warnings"):
            return f'=IF(COUNT({self._range(key)})=0,"",SUM({self._range(key)}))'
        return None

    def _counted(self, key: str) -> str:
        """The sum over projects that have a rate: an amount without its counterpart must not bend the whole."""
        return f"SUMPRODUCT(ISNUMBER({self._range('rate')})*1,{self._range(key)})"

    def _average(self, key: str) -> str | None:
        if key not in SCORES:
            return None
        return f'=IF(COUNT({self._range(key)})=0,"",ROUND(ROUND(AVERAGE({self._range(key)}),10),2))'

    def _grades(self) -> None:
        put, head = self.designer.put, LABEL.but(font="heading", fill="working_label", size=10)
        for column, words in zip("BCD", ("等级", "项目数", "占比"), strict=True):
            put(f"{column}{GRADE_HEAD}", words, head)
        last = GRADE + len(self.grades) - 1
        grade = self.columns["grade"]
        for row, name in enumerate(self.grades, GRADE):
            named = row == GRADE
            put(f"B{row}", name, PRINTED, "grades.name" if named else None)
            count = f"=COUNTIF(${grade}${FIRST}:${grade}${LAST},B{row})"
            put(f"C{row}", count, PRINTED, "grades.count" if named else None)
            share = f'=IF(SUM($C${GRADE}:$C${last})=0,"",C{row}/SUM($C${GRADE}:$C${last}))'
            put(f"D{row}", share, PRINTED.but(number="0.0%"), "grades.share" if named else None)
            self.designer.height(row, 20)
        self.designer.rows("grades", GRADE, last)
        self.bottom = GRADE_HEAD + CHART_ROWS

    def _chart_labels(self) -> None:
        """Short names for the charts, right of the print area: a hidden column would not be plotted."""
        number, name = f"{self.columns['number']}{FIRST}", f"{self.columns['project']}{FIRST}"
        small = BARE.but(size=8, colour="A6A6A6", horizontal="left")
        amounts = ",".join(f"{self.columns[key]}{FIRST}" for key in CHARTED)
        self.designer.put(f"{LABELS}{HEAD}", self.settings["chart_label"], small)
        formula = f'={number}&" "&IF(LEN({name})>{SHORT},LEFT({name},{SHORT})&"…",{name})&IF(COUNT({amounts})={len(CHARTED)},"","{UNCHARTED}")'
        self.designer.put(f"{LABELS}{FIRST}", formula, small, "projects.label")
        self.designer.widths({LABELS: 20, FAULT: 14, PREFIX: 14})

    def _signals(self) -> None:
        colours, column_names = layout()["colours"], self.columns
        red = {"fill": fill(colours["error"]), "font": Font(color="FF9C0006", b=True)}
        area = self.sheet.conditional_formatting
        for key, condition in (
            ("difference", "ABS(N({0}))>0.0075"),
            ("errors", "N({0})>0"),
            ("rate", "N({0})>1"),
        ):
            cell = f"{column_names[key]}{FIRST}"
            area.add(f"{cell}:{column_names[key]}{LAST}", FormulaRule([condition.format(cell)], **red))
        cell = f"{column_names['failed']}{FIRST}"
        area.add(f"{cell}:{column_names['failed']}{LAST}", FormulaRule([f"N({cell})>0"], fill=fill(colours["warning"])))
        low = f"AND(ISNUMBER({column_names['rate']}{FIRST}),N({column_names['rate']}{FIRST})<{w.LOW_EXECUTION})"
        cell = f"{column_names['rate']}{FIRST}"
        area.add(f"{cell}:{column_names['rate']}{LAST}", FormulaRule([low], fill=fill(colours["warning"])))

    def _view(self) -> None:
        self.sheet.sheet_properties.tabColor = "FF" + layout()["colours"]["tab_summary"]
        freeze(self.sheet, f"C{FIRST}")
        print_on_a4(self.sheet, "landscape", f"A1:{self.last}{self.bottom}", f"{HEAD}:{HEAD}")
        protect(self.sheet)
