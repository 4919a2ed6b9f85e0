"""What marks a cell: rules of conditional formatting and notes, as Excel numbers and saves them."""

import subprocess

import openpyxl
import pytest

from stage import SAMPLE
from xlwings_libreoffice import ComError
from xlwings_libreoffice.testing import require

pytestmark = pytest.mark.office

RED, GREEN = 0xCEC7FF, 0x00FF00


def rule(sheet, address, formula, colour=RED):
    made = sheet.api.Range(address).FormatConditions.Add(Type=2, Formula1=formula)
    made.Interior.Color = colour
    return made


def test_a_rule_by_formula_is_added_and_read(sheet):
    made = rule(sheet, "B2:C5,E2", '=AND($A2>1,Sheet1!$B$1<>"x,y")')
    assert (made.Type, made.Formula1) == (2, '=AND($A2>1,Sheet1!$B$1<>"x,y")')
    assert (made.Interior.Color, made.AppliesTo.Address) == (RED, "$B$2:$C$5,$E$2")
    made.StopIfTrue = False
    assert not made.StopIfTrue
    assert sheet.api.Range("B3").FormatConditions.Count == 1
    assert sheet.api.Range("A1").FormatConditions.Count == 0
    assert sheet.api.Cells.FormatConditions(1).Formula1 == made.Formula1


def test_a_rule_is_saved_with_its_formula_its_fill_and_all_its_cells(sheet, tmp_path):
    rule(sheet, "C5:D6,F9", "=AND($A5>1,B4=2)")
    rule(sheet, "A1:A3", '=LEN("jixiao-mark")>0', GREEN).Font.Bold = True
    sheet.book.save(tmp_path / "规则.xlsx")
    page = openpyxl.load_workbook(tmp_path / "规则.xlsx").active
    saved = {str(cells.sqref): cells.rules[0] for cells in page.conditional_formatting}
    assert set(saved) == {"C5:D6 F9", "A1:A3"}
    assert saved["C5:D6 F9"].formula == ["AND($A5>1,B4=2)"]
    assert saved["C5:D6 F9"].dxf.fill.bgColor.rgb == "FFFFC7CE"
    assert saved["A1:A3"].formula == ['LEN("jixiao-mark")>0'] and saved["A1:A3"].dxf.font.b
    assert saved["C5:D6 F9"].type == "expression"


def test_rules_overlap_without_harm(sheet):
    rule(sheet, "A1:C3", "=TRUE")
    rule(sheet, "B2:D4", "=FALSE", GREEN)
    found = sheet.api.Cells.FormatConditions
    assert [one.AppliesTo.Address for one in found] == ["$A$1:$C$3", "$B$2:$D$4"]
    assert sheet.api.Range("B2").FormatConditions.Count == 2


def test_a_rule_is_put_first(sheet):
    rule(sheet, "A2:C3", "=$A2=1")
    rule(sheet, "B2:D4", "=$A2=2", GREEN)
    last = rule(sheet, "B2", "=$A2=3")
    last.SetFirstPriority()
    assert last.Priority == 1
    found = sheet.api.Cells.FormatConditions
    assert [one.Formula1 for one in found] == ["=$A2=3", "=$A2=1", "=$A2=2"]
    assert [one.Interior.Color for one in found] == [RED, RED, GREEN]
    last.SetLastPriority()
    assert [one.Formula1 for one in sheet.api.Cells.FormatConditions] == ["=$A2=1", "=$A2=2", "=$A2=3"]


def test_rules_are_deleted_one_by_one_or_all(sheet):
    first = rule(sheet, "A1:C3", "=TRUE")
    rule(sheet, "B2:D4", "=FALSE")
    first.Delete()
    assert [one.AppliesTo.Address for one in sheet.api.Cells.FormatConditions] == ["$B$2:$D$4"]
    sheet.api.Cells.FormatConditions.Delete()
    assert sheet.api.Cells.FormatConditions.Count == 0
    with pytest.raises(ComError):
        print(first.Formula1)


def test_rules_deleted_from_a_few_cells_stay_on_the_others(sheet):
    rule(sheet, "A1:C3", "=TRUE")
    sheet.api.Range("B2").FormatConditions.Delete()
    assert sheet.api.Range("B2").FormatConditions.Count == 0
    assert sheet.api.Range("A1,C3").FormatConditions.Count == 1


