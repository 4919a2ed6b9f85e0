"""Values, formulas and formats of cells, through xlwings, in an open document."""

import datetime as dt
from decimal import Decimal

import openpyxl
import pytest

pytestmark = pytest.mark.office


def test_a_block_of_values_comes_back_as_it_was_written(sheet):
    block = [
        [1.5, "文字", True],
        [None, -2.0, False],
        [dt.datetime(2020, 12, 31), dt.datetime(2020, 1, 2, 3, 4, 5), "x"],
    ]
    sheet["B2:D4"].value = block
    assert sheet["B2:D4"].value == block


def test_an_amount_is_written_as_a_number(sheet):
    sheet["A1"].value = Decimal("9.72")
    assert sheet["A1"].value == 9.72


@pytest.mark.parametrize(
    ("typed", "read", "shown"),
    [
        ("12", 12.0, "General"),
        ("1,234.5", 1234.5, "General"),
        ("50%", 0.5, "0%"),
        ("TRUE", True, "General"),
        ("2020年12月31日", dt.datetime(2020, 12, 31), "yyyy/m/d"),
        ("106件", "106件", "General"),
        ("100% %", "100% %", "General"),
        ("'=A1", "=A1", "General"),
        ("'007", "007", "General"),
    ],
)
def test_text_becomes_what_excel_makes_of_it(sheet, typed, read, shown):
    sheet["A1"].value = typed
    assert (sheet["A1"].value, sheet["A1"].number_format) == (read, shown)


def test_a_cell_formatted_as_text_keeps_text(sheet):
    sheet["A1:B1"].number_format = "@"
    sheet["A1:C1"].value = ["=1+1", "007", "007"]
    assert sheet["A1:C1"].value == ["=1+1", "007", 7.0]


def test_errors_read_as_nothing_or_by_name(sheet):
    sheet["A1:E1"].formula = ["=1/0", "=NA()", "=nosuch", "=#REF!", '=1+"x"']
    assert sheet["A1:E1"].value == [None] * 5
    named = sheet["A1:E1"].options(err_to_str=True).value
    assert named == ["#DIV/0!", "#N/A", "#NAME?", "#REF!", "#VALUE!"]


def test_formulas_text_and_numbers_go_in_one_block(sheet):
    sheet["A1:C2"].formula = [["=B1*2", 3, "12"], ["'12", "甲12", "=SUM(A1,B1)"]]
    assert sheet["A1:C2"].value == [[6.0, 3.0, 12.0], ["12", "甲12", 9.0]]
    assert sheet["A1:C2"].formula == (("=B1*2", "3", "12"), ("12", "甲12", "=SUM(A1,B1)"))


FUNCTIONS = [
    '=IFERROR(VLOOKUP(A1,$A$1:$B$3,2,FALSE),"无")',
    "=SUMPRODUCT(--(A1:A3>1),B1:B3)",
    '=SUMIFS(B1:B3,A1:A3,">1",B1:B3,"<>2")',
    '=TEXT(ROUNDUP(A1/3,2),"0.00")&"%"',
    "=INDEX($B$1:$B$3,MATCH(2,$A$1:$A$3,0))",
    "=IF(AND(ISNUMBER(A1),OR(A1>0,NOT(B1=1))),MAX(A1:A3),MIN(A1:A3))",
    "=EDATE(DATE(2020,1,31),1)",
    "=NETWORKDAYS(DATE(2020,1,1),DATE(2020,1,31))",
    "=STDEV.S(A1:A3)+STDEVP(A1:A3)",
    "=CEILING(2.5,1)+FLOOR(2.5,1)",
    "=IFNA(MATCH(9,A1:A3,0),0)",
    '=COUNTIFS(A1:A3,1,A1:A3,">0")',
    '=TEXTJOIN(",",TRUE,A1:A3)',
    "=ERROR.TYPE(1/0)",
    "=EFFECT(0.05,4)",
    '=LEN(SUBSTITUTE("a\'b","\'",""))',
    "=SUM(A:A,{1,2;3,4})",
    '=HYPERLINK("#\'Sheet1\'!A1","位置")',
    "=-A1%^2",
]


