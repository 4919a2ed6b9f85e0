"""What a report says of itself: what is counted, and what the settings do not show."""

from __future__ import annotations

import pytest

from jixiao.form.finding import Waiver
from jixiao.policy import default
from jixiao.rules import check
from jixiao.rules.registry import each_form
from tests.build import form

POLICY = default(2020)


def test_what_is_not_shown_is_counted_by_severity():
    report = check([form({"total.weight": "90", "goal.actual": None})], POLICY)
    shown = report.without(["error"])
    errors = report.totals[0]
    assert shown.totals[0] == 0 and shown.unshown == f"未显示：错误 {errors} 处" and report.unshown == ""


def test_a_waiver_for_a_project_sets_aside_what_is_found_there_alone():
    forms = [form({"total.weight": "90"}), form({"total.weight": "90"}, project="另一个")]
    waiver = Waiver("JX301", "另一个", "按批复", "张三", "2021-03-15")
    report = check(forms, POLICY, waivers=[waiver])
    assert [item.project for item in report.findings if item.code == "JX301"] == ["老旧小区电梯维修"]
    assert [item.finding.project for item in report.waived] == ["另一个"]


def test_a_code_that_is_taken_is_not_given_again():
    with pytest.raises(ValueError, match="规则编号重复：JX301"):
        each_form("JX301", "notice", "标题", basis="依据", fix="改", explanation="说明")(lambda view: iter(()))
