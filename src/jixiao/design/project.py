"""The project sheet of the template: the official form in A-I, the working columns in K-T."""

from __future__ import annotations

from typing import Any

from openpyxl.worksheet.worksheet import Worksheet

from jixiao.design import project_formulas as f
from jixiao.design.project_rules import Rows, add_choices, add_signals
from jixiao.design.sheet import Designer
from jixiao.design.styles import BARE, ENTRY, LABEL, PRINTED, TEXT, WORKING, WORKING_ENTRY, WORKING_LABEL
from jixiao.design.view import freeze, print_on_a4, protect
from jixiao.form.fields import AMOUNTS, NAMES, TOTAL
from jixiao.sheets import words as w
from jixiao.sheets.project import NO_YEAR
from jixiao.sheets.settings import layout
from jixiao.xlsx.stamp.plan import FOOTER_MARK

TITLE, YEAR, PROJECT, OFFICES, FUND_HEAD, FUND = 1, 2, 3, 4, 5, 6
PART = 7
REASON = "Q"
"""Where the reason is that some regions ask for beside the funds; the official form has no column for it."""
PERCENT = "0.00%"
AMOUNT = ENTRY.but(shrink=True)
SUMMARY_ROW = 3
SUMMARY_KEYS = ("output", "benefit", "satisfaction", "cost", "other", "indicator_total", "total", "grade", "failed")
INDICATOR_WORKING = (
    "nature",
    "direction",
    "target_number",
    "actual_number",
    "measure_unit",
    "completion",
    "tier",
    "suggested",
    "check",
    "group",
)


