"""The spare rows of 汇总表: a sheet copied by hand enters the sums once its name is written there, without any add-in."""

import io
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from jixiao import policy
from jixiao.actions.check import check_files
from jixiao.actions.open import load_source
from jixiao.actions.refresh import refreshed
from jixiao.actions.submit import submit
from jixiao.actions.summary import summarise
from jixiao.importers.source import Source
from jixiao.sheets import book
from jixiao.submit.settings import Mail
from jixiao.xlsx.edit.patch import Patch
from jixiao.xlsx.opc.archive import Archive
from tests import build, office
from tests.sheets.recalculated import shown, without_results

SCORING = policy.default(2020)
SUMMARY, FIRST = "汇总表", 5
OTHER = {"funds.total.annual": "30", "funds.total.initial": "30", "funds.parts[0].annual": "30"}
HEADINGS = "序号 项目名称 主管部门 实施单位 年初预算数 全年预算数 全年执行数 执行率 执行得分 产出得分 效益得分 满意度得分 成本得分 其他得分 核算总分 填报总分 差异 等级 表内未过 错误 警告"


def by_hand(*typed, name="老旧 小区's (2)", project="道路维修", **changes):
    """A workbook of one project, with a sheet copied by hand, and `typed` in the spare rows."""
    content = book.build([build.form()], SCORING)
    copy = build.form({**OTHER, **changes}, project=project)
    patch = Patch.open(content, name="自评.xlsx")
    added = Archive.open(book.projects_book([copy], [name], SCORING))
    patch.import_sheet(added, name, after="老旧小区电梯维修")
    for row, text in enumerate(typed, FIRST):
        patch.set_value(SUMMARY, f"B{row}", text)
    return patch.bytes()


def loaded(content):
    return load_source(Source("自评.xlsx", content), Path("自评.xlsx"))


def codes(content):
    return [(item.code, item.message) for item in check_files([loaded(content)]).report.findings if item.code > "JX7"]


COPY, TYPED_TWICE = ("老旧 小区's (2)",), ("老旧 小区's (2)", "老旧 小区's (2)")
REFUSED = [
    (("没有的表",), "道路维修", "没有这张项目表"),
    (("填报说明",), "道路维修", "没有这张项目表"),
    (("老旧小区电梯维修",), "道路维修", "上面已有这个项目"),
    (COPY, "老旧小区电梯维修", "上面已有这个项目"),
]


@pytest.fixture(scope="module")
def recalculated(tmp_path_factory):
    """What is typed and the copied project → 汇总表 as LibreOffice computes it, all in one process; see `lines_of`."""
    folder = tmp_path_factory.mktemp("手抄")
    given = [((), "道路维修"), (COPY, "道路维修"), (TYPED_TWICE, "道路维修"), *(case[:2] for case in REFUSED)]
    files = [folder / f"{at}.xlsx" for at in range(len(given))]
    for file, (typed, project) in zip(files, given, strict=True):
        file.write_bytes(without_results(by_hand(*typed, project=project)))
    made = office.recalculate(files, folder / "made")
    return {key: lines_of(path) for key, path in zip(given, made, strict=True)}


def lines_of(made):
    """The lines of 汇总表, those with sums by their first cell, and the numbers of projects by grade."""
    rows = [dict(zip(HEADINGS.split(), row, strict=False)) for row in shown(made)[SUMMARY][3:]]
    subtitle = shown(made)[SUMMARY][1][0]
    grades = {row["项目名称"]: row["主管部门"] for row in rows if row["项目名称"] in ("优", "良", "中", "差")}
    totals = {row["序号"]: row for row in rows if isinstance(row["序号"], str) and row["序号"]}
    return rows, totals, grades | {"共": subtitle}


@pytest.mark.office
def test_a_name_written_in_a_spare_row_fills_it_and_enters_the_sums(recalculated):
    rows, totals, grades = recalculated[COPY, "道路维修"]
    copied = rows[1]
    assert (copied["序号"], copied["全年预算数"], copied["全年执行数"]) == (2, 30, 48)
    assert (copied["主管部门"], copied["实施单位"]) == ("青河区住房和城乡建设局", "青河区物业管理中心")
    assert copied["产出得分"] == 50 and copied["填报总分"] == 99.6 and copied["等级"] == "优"
    assert (totals["合计"]["全年预算数"], totals["合计"]["全年执行数"]) == (80, 96)
    assert totals["合计"]["执行率"] == pytest.approx(96 / 80)
    assert totals["平均得分"]["产出得分"] == 50 and grades["优"] == 2
    assert grades["共"] == "2020年度    共 2 个项目    金额单位：万元"


@pytest.mark.office
def test_blank_spare_rows_add_nothing(recalculated):
    rows, totals, grades = recalculated[(), "道路维修"]
    assert [row["序号"] for row in rows[:7]] == [1, "", "", "", "", "", "合计"]
    assert totals["合计"]["全年预算数"] == 50 and grades["优"] == 1
    assert grades["共"] == "2020年度    共 1 个项目    金额单位：万元"


@pytest.mark.office
@pytest.mark.parametrize(("typed", "project", "words"), REFUSED)
def test_a_name_that_cannot_count_gives_words_and_changes_no_sum(recalculated, typed, project, words):
    rows, totals, _ = recalculated[typed, project]
    assert (rows[1]["主管部门"], rows[1]["序号"], rows[1]["核算总分"]) == (words, "", "")
    assert totals["合计"]["全年预算数"] == 50
    assert not [value for row in rows for value in row.values() if str(value).startswith("#")]


@pytest.mark.office
def test_a_sheet_written_twice_counts_once(recalculated):
    rows, totals, _ = recalculated[TYPED_TWICE, "道路维修"]
    assert rows[1]["全年预算数"] == 30 and rows[2]["主管部门"] == "上面已有这个项目"
    assert totals["合计"]["全年预算数"] == 80


def test_a_sheet_named_in_a_spare_row_is_not_missing():
    assert codes(by_hand()) == [("JX704", "项目表“老旧 小区's (2)”没有列入汇总表")]
    assert codes(by_hand("老旧 小区's (2)")) == codes(by_hand("老旧 小区'S (2)")) == []


def test_a_name_of_no_sheet_is_reported():
    found = codes(by_hand("老旧 小区's (2)", "没有的表"))
    assert found == [("JX705", "汇总表的“没有的表”没有对应的项目表")]


def test_summary_refresh_and_submit_take_it_as_any_project(tmp_path):
    content = by_hand("老旧 小区's (2)")
    assert [line.annual for line in summarise(loaded(content)).lines] == [Decimal(50), Decimal(30)]
    made = refreshed(content, "自评.xlsx", SCORING)
    rows = shown(made)[SUMMARY][3:]
    assert [row[:2] for row in rows[:3]] == [[1, "老旧小区电梯维修"], [2, "道路维修"], ["", ""]]
    path = tmp_path / "自评.xlsx"
    path.write_bytes(content)
    sent = submit(load_source(Source("自评.xlsx", content, path), path), tmp_path / "报", Mail(), reason="先报")
    assert len(sent.manifest.forms) == 2 and sent.manifest.annual == 80
    assert openpyxl.load_workbook(io.BytesIO(sent.workbook.read_bytes()))[SUMMARY]["B5"].value == "老旧 小区's (2)"


def test_only_the_names_of_spare_rows_are_open_for_typing():
    sheet = openpyxl.load_workbook(io.BytesIO(book.build([build.form()], SCORING)))[SUMMARY]
    unlocked = [cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked]
    assert unlocked == [f"B{row}" for row in range(FIRST, FIRST + 5)]
