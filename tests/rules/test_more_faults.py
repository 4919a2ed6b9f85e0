"""Further faults, in random honest forms and in those that clerks wrote, are found at the right field."""

from itertools import chain
from random import Random

import pytest

from jixiao import policy
from jixiao.rules import check
from jixiao.rules.view import kind
from tests.rules.faults import FAULTS
from tests.rules.honest import honest
from tests.rules.more_faults import MORE
from tests.rules.natural import natural

WRITTEN = tuple(natural())
LEAST = 0.98
ANYWHERE = ("dimension", "indicators")
"""Faults of the form as a whole, which have no field of their own."""


def is_found(report, made):
    """Whether one of the fault's rules answers at its field."""
    for item in report.findings:
        if item.code in made.codes and (made.field in ANYWHERE or made.field in _places(item)):
            return True
    return False


def has_every_kind(form):
    """Whether the form has a row of each kind the usual faults are put into, with full points."""
    return {"quantity", "quality", "time", "cost", "social", "lasting", "satisfaction"} <= {
        kind(row.category) for row in form.indicators if row.score == row.weight
    }


def is_seen(report, made):
    """Whether something is said of the row or the amount with the fault, if only of a consequence."""
    row = made.field.rpartition(".")[0]
    return any(place.startswith(row) for item in report.findings for place in _places(item))


def _places(item):
    return (item.field, *(other.field for other in item.related))


@pytest.mark.parametrize("name", MORE)
def test_a_fault_is_found_at_its_field(name):
    sources = chain((honest(seed) for seed in range(8)), WRITTEN)
    made = [(MORE[name](form, Random(number)), own) for number, (form, own) in enumerate(sources)]
    seen = [is_found(check([fault.form], policy.load(own)), fault) for fault, own in made if fault is not None]
    assert seen and sum(seen) >= len(seen) * LEAST


def test_the_usual_faults_show_in_the_written_forms_too():
    seen = []
    for name, make in FAULTS.items():
        for number, (form, own) in enumerate(item for item in WRITTEN if has_every_kind(item[0])):
            made = make(form, Random(number))
            if made is not None and name not in ("执行率低没有原因", "年中调整没有原因"):  # their goals tell the reason
                seen.append(is_seen(check([made.form], policy.load(own)), made))
    assert len(seen) > 500 and sum(seen) >= len(seen) * LEAST


def test_there_are_many_more_kinds():
    assert len(MORE) >= 55
