"""Rows, columns, merges and copies of an open document, as Excel leaves them."""

import pytest

from xlwings_libreoffice import ComError

pytestmark = pytest.mark.office


def test_a_row_inserted_inside_a_merge_extends_it(sheet):
    sheet["A2:A4"].merge()
    sheet["3:3"].insert("down")
    assert sheet["A2"].merge_area.address == "$A$2:$A$5"
    assert sheet["A5"].merge_cells and not sheet["B2"].merge_cells
    assert sheet["A2:B5"].merge_cells is None


def test_an_inserted_row_has_the_format_of_the_one_above(sheet):
    sheet["A2:C2"].color, sheet["2:2"].row_height = (0, 255, 0), 40
    sheet["A3:C3"].color, sheet["3:3"].row_height = (255, 0, 0), 20
    sheet["3:3"].insert("down")
    assert (sheet["B3"].color, sheet["3:3"].row_height) == ((0, 255, 0), 40)
    assert (sheet["B4"].color, sheet["4:4"].row_height) == ((255, 0, 0), 20)
    sheet["4:4"].insert("down", copy_origin="format_from_right_or_below")
    assert (sheet["B4"].color, sheet["4:4"].row_height) == ((255, 0, 0), 20)


def test_formulas_follow_what_is_inserted_and_deleted(sheet):
    sheet["A1:A4"].value = [[1], [2], [3], [4]]
    sheet["C1"].formula = "=SUM(A1:A4)"
    sheet["A2:A3"].insert("down")
    assert (sheet["C1"].formula, sheet["A6"].value) == ("=SUM(A1:A6)", 4)
    sheet["2:3"].delete()
    assert (sheet["C1"].formula, sheet["A4"].value) == ("=SUM(A1:A4)", 4)
    sheet["A1"].insert("right")
    assert sheet["B1"].value == 1
    sheet["A1"].delete("left")
    assert sheet["A1"].value == 1


def test_a_merge_keeps_only_its_first_cell(sheet):
    sheet["A1:B2"].value = [[1, 2], [3, 4]]
    sheet["A1:B2"].merge()
    sheet["B2"].unmerge()
    assert sheet["A1:B2"].value == [[1, None], [None, None]]
    assert not sheet["A1"].merge_cells


def test_a_copied_row_brings_formulas_formats_and_height(sheet):
    sheet["A1:B1"].formula = [5, "=A1*2"]
    sheet["A1"].color, sheet["1:1"].row_height = (1, 2, 3), 33
    sheet["1:1"].copy(sheet["3:3"])
    assert sheet["B3"].formula == "=A3*2"
    assert (sheet["A3"].color, sheet["3:3"].row_height) == ((1, 2, 3), 33)


def test_formats_are_pasted_without_what_is_in_the_cells(sheet):
    sheet["A1"].value, sheet["A1"].color, sheet["A1"].number_format = 5, (1, 2, 3), "0.00"
    sheet["B2:C3"].formula = [["=1+1", "文字"], [7, "'12"]]
    sheet["B2:C3"].copy_from(sheet["A1"], "formats")
    assert sheet["B2:C3"].color == (1, 2, 3) and sheet["B2:C3"].number_format == "0.00"
    assert sheet["B2:C3"].formula == (("=1+1", "文字"), ("7", "12"))
    assert sheet["C3"].value == "12"


def test_values_are_pasted_without_formulas(sheet):
    sheet["A1:B1"].formula = [2, "=A1*3"]
    sheet["A3"].copy_from(sheet["A1:B1"], "values")
    assert sheet["A3:B3"].formula == (("2", "6"),)


def test_contents_formats_and_notes_are_cleared_apart(sheet):
    sheet["A1"].value, sheet["A1"].color = 1, (1, 2, 3)
    sheet["A1"].add_note("x")
    sheet["A1"].clear_contents()
    assert (sheet["A1"].value, sheet["A1"].color, sheet["A1"].note.text) == (None, (1, 2, 3), "x")
    sheet["A1"].clear_formats()
    assert sheet["A1"].color is None
    sheet["A1"].clear()
    assert sheet["A1"].note is None


def test_widths_heights_and_hidden_rows(sheet):
    sheet["B:B"].column_width, sheet["2:3"].row_height = 20, 30
    assert sheet["B1"].column_width == pytest.approx(20, abs=0.05)
    assert sheet["2:3"].row_height == 30
    assert sheet["1:2"].row_height is None
    sheet["2:3"].rows.hidden = True
    assert sheet["A2"].api.EntireRow.Hidden and not sheet["A4"].api.EntireRow.Hidden
    sheet["2:2"].api.EntireRow.Hidden = False
    assert not sheet["A2"].api.EntireRow.Hidden
    assert sheet["2:3"].api.EntireRow.Hidden is None
    sheet["B:C"].columns.hidden = True
    assert sheet["B:C"].columns.hidden and not sheet["A:A"].columns.hidden


