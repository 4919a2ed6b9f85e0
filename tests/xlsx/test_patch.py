"""Changing cells of an existing workbook: the cell changes, every other byte stays."""

import io
import re
from decimal import Decimal

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.form.table import column_name
from jixiao.xlsx.edit import workbook_part
from jixiao.xlsx.edit.patch import Patch
from jixiao.xlsx.opc.archive import Archive
from jixiao.xlsx.opc.guard import PackageError
from jixiao.xlsx.read.read import read
from tests.xlsx.audit import faults
from tests.xlsx.crowd import by_openpyxl, crowded

SHEET = "项目 甲"
PART = "xl/worksheets/sheet1.xml"
CROWDED = crowded()
BOOKS = {"crowded": (CROWDED, ".xlsm"), "openpyxl": (by_openpyxl(), ".xlsx")}
HEAD = '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'


def values(content: bytes, sheet: str = SHEET) -> dict[str, object]:
    table = next(table for table in read(content).tables if table.sheet == sheet)
    return {table.place(r, c): value for r, row in enumerate(table.rows) for c, value in enumerate(row) if value != ""}


def changed_parts(before: bytes, after: bytes) -> set[str]:
    old, new = Archive.open(before), Archive.open(after)
    return {part for part in {*old, *new} if part not in old or part not in new or old.read(part) != new.read(part)}


def with_data(data: str) -> bytes:
    archive = Archive.open(by_openpyxl())
    archive.write(PART, f"{HEAD}<sheetData>{data}</sheetData></worksheet>".encode())
    return archive.packed()


def sheet_xml(content: bytes) -> str:
    return Archive.open(content).read(PART).decode()


def test_nothing_to_change_gives_the_file_back():
    assert Patch.open(CROWDED).bytes() == CROWDED


@pytest.mark.parametrize("book", BOOKS)
def test_a_value_changes_its_cell_and_keeps_its_style(book, tmp_path):
    content, suffix = BOOKS[book]
    patch = Patch.open(content)
    patch.set_value(SHEET, "C4", Decimal("12.50"))
    patch.set_value(SHEET, "B2", "=不是公式")
    after = patch.bytes()
    assert changed_parts(content, after) == {PART}
    assert (values(after)["C4"], values(after)["B2"]) == (12.5, "=不是公式")
    style = re.compile(r'r="C4"( s="\d+")')
    assert style.search(sheet_xml(after))[1] == style.search(sheet_xml(content))[1]
    assert faults(after, tmp_path, suffix) == []
    assert openpyxl.load_workbook(io.BytesIO(after))[SHEET]["C4"].value == 12.5


def test_only_the_bytes_of_the_cell_change():
    patch = Patch.open(CROWDED)
    patch.set_value(SHEET, "C4", 13)
    before, after = sheet_xml(CROWDED), sheet_xml(patch.bytes())
    assert after == re.sub(r'(<c r="C4"[^>]*>)<v>12.33</v>', r"\1<v>13</v>", before)


def test_a_sheet_is_looked_up_once_however_many_of_its_cells_change(monkeypatch):
    patch, asked = Patch.open(CROWDED), []
    known = workbook_part.sheet_named
    monkeypatch.setattr(workbook_part, "sheet_named", lambda archive, name: asked.append(name) or known(archive, name))
    for row in range(2, 40):
        patch.set_value(SHEET, f"C{row}", Decimal(row))
        patch.mark(SHEET, f"D{row}", "error", "不对")
    assert asked == [SHEET, SHEET]


def test_what_was_written_into_a_sheet_goes_with_it():
    patch = Patch.open(CROWDED)
    patch.set_value(SHEET, "C4", Decimal(1))
    patch.remove_sheet(SHEET)
    with pytest.raises(PackageError, match="没有工作表"):
        patch.set_value(SHEET, "C5", Decimal(1))


def test_a_formula_carries_its_result():
    patch = Patch.open(CROWDED)
    patch.set_formula(SHEET, "E4", '=IF(C4>0,D4/C4,"")', Decimal("0.9725"))
    book = read(patch.bytes())
    assert book.formulas[SHEET]["E4"] == 'IF(C4>0,D4/C4,"")'
    assert values(patch.bytes())["E4"] == 0.9725 and book.uncomputed == {}


