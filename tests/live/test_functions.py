"""The functions for cells give what the engine gives, and say in Chinese what they cannot give."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao import policy
from jixiao.form.measure import measured
from jixiao.form.model import FundTotal
from jixiao.form.quantity import reading
from jixiao.importers.read import read
from jixiao.live.udf import functions
from jixiao.policy.execution import execution_score
from jixiao.policy.score import score
from tests.samples import HEMENKOU, REGIONS, ROOT

FORMS = tuple(form for path in (HEMENKOU, *REGIONS) for form in read(path).forms)
POLICY = "2020-caiyu-10"
FILES = (ROOT / "template.xlsx", ROOT / "workbook" / "samples" / "河门口街道-2020-绩效自评.xlsx")


def indicators():
    for form in FORMS:
        scores = score(form, policy.load(POLICY))
        yield from zip(form.indicators, scores.indicators, strict=True)


def asked(function, indicator, direction=None):
    said = measured(indicator)
    weight = None if indicator.weight is None else float(indicator.weight)
    names = (indicator.name, indicator.category)
    return function(indicator.target, indicator.actual, weight, POLICY, direction, said.tier, *names)


def test_every_indicator_of_the_real_forms_gets_the_suggested_score_of_the_engine():
    pairs = [(asked(functions.score, row), scored) for row, scored in indicators()]
    assert len(FORMS) == 22 and len(pairs) == 201
    unsure = [answer for answer, scored in pairs if scored.suggested is None]
    assert unsure and all(answer == "" or str(answer).startswith("请核对") for answer in unsure)
    assert [answer for answer, scored in pairs if scored.suggested is not None] == [
        float(scored.suggested) for _, scored in pairs if scored.suggested is not None
    ]


def test_every_indicator_of_the_real_forms_without_a_column_of_units_is_explained_as_by_the_engine():
    given = [(row, scored) for row, scored in indicators() if not (row.measure and row.measure.unit)]
    assert len(given) > 150
    for row, scored in given:  # a given direction needs no word it was taken from
        blank = reading(row.target).kind == "blank"
        typed = row.measure.direction if row.measure else None
        answer = asked(functions.explain, row, typed)
        assert answer == ("" if blank else scored.explanation)


def test_a_typed_direction_gives_the_score_the_name_gave():
    sure = [(row, scored) for row, scored in indicators() if scored.suggested is not None]
    scores = [asked(functions.score, row, measured(row).direction) for row, _ in sure]
    assert scores == [float(scored.suggested) for _, scored in sure]


def test_every_execution_score_of_the_real_forms_is_that_of_the_engine():
    for form in FORMS:
        funds = form.funds.total
        amounts = [None if value is None else float(value) for value in (funds.executed, funds.annual, funds.weight)]
        expected = execution_score(funds, policy.load(POLICY)).suggested
        assert functions.execution_score(*amounts, POLICY) == ("" if expected is None else float(expected))


@given(st.decimals("0.01", "99999", places=2), st.decimals("0.01", "99999", places=2))
def test_the_execution_score_of_any_two_amounts_is_that_of_the_engine(executed, annual):
    expected = execution_score(FundTotal(annual, annual, executed, Decimal(10)), policy.default())
    assert functions.execution_score(float(executed), float(annual), 10.0) == float(expected.suggested)


@given(st.decimals("0.01", "99999", places=2), st.decimals("0.01", "99999", places=2))
def test_a_rate_is_the_exact_quotient_given_as_the_nearest_float(executed, budget):
    assert functions.rate(float(executed), float(budget)) == float(executed / budget)


@pytest.mark.parametrize(
    ("target", "actual", "points"),
    [
        ("≥95%", "90%", 9.47),
        ("≥95%", 0.9, 9.47),
        ("95%", 95.0, 10),
        (0.95, "96%", 10),
        ("≥1.2亿元", "11000万元", 9.17),
        ("≤90万元", "100万元", 9),
        (12.0, 6.0, 5),
        ("１２场", "6场", 5),
        (0.1, 0.05, 5),
    ],
)
def test_targets_and_results_are_read_as_texts_and_as_numbers(target, actual, points):
    assert functions.score(target, actual, 10.0) == points


def test_the_direction_and_the_tier_come_from_the_working_columns():
    assert functions.score("90万元", "100万元", 10.0).startswith("请核对：指标值没有写≥、≤")
    assert functions.score("90万元", "100万元", 10.0, None, "≥") == 10
    assert functions.score("90万元", "100万元", 10.0, None, None, None, "维修成本") == 9
    assert functions.score("90万元", "100万元", 10.0, None, "≤") == 9
    assert functions.score("90万元", "100万元", 10.0, None, "不高于") == 9
    assert functions.score("群众生活改善", "有所改善", 10.0, None, None, "部分达成并具有一定效果") == 8


@pytest.mark.parametrize(("target", "actual"), [("90万元", "100万元"), ("90天", "95天")])
def test_without_a_sign_money_and_time_need_a_direction_as_no_name_is_given(target, actual):
    assert "是越大越好还是越小越好不能确定" in functions.score(target, actual, 10.0)
    assert functions.score(target, target, 10.0) == 10


def test_the_policy_is_named_by_its_code_or_a_year():
    assert functions.grade(85.0) == functions.grade(85.0, "2020-caiyu-10") == functions.grade(85.0, 2020.0) == "良"
    assert functions.score("≤90万元", "100万元", 10.0, "variant-linear") == 8.89


@pytest.mark.parametrize("name", ["..\\x", "//server/share/x", "C:\\x", "2020-caiyu-10.toml", "没有", "1999", 20200.0])
def test_a_policy_that_is_not_bundled_is_refused_and_no_file_is_looked_for(name, monkeypatch):
    monkeypatch.setattr(policy, "read", lambda path: pytest.fail(f"opened {path}"))
    assert functions.grade(85.0, name).startswith(f"请核对：没有评分办法“{str(name).removesuffix('.0')}”；请填年度")


@pytest.mark.parametrize(
    ("answer", "calls"),
    [
        (functions.rate, [(None, 1.0), (1.0, None), ("", 1.0), (" ", 1.0), ("—", 1.0)]),
        (functions.execution_score, [(None, 1.0, 10.0), (1.0, None, 10.0), (1.0, 1.0, None)]),
        (functions.score, [(None, "1", 1.0), ("1", None, 1.0), ("1", "1", None), ("好", "好", 1.0), ("/", "1", 1.0)]),
        (functions.explain, [(None, None, None), ("", "1", 1.0)]),
        (functions.grade, [(None,), ("",), ("—",)]),
    ],
)
def test_blank_in_gives_blank_out(answer, calls):
    assert [answer(*call) for call in calls] == [""] * len(calls)


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("#N/A", "“全年执行数”所引用的单元格是错误值 #N/A，请先改正那个单元格"),
        (-2146826246, "“全年执行数”所引用的单元格是错误值 #ERROR!，请先改正那个单元格"),
        ("约三万", "“全年执行数”的内容“约三万”不是单个数字；请只填数字，不带单位、百分号和文字"),
        ("95%", "“全年执行数”的内容“95%”不是单个数字；请只填数字，不带单位、百分号和文字"),
        (True, "“全年执行数”的内容“是”不是单个数字；请只填数字，不带单位、百分号和文字"),
        ([[1.0, 2.0]], "“全年执行数”给了 2 个单元格，只能用一个；请只选其中一个单元格"),
        (1e60, "“全年执行数”的内容“1e+60”不是单个数字；请只填数字，不带单位、百分号和文字"),
    ],
)
def test_what_is_no_number_is_reported_with_its_argument_and_the_next_step(cell, message):
    assert functions.rate(cell, 1.0) == f"请核对：{message}"


def test_a_budget_of_nothing_cannot_be_divided_by():
    assert functions.rate(1.0, 0.0) == "请核对：全年预算数为 0，不能作除数；请核对全年预算数"
    assert functions.execution_score(1.0, 0.0, 10.0) == "请核对：全年预算数为 0，不能计算执行率"


@pytest.mark.parametrize(
    ("target", "actual", "weight", "message"),
    [
        ("10个", "3万元", 5.0, "完成值 3万元 与指标值的单位 个 不能换算"),
        ("3场5人", "4场", 5.0, "含 2 个数值（3场、5人），不能作为单一指标值"),
        ("10个", "完成", 5.0, "完成值：文字描述，没有可计算的数值"),
        ("10个", "10个", -1.0, "缺分值"),
    ],
)
def test_what_the_engine_cannot_score_is_reported_in_its_words(target, actual, weight, message):
    answer = functions.score(target, actual, weight)
    assert answer.startswith("请核对：") and message in answer
    assert functions.explain(target, actual, weight) == answer.removeprefix("请核对：")


def test_an_unknown_direction_or_tier_is_reported_with_the_choice():
    assert functions.score("1", "1", 1.0, None, "朝上") == (
        "请核对：方向“朝上”不认识；请填 ≥、≤ 或 =（也可填 正向、反向）"
    )
    assert "完成档次“很好”不在评分办法中" in functions.score("好", "好", 1.0, None, None, "很好")


@pytest.mark.parametrize(
    ("content", "cells"),
    [
        ("≥95%", [95.0, "%", "≥"]),
        ("1.2亿元", [1.2, "亿元", ""]),
        ("不超过90万元", [90.0, "万元", "≤"]),
        (0.1, [0.1, "", ""]),
        (None, ["", "", ""]),
    ],
)
def test_a_quantity_is_in_three_cells(content, cells):
    assert functions.quantity(content) == [cells]


@pytest.mark.parametrize(
    ("content", "message"),
    [("好", "文字描述"), ("2020年12月31日", "是日期"), ("3场5人", "含 2 个数值"), ("10-12月", "是时间段")],
)
def test_a_text_without_a_single_quantity_is_reported(content, message):
    ((answer,),) = functions.quantity(content)
    assert answer.startswith("请核对：") and message in answer


def test_an_array_formula_larger_than_its_answer_is_filled_with_empty_cells():
    assert functions.quantity("3场", 2.0, 4.0) == [[3.0, "场", "", ""], ["", "", "", ""]]
    assert functions.quantity("#REF!", 2.0, 2.0)[1] == ["", ""]


def test_what_nobody_foresaw_is_a_sentence_in_the_cell_and_a_line_in_the_log(monkeypatch, tmp_path):
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    monkeypatch.setattr(functions, "scoring", lambda given: 1 / 0)
    assert functions.grade(90.0).startswith("请核对：计算时出现意外，已记入日志")
    assert "ZeroDivisionError" in (tmp_path / "jixiao" / "jixiao.log").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_our_workbooks_never_depend_on_the_functions(path):
    import zipfile

    with zipfile.ZipFile(path) as package:
        parts = [package.read(name).decode("utf-8") for name in package.namelist() if name.endswith(".xml")]
    formulas = [formula for part in parts for formula in re.findall(r"<f\b[^>]*>([^<]*)</f>", part)]
    assert len(formulas) > 100
    assert [formula for formula in formulas if "JX_" in formula.upper()] == []
    assert not any("JX_" in name.upper() for part in parts for name in re.findall(r"<definedName[^>]*>[^<]*", part))