def test_functions_are_known_by_excels_names_and_print_so(sheet):
    sheet["A1:B3"].value = [[1, 1], [2, 2], [3, 3]]
    cells = sheet["D1"].resize(len(FUNCTIONS), 1)
    cells.formula = [[formula] for formula in FUNCTIONS]
    assert [row[0] for row in cells.formula] == FUNCTIONS
    values = cells.options(err_to_str=True).value
    pairs = zip(FUNCTIONS, values, strict=True)
    assert [formula for formula, value in pairs if str(value).startswith("#")] == []


def test_one_formula_fills_a_range_with_its_references_moved(sheet):
    sheet["A1:A3"].value = [[1], [2], [3]]
    sheet["B1:B3"].formula = "=A1*$A$1"
    assert [row[0] for row in sheet["B1:B3"].formula] == ["=A1*$A$1", "=A2*$A$1", "=A3*$A$1"]
    assert sheet["B1:B3"].value == [1.0, 2.0, 3.0]


def test_a_formula_is_calculated_again_when_its_source_changes(sheet):
    sheet["A1:B1"].formula = [1, "=A1+1"]
    sheet["A1"].value = 41
    assert sheet["B1"].value == 42


def test_a_value_block_costs_the_same_calls_whatever_its_rows(app, sheet):
    costs = []
    for rows in (2, 200):
        app.impl.calls.reset()
        sheet.range((1, 1), (rows, 3)).value = [[row, "文字", 0.5] for row in range(rows)]
        assert len(sheet.range((1, 1), (rows, 3)).value) == rows
        costs.append(app.impl.calls.made)
    assert costs[0] == costs[1]


def test_an_array_formula_is_distinguished_from_others(sheet):
    sheet["A1:A2"].value = [[1], [2]]
    sheet["B1:B2"].formula_array = "=A1:A2*2"
    assert (sheet["B1"].has_array, sheet["A1"].has_array) == (True, False)
    assert sheet["B1:B2"].value == [2.0, 4.0]
    assert sheet["B1:B2"].formula_array == "=A1:A2*2"


def test_looks_are_set_and_read(sheet):
    cells = sheet["A1:B2"]
    cells.color, cells.wrap_text, cells.number_format = (255, 199, 206), True, "0.00%"
    cells.font.name, cells.font.size, cells.font.bold, cells.font.color = "宋体", 12, True, (192, 0, 0)
    cells.horizontal_alignment, cells.vertical_alignment = "center", "top"
    assert (cells.color, cells.wrap_text, cells.number_format) == ((255, 199, 206), True, "0.00%")
    assert (cells.font.name, cells.font.size, cells.font.bold, cells.font.color) == ("宋体", 12, True, (192, 0, 0))
    assert (cells.horizontal_alignment, cells.vertical_alignment) == ("center", "top")
    assert sheet["A1:C1"].wrap_text is None
    cells.color = None
    assert cells.color is None


def test_a_note_is_added_changed_and_deleted(sheet):
    assert sheet["A1"].note is None
    sheet["A1"].add_note("第一行\n第二行")
    sheet["A1"].note.text += "！"
    assert [(note.text, note.location.address) for note in sheet.notes] == [("第一行\n第二行！", "$A$1")]
    sheet["A1"].note.delete()
    assert sheet["A1"].note is None


def test_a_link_is_added_and_read(sheet):
    sheet["A1"].add_hyperlink("https://example.org/a", "看这里")
    assert (sheet["A1"].value, sheet["A1"].hyperlink) == ("看这里", "https://example.org/a")


def test_what_was_set_is_in_the_saved_file(app, sheet, tmp_path):
    sheet["A1:B1"].value = ["文字", 1]
    sheet["A1"].add_note("说明")
    sheet["A3:B4"].merge()
    sheet["B2"].formula = '=IF(B1>0,ROUND(B1/3,2),"")'
    sheet["A1"].color = "#FFC7CE"
    sheet.book.names.add("合计", "=Sheet1!$B$2")
    sheet.book.save(tmp_path / "存.xlsx")
    saved = openpyxl.load_workbook(tmp_path / "存.xlsx")
    page = saved["Sheet1"]
    assert page["A1"].value == "文字" and page["A1"].comment.text == "说明"
    assert page["A1"].fill.start_color.rgb == "FFFFC7CE"
    assert [str(merge) for merge in page.merged_cells.ranges] == ["A3:B4"]
    assert page["B2"].value == '=IF(B1>0,ROUND(B1/3,2),"")'
    assert saved.defined_names["合计"].attr_text == "Sheet1!$B$2"
    assert app.books.active.name == "存.xlsx"
