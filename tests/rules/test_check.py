"""How a check puts findings together: order, places, switches, waivers, counts, consequences."""

from dataclasses import replace
from decimal import Decimal

import pytest

from jixiao import policy
from jixiao.form.finding import Waiver
from jixiao.form.model import Source, Unread
from jixiao.policy.score import score
from jixiao.rules import Report, catalogue, check
from tests import build
from tests.rules.cases.jx6 import own

POLICY = policy.load("2020-caiyu-10")
WRONG = {"total.score": "98", "project": "综治维稳经费", "indicators[5].score": "12", "goal.actual": "8台全部修好。。"}
HELD = Waiver("JX311", "综治维稳经费", "总分由上级核定", "张三", "2021-03-15")


def codes(report: Report) -> list[str]:
    return [item.code for item in report.findings]


def test_findings_come_by_form_then_severity_then_place():
    report = check([build.form({**own("综治维稳经费", "场"), **WRONG}), build.form({"total.score": "98"})], POLICY)
    assert [(item.project, item.code) for item in report.findings] == [
        ("综治维稳经费", "JX311"),
        ("综治维稳经费", "JX406"),
        ("综治维稳经费", "JX131"),
        ("老旧小区电梯维修", "JX311"),
    ]


def test_a_finding_names_file_sheet_and_cell():
    source = Source("自评.xlsx", "综治维稳经费", None, {"total.score": "H24", "indicators[5].note": "I20"})
    unexplained_losses = {"indicators[5].score": "12"}
    (finding,) = check(
        [build.form(unexplained_losses, source=source, total=build.form({"total.score": "96.6"}).total)], POLICY
    ).findings
    assert (finding.file, finding.sheet, finding.cell) == ("自评.xlsx", "综治维稳经费", "I20")


def test_a_text_source_is_named_by_its_table():
    form = build.form({"total.score": "98"}, source=Source("表.txt", None, 3, {"total.score": "第 31 行"}))
    (finding,) = check([form], POLICY).findings
    assert (finding.sheet, finding.cell) == ("第 3 张表", "第 31 行")


def test_a_layout_without_a_column_is_not_blamed_for_it():
    form = build.form({"funds.total.initial": None, "funds.parts[0].initial": None})
    placed = replace(
        form, source=Source("表.txt", None, 1, {"funds.total.annual": "第 5 行", "total.weight": "第 9 行"})
    )
    assert codes(check([form], POLICY)) == ["JX204"]
    assert codes(check([placed], POLICY)) == []


@pytest.mark.parametrize("field", ["total.score", "funds.total.rate", "funds.total.executed", "indicators[0].weight"])
def test_an_unreadable_cell_hides_the_errors_it_causes(field):
    form = build.form({field: None, "unread": (Unread(field, "9 8"),)})
    errors = [item for item in check([form], POLICY).findings if item.severity == "error"]
    assert [(item.code, item.field) for item in errors] == [("JX101", field)]


def test_the_likely_figure_of_an_unreadable_total_is_reported():
    form = build.form({"total.score": None, "unread": (Unread("total.score", "99.6 999"),)})
    assert check([form], POLICY).findings[0].expected == "一个数字（各项得分合计 99.6）"


def test_a_rule_or_a_family_can_be_switched_off():
    form = build.form(WRONG)
    assert codes(check([form], POLICY, off=("JX311",))) == ["JX406", "JX131"]
    assert codes(check([form], POLICY, off=("JX1", "JX3"))) == ["JX406"]


def test_a_waiver_that_holds_sets_its_finding_aside():
    report = check([build.form(WRONG)], POLICY, waivers=(replace(HELD, rule="JX406"),))
    assert codes(report) == ["JX311", "JX131"]
    assert [(item.finding.code, item.waiver.who) for item in report.waived] == [("JX406", "张三")]


def test_a_waiver_for_all_projects_covers_every_form():
    forms = [build.form(WRONG), build.form({"total.score": "98"})]
    report = check(forms, POLICY, waivers=(replace(HELD, rule="JX311", project=None),), off=("JX712",))
    assert len(report.waived) == 2 and "JX311" not in codes(report)


