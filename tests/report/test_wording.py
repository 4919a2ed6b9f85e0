"""Sentences as data: conditions decide what is said, unknown figures become places to write in, texts stay as written."""

from __future__ import annotations

from decimal import Decimal

import pytest

from jixiao.actions.open import load
from jixiao.actions.report import Options, report_of_file
from jixiao.errors import CannotGoOn
from jixiao.report.conditions import condition
from jixiao.report.settings import settings
from tests import build
from tests.report import proof
from tests.samples import ROOT
from tests.submit.books import workbook

LOW = """[figures.low]
label = "执行率低于 90% 的项目"
of = "projects"
take = "count"
where = "rate < 0.9"
field = "project"
"""


def said(tmp_path, *forms, **options):
    path = tmp_path / "自评表.xlsx"
    path.write_bytes(workbook(*forms))
    return "\n".join(proof.paragraphs(report_of_file(load(path), tmp_path / "报告.docx", Options(**options)).content))


@pytest.mark.parametrize(
    ("text", "values", "holds"),
    [
        ("rate < 0.8", {"rate": Decimal("0.7999")}, True),
        ("rate < 0.8", {"rate": Decimal("0.8")}, False),
        ("rate < 0.8", {"rate": None}, False),
        ("rate missing", {"rate": None}, True),
        ("rate known and grade = 中", {"rate": Decimal(1), "grade": "中"}, True),
        ("grade != 中", {"grade": "优"}, True),
        ("code ~ JX2", {"code": "JX211"}, True),
        ("name filled", {"name": ""}, False),
        ("", {}, True),
    ],
)
def test_a_condition_is_what_it_says(text, values, holds):
    assert condition(text).holds(values) == holds


@pytest.mark.parametrize("text", ["rate <", "rate is 3", "and"])
def test_a_condition_that_is_none_is_refused_with_an_example(text):
    with pytest.raises(CannotGoOn, match=r"rate < 0\.8"):
        condition(text)


def test_a_project_below_80_percent_is_named_with_its_rate(tmp_path):
    low = build.form({"funds.total.executed": "30", "funds.parts[0].executed": "30"})
    assert "执行率低于80%的项目：“老旧小区电梯维修”（60%）。" in said(tmp_path, low)


def test_nothing_is_said_of_what_there_is_not(tmp_path):
    text = said(tmp_path, build.form())
    assert "低于80%的项目" not in text.replace("不低于80%", "") and "未达到" not in text


def test_an_indicator_that_missed_its_target_is_named_with_the_distance(tmp_path):
    missed = build.form({"indicators[0].actual": "6台", "indicators[0].score": "11.25"})
    assert "“老旧小区电梯维修”的“维修电梯”（指标值“≥8台”，完成值“6台”，少 2台，完成率 75%）" in said(tmp_path, missed)


def test_what_was_overdone_is_asked_about(tmp_path):
    over = build.form({"indicators[0].actual": "20台"})
    assert "“维修电梯”（指标值“≥8台”，完成值“20台”，完成率 250%）。指标值是否定得偏低，须核实。" in said(tmp_path, over)


def test_reasons_and_measures_are_quoted_as_written_and_apart(tmp_path):
    note = "招标流标两次，开工推迟。下一步提前办理招标手续"
    text = said(tmp_path, build.form({"indicators[0].score": "14", "indicators[0].note": note}))
    assert "1. 招标采购与前期工作。“老旧小区电梯维修”：招标流标两次，开工推迟。" in text
    assert "改进措施（引文为原文）：“老旧小区电梯维修”：下一步提前办理招标手续。" in text


def test_an_amount_nobody_knows_is_a_place_to_write_in(tmp_path):
    empty = build.form({"funds.total.annual": None, "funds.parts[0].annual": None, "funds.total.rate": None})
    text = said(tmp_path, empty)
    assert "【待补充：全年预算合计】" in text and "全年预算空白或读不出的项目1个" in text


def test_a_units_own_wording_goes_before_the_usual_one(tmp_path):
    own = tmp_path / "文字.toml"
    own.write_text(
        '[front]\nname = "摘要"\ntitle = "{unit}情况说明"\nlines = [{ text = "共{projects}项。" }]\n', encoding="utf-8"
    )
    text = said(tmp_path, build.form(), wording=own)
    assert text.startswith("青河区物业管理中心情况说明\n共1项。\n一、基本情况")


@pytest.mark.parametrize(
    ("line", "complaint"),
    [("{没有}项", "没有"), ("{nothing}项", "既不是数，也不是词或清单"), ("{projects}项", "")],
)
def test_a_wording_that_names_what_there_is_not_is_refused(tmp_path, line, complaint):
    own = tmp_path / "文字.toml"
    own.write_text(f'[front]\nname = "摘要"\ntitle = "说明"\nlines = [{{ text = "{line}" }}]\n', encoding="utf-8")
    if not complaint:
        assert "1项" in said(tmp_path, build.form(), wording=own)
        return
    with pytest.raises(CannotGoOn, match=complaint):
        said(tmp_path, build.form(), wording=own)


def test_an_unknown_section_of_a_wording_is_refused(tmp_path):
    own = tmp_path / "文字.toml"
    own.write_text("[nonsense]\na = 1\n", encoding="utf-8")
    with pytest.raises(CannotGoOn, match="不认识“nonsense”一节"):
        said(tmp_path, build.form(), wording=own)


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (LOW.replace("where", "were"), r"文字\.toml \[figures\.low\]：不认识“were”。可写：as、each、"),
        ('[figures.lowx]\nlabel = "低的"\n', r"文字\.toml \[figures\.lowx\]：缺“take”"),
        (LOW.replace("rate < 0.9", "rate <"), "报告的文字设置：条件“rate <”写法不对"),
        (LOW, ""),
    ],
)
def test_a_misspelt_entry_is_refused_and_not_taken_for_one_without_a_condition(tmp_path, content, complaint):
    own = tmp_path / "文字.toml"
    own.write_text(content, encoding="utf-8")
    if not complaint:
        assert settings(own)["figures"]["low"]["where"] == "rate < 0.9"
        return
    with pytest.raises(CannotGoOn, match=complaint):
        said(tmp_path, build.form(), wording=own)


def test_a_title_that_lacks_the_year_is_a_place_to_write_in_and_counted(tmp_path):
    path = tmp_path / "自评表.xlsx"
    path.write_bytes(workbook(build.form(year=None)))
    report = report_of_file(load(path), tmp_path / "报告.docx", Options())
    assert report.gaps[0] == "【待补充：年度（四位数字）】"


def test_goals_without_results_make_no_report(tmp_path):
    path = ROOT / "tests" / "goldens" / "shapes" / "anxi_water_goal_2022.txt"
    with pytest.raises(CannotGoOn, match="只有目标，没有完成情况"):
        report_of_file(load(path), tmp_path / "报告.docx", Options())
