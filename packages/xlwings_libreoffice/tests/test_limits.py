"""Where Excel refuses, LibreOffice is not asked: the same error comes."""

import openpyxl
import pytest

from xlwings_libreoffice.errors import ComError

pytestmark = pytest.mark.office
LONG = ",".join(f"A{row}" for row in range(1000, 1050))


def refuses(action, *given, **named):
    with pytest.raises(ComError):
        action(*given, **named)


def test_addresses_arrays_and_names_have_excels_limits(sheet):
    refuses(sheet.api.Range, LONG)
    assert sheet.api.Range(LONG[:255].rpartition(",")[0]).Areas.Count > 40
    cell = sheet.api.Range("A1")
    cell.FormulaArray = "=SUM(" + "+".join(["B1"] * 80) + ")"
    refuses(setattr, cell, "FormulaArray", "=SUM(" + "+".join(["B1"] * 90) + ")")
    refuses(setattr, sheet.api, "Name", "甲" * 32)
    refuses(setattr, sheet.api, "Name", "甲/乙")


def test_a_misspelt_argument_is_refused_and_a_missing_one_too(sheet, app):
    with pytest.raises(TypeError, match="Shft"):
        sheet.api.Range("A1").Insert(Shft=-4121)
    refuses(app.api.InputBox, Title="甲")
    refuses(sheet.book.api.BreakLink, "甲.xlsx")
    with pytest.raises(AttributeError, match="can not be set"):
        sheet.api.Range("A1").Row = 2


def test_without_a_printer_no_page_is_made(sheet, app, tmp_path):
    sheet["A1"].value = 1
    app.api.printer = ""
    try:
        assert ":" not in app.api.ActivePrinter
        refuses(sheet.book.to_pdf, tmp_path / "页.pdf")
    finally:
        app.api.printer = "Microsoft Print to PDF on Ne01:"
    sheet.book.to_pdf(tmp_path / "页.pdf")
    assert (tmp_path / "页.pdf").stat().st_size


def test_two_workbooks_of_one_name_are_not_open_at_once(app, tmp_path):
    for folder in ("一", "二"):
        (tmp_path / folder).mkdir()
        openpyxl.Workbook().save(tmp_path / folder / "甲.xlsx")
    app.books.open(tmp_path / "一" / "甲.xlsx")
    refuses(app.api.Workbooks.Open, str(tmp_path / "二" / "甲.xlsx"))


@pytest.fixture
def pair(app, tmp_path):
    """Two books with a sheet 数 and a name 区 for its cells."""
    books = []
    for name in ("甲", "乙"):
        made = openpyxl.Workbook()
        made.active.title = "数"
        made.active["A1"] = 1
        made.create_sheet("别的")
        made.defined_names["区"] = openpyxl.workbook.defined_name.DefinedName("区", attr_text="数!$A$1:$B$2")
        made.save(tmp_path / f"{name}.xlsx")
        books.append(app.books.open(tmp_path / f"{name}.xlsx"))
    return books


def test_a_name_that_the_other_workbook_has_too_becomes_one_of_the_copied_sheet(pair):
    one, other = pair
    other.sheets["数"].name = "数旧"
    one.sheets["数"].copy(after=other.sheets["别的"])
    names = {name.Name: name.RefersTo for name in other.api.Names}
    assert names == {"区": "=数旧!$A$1:$B$2", "数!区": "=数!$A$1:$B$2"}


def test_breaking_a_link_leaves_the_names_that_keep_it(pair, tmp_path):
    other = pair[1]
    other.sheets["别的"].api.Range("A1").Formula = f"='{tmp_path}/[甲.xlsx]数'!A1"
    other.api.Names.Add("外面", f"='{tmp_path}/[甲.xlsx]数'!$A$1")
    (link,) = other.api.LinkSources(1)
    other.api.BreakLink(Name=link, Type=1)
    assert not str(other.sheets["别的"].api.Range("A1").Formula).startswith("=")
    assert other.api.LinkSources(1) == (link,)
