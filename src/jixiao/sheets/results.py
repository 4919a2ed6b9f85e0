"""校验结果: what to do first on top, then the errors, then project by project, at the end what was waived."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import partial

from jixiao.form.fields import about_form
from jixiao.form.finding import SEVERITY_WORDS, Finding, Related
from jixiao.form.table import Value
from jixiao.rules.grouped import OF_WORKBOOK, Group, Task, by_project, grouped, sentences, tasks
from jixiao.rules.report import Report, Waived
from jixiao.sheets import heights
from jixiao.sheets.abridge import CELL, SENTENCE, abridged
from jixiao.sheets.held import Look
from jixiao.sheets.seat import Seat
from jixiao.sheets.settings import layout
from jixiao.xlsx.references import quoted
from jixiao.xlsx.stamp.plan import Line, Link, Plan
from jixiao.xlsx.stamp.prototype import Prototype

COLUMNS = (
    "number",
    "severity",
    "project",
    "place",
    "field",
    "found",
    "expected",
    "message",
    "fix",
    "basis",
    "code",
    "state",
    "count",
)
KINDS = ("heading", "error", "warning", "notice", "waived", "first")
WRAPPED = ("project", "place", "field", "found", "expected", "message", "fix", "basis")
SHOWN_RELATED = 6
WORKBOOK = "工作簿"
FIRST = "先做这几件事"
ITEM, MESSAGE = 90, 900
"""Characters of one of several messages in a line, and of the whole line: a row takes no more than 409 points."""


Locate = Callable[[Finding | Related], Seat | None]
LEGEND = "点“位置”跳到单元格，“…”处的全文在那里。错误必须先改；警告要改正或说明原因；提示酌情修改。确属特殊情况的，可登记豁免（规则编号、项目、理由、经办人、日期）。"


def results(report: Report, locate: Locate, look: Look, prototype: Prototype) -> Plan:
    """The plan of 校验结果; `locate` gives where in this workbook a finding is (None: nowhere, no link), `look` what
    is there: a formula beside each line about one cell compares."""
    writer = _Writer(locate, look, prototype, several=len(units(report)) > 1)
    errors = report.errors
    others = [item for item in report.findings if item.severity != "error"]
    made = tasks(report.findings)
    if made:
        writer.heading(FIRST)
        writer.tasks(made)
    if errors:
        writer.heading(f"错误（{len(errors)} 处，必须先改）")
        writer.groups(grouped(errors))
    for groups in by_project(others):
        writer.project(groups)
    if report.waived:
        writer.heading(f"豁免（{len(report.waived)} 处，不计入问题）")
        writer.waived(report.waived)
    if not report.findings:
        writer.heading("显示的程度里没有发现问题" if report.hides else "没有发现问题")
    fields: dict[str, Value] = {
        "counts": counts_line(report),
        "as_of": layout()["results"]["as_of"],
        "legend": LEGEND,
    }
    sheet = layout()["sheets"]["findings"]
    return Plan("findings", sheet, fields, {"findings": writer.lines}, (), writer.links, {}, 0)


def counts_line(report: Report) -> str:
    """How many findings there are of each severity, and what to do."""
    errors, warnings, notices = report.totals
    waived = f"，另有豁免 {len(report.waived)} 处" if report.waived else ""
    unshown = f"{report.unshown}（设置为不显示）。" if report.hides else ""
    named = units(report)
    whose = f"{named[0]}：" if len(named) == 1 else ""
    return f"{whose}错误 {errors} 处、警告 {warnings} 处、提示 {notices} 处{waived}。{unshown}"


def units(report: Report) -> tuple[str, ...]:
    """The units the findings are about."""
    return tuple(dict.fromkeys(item.unit for item in report.findings if item.unit))


class _Writer:
    """Collects lines and links."""

    def __init__(self, locate: Locate, look: Look, prototype: Prototype, *, several: bool) -> None:
        self.lines: list[Line] = []
        self.links: list[Link] = []
        self._locate, self._look, self._fits, self._number, self._several = locate, look, prototype.fits, 0, several

    def heading(self, text: str) -> None:
        self.lines.append(Line({"heading.text": text}, KINDS.index("heading"), 24.0))

    def tasks(self, made: Sequence[Task]) -> None:
        """What to do first: each rule counted, with a link to where to begin.

        A template restyled before there were such lines has no row for them: they are put as headings there.
        """
        if "first.message" not in self._fits:
            for text in sentences(made):
                self.heading(text)
            return
        for number, task in enumerate(made, 1):
            first = task.first
            seat = self._locate(first)
            cells: dict[str, Value] = {
                "number": number,
                "severity": SEVERITY_WORDS[first.severity],
                "project": f"{task.projects} {task.counted}" if task.projects else WORKBOOK,
                "place": self._cell(first),
                "message": f"{task.text}，{task.where}",
                "fix": first.fix,
                "code": first.code,
            }
            self._put("first", cells, ("message", "fix"), seat)

    def project(self, groups: Sequence[Group]) -> None:
        """What is found in one project, under its name."""
        counts = Counter(item.severity for group in groups for item in group.findings)
        listed = [f"{counts[severity]} 处{word}" for severity, word in SEVERITY_WORDS.items() if counts[severity]]
        self.heading(f"{self._name(groups[0].first)}（{'、'.join(listed)}）")
        self.groups(groups)

    def groups(self, groups: Iterable[Group]) -> None:
        """One line for the findings of one rule in one project."""
        for group in groups:
            self._add(
                group.severity,
                group,
                abridged(group.message(partial(self._sentence, alone=len(group.findings) == 1), self._cell), MESSAGE),
                group.fix(),
            )

    def waived(self, items: Iterable[Waived]) -> None:
        for item in items:
            waiver = item.waiver
            self._add(
                "waived",
                Group((item.finding,)),
                abridged(item.finding.message, SENTENCE),
                f"豁免：{waiver.reason}（{waiver.who}，{waiver.date}）",
            )

    def _add(self, kind: str, group: Group, message: str, fix: str) -> None:
        self._number += 1
        item = group.first
        seat = self._locate(item)
        cells: dict[str, Value] = {
            "number": self._number,
            "severity": "豁免" if kind == "waived" else SEVERITY_WORDS[item.severity],
            "project": abridged(self._name(item), CELL),
            "place": group.place(self._cell).replace(" 等 ", "\n等 "),
            "field": group.field(),
            "found": _quoted(group.common("found")),
            "expected": _quoted(group.common("expected")),
            "message": message,
            "fix": fix,
            "basis": item.basis,
            "code": item.code,
            "state": "",
            "count": None if kind == "waived" else len(group.findings),
            **self._held(seat if len(group.findings) == 1 else None),
        }
        self._put(kind, cells, WRAPPED, seat)

    def _put(self, kind: str, cells: dict[str, Value], wrapped: Sequence[str], seat: Seat | None) -> None:
        height = heights.of_cells([(self._fits[f"{kind}.{name}"], cells[name]) for name in wrapped])
        if seat:
            self.links.append(Link("error.place", len(self.lines), seat.sheet, seat.cell))
        self.lines.append(Line({f"{kind}.{key}": value for key, value in cells.items()}, KINDS.index(kind), height))

    def _held(self, seat: Seat | None) -> dict[str, Value]:
        """The reference to the cell, as text, and what it holds; both blank where nothing can be compared."""
        held = self._look(seat) if seat else None
        if seat is None or held is None:
            return {"reference": None, "held": None}
        return {"reference": f"{quoted(seat.sheet)}!{seat.cell}", "held": held.value}

    def _name(self, item: Finding) -> str:
        """The project, with its unit where the findings are about several units."""
        name = item.project or (WORKBOOK if item.code.startswith(OF_WORKBOOK) else about_form(item))
        return f"{item.unit}·{name}" if item.unit and item.unit not in name and self._several else name

    def _cell(self, item: Finding) -> str:
        seat = self._locate(item)
        return seat.cell if seat else item.cell or item.sheet or ""

    def _sentence(self, item: Finding, *, alone: bool) -> str:
        return abridged(item.message, SENTENCE if alone else ITEM) + self._related(item, "\n" if alone else "，")

    def _related(self, item: Finding, before: str) -> str:
        listed = list(dict.fromkeys(self._place(related, item) for related in item.related))
        if not listed:
            return ""
        more = f" 等 {len(listed)} 处" if len(listed) > SHOWN_RELATED else ""
        return f"{before}另见：{'；'.join(listed[:SHOWN_RELATED])}{more}"

    def _place(self, related: Related, item: Finding) -> str:
        seat = self._locate(related)
        cell = seat.cell if seat else related.cell or ""
        return cell if related.project == item.project else f"{related.project or WORKBOOK} {cell}".strip()


def _quoted(text: str | None) -> str | None:
    return None if text is None else abridged(text, CELL)
