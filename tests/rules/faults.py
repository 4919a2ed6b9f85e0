"""Faults put into honest forms: each changes one thing and says which rule must answer, and where."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from random import Random
from typing import NamedTuple

from jixiao.form.model import Form, Indicator, Unread
from jixiao.form.quantity import reading
from jixiao.rules.jx5_dates import spans_years
from jixiao.rules.view import kind
from tests import build


class Faulty(NamedTuple):
    """A form with a fault, the codes of which one must be found, and the field it must be found at."""

    form: Form
    codes: set[str]
    field: str


Fault = Callable[[Form, Random], Faulty | None]
FAULTS: dict[str, Fault] = {}


def fault(name: str) -> Callable[[Fault], Fault]:
    def keep(make: Fault) -> Fault:
        FAULTS[name] = make
        return make

    return keep


def changed(form: Form, changes: dict, codes: str, field: str) -> Faulty:
    made = form
    for path, value in changes.items():
        made = build._set(made, build.STEP.findall(path), value)
    return Faulty(made, set(codes.split()), field)


def pick(form: Form, random: Random, wanted: Callable[[Indicator], object]) -> int | None:
    """The number of a random weighted indicator for which `wanted` holds."""
    found = [n for n, row in enumerate(form.indicators) if row.weight and wanted(row)]
    return random.choice(found) if found else None


def full(row: Indicator) -> bool:
    return row.score == row.weight


def counted(row: Indicator) -> bool:
    """A row whose target and result are one number with a unit each, and the target is met."""
    if kind(row.category) not in ("quantity", "economic", "social") or not full(row):
        return False
    asked, done = reading(row.target).quantity, reading(row.actual).quantity
    return bool(asked and done and asked.unit == done.unit and asked.unit != "%" and asked.value >= 4)


@fault("总分算错")
def total_wrong(form, random):
    return changed(form, {"total.score": form.total.score - random.randint(1, 9)}, "JX311", "total.score")


@fault("分值合计填错")
def weight_sum_wrong(form, random):
    return changed(form, {"total.weight": Decimal(random.choice((80, 90, 95, 110)))}, "JX301", "total.weight")


@fault("分值合计不是100")
def weights_short(form, random):
    n = pick(form, random, lambda row: full(row) and row.weight > 5)
    if n is None:
        return None
    less = {
        f"indicators[{n}].weight": form.indicators[n].weight - 5,
        f"indicators[{n}].score": form.indicators[n].score - 5,
    }
    return changed(form, {**less, "total.weight": "95", "total.score": form.total.score - 5}, "JX302", "total.weight")


@fault("得分超过分值")
def score_above(form, random):
    n = pick(form, random, full)
    more = {f"indicators[{n}].score": form.indicators[n].weight + 1, "total.score": form.total.score + 1}
    return changed(form, more, "JX401", f"indicators[{n}].score")


@fault("得分为负数")
def score_negative(form, random):
    n = pick(form, random, full)
    more = {f"indicators[{n}].score": "-1", "total.score": form.total.score - form.indicators[n].score - 1}
    return changed(form, more, "JX402", f"indicators[{n}].score")


@fault("金额为负数")
def negative_amount(form, random):
    return changed(form, {"funds.parts[0].executed": -form.funds.parts[0].executed}, "JX202", "funds.parts[0].executed")


@fault("资金明细合计不等于总额")
def parts_wrong(form, random):
    field = random.choice(("annual", "executed", "initial"))
    more = getattr(form.funds.parts[0], field) + form.funds.total.annual
    return changed(form, {f"funds.parts[0].{field}": more}, "JX201", f"funds.total.{field}")


@fault("执行率填错")
def rate_wrong(form, random):
    return changed(form, {"funds.total.rate": form.funds.total.rate - Decimal("0.06")}, "JX211", "funds.total.rate")


@fault("执行率漏写百分号")
def rate_without_sign(form, random):
    return changed(form, {"funds.total.rate": form.funds.total.rate / 100}, "JX212", "funds.total.rate")


@fault("执行率得分算错")
def execution_score_wrong(form, random):
    less = {
        "funds.total.score": form.funds.total.score - Decimal("0.77"),
        "total.score": form.total.score - Decimal("0.77"),
    }
    return changed(form, less, "JX213", "funds.total.score")


@fault("执行率未填")
def rate_missing(form, random):
    return changed(form, {"funds.total.rate": None}, "JX216", "funds.total.rate")


@fault("执行数大于预算")
def overspent(form, random):
    if form.funds.total.initial != form.funds.total.annual:
        return None
    return changed(form, {"funds.total.executed": form.funds.total.annual * 2}, "JX203", "funds.total.executed")


@fault("年初预算数未填")
def initial_missing(form, random):
    changes = {"funds.total.initial": None, **{f"funds.parts[{n}].initial": None for n in range(len(form.funds.parts))}}
    return changed(form, changes, "JX204 JX106", "funds.total.initial")


@fault("执行率低没有原因")
def low_unexplained(form, random):
    if (
        form.funds.total.executed / form.funds.total.annual >= Decimal("0.9")
        or form.funds.total.initial != form.funds.total.annual
    ):
        return None
    return changed(form, silent(form), "JX218", "funds.total.executed")


@fault("年中调整没有原因")
def change_unexplained(form, random):
    if form.funds.total.initial == form.funds.total.annual:
        return None
    return changed(form, silent(form), "JX219", "funds.total.annual")


def silent(form: Form) -> dict:
    """Every reason replaced by a mark for none."""
    return {f"indicators[{n}].note": "——" for n, row in enumerate(form.indicators) if row.note}


@fault("数字读不出")
def unreadable(form, random):
    text = f"{form.total.score} {form.total.score}"
    return changed(form, {"total.score": None, "unread": (Unread("total.score", text),)}, "JX101", "total.score")


@fault("主管部门未填")
def department_missing(form, random):
    return changed(form, {"department": None}, "JX105", "department")


@fault("指标没有得分")
def score_missing(form, random):
    n = pick(form, random, full)
    return changed(form, {f"indicators[{n}].score": None}, "JX109", f"indicators[{n}].score")


@fault("没有完成值")
def actual_missing(form, random):
    n = pick(form, random, full)
    return changed(form, {f"indicators[{n}].actual": None}, "JX110", f"indicators[{n}].actual")


@fault("两格都空却得满分")
def both_missing(form, random):
    n = pick(form, random, full)
    both = {f"indicators[{n}].actual": None, f"indicators[{n}].target": None}
    return changed(form, both, "JX407", f"indicators[{n}].score")


@fault("完成了却扣分不说明")
def lost_though_met(form, random):
    n = pick(form, random, counted)
    if n is None:
        return None
    less = {
        f"indicators[{n}].score": form.indicators[n].score - 1,
        f"indicators[{n}].note": "无",
        "total.score": form.total.score - 1,
    }
    return changed(form, less, "JX405", f"indicators[{n}].score")


@fault("扣分不说明")
def lost_in_silence(form, random):
    n = pick(form, random, lambda row: kind(row.category) == "lasting")
    less = {
        f"indicators[{n}].score": form.indicators[n].score - 1,
        f"indicators[{n}].note": "/",
        "total.score": form.total.score - 1,
    }
    return changed(form, less, "JX406", f"indicators[{n}].note")


@fault("没有达到却得满分")
def full_though_short(form, random):
    n = pick(form, random, counted)
    if n is None:
        return None
    asked = reading(form.indicators[n].target).quantity
    less = f"{int(asked.value / 2)}{asked.unit}"
    return changed(form, {f"indicators[{n}].actual": less}, "JX403", f"indicators[{n}].score")


@fault("写明没有做完却得满分")
def full_though_undone(form, random):
    n = pick(form, random, lambda row: kind(row.category) == "lasting")
    said = random.choice(
        (
            "制度尚在起草",
            "部分完成",
            "未完成",
            "正在办理",
            "完成80%",
            "项目取消",
            f"预计{form.year + 1}年完成",
            "待验收",
            "暂缓",
            "尚未启动",
            "已推迟",
            "未落实",
            "流标",
            "结转下年实施",
        )
    )
    return changed(form, {f"indicators[{n}].actual": said}, "JX408", f"indicators[{n}].score")


@fault("满意度超过100%")
def above_whole(form, random):
    n = pick(form, random, lambda row: kind(row.category) == "satisfaction")
    return changed(form, {f"indicators[{n}].actual": "108%"}, "JX516", f"indicators[{n}].actual")


@fault("完成值带比较符号")
def result_with_sign(form, random):
    n = pick(form, random, counted)
    if n is None:
        return None
    done = reading(form.indicators[n].actual).quantity
    return changed(form, {f"indicators[{n}].actual": f"≥{done.text.lstrip('≥')}"}, "JX514", f"indicators[{n}].actual")


@fault("完成值以万元计")
def other_unit(form, random):
    n = pick(form, random, counted)
    if n is None:
        return None
    return changed(form, {f"indicators[{n}].actual": "36.5万元"}, "JX513", f"indicators[{n}].actual")


@fault("数字里夹了字母")
def letters(form, random):
    n = pick(form, random, lambda row: counted(row) and "0" in (row.target or ""))
    if n is None:
        return None
    return changed(
        form,
        {f"indicators[{n}].target": form.indicators[n].target.replace("0", "O")},
        "JX116",
        f"indicators[{n}].target",
    )


@fault("完成值只写达成")
def only_reached(form, random):
    n = pick(form, random, counted)
    if n is None:
        return None
    said = random.choice(("达成预期指标", "已完成", "达到预期目标", "达标"))
    return changed(form, {f"indicators[{n}].actual": said}, "JX518", f"indicators[{n}].actual")


@fault("模板提示没有替换")
def prompt_left(form, random):
    n = pick(form, random, counted)
    if n is None:
        return None
    name = random.choice(("（≥**{u}）", "≤XX{u}", "（≥N{u}）", "×××")).format(
        u=reading(form.indicators[n].target).quantity.unit
    )
    return changed(
        form, {f"indicators[{n}].name": f"{form.indicators[n].name}{name}"}, "JX103", f"indicators[{n}].name"
    )


@fault("比率写成个数")
def rate_as_count(form, random):
    n = pick(form, random, counted)
    if n is None:
        return None
    return changed(form, {f"indicators[{n}].name": "任务完成率"}, "JX519", f"indicators[{n}].target")


@fault("指标值填成分值")
def weight_as_target(form, random):
    n = pick(form, random, lambda row: kind(row.category) in ("quality", "satisfaction"))
    return changed(
        form, {f"indicators[{n}].target": str(form.indicators[n].weight)}, "JX530", f"indicators[{n}].target"
    )


@fault("数量指标没有数量")
def unmeasured(form, random):
    n = pick(form, random, lambda row: kind(row.category) == "quantity")
    changes = {f"indicators[{n}].target": "按计划完成年度任务", f"indicators[{n}].actual": "各项任务均按计划推进"}
    return changed(form, changes, "JX511", f"indicators[{n}].target")


def over_years(form: Form) -> bool:
    """Whether a row says that the project runs for several years, so that its cost proves nothing."""
    return any(spans_years(row.target or "") for row in form.indicators)


@fault("成本指标值套用别的项目")
def cost_target(form, random):
    if over_years(form):
        return None
    n = pick(form, random, lambda row: kind(row.category) == "cost")
    wrong = form.funds.total.annual * 3 + 1
    return changed(
        form,
        {f"indicators[{n}].name": "项目总成本", f"indicators[{n}].target": f"≤{wrong}{form.amount_unit}"},
        "JX501",
        f"indicators[{n}].target",
    )


@fault("成本完成值不是执行数")
def cost_actual(form, random):
    if over_years(form):
        return None
    n = pick(form, random, lambda row: kind(row.category) == "cost")
    wrong = (form.funds.total.executed / 3).quantize(Decimal("0.01"))
    changes = {
        f"indicators[{n}].name": "项目总成本",
        f"indicators[{n}].target": "不超过预算",
        f"indicators[{n}].actual": f"共计支出{wrong}{form.amount_unit}",
    }
    return changed(form, changes, "JX502", f"indicators[{n}].actual")


@fault("时效写往年")
def other_year(form, random):
    n = pick(form, random, lambda row: kind(row.category) == "time")
    changes = {f"indicators[{n}].name": "完成时间", f"indicators[{n}].target": f"{form.year - 1}年12月底前完成"}
    return changed(form, changes, "JX532", f"indicators[{n}].target")


@fault("下一年才完工却得满分")
def done_later(form, random):
    n = pick(form, random, lambda row: kind(row.category) == "time")
    changes = {
        f"indicators[{n}].name": "完成时间",
        f"indicators[{n}].target": "年内完成",
        f"indicators[{n}].actual": f"{form.year + 1}年3月完成",
    }
    return changed(form, changes, "JX533", f"indicators[{n}].actual")


@fault("目标写全部完成而指标写没有")
def goal_contradicts(form, random):
    n = pick(form, random, lambda row: kind(row.category) == "lasting")
    changes = {"goal.actual": "全年各项任务已全部完成。", f"indicators[{n}].actual": "制度尚未建立"}
    return changed(form, changes, "JX535", "goal.actual")


@fault("总体完成情况照抄目标")
def goal_copied(form, random):
    return changed(form, {"goal.actual": form.goal.expected}, "JX525", "goal.actual")


@fault("目标里的金额与资金不符")
def goal_money(form, random):
    wrong = form.funds.total.annual * 2 + 3
    return changed(
        form, {"goal.expected": f"安排项目资金{wrong}{form.amount_unit}，按计划实施。"}, "JX505", "goal.expected"
    )


@fault("目标里的金额加不起来")
def goal_parts(form, random):
    return changed(
        form, {"goal.expected": "项目总投资120万元，其中县级财政资金60万元，自筹资金40万元。"}, "JX504", "goal.expected"
    )


@fault("元当成万元")
def in_yuan(form, random):
    if form.amount_unit == "元" or form.funds.total.initial != form.funds.total.annual:
        return None
    changes = {"funds.total.initial": form.funds.total.initial * 10000}
    changes |= {
        f"funds.parts[{n}].initial": part.initial * 10000 for n, part in enumerate(form.funds.parts) if part.initial
    }
    return changed(form, changes, "JX207", "funds.total.initial")


@fault("二级指标归错")
def misplaced(form, random):
    n = pick(form, random, lambda row: kind(row.category) == "lasting")
    return changed(form, {f"indicators[{n}].category": "质量指标"}, "JX308", f"indicators[{n}].category")


@fault("一级指标不在办法内")
def strange_dimension(form, random):
    n = pick(form, random, lambda row: kind(row.category) == "lasting")
    return changed(form, {f"indicators[{n}].dimension": "项目决策"}, "JX305", f"indicators[{n}].dimension")


@fault("超额完成不说明")
def over_completion(form, random):
    n = pick(form, random, counted)
    if n is None or not (form.indicators[n].target or "").startswith("≥"):
        return None
    asked = reading(form.indicators[n].target).quantity
    changes = {f"indicators[{n}].actual": f"{int(asked.value * 3)}{asked.unit}", f"indicators[{n}].note": "无"}
    return changed(form, changes, "JX515", f"indicators[{n}].note")


@fault("明细行重复填得分")
def points_repeated(form, random):
    return changed(form, {"funds.parts[0].score": form.funds.total.score}, "JX208", "funds.parts[0].score")


@fault("标点重复")
def doubled(form, random):
    return changed(form, {"goal.actual": f"{form.goal.actual}。"}, "JX131", "goal.actual")


BETWEEN: dict[str, Fault] = {}
"""Faults that show beside another form of the same unit: each makes the second of two forms from the first."""


def between(name: str) -> Callable[[Callable], Callable]:
    def keep(make: Callable) -> Callable:
        BETWEEN[name] = make
        return make

    return keep


@between("同一成果换单位重复填报")
def claimed_twice(first, second, random):
    n = pick(second, random, lambda row: kind(row.category) == "social")
    m = pick(first, random, lambda row: kind(row.category) == "social")
    here, there = random.choice(
        (
            ("受理矛盾纠纷106件", "调处矛盾纠纷106起"),
            ("救助流浪人员7人", "救助流浪人员7人次"),
            ("3个社区调减为2个社区", "3个社区调减为2个社区"),
            ("走访困难家庭153户", "慰问困难家庭153户次"),
        )
    )
    first = changed(first, {f"indicators[{m}].actual": here, f"indicators[{m}].target": "做好群众工作"}, "", "").form
    second = changed(second, {f"indicators[{n}].actual": there, f"indicators[{n}].target": "做好群众工作"}, "", "").form
    return first, second, "JX602", f"indicators[{m}].actual"


@between("整行照抄")
def row_copied(first, second, random):
    m = pick(first, random, lambda row: kind(row.category) == "lasting")
    n = pick(second, random, lambda row: kind(row.category) == "lasting")
    row = first.indicators[m]
    copied = {f"indicators[{n}].{name}": getattr(row, name) for name in ("name", "target", "actual")}
    return first, changed(second, copied, "", "").form, "JX604 JX610", f"indicators[{m}].actual"


@between("总体完成情况连同数字照抄")
def goal_taken(first, second, random):
    return (
        first,
        replace(second, goal=replace(second.goal, actual=first.goal.actual)),
        "JX602 JX604 JX610",
        "goal.actual",
    )


@between("同一项目两张表")
def project_twice(first, second, random):
    return first, replace(second, project=first.project), "JX601", "project"


@between("同一单位两个名称")
def two_names(first, second, random):
    return first, replace(second, unit=second.unit.removeprefix("清河县")), "JX603", "unit"


@between("与上年一字不差")
def last_year(first, second, random):
    old = replace(first, year=first.year - 1)
    return first, old, "JX622", "goal.actual"
