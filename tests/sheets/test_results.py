"""校验结果: what to do first, the errors, then project by project, each with a link; what was waived comes last."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from jixiao import policy
from jixiao.actions.annotate import marked
from jixiao.actions.check import check_files
from jixiao.actions.open import load_source
from jixiao.form.finding import Finding, Related, Waiver
from jixiao.importers.source import Source
from jixiao.rules import check
from jixiao.rules.grouped import grouped, tasks
from jixiao.rules.report import Report
from jixiao.sheets import book
from jixiao.xlsx.edit.patch import Patch
from tests import build, office
from tests.importers.documents import official
from tests.importers.sheets_and_pages import xlsx
from tests.samples import ROOT
from tests.sheets.recalculated import at, shown, without_results
from tests.xlsx.audit import faults

SCORING = policy.default(2020)
SHEET = "校验结果"
FORMS = [
    build.form({"funds.total.rate": "0.5", "indicators[1].score": "14"}),
    build.form({"total.score": "70"}, project="第二个项目"),
]
WAIVER = Waiver("JX405", None, "按合同约定", "张三", "2021-02-01")


def made(waivers=()):
    report = check(FORMS, SCORING, waivers=waivers, off=["JX6"])
    return report, book.build(FORMS, SCORING, report=report)


def table(content):
    return shown(content)[SHEET][4:]


def test_what_to_do_first_comes_first_then_the_errors_all_numbered():
    report, content = made()
    errors = [item for item in report.findings if item.severity == "error"]
    lines = table(content)
    assert lines[0][0] == "先做这几件事"
    start = [line[0] for line in lines].index(f"错误（{len(errors)} 处，必须先改）")
    assert [line[0] for line in lines[1:start]] == list(range(1, start)) and start - 1 == len(tasks(report.findings))
    groups = len(grouped(errors))
    assert [line[1] for line in lines[start + 1 : start + 1 + groups]] == ["错误"] * groups
    assert "错误" not in [line[1] for line in lines[start + 1 + groups :]]
    numbers = [line[0] for line in lines[start:] if isinstance(line[0], float)]
    assert numbers == list(range(1, len(grouped(report.findings)) + 1))


def test_what_to_do_first_counts_a_rule_over_all_projects_and_leads_to_where_to_begin():
    twice = [build.form({"indicators[1].score": "14"}), build.form({"indicators[0].score": "13"}, project="第二个项目")]
    report = check(twice, SCORING, off=["JX6"])
    content = book.build(twice, SCORING, report=report)
    sheet = openpyxl.load_workbook(io.BytesIO(content))[SHEET]
    row = next(row for row in sheet.iter_rows(min_row=5) if row[10].value == "JX405")
    assert [row[at].value for at in (1, 2)] == ["警告", "2 个项目"]
    assert row[4].value == f"2 个指标已完成却扣了分，没有说明原因，第一处在“{twice[0].project}”"
    assert row[3].hyperlink.location == f"'{twice[0].project}'!{row[3].value}"


def test_findings_of_one_rule_in_one_project_share_a_line_that_lists_every_cell():
    findings = tuple(
        Finding("JX406", "warning", "甲", f"indicators[{n}].note", f"扣 {n} 分没有说明", sheet="甲的表", cell=f"I{n + 13}",
                subject=f"产出指标·指标{n}") for n in range(9)
    )  # fmt: skip
    content = book.results_book(Report(findings))
    lines = [line for line in table(content) if line[10] == "JX406" and line[4] and line[5] != line[4]]
    line = lines[-1]
    assert line[3] == "I13\n等 9 格" and line[4] == "偏差原因分析及改进措施（9 处）"
    assert line[7].splitlines()[:2] == ["9 处：", "I13 产出指标·指标0：扣 0 分没有说明"]
    assert line[7].endswith("另有 3 处：I19、I20、I21")
    sheet = openpyxl.load_workbook(io.BytesIO(content))[SHEET]
    assert {cell.hyperlink.location for row in sheet.iter_rows() for cell in row if cell.hyperlink} == {"'甲的表'!I13"}


def test_the_unit_is_named_once_or_with_every_project_where_there_are_several():
    one = Finding("JX301", "error", "甲", "total.weight", "错", sheet="甲", cell="G9", unit="甲局")
    other = Finding("JX301", "error", "乙", "total.weight", "错", sheet="乙", cell="G9", unit="乙局")
    assert shown(book.results_book(Report((one,))))[SHEET][1][0].startswith("甲局：错误 1 处")
    names = [line[2] for line in table(book.results_book(Report((one, other))))]
    assert "甲局·甲" in names and "乙局·乙" in names


def test_the_head_says_how_many_there_are():
    report, content = made()
    errors, warnings, notices = report.totals
    assert shown(content)[SHEET][1][0] == f"{FORMS[0].unit}：错误 {errors} 处、警告 {warnings} 处、提示 {notices} 处。"


def test_a_link_leads_to_the_cell_that_holds_what_was_found():
    report, content = made()
    sheet = openpyxl.load_workbook(io.BytesIO(content))[SHEET]
    values = shown(content)
    row = next(row for row in sheet.iter_rows(min_row=5) if row[10].value == "JX211" and row[5].value)
    link = row[3].hyperlink.location
    name, _, cell = link.rpartition("!")
    assert at(values[name.strip("'")], cell) == 0.5
    assert row[3].value == cell
    linked = sum(row[3].hyperlink is not None for row in sheet.iter_rows(min_row=5))
    assert linked == len(grouped(report.findings)) + len(tasks(report.findings))


def test_findings_are_grouped_by_sheet():
    _, content = made()
    heads = [line[0] for line in table(content) if isinstance(line[0], str) and line[0] and not line[1]]
    assert any(head.startswith(FORMS[0].project + "（") for head in heads)


def test_a_very_long_text_leaves_room_for_the_rows_below_and_keeps_both_ends():
    long = "开头" + "电梯维修完成情况说明" * 60 + "，"
    finding = Finding(
        "JX526", "notice", "甲", "goal.actual", f"“{long}”没有写完", long, long, sheet="甲的表", cell="C9"
    )
    content = book.results_book(Report((finding,)))
    sheet = openpyxl.load_workbook(io.BytesIO(content))[SHEET]
    found, expected, message = (sheet.cell(6, column).value for column in (6, 7, 8))
    assert found == expected and found.startswith("开头电梯") and found.endswith("情况说明，") and len(found) == 60
    assert "…" in found and message.startswith("“开头") and message.endswith("没有写完") and len(message) == 240
    assert sheet.row_dimensions[6].height < 200
    assert "“…”处的全文在那里" in sheet["A3"].value and sheet["D6"].hyperlink.location == "'甲的表'!C9"


def test_what_was_waived_comes_last_with_its_reason():
    report, content = made([WAIVER])
    assert report.waived
    lines = table(content)
    assert lines[-1][1] == "豁免" and "按合同约定" in lines[-1][8] and "张三" in lines[-1][8]
    assert "豁免" in shown(content)[SHEET][1][0]


def test_a_finding_without_a_place_is_reported_without_a_link(tmp_path):
    finding = Finding("JX701", "warning", None, "workbook", "=宏", related=(Related("甲", "project"),))
    content = book.build(FORMS, SCORING, report=Report((finding,)))
    line = table(content)[3]
    assert line[2] == "工作簿" and line[7].startswith("=宏")
    assert faults(content, tmp_path) == []


def test_results_for_a_clerks_own_file_link_to_its_own_cells():
    finding = Finding("JX211", "error", "甲", "funds.total.rate", "错", sheet="甲的表", cell="H9")
    content = book.results_book(Report((finding,)))
    workbook = openpyxl.load_workbook(io.BytesIO(content))
    assert workbook.sheetnames == [SHEET]
    assert workbook[SHEET]["D6"].hyperlink.location == workbook[SHEET]["D8"].hyperlink.location == "'甲的表'!H9"


def test_without_findings_the_sheet_says_so():
    content = book.build([build.form()], SCORING, report=Report())
    assert table(content)[0][0] == "没有发现问题"


CHANGED = "已改，待复查"
AS_OF = "以下是校验那时的情况；以后改过的格，“现状”一栏写“已改，待复查”"
SAMPLE = ROOT / "workbook" / "samples" / "河门口街道-2020-绩效自评.xlsx"


def checked(content):
    """The workbook as 校验 marks it."""
    loaded = load_source(Source("甲.xlsx", content), Path("甲.xlsx"))
    return marked(content, "甲.xlsx", loaded.forms, check_files([loaded]).report)


def recalculated(content, folder):
    """What is listed, as LibreOffice computes it: rule, place and state of each finding, and the words above."""
    file = folder / "表.xlsx"
    file.write_bytes(without_results(content))
    [made] = office.recalculate([file], folder / "made")
    rows = shown(made)[SHEET]
    return [(row[10], row[3], row[11]) for row in rows[4:] if isinstance(row[0], float)], rows[1][7]


def states(found):
    return [(code, place) for code, place, state in found if state]


@pytest.mark.office
@pytest.mark.parametrize(
    "content",
    [
        pytest.param(lambda: made()[1], id="stamped"),
        pytest.param(lambda: checked(book.build(FORMS, SCORING)), id="checked"),
        pytest.param(lambda: checked(SAMPLE.read_bytes()), id="sample"),
        pytest.param(lambda: checked(xlsx([[official(FORMS[0])]])), id="of another office"),
    ],
)
def test_as_long_as_nothing_was_changed_no_finding_says_so(content, tmp_path):
    found, words = recalculated(content(), tmp_path)
    assert len(found) > 1 and states(found) == [] and words == AS_OF


@pytest.mark.office
def test_a_finding_whose_cell_was_changed_says_so_and_the_head_counts_it(tmp_path):
    odd = [build.form({"funds.total.rate": "0.5", "indicators[1].score": "14"}, project="O'Brien [甲]: a"), FORMS[1]]
    content = checked(book.build(odd, SCORING))
    name = openpyxl.load_workbook(io.BytesIO(content)).sheetnames[2]
    before = table(content)
    patch = Patch.open(content, name="甲.xlsx")
    patch.set_value(name, "H6", 0.96)
    found, words = recalculated(patch.bytes(), tmp_path)
    of_cell = [row[10] for row in before if row[3] == "H6" and "O'Brien" in str(row[2])]
    assert [code for code, _ in states(found)] == of_cell and {place for _, place in states(found)} == {"H6"}
    assert words == f"{len(of_cell)} 处已改，待复查；请再点“校验”"


def test_long_texts_and_texts_like_formulas_are_compared_as_they_are():
    evil = build.form({"goal.actual": "=1+1" + "很长" * 400 + "，"})
    content = checked(book.build([evil], SCORING))
    sheet = openpyxl.load_workbook(io.BytesIO(content))[SHEET]
    row = next(row for row in sheet.iter_rows(min_row=5) if row[10].value == "JX526")
    assert row[14].value == evil.goal.actual and row[14].data_type == "s"
