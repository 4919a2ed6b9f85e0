"""jixiao.read: a file's forms, scores, findings and data frames are those of the commands; written, it reads the same."""

from __future__ import annotations

from decimal import Decimal

import pytest

import jixiao
from jixiao.actions.open import load
from jixiao.actions.summary import summarise
from jixiao.errors import CannotGoOn
from jixiao.form.model import Form
from jixiao.policy import default
from jixiao.sheets.book import build
from tests import build as make
from tests.samples import HEMENKOU, ROOT

SAMPLE = ROOT / "workbook" / "samples" / "河门口街道-2020-绩效自评.xlsx"


@pytest.fixture(scope="module")
def file():
    return jixiao.read(SAMPLE)


@pytest.fixture(scope="module")
def frames(file):
    return file.frames()


def test_forms_scores_and_findings_are_those_of_the_commands(file):
    summary = summarise(load(SAMPLE))
    assert len(file.forms) == len(file.scores()) == 15 and not file.problems
    assert [own.total for own in file.scores()] == [line.total for line in summary.lines]
    assert file.findings() == summary.report.findings and file.policy == summary.policy


def test_the_frame_of_forms_has_the_figures_of_the_summary(frames):
    summary, forms = summarise(load(SAMPLE)), frames["forms"]
    for line, row in zip(summary.lines, forms.to_dict("records"), strict=True):
        for key in ("project", "unit", "initial", "annual", "executed", "rate", "total", "grade", "errors", "warnings"):
            assert row[key] == getattr(line, key), (line.project, key)


def test_decimals_are_exact_and_numbers_of_things_are_whole(frames):
    forms = frames["forms"]
    assert forms["annual"].dropna().map(type).eq(Decimal).all() and str(forms["errors"].dtype) == "Int64"
    assert forms["executed"].sum() == sum(form.funds.total.executed for form in load(SAMPLE).forms)
    assert frames["indicators"]["score"].dropna().map(type).eq(Decimal).all()


def test_every_row_leads_to_its_cell(file, frames):
    from openpyxl import load_workbook

    book = load_workbook(SAMPLE, data_only=True)
    for name, column, places in (
        ("funds", "executed", "cell_executed"),
        ("indicators", "score", "cell"),
        ("scores", "score", "cell"),
    ):
        rows = [row for row in frames[name].to_dict("records") if row[column] is not None]
        assert len(rows) > 14
        for row in rows:
            value = book[row["sheet"]][row[places]].value
            assert row["file"] == SAMPLE.name and Decimal(str(value)) == row[column], (name, row["number"])


def test_lines_of_indicators_belong_to_the_forms_by_number(file, frames):
    joined = frames["indicators"].merge(frames["forms"], left_on="form_number", right_on="number")
    assert (joined["project_x"] == joined["project_y"]).all() and len(joined) == len(frames["indicators"])
    weights = frames["scores"].groupby("form_number")["weight"].agg(lambda each: sum(filter(None, each)))
    assert list(weights) == [own.weight_total for own in file.scores()]


def test_amounts_are_in_ten_thousands_whatever_the_form_says(tmp_path):
    form = make.form({"funds.total.annual": "500000", "funds.total.executed": "480000"}, amount_unit="元")
    (tmp_path / "元.xlsx").write_bytes(build([form], default(2020)))
    frames = jixiao.read(tmp_path / "元.xlsx").frames()
    assert frames["forms"].loc[0, "annual"] == 50 and frames["funds"].loc[0, "executed"] == 48
    assert frames["forms"].loc[0, "amount_unit"] == "元"


def test_a_form_of_blanks_has_its_rows_too(tmp_path):
    (tmp_path / "空.xlsx").write_bytes(build([Form("空项目")], default(2020)))
    frames = jixiao.read(tmp_path / "空.xlsx").frames()
    assert frames["forms"].loc[0, "annual"] is None and len(frames["indicators"]) == 0
    assert list(frames["indicators"].columns)[:2] == ["number", "form_number"]


def test_what_is_written_reads_back(tmp_path):
    file = jixiao.read(HEMENKOU)
    again = jixiao.read(file.to_excel(tmp_path / "自评.xlsx"))
    assert [form.project for form in again.forms] == [form.project for form in file.forms]
    assert [form.indicators for form in again.forms] == [form.indicators for form in file.forms]
    assert [item.name for item in tmp_path.iterdir()] == ["自评.xlsx"]
    with pytest.raises(CannotGoOn, match="输出文件就是输入文件"):
        again.to_excel(tmp_path / "自评.xlsx")


def test_a_policy_may_be_given_by_name_or_as_it_is(tmp_path):
    (tmp_path / "一张.xlsx").write_bytes(build([make.CORRECT], default(2020)))
    named = jixiao.read(tmp_path / "一张.xlsx", policy="variant-linear")
    assert named.policy == jixiao.read(tmp_path / "一张.xlsx", policy=jixiao.policy("variant-linear")).policy
    assert named.policy.name == "variant-linear" != jixiao.read(tmp_path / "一张.xlsx").policy.name
    assert set(named.frames()["forms"]["policy"]) == {"variant-linear"}


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(CannotGoOn, match="找不到"):
        jixiao.read(tmp_path / "没有.docx")


def test_the_figures_are_those_in_the_sheet_of_sums(frames):
    from openpyxl import load_workbook

    sheet = load_workbook(SAMPLE, data_only=True)["汇总表"]
    head = next(row for row in sheet.iter_rows() if any(cell.value == "项目名称" for cell in row))
    at = {str(cell.value).replace("\n", ""): cell.column for cell in head}
    for number, row in enumerate(frames["forms"].to_dict("records"), head[0].row + 1):
        for label, key in (("全年预算数", "annual"), ("全年执行数", "executed")):
            shown = sheet.cell(number, at[label]).value
            assert (None if shown in (None, "") else Decimal(str(shown))) == row[key], (number, label)
