"""Whatever a form holds, a check ends with findings and never with an exception."""

import re
from dataclasses import replace
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao import policy
from jixiao.form.model import Form, FundPart, Funds, FundTotal
from jixiao.form.rounding import half_up
from jixiao.rules import check
from jixiao.rules.run import ORDER
from tests import build, strategies

POLICY = policy.load("2020-caiyu-10")
STEP = re.compile(r"([a-z_]+)(?:\[(\d+)\])?")


def reached(form: Form, field: str) -> bool:
    """Whether the field path leads somewhere in the form."""
    thing = form
    for name, number in STEP.findall(field):
        thing = getattr(thing, name)
        if number:
            if int(number) >= len(thing):
                return False
            thing = thing[int(number)]
    return True


@settings(max_examples=80)
@given(st.lists(strategies.forms(), min_size=1, max_size=4))
def test_every_finding_names_a_field_of_its_form(forms):
    named = [replace(form, project=f"项目{number}") for number, form in enumerate(forms)]
    by_project = {form.project: form for form in named}
    for finding in check(named, POLICY).findings:
        assert reached(by_project[finding.project], finding.field)
        assert all(reached(by_project[item.project], item.field) for item in finding.related)
        assert finding.message and finding.fix and finding.basis


@settings(max_examples=40)
@given(strategies.forms())
def test_checking_twice_gives_the_same(form):
    assert check([form], POLICY) == check([form], POLICY)


@st.composite
def right_forms(draw: st.DrawFn) -> Form:
    """The correct form with other amounts: rate and scores as a careful clerk prints them, at any precision."""
    annual = draw(strategies.decimals("0.01", "99999"))
    executed = draw(st.decimals(Decimal(0), annual, places=2))
    exact = executed / annual
    places = draw(st.integers(2, 6))
    cut = draw(st.sampled_from([ROUND_HALF_UP, ROUND_DOWN]))
    rate = exact.quantize(Decimal(1).scaleb(-places), cut)
    score = half_up(10 * exact)
    part = FundPart("当年财政拨款", "appropriation", annual, annual, executed, rate)
    total = FundTotal(annual, annual, executed, Decimal(10), rate, score)
    others = build.CORRECT.funds.parts[1:]
    return build.form(
        {"total.score": str(score + 90), "indicators[3].note": "尾款未到支付期，资金结转下年"},
        funds=Funds(total, (part, *others)),
    )


@settings(max_examples=300)
@given(right_forms())
def test_a_form_whose_figures_are_right_raises_no_error(form):
    assert [item for item in check([form], POLICY).findings if item.severity == "error"] == []


@settings(max_examples=300)
@given(right_forms(), st.integers(2, 40))
def test_a_rate_two_units_off_is_always_found(form, units):
    rate = form.funds.total.rate
    wrong = rate + units * Decimal("0.01")
    found = check([build.form({"funds.total.rate": wrong}, funds=form.funds, total=form.total)], POLICY).findings
    assert ("JX211", "funds.total.rate") in {(item.code, item.field) for item in found}


@settings(max_examples=200)
@given(right_forms(), st.decimals(Decimal("0.02"), Decimal(50), places=2))
def test_a_total_off_by_two_hundredths_is_always_found(form, gap):
    wrong = replace(form, total=replace(form.total, score=form.total.score - gap))
    codes = {item.code for item in check([wrong], POLICY).findings}
    assert codes & {"JX311", "JX312"}


def test_every_field_has_its_rank():
    fields = {"project", "annual", "weight", "note", "actual", "score", "rate", "workbook", "waivers"}
    assert fields <= set(ORDER)
