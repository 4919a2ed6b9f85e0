"""What a workbook shows as a file: version, macros, links, hidden sheets, typed-over formulas, stale results."""

import io
from decimal import Decimal

import pytest
import xlsxwriter

from jixiao.form.workbook import Overwritten, StaleValue
from jixiao.sheets.facts import workbook_facts
from jixiao.xlsx.opc.archive import Archive
from jixiao.xlsx.opc.parts import add_relation, declare, relate
from tests.xlsx.crowd import crowded

PROJECTS = ("甲", "乙's", "丙")
EXTERNAL = "application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml"


@pytest.fixture(scope="module")
def book() -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as workbook:
        percent = workbook.add_format({"num_format": "0.00%"})
        summary = workbook.add_worksheet("汇总表")
        summary.write_row("A2", [1, "甲"])
        summary.write_formula("C2", "=甲!A1", None, 78)
        summary.write_formula("C3", "='乙''s'!A1+_参数!A1", None, 80)
        summary.write_row("A4", [3, "已删的项目"])
        summary.write_formula("C4", "=#REF!A1", None, "#REF!")
        summary.write_formula("C5", "=丁!A1", None, 0)
        for name in PROJECTS:
            sheet = workbook.add_worksheet(name)
            sheet.write_formula("A1", "=SUM(B1:B2)", None, 98)
            sheet.write_formula("A2", "=B1/B2", percent, 0.9724)
            sheet.write("A3", "合格")
            if "'" not in name:
                workbook.define_name(f"{name}!总分", f"={name}!$A$1")
        sheet.hide()
        parameters = workbook.add_worksheet("_参数")
        parameters.write("B3", "2020-1")
        workbook.define_name("参数_模板版本", "=_参数!$B$3")
    return stream.getvalue()


def test_the_template_version_is_read_where_its_name_points(book):
    facts = workbook_facts(book, current_version="2021-1", name="自评.xlsx")
    assert (facts.file, facts.template_version, facts.current_version) == ("自评.xlsx", "2020-1", "2021-1")
    assert workbook_facts(crowded()).template_version is None


def test_projects_and_the_summary_are_compared(book):
    facts = workbook_facts(book, projects=PROJECTS)
    assert facts.missing_from_summary == ("丙",)
    assert facts.summary_rows_without_sheet == ("已删的项目", "第 5 行")
    assert facts.hidden_project_sheets == ("丙",)


def test_a_workbook_without_a_summary_misses_nothing_in_it():
    facts = workbook_facts(crowded())
    assert facts.missing_from_summary == () and facts.hidden_project_sheets == ("其他",)


EXPECTED = {
    ("甲", "A1"): ("total.score", "=SUM(B1:B2)", Decimal("78.00")),
    ("甲", "A2"): ("funds.total.rate", "=B1/B2", Decimal("0.97240")),
    ("甲", "A3"): ("grade", "=IF(A1>60,1,2)", "不合格"),
    ("甲", "A4"): ("indicators[0].score", "=A1", None),
}


def test_a_typed_value_in_place_of_a_formula_and_a_stale_result_are_distinguished(book):
    facts = workbook_facts(book, expected=EXPECTED)
    assert facts.overwritten == (
        Overwritten("甲", "A3", "grade", "合格", "=IF(A1>60,1,2)"),
        Overwritten("甲", "A4", "indicators[0].score", "", "=A1"),
    )
    assert facts.stale == (StaleValue("甲", "A1", "total.score", "98", "78"),)


def test_a_result_that_differs_only_in_binary_noise_is_not_stale(book):
    third = {("甲", "A2"): ("rate", "=B1/B2", Decimal("0.97240000000000004"))}
    assert workbook_facts(book, expected=third).stale == ()


def test_macros_and_links_to_other_files_are_seen(book):
    assert workbook_facts(crowded()).has_macros and not workbook_facts(book).has_macros
    archive = Archive.open(book)
    archive.write("xl/externalLinks/externalLink1.xml", b"<externalLink/>")
    declare(archive, "xl/externalLinks/externalLink1.xml", EXTERNAL)
    relate(archive, "xl/workbook.xml", "externalLink", "xl/externalLinks/externalLink1.xml")
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLinkPath"
    add_relation(archive, "xl/externalLinks/externalLink1.xml", kind, "file:///D:/预算.xlsx", "External")
    assert workbook_facts(archive.packed()).external_links == ("file:///D:/预算.xlsx",)
