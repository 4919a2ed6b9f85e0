"""Every bundled policy loads, adds up and names the sources of its values."""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from jixiao import policy
from jixiao.form.model import Form, Funds, FundTotal, Indicator, Source
from jixiao.policy import choice
from jixiao.policy.files import folder

SOURCE = re.compile(r"财预〔\d{4}〕\d+号|\d{4}年自评表|本地规定|各地通行做法|经验值")


@pytest.mark.parametrize("name", policy.names())
def test_every_value_of_a_policy_names_its_source(name: str) -> None:
    found = policy.load(name)
    parts = (
        found.execution,
        found.over_completion,
        found.low_execution,
        found.budget_jump,
        found.quantitative.at_least,
        found.quantitative.at_most,
        found.quantitative.equal,
        *found.dimensions,
        *found.tiers,
        *found.grades,
    )
    assert found.title and found.document and re.fullmatch(r"\d{4}-\d{2}-\d{2}", found.dated)
    assert [part.clause for part in parts if not SOURCE.search(part.clause)] == []


@pytest.mark.parametrize("name", policy.names())
def test_tiers_run_without_a_gap_from_all_to_nothing(name: str) -> None:
    tiers = policy.load(name).tiers
    assert (tiers[0].high, tiers[-1].low) == (1, 0)
    assert [tier.low for tier in tiers[:-1]] == [tier.high for tier in tiers[1:]]


@pytest.mark.parametrize("name", policy.names())
def test_grades_run_from_best_to_nothing(name: str) -> None:
    minimums = [grade.minimum for grade in policy.load(name).grades]
    assert minimums == sorted(minimums, reverse=True) and minimums[-1] == 0


@pytest.mark.parametrize("name", [name for name in policy.names() if name != "2020-caiyu-10"])
def test_a_variant_holds_only_what_differs(name: str) -> None:
    text = (folder() / f"{name}.toml").read_text(encoding="utf-8")
    assert 'extends = "2020-caiyu-10"' in text
    base = policy.load("2020-caiyu-10")
    found = policy.load(name)
    assert found != base and [dimension.name for dimension in found.dimensions][:4] == [
        dimension.name for dimension in base.dimensions
    ]


def test_the_default_weighs_ten_fifty_thirty_ten() -> None:
    found = policy.default(2020)
    weights = {dimension.name: dimension.weight for dimension in found.dimensions if dimension.weight}
    assert (found.name, found.execution.weight) == ("2020-caiyu-10", 10)
    assert weights == {"产出指标": 50, "效益指标": 30, "满意度指标": 10}


@pytest.mark.parametrize("year", [None, 2018, 2020, 2023])
def test_no_variant_becomes_the_default_of_a_year(year: int | None) -> None:
    assert policy.default(year).name == "2020-caiyu-10"


def test_a_form_with_cost_as_a_dimension_follows_the_policy_that_weighs_it() -> None:
    cost = Form("项目", year=2022, indicators=(Indicator("成本指标", "经济成本指标", "成本"),))
    usual = Form("项目", year=2022, indicators=(Indicator("产出指标", "成本指标", "成本"),))
    assert policy.for_form(cost).name == "2021-caiyu-101"
    assert policy.for_form(usual).name == "2020-caiyu-10"
    weights = [dimension.weight for dimension in policy.for_form(cost).dimensions]
    assert sum(weights, policy.for_form(cost).execution.weight) == Decimal(100)


def test_a_form_whose_execution_is_worth_20_points_follows_the_policy_that_says_so() -> None:
    assert (
        policy.for_form(Form("项目", year=2022, funds=Funds(FundTotal(weight=Decimal(20))))).name
        == "variant-execution-20"
    )


def test_only_a_form_without_a_place_for_the_annual_budget_is_rated_against_the_initial_one() -> None:
    amounts = Funds(FundTotal(initial=Decimal(10), executed=Decimal(9)))
    columns = {"funds.total.initial": "D7", "funds.total.executed": "F7"}
    absent = Form("项目", year=2022, funds=amounts, source=Source(places=columns))
    blank = Form("项目", year=2022, funds=amounts, source=Source(places={**columns, "funds.total.annual": "E7"}))
    assert policy.for_form(absent).name == "variant-initial-budget"
    assert policy.for_form(blank).name == "2020-caiyu-10"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('chosen_when = { weight = "20" }', "weight"),
        ("chosen_when = { execution_weight = 200 }", "execution_weight"),
        ("chosen_when = {", "chosen_when 写法有误"),
    ],
)
def test_policy_marks_that_cannot_be_used_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, words: str
) -> None:
    (tmp_path / "local.toml").write_text(line, encoding="utf-8")
    monkeypatch.setattr(choice, "folder", lambda: tmp_path)
    monkeypatch.setattr(choice, "bundled", lambda: ("local",))
    with pytest.raises(policy.PolicyError, match=words):
        choice.policy_marks.__wrapped__()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("产出指标", "产出指标"),
        ("产 出\n指标", "产出指标"),
        ("产出指标(50分)", "产出指标"),
        ("产出指标（50分）", "产出指标"),
        ("项目效益", "效益指标"),
        ("满意度\n指标", "满意度指标"),
        ("服务对象满意度指标", "满意度指标"),
        ("项目管理(25分)", None),
        (None, None),
    ],
)
def test_a_dimension_is_known_by_its_synonyms(text: str | None, name: str | None) -> None:
    found = policy.default(2020).dimension(text)
    assert (found.name if found else None) == name
