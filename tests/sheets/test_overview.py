"""汇总表: every figure leads to a project sheet, sums are in 万元, charts follow the rows."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from decimal import Decimal

import openpyxl
import pytest

from jixiao import policy
from jixiao.rules import check
from jixiao.sheets import book
from jixiao.xlsx.edit.patch import Patch
from tests import build, office
from tests.sheets.recalculated import differences, shown, without_results

SCORING = policy.default(2020)
SHEET = "汇总表"
COLUMNS = "序号 项目名称 主管部门 实施单位 年初预算数 全年预算数 全年执行数 执行率 执行得分 产出得分 效益得分 满意度得分 成本得分 其他得分 核算总分 填报总分 差异 等级 表内未过 错误 警告"


def forms():
    """A form in 万元, one in 元, one without a budget, with an awkward name."""
    yuan = build.form(
        {
            "funds.total.initial": "387664.62",
            "funds.total.annual": "387664.62",
            "funds.total.executed": "300000",
            "funds.total.rate": "0.7739",
            "funds.total.score": "7.74",
        },
        project="O'Brien [甲]: a/b*?",
    )
    nothing = build.form({"funds.total.annual": None, "funds.total.initial": None}, project="无预算")
    return [build.form(), replace(yuan, amount_unit="元"), nothing]


def rows(content):
    """The rows of projects and sums, without the blank spare ones between them."""
    return [dict(zip(COLUMNS.split(), row, strict=False)) for row in shown(content)[SHEET][3:] if row[0]]


def charts(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [archive.read(name).decode() for name in sorted(archive.namelist()) if "charts/chart" in name]


def test_amounts_are_summed_in_ten_thousands_whatever_the_forms_unit():
    one, two, three, total = rows(book.build(forms(), SCORING))[:4]
    assert (one["全年预算数"], two["全年预算数"], three["全年预算数"]) == (50, 38.766462, "")
    assert total["全年预算数"] == 88.766462 and total["全年执行数"] == 48 + 30 + 48


def test_the_rate_of_the_whole_counts_only_projects_that_have_one():
    total = rows(book.build(forms(), SCORING))[3]
    assert total["执行率"] == pytest.approx((48 + 30) / 88.766462)


def test_scores_grade_and_difference_stand_beside_each_other():
    wrong = build.form({"total.score": "78"}, project="填错总分")
    first, second = rows(book.build([build.form(), wrong], SCORING))[:2]
    assert (first["核算总分"], first["填报总分"], first["差异"], first["等级"]) == (99.6, 99.6, 0, "优")
    assert (second["核算总分"], second["填报总分"], second["差异"]) == (99.6, 78, -21.6)


def test_errors_and_warnings_are_counted_by_sheet():
    wrong = build.form({"total.score": "78", "funds.total.rate": "0.5"})
    pair = [wrong, build.form()]
    report = check(pair, SCORING, off=["JX6"])
    first, second = rows(book.build(pair, SCORING, report=report))[:2]
    assert first["错误"] == 2 and second["错误"] == 0


def test_every_figure_is_a_formula_to_the_project_sheet_and_the_name_a_link():
    sheet = openpyxl.load_workbook(io.BytesIO(book.build(forms(), SCORING)))[SHEET]
    name = "'O''Brien ［甲］： a／b＊？'"
    assert sheet["O5"].value == f"={name}!总分" and sheet["B5"].hyperlink.location == f"{name}!A1"
    assert all(str(sheet.cell(5, column).value).startswith("=") for column in range(2, 19))


def test_columns_no_form_needs_are_hidden():
    plain = openpyxl.load_workbook(io.BytesIO(book.build([build.form()], SCORING)))[SHEET]
    assert plain.column_dimensions["M"].hidden and plain.column_dimensions["N"].hidden
    cost = build.form({"indicators[3].dimension": "成本指标"})
    shown_cost = openpyxl.load_workbook(io.BytesIO(book.build([cost], SCORING)))[SHEET]
    assert not shown_cost.column_dimensions["M"].hidden and shown_cost.column_dimensions["N"].hidden


def test_charts_reach_over_all_projects_and_hold_their_values():
    budget, scores = charts(book.build(forms(), SCORING))
    assert "'汇总表'!$F$4:$F$6" in budget and "'汇总表'!$G$4:$G$6" in budget
    assert re.search(r"<v>50</v>.*<v>38.766462</v>", budget)
    assert scores.count("$V$4:$V$6") == 6 and "2 O'Brien " in scores
    assert re.search(r'<ptCount val="3"\s*/>', scores)


def test_a_workbook_without_projects_refers_to_no_sheet():
    content = book.build([], SCORING)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheet = archive.read("xl/worksheets/sheet2.xml").decode()
    assert "!总分" not in sheet and shown(content)[SHEET][3][0] == ""


def test_grades_are_counted():
    weak = build.form({f"indicators[{at}].score": "0" for at in range(7)}, project="差的项目")
    table = shown(book.build([build.form(), weak], SCORING))[SHEET]
    counts = {row[1]: row[2:4] for row in table if row[1] in ("优", "良", "中", "差")}
    assert counts == {"优": [1, 0.5], "良": [0, 0], "中": [0, 0], "差": [1, 0.5]}


def test_average_is_rounded_half_up():
    other = build.form({"indicators[0].score": "14.99"}, project="另一个")
    table = rows(book.build([build.form(), other], SCORING))
    assert table[3]["产出得分"] == float(Decimal("50.00")) and table[3]["核算总分"] == 99.6


AS_OF = "错误、警告是生成本表时的校验结果，改过以后请点“更新汇总”；“表内未过”随填随变"


def test_counts_of_findings_say_as_of_when_they_are():
    report = check([build.form({"total.score": "78"})], SCORING)
    counted = shown(book.build([build.form({"total.score": "78"})], SCORING, report=report))[SHEET]
    assert counted[1][0] == f"2020年度    共 1 个项目    金额单位：万元    {AS_OF}"
    assert shown(book.build([build.form()], SCORING))[SHEET][1][0] == "2020年度    共 1 个项目    金额单位：万元"


@pytest.mark.office
def test_the_live_count_follows_a_cell_that_was_put_right(tmp_path):
    wrong = build.form({"indicators[0].score": "16", "total.score": "100.6"}, project="填错得分")
    report = check([wrong, build.form()], SCORING, off=["JX6"])
    content = book.build([wrong, build.form()], SCORING, report=report)
    before = rows(content)
    patch = Patch.open(content, name="自评.xlsx")
    patch.set_value("填错得分", "H13", 15)
    file = tmp_path / "book.xlsx"
    file.write_bytes(without_results(patch.bytes()))
    [made] = office.recalculate([file], tmp_path / "made")
    after = rows(made.read_bytes())
    assert [row["表内未过"] for row in before[:3]] == [1, 0, 1]
    assert [row["表内未过"] for row in after[:3]] == [0, 0, 0]
    assert [row["错误"] for row in before[:3]] == [row["错误"] for row in after[:3]]
    assert shown(made)[SHEET][1][0].endswith(AS_OF)


@pytest.mark.office
def test_libreoffice_computes_the_same_summary(tmp_path):
    content = book.build([*forms(), build.form()], policy.load("variant-initial-budget"))
    file = tmp_path / "book.xlsx"
    file.write_bytes(without_results(content))
    [made] = office.recalculate([file], tmp_path / "made")
    assert differences(shown(content), shown(made)) == []
