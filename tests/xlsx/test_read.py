"""Reading a workbook: values at their addresses, formulas written out, results that are missing, names and sheets."""

import io
import zipfile
from datetime import datetime

import openpyxl
import pytest
import xlsxwriter

from jixiao.form.table import Merge
from jixiao.xlsx.cells import formula_cell
from jixiao.xlsx.opc.archive import Archive
from jixiao.xlsx.opc.guard import PackageError
from jixiao.xlsx.opc.opc import DefinedName
from jixiao.xlsx.read.read import formulas, read, tables
from jixiao.xlsx.references import moved


@pytest.fixture(scope="module")
def book() -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet("甲 项目")
        sheet.merge_range("C5:D5", "项目名称")
        sheet.write("E5", 12.5)
        sheet.write("F5", 0.9724, workbook.add_format({"num_format": "0.00%"}))
        sheet.write("G5", datetime(2020, 12, 1), workbook.add_format({"num_format": "yyyy-mm-dd"}))
        sheet.write("H5", "_x0041_\n=1")
        sheet.write_formula("C6", '=IF(E5<13,"是&否","")', value="是&否")
        sheet.write_formula("D6", "=1/0", value="#DIV/0!")
        sheet.write_formula("E6", "=E5*2", value="")
        sheet.write_formula("F6", '=""', value="")
        workbook.add_worksheet("_参数").very_hidden()
        workbook.add_chartsheet("图").set_chart(_chart(workbook))
        workbook.define_name("全部", "='甲 项目'!$E$5")
        workbook.define_name("'甲 项目'!总分", "='甲 项目'!$C$6")
    return stream.getvalue()


def _chart(workbook):
    chart = workbook.add_chart({"type": "column"})
    chart.add_series({"values": "='甲 项目'!$E$5:$F$5"})
    return chart


def test_values_stand_at_their_addresses(book):
    table = tables(book)[0]
    cells = {table.place(r, c): value for r, row in enumerate(table.rows) for c, value in enumerate(row) if value != ""}
    assert cells == {
        "C5": "项目名称",
        "E5": 12.5,
        "F5": "97.24%",
        "G5": "2020年12月1日",
        "H5": "_x0041_\n=1",
        "C6": "是&否",
        "D6": "#DIV/0!",
    }
    assert (table.sheet, table.first_row, table.first_column) == ("甲 项目", 4, 2)
    assert table.merges == (Merge(0, 0, 0, 1),)


def test_a_hidden_sheet_is_read_and_a_chart_sheet_is_not(book):
    found = read(book)
    assert [table.sheet for table in found.tables] == ["甲 项目", "_参数"]
    assert [(sheet.name, sheet.state, sheet.kind) for sheet in found.sheets] == [
        ("甲 项目", "visible", "worksheet"),
        ("_参数", "veryHidden", "worksheet"),
        ("图", "visible", "chartsheet"),
    ]


def test_formulas_are_read_with_entities_resolved(book):
    assert formulas(book)["甲 项目"] == {"C6": 'IF(E5<13,"是&否","")', "D6": "1/0", "E6": "E5*2", "F6": '""'}


def test_names_carry_the_sheet_they_belong_to(book):
    assert set(read(book).names) == {
        DefinedName("全部", None, "'甲 项目'!$E$5"),
        DefinedName("总分", "甲 项目", "'甲 项目'!$C$6"),
    }


def test_formula_cells_are_known_without_their_formulas(book):
    assert read(book).formula_cells == {"甲 项目": {"C6", "D6", "E6", "F6"}, "_参数": frozenset()}


def test_an_empty_text_is_a_result_and_no_value_is_none(book):
    cells = formula_cell("A1", '=""', "", 3) + formula_cell("B1", "=C1", None, 0) + '<c r="D1"><f>C1</f><v></v></c>'
    found = read(with_sheet(book, f'<row r="1">{cells}</row>'))
    assert found.uncomputed == {"甲 项目": ("B1", "D1")}


def test_a_formula_without_a_stored_result_is_noticed():
    stream = io.BytesIO()
    workbook = openpyxl.Workbook()
    workbook.active["B3"] = "=1+1"
    workbook.save(stream)
    assert read(stream.getvalue()).uncomputed == {"Sheet": ("B3",)}


SHARED = (
    '<row r="1"><c r="A1"><f t="shared" ref="A1:A3" si="0">B1&amp;$C$1&amp;"B1"</f><v>1</v></c></row>'
    '<row r="2"><c r="A2"><f t="shared" si="0"/><v>2</v></c></row><row r="3"><c r="A3"><f t="shared" si="0"/></c></row>'
)


def with_sheet(book: bytes, data: str, root: str = "") -> bytes:
    archive = Archive.open(book)
    xml = f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{data}</sheetData></worksheet>'
    archive.write("xl/worksheets/sheet1.xml", (root or xml).encode())
    return archive.packed()


