"""Columns and rows of points: 权重 beside 分值, shares typed as numbers, rows that add points or take them away."""

from decimal import Decimal

import pytest

import jixiao.policy as policies
from jixiao.form.measure import measured
from jixiao.form.model import Form
from jixiao.form.table import Table
from jixiao.importers.read import read_source
from jixiao.importers.source import Source
from jixiao.recognise.forms import forms
from jixiao.rules.run import check

HEAD = (
    ("项目支出绩效自评表",),
    ("（2022年度）",),
    ("项目名称", "图书采购", None, "主管部门", "县教育局", "实施单位", "县一中"),
    ("项目资金（万元）", None, "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"),
    (None, "年度资金总额", 100, 100, 95, 10, "95%", 9.5),
)
ROWS = (
    ("产出指标", "数量指标", "购书", "5000册", "5000册"),
    ("效益指标", "社会效益指标", "受益学生", "≥1000人", "1100人"),
    ("满意度指标", "服务对象满意度指标", "学生满意度", "≥90%", "92%"),
)
SCORES = (50, 30, 10)
LEVELS = ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值")


def read(heads: tuple[str, ...], points: tuple[tuple, ...], *below: tuple) -> Form:
    rows = tuple((*row, *each) for row, each in zip(ROWS, points, strict=True))
    (form,), _ = forms([Table((*HEAD, (*LEVELS, *heads), *rows, *below))])
    return form


def errors(form: Form) -> list[str]:
    found = check([form], policies.default(2022)).findings
    return [item.code for item in found if item.severity in ("error", "warning")]


@pytest.mark.parametrize("share", [lambda points: points / 100, lambda points: f"{points}%"])
@pytest.mark.parametrize("heads", [("权重", "分值", "得分"), ("分值", "得分", "权重")])
def test_the_points_are_under_分值_where_权重_is_beside_it(heads, share):
    of = {"权重": share, "分值": int, "得分": int}
    form = read(heads, tuple(tuple(of[head](each) for head in heads) for each in SCORES))
    assert [item.weight for item in form.indicators] == [50, 30, 10]
    assert [cell for cell in form.unread_cells if not cell.is_other] == []
    assert errors(form) == []


def test_shares_typed_as_numbers_are_points():
    form = read(("权重", "得分"), ((0.5, 50), (0.3, 30), (0.1, 10)), ("总分", *[None] * 4, 1, 99.5))
    assert [item.weight for item in form.indicators] == [50, 30, 10]
    assert form.total.weight == 100
    assert errors(form) == []


def test_small_points_are_no_shares():
    form = read(("分值", "得分"), ((0.5, 0.5), (0.3, 0.3), (0.1, 0.1)))
    assert [item.weight for item in form.indicators] == [Decimal("0.5"), Decimal("0.3"), Decimal("0.1")]


@pytest.mark.parametrize(("name", "points", "whole"), [("扣分项", -2, 97.5), ("加分项", 2, 100), ("附加分项", 1, 100)])
def test_rows_that_add_points_or_take_them_away_are_listed_and_no_total_is_called_wrong(name, points, whole):
    bonus = (name, "按通知另计", None, None, None, None, points)
    form = read(("分值", "得分"), tuple(zip(SCORES, SCORES, strict=True)), bonus, ("总分", *[None] * 4, 100, whole))
    assert len(form.indicators) == 3
    assert name in {cell.text for cell in form.unread_cells}
    assert errors(form) == []


def test_a_column_of_units_alone_goes_with_the_figures():
    heads = ("计量单位", "指标值", "完成值", "分值", "得分")
    rows = (("册", "5000", "4500", 50, 45), ("人", "1000", "1100", 30, 30), ("%", "90", "92", 10, 10))
    lines = tuple((*row[:3], *each) for row, each in zip(ROWS, rows, strict=True))
    (form,), _ = forms([Table((*HEAD, (*LEVELS[:3], *heads), *lines))])
    assert [measured(item).unit for item in form.indicators] == ["册", "人", "%"]
    assert [cell for cell in form.unread_cells if not cell.is_other] == []
    assert errors(form) == []


def test_shares_in_a_text_are_points_too():
    rows = [(*row, str(each / 100), str(each)) for row, each in zip(ROWS, SCORES, strict=True)]
    lines = [*HEAD, (*LEVELS, "权重", "得分"), *rows]
    text = "\n".join("\t".join("" if cell is None else str(cell) for cell in line) for line in lines)
    (form,) = read_source(Source("自评.txt", text.encode())).forms
    assert [item.weight for item in form.indicators] == [50, 30, 10]
