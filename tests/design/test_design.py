"""template.xlsx is what workbook/ says."""

from __future__ import annotations

import io
import re
import tomllib
import zipfile

import openpyxl

from jixiao import __version__, importers, resources
from jixiao.design.workbook import build
from jixiao.sheets.settings import layout
from tests.sheets.recalculated import calculated, differences, shown
from tests.xlsx.audit import faults

VOLATILE = re.compile(r"\b(?:OFFSET|INDIRECT|NOW|TODAY|RAND|CELL|INFO)\(")
MODERN = re.compile(r"\b(?:LET|FILTER|XLOOKUP|TEXTJOIN|IFS|SWITCH|UNIQUE|SORT|CONCAT|MAXIFS)\(|@|#(?!REF)")


def checked_in():
    return resources.path("template.xlsx").read_bytes()


def parts(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_template_checked_in_is_a_fresh_build():
    fresh, kept = parts(build()), parts(checked_in())
    assert fresh.keys() == kept.keys()
    for name, content in fresh.items():
        assert content == kept[name], f"{name} differs: run python -m jixiao.design.workbook"


def test_the_template_is_valid(tmp_path):
    assert faults(checked_in(), tmp_path) == []


def test_the_template_holds_the_result_of_each_formula():
    ours, theirs = shown(checked_in()), calculated(checked_in())
    # 校验结果 is only put into a workbook with findings, and with the results of its formulas
    sheets = {name: rows for name, rows in ours.items() if name not in ("汇总表", "校验结果")}
    assert differences(sheets, theirs) == []


def test_formulas_work_in_every_excel_since_2010():
    workbook = openpyxl.load_workbook(io.BytesIO(checked_in()))
    formulas = [
        str(cell.value) for sheet in workbook for row in sheet.iter_rows() for cell in row if cell.data_type == "f"
    ]
    assert len(formulas) > 100
    assert not [formula for formula in formulas if MODERN.search(formula)]
    assert max(map(len, formulas)) < 8192


def test_no_page_prints_the_name_of_the_working_file():
    for name, content in parts(checked_in()).items():
        assert name == "xl/workbook.xml" or b"&amp;F" not in content, name


def test_headings_are_plain_words():
    words = [
        str(cell.value)
        for sheet in openpyxl.load_workbook(io.BytesIO(checked_in()))
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "s"
    ]
    assert not {"折万元系数", "执行率基数", "字段", "严重程度"} & set(words)


def test_only_the_spare_rows_and_the_states_of_findings_are_volatile():
    """They follow a sheet name that the clerk types, or that a finding gives, which no other function does; a row without
    a name asks nothing."""
    sheets = layout()["sheets"]
    results, summary, spare = sheets["findings"], sheets["summary"], range(5, 5 + layout()["overview"]["spare_rows"])
    for sheet in openpyxl.load_workbook(io.BytesIO(checked_in())):
        for row in sheet.iter_rows():
            for cell in row:
                found = VOLATILE.findall(str(cell.value)) if cell.data_type == "f" else []
                here = (sheet.title == summary and cell.row in spare) or (
                    sheet.title == results and cell.coordinate.startswith("L")
                )
                assert set(found) <= ({"INDIRECT("} if here else set()), cell.coordinate
                assert not found or str(cell.value).startswith(("=IF(OR($B", "=IF($W", "=IF($B", "=IF($N"))


def test_labels_of_the_layout_are_those_the_reader_knows(tmp_path):
    labels = tomllib.loads(resources.path("workbook/labels.toml").read_text(encoding="utf-8"))
    layout = tomllib.loads(resources.path("workbook/layout.toml").read_text(encoding="utf-8"))["project"]["labels"]
    for key in ("initial", "annual", "executed", "weight", "rate", "score"):
        assert layout[key] in labels["funds"]["columns"][key]
    for key in ("dimension", "category", "name", "target", "actual", "note"):
        assert layout[key] in labels["indicators"]["columns"][key]


def test_an_empty_template_has_no_form_to_read_but_breaks_nothing(tmp_path):
    file = tmp_path / "template.xlsx"
    file.write_bytes(checked_in())
    assert all(form.indicators == () or form.project is None for form in importers.read(file).forms)


def test_the_working_columns_fold_at_a_button():
    sheet = parts(checked_in())["xl/worksheets/sheet3.xml"].decode()
    assert 'outlineLevelCol="1"' in sheet and 'summaryRight="0"' in sheet


def test_the_version_can_be_read_over_the_phone():
    guide = shown(checked_in())["填报说明"]
    assert f"版本 {__version__} · 模板 2020-1" in [cell for row in guide for cell in row]


def test_choices_and_limits_explain_themselves():
    sheet = openpyxl.load_workbook(io.BytesIO(checked_in()))["项目1"]
    rules = sheet.data_validations.dataValidation
    assert {rule.type for rule in rules} == {"list", "decimal"}
    for rule in rules:
        assert (
            rule.prompt
            and rule.error
            and len(rule.promptTitle) <= 32
            and len(rule.prompt) <= 255
            and len(rule.error) <= 225
        )