def test_shared_formulas_are_written_out_for_each_cell(book):
    found = read(with_sheet(book, SHARED))
    assert found.formulas["甲 项目"] == {"A1": 'B1&$C$1&"B1"', "A2": 'B2&$C$1&"B1"', "A3": 'B3&$C$1&"B1"'}
    assert found.uncomputed == {"甲 项目": ("A3",)}


@pytest.mark.parametrize("prefix", ["", "x:"])
def test_unusual_writers_are_read_alike(book, prefix):
    """Prefixed elements as the Open XML SDK writes them, and cells without addresses."""
    name = f"xmlns{':x' if prefix else ''}"
    rows = '<row><c/><c s="1"><f>C1*2</f><v>0.5</v></c></row><row r="4"><c t="e"><v>#REF!</v></c><c><f>1</f></c></row>'
    xml = f'<worksheet {name}="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData>'
    for tag in ("worksheet", "sheetData", "row", "c", "f", "v"):
        xml = xml.replace(f"<{tag}>", f"<{prefix}{tag}>").replace(f"<{tag} ", f"<{prefix}{tag} ")
        xml = xml.replace(f"<{tag}/>", f"<{prefix}{tag}/>").replace(f"</{tag}>", f"</{prefix}{tag}>")
    found = read(with_sheet(book, "", f"{xml}</{prefix}worksheet>"))
    assert found.formulas["甲 项目"] == {"B1": "C1*2", "B4": "1"}
    assert found.uncomputed == {"甲 项目": ("B4",)}
    assert found.tables[0].rows[-1][0] == "#REF!"
    assert found.tables[0].rows[0][-1] == "50%"


def test_a_damaged_sheet_is_named(book):
    with pytest.raises(PackageError, match="已损坏"):
        _ = read(with_sheet(book, "", "<worksheet><a></worksheet>")).tables


MOVED = {
    "A1+$B$2+B$3+$C4": "B3+$B$2+C$3+$C6",
    "SUM(A1:B2)*LOG10(A1)": "SUM(B3:C4)*LOG10(B3)",
    "'A1 表'!A1&\"A1\"": "'A1 表'!B3&\"A1\"",
    "Sheet1!A1+_A1+总A1分": "Sheet1!B3+_A1+总A1分",
    "SUM(A:A)+SUM($2:3)": "SUM(B:B)+SUM($2:5)",
    "表1[列A1]+XFD1": "表1[列A1]+#REF!",
    "1E5+TRUE": "1E5+TRUE",
}


@pytest.mark.parametrize(("formula", "after"), MOVED.items(), ids=list(MOVED))
def test_a_formula_moves_as_excel_moves_it(formula, after):
    assert moved(formula, 2, 1) == after


def test_reading_leaves_no_doubt_about_a_foreign_file():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.txt", "a")
    with pytest.raises(PackageError, match="不是 Excel 工作簿"):
        read(stream.getvalue())


def test_a_percentage_is_read_as_excel_shows_it():
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as workbook:
        percent = workbook.add_format({"num_format": "0.00%"})
        workbook.add_worksheet().write("A1", 98.18 / 100, percent)
    assert read(stream.getvalue()).table("Sheet1").rows == (("98.18%",),)


@pytest.mark.parametrize(
    ("code", "value", "shown"),
    [
        ('0"项"', 10, "10项"),
        ('"≥"0', 10, "≥10"),
        ('"≥"0%', 0.9, "≥90%"),
        ('0"%"', 95, "95%"),
        ('#,##0.00"万元"', 1234.5, "1234.5万元"),
        ("\\≥0.0\\亩", 30.5, "≥30.5亩"),
        ('0"分";[Red]-0"分"', 8, "8分"),
        ("0.00_ ", 8, 8),
        ('"¥"#,##0.00', 8, 8),
        ('0!.0,"万元"', 12000, 12000),
        ('[>=100]0"优";0"良"', 120, 120),
        ('0"项"', "10", "10"),
    ],
)
def test_a_number_is_read_with_the_words_its_format_shows(code, value, shown):
    assert only_cell(code, value) == shown


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ('yyyy"年"m"月"', "2022年12月"),
        ("yyyy-mm", "2022年12月"),
        ('m"月"d"日"', "12月5日"),
        ("m/d", "12月5日"),
        ('yyyy"年"', "2022年"),
        ('yyyy"年"m"月"d"日"', "2022年12月5日"),
        (57, "2022年12月"),
        (58, "12月5日"),
        (14, "2022年12月5日"),
    ],
)
def test_a_date_is_read_with_the_parts_its_format_shows(code, shown):
    assert only_cell(code, datetime(2022, 12, 5)) == shown


def only_cell(code, value):
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as workbook:
        workbook.add_worksheet().write("A1", value, workbook.add_format({"num_format": code}))
    return read(stream.getvalue()).table("Sheet1").rows[0][0]
