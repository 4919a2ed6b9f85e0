"""What a workbook shows beside its forms: results that are stale, formulas typed over, lines that lead nowhere, links out."""

from __future__ import annotations

from decimal import Decimal

import pytest

from jixiao.cli import main
from jixiao.importers.read import read_source
from jixiao.importers.source import Source
from jixiao.policy import default
from jixiao.rules import check
from jixiao.sheets.book import build, overview_table
from jixiao.sheets.collected import column_letters
from jixiao.sheets.facts import same, workbook_facts
from jixiao.sheets.held import in_book
from jixiao.sheets.seat import Seat
from jixiao.sheets.totals import uncounted, uncounted_formula
from jixiao.xlsx.edit.patch import Patch
from jixiao.xlsx.opc.archive import Archive
from jixiao.xlsx.opc.parts import add_relation
from jixiao.xlsx.read.read import read as open_book
from tests.build import form
from tests.importers.documents import official
from tests.importers.sheets_and_pages import xlsx
from tests.xlsx.test_hostile import book as raw_book
from tests.xlsx.test_hostile import number, sheet

SHEET = "老旧小区电梯维修"


def ours(*forms):
    return build(forms or (form(),), default(2020))


def changed(act) -> object:
    patch = Patch.open(ours(form(), form(project="另一个")))
    act(patch)
    return open_book(patch.bytes(), name="自评.xlsx")


def test_of_results_that_follow_from_each_other_only_the_first_is_stale():
    expected = {(SHEET, "B1"): ("a", "A1*2", Decimal(2)), (SHEET, "C1"): ("b", "B1+1", Decimal(3))}
    patch = Patch.open(raw_book([sheet(number("A1", "1"))]))
    name = patch.sheets[0]
    patch.set_formula(name, "B1", "A1*2", 9)
    patch.set_formula(name, "C1", "B1+1", 10)
    found = workbook_facts(
        open_book(patch.bytes()), projects=(), expected={(name, cell): each for (_, cell), each in expected.items()},
        current_version="1",
    )  # fmt: skip
    assert [(item.cell, item.stored, item.computed) for item in found.stale] == [("B1", "9", "2")]


def test_a_formula_typed_over_is_named_with_what_it_should_be():
    patch = Patch.open(raw_book([sheet(number("A1", "1") + number("B1", "7"))]))
    patch.set_formula(patch.sheets[0], "C1", "A1", 1)
    given = {(patch.sheets[0], "B1"): ("a", "=A1*2", Decimal(2))}
    found = workbook_facts(open_book(patch.bytes()), projects=(), expected=given, current_version="1")
    assert [(item.cell, item.formula) for item in found.overwritten] == [("B1", "=A1*2")]


def test_a_line_of_the_overview_whose_sheet_is_gone_and_a_sheet_without_a_line_are_named():
    gone = changed(lambda patch: patch.remove_sheet("另一个"))
    found = workbook_facts(gone, projects=[SHEET, "新的"], expected={}, current_version="1")
    assert found.missing_from_summary == ("新的",) and len(found.summary_rows_without_sheet) == 1


def test_links_to_other_workbooks_and_macros_are_seen():
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    archive = Archive.open(ours())
    archive.write("xl/externalLinks/externalLink1.xml", b"<externalLink/>")
    archive.write("xl/vbaProject.bin", b"")
    add_relation(archive, "xl/workbook.xml", f"{office}/externalLink", "externalLinks/externalLink1.xml")
    add_relation(
        archive, "xl/externalLinks/externalLink1.xml", f"{office}/externalLinkPath", "file:///D:/甲.xlsx", "External"
    )
    found = workbook_facts(open_book(archive.packed()), projects=(), expected={}, current_version="1")
    assert found.external_links == ("file:///D:/甲.xlsx",) and found.has_macros


@pytest.mark.parametrize(
    ("stored", "computed", "equal"),
    [
        ("96%", Decimal("0.96"), True), (0.1 + 0.2, Decimal("0.3"), True), ("", Decimal(1), False), ("x", "x", True),
        ("NaN", Decimal(1), False), ("Infinity", Decimal(1), False), ("NaN", 1, False), (True, Decimal(1), False),
        (None, "", True), ("sNaN%", Decimal(1), False),
    ],
)  # fmt: skip
def test_a_result_is_the_computed_one_or_it_is_not(stored, computed, equal):
    assert same(stored, computed) is equal


@pytest.mark.parametrize("text", ["inf", "NaN", "1e400", "9" * 400])
def test_what_a_cell_holds_that_is_no_number_is_not_compared(text):
    book = open_book(raw_book([sheet(number("A1", text) + number("B1", "2"))]))
    assert in_book(book)(Seat("1", "A1")) is None and in_book(book)(Seat("1", "B1")).value == 2


def test_of_a_sheet_that_is_not_there_nothing_is_known():
    book = open_book(raw_book([sheet(number("A1", "1") + '<c r="B1" t="e"><v>#REF!</v></c>')]))
    assert in_book(book)(Seat("没有", "A1")) is None and in_book(book)(Seat("1", "C1")).value is None


def test_a_form_with_a_figure_that_is_infinite_is_marked_all_the_same(tmp_path):
    archive = Archive.open(xlsx([[official(form())]]))
    cell = read_source(Source("a.xlsx", archive.packed())).forms[0].place("funds.total.annual")
    patch = Patch(archive)
    patch.set_value("表1", cell, 77)
    made = Archive.open(patch.bytes())
    made.write("xl/worksheets/sheet1.xml", made.read("xl/worksheets/sheet1.xml").replace(b"<v>77</v>", b"<v>1e400</v>"))
    (tmp_path / "自评.xlsx").write_bytes(made.packed())
    assert main(["check", str(tmp_path / "自评.xlsx"), "-o", str(tmp_path / "校验.xlsx")]) in (0, 1, 2)
    assert "校验结果" in [each.name for each in open_book((tmp_path / "校验.xlsx").read_bytes()).sheets]


def test_the_overview_has_a_row_for_each_form_with_its_counts():
    forms = read_source(Source("自评.xlsx", ours(form({"total.weight": "90"}), form(project="另一个")))).forms
    report = check(forms, default(2020))
    rows = overview_table(forms, [default(2020)] * 2, report)
    assert [row["project"] for row in rows] == ["老旧小区电梯维修", "另一个"] and rows[0]["errors"] == 1


def test_columns_of_a_collected_sheet_are_letters_in_their_order():
    letters = list(column_letters("projects").values())
    assert letters[:3] == ["A", "B", "C"] and len(set(letters)) == len(letters)


def test_what_a_sum_leaves_out_reads_the_same_in_python_and_in_excel():
    assert uncounted({"annual_uncounted": 2, "total_uncounted": 0}) == "全年 2 张未计"
    formula = uncounted_formula({"annual": "A1", "total": "B1"})
    assert formula == 'MID(IF(A1>0,"；全年 "&(A1)&" 张未计","")&IF(B1>0,"；总分 "&(B1)&" 张未计",""),2,99)'
