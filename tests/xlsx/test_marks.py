"""Marks: a fill and a note at the cell, beside everything that is there, and gone again without a trace."""

import io
import re

import openpyxl
import pytest

from jixiao.xlsx.edit.marks import COLOURS
from jixiao.xlsx.edit.patch import Patch
from jixiao.xlsx.opc.archive import Archive
from tests import office
from tests.samples import ROOT
from tests.xlsx.audit import faults
from tests.xlsx.crowd import by_openpyxl, crowded, strict
from tests.xlsx.test_patch import BOOKS, CROWDED, PART, SHEET, changed_parts, sheet_xml

MARKS = [
    ("C4", "error", "执行率填 96.5%，应为 97.24%"),
    ("D4", "warning", "扣分未说明原因"),
    ("C2", "notice", "名称与其他表不一致"),
    ("C4", "notice", "单位写法不一"),
    ("H30", "error", "空格子也能标"),
]


def marked(content: bytes) -> bytes:
    patch = Patch.open(content)
    for cell, severity, text in MARKS:
        patch.mark(SHEET, cell, severity, text)
    return patch.bytes()


def cleared(content: bytes) -> bytes:
    patch = Patch.open(content)
    patch.clear_marks()
    return patch.bytes()


def notes(content: bytes) -> dict[str, str]:
    sheet = openpyxl.load_workbook(io.BytesIO(content))[SHEET]
    return {cell.coordinate: cell.comment.text for row in sheet for cell in row if cell.comment}


def fills(content: bytes) -> dict[str, str]:
    """Marked area → colour, as openpyxl reads them."""
    sheet = openpyxl.load_workbook(io.BytesIO(content))[SHEET]
    found = {}
    for block in sheet.conditional_formatting:
        for rule in block.rules:
            if "jixiao-mark" in "".join(rule.formula):
                found[str(block.sqref)] = rule.dxf.fill.bgColor.rgb[2:]
    return found


@pytest.mark.parametrize("book", BOOKS)
def test_a_mark_is_a_fill_by_severity_and_a_note(book, tmp_path):
    content, suffix = BOOKS[book]
    after = marked(content)
    assert fills(after) == {"C4 H30": COLOURS["error"], "D4": COLOURS["warning"], "C2:E2": COLOURS["notice"]}
    assert notes(after) == {
        "C4": "【绩效自评校验】\n执行率填 96.5%，应为 97.24%\n单位写法不一",
        "D4": "请附凭证\n\n【绩效自评校验】\n扣分未说明原因",
        "C2": "【绩效自评校验】\n名称与其他表不一致",
        "H30": "【绩效自评校验】\n空格子也能标",
    }
    assert faults(after, tmp_path, suffix) == []


@pytest.mark.parametrize("book", BOOKS)
def test_marking_touches_only_notes_formats_and_the_sheet(book):
    content, _ = BOOKS[book]
    touched = changed_parts(content, marked(content))
    allowed = re.compile(r"xl/worksheets/sheet1.xml|xl/styles.xml|xl/comments|xl/drawings/(vml|comments)Drawing")
    assert touched and all(allowed.match(part) for part in touched)


@pytest.mark.parametrize("book", BOOKS)
def test_no_cell_and_no_style_of_a_cell_is_changed_by_a_mark(book):
    content, _ = BOOKS[book]
    data = re.compile(r"<sheetData.*</sheetData>", re.S)
    assert data.search(sheet_xml(marked(content)))[0] == data.search(sheet_xml(content))[0]


@pytest.mark.parametrize("book", BOOKS)
def test_clearing_gives_every_part_back_byte_for_byte(book):
    content, _ = BOOKS[book]
    assert changed_parts(content, cleared(marked(content))) == set()


def test_clearing_a_package_we_wrote_gives_the_very_file_back():
    # equal parts, equal order, no clocks: where the file was packed by us the whole of it is the same
    assert cleared(marked(CROWDED)) == CROWDED


def test_the_box_of_a_note_is_beside_its_cell_and_holds_its_text():
    patch = Patch.open(CROWDED)
    patch.mark(SHEET, "C2", "error", "字" * 66)
    drawing = Archive.open(patch.bytes()).read("xl/drawings/vmlDrawing1.vml").decode()
    left, _, top, y, right, _, bottom, y_end = map(int, re.findall(r"<x:Anchor>([^<]*)", drawing)[-1].split(","))
    assert (left, top) == (5, 0)  # right of the merged block C2:E2, one row above
    assert (bottom - top) * 20 + y_end - y >= 4 * 16 and right - left >= 4


def test_marks_of_two_checks_are_cleared_together():
    assert changed_parts(CROWDED, cleared(marked(marked(CROWDED)))) == set()


def test_clearing_a_workbook_without_marks_changes_nothing():
    assert cleared(CROWDED) == CROWDED


