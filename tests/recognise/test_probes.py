"""Small forms, each altered in one point: read and check give the answer that is in tests/data/probes/README.md."""

from decimal import Decimal

import pytest

from jixiao import policy
from jixiao.form.model import Form
from jixiao.importers import read
from jixiao.rules import check
from tests.samples import PROBES

BY_NAME = {path.stem: path for path in PROBES}
ALWAYS = {"JX309"}
"""A form of three indicators has no 质量, 时效 or 成本指标: what every probe has in common."""
DEPARTMENT_LABELS = ("a4_label_variants", "a4b_dept_name", "a4c_county_dept")
SPECIAL = {
    "a2_unknown_integer": {("JX104", "total")},
    "a2b_unknown_text": {("JX104", "total")},
    "a8b_year_in_name": {("JX115", "year")},
    "a9_transfer": {("JX218", "funds.total.executed"), ("JX515", "indicators[1].note"), ("JX525", "goal.actual")},
    "a9b_transfer_named": {
        ("JX218", "funds.total.executed"),
        ("JX515", "indicators[1].note"),
        ("JX525", "goal.actual"),
    },
    "b2_money_sentence": {("JX101", "funds.total.initial"), ("JX101", "funds.total.annual")},
    "c1_subrows_total98": {("JX302", "total.weight"), ("JX303", "indicators[3].weight")},
    "c4_total_in_head": {("JX311", "total.score")},
    "d5_fund_repeat_score": {("JX208", "funds.parts[0].score")},
    "e1_subrows_wrong_total": {
        ("JX301", "total.weight"),
        ("JX311", "total.score"),
        ("JX303", "indicators[3].weight"),
    },
    "e3_subrows_qizhong": {("JX301", "total.weight"), ("JX311", "total.score"), ("JX303", "indicators[3].weight")},
    "f1_words_for_number": {("JX518", "indicators[0].actual")},
    "f2_template_stars": {("JX103", "indicators[0].name"), ("JX103", "indicators[1].name")},
    "f4_rate_count_mix": {("JX519", "indicators[0].target")},
}
"""All that check finds in a probe beside what they have in common; nothing in the others."""
RESULTS = ("goal.actual", "indicators[0].actual", "indicators[0].score")


def form_of(name: str) -> Form:
    result = read(BY_NAME[name])
    assert result.problems == ()
    (form,) = result.forms
    return form


def findings(name: str):
    return check(read(BY_NAME[name]).forms, policy.load("2020-caiyu-10")).findings


@pytest.mark.parametrize("name", BY_NAME)
def test_check_finds_what_is_there_and_nothing_else(name):
    found = {(item.code, item.field) for item in findings(name) if item.code not in ALWAYS}
    assert found == SPECIAL.get(name, set())


def test_all_of_them_are_here():
    assert len(BY_NAME) == 33


def test_amounts_beside_their_labels_are_read():
    form = form_of("a1_money_beside_label")
    assert form.funds.total.annual == 500
    assert [(part.label, part.annual) for part in form.funds.parts] == [("财政拨款", 500)]


@pytest.mark.parametrize("name, text", [("a2_unknown_integer", "5"), ("a2b_unknown_text", "5分")])
def test_what_no_field_takes_is_listed_with_its_text(name, text):
    (finding,) = [item for item in findings(name) if item.code == "JX104"]
    assert [cell.text for cell in form_of(name).unread_cells] == ["自评扣分", text]
    assert "“自评扣分”" in finding.message and f"“{text}”" in finding.message


@pytest.mark.parametrize("name, amount", [("a3_total_heji", 10), ("c3_funds_across", 309)])
def test_a_total_is_read_wherever_it_is(name, amount):
    total = form_of(name).funds.total
    assert (total.annual, total.executed, total.rate) == (amount, amount, 1)


@pytest.mark.parametrize("name", DEPARTMENT_LABELS)
def test_labels_of_other_regions_are_read(name):
    form = form_of(name)
    assert (form.department, form.unit) == ("甲局", "乙所")
    assert [row.actual for row in form.indicators] == ["5公里", "1次", "95%"]
    assert [row.score for row in form.indicators] == [50, 30, 10]
    assert form.unread_cells == ()


def test_a_reason_under_another_heading_is_read():
    assert [row.note for row in form_of("b4_note_label").indicators] == [None, None, "回访不足,明年加强"]


def test_short_rows_are_put_under_their_headings():
    form = form_of("a5_pad")
    assert (form.funds.total.annual, form.funds.total.executed, form.funds.total.rate) == (10, 9, Decimal("0.9"))
    assert (form.goal.expected, form.goal.actual) == ("清扫道路5公里", "已清扫5公里")
    rows = [(row.dimension, row.category, row.name, row.target, row.actual) for row in form.indicators]
    assert rows == [
        ("产出指标", "数量指标", "保洁里程", "≥5公里", "5公里"),
        ("产出指标", "质量指标", "合格率", "100%", "100%"),
        ("效益指标", "社会效益指标", "投诉", "≤2次", "1次"),
        ("满意度指标", "服务对象满意度指标", "满意度", "≥90%", "95%"),
    ]
    assert [(row.weight, row.score) for row in form.indicators] == [(25, 25), (25, 25), (30, 30), (10, 10)]
    assert (form.total.weight, form.total.score) == (100, 99)


