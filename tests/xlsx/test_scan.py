"""How the cells of a sheet are written, as its XML alone shows."""

from __future__ import annotations

import pytest

from jixiao.xlsx.read.scan import Writing, cells_of, place_of_cells, writing

CELLS = (
    '<row r="1" spans="1:3"><c r="A1" s="4" t="s"><v>7</v></c><c r="B1" t="str"><f>A1&amp;"x"</f><v>甲x</v></c></row>'
    '<row r="2"><c r="A2"/><c r="B2" s="1"><f t="shared" si="0"></f><v>2.5</v></c></row>'
    '<row r="3"/><row r="999"><c r="Z999" t="inlineStr"><is><t xml:space="preserve"> 乙</t></is></c></row>'
)


def sheet(cells: str, below: str = "") -> bytes:
    return f"<worksheet><sheetData>{cells}</sheetData>{below}</worksheet>".encode()


def writing_of(xml: bytes) -> Writing:
    return writing(xml, place_of_cells(xml), without_formulas(xml))


def without_formulas(xml: bytes) -> bytes:
    return cells_of(xml, place_of_cells(xml))


def test_a_small_sheet_as_excel_writes_it_needs_one_walk():
    assert writing_of(sheet(CELLS, '<mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>')) is Writing.NARROW


@pytest.mark.parametrize("address", ["AA1", "A1000", "XFD1048576"])
def test_a_sheet_with_a_far_cell_is_usual_but_not_small(address):
    assert writing_of(sheet(f'{CELLS}<row r="1000"><c r="{address}"><v>1</v></c></row>')) is Writing.USUAL


@pytest.mark.parametrize(
    "cell",
    [
        '<c s="1" r="A4"><v>1</v></c>',
        "<c r='A4'><v>1</v></c>",
        "<c><v>1</v></c>",
        '<c r="a4"><v>1</v></c>',
        '<c r="A04"><v>1</v></c>',
        '<c r="A4"> <v>1</v></c>',
        '<c r="A4"><f>1</f><is><t>1</t></is></c>',
        '<c r="A4"><f>1</f><f>2</f><v>1</v></c>',
        "<c r=\"A4\"><f a='1'>1</f><v>1</v></c>",
        '<c r="A4"><v>1</v><!-- --></c>',
        '<c r="A4"><v><![CDATA[1]]></v></c>',
        '<c r="A4" t="inlineStr"><is><r><t>1</t></r></is></c>',
        '<x:c r="A4"><x:v>1</x:v></x:c>',
    ],
)
def test_a_cell_written_otherwise_makes_the_sheet_unusual(cell):
    assert writing_of(sheet(f'{CELLS}<row r="1000">{cell}</row>')) is Writing.UNUSUAL
    assert writing_of(sheet(f'<row r="4">{cell}</row>{CELLS}')) is Writing.UNUSUAL


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="A4"><v>1</v><f>1</f></c>',
        '<c r="A4"><is><t xml:space="preserve"><f>1</f><v>1</v></t></is></c>',
        '<c r="A4"/><f>1</f><v>1</v>',
        "<f>1</f><v>1</v>",
    ],
)
def test_a_formula_where_no_cell_has_one_is_not_overlooked(cell):
    assert writing_of(sheet(f'<row r="4">{cell}</row>')) is not Writing.NARROW


@pytest.mark.parametrize(
    "below",
    ["<!-- -->", '<?x <mergeCell ref="A1:B2"/>?>', "<x:mergeCell ref='A1:B1'/>", "<mergeCell a='1' ref='A1:B1'/>"],
)
def test_what_is_below_the_cells_counts(below):
    assert writing_of(sheet(CELLS, below)) is Writing.UNUSUAL


def test_cells_are_given_without_the_formulas_that_have_a_value():
    cells = '<row r="1"><c r="A1"><f>1</f><v>1</v></c><c r="B1" t="str"><f>2</f><v/></c><c r="C1"><f>3</f></c></row>'
    without = '<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="str"><v/></c><c r="C1"><f>3</f></c></row>'
    assert without_formulas(sheet(cells)) == f"<sheetData>{without}</sheetData>".encode()


def test_a_sheet_without_cells_is_usual():
    empty = b"<worksheet><sheetData/></worksheet>"
    assert without_formulas(empty) == b"<sheetData></sheetData>" and writing_of(empty) is Writing.NARROW
    assert without_formulas(b"<worksheet/>") == b"" and writing_of(b"<worksheet/>") is Writing.UNUSUAL
