"""Field paths in the words of the form: `indicators[3].score` → 产出指标·受理矛盾纠纷·得分, or 第 4 个指标·得分."""

from __future__ import annotations

import re
from functools import lru_cache

from jixiao.form.finding import Finding
from jixiao.form.model import Form, Kind

NAMES = {
    "project": "项目名称",
    "year": "年度",
    "title": "表名",
    "department": "主管部门",
    "unit": "实施单位",
    "amount_unit": "金额单位",
    "initial": "年初预算数",
    "annual": "全年预算数",
    "executed": "全年执行数",
    "weight": "分值",
    "rate": "执行率",
    "score": "得分",
    "label": "资金来源",
    "kind": "资金类别",
    "expected": "预期目标",
    "actual": "实际完成情况",
    "dimension": "一级指标",
    "category": "二级指标",
    "name": "三级指标",
    "target": "年度指标值",
    "note": "偏差原因分析及改进措施",
    "nature": "性质",
    "direction": "方向",
    "target_number": "目标数",
    "actual_number": "完成数",
    "measure_unit": "单位",
    "tier": "完成档次",
}
AMOUNTS = ("initial", "annual", "executed")
"""The columns of the funds that hold amounts, in their order on the official form."""
INDICATOR_FIELDS = ("dimension", "category", "name", "target", "actual", "weight", "score", "note")
"""The columns of the indicators, in their order on the official form."""
OF_INDICATOR = NAMES | {"actual": "实际完成值"}
"""The same for the fields of an indicator: 实际完成值 is its word for what the goal calls 实际完成情况."""
TOTAL = "总分"
PARTS = {
    "head": "表头",
    "funds.total": "年度资金总额",
    "funds": "项目资金",
    "goal": "年度总体目标",
    "total": TOTAL,
    "indicators": "绩效指标",
    "workbook": "工作簿",
    "summary": "汇总表",
    "waivers": "豁免",
}
WORKING = {
    "working.completion": "完成率",
    "working.suggested": "建议得分",
    "working.check": "校验",
    "working.group": "归属",
    "working.rate": "核算执行率",
    "working.execution": "核算执行得分",
    "working.base": "执行率的分母",
    "working.counted": "计入总分",
    "working.factor": "换算成万元",
    "working.fund_check": "资金校验",
    "working.total_check": "总分校验",
    "summary.output": "产出得分",
    "summary.benefit": "效益得分",
    "summary.satisfaction": "满意度得分",
    "summary.cost": "成本得分",
    "summary.other": "其他得分",
    "summary.indicator_total": "指标得分合计",
    "summary.total": "核算总分",
    "summary.grade": "等级",
    "summary.failed": "未通过校验数",
}
"""The 核算区 of a project sheet, as its own headings say."""
KINDS: dict[Kind, str] = {"project": "项目自评", "department": "部门整体", "transfer": "转移支付", "goal": "绩效目标"}
"""The kinds of forms."""
NUMBERED = re.compile(r"^(indicators|funds\.parts|waivers)\[(\d+)\](?:\.((?:working\.)?\w+))?$")
NAMELESS, NO_UNIT = "（无项目名称）", "（单位未填）"


def project_name(name: str | None, kind: Kind = "project", unit: str | None = None) -> str:
    """What a form is called: by its project's name, a department's own form by the department."""
    return name or (f"{unit or ''}（部门整体）" if kind == "department" else NAMELESS)


def form_name(form: Form) -> str:
    """What a form is called in a message."""
    return project_name(form.project, form.kind, form.unit or form.department)


def about_form(item: Finding) -> str:
    """What the form a finding is about is called."""
    return project_name(item.project, item.kind, item.unit)


def unit_name(name: str | None) -> str:
    """What a form is said to be from, by its 实施单位."""
    return name or NO_UNIT


@lru_cache(maxsize=4096)
def field_name(path: str, subject: str | None = None) -> str:
    """The Chinese name of a field path, as it is on the form.

    `subject` is what its row is called there (`form.subjects`); without one the row is named by its number.
    """
    if path in NAMES:
        return NAMES[path]
    if path in PARTS:
        return PARTS[path]
    if path in WORKING:
        return f"核算区·{WORKING[path]}"
    numbered = NUMBERED.match(path)
    if numbered:
        return _numbered(numbered.group(1), int(numbered.group(2)) + 1, numbered.group(3), subject)
    part, _, name = path.rpartition(".")
    return f"{PARTS[part]}·{NAMES.get(name, name)}" if part in PARTS else path


def where(item: Finding) -> str:
    """What a finding is about, in one line: its project, the cell, and the field by its name on the form."""
    return " ".join(
        part for part in (item.project or item.sheet, item.cell, field_name(item.field, item.subject)) if part
    )


def _numbered(part: str, number: int, name: str | None, subject: str | None) -> str:
    if part == "waivers":
        return f"豁免第 {number} 条"
    if part == "indicators":
        row = subject or f"第 {number} 个指标"
        return f"{row}·{OF_INDICATOR.get(name) or WORKING.get(name, name)}" if name else row
    row = subject or f"资金来源第 {number} 行"
    return f"{row}·{NAMES.get(name) or WORKING.get(name, name)}" if name else row
