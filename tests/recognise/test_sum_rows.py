"""合计, 预算执行率 and 总分 below the indicators: which is the total of the form, and whose points count."""

from __future__ import annotations

from decimal import Decimal

import pytest

from jixiao import policy
from jixiao.form.model import Form
from jixiao.importers.read import read_source
from jixiao.importers.source import Source
from jixiao.policy.score import score
from jixiao.rules import check

HEAD = """项目支出绩效自评表
（2023年度）
项目名称\t路灯维护
主管部门\t甲市住建局\t\t实施单位\t甲市市政处
项目资金（万元）\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分
\t年度资金总额\t100\t100\t100\t{points}\t100%\t{points}
一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因
产出指标\t数量指标\t维修路灯\t200盏\t200盏\t50\t50\t
效益指标\t社会效益指标\t亮灯率\t≥98%\t98.5%\t30\t24\t
满意度指标\t服务对象满意度指标\t群众满意度\t≥90%\t92%\t10\t10\t
"""
BY = policy.load("2020-caiyu-10")
RATE = "预算执行率\t\t\t\t100%\t10\t10\n"


def read(below: str, points: str = "") -> Form:
    (form,) = read_source(Source("自评.txt", (HEAD.format(points=points) + below).encode())).forms
    return form


def total(form: Form) -> tuple[str, str]:
    return str(form.total.weight), str(form.total.score)


SUMS = [
    "合计\t\t\t\t\t90\t84\n总分\t\t\t\t\t100\t94\n",
    "合计\t\t\t\t\t90\t84\n总得分（含执行率得分）\t\t\t\t\t100\t94\n",
    "合计\t\t\t\t\t90\t84\n说明：执行率得分另计。\n总分\t\t\t\t\t100\t94\n",
]


@pytest.mark.parametrize("below", SUMS)
def test_a_sum_above_the_total_is_a_part_of_it(below):
    form = read(below, "10")
    assert total(form) == ("100", "94")
    assert not {"JX301", "JX311"} & {finding.code for finding in check([form], BY).findings}


@pytest.mark.parametrize(
    "below",
    [
        "合计\t\t\t\t\t100\t94\n",
        "合计\t\t\t\t\t100\t94\n总分\t\t\t\t\t\t94\n",
        "合计\t\t\t\t\t100\t94\n产出得分\t\t\t\t\t50\t50\n",
        "合计\t\t\t\t\t100\t94\n甲\n乙\n丙\n丁\n总分\t\t\t\t\t200\t190\n",
    ],
)
def test_a_sum_without_a_greater_total_next_below_is_the_total(below):
    assert total(read(below, "10")) == ("100", "94")


@pytest.mark.parametrize(
    "below",
    [
        RATE,
        "预算执行率\t100%\t10\t10\n",
        "预算执行率\t\t100%\t10\t10\t按期支付\n",
        "预算执行率\t100%\t100%\t10\t10\n",
        f"合计\t\t\t\t\t90\t84\n{RATE}",
    ],
)
def test_the_points_of_the_execution_rate_count_in_a_row_of_its_own(below):
    form = read(below + "总分\t\t\t\t\t100\t94\n")
    last = form.indicators[-1]
    assert "预算执行率" in (last.dimension, last.name)
    assert (last.actual, last.weight, last.score) == ("100%", Decimal(10), Decimal(10))
    found = score(form, BY)
    assert (total(form), found.whole_total, found.whole_grade) == (("100", "94"), Decimal(94), "优")


@pytest.mark.parametrize("below", ["预算执行率\t95\t9.5\n", "预算执行率\t10\t100%\n", "预算执行率\t100%\t9\t10\n"])
def test_points_that_may_be_something_else_are_left_unread(below):
    form = read(below + "总分\t\t\t\t\t100\t94\n")
    assert [(item.weight, item.score) for item in form.indicators[3:]] == [(None, None)]
