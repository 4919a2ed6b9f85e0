"""Every rule answers where its cases say, and nowhere else."""

import pytest

from jixiao import policy
from jixiao.rules import catalogue, check
from tests import build
from tests.rules.cases import Case, cases


def forms_of(case: Case):
    return [build.form(changes) for changes in case.forms or ((case.change or {}),)]


def before_of(case: Case):
    return [build.form(changes) for changes in case.before]


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case.rule} {case.title}")
def test_a_rule_answers_exactly_where_its_case_says(case):
    forms = forms_of(case)
    report = check(
        forms,
        policy.load(case.policy),
        facts=case.facts,
        waivers=case.waivers,
        before=before_of(case),
        sendings=case.sendings,
    )
    found = [(item.code, item.field) for item in report.findings]
    assert sorted(found) == sorted([*((case.rule, field) for field in case.at), *case.also])
    if case.at and case.facts is None and not case.waivers:
        assert {item.project for item in report.findings} == {forms[case.on].project}


def test_a_correct_form_raises_no_finding():
    assert check([build.form()], policy.load("2020-caiyu-10")).findings == ()


@pytest.mark.parametrize("rule", catalogue(), ids=lambda rule: rule.code)
def test_every_rule_has_a_case_that_fails_and_one_that_passes(rule):
    own = [case for case in cases() if case.rule == rule.code]
    assert any(case.fails for case in own)
    assert any(not case.fails for case in own)


@pytest.mark.parametrize("rule", catalogue(), ids=lambda rule: rule.code)
def test_every_rule_gives_its_basis_its_fix_and_why(rule):
    assert rule.title and rule.basis and rule.fix.endswith("。") and rule.explanation.endswith("。")
    assert rule.family in ("JX1", "JX2", "JX3", "JX4", "JX5", "JX6", "JX7")


@pytest.mark.parametrize("case", [case for case in cases() if case.fails], ids=lambda case: f"{case.rule} {case.title}")
def test_a_rule_that_is_switched_off_stays_silent(case):
    report = check(
        forms_of(case),
        policy.load(case.policy),
        facts=case.facts,
        waivers=case.waivers,
        before=before_of(case),
        sendings=case.sendings,
        off=(case.rule,),
    )
    assert case.rule not in {item.code for item in report.findings}


def test_a_rule_explains_itself_only_by_rules_that_exist():
    codes = {rule.code for rule in catalogue()}
    assert all(set(rule.after) <= codes for rule in catalogue())
