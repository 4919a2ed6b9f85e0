"""Books and sheets: opening, copying, saving, and what Excel tells about them."""

import shutil
import subprocess

import openpyxl
import pytest
import xlwings as xw

from stage import FEW, SAMPLE
from xlwings_libreoffice import ComError
from xlwings_libreoffice.testing import require

pytestmark = pytest.mark.office


@pytest.fixture
def sample(app, tmp_path):
    """A copy of the sample workbook, open."""
    return xw.Book(shutil.copy(SAMPLE, tmp_path))


@pytest.fixture
def few(app, tmp_path):
    """A copy of the workbook with few of its sheets, open."""
    return xw.Book(shutil.copy(FEW, tmp_path))


def plain(formula):
    """Without what may be written or left out: spaces, quotes around names, the prefix of newer functions."""
    for mark in (" ", "'", "_xlfn."):
        formula = formula.replace(mark, "")
    return formula.replace("TRUE()", "TRUE").replace("FALSE()", "FALSE")


def values(sheet, top, left, bottom, right):
    return [[sheet.cell(row, column).value for column in range(left, right + 1)] for row in range(top, bottom + 1)]


def test_every_value_of_the_sample_is_the_one_in_its_file(sample):
    read = openpyxl.load_workbook(SAMPLE, data_only=True)
    for sheet in sample.sheets:
        used = sheet.used_range
        top, left = used.row, used.column
        bottom, right = top + used.shape[0] - 1, left + used.shape[1] - 1
        theirs = values(read[sheet.name], top, left, bottom, right)
        for ours, expected in zip(used.options(ndim=2, err_to_str=True).value, theirs, strict=True):
            for one, two in zip(ours, expected, strict=True):
                assert one == (pytest.approx(two) if isinstance(two, (int, float)) else two or None), sheet.name


def test_every_formula_of_the_sample_is_the_one_in_its_file(sample):
    read = openpyxl.load_workbook(SAMPLE)
    count = 0
    for sheet in sample.sheets:
        used, theirs = sheet.used_range.options(ndim=2), read[sheet.name]
        top, left = used.row, used.column
        for y, row in enumerate(used.formula):
            for x, formula in enumerate(row):
                written = theirs.cell(top + y, left + x)
                if written.data_type == "f":
                    count += 1
                    assert plain(formula) == plain(str(written.value))
    assert count > 1000


def test_every_formula_can_be_written_back(few):
    for sheet in list(few.sheets)[1:4]:
        sheet.api.Unprotect()
        used = sheet.used_range
        before = (used.formula, used.value)
        used.formula = before[0]
        assert (used.formula, used.value) == before


def test_the_book_that_called_is_found(app, few, tmp_path):
    few.set_mock_caller()
    assert xw.Book.caller() == xw.books.active == app.books[FEW.name] == few
    assert few.fullname == str(tmp_path / FEW.name)
    assert xw.Book(tmp_path / FEW.name) == few and len(app.books) == 1
    assert few.api.FileFormat == 51 and few.api.Path == str(tmp_path)


def test_a_sheet_is_copied_inside_its_book(few):
    form = few.sheets[2]
    copied = form.copy(after=form)
    assert copied.name == form.name[:27] + " (2)"
    assert copied.index == form.index + 1
    assert copied.used_range.value == form.used_range.value
    assert copied["A2"].merge_area.address == form["A2"].merge_area.address
    assert len(copied.names) == len(form.names)
    assert copied.names["总分"].refers_to_range.sheet == copied
    copied.api.Unprotect()
    copied.delete()
    assert form.name[:27] + " (2)" not in few.sheet_names


def test_a_sheet_is_copied_into_another_book(app, few):
    target = app.books.add()
    source = few.sheets[2]
    copied = source.copy(before=target.sheets[0])
    assert copied.book == target and copied.index == 1 and copied.name == source.name
    assert copied["A1:I5"].value == source["A1:I5"].value
    assert copied["A2"].merge_area.address == source["A2"].merge_area.address


def test_a_copied_sheet_has_its_own_names_and_not_those_of_other_sheets_that_its_formulas_use(app, few, tmp_path):
    summary, target = few.sheets["汇总表"], app.books.add()
    summary.api.Unprotect()
    summary["B4"].formula = f"='{few.sheets[2].name}'!总分"
    copied = summary.copy(before=target.sheets[0])
    assert [name.name for name in copied.names] == [name.name for name in summary.names]


def test_formulas_that_point_into_another_file_are_links_until_they_are_broken(app, tmp_path):
    other = app.books.add()
    other.sheets[0]["A1"].value = 41
    other.save(tmp_path / "别处.xlsx")
    book = app.books.add()
    sheet = book.sheets[0]
    sheet["A1"].formula = f"='{tmp_path}/[别处.xlsx]Sheet1'!A1+1"
    assert sheet["A1"].value == 42
    assert sheet["A1"].formula == f"='{tmp_path}/[别处.xlsx]Sheet1'!A1+1"
    assert book.api.LinkSources(1) == (str(tmp_path / "别处.xlsx"),)
    book.api.BreakLink(str(tmp_path / "别处.xlsx"), 1)
    assert (sheet["A1"].formula, book.api.LinkSources(1)) == ("42", None)


