"""Sheets of another workbook: they come with everything that is theirs and disturb nothing that is here."""

import io

import openpyxl
import pytest

from jixiao.xlsx.edit.patch import Patch
from jixiao.xlsx.opc.archive import Archive
from jixiao.xlsx.opc.guard import PackageError
from jixiao.xlsx.opc.opc import DefinedName
from jixiao.xlsx.opc.parts import content_type, reachable
from jixiao.xlsx.read.read import read
from tests import office
from tests.xlsx.audit import faults
from tests.xlsx.crowd import PICTURE, by_openpyxl, crowded
from tests.xlsx.test_patch import CROWDED, SHEET, changed_parts, values

SOURCE = Archive.open(CROWDED)


def imported(content: bytes, *names: str, **given) -> bytes:
    patch = Patch.open(content)
    for name in names:
        patch.replace_sheet(SOURCE, name, **given)
    return patch.bytes()


@pytest.fixture(scope="module")
def into_plain() -> bytes:
    return imported(by_openpyxl(), SHEET)


def sheet(content: bytes, name: str = SHEET):
    return openpyxl.load_workbook(io.BytesIO(content))[name]


def test_values_formulas_and_merges_come_along(into_plain):
    assert values(into_plain) == values(CROWDED)
    assert read(into_plain).formulas[SHEET] == read(CROWDED).formulas[SHEET]
    assert sheet(into_plain).merged_cells.ranges == sheet(CROWDED).merged_cells.ranges


def look(cell) -> str:
    return repr((cell.font, cell.fill, cell.border, cell.number_format, cell.alignment, cell.protection))


def test_every_cell_keeps_its_style(into_plain):
    here = sheet(into_plain)
    styled = [cell for row in sheet(CROWDED) for cell in row if cell.has_style]
    assert len(styled) > 5
    assert {cell.coordinate: look(here[cell.coordinate]) for cell in styled} == {
        cell.coordinate: look(cell) for cell in styled
    }


def test_charts_pictures_shapes_notes_links_and_print_set_up_come_along(into_plain, tmp_path):
    package = Archive.open(into_plain)
    assert package.read("xl/media/image1.png") == PICTURE
    assert "审核章".encode() in package.read("xl/drawings/drawing1.xml")
    assert package.read("xl/charts/chart1.xml") == SOURCE.read("xl/charts/chart1.xml")
    here = sheet(into_plain)
    assert here["D4"].comment.text == "请附凭证"
    assert here["B9"].hyperlink.target == "https://example.org/文件"
    assert here.print_title_rows == "$1:$2" and here.oddFooter.center.text == "&P"
    rule = next(iter(here.conditional_formatting)).rules[0]
    assert rule.dxf.fill.bgColor.rgb == "FFFFFF00"
    assert len(here.data_validations.dataValidation) == 1
    assert faults(into_plain, tmp_path) == []


def test_every_part_that_comes_keeps_its_content_type(into_plain):
    package = Archive.open(into_plain)
    copied = [part for part in package if part.startswith(("xl/charts", "xl/drawings", "xl/media", "xl/comments"))]
    kinds = {part: content_type(SOURCE, part) for part in copied if not part.endswith(".rels")}
    assert len(kinds) == 5 and None not in kinds.values()
    assert {part: content_type(package, part) for part in kinds} == kinds


def test_names_of_the_sheet_come_along_and_those_of_others_stay(into_plain):
    assert DefinedName("总分", SHEET, "'项目 甲'!$E$5") in read(into_plain).names
    assert DefinedName("总分", "其他", "其他!$A$1") in read(imported(CROWDED, SHEET)).names


def test_a_sheet_replaced_by_itself_leaves_the_same_parts(tmp_path):
    after = imported(CROWDED, SHEET)
    assert sorted(Archive.open(after)) == sorted(SOURCE)
    assert changed_parts(CROWDED, after) <= {"xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"} | {
        part for part in SOURCE if part.endswith(".rels") or part == "[Content_Types].xml"
    }
    assert faults(after, tmp_path, ".xlsm") == []


def test_replacing_a_sheet_again_and_again_does_not_grow_the_workbook():
    once = imported(by_openpyxl(), SHEET, "其他")
    many = imported(once, *[SHEET, "其他"] * 3)
    assert sorted(Archive.open(many)) == sorted(Archive.open(once))
    assert Archive.open(many).read("xl/styles.xml") == Archive.open(once).read("xl/styles.xml")


