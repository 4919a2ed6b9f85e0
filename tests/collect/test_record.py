"""What the store and the level above keep is what was there, to the last digit."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings

from jixiao.collect.record import json_text, restored
from jixiao.collect.store import code_of
from jixiao.form.finding import Finding, Related, Waiver
from jixiao.form.model import Form, Indicator, Measure
from tests import build as make
from tests.collect.test_choose import handed_in
from tests.strategies import forms


@settings(max_examples=40)
@given(forms())
def test_any_form_comes_back_as_it_was(form):
    assert restored(Form, json.loads(json_text(form))) == form


def test_places_measures_and_dates_come_back():
    (entry,) = handed_in(make.form(), mailed=datetime(2021, 3, 4, tzinfo=UTC)).entries
    again = restored(type(entry), json.loads(json_text(entry)))
    assert again == entry and again.form.source == entry.form.source and entry.form.source.places
    measure = Indicator("产出指标", None, "甲", measure=Measure("定量", "≥", Decimal("8.50"), None, "台"))
    assert restored(Indicator, json.loads(json_text(measure))) == measure


def test_findings_and_waivers_come_back():
    found = Finding("JX1", "error", None, "total.score", "错", related=(Related("甲", "project", cell="A1"),))
    assert restored(Finding, json.loads(json_text(found))) == found
    waiver = Waiver("JX1", None, "理由", "经办", "2021-01-01")
    assert restored(Waiver, json.loads(json_text(waiver))) == waiver


@pytest.mark.parametrize("data", [None, 1, "x", [], [1] * 15, {"project": "甲"}])
def test_other_data_is_refused(data):
    with pytest.raises((ValueError, TypeError, ArithmeticError)):
        restored(Form, data)


def test_a_file_is_known_by_name_and_content():
    assert len({code_of("甲", b"1"), code_of("乙", b"1"), code_of("甲", b"2")}) == 3
