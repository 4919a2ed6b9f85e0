"""评分、更新汇总、设置、插入和删除指标: a workbook of ours changed, everything it shows right afterwards."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from jixiao.actions.fill_scores import fill_scores, filled, open_scores, repairs, rows_without_formulas
from jixiao.actions.fit_rows import with_fitted_rows
from jixiao.actions.indicator_rows import deletion, insertion
from jixiao.actions.plain_rows import plain_rows, restore
from jixiao.actions.refresh import refreshed, with_formulas, with_inputs, with_overview
from jixiao.actions.score import score_forms
from jixiao.actions.settings import Settings, settled
from jixiao.actions.summary import summarise, write_summary
from jixiao.errors import CannotGoOn
from jixiao.policy import PolicyError, load
from jixiao.sheets.own import own_sheets
from jixiao.xlsx.edit.difference import Formula
from jixiao.xlsx.edit.patch import Patch
from jixiao.xlsx.read.row_heights import row_heights
from tests.actions.files import POLICY, WRONG, again, document, foreign, ours
from tests.build import form

OPEN = {"funds.total.score": None, "indicators[0].score": None, "indicators[3].score": None}


def sheet_of(loaded) -> str:
    return loaded.forms[0].source.sheet


def test_empty_scores_are_filled_and_typed_ones_stay():
    loaded = foreign(form({**OPEN, "indicators[1].score": "3"}))
    scored = score_forms(loaded)
    assert open_scores(scored) == 3
    made = again(filled(score_forms(ours(form({**OPEN, "indicators[1].score": "3"})))))
    (found,) = made.forms
    assert [row.score for row in found.indicators[:4]] == [15, 3, 10, 10]
    assert found.funds.total.score == Decimal("9.6")


def test_a_formula_that_gives_no_score_yet_is_not_written_over():
    patch = Patch.open(ours().source.data)
    patch.set_value("老旧小区电梯维修", "E6", "50万")
    for cell in ("H6", "I6", "K6", "L6", "N6"):
        patch.set_formula(
            "老旧小区电梯维修", cell, again(ours().source.data).source.book.formulas["老旧小区电梯维修"][cell], ""
        )
    scored = score_forms(again(patch.bytes()))
    assert scored.scores[0].execution.suggested == Decimal("9.6") and open_scores(scored) == 0
    assert again(filled(scored)).source.book.formulas["老旧小区电梯维修"]["I6"] == "L6"


@pytest.mark.parametrize("start", [foreign, document])
def test_a_foreign_file_becomes_a_standard_workbook_with_its_scores(start, tmp_path):
    loaded = start(form(OPEN))
    saved = fill_scores(score_forms(loaded), tmp_path / "评分.xlsx")
    assert saved.notes[0].startswith("填入建议得分 3 处")
    assert again(saved.path.read_bytes()).forms[0].indicators[0].score == 15


def test_a_file_of_others_has_no_rows_of_ours_without_formulas():
    scored = score_forms(foreign())
    assert rows_without_formulas(scored) == 0 and list(repairs(scored)) == []


def with_plain_row(loaded):
    """The workbook as after an indicator row whose formulas somebody deleted."""
    (own,) = own_sheets(loaded.forms)
    patch = Patch.open(loaded.source.data)
    row = own.positions["indicators[2].name"][0] + 1
    for cell in loaded.source.book.formula_cells[own.name]:
        if cell.rstrip("0123456789") + str(row) == cell:
            patch.set_value(own.name, cell, None)
    return again(patch.bytes())


def test_a_row_without_formulas_is_found_and_put_right():
    plain = with_plain_row(ours())
    sheets = list(own_sheets(plain.forms))
    (found,) = plain_rows(sheets, plain.source.book)
    assert found.sheet == sheet_of(plain)
    assert list(repairs(score_forms(plain))) == ["手工插入的 1 行指标已按模板补好公式，算进了合计。"]
    patch = Patch.open(plain.source.data)
    assert restore(patch, sheets, load(POLICY), plain.source.book) > 0
    fixed = with_formulas(plain, load(POLICY))
    assert list(plain_rows(own_sheets(fixed.forms), fixed.source.book)) == []


def test_what_a_change_of_a_figure_moves_is_computed_again():
    loaded = ours()
    patch = Patch.open(loaded.source.data)
    patch.set_value(sheet_of(loaded), loaded.forms[0].place("funds.total.executed"), 24)
    made = again(refreshed(patch.bytes(), "自评.xlsx", load(POLICY)))
    total = made.forms[0].funds.total
    assert (total.executed, total.rate) == (24, Decimal("0.48")) and not made.facts(load(POLICY)).stale


def test_a_workbook_with_all_formulas_and_inputs_stays_as_it_is():
    loaded = ours()
    assert with_formulas(loaded, load(POLICY)) == loaded == with_inputs(loaded)


def test_the_overview_has_a_line_for_each_form():
    made = again(with_overview(ours(form(), form(project="另一个")), load(POLICY)))
    shown = {value for row in made.source.book.table("汇总表").rows for value in row}
    assert {"老旧小区电梯维修", "另一个"} <= shown


def test_a_long_text_makes_its_row_higher_and_nothing_else_does():
    loaded = ours()
    cell = loaded.forms[0].place("goal.actual")
    patch = Patch.open(loaded.source.data)
    patch.set_value(sheet_of(loaded), cell, "完成情况良好。" * 200)
    long = again(patch.bytes())
    made = again(with_fitted_rows(long.source.data, "自评.xlsx", long.forms))
    row = int(cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    before, after = (row_heights(each.source.book.markup(sheet_of(loaded))) for each in (long, made))
    assert after[row] > before[row] and {at for at in before if before[at] != after[at]} <= {row}
    other = foreign()
    assert with_fitted_rows(other.source.data, "外来.xlsx", other.forms) == other.source.data


def test_settings_fill_what_is_empty_and_leave_what_is_filled():
    loaded = ours(form(unit=None))
    made = again(settled(loaded, Settings("2021-caiyu-101", "甲单位", "乙部门", 2022, ("notice",))))
    (found,) = made.forms
    assert (found.unit, found.department, found.year) == ("甲单位", "青河区住房和城乡建设局", 2020)
    assert made.kept.policy == "2021-caiyu-101" and tuple(made.kept.hides) == ("notice",)


@pytest.mark.parametrize(
    ("chosen", "error", "message"),
    [
        (Settings(year=20211), CannotGoOn, "四位数字"),
        (Settings(hides=("error",)), CannotGoOn, "错误必须先改"),
        (Settings(policy="没有"), PolicyError, "没有"),
    ],
)
def test_settings_that_cannot_be_are_refused(chosen, error, message):
    with pytest.raises(error, match=message):
        settled(ours(), chosen)


def test_a_foreign_workbook_has_no_settings():
    with pytest.raises(CannotGoOn, match="不是本工具的标准工作簿"):
        settled(foreign(), Settings(year=2021))


def test_a_summary_has_each_project_and_the_sums_of_all():
    summary = summarise(ours(form(WRONG), form(project="另一个", unit="乙")))
    assert [line.project for line in summary.lines] == ["老旧小区电梯维修", "另一个"]
    assert (summary.whole.annual, summary.whole.executed) == (100, 96)
    assert summary.whole.rate == Decimal("0.96") and summary.whole.warnings is not None


def test_hidden_warnings_are_not_counted():
    summary = summarise(ours(), hide=("warning",))
    assert summary.lines[0].warnings is None and summary.whole.warnings is None


@pytest.mark.parametrize("start", [ours, document])
def test_a_summary_is_written_as_a_workbook_with_its_overview(start, tmp_path):
    saved = write_summary(summarise(start()), tmp_path / "汇总.xlsx")
    assert "汇总表" in [sheet.name for sheet in again(saved.path.read_bytes()).source.book.sheets]


def first_row(loaded) -> int:
    (own,) = own_sheets(loaded.forms)
    return own.positions["indicators[0].name"][0] + 1


@pytest.mark.parametrize("at", [0, 2, 6])
def test_a_row_comes_below_the_one_pointed_at_with_its_formulas(at):
    loaded = ours()
    change = insertion(loaded, sheet_of(loaded), first_row(loaded) + at)
    assert change.row == first_row(loaded) + at + (0 if at == 6 else 1) and change.like_below == (at == 6)
    assert any(isinstance(content, Formula) for content in change.cells.values())


@pytest.mark.parametrize("at", [0, 3, 6])
def test_a_row_goes_and_the_formulas_around_it_are_those_of_one_fewer(at):
    loaded = ours()
    change = deletion(loaded, sheet_of(loaded), first_row(loaded) + at)
    assert change.row == first_row(loaded) + at and change.cells


def test_indicators_numbered_within_their_group_are_numbered_again():
    rows = [
        replace(row, category="数量指标", name=f"指标{at + 1}：{row.name[4:]}")
        for at, row in enumerate(form().indicators[:3])
    ]
    loaded = ours(replace(form(), indicators=(*rows, *form().indicators[3:])))
    named = [
        content
        for content in deletion(loaded, sheet_of(loaded), first_row(loaded)).cells.values()
        if isinstance(content, str)
    ]
    assert {"指标1：检验合格率", "指标2：完工时间"} <= set(named)


@pytest.mark.parametrize("verb", [insertion, deletion])
def test_a_row_that_is_none_of_the_indicators_is_refused(verb):
    loaded = ours()
    with pytest.raises(CannotGoOn, match=r"第 1 行不是指标行.*请先点一下第 \d+～\d+ 行"):
        verb(loaded, sheet_of(loaded), 1)
    with pytest.raises(CannotGoOn, match="“汇总表”不是项目表"):
        verb(loaded, "汇总表", 5)


def test_the_only_indicator_stays():
    loaded = ours(replace(form(), indicators=form().indicators[:1]))
    with pytest.raises(CannotGoOn, match="只有这一行指标，不能删除"):
        deletion(loaded, sheet_of(loaded), first_row(loaded))
