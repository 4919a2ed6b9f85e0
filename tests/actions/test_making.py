"""新建、导入、结转、迁移: workbooks made of nothing, of goal forms, of foreign files, of last year's and older ones."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from jixiao.actions.add import added, added_blank, prove_ours
from jixiao.actions.demo import demo
from jixiao.actions.from_goals import begun, new_from_goals
from jixiao.actions.import_forms import import_forms, what_differs, workbook_of
from jixiao.actions.migrate import added as added_sheets
from jixiao.actions.migrate import current_version, differences, migrate, version_of
from jixiao.actions.new import new
from jixiao.actions.open import load
from jixiao.actions.roll import dated, planned, roll, rolled
from jixiao.actions.waive import waived
from jixiao.errors import CannotGoOn
from jixiao.importers.read import ReadProblem
from jixiao.policy import load as load_policy
from jixiao.xlsx.edit.patch import Patch
from jixiao.xlsx.opc.archive import Archive
from tests.actions.files import POLICY, WRONG, again, document, foreign, ours, read
from tests.actions.test_checking import WAIVER
from tests.actions.test_reading import GOAL
from tests.build import form
from tests.xlsx.crowd import by_openpyxl


def test_new_has_an_empty_form_for_each_project(tmp_path):
    saved = new(tmp_path / "新.xlsx", ["甲", None], "某局", "某部门", 2022)
    forms = load(saved.path).forms
    assert [item.project for item in forms] == ["甲", None]
    assert {(item.unit, item.year, item.funds.total.annual) for item in forms} == {("某局", 2022, None)}
    assert saved.notes[0].startswith("评分办法：")


def test_a_name_that_is_a_label_would_be_taken_for_one(tmp_path):
    with pytest.raises(CannotGoOn, match="--unit 项目名称：“项目名称”是表上的栏目名"):
        new(tmp_path / "新.xlsx", ["甲"], "项目名称", None, 2022)


def test_goal_forms_begin_the_forms_of_a_year(tmp_path):
    goals = load(GOAL)
    saved = new_from_goals([goals], tmp_path / "新.xlsx", year=2023)
    (found,) = load(saved.path).forms
    assert (found.kind, found.year, found.project) == ("project", 2023, goals.forms[0].project)
    assert {row.actual for row in found.indicators} == {None} and "由 1 张绩效目标表新建" in saved.notes[1]
    made = begun(replace(goals.forms[0], unit=None), 2023, load_policy(POLICY), unit="某局")
    assert made.unit == "某局" and made.funds.total.executed is None


def test_without_goal_forms_or_a_year_nothing_is_begun(tmp_path):
    with pytest.raises(CannotGoOn, match=r"里面没有绩效目标表.*jixiao roll"):
        new_from_goals([ours()], tmp_path / "新.xlsx")
    goals = load(GOAL)
    timeless = replace(goals, forms=tuple(replace(item, year=None) for item in goals.forms))
    with pytest.raises(CannotGoOn, match=r"没有年度.*--year"):
        new_from_goals([timeless], tmp_path / "新.xlsx")


def test_an_import_says_what_was_blank_and_is_computed(tmp_path):
    loaded = document(form({"funds.total.rate": None}))
    saved, report = import_forms([loaded], tmp_path / "自评.xlsx")
    assert any("由公式算出：老旧小区电梯维修" in note for note in saved.notes) and report.totals[0] == 0


def test_several_files_become_one_workbook_marked_with_what_is_found(tmp_path):
    saved, report = import_forms([document(form(WRONG)), foreign(form(project="乙"))], tmp_path / "合.xlsx")
    made = load(saved.path)
    assert [item.project for item in made.forms] == ["老旧小区电梯维修", "乙"]
    assert "JX301" in [item.code for item in report.findings]
    hidden = workbook_of([document(form(WRONG))], load_policy(POLICY), hide=("error",))
    assert "JX301" not in [item.code for item in hidden.report.findings]


def test_the_input_is_not_written_over_by_its_import(tmp_path):
    loaded = foreign(folder=tmp_path)
    with pytest.raises(CannotGoOn, match="输出文件就是输入文件"):
        import_forms([loaded], loaded.path)


def test_a_waiver_of_one_file_holds_for_its_own_projects_only():
    own = again(waived(ours(form(WRONG)), replace(WAIVER, project=None)))
    made = again(workbook_of([own, foreign(form(WRONG, project="乙"))], load_policy(POLICY)).content)
    assert [(item.rule, item.project) for item in made.waivers] == [("JX301", "老旧小区电梯维修")]


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        (form(), form({"goal.actual": "别的"}), "年度总体目标.*写入工作簿后读回来不一样|实际完成情况.*读回来不一样"),
        (form(kind="transfer"), form(), "标题“.*”没有写明.*请在标题里写上“转移支付”"),
        (form({"goal.actual": "长" * 40_000}), form(), "有 40000 字，超过 Excel 单元格的上限"),
    ],
)
def test_what_does_not_read_back_is_named_by_its_field(before, after, message):
    assert re.search(message, what_differs(before, after))


def test_forms_are_added_behind_those_of_the_workbook():
    made = again(added(ours(), foreign(form(project="乙")).forms))
    assert [item.project for item in made.forms] == ["老旧小区电梯维修", "乙"]
    assert workbook_of([made], load_policy(POLICY)).forms[1].project == "乙"


def test_an_empty_form_takes_unit_and_year_of_the_last():
    made = again(added_blank(ours(form(unit="甲单位")), "新项目")).forms[-1]
    assert (made.project, made.unit, made.year, made.goal.actual) == ("新项目", "甲单位", 2020, None)
    with pytest.raises(CannotGoOn, match="“项目名称”是表上的栏目名"):
        added_blank(ours(), "项目名称")
    with pytest.raises(CannotGoOn, match="不是本工具的标准工作簿"):
        prove_ours(foreign())


def test_next_year_keeps_what_was_planned_and_empties_what_was_achieved(tmp_path):
    loaded = ours()
    saved = roll(loaded, 2021, tmp_path / "2021.xlsx")
    (made,) = load(saved.path).forms
    assert (made.year, made.goal.expected, made.goal.actual) == (2021, loaded.forms[0].goal.expected, None)
    assert [row.target for row in made.indicators] == [row.target for row in loaded.forms[0].indicators]
    assert any("写着 2020 年" in note for note in saved.notes)
    assert planned(form().indicators[0]).actual is None and rolled(form(), 2021).total.score is None
    assert len(list(dated(form(), 2020))) == 0 and "请改年份" in next(dated(form(), 2021))


@pytest.mark.parametrize(("year", "message"), [(2020, "已经是 2020 年度的表"), (2019, "2020")])
def test_only_an_earlier_year_is_rolled_on(year, message, tmp_path):
    with pytest.raises(CannotGoOn, match=message):
        roll(ours(), year, tmp_path / "新.xlsx")


def test_a_workbook_moves_to_the_current_template_with_the_clerk_s_own_sheets(tmp_path):
    patch = Patch.open(ours().source.data)
    patch.import_sheet(Archive.open(by_openpyxl()), "其他")
    loaded = again(patch.bytes())
    made = migrate(loaded, tmp_path / "新.xlsx")
    assert made.before == made.after == current_version() == version_of(loaded)
    assert list(added_sheets(loaded)) == ["其他"]
    moved = again(made.saved.path.read_bytes())
    assert moved.forms == loaded.forms
    found = list(differences(loaded, moved.forms, moved.source.book, ["图表1"]))
    assert ("工作表", "“图表1”不能带过来，请从原文件复制。") in found


def test_what_is_not_of_our_template_does_not_migrate(tmp_path):
    with pytest.raises(CannotGoOn, match=r"没有版本可迁移.*jixiao import"):
        migrate(foreign(), tmp_path / "新.xlsx")


def test_the_demonstration_writes_the_bundled_document_as_a_workbook_and_as_data(tmp_path):
    made = demo(tmp_path / "out")
    assert made.forms == 15 and made.workbook.is_file() and made.data.read_bytes().startswith(b"{")
    assert made.rate.endswith("%") and made.report.totals[0] > 0


def test_a_file_that_was_read_in_part_leads_to_nothing_new(tmp_path):
    loaded = read("自评.xlsx", ours().source.data)
    partly = replace(loaded, problems=(ReadProblem("自评.xlsx", "工作表“乙”", "自评.xlsx 工作表“乙”：未读入。"),))
    for act in (lambda: roll(partly, 2021, tmp_path / "a.xlsx"), lambda: migrate(partly, tmp_path / "b.xlsx")):
        with pytest.raises(CannotGoOn, match="“乙”：未读入。\n有表读不出"):
            act()