def test_a_replaced_sheet_keeps_its_tab_and_a_new_one_goes_where_it_is_asked():
    assert Patch.open(imported(CROWDED, SHEET)).sheets == (SHEET, "其他")
    lone = openpyxl.Workbook()
    lone.create_sheet("末")
    stream = io.BytesIO()
    lone.save(stream)
    after = Patch.open(imported(stream.getvalue(), SHEET, after="Sheet"))
    assert after.sheets == ("Sheet", SHEET, "末")


def test_what_counts_by_position_moves_along(tmp_path):
    patch = Patch.open(CROWDED)
    patch.add_sheet("封面", Archive.open(by_openpyxl()).read("xl/worksheets/sheet2.xml"), after=SHEET)
    added = patch.bytes()
    assert DefinedName("总分", "其他", "其他!$A$1") in read(added).names
    assert faults(added, tmp_path, ".xlsm") == []
    patch = Patch.open(added)
    patch.remove_sheet("封面")
    assert changed_parts(CROWDED, patch.bytes()) == set()


def test_a_sheet_taken_out_takes_what_only_it_needed(tmp_path):
    patch = Patch.open(CROWDED)
    patch.remove_sheet(SHEET)
    after = patch.bytes()
    package = Archive.open(after)
    assert not [part for part in package if part.startswith(("xl/drawings", "xl/charts", "xl/media", "xl/comments"))]
    assert "xl/tables/table1.xml" in package and "xl/vbaProject.bin" in package
    assert [name for name in read(after).names if name.sheet == SHEET] == []
    assert faults(after, tmp_path, ".xlsm") == []


def test_the_last_sheet_cannot_be_taken_out():
    patch = Patch.open(CROWDED)
    patch.remove_sheet("其他")
    with pytest.raises(PackageError, match="唯一的工作表"):
        patch.remove_sheet(SHEET)


def test_a_replaced_sheet_loses_its_old_drawings_and_names():
    patch = Patch.open(CROWDED)
    patch.replace_sheet(Archive.open(by_openpyxl()), SHEET)
    package = Archive.open(patch.bytes())
    assert not {part for part in reachable(package) if part.startswith(("xl/charts", "xl/media"))}
    assert b"<legacyDrawing" in package.read("xl/worksheets/sheet1.xml")
    assert b"<drawing" not in package.read("xl/worksheets/sheet1.xml")
    assert [name for name in read(patch.bytes()).names if name.sheet == SHEET] == []


def test_a_name_that_is_taken_is_refused_in_clear_words():
    patch = Patch.open(CROWDED)
    with pytest.raises(PackageError, match=r"已有工作表“项目 甲”.*换一个名称"):
        patch.import_sheet(SOURCE, SHEET)
    with pytest.raises(PackageError, match="已有工作表“项目 甲”"):
        patch.add_sheet(SHEET, b"")
    with pytest.raises(PackageError, match="没有工作表“没有”"):
        patch.import_sheet(SOURCE, "没有")


def test_a_table_gets_a_number_and_a_name_of_its_own(tmp_path):
    patch = Patch.open(CROWDED)
    other = Patch.open(CROWDED)
    workbook = other.archive.read("xl/workbook.xml").decode().replace('name="其他"', 'name="再一"')
    other.archive.write("xl/workbook.xml", workbook.replace("其他!", "再一!").encode())
    patch.import_sheet(other.archive, "再一")
    after = patch.bytes()
    tables = [table for ws in openpyxl.load_workbook(io.BytesIO(after)) for table in ws.tables.values()]
    assert sorted(table.id for table in tables) == [1, 2]
    assert len({table.displayName for table in tables}) == 2
    assert faults(after, tmp_path, ".xlsm") == []


def test_a_replaced_sheet_keeps_the_name_by_which_macros_know_it():
    archive = Archive.open(crowded())
    part = "xl/worksheets/sheet1.xml"
    archive.write(part, archive.read(part).replace(b"<dimension", b'<sheetPr codeName="Sheet7"/><dimension', 1))
    patch = Patch(archive)
    patch.replace_sheet(SOURCE, SHEET)
    assert b'codeName="Sheet7"' in Archive.open(patch.bytes()).read(part)


def test_only_one_sheet_is_selected_after_an_import(into_plain):
    book = openpyxl.load_workbook(io.BytesIO(imported(into_plain, "其他")))
    assert not book[SHEET].sheet_view.tabSelected


@pytest.mark.office
def test_libreoffice_opens_a_workbook_with_copied_sheets(into_plain, tmp_path):
    path = tmp_path / "自评.xlsx"
    path.write_bytes(into_plain)
    saved = office.recalculate([path], tmp_path / "saved")[0].read_bytes()
    assert values(saved)["E5"] == 9.72 and any(part.startswith("xl/charts/chart") for part in Archive.open(saved))
