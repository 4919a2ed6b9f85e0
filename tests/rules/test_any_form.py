"""Whatever a form holds, a check ends with findings and never with an exception."""

import re
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao import policy
from jixiao.form.model import Form
from jixiao.rules import check
from jixiao.rules.run import ORDER
from tests import strategies

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


@settings(max_examples=80, deadline=None)
@given(st.lists(strategies.forms(), min_size=1, max_size=4))
def test_every_finding_names_a_field_of_its_form(forms):
    named = [replace(form, project=f"项目{number}") for number, form in enumerate(forms)]
    by_project = {form.project: form for form in named}
    for finding in check(named, POLICY).findings:
        assert reached(by_project[finding.project], finding.field)
        assert all(reached(by_project[item.project], item.field) for item in finding.related)
        assert finding.message and finding.fix and finding.basis


@settings(max_examples=40, deadline=None)
@given(strategies.forms())
def test_checking_twice_gives_the_same(form):
    assert check([form], POLICY) == check([form], POLICY)


def test_every_field_has_its_rank():
    fields = {"project", "annual", "weight", "note", "actual", "score", "rate", "workbook", "waivers"}
    assert fields <= set(ORDER)