PLACES = {
    "行中间": ('<row r="2"><c r="A2"/><c r="C2"/></row>', "B2", '<row r="2"><c r="A2"/><c r="B2"><v>7</v></c><c r="C2"/></row>'),
    "行首": ('<row r="2"><c r="B2"/></row>', "A2", '<row r="2"><c r="A2"><v>7</v></c><c r="B2"/></row>'),
    "行尾": ('<row r="2"><c r="B2"/></row>', "AA2", '<row r="2"><c r="B2"/><c r="AA2"><v>7</v></c></row>'),
    "空行": ('<row r="2" ht="30"/>', "B2", '<row r="2" ht="30"><c r="B2"><v>7</v></c></row>'),
    "行之间": ('<row r="1"/><row r="5"/>', "B3", '<row r="1"/><row r="3"><c r="B3"><v>7</v></c></row><row r="5"/>'),
    "末行之后": ('<row r="1"/>', "B3", '<row r="1"/><row r="3"><c r="B3"><v>7</v></c></row>'),
    "没有行": ("", "B3", '<row r="3"><c r="B3"><v>7</v></c></row>'),
    "行没有编号": ("<row><c><v>1</v></c></row><row><c><v>2</v></c></row>", "A2", '<row><c><v>1</v></c></row><row><c r="A2"><v>7</v></c></row>'),
    "格没有地址": ('<row r="1"><c><v>1</v></c><c s="3"><v>2</v></c></row>', "B1", '<row r="1"><c><v>1</v></c><c r="B1" s="3"><v>7</v></c></row>'),
    "跨度": ('<row r="1" spans="2:3"><c r="B1"/></row>', "E1", '<row r="1" spans="2:5"><c r="B1"/><c r="E1"><v>7</v></c></row>'),
    "行样式": ('<row r="1" s="4" customFormat="1"/>', "B1", '<row r="1" s="4" customFormat="1"><c r="B1" s="4"><v>7</v></c></row>'),
    "注释里的格": ('<row r="1"><!-- <c r="A1"/> --><c r="B1"/></row>', "A1", '<row r="1"><!-- <c r="A1"/> --><c r="A1"><v>7</v></c><c r="B1"/></row>'),
}  # fmt: skip


@pytest.mark.parametrize(("data", "cell", "expected"), PLACES.values(), ids=list(PLACES))
def test_a_cell_is_put_where_it_belongs(data, cell, expected):
    patch = Patch.open(with_data(data))
    patch.set_value(SHEET, cell, 7)
    assert f"<sheetData>{expected}</sheetData>" in sheet_xml(patch.bytes())


def test_a_new_cell_takes_the_style_of_its_column():
    archive = Archive.open(with_data(""))
    columns = '<cols><col min="2" max="3" style="5"/></cols><sheetData/>'
    archive.write(PART, archive.read(PART).decode().replace("<sheetData></sheetData>", columns).encode())
    patch = Patch(archive)
    patch.set_value(SHEET, "C9", "文")
    assert '<c r="C9" s="5" t="inlineStr"><is><t>文</t></is></c>' in sheet_xml(patch.bytes())


def test_several_cells_of_one_row_change_together():
    patch = Patch.open(with_data('<row r="1"><c r="B1"><v>1</v></c></row>'))
    for number, cell in enumerate(("C1", "A1", "B1", "A3", "A2")):
        patch.set_value(SHEET, cell, number)
    assert values(patch.bytes()) == {"A1": 1, "B1": 2, "C1": 0, "A2": 4, "A3": 3}


def test_prefixed_sheets_are_written_in_their_own_words():
    archive = Archive.open(by_openpyxl())
    xml = (
        '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData/></x:worksheet>'
    )
    archive.write(PART, xml.encode())
    patch = Patch(archive)
    patch.set_value(SHEET, "A1", "文")
    expected = (
        '<x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>文</x:t></x:is></x:c></x:row></x:sheetData>'
    )
    assert expected in sheet_xml(patch.bytes())


SHARED = (
    '<row r="1"><c r="A1"><f t="shared" ref="A1:A3" si="0">B1&amp;"x"</f><v>1</v></c></row>'
    '<row r="2"><c r="A2"><f t="shared" si="0"/><v>2</v></c></row><row r="3"><c r="A3"><f t="shared" si="0"/><v>3</v></c></row>'
)


def test_formulas_that_lean_on_an_overwritten_one_are_written_out():
    patch = Patch.open(with_data(SHARED))
    patch.set_value(SHEET, "A1", 7)
    assert read(patch.bytes()).formulas[SHEET] == {"A2": 'B2&"x"', "A3": 'B3&"x"'}
    assert "shared" not in sheet_xml(patch.bytes())