class ProjectSheet:
    """Designs the sheet; rows below the funds follow from the numbers of prototype rows."""

    def __init__(self, sheet: Worksheet) -> None:
        self.designer = Designer(sheet, "project")
        self.sheet = sheet
        self.settings: dict[str, Any] = layout()["project"]
        self.labels: dict[str, str] = self.settings["labels"]
        self.parts: list[str] = self.settings["parts"]["labels"]
        self.blank = [(a, b, at + 1) for a, b, count in self.settings["blank"]["rows"] for at in range(count)]
        self.last_part = PART + len(self.parts) - 1
        self.goal = self.last_part + 1
        self.head = self.goal + 2
        self.first = self.head + 1
        self.last = self.head + len(self.blank)
        self.total = self.last + 1
        self.note = self.total + 1

    def design(self) -> None:
        """Put everything on the sheet."""
        self._widths()
        self._heading()
        self._funds()
        self._goal()
        self._indicators()
        self._total()
        self._summary()
        self._fund_working()
        self._names()
        rows = Rows(FUND, self.last_part, self.first, self.last, self.total)
        add_choices(self.designer, rows)
        add_signals(self.sheet, rows)
        self._view()

    def _widths(self) -> None:
        self.designer.widths({**self.settings["widths"], **self.settings["working_widths"]})
        for column in "KLMNOPQRST":
            self.sheet.column_dimensions[column].outlineLevel = 1
        self.sheet.column_dimensions["T"].hidden = True
        self.sheet.column_dimensions.max_outline = 1  # without it Excel shows no button to fold the columns
        self.sheet.sheet_properties.outlinePr.summaryRight = False

    def _heading(self) -> None:
        put, labels = self.designer.put, self.labels
        title = BARE.but(font="title")
        put(f"A{TITLE}:I{TITLE}", self.settings["title"], title.but(locked=False), "title")
        put(f"A{YEAR}:I{YEAR}", NO_YEAR, BARE.but(locked=False, size=12), "year")
        put(f"A{PROJECT}", labels["project"], LABEL)
        put(f"B{PROJECT}:I{PROJECT}", None, ENTRY, "project")
        put(f"A{OFFICES}", labels["department"], LABEL)
        put(f"B{OFFICES}:D{OFFICES}", None, ENTRY, "department")
        put(f"E{OFFICES}", labels["unit"], LABEL)
        put(f"F{OFFICES}:I{OFFICES}", None, ENTRY, "unit")
        for row, height in ((TITLE, 32), (YEAR, 20), (PROJECT, 24), (OFFICES, 24)):
            self.designer.height(row, height)

    def _funds(self) -> None:
        put, labels = self.designer.put, self.labels
        put(f"A{FUND_HEAD}:A{self.last_part}", labels["funds"] + "\n（万元）", LABEL, "amount_unit")
        put(f"B{FUND_HEAD}:C{FUND_HEAD}", None, LABEL)
        for column, key in zip("DEFGHI", ("initial", "annual", "executed", "weight", "rate", "score"), strict=True):
            put(f"{column}{FUND_HEAD}", labels[key], LABEL)
        put(f"B{FUND}:C{FUND}", labels["fund_total"], LABEL)
        for column, key in zip("DEF", AMOUNTS, strict=True):
            put(f"{column}{FUND}", None, AMOUNT, f"funds.total.{key}")
        put(f"G{FUND}", 10, ENTRY, "funds.total.weight")
        put(f"H{FUND}", f.printed_rate(FUND), PRINTED.but(number=PERCENT), "funds.total.rate")
        put(f"I{FUND}", f"=L{FUND}", PRINTED, "funds.total.score")
        for at, label in enumerate(self.parts):
            self._part(PART + at, ("其中：" if at == 0 else "      ") + label)
        self.designer.rows("parts", PART, self.last_part)
        for row in range(FUND_HEAD, self.last_part + 1):
            self.designer.height(row, 20)

    def _part(self, row: int, label: str) -> None:
        put, named = self.designer.put, row == PART
        put(f"B{row}:C{row}", label, TEXT, "parts.label" if named else None)
        for column, key in zip("DEF", AMOUNTS, strict=True):
            put(f"{column}{row}", None, AMOUNT, f"parts.{key}" if named else None)
        put(f"G{row}", "—", LABEL)
        put(f"H{row}", f.printed_rate(row), PRINTED.but(number=PERCENT), "parts.rate" if named else None)
        put(f"I{row}", "—", LABEL)
        working = WORKING.but(number=PERCENT)
        put(f"K{row}", f.rate_of_row(row), working, "parts.working.rate" if named else None)
        put(f"M{row}", f.base_of_row(row), WORKING, "parts.working.base" if named else None)
        put(f"{REASON}{row}", None, WORKING_ENTRY, "parts.note" if named else None)

    def _goal(self) -> None:
        put, labels, top = self.designer.put, self.labels, self.goal
        put(f"A{top}:A{top + 1}", labels["goal"], LABEL)
        put(f"B{top}:E{top}", labels["expected"], LABEL)
        put(f"F{top}:I{top}", labels["actual_goal"], LABEL)
        put(f"B{top + 1}:E{top + 1}", None, TEXT, "goal.expected")
        put(f"F{top + 1}:I{top + 1}", None, TEXT, "goal.actual")
        self.designer.height(top, 20)
        self.designer.height(top + 1, 96)  # merged cells do not grow: room for 150 characters

    def _indicators(self) -> None:
        put, labels, head = self.designer.put, self.labels, self.head
        put(f"A{head}:A{self.last}", labels["indicators"], LABEL)
        keys = ("dimension", "category", "name", "target", "actual", "weight", "score", "note")
        for column, key in zip("BCDEFGHI", keys, strict=True):
            put(f"{column}{head}", labels[key], LABEL)
        for column, key in zip("KLMNOPQRST", INDICATOR_WORKING, strict=True):
            put(f"{column}{head}", self.settings["working"][key], WORKING_LABEL)
        for at, (dimension, category, number) in enumerate(self.blank):
            self._indicator(self.first + at, dimension, category, number)
        self.designer.rows("indicators", self.first, self.last)
        self.designer.height(head, 32)

    def _indicator(self, row: int, dimension: str, category: str, number: int) -> None:
        named = row == self.first

        def put(column: str, content: object, look: Any, field: str) -> None:
            self.designer.put(f"{column}{row}", content, look, f"indicators.{field}" if named else None)

        put("B", dimension, ENTRY, "dimension")
        put("C", category, ENTRY, "category")
        put("D", f"指标{number}：", TEXT, "name")
        put("E", None, TEXT, "target")
        put("F", None, TEXT, "actual")
        put("G", None, ENTRY, "weight")
        put("H", None, ENTRY, "score")
        put("I", None, TEXT, "note")
        for column, key in zip("KLMNO", INDICATOR_WORKING[:5], strict=True):
            put(column, None, WORKING_ENTRY, key)
        put("P", f.completion(row), WORKING.but(number=PERCENT), "working.completion")
        put("Q", None, WORKING_ENTRY, "tier")
        put("R", f.suggested(row), WORKING, "working.suggested")
        put("S", f.indicator_check(row), WORKING, "working.check")
        put("T", f.group(row), WORKING, "working.group")
        self.designer.height(row, 24)

    def _total(self) -> None:
        put, row = self.designer.put, self.total
        put(f"A{row}:F{row}", self.labels["total"], LABEL.but(bold=True))
        weight, score = f.total_weight(FUND, self.first, self.last), f.total_score(FUND, self.first, self.last)
        put(f"G{row}", weight, PRINTED.but(bold=True), "total.weight")
        put(f"H{row}", score, PRINTED.but(bold=True), "total.score")
        put(f"I{row}", None, LABEL.but(locked=False))
        put(f"S{row}", f.total_check(row), WORKING, "working.total_check")
        put(f"A{self.note}:I{self.note}", self.settings["note"], BARE.but(size=9, horizontal="left", vertical="top"))
        self.designer.height(row, 22)
        self.designer.height(self.note, 38)

    def _summary(self) -> None:
        put = self.designer.put
        put("K1:S1", self.settings["working"]["banner"], WORKING_LABEL)
        first, last = self.first, self.last
        formulas = {key: f.group_sum(name, first, last) for key, name in w.GROUPS.items()} | {
            "other": f.other_sum(),
            "indicator_total": f.indicator_sum(first, last),
            "total": f.computed_total(FUND, first, last),
            "grade": f.grade(),
            "failed": f.failed(FUND, first, last, self.total),
        }
        for column, key in zip("KLMNOPQRS", SUMMARY_KEYS, strict=True):
            put(f"{column}2", self.settings["summary"][key], WORKING_LABEL)
            put(f"{column}{SUMMARY_ROW}", formulas[key], WORKING.but(bold=True, size=10.5), f"summary.{key}")
            self.designer.name(self.settings["summary"][key], f"{column}{SUMMARY_ROW}")

    def _fund_working(self) -> None:
        put, words = self.designer.put, self.settings["working"]
        cells = {
            "K": ("fund_rate", f.rate_of_row(FUND), "working.rate", WORKING.but(number=PERCENT)),
            "L": ("fund_score", f.execution_score(FUND), "working.execution", WORKING),
            "M": ("fund_base", f.base_of_row(FUND), "working.base", WORKING),
            "N": ("fund_counted", f.counted_execution(FUND), "working.counted", WORKING),
            "O": ("fund_factor", f.ten_thousands(FUND), "working.factor", WORKING),
            "S": ("check", f.fund_check(FUND, PART, self.last_part), "working.fund_check", WORKING),
        }
        for column, (label, formula, field, look) in cells.items():
            put(f"{column}{FUND_HEAD}", words[label], WORKING_LABEL)
            put(f"{column}{FUND}", formula, look, field)
        put(f"{REASON}{FUND_HEAD}", words["fund_note"], WORKING_LABEL)
        put(f"{REASON}{FUND}", None, WORKING_ENTRY, "funds.total.note")

    def _names(self) -> None:
        cells = {
            TOTAL: f"Q{SUMMARY_ROW}",
            "填报总分": f"H{self.total}",
            "分值合计": f"G{self.total}",
            NAMES["project"]: f"B{PROJECT}",
            NAMES["department"]: f"B{OFFICES}",
            NAMES["unit"]: f"F{OFFICES}",
            NAMES["initial"]: f"D{FUND}",
            NAMES["annual"]: f"E{FUND}",
            NAMES["executed"]: f"F{FUND}",
            NAMES["rate"]: f"K{FUND}",
            "执行得分": f"N{FUND}",
            "折万元系数": f"O{FUND}",
        }
        for name, cell in cells.items():
            self.designer.name(name, cell)

    def _view(self) -> None:
        self.sheet.sheet_properties.tabColor = "FF" + layout()["colours"]["tab_project"]
        freeze(self.sheet, f"A{PROJECT + 1}")
        print_on_a4(self.sheet, "portrait", f"A1:I{self.note}", f"{self.head}:{self.head}")
        self.sheet.oddFooter.left.text = FOOTER_MARK
        protect(self.sheet)
