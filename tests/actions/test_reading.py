"""Opening a file, and what every action asks of it first: its policy, its facts, its scores."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from jixiao.actions.loaded import evaluations, named_policy, policy_for
from jixiao.actions.open import load
from jixiao.actions.score import score_forms
from jixiao.actions.text_numbers import uncounted
from jixiao.errors import CannotGoOn
from jixiao.policy import default
from jixiao.sheets.own import own_sheets
from jixiao.xlsx.edit.patch import Patch
from tests.actions.files import POLICY, again, document, foreign, ours
from tests.build import form
from tests.samples import GOLDENS

GOAL = next(path for path in (GOLDENS / "shapes").glob("*goal*") if path.suffix == ".xlsx")


def test_a_file_is_called_by_its_name_or_by_the_one_given(tmp_path):
    path = ours(folder=tmp_path).path
    assert load(path).source.name == "自评.xlsx" and load(path, "甲局来文.xlsx").forms[0].source.file == "甲局来文.xlsx"


def test_a_file_that_is_not_there_is_named_with_the_next_step(tmp_path):
    with pytest.raises(CannotGoOn, match=r"没有\.xlsx：找不到这个文件.*检查路径"):
        load(tmp_path / "没有.xlsx")


def test_a_workbook_of_ours_that_was_saved_without_results_is_computed():
    patch = Patch.open(ours().source.data)
    sheet = patch.sheets[1] if patch.sheets[1] != "汇总表" else patch.sheets[2]
    rate = ours().forms[0].place("funds.total.rate")
    patch.set_formula(sheet, rate, "F5/E5", None)
    (found,) = again(patch.bytes()).forms
    assert found.funds.total.rate == Decimal("0.96") and not found.unread


def test_a_formula_without_a_result_in_a_foreign_workbook_is_unknown_and_not_blank():
    patch = Patch.open(foreign().source.data)
    cell = foreign().forms[0].place("funds.total.rate")
    patch.set_formula(patch.sheets[0], cell, "F5/E5", None)
    (found,) = again(patch.bytes()).forms
    assert [(item.field, item.reason) for item in found.unread] == [("funds.total.rate", "number")]
    assert "公式没有保存结果" in found.unread[0].text


def test_a_text_has_no_facts_and_no_waivers_and_is_no_workbook():
    loaded = document()
    assert not loaded.is_workbook and loaded.waivers == () and loaded.facts(default(2020)) is None


def test_the_policy_is_the_one_named_then_the_one_the_workbook_keeps_then_what_the_form_shows():
    assert policy_for(ours(), None).name == POLICY
    assert policy_for(ours(), "2021-caiyu-101").name == "2021-caiyu-101"
    assert policy_for(foreign(), None).name == default(2020).name


def test_a_policy_that_nobody_knows_is_named():
    with pytest.raises(CannotGoOn, match="没有这样的办法"):
        named_policy("没有这样的办法")


def test_a_policy_of_a_bureau_s_own_is_read_from_its_file(tmp_path):
    path = tmp_path / "本市.toml"
    path.write_text(
        'extends = "2020-caiyu-10"\ntitle = "本市办法"\ndocument = "某文"\ndated = "2026-01-05"\n'
        '[execution]\nweight = 20\nclause = "一"\n[dimensions."产出指标"]\nweight = 40\nclause = "二"\n',
        encoding="utf-8",
    )
    assert named_policy(str(path)).execution.weight == 20


def test_goal_forms_are_no_evaluations():
    assert evaluations(ours())[0].forms == ours().forms and evaluations(ours())[1] == ()
    with pytest.raises(CannotGoOn, match="只有目标，没有完成情况"):
        evaluations(load(GOAL))


def test_every_form_is_scored_by_one_policy():
    scored = score_forms(ours(form(), form({"funds.total.executed": "24"}, project="另一个")))
    totals = [scores.total for _, scores in scored.pairs]
    assert totals[0] == Decimal("99.6") and totals[1] < totals[0] and scored.policy.name == POLICY


def test_a_number_kept_as_text_that_a_sum_passes_over_is_found():
    loaded = ours()
    cell = loaded.forms[0].place("indicators[0].score")
    patch = Patch.open(loaded.source.data)
    patch.set_value(loaded.forms[0].source.sheet, cell, "15")
    changed = again(patch.bytes())
    found = list(uncounted(changed.forms, list(own_sheets(changed.forms)), changed.source.book))
    assert [item.cell for item in found] == [cell]


def test_a_foreign_sheet_whose_totals_are_typed_counts_no_text_numbers():
    loaded = foreign()
    assert list(uncounted(loaded.forms, [], loaded.source.book)) == []


def test_a_path_may_be_given_as_text(tmp_path):
    assert load(str(ours(folder=tmp_path).path)).path == Path(tmp_path, "自评.xlsx")
