"""A row of a form is called by its name, not by its number alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jixiao.form import subjects
from jixiao.form.fields import field_name
from jixiao.form.subjects import subject
from tests.build import form


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("指标1：受理矛盾纠纷。", "产出指标·受理矛盾纠纷"),
        ("指标1： 基层组织\n活动", "产出指标·基层组织 活动"),
        ("维修电梯数量", "产出指标·维修电梯数量"),
        ("指标2：", "产出指标·数量指标（第 1 个指标）"),
        (None, "产出指标·数量指标（第 1 个指标）"),
        ("甲" * 40, "产出指标·" + "甲" * 23 + "…"),
    ],
)
def test_an_indicator_is_called_by_its_first_and_third_level(name, called):
    made = form(
        {"indicators[0].name": name, "indicators[0].dimension": "产出指标", "indicators[0].category": "数量指标"}
    )
    assert subject(made, "indicators[0].score") == called
    assert field_name("indicators[0].score", called) == f"{called}·得分"


def test_two_rows_called_the_same_are_distinguished_by_their_number():
    same = {
        f"indicators[{at}].{key}": text for at in (0, 1) for key, text in (("name", "走访户数"), ("dimension", "产出"))
    }
    made = form(same)
    assert subject(made, "indicators[1].note") == "产出·走访户数（第 2 个指标）"


def test_the_names_of_a_form_are_compared_once_whatever_number_of_rows_is_asked_for(monkeypatch):
    row = form().indicators[0]
    made = replace(form(), indicators=tuple(replace(row, name=f"第{at}村走访户数") for at in range(400)))
    read = []
    own = subjects.indicator_name
    monkeypatch.setattr(subjects, "indicator_name", lambda item: read.append(item) or own(item))
    assert len({subject(made, f"indicators[{at}].score") for at in range(400)}) == 400
    assert len(read) == 800


def test_a_row_of_the_funds_is_called_by_its_label():
    made = form()
    assert subject(made, "funds.parts[1].rate") == made.funds.parts[1].label
    assert subject(made, "funds.total.rate") is None and subject(made, "indicators[99].note") is None
    assert field_name("funds.parts[1].rate", "其他资金") == "其他资金·执行率"


def test_without_a_name_the_number_is_all_there_is():
    assert field_name("indicators[3].score") == "第 4 个指标·得分"
    assert field_name("funds.parts[0].rate") == "资金来源第 1 行·执行率"