def test_rows_and_columns_fit_what_is_in_them(sheet):
    sheet["A1"].value = "很长的文字" * 8
    narrow, low = sheet["A1"].column_width, sheet["A1"].row_height
    sheet["A1"].columns.autofit()
    assert sheet["A1"].column_width > 3 * narrow
    sheet["A1"].column_width, sheet["A1"].wrap_text = narrow, True
    sheet["A1"].rows.autofit()
    assert sheet["A1"].row_height > 3 * low


def test_the_edge_of_a_block_and_the_block_are_found(sheet):
    sheet["B2:D5"].value = [[1] * 3] * 4
    assert sheet["B2"].end("down").address == "$B$5"
    assert sheet["B2"].end("right").address == "$D$2"
    assert sheet["B5"].end("up").address == "$B$2"
    assert sheet["A1"].end("down").row == 1_048_576
    assert sheet["C3"].current_region.address == sheet["B2"].expand().address == "$B$2:$D$5"
    assert sheet.used_range.address == "$B$2:$D$5"


def test_ranges_are_addressed_in_every_way(sheet):
    assert sheet.range((2, 3)).address == sheet[1, 2].address == "$C$2"
    assert sheet.range((1, 1), (2, 3)).address == sheet["A1"].resize(2, 3).address == "$A$1:$C$2"
    assert sheet["12:14"].address == "$12:$14" and sheet["A:B"].shape == (1_048_576, 2)
    assert sheet["A1"].offset(2, 1).address == "$B$3"
    assert sheet["B2:C3"].get_address(False, False, True) == "Sheet1!B2:C3"
    assert [cell.address for cell in sheet["A1:B2"]] == ["$A$1", "$B$1", "$A$2", "$B$2"]
    assert [row.address for row in sheet["A1:B2"].rows] == ["$A$1:$B$1", "$A$2:$B$2"]
    several = sheet.api.Range("A1,C3:D4")
    assert [area.Address for area in several.Areas] == ["$A$1", "$C$3:$D$4"]
    assert (several.Areas.Count, several.Count, several.Address) == (2, 5, "$A$1,$C$3:$D$4")


def test_several_areas_take_one_value_and_one_colour(sheet):
    several = sheet.api.Range("A1,C3:D4")
    several.Value = "同"
    several.Interior.Color = 0xFF
    assert sheet["C3:D4"].value == [["同", "同"], ["同", "同"]]
    assert sheet["A1"].color == sheet["D4"].color == (255, 0, 0)
    assert sheet["B2"].color is None


def test_a_protected_sheet_refuses_what_excel_refuses(sheet):
    sheet["B1"].api.Locked = False
    sheet.api.Protect("密码")
    assert sheet.api.ProtectContents
    for refused in (
        lambda: sheet["A1"].api.AddComment("x"),
        lambda: setattr(sheet["A1"], "value", 1),
        lambda: setattr(sheet["A1"], "color", (1, 2, 3)),
        lambda: sheet["1:1"].insert("down"),
        lambda: sheet["A1"].clear_contents(),
        lambda: sheet.api.Unprotect("错"),
    ):
        with pytest.raises(ComError):
            refused()
    sheet["B1"].value = 1
    sheet.api.Unprotect("密码")
    sheet["A1"].value = 1
    assert sheet["A1:B1"].value == [1, 1]


def test_names_are_defined_for_a_book_and_for_a_sheet(sheet):
    book = sheet.book
    sheet["A1"].value = 7
    sheet["A1"].name = "甲"
    sheet.names.add("乙", "=Sheet1!$B$2:$C$3")
    assert sheet["A1"].name.name == "甲" and sheet["A2"].name is None
    assert [(name.name, name.refers_to) for name in book.names] == [
        ("甲", "=Sheet1!$A$1"),
        ("Sheet1!乙", "=Sheet1!$B$2:$C$3"),
    ]
    assert "乙" in sheet.names and "丙" not in book.names
    assert sheet.names["乙"].refers_to_range.address == sheet.range("乙").address == "$B$2:$C$3"
    sheet["D1"].formula = "=甲+1"
    assert sheet["D1"].value == 8
    book.names["甲"].refers_to = "=Sheet1!$A$5"
    assert sheet["D1"].value == 1
    book.names["甲"].delete()
    assert "甲" not in book.names


def test_a_range_that_is_held_moves_with_its_cells(sheet):
    held = {text: sheet.api.Range(text) for text in ("A1", "A5", "B4:C6", "A2:A4", "5:5", "C:C", "E5")}
    sheet["3:4"].insert("down")
    assert [one.Address for one in held.values()] == [
        "$A$1",
        "$A$7",
        "$B$6:$C$8",
        "$A$2:$A$6",
        "$7:$7",
        "$C:$C",
        "$E$7",
    ]
    sheet["B:B"].insert("right")
    assert held["B4:C6"].Address == "$C$6:$D$8" and held["C:C"].Address == "$D:$D"
    sheet["A6:A7"].delete("up")
    assert held["A2:A4"].Address == "$A$2:$A$5" and held["E5"].Address == "$F$7"
    with pytest.raises(ComError):
        held["A5"].Value = 1
    sheet["D1:D20"].delete("left")
    assert held["E5"].Address == "$E$7"
