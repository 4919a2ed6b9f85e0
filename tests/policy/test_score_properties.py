"""What holds of every score, whatever the figures."""

from decimal import Decimal
from itertools import pairwise

from hypothesis import assume, given
from hypothesis import strategies as st

from jixiao import policy
from jixiao.form.model import Form, Funds, FundTotal, Indicator, Measure
from jixiao.policy.score import Score, score

POLICIES = st.sampled_from([policy.load(name) for name in policy.names()])
DIRECTIONS = st.sampled_from("≥≤=")
WEIGHTS = st.decimals(0, 100, places=1)
AMOUNTS = st.decimals(-1000, 10**6, places=2)
POSITIVE = st.decimals("0.01", 10**6, places=2)


def line(
    by: policy.Policy, direction: str, target: Decimal, actual: Decimal, weight: Decimal, tier: str | None = None
) -> Score:
    measure = Measure("定性" if tier else "定量", direction, target, actual, "个", tier)
    indicator = Indicator("产出指标", "数量指标", "指标1", weight=weight, measure=measure)
    return score(Form("项目", indicators=(indicator,)), by).indicators[0]


@given(POLICIES, DIRECTIONS, AMOUNTS, AMOUNTS, WEIGHTS)
def test_a_suggested_score_is_between_nothing_and_the_weight(
    by: policy.Policy, direction: str, target: Decimal, actual: Decimal, weight: Decimal
) -> None:
    found = line(by, direction, target, actual, weight)
    assert found.suggested is not None and 0 <= found.suggested <= weight
    assert found.clause and found.clause in found.explanation


@given(POLICIES, st.sampled_from("≥≤"), AMOUNTS, AMOUNTS, AMOUNTS, WEIGHTS)
def test_a_better_result_never_scores_less(
    by: policy.Policy, direction: str, target: Decimal, one: Decimal, other: Decimal, weight: Decimal
) -> None:
    worse, better = sorted((one, other), reverse=direction == "≤")
    low, high = (line(by, direction, target, actual, weight).suggested for actual in (worse, better))
    assert low is not None and high is not None and low <= high


@given(POLICIES, POSITIVE, POSITIVE, POSITIVE, WEIGHTS)
def test_nearer_to_an_exact_target_never_scores_less(
    by: policy.Policy, target: Decimal, one: Decimal, other: Decimal, weight: Decimal
) -> None:
    assume(by.quantitative.equal.method != "at-least")
    far, near = sorted((one, other), key=lambda actual: -abs(actual - target))
    low, high = (line(by, "=", target, actual, weight).suggested for actual in (far, near))
    assert low is not None and high is not None and low <= high


@given(POLICIES, DIRECTIONS, POSITIVE, POSITIVE, WEIGHTS, st.sampled_from([10, 100, 10000]))
def test_the_unit_of_the_figures_does_not_change_the_score(
    by: policy.Policy, direction: str, target: Decimal, actual: Decimal, weight: Decimal, factor: int
) -> None:
    small = line(by, direction, target, actual, weight)
    large = line(by, direction, target * factor, actual * factor, weight)
    assert small.suggested == large.suggested


@given(POLICIES, DIRECTIONS, POSITIVE, WEIGHTS)
def test_a_met_target_gets_full_points(by: policy.Policy, direction: str, target: Decimal, weight: Decimal) -> None:
    assert line(by, direction, target, target, weight).suggested == weight


@given(POLICIES, WEIGHTS, st.data())
def test_the_bands_of_a_policy_touch_and_hold_their_suggestion(
    by: policy.Policy, weight: Decimal, data: st.DataObject
) -> None:
    bands = [line(by, "≥", Decimal(1), Decimal(1), weight, tier.name).band for tier in by.tiers]
    tier = data.draw(st.sampled_from(by.tiers))
    found = line(by, "≥", Decimal(1), Decimal(1), weight, tier.name)
    assert found.band is not None and found.band[0] <= (found.suggested or 0) == found.band[1] <= weight
    for above, below in pairwise(bands):
        assert above is not None and below is not None and above[0] == below[1]


@given(POLICIES, POSITIVE, AMOUNTS, WEIGHTS)
def test_the_execution_score_follows_the_rate_up_to_the_weight(
    by: policy.Policy, budget: Decimal, executed: Decimal, weight: Decimal
) -> None:
    found = score(Form("项目", funds=Funds(FundTotal(budget, budget, executed, weight))), by)
    assert found.rate == executed / budget
    assert found.execution.suggested is not None and 0 <= found.execution.suggested <= weight
    assert (found.execution.suggested == weight) or executed < budget
