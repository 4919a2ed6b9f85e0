"""The weights of a form are added up where a row shares the cell of the row above it, each form by its own policy."""

import pytest

from jixiao import policy
from jixiao.rules import check
from tests import build

POLICY = policy.load("2020-caiyu-10")
SUB_ROW = {
    "indicators[1+]": {
        "dimension": "产出指标",
        "category": "数量指标",
        "name": "其中：更换曳引机",
        "target": "≥3台",
        "actual": "3台",
    }
}
LESS = {"indicators[2].weight": "5", "indicators[2].score": "5", "total.score": "89.6"}
SPREAD = {
    "indicators[2].weight": "20",
    "indicators[2].score": "20",
    "indicators[5].weight": "10",
    "indicators[5].score": "10",
}


def codes(changes):
    found = check([build.form({**SUB_ROW, **changes})], POLICY).findings
    return {item.code for item in found} & {"JX301", "JX302", "JX303", "JX311"}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, set()),
        ({"total.weight": "95"}, {"JX301"}),
        ({"total.score": "98"}, {"JX311"}),
        ({**LESS, "total.weight": "90"}, {"JX302", "JX303"}),
        (LESS, {"JX301", "JX303"}),
        (SPREAD, {"JX303"}),
    ],
)
def test_one_row_without_points_hides_no_wrong_sum(changes, expected):
    assert codes(changes) == expected


def test_a_row_with_a_score_and_no_weight_leaves_the_sum_open():
    assert codes({"indicators[1].score": "5", "total.weight": "95", "total.score": "104.6"}) == set()


def test_each_form_of_a_workbook_is_judged_by_its_own_policy():
    heavy = {
        "project": "长江禁捕补助", "funds.total.weight": "20", "funds.total.score": "19.2", "total.score": "99.2", "indicators[0].weight": "5",
        "indicators[0].score": "5", "indicators[0].actual": "9台", "goal.actual": "禁捕补助发完。", "indicators[5].actual": "台账齐全",
    }  # fmt: skip
    forms = [build.form(), build.form(heavy)]
    apart = check(forms, [POLICY, policy.load("hubei-2020")]).findings
    assert [item.code for item in apart if item.code.startswith("JX3")] == []
    together = check(forms, POLICY).findings
    assert {item.project for item in together if item.code == "JX303"} == {"长江禁捕补助"}
