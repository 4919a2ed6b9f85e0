"""What a finding rests on binds the person who reads it: never the form of another place."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass

import pytest

from jixiao import policy
from jixiao.policy.score import score
from jixiao.rules import catalogue, check
from tests import build
from tests.rules.cases import cases

PLACE = re.compile(r"[\u4e00-\u9fff]{2,}?(?:省|自治区|市|州|县|区)|济南|湖北|青神|历城|攀枝花")
OWN = {"hubei-2020": re.compile("湖北省?"), "jinan-licheng-2019": re.compile("济南市历城区")}
"""The places whose own policy was chosen."""
FAILING = [case for case in cases() if case.fails]


def foreign(text, name):
    """The places in `text` that have nothing to do with the policy called `name`."""
    own = OWN.get(name)
    return PLACE.findall(own.sub("", text) if own else text)


def clauses(thing):
    """Every clause within a policy."""
    if is_dataclass(thing) or hasattr(thing, "_fields"):
        for name in getattr(thing, "_fields", None) or [item.name for item in fields(thing)]:
            value = getattr(thing, name)
            if name in ("clause", "document"):
                yield value
            else:
                yield from clauses(value)
    elif isinstance(thing, (tuple, list)):
        for item in thing:
            yield from clauses(item)
    elif isinstance(thing, dict):
        yield from clauses(tuple(thing.values()))


def test_a_place_is_seen():
    assert foreign("见济南市历城区2019年自评表", "2020-caiyu-10") and foreign("湖北样表", "variant-tiers-50")
    assert not foreign("湖北省2020年自评表备注2", "hubei-2020") and foreign("青神县注1", "hubei-2020")
    assert len(list(clauses(policy.load("2020-caiyu-10")))) > 10


@pytest.mark.parametrize("rule", catalogue(), ids=lambda rule: rule.code)
def test_a_rule_rests_on_no_form_of_one_place(rule):
    assert rule.basis and foreign(rule.basis, "") == []
    assert "表注" not in rule.basis, "the reader's own form may have no notes"


@pytest.mark.parametrize("name", policy.names())
def test_a_policy_cites_no_form_of_another_place(name):
    assert [text for text in clauses(policy.load(name)) if foreign(text, name)] == []


@pytest.mark.parametrize("name", policy.names())
def test_no_finding_cites_another_place_whatever_the_policy(name):
    chosen = policy.load(name)
    seen = set()
    for case in FAILING:
        made = [build.form(changes) for changes in case.forms or ((case.change or {}),)]
        before = [build.form(one) for one in case.before]
        report = check(made, chosen, facts=case.facts, waivers=case.waivers, before=before, sendings=case.sendings)
        for item in report.findings:
            seen.add(item.code)
            assert item.basis and foreign(item.basis, name) == [], item
        for form in made:
            scores = score(form, chosen)
            for line in (scores.execution, *scores.indicators):
                assert foreign(line.clause, name) == []
    assert len(seen) > 80


@pytest.mark.parametrize(
    ("name", "changes", "code", "cited"),
    [
        (
            "hubei-2020",
            {"indicators[0].actual": "6台", "indicators[0].score": "15"},
            "JX403",
            "湖北省2020年自评表备注2",
        ),
        ("2020-caiyu-10", {"indicators[0].actual": "6台", "indicators[0].score": "15"}, "JX403", "财预〔2020〕10号"),
        ("variant-over-completion-120", {"indicators[0].actual": "10台"}, "JX515", "本地规定：完成值达到指标值的120%"),
        ("2020-caiyu-10", {"funds.total.score": "8"}, "JX213", "财预〔2020〕10号"),
        ("2021-caiyu-101", {}, "JX303", "财预〔2021〕101号"),
        ("hubei-2020", {}, "JX303", "湖北省2020年自评表备注1"),
    ],
)
def test_where_the_chosen_policy_binds_its_own_clause_is_cited(name, changes, code, cited):
    found = [item for item in check([build.form(changes)], policy.load(name)).findings if item.code == code]
    assert found and all(cited in item.basis for item in found)
