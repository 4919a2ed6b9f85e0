"""What the cache and the level above keep is what was there, to the last digit."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings

from jixiao.collect.cache import Cache, code_of
from jixiao.collect.model import Arrival, Read
from jixiao.collect.record import plain, restored
from jixiao.form.finding import Finding, Related, Waiver
from jixiao.form.model import Form, Indicator, Measure
from tests import build as make
from tests.collect.test_choose import handed_in
from tests.strategies import forms


@settings(max_examples=40)
@given(forms())
def test_any_form_comes_back_as_it_was(form):
    assert restored(Form, json.loads(json.dumps(plain(form)))) == form


def test_places_measures_and_dates_come_back():
    (entry,) = handed_in(make.form(), mailed=datetime(2021, 3, 4, tzinfo=UTC)).entries
    again = restored(type(entry), json.loads(json.dumps(plain(entry))))
    assert again == entry and again.form.source == entry.form.source and entry.form.source.places
    measure = Indicator("产出指标", None, "甲", measure=Measure("定量", "≥", Decimal("8.50"), None, "台"))
    assert restored(Indicator, plain(measure)) == measure


def test_findings_and_waivers_come_back():
    found = Finding("JX1", "error", None, "total.score", "错", related=(Related("甲", "project", cell="A1"),))
    assert restored(Finding, plain(found)) == found
    waiver = Waiver("JX1", None, "理由", "经办", "2021-01-01")
    assert restored(Waiver, plain(waiver)) == waiver


@pytest.mark.parametrize("data", [None, 1, "x", [], [1] * 15, {"project": "甲"}])
def test_other_data_is_refused(data):
    with pytest.raises((ValueError, TypeError, ArithmeticError)):
        restored(Form, data)


def test_the_cache_gives_back_what_was_put(tmp_path):
    read = handed_in(make.form({"total.score": "78"}))
    cache = Cache(tmp_path / "缓存.sqlite", "")
    cache.put("a", [read])
    cache.close()
    again = Cache(tmp_path / "缓存.sqlite", "")
    assert again.get("a") == (read,) and again.get("b") is None
    again.close()


def test_another_policy_or_a_damaged_file_empties_the_cache(tmp_path):
    path = tmp_path / "缓存.sqlite"
    for prepare in (lambda: None, lambda: path.write_bytes(b"no database" * 400)):
        cache = Cache(path, "")
        cache.put("a", [Read(("a",), "", Arrival())])
        cache.close()
        prepare()
        other = Cache(path, "另一办法")
        assert other.get("a") is None
        other.close()


def test_a_file_is_known_by_name_and_content():
    assert len({code_of("甲", b"1"), code_of("乙", b"1"), code_of("甲", b"2")}) == 3