def test_rules_of_the_sample_are_read_and_one_takes_a_colour_of_its_own(app):
    book = app.books.open(SAMPLE)
    sheet = book.sheets[2]
    read = openpyxl.load_workbook(SAMPLE).worksheets[2].conditional_formatting
    found = {one.Formula1: one for one in sheet.api.Cells.FormatConditions}
    assert set(found) == {f"={rule.formula[0]}" for cells in read for rule in cells.rules}
    sheet.api.Unprotect()
    shared = [one for one in found.values() if one.Formula1.startswith("=S")]
    before = shared[1].Interior.Color
    shared[0].Interior.Color = GREEN
    assert (shared[0].Interior.Color, shared[1].Interior.Color) == (GREEN, before)


def test_rules_stretch_with_inserted_rows(sheet):
    made = rule(sheet, "B2:B4", "=$A2>1")
    sheet["3:3"].insert("down")
    assert (made.AppliesTo.Address, made.Formula1) == ("$B$2:$B$5", "=$A2>1")


def test_a_rule_stays_the_same_when_a_sheet_comes_before_its_own(sheet):
    made = rule(sheet, "B2:B4", "=$A2>1")
    rule(sheet.book.sheets.add("前", before=sheet), "B2:B4", "=$A2>2")
    assert (made.AppliesTo.Address, made.Formula1) == ("$B$2:$B$4", "=$A2>1")


def test_a_note_has_an_author_a_size_and_can_be_shown(sheet, tmp_path):
    cell = sheet.api.Range("B2")
    assert cell.Comment is None
    note = cell.AddComment("【绩效自评校验】\n错误 JX203")
    assert cell.Comment.Text() == "【绩效自评校验】\n错误 JX203"
    note.Shape.Width, note.Shape.Height = 200, 80
    assert (round(note.Shape.Width), round(note.Shape.Height)) == (200, 80)
    note.Visible = True
    assert note.Visible and isinstance(note.Author, str)
    note.Visible = False
    with pytest.raises(ComError):
        cell.AddComment("又")
    note.Text("改")
    assert [one.Parent.Address for one in sheet.api.Comments] == ["$B$2"]
    sheet.book.save(tmp_path / "批注.xlsx")
    assert openpyxl.load_workbook(tmp_path / "批注.xlsx").active["B2"].comment.text == "改"
    note.Delete()
    assert cell.Comment is None


def test_a_link_to_a_place_in_the_book_is_saved(sheet, tmp_path):
    sheet["A1"].value = "位置"
    sheet["A1"].api.Hyperlinks.Add(Anchor=sheet["A1"].api, Address="", SubAddress="Sheet1!B5", TextToDisplay="B5")
    assert sheet["A1"].value == "B5"
    assert sheet["A1"].api.Hyperlinks(1).SubAddress == "Sheet1!B5"
    sheet.book.save(tmp_path / "链接.xlsx")
    assert openpyxl.load_workbook(tmp_path / "链接.xlsx").active["A1"].hyperlink.location == "Sheet1!B5"
    sheet["A1"].api.Hyperlinks.Delete()
    assert (sheet["A1"].api.Hyperlinks.Count, sheet["A1"].value) == (0, "B5")


def test_a_tab_takes_a_colour_and_gives_it_back(sheet):
    assert sheet.api.Tab.Color is False
    sheet.api.Tab.Color = RED
    assert sheet.api.Tab.Color == RED
    sheet.api.Tab.ColorIndex = -4142
    assert sheet.api.Tab.Color is False


def seen(sheet, folder):
    """The colours of the printed page, as red, green and blue."""
    require("pdftoppm")
    sheet.book.to_pdf(folder / "页.pdf")
    subprocess.run(["pdftoppm", "-r", "20", folder / "页.pdf", folder / "页"], check=True)
    pixels = next(folder.glob("页-*.ppm")).read_bytes()[-3 * 165 * 200 :]
    return {pixels[at : at + 3] for at in range(0, len(pixels), 3)}


def test_a_rule_shows_at_once_and_the_first_of_two_is_the_one_that_shows(sheet, tmp_path):
    sheet["A1:E40"].value = "x"
    rule(sheet, "A1:E40", "=TRUE", GREEN)
    first = rule(sheet, "A1:E39", '=$A1="x"', 0xFF0000)
    first.SetFirstPriority()
    colours = seen(sheet, tmp_path)
    assert b"\x00\x00\xff" in colours
    sheet.api.Range("A1:E39").FormatConditions.Delete()
    assert b"\x00\x00\xff" not in seen(sheet, tmp_path)
