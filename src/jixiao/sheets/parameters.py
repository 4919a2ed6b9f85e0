"""The hidden sheet _参数: versions, the scoring policy as the formulas read it, lists, waivers."""

from __future__ import annotations

from collections.abc import Sequence

from jixiao import __version__
from jixiao.form.finding import Waiver
from jixiao.form.table import Value
from jixiao.policy.model import Policy
from jixiao.sheets import words as w
from jixiao.sheets.settings import layout
from jixiao.xlsx.stamp.plan import Fills, Line, Plan

SCALARS: tuple[tuple[str, str, str | None], ...] = (
    ("program", "程序版本", "参数_程序版本"),
    ("template", "模板版本", "参数_模板版本"),
    ("form_type", "表样", None),
    ("policy", "评分办法代码", "参数_评分办法"),
    ("policy_title", "评分办法", None),
    ("document", "文件", None),
    ("execution_weight", "执行率分值", w.EXECUTION_WEIGHT),
    ("execution_base", "执行率的分母", w.EXECUTION_BASE),
    ("execution_cap", "执行率上限", w.EXECUTION_CAP),
    ("at_least", "不小于（≥）计分", w.AT_LEAST),
    ("at_most", "不大于（≤）计分", w.AT_MOST),
    ("equal", "等于（=）计分", w.EQUAL),
    ("over_completion", "超额完成界限", w.OVER_COMPLETION),
    ("low_execution", "执行率说明界限", w.LOW_EXECUTION),
)
"""Field, label and the name formulas use."""

BLOCKS: tuple[tuple[str, str, tuple[str, ...], str | None], ...] = (
    ("grades", "等级", ("最低分", "等级", "依据"), w.GRADES),
    ("tiers", "完成档次", ("名称", "下限", "上限", "依据"), w.TIERS),
    ("tier_list", "完成档次下拉", ("名称",), w.TIER_LIST),
    ("dimensions", "一级指标归类", ("写法", "归类"), w.DIMENSIONS),
    ("dimension_list", "一级指标下拉", ("写法",), w.DIMENSION_LIST),
    ("category_list", "二级指标下拉", ("写法",), w.CATEGORY_LIST),
    ("waivers", "豁免", ("规则编号", "项目", "理由", "经办人", "日期"), None),
)
"""Block, heading, column headings, and the name of the table formulas look into."""

HIDDEN, HIDDEN_CELLS = "不显示的程度", ("G1", "H1")
"""The label of the severities a check does not show, and where label and value are: beside the tables, which keep their places."""
LACKING, LACKING_CELLS = "原表没有的栏", ("G2", "H2")
"""The same for the fields that the forms the workbook was imported from had no place for, a line for each sheet."""

TABLE_WIDTHS = {"grades": 2, "tiers": 3, "tier_list": 1, "dimensions": 2, "dimension_list": 1, "category_list": 1}


def parameters(policy: Policy, waivers: Sequence[Waiver] = ()) -> Plan:
    """The sheet for workbooks scored by `policy`."""
    return Plan("parameters", layout()["sheets"]["parameters"], _scalars(policy), _blocks(policy, waivers))


def _scalars(policy: Policy) -> Fills:
    template, execution, method = layout()["template"], policy.execution, policy.quantitative
    values: dict[str, tuple[Value, str | None]] = {
        "program": (__version__, None),
        "template": (template["version"], None),
        "form_type": (template["form_type"], None),
        "policy": (policy.name, None),
        "policy_title": (policy.title, None),
        "document": (policy.document, policy.dated),
        "execution_weight": (execution.weight, execution.clause),
        "execution_base": (w.BASES[execution.base], execution.clause),
        "execution_cap": (execution.cap, execution.clause),
        "at_least": (w.METHODS[method.at_least.method], method.at_least.clause),
        "at_most": (w.METHODS[method.at_most.method], method.at_most.clause),
        "equal": (w.METHODS[method.equal.method], method.equal.clause),
        "over_completion": (policy.over_completion.value, policy.over_completion.clause),
        "low_execution": (policy.low_execution.value, policy.low_execution.clause),
    }
    fills: dict[str, Value] = {f"scalar.{key}": value for key, (value, _) in values.items()}
    return fills | {f"basis.{key}": basis for key, (_, basis) in values.items()}


def _blocks(policy: Policy, waivers: Sequence[Waiver]) -> dict[str, list[Line]]:
    lists = layout()["lists"]
    rows: dict[str, list[tuple[Value, ...]]] = {
        "grades": [(each.minimum, each.name, each.clause) for each in reversed(policy.grades)],
        "tiers": _tiers(policy),
        "tier_list": [(each.name,) for each in policy.tiers],
        "dimensions": [(word, each.name) for each in policy.dimensions for word in (each.name, *each.synonyms)],
        "dimension_list": [(name,) for name in lists["dimensions"]],
        "category_list": [(name,) for name in lists["categories"]],
        "waivers": [(each.rule, each.project, each.reason, each.who, each.date) for each in waivers],
    }
    return {
        name: [Line({f"{name}.{column}": value for column, value in zip("ABCDE", row, strict=False)}) for row in lines]
        for name, lines in rows.items()
    }


def _tiers(policy: Policy) -> list[tuple[Value, ...]]:
    names: list[tuple[Value, ...]] = [(each.name, each.low, each.high, each.clause) for each in policy.tiers]
    synonyms = [(word, each.low, each.high, None) for each in policy.tiers for word in each.synonyms]
    return names + list(synonyms)
