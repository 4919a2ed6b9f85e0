"""Further faults for honest forms: blank and misplaced cells, late and undone results, weights, dates, wording."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from random import Random

from jixiao.form.model import Form, Indicator, Unread
from jixiao.form.quantity import reading
from jixiao.form.rounding import half_up
from jixiao.rules.view import kind
from tests.rules.faults import Fault, Faulty, changed, counted, full, pick

MORE: dict[str, Fault] = {}
MANY = Decimal(20)


def fault(name: str) -> Callable[[Fault], Fault]:
    def keep(make: Fault) -> Fault:
        MORE[name] = make
        return make

    return keep


def at_row(form: Form, n: int | None, codes: str, field: str, **cells: object) -> Faulty | None:
    """`form` with the cells of row `n` changed, to be found at its `field`."""
    if n is None:
        return None
    made = changed(form, {f"indicators[{n}].{name}": value for name, value in cells.items()}, codes, "")
    return made._replace(field=f"indicators[{n}].{field}")


def of_kind(*kinds: str) -> Callable[[Indicator], bool]:
    return lambda row: kind(row.category) in kinds and full(row)


def many(row: Indicator) -> bool:
    """A row with a number large enough to fall short of."""
    found = reading(row.target).quantity
    if found is None or "均" in (row.target or ""):
        return False
    return counted(row) and found.value >= MANY and found.value == found.value.to_integral_value()


def short_words(said: str) -> Fault:
    def make(form: Form, random: Random) -> Faulty | None:
        n = pick(form, random, many)
        if n is None:
            return None
        asked = reading(form.indicators[n].target).quantity
        assert asked is not None
        values = {"n": asked.value, "u": asked.unit, "less": int(asked.value * Decimal("0.8")), "gap": 3}
        return at_row(form, n, "JX408 JX403", "score", actual=said.format(**values))

    return make


for _said in (
    "不足{n}{u}", "不到{n}{u}", "计划{n}{u}", "预计{n}{u}", "还差{gap}{u}", "{less}余{u}", "{less}{u}，还差{gap}{u}", "停办", "未实施", "取消", "拟完成{n}{u}",
    "完成{less}{u}，其余推迟到下年", "{less}{u}", "少完成{gap}{u}", "仅完成{less}{u}",
):  # fmt: skip
    MORE[f"满分而完成值写{_said}"] = short_words(_said)


@fault("日期晚于要求却得满分")
def late(form, random):
    n = pick(form, random, of_kind("time"))
    year = form.year
    asked, done = random.choice(
        (
            (f"{year}年6月30日前", f"{year}年7月15日"), ("6月30日前", "7月5日"), (f"{year}年9月底前完成", f"{year}年11月2日完成"), (f"{year}.6.30前", f"{year}.8.1"),
            ("10月底前", "12月10日"), (f"{year}年第三季度", f"{year}年11月"), (f"{year}年上半年", f"{year}年8月"), (f"{year}-05-31", f"{year}-06-20"),
        )
    )  # fmt: skip
    return at_row(form, n, "JX534", "actual", name="完成时间", target=asked, actual=done)


@fault("指标分值为空")
def weight_blank(form, random):
    return at_row(form, pick(form, random, full), "JX108", "weight", weight=None)


@fault("指标值为空")
def target_blank(form, random):
    return at_row(form, pick(form, random, full), "JX110", "target", target=None)


@fault("三级指标为空")
def name_blank(form, random):
    return at_row(form, pick(form, random, full), "JX111", "name", name=None)


@fault("项目名称为空")
def project_blank(form, random):
    if form.kind == "department":
        return None
    return changed(form, {"project": None}, "JX105", "project")


@fault("实施单位为空")
def unit_blank(form, random):
    return changed(form, {"unit": None}, "JX105", "unit")


@fault("总体目标为空")
def goal_blank(form, random):
    field = random.choice(("goal.expected", "goal.actual"))
    return changed(form, {field: None}, "JX112", field)


@fault("目标还是模板提示")
def goal_prompt(form, random):
    said = random.choice(("请填写实际完成情况", "（请填写项目实施情况）", "××××××", "目标1：\n目标2："))
    return changed(form, {"goal.actual": said}, "JX103 JX112", "goal.actual")


@fault("全年执行数为空")
def executed_blank(form, random):
    changes = {
        "funds.total.executed": None,
        **{f"funds.parts[{n}].executed": None for n in range(len(form.funds.parts))},
    }
    return changed(form, changes, "JX106", "funds.total.executed")


@fault("总分未填")
def total_blank(form, random):
    return changed(form, {"total.score": None}, "JX313", "total.score")


@fault("总分是别处抄来的")
def total_copied(form, random):
    wrong = form.total.score - Decimal("20") if form.total.score > 50 else form.total.score + 20
    return changed(form, {"total.score": wrong}, "JX311", "total.score")


@fault("总分少加一项")
def one_left_out(form, random):
    n = pick(form, random, full)
    return changed(form, {"total.score": form.total.score - form.indicators[n].score}, "JX311", "total.score")


@fault("金额两位数字颠倒")
def digits_swapped(form, random):
    digits = str(form.funds.total.executed.to_integral_value())
    at = next((n for n in range(len(digits) - 1) if digits[n] != digits[n + 1]), None)
    if at is None or len(form.funds.parts) < 1:
        return None
    wrong = Decimal(digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :])
    part = next((n for n, item in enumerate(form.funds.parts) if item.executed == form.funds.total.executed), None)
    if wrong < form.funds.total.executed and not any(item.kind == "other" for item in form.funds.parts):
        return None
    if part is None or abs(wrong - form.funds.total.executed) < 1:
        return None
    return changed(form, {f"funds.parts[{part}].executed": wrong}, "JX201", "funds.total.executed")


@fault("执行率颠倒两位")
def rate_swapped(form, random):
    rate = form.funds.total.rate
    wrong = rate - Decimal("0.009") if rate > Decimal("0.5") else rate + Decimal("0.009")
    return changed(form, {"funds.total.rate": wrong}, "JX211", "funds.total.rate")


@fault("执行不足却填100%")
def rate_full(form, random):
    total = form.funds.total
    if total.executed / total.annual > Decimal("0.97"):
        return None
    return changed(form, {"funds.total.rate": Decimal(1)}, "JX211 JX220", "funds.total.rate")


@fault("执行率得分填满分")
def execution_full(form, random):
    total = form.funds.total
    if total.executed / total.annual > Decimal("0.9"):
        return None
    more = {"funds.total.score": total.weight, "total.score": form.total.score + total.weight - total.score}
    return changed(form, more, "JX213", "funds.total.score")


@fault("执行率得分超过分值")
def execution_above(form, random):
    more = {
        "funds.total.score": form.funds.total.weight + 2,
        "total.score": form.total.score + form.funds.total.weight + 2 - form.funds.total.score,
    }
    return changed(form, more, "JX401 JX213", "funds.total.score")


@fault("分值为负数")
def weight_negative(form, random):
    return at_row(form, pick(form, random, full), "JX306", "weight", weight="-5", score="0")


@fault("两个维度分值对调")
def weights_shifted(form, random):
    if form.kind == "department" or form.funds.total.weight != Decimal(10):
        return None  # the method for projects says nothing of its points, or leaves those of dimensions open
    out = pick(form, random, lambda row: row.dimension == "效益指标" and full(row) and row.weight > 5)
    into = pick(form, random, lambda row: row.dimension == "产出指标" and full(row))
    if out is None or into is None:
        return None
    less, more = form.indicators[out], form.indicators[into]
    made = {f"indicators[{out}].{name}": less.weight - 4 for name in ("weight", "score")}
    made |= {f"indicators[{into}].{name}": more.weight + 4 for name in ("weight", "score")}
    return changed(form, made, "JX303", "dimension")


@fault("比率大于100%")
def above_hundred(form, random):
    n = pick(form, random, lambda row: kind(row.category) == "quality" and "合格率" in (row.name or ""))
    return at_row(form, n, "JX516", "actual", actual="103%")


@fault("满意度没有调查数")
def no_survey(form, random):
    n = pick(form, random, of_kind("satisfaction"))
    said = random.choice(("满意", "基本满意", "群众满意"))
    return at_row(form, n, "JX522 JX518 JX528", "actual", actual=said)


@fault("完成值是另一行的")
def from_another_row(form, random):
    rows = [n for n, row in enumerate(form.indicators) if counted(row)]
    units = {n: reading(form.indicators[n].target).quantity.unit for n in rows}
    pairs = [(a, b) for a in rows for b in rows if units[a] != units[b] and {units[a], units[b]} <= {"人", "公里", "亩", "吨", "场", "册", "米", "份"}]  # fmt: skip
    if not pairs:
        return None
    n, other = random.choice(pairs)
    return at_row(form, n, "JX513", "actual", actual=form.indicators[other].actual)


@fault("公里写成米")
def metres(form, random):
    n = pick(form, random, lambda row: counted(row) and reading(row.target).quantity.unit == "公里")
    if n is None:
        return None
    done = reading(form.indicators[n].actual).quantity
    return at_row(form, n, "JX513", "actual", actual=f"{done.value}米")


@fault("完成值照抄带符号的指标值")
def copied_with_sign(form, random):
    n = pick(form, random, lambda row: counted(row) and (row.target or "").startswith("≥"))
    return None if n is None else at_row(form, n, "JX514", "actual", actual=form.indicators[n].target)


@fault("同一行填了两遍")
def row_twice(form, random):
    n = pick(form, random, counted)
    if n is None:
        return None
    rows = (*form.indicators[: n + 1], form.indicators[n], *form.indicators[n + 1 :])
    return Faulty(replace(form, indicators=rows), {"JX124"}, f"indicators[{n + 1}].name")


@fault("编号跳号")
def number_skipped(form, random):
    n = pick(form, random, lambda row: (row.name or "").startswith("指标1："))
    return None if n is None else at_row(form, n, "JX123 JX122", "name", name="指标4：" + form.indicators[n].name[4:])


@fault("缺满意度指标")
def no_satisfaction(form, random):
    if not any(kind(row.category) == "satisfaction" for row in form.indicators):
        return None
    kept = tuple(row for row in form.indicators if kind(row.category) != "satisfaction")
    return Faulty(replace(form, indicators=kept), {"JX304", "JX302", "JX301"}, "dimension")


@fault("没有指标")
def no_rows(form, random):
    return Faulty(replace(form, indicators=()), {"JX107"}, "indicators")


@fault("下一年才完成")
def promised(form, random):
    n = pick(form, random, of_kind("lasting", "social"))
    said = random.choice(("预计{y}年完成", "计划{y}年6月完成", "推迟到{y}年实施", "正在办理，{y}年完成"))
    return at_row(form, n, "JX408 JX533", "score", actual=said.format(y=form.year + 1))


@fault("总体目标说下年才完成")
def goal_later(form, random):
    n = pick(form, random, of_kind("time"))
    if n is None:
        return None
    changes = {
        f"indicators[{n}].name": "完成时间",
        f"indicators[{n}].target": f"{form.year}年12月底前",
        f"indicators[{n}].actual": f"{form.year}年12月已完成",
        "goal.actual": f"项目主体已建成，预计{form.year + 1}年6月完成验收并投入使用。",
    }
    return changed(form, changes, "JX531", "goal.actual")


@fault("括号不成对")
def bracket_open(form, random):
    return changed(form, {"goal.actual": f"{form.goal.actual}（含配套设施"}, "JX132", "goal.actual")


@fault("有二是没有一是")
def second_only(form, random):
    return changed(form, {"goal.actual": f"{form.goal.actual}二是做好后续管护。"}, "JX133", "goal.actual")


@fault("执行数读不出")
def executed_unread(form, random):
    changes = {
        "funds.total.executed": None,
        "unread": (Unread("funds.total.executed", f"{form.funds.total.executed}万 元左右"),),
    }
    return changed(form, changes, "JX101", "funds.total.executed")


@fault("完成值夹字母")
def letters_in_result(form, random):
    n = pick(form, random, lambda row: counted(row) and "0" in (row.actual or "") and "." not in (row.actual or ""))
    if n is None:
        return None
    return at_row(form, n, "JX116", "actual", actual=form.indicators[n].actual.replace("0", "O"))


@fault("低于指标值却得满分的比率")
def rate_short(form, random):
    n = pick(form, random, lambda row: kind(row.category) == "satisfaction" and "%" in (row.target or "") and full(row))
    return at_row(form, n, "JX403", "score", actual="61.5%")


@fault("超过上限却得满分")
def limit_broken(form, random):
    n = pick(form, random, of_kind("quality"))
    return at_row(form, n, "JX403", "score", name="差错率", target="≤1%", actual="2.5%")


@fault("零目标发生了却得满分")
def zero_broken(form, random):
    n = pick(form, random, of_kind("social"))
    asked = random.choice(("0起", "≤0起", "零发生", "0"))
    return at_row(form, n, "JX403", "score", name="安全事故发生数", target=asked, actual="2起")


@fault("增长目标成了下降")
def fell(form, random):
    n = pick(form, random, of_kind("economic", "social"))
    return at_row(form, n, "JX403", "score", name="旅游收入", target="增长8%", actual="下降3%")


@fault("扣分的原因写无")
def reason_none(form, random):
    n = pick(form, random, lambda row: of_kind("lasting", "social")(row) and row.weight > 3)
    if n is None:
        return None
    said = random.choice(("无", "——", "/", "\\", "无。", "暂无", "-", "不适用"))
    made = at_row(form, n, "JX406 JX405", "note", score=form.indicators[n].score - 2, note=said)
    return made._replace(form=changed(made.form, {"total.score": form.total.score - 2}, "", "").form)


@fault("整数总分")
def total_rounded(form, random):
    wrong = half_up(form.total.score, 0)
    return None if abs(wrong - form.total.score) < Decimal("0.2") else changed(form, {"total.score": wrong}, "JX312 JX311", "total.score")  # fmt: skip