@pytest.mark.parametrize("name", ["a6_goal_form", "c5_target_form_title"])
def test_a_goal_form_is_reported_to_be_one(name):
    assert form_of(name).kind == "goal"


def test_a_goal_form_has_no_place_for_results():
    form = form_of("a6_goal_form")
    assert {form.state(path) for path in RESULTS} == {"absent"}
    assert [row.target for row in form.indicators] == ["≥5公里", "≤2次", "≥90%"]


@pytest.mark.parametrize("name", ["a7_subrows", "c1_subrows_total98", "e1_subrows_wrong_total", "e3_subrows_qizhong"])
def test_points_on_a_group_row_count_once(name):
    rows = form_of(name).indicators[:3]
    assert [(row.weight, row.score) for row in rows] == [(50, 50), (None, None), (None, None)]
    assert [row.actual for row in rows] == [None, "3公里", "2公里"]


def test_the_wrong_total_of_group_rows_is_counted_out():
    messages = {item.code: item.message for item in findings("e1_subrows_wrong_total")}
    assert "填 100" in messages["JX301"] and "98" in messages["JX301"]
    assert "填 100" in messages["JX311"] and "10 + 88 = 98" in messages["JX311"]


def test_the_year_of_the_name_is_a_hint_and_no_year_of_the_form():
    assert form_of("a8b_year_in_name").year is None
    (finding,) = [item for item in findings("a8b_year_in_name") if item.code == "JX115"]
    assert finding.severity == "notice" and "项目名称里有 2023 年" in finding.message


@pytest.mark.parametrize(
    "name, project",
    [("a9_transfer", "某补助资金"), ("a9b_transfer_named", "某补助资金"), ("b5_special_fund_name", "道路保洁")],
)
def test_a_transfer_or_a_special_fund_names_the_project(name, project):
    assert form_of(name).project == project


def test_a_transfer_is_read_for_what_it_has():
    form = form_of("a9_transfer")
    assert (form.kind, form.unit, form.year) == ("transfer", "乙县某局", 2023)
    assert (form.funds.total.annual, form.funds.total.executed, form.funds.total.rate) == (100, 80, Decimal("0.8"))
    assert (form.goal.expected, form.goal.actual) == ("完成改造", "已完成")
    assert form.state("total.score") == form.state("indicators[0].score") == "absent"


def test_points_without_brackets_are_no_part_of_a_level():
    (first, *_) = form_of("b1_points_no_paren").indicators
    assert (first.dimension, first.category, first.weight) == ("产出指标", "数量指标", 50)


def test_an_amount_in_a_sentence_is_unread_and_never_nothing():
    form = form_of("b2_money_sentence")
    assert form.funds.total.annual is None and form.state("funds.total.annual") == "unread"
    assert form.funds.total.executed == 854


def test_a_department_s_form_is_read_with_its_own_name():
    form = form_of("b3_dept")
    assert (form.kind, form.department, form.unit, form.total.score) == ("department", "甲局", "甲局", 100)


@pytest.mark.parametrize("name", ["b6_two_titles", "t1", "t2"])
def test_a_heading_above_the_title_is_no_second_form(name):
    form = form_of(name)
    assert (form.title, form.year, form.project) == ("项目支出绩效自评表", 2023, "道路保洁")


def test_one_score_for_two_indicators_is_added_once():
    rows = form_of("c2_shared_score").indicators
    assert [(row.weight, row.score) for row in rows] == [(50, 50), (None, None), (30, 30), (10, 10)]


def test_a_total_score_in_the_head_is_the_total():
    form = form_of("c4_total_in_head")
    assert (form.project, form.total.score) == ("道路保洁", 95)


def test_an_overall_goal_is_no_row_of_the_funds():
    form = form_of("d2_zongti")
    assert (form.goal.expected, form.goal.actual) == ("清扫道路5公里", "已清扫5公里")
    assert form.funds.parts == () and form.unread_cells == ()


def test_points_repeated_on_a_source_are_noticed_once():
    (finding,) = [item for item in findings("d5_fund_repeat_score") if item.code == "JX208"]
    assert finding.severity == "notice"


def test_words_for_numbers_are_one_finding_with_their_rows():
    (finding,) = [item for item in findings("f1_words_for_number") if item.code == "JX518"]
    assert [item.field for item in finding.related] == ["indicators[1].actual", "indicators[2].actual"]
