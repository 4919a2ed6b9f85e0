"""Honest forms of many kinds, layouts and conventions raise no error and no warning."""

import pytest

from jixiao import policy
from jixiao.rules import check
from tests.rules.honest import KINDS, honest, unit_of_forms
from tests.rules.natural import natural


@pytest.mark.parametrize("seed", range(40))
def test_an_honest_form_raises_neither_error_nor_warning(seed):
    form, own = honest(seed)
    found = check([form], policy.load(own)).findings
    assert [(item.code, item.field, item.message) for item in found if item.severity != "notice"] == []


@pytest.mark.parametrize("seed", range(12))
def test_the_honest_forms_of_a_unit_accuse_each_other_of_nothing(seed):
    forms, names = unit_of_forms(seed)
    found = check(forms, [policy.load(own) for own in names]).findings
    assert [(item.code, item.message) for item in found if item.severity != "notice"] == []


def test_the_honest_forms_are_of_many_kinds():
    assert len({form.project[2:] for form, _ in map(honest, range(200))}) == len(KINDS) >= 18
    assert len({own for _, own in map(honest, range(200))}) == 5


@pytest.mark.parametrize(("form", "own"), tuple(natural()), ids=lambda item: getattr(item, "project", item))
def test_a_form_as_clerks_write_it_raises_neither_error_nor_warning(form, own):
    found = check([form], policy.load(own)).findings
    assert [(item.code, item.field, item.message) for item in found if item.severity != "notice"] == []


def test_the_written_forms_accuse_each_other_of_nothing():
    forms, names = zip(*natural(), strict=True)
    found = check(list(forms), [policy.load(own) for own in names]).findings
    codes = {item.code for item in found if item.severity != "notice"}
    assert len(forms) > 40 and codes <= {"JX607"}, "forms of four years are checked together here"