@pytest.mark.parametrize("gap", [{"reason": " "}, {"who": ""}, {"date": ""}, {"date": "去年"}, {"rule": "JX000"}])
def test_a_waiver_with_a_gap_does_not_hold_and_is_reported(gap):
    report = check([build.form(WRONG)], POLICY, waivers=(replace(HELD, **gap),))
    assert codes(report) == ["JX311", "JX406", "JX131", "JX711"]
    assert report.waived == ()


SHARED = [
    build.form({**own(project, things), "indicators[5].actual": text})
    for project, things, text in (
        ("综治维稳经费", "场", "受理矛盾纠纷106件"),
        ("平安建设经费", "件", "受理矛盾纠纷106件，全部办结"),
        ("社会管理补助", "次", "调处纠纷106起"),
    )
]


@pytest.mark.parametrize(
    ("waived", "standing"),
    [
        ((), ["综治维稳经费"]),
        (("平安建设经费",), ["综治维稳经费"]),
        (("综治维稳经费",), ["平安建设经费"]),
        (("综治维稳经费", "平安建设经费"), ["社会管理补助"]),
        (("综治维稳经费", "平安建设经费", "社会管理补助"), []),
    ],
)
def test_the_waiver_of_one_project_silences_only_that_project(waived, standing):
    waivers = tuple(replace(HELD, rule="JX602", project=project) for project in waived)
    report = check(SHARED, POLICY, waivers=waivers)
    assert [item.project for item in report.findings if item.code == "JX602"] == standing
    for item in report.findings:
        assert item.field == "indicators[5].actual" and item.found in {one.indicators[5].actual for one in SHARED}


def test_findings_are_counted_by_project():
    report = check([build.form({**own("综治维稳经费", "场"), **WRONG}), build.form({"total.score": "98"})], POLICY)
    assert report.counts("综治维稳经费") == (1, 1, 1)
    assert report.counts("老旧小区电梯维修") == (1, 0, 0)
    assert report.totals == (2, 1, 1)
    assert report.has_errors


def test_given_scores_are_not_worked_out_again():
    form = build.form(WRONG)
    assert check([form], POLICY, scores=[score(form, POLICY)]) == check([form], POLICY)


def test_no_forms_give_no_findings():
    assert check([], POLICY) == Report()


def test_an_empty_form_is_checked_without_failing():
    from jixiao.form.model import Form

    report = check([Form(None)], POLICY)
    assert {"JX105", "JX106", "JX107"} <= set(codes(report))
    assert all(item.severity != "error" or item.code in ("JX105", "JX106", "JX107") for item in report.findings)


def jumped(limits):
    before = [build.form({"year": 2019, "funds.total.initial": "30"})]
    report = check([build.form()], replace(POLICY, budget_jump=limits), before=before)
    return [item for item in report.findings if item.code == "JX621"]


def test_what_a_jump_of_the_budget_is_is_said_by_the_policy():
    limits = POLICY.budget_jump
    (found,) = jumped(limits)
    assert found.message.endswith("增加 66.67%（界限 30%）")
    assert jumped(limits._replace(share=Decimal("0.7"))) == []
    assert jumped(limits._replace(least=Decimal(300000))) == []


def test_the_rule_book_says_the_default_limits_of_a_jump():
    rule = next(rule for rule in catalogue() if rule.code == "JX621")
    limits = POLICY.budget_jump
    assert f"默认 {limits.share * 100:.0f}% 以上，且相差 {limits.least / 10000:.0f} 万元以上" in rule.explanation


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"funds.parts[0].initial": "45"}, "明细合计 45 万元"),
        ({"funds.parts[0].initial": "40", "funds.parts[1].initial": "5"}, "明细合计 40 + 5 = 45 万元"),
    ],
)
def test_a_sum_of_one_part_is_not_written_as_a_sum(parts, said):
    found = next(item for item in check([build.form(parts)], POLICY).findings if item.code == "JX201")
    assert found.message == f"年初预算数总额填 50 万元，{said}"
