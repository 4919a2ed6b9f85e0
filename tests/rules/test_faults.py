"""Faults put into honest forms of every kind and layout are found at the right field."""

from random import Random

import pytest

from jixiao import policy
from jixiao.rules import check
from tests.rules.faults import BETWEEN, FAULTS
from tests.rules.honest import honest, unit_of_forms

SEEDS = range(12)
LEAST = 0.98


def found_at(report, codes, field):
    return any(
        item.code in codes and field in (item.field, *(other.field for other in item.related))
        for item in report.findings
    )


def outcomes(name, seeds):
    """Per seed whether the fault was found, where the form can have it."""
    for seed in seeds:
        form, own = honest(seed)
        made = FAULTS[name](form, Random(seed))
        if made is not None:
            yield seed, found_at(check([made.form], policy.load(own)), made.codes, made.field)


def missed_between(name, seeds):
    for seed in seeds:
        forms, names = unit_of_forms(seed, 2)
        first, second, codes, field = BETWEEN[name](*forms, Random(seed))
        report = check([first, second], [policy.load(own) for own in names])
        if not found_at(report, set(codes.split()), field):
            yield seed


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_in_an_honest_form_is_found_at_its_field(name):
    seen = list(outcomes(name, SEEDS))
    assert seen, "no honest form can have this fault"
    assert [seed for seed, found in seen if not found] == []


@pytest.mark.parametrize("name", BETWEEN)
def test_a_fault_between_two_honest_forms_is_found(name):
    assert list(missed_between(name, SEEDS)) == []


def test_there_are_many_kinds_of_faults():
    assert len(FAULTS) + len(BETWEEN) >= 50