def test_entities_in_shared_formulas_are_kept_as_they_are():
    data = SHARED.replace('"x"', '"&amp;amp;&lt;"')
    patch = Patch.open(with_data(data))
    patch.set_value(SHEET, "A1", 7)
    assert read(with_data(data)).formulas[SHEET]["A2"] == 'B2&"&amp;<"'
    assert read(patch.bytes()).formulas[SHEET]["A2"] == 'B2&"&amp;<"'


def with_calculation_chain() -> bytes:
    archive = Archive.open(CROWDED)
    patch = Patch(archive)
    from jixiao.xlsx.opc.parts import declare, relate

    chain = '<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><c r="E4" i="1"/></calcChain>'
    archive.write("xl/calcChain.xml", chain.encode())
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"
    declare(archive, "xl/calcChain.xml", kind)
    relate(archive, "xl/workbook.xml", "calcChain", "xl/calcChain.xml")
    return patch.bytes()


def test_the_calculation_chain_goes_when_a_formula_comes():
    patch = Patch.open(with_calculation_chain())
    patch.set_formula(SHEET, "A9", "=1+1", 2)
    assert "xl/calcChain.xml" not in Archive.open(patch.bytes())


def test_the_calculation_chain_goes_when_a_formula_goes_and_stays_otherwise(tmp_path):
    source = with_calculation_chain()
    for cell, stays in (("C4", True), ("E4", False)):
        patch = Patch.open(source)
        patch.set_value(SHEET, cell, 1)
        after = Archive.open(patch.bytes())
        assert ("xl/calcChain.xml" in after) == stays
        assert (b"calcChain" in after.read("[Content_Types].xml")) == stays
        assert faults(after.packed(), tmp_path, ".xlsm") == []


@pytest.mark.parametrize("verb", ["set_value", "mark"])
def test_an_unknown_sheet_is_named(verb):
    arguments = ("A1", 1) if verb == "set_value" else ("A1", "error", "错")
    with pytest.raises(PackageError, match="没有工作表“没有”"):
        getattr(Patch.open(CROWDED), verb)("没有", *arguments)


def test_a_chart_sheet_has_no_cells_to_write():
    with pytest.raises(PackageError, match="“图”是图表页"):
        Patch.open(with_chart_sheet()).set_value("图", "A1", 1)


def with_chart_sheet() -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as workbook:
        workbook.add_worksheet("表").write("A1", 1)
        chart = workbook.add_chart({"type": "line"})
        chart.add_series({"values": "=表!$A$1:$A$2"})
        workbook.add_chartsheet("图").set_chart(chart)
    return stream.getvalue()


def test_an_address_in_small_letters_is_the_same_cell():
    patch = Patch.open(CROWDED)
    patch.set_value(SHEET, "c4", 13)
    assert values(patch.bytes())["C4"] == 13


def test_a_place_that_is_no_cell_is_refused():
    with pytest.raises(ValueError, match="第 31 行”不是单元格地址"):
        Patch.open(CROWDED).set_value(SHEET, "第 31 行", 1)


def test_the_changed_workbook_is_saved_whole(tmp_path):
    patch = Patch.open(CROWDED)
    patch.set_value(SHEET, "C4", 13)
    (tmp_path / "自评.xlsm").write_bytes(patch.bytes())
    assert values((tmp_path / "自评.xlsm").read_bytes())["C4"] == 13


CELLS = st.builds(lambda column, row: f"{column_name(column)}{row}", st.integers(0, 30), st.integers(1, 40))
CONTENTS = st.one_of(
    st.integers(-(10**9), 10**9),
    st.decimals(-1000, 1000, places=2),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=8).filter(
        lambda text: "_x" not in text
    ),
    st.booleans(),
)


@settings(max_examples=60)
@given(st.lists(st.dictionaries(CELLS, CONTENTS, min_size=1, max_size=12), min_size=1, max_size=3))
def test_whatever_is_written_where_is_read_back_and_nothing_else_changes(rounds):
    content, expected = CROWDED, values(CROWDED)
    for cells in rounds:
        patch = Patch.open(content)
        for cell, value in cells.items():
            patch.set_value(SHEET, cell, value)
        content, expected = patch.bytes(), expected | cells
    sheet = openpyxl.load_workbook(io.BytesIO(content), data_only=True)[SHEET]
    for cell, value in expected.items():
        # what a merged block covers is in the file, and Excel shows only its first cell
        if cell not in ("D2", "E2"):
            assert sheet[cell].value == (float(value) if isinstance(value, Decimal) else value), cell
