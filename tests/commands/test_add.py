"""A workbook that gains project sheets: blank ones and ones read from elsewhere, and its settings."""

from dataclasses import replace
from pathlib import Path

import pytest

from jixiao.actions.add import added, added_blank
from jixiao.actions.check import check_files
from jixiao.actions.import_forms import workbook_of
from jixiao.actions.loaded import Loaded
from jixiao.actions.new import new
from jixiao.actions.open import load, load_source
from jixiao.actions.settings import Settings, settled
from jixiao.errors import CannotGoOn
from jixiao.importers.source import Source
from jixiao.policy import load as load_policy
from tests.build import CORRECT
from tests.samples import GOLDENS, HEMENKOU, ROOT

SAMPLE = ROOT / "workbook" / "samples" / "河门口街道-2020-绩效自评.xlsx"


def again(content: bytes) -> Loaded:
    return load_source(Source("甲.xlsx", content), Path("甲.xlsx"))


def blank(folder: Path, **given) -> Loaded:
    target = folder / "新.xlsx"
    new(target, [None], given.get("unit"), None, given.get("year", 2020), "2020-caiyu-10")
    return load(target)


def test_a_blank_form_joins_those_of_its_unit_and_the_summary_counts_it():
    before = load(SAMPLE)
    after = again(added_blank(before, "新增项目"))
    assert after.forms[:-1] == before.forms
    last = after.forms[-1]
    assert (last.project, last.unit, last.department, last.year) == (
        "新增项目",
        before.forms[-1].unit,
        before.forms[-1].department,
        2020,
    )
    overview = after.source.book.table("汇总表")
    assert any("新增项目" in row for row in overview.rows)


def test_the_sheets_that_were_there_keep_every_byte():
    before = load(SAMPLE)
    after = again(added_blank(before, None))
    kept = {sheet.name: before.source.book.archive.read(sheet.part) for sheet in before.source.book.sheets}
    now = {sheet.name: after.source.book.archive.read(sheet.part) for sheet in after.source.book.sheets}
    assert {name for name in now if now[name] != kept.get(name)} == {"汇总表", "项目16"}


def test_forms_from_a_text_join_under_names_that_are_free():
    before = load(SAMPLE)
    after = again(added(before, load(HEMENKOU).forms[:2]))
    assert after.forms[15:] == load(HEMENKOU).forms[:2]
    assert len({form.source.sheet for form in after.forms}) == 17


def test_an_added_form_is_not_accused_of_what_the_one_it_was_read_from_had_no_place_for():
    text = GOLDENS / "shapes" / "xiaoxian_yanglou_2023.txt"
    joined, alone = (
        again(added(load(SAMPLE), load(text).forms)),
        workbook_of([load(text)], load_policy("2020-caiyu-10")),
    )
    assert set(joined.forms[-1].lacking) == set(again(alone.content).forms[0].lacking) != set()
    further = again(added(joined, load(HEMENKOU).forms[:1]))
    assert further.forms[-2].lacking == joined.forms[-1].lacking


def test_added_sheets_hold_the_formulas_of_the_template():
    after = again(added(load(SAMPLE), [replace(CORRECT, project="电梯二期")]))
    found = [item for item in check_files([after]).report.findings if item.code.startswith("JX7")]
    assert found == []


def test_a_foreign_workbook_must_be_imported_first(tmp_path):
    import openpyxl

    path = tmp_path / "别家.xlsx"
    book = openpyxl.load_workbook(SAMPLE)
    del book["_参数"]
    book.save(path)
    with pytest.raises(CannotGoOn, match="导入"):
        added_blank(load(path), None)


def test_a_label_of_the_form_is_no_project_name():
    with pytest.raises(CannotGoOn, match="栏目名"):
        added_blank(load(SAMPLE), "实施单位")


def test_settings_fill_what_is_blank_and_leave_what_is_filled(tmp_path):
    loaded = blank(tmp_path)
    after = again(settled(loaded, Settings(unit="甲局", department="甲市财政局", year=2021)))
    assert (after.forms[0].unit, after.forms[0].department, after.forms[0].year) == ("甲局", "甲市财政局", 2020)


def test_another_policy_changes_parameters_and_guide_and_the_results_follow(tmp_path):
    loaded = load(SAMPLE)
    after = again(settled(loaded, Settings(policy="2021-caiyu-101")))
    assert after.kept.policy == "2021-caiyu-101"
    assert after.kept.waivers == loaded.kept.waivers
    assert [item for item in check_files([after]).report.findings if item.code in ("JX702", "JX703")] == []


def test_a_year_out_of_reach_is_refused(tmp_path):
    with pytest.raises(CannotGoOn, match="四位数字"):
        settled(blank(tmp_path), Settings(year=20))