def test_our_fills_come_before_the_rules_of_others_which_keep_their_order():
    rules = re.findall(r'priority="(\d+)"[^>]*><formula>([^<]*)', sheet_xml(marked(CROWDED)))
    assert [formula.split("-")[-1] for _, formula in sorted(rules, key=lambda rule: int(rule[0]))] == [
        'error")&gt;0',
        'warning")&gt;0',
        'notice")&gt;0',
        "12",
    ]


def test_a_sheet_without_notes_gets_a_drawing_for_them_and_loses_it_again(tmp_path):
    patch = Patch.open(CROWDED)
    patch.mark("其他", "A1", "error", "差异")
    after = patch.bytes()
    assert {"xl/comments2.xml", "xl/drawings/vmlDrawing2.vml"} <= set(Archive.open(after))
    assert faults(after, tmp_path, ".xlsm") == []
    assert cleared(after) == CROWDED


def test_a_strict_workbook_is_marked_in_its_own_words_and_given_back():
    source = strict(by_openpyxl())
    patch = Patch.open(source)
    patch.mark("其他", "A1", "error", "差异")
    after = Archive.open(patch.bytes())
    new = [part for part in after if part not in Archive.open(source)]
    assert any(b"purl.oclc.org/ooxml/spreadsheetml/main" in after.read(part) for part in new)
    assert b"schemas.openxmlformats.org/officeDocument" not in after.read("xl/worksheets/_rels/sheet2.xml.rels")
    assert changed_parts(source, cleared(after.packed())) == set()


def test_the_template_is_marked_and_given_back_sheet_by_sheet(tmp_path):
    content = (ROOT / "template.xlsx").read_bytes()
    patch = Patch.open(content)
    for sheet in patch.sheets:
        patch.mark(sheet, "B3", "warning", "试")
    after = patch.bytes()
    assert faults(after, tmp_path) == faults(content, tmp_path)
    assert changed_parts(content, cleared(after)) == set()


def test_controls_that_share_the_drawing_of_notes_stay():
    archive = Archive.open(CROWDED)
    part = "xl/drawings/vmlDrawing1.vml"
    button = '<v:shape id="_x0000_s1030" type="#_x0000_t201"><x:ClientData ObjectType="Button"><x:Row>3</x:Row>'
    button += "<x:Column>3</x:Column></x:ClientData></v:shape></xml>"
    archive.write(part, archive.read(part).replace(b"</xml>", button.encode()))
    with_button = archive.packed()
    after = marked(with_button)
    assert b'"_x0000_s1031"' in Archive.open(after).read(part)
    assert changed_parts(with_button, cleared(after)) == set()


def test_a_threaded_comment_is_left_alone_and_the_cell_only_coloured():
    archive = Archive.open(CROWDED)
    comments = archive.read("xl/comments1.xml").replace("张三".encode(), b"tc={1D-2}")
    archive.write("xl/comments1.xml", comments)
    patch = Patch(archive)
    patch.mark(SHEET, "D4", "error", "错")
    after = Archive.open(patch.bytes())
    assert after.read("xl/comments1.xml") == comments
    assert 'sqref="D4"' in after.read(PART).decode()


def test_marks_survive_a_save_by_openpyxl_and_are_cleared_from_it():
    book = openpyxl.load_workbook(io.BytesIO(marked(by_openpyxl())))
    stream = io.BytesIO()
    book.save(stream)
    after = cleared(stream.getvalue())
    assert fills(stream.getvalue()) and fills(after) == {}
    assert notes(after) == {"D4": "请附凭证"}


@pytest.mark.office
def test_marks_survive_a_save_by_libreoffice_and_are_cleared_from_it(tmp_path):
    path = tmp_path / "自评.xlsm"
    path.write_bytes(marked(CROWDED))
    saved = office.recalculate([path], tmp_path / "saved")[0].read_bytes()
    assert len(fills(saved)) == 3 and len(notes(saved)) == 4
    after = cleared(saved)
    assert fills(after) == {} and notes(after) == {"D4": "请附凭证"}
    assert faults(after, tmp_path) == []


@pytest.mark.office
def test_a_workbook_saved_by_libreoffice_is_marked_and_given_back(tmp_path):
    path = tmp_path / "自评.xlsm"
    path.write_bytes(crowded())
    saved = office.recalculate([path], tmp_path / "saved")[0].read_bytes()
    after = marked(saved)
    assert fills(after)["C4 H30"] == COLOURS["error"] and notes(after)["C4"].startswith("【绩效自评校验】")
    assert faults(after, tmp_path) == []
    assert changed_parts(saved, cleared(after)) == set()


@pytest.mark.office
@pytest.mark.parametrize("book", BOOKS)
def test_libreoffice_opens_a_marked_workbook(book, tmp_path):
    content, suffix = BOOKS[book]
    path = tmp_path / f"自评{suffix}"
    path.write_bytes(marked(content))
    assert office.pdf([path], tmp_path / "pdf")[0].read_bytes().startswith(b"%PDF")