def test_a_copy_is_saved_beside_without_touching_the_book(app, few, tmp_path):
    few.sheets[0]["A1"].api.Worksheet.Unprotect()
    few.sheets[0]["A1"].value = "改了"
    few.api.SaveCopyAs(str(tmp_path / "副本.xlsx"))
    assert not few.api.Saved and few.name == FEW.name
    saved = openpyxl.load_workbook(tmp_path / "副本.xlsx")
    assert saved.worksheets[0]["A1"].value == "改了"
    assert saved.sheetnames == few.sheet_names
    with pytest.raises(ComError):
        few.api.SaveCopyAs(str(tmp_path / "副本.doc"))


def test_a_new_book_is_made_from_a_file(app):
    made = app.api.Workbooks.Add(str(FEW))
    assert (made.Name, made.Path, made.Saved) == (f"{FEW.stem}1", "", True)
    assert made.Sheets.Count == len(openpyxl.load_workbook(FEW, read_only=True).sheetnames)


def test_a_book_opened_for_reading_says_so(app, tmp_path):
    book = app.books.open(FEW, read_only=True)
    assert book.api.ReadOnly
    with pytest.raises(ComError):
        book.save()


def test_a_book_is_saved_under_its_name_and_closed(app, tmp_path):
    book = app.books.add()
    book.sheets[0]["A1"].value = 1
    book.save(tmp_path / "一.xlsx")
    book.sheets[0]["A1"].value = 2
    book.save()
    assert book.api.Saved
    book.close()
    assert len(app.books) == 0
    assert openpyxl.load_workbook(tmp_path / "一.xlsx").active["A1"].value == 2


def test_sheets_are_added_named_moved_hidden_and_deleted(app):
    book = app.books.add()
    first = book.sheets[0]
    second = book.sheets.add("乙", after=first)
    book.sheets.add("丙", before=first)
    assert book.sheet_names == ["丙", "Sheet1", "乙"] and book.sheets.active.name == "丙"
    second.move(before=book.sheets[0])
    first.name = "甲"
    assert book.sheet_names == ["乙", "丙", "甲"]
    second.visible = False
    assert not second.visible
    first.delete()
    assert "甲" not in book.sheets
    with pytest.raises(ComError):
        book.sheets["丙"].delete()
    with pytest.raises(ComError):
        book.sheets["丙"].name = "乙"


def test_a_locked_structure_refuses_new_sheets(app):
    book = app.books.add()
    book.api.Protect("x")
    assert book.api.ProtectStructure
    with pytest.raises(ComError):
        book.sheets.add()
    book.api.Unprotect("x")
    book.sheets.add()
    assert len(book.sheets) == 2


def test_a_book_is_printed_to_pdf(app, tmp_path):
    book = app.books.add()
    book.sheets[0]["A1"].value = "文字"
    book.to_pdf(tmp_path / "页.pdf")
    assert (tmp_path / "页.pdf").read_bytes().startswith(b"%PDF")


def test_a_filter_is_seen_and_taken_off(app, tmp_path):
    made = openpyxl.Workbook()
    for row in (["名", "数"], ["甲", 1], ["乙", 2]):
        made.active.append(row)
    made.active.auto_filter.ref = "A1:B3"
    made.active.auto_filter.add_filter_column(0, ["乙"])
    made.active.row_dimensions[2].hidden = True
    made.save(tmp_path / "筛选.xlsx")
    sheet = app.books.open(tmp_path / "筛选.xlsx").sheets[0]
    assert sheet.api.AutoFilterMode and sheet.api.FilterMode
    assert sheet["A2"].api.EntireRow.Hidden
    sheet.api.ShowAllData()
    assert not sheet.api.FilterMode and not sheet["A2"].api.EntireRow.Hidden
    assert sheet.api.AutoFilterMode


def kept(path):
    """Of each sheet: merges, notes, rules and formulas; of the book: names."""
    book = openpyxl.load_workbook(path)
    sheets = {}
    for sheet in book.worksheets:
        cells = [cell for row in sheet.iter_rows() for cell in row]
        sheets[sheet.title] = {
            "merges": {str(merge) for merge in sheet.merged_cells.ranges},
            "notes": {cell.coordinate: cell.comment.text for cell in cells if cell.comment},
            "rules": {rule.formula[0] for found in sheet.conditional_formatting for rule in found.rules},
            "formulas": {cell.coordinate: plain(str(cell.value)) for cell in cells if cell.data_type == "f"},
            "names": {name: plain(found.attr_text) for name, found in sheet.defined_names.items()},
        }
    return sheets, {name: plain(found.attr_text) for name, found in book.defined_names.items()}


def test_the_sample_saved_has_its_merges_notes_rules_names_and_formulas(sample, tmp_path):
    sample.api.SaveCopyAs(str(tmp_path / "副本.xlsx"))
    before, after = kept(SAMPLE), kept(tmp_path / "副本.xlsx")
    assert after[1] == before[1]
    assert list(after[0]) == list(before[0])
    for name, sheet in before[0].items():
        for part, wanted in sheet.items():
            assert after[0][name][part] == wanted, (name, part)


def test_a_hidden_sheet_is_not_printed(app, tmp_path):
    require("pdftotext")
    book = app.books.add()
    book.sheets[0]["A1"].value = "看得见"
    hidden = book.sheets.add("藏", after=book.sheets[0])
    hidden["A1"].value = "看不见"
    hidden.visible = False
    book.api.Saved = True
    book.to_pdf(tmp_path / "页.pdf")
    text = subprocess.run(["pdftotext", tmp_path / "页.pdf", "-"], capture_output=True, text=True, check=True).stdout
    assert "看得见" in text and "看不见" not in text
    assert book.sheets[0].page_setup.print_area is None and book.api.Saved
