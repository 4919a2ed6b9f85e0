"""The forms of two years put side by side: by the names of project and unit, nothing guessed, each form once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from jixiao.policy import default
from jixiao.rules.view import outline
from jixiao.rules.year_pairs import matched, pairs
from tests import build as make


def form(project, unit="青河区物业管理中心", year=2020):
    return make.form(project=project, unit=unit, year=year)


def states(now, before):
    mine, old = [form(*each) for each in now], [form(*each, year=2019) for each in before]
    return [(match.now, match.before, match.state) for match in matched(mine, old)]


def test_a_project_goes_on_is_new_or_is_gone():
    found = states([("电梯维修",), ("绿化",)], [("道路",), ("电梯 维修",)])
    assert found == [(0, 1, "both"), (1, None, "new"), (None, 0, "gone")]


def test_the_same_project_of_another_unit_is_another_project():
    assert states([("绿化", "东所")], [("绿化", "西所")]) == [(0, None, "new"), (None, 0, "gone")]


def test_names_that_stand_for_several_forms_are_not_matched():
    assert states([("绿化",), ("绿化",)], [("绿化",)]) == [
        (0, None, "unmatched"),
        (1, None, "unmatched"),
        (None, 0, "unmatched"),
    ]
    assert states([(None,)], [(None,)]) == [(0, None, "unmatched"), (None, 0, "unmatched")]
    assert states([("绿化",)], [("绿化",), ("绿化。",)])[0] == (0, None, "unmatched")


NAMES = some.lists(some.tuples(some.sampled_from(["甲", "乙", "乙 ", None]), some.sampled_from(["东所", "西所", None])))


@given(NAMES, NAMES)
def test_every_form_is_there_once_and_pairs_are_those_of_the_rules(now, before):
    mine, old = [form(*each) for each in now], [form(*each, year=2019) for each in before]
    found = list(matched(mine, old))
    assert sorted(match.now for match in found if match.now is not None) == list(range(len(mine)))
    assert sorted(match.before for match in found if match.before is not None) == list(range(len(old)))
    views = [outline(number, each) for number, each in enumerate(mine)]
    judged = {(pair.view.number, old.index(pair.before)) for pair in pairs(views, old, [default(2020)] * len(mine))}
    both = {(match.now, old.index(old[match.before])) for match in found if match.state == "both"}
    assert both <= judged
    assert all((match.state == "both") == (None not in (match.now, match.before)) for match in found)
