"""校验结果: what must be corrected first on top, then sheet by sheet, at the end what was waived."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from jixiao.form.fields import field_name
from jixiao.form.finding import SEVERITY_WORDS, Finding, Related, Severity
from jixiao.form.table import Value
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
)
KINDS = ("heading", "error", "warning", "notice", "waived")
WRAPPED = ("project", "field", "found", "expected", "message", "fix", "basis")
SHOWN_RELATED = 6
WORKBOOK = "工作簿"


Locate = Callable[[Finding | Related], Seat | None]


def results(report: Report, locate: Locate, look: Look, prototype: Prototype) -> Plan:
    """The plan of 校验结果; `locate` tells where in this workbook a finding is (None: nowhere, no link), `look` what
    is there: a formula beside each finding compares."""
    writer = _Writer(locate, look, prototype)
    errors = [item for item in report.findings if item.severity == "error"]
    others = [item for item in report.findings if item.severity != "error"]
    if errors:
        writer.heading(f"一、错误（{len(errors)} 处，必须先改）")
        writer.findings(errors)
    for project, items in groupby(others, key=lambda item: item.project):
        writer.group(project, list(items))
    if report.waived:
        writer.heading(f"豁免（{len(report.waived)} 处，不计入问题）")
        writer.waived(report.waived)
    if not report.findings:
        writer.heading("没有发现问题")
    fields: dict[str, Value] = {
        "counts": counts_line(report),
        "as_of": layout()["results"]["as_of"],
        "legend": LEGEND,
    }
    sheet = layout()["sheets"]["findings"]
    return Plan("findings", sheet, fields, {"findings": writer.lines}, (), writer.links, {}, 0)


LEGEND = "点“位置”跳到单元格，“…”处的全文在那里。错误必须先改；警告要改正或说明原因；提示酌情修改。确属特殊情况的，可登记豁免（规则编号、项目、理由、经办人、日期）。"


def counts_line(report: Report) -> str:
    """How many findings there are of each severity, and what to do."""
    errors, warnings, notices = report.totals
    waived = f"，另有豁免 {len(report.waived)} 处" if report.waived else ""
    return f"错误 {errors} 处、警告 {warnings} 处、提示 {notices} 处{waived}。"


class _Writer:
    """Collects lines and links."""

    def __init__(self, locate: Locate, look: Look, prototype: Prototype) -> None:
        self.lines: list[Line] = []
        self.links: list[Link] = []
        self._locate, self._look, self._fits, self._number = locate, look, prototype.fits, 0

    def heading(self, text: str) -> None:
        self.lines.append(Line({"heading.text": text}, KINDS.index("heading"), 24.0))

    def group(self, project: str | None, items: Sequence[Finding]) -> None:
        warnings = sum(item.severity == "warning" for item in items)
        listed = [f"{count} 处{word}" for count, word in ((warnings, "警告"), (len(items) - warnings, "提示")) if count]
        self.heading(f"{project or WORKBOOK}（{'、'.join(listed)}）")
        self.findings(items)

    def findings(self, items: Iterable[Finding]) -> None:
        for item in items:
            self._add(item.severity, item, abridged(item.message, SENTENCE) + self._related(item), item.fix)

    def waived(self, items: Iterable[Waived]) -> None:
        for item in items:
            waiver = item.waiver
            self._add(
                "waived",
                item.finding,
                abridged(item.finding.message, SENTENCE),
                f"豁免：{waiver.reason}（{waiver.who}，{waiver.date}）",
            )

    def _add(self, kind: str, item: Finding, message: str, fix: str) -> None:
        self._number += 1
        seat = self._locate(item)
        cells: dict[str, Value] = {
            "number": self._number,
            "severity": _severity(item.severity, kind),
            "project": abridged(item.project or WORKBOOK, CELL),
            "place": seat.cell if seat else item.cell or item.sheet,
            "field": field_name(item.field, item.subject),
            "found": _quoted(item.found),
            "expected": _quoted(item.expected),
            "message": message,
            "fix": fix,
            "basis": item.basis,
            "code": item.code,
            "state": "",
            **self._held(seat),
        }
        height = heights.of_cells([(self._fits[f"{kind}.{name}"], cells[name]) for name in WRAPPED])
        if seat:
            self.links.append(Link("error.place", len(self.lines), seat.sheet, seat.cell))
        self.lines.append(Line({f"{kind}.{key}": value for key, value in cells.items()}, KINDS.index(kind), height))

    def _held(self, seat: Seat | None) -> dict[str, Value]:
        """The reference to the cell, as text, and what it holds; both blank where nothing can be compared."""
        held = self._look(seat) if seat else None
        if seat is None or held is None:
            return {"reference": None, "held": None}
        return {"reference": f"{quoted(seat.sheet)}!{seat.cell}", "held": held.value}

    def _related(self, item: Finding) -> str:
        listed = list(dict.fromkeys(self._place(related, item) for related in item.related))
        if not listed:
            return ""
        more = f" 等 {len(listed)} 处" if len(listed) > SHOWN_RELATED else ""
        return f"\n另见：{'；'.join(listed[:SHOWN_RELATED])}{more}"

    def _place(self, related: Related, item: Finding) -> str:
        seat = self._locate(related)
        cell = seat.cell if seat else related.cell or ""
        return cell if related.project == item.project else f"{related.project or WORKBOOK} {cell}".strip()


def _severity(severity: Severity, kind: str) -> str:
    return "豁免" if kind == "waived" else SEVERITY_WORDS[severity]


def _quoted(text: str | None) -> str | None:
    return None if text is None else abridged(text, CELL)
