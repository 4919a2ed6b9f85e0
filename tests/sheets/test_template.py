"""A bureau restyles template.xlsx; every stamped sheet carries its look."""

from __future__ import annotations

import base64
import io
import re
import zipfile
from copy import copy

import openpyxl
import pytest
from openpyxl.styles import Font, PatternFill

from jixiao import importers, policy, resources
from jixiao.rules import Report
from jixiao.sheets import book
from jixiao.sheets.base import template_of
from jixiao.sheets.layout import cells
from jixiao.xlsx.stamp.template import TemplateError
from tests import build, office
from tests.sheets.recalculated import differences, shown, without_results
from tests.xlsx.audit import faults

SCORING = policy.default(2020)
FORMS = [build.form(), build.form(project="另一项目"), build.form(project="第三个")]


def restyled(change):
    """The template after `change`, saved by openpyxl."""
    workbook = openpyxl.load_workbook(resources.path("template.xlsx"))
    change(workbook["项目1"])
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def stamped(template):
    content = book.build(FORMS, SCORING, template=template)
    return content, openpyxl.load_workbook(io.BytesIO(content))


def with_logo(content):
    """The template with a picture on its project sheet, as Excel keeps one."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet3.xml"
    assert "xl/worksheets/_rels/sheet3.xml.rels" not in parts
    link = '<drawing xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId1"/></worksheet>'
    parts[sheet] = parts[sheet].replace(b"</worksheet>", link.encode())
    parts["xl/worksheets/_rels/sheet3.xml.rels"] = relation("drawing", "../drawings/drawing9.xml")
    parts["xl/drawings/drawing9.xml"] = DRAWING.encode()
    parts["xl/drawings/_rels/drawing9.xml.rels"] = relation("image", "../media/logo.png")
    parts["xl/media/logo.png"] = PIXEL
    override = '<Override PartName="/xl/drawings/drawing9.xml" ContentType="application/vnd.openxmlformats-officedocument.drawing+xml"/>'
    types = parts["[Content_Types].xml"].decode().replace("</Types>", override + "</Types>")
    if 'Extension="png"' not in types:
        types = types.replace("<Default ", '<Default Extension="png" ContentType="image/png"/><Default ', 1)
    parts["[Content_Types].xml"] = types.encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def relation(kind, target):
    family = "http://schemas.openxmlformats.org"
    return (
        f'<Relationships xmlns="{family}/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{family}/officeDocument/2006/relationships/{kind}" Target="{target}"/></Relationships>'
    ).encode()


PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
DRAWING = (
    '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><xdr:oneCellAnchor>'
    "<xdr:from><xdr:col>7</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>26</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from>"
    '<xdr:ext cx="360000" cy="180000"/><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="logo"/><xdr:cNvPicPr/></xdr:nvPicPr>'
    '<xdr:blipFill><a:blip r:embed="rId1"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill>'
    '<xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="360000" cy="180000"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic><xdr:clientData/></xdr:oneCellAnchor></xdr:wsDr>'
)


def test_a_font_and_a_fill_of_the_template_are_on_every_sheet():
    def change(sheet):
        sheet["A1"].font = Font(name="华文中宋", sz=26, color="FF0000")
        for cell in sheet[12]:
            cell.fill = PatternFill("solid", fgColor="FFEEDD11")
        sheet["E13"].font = Font(name="楷体", sz=14)

    _, workbook = stamped(restyled(change))
    for sheet in workbook.worksheets[2:5]:
        assert (sheet["A1"].font.name, sheet["A1"].font.sz) == ("华文中宋", 26)
        assert sheet["D12"].fill.fgColor.rgb == "FFEEDD11"
        places = cells(FORMS[0])
        assert {sheet[places[f"indicators[{at}].target"]].font.name for at in range(7)} == {"楷体"}


def test_larger_characters_make_higher_rows():
    def change(sheet):
        for row in sheet["E13:F25"]:
            for cell in row:
                font = copy(cell.font)
                font.sz = 30
                cell.font = font

    usual, large = stamped(None)[1], stamped(restyled(change))[1]
    row = int(cells(FORMS[0])["indicators[4].target"][1:])
    assert large.worksheets[2].row_dimensions[row].height > 2 * usual.worksheets[2].row_dimensions[row].height


def test_a_logo_is_on_every_sheet_and_moves_with_the_rows(tmp_path):
    content = book.build(FORMS, SCORING, template=with_logo(resources.path("template.xlsx").read_bytes()))
    assert faults(content, tmp_path) == []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}
    drawings = [
        re.search(r'Target="/(xl/drawings/[^"]+)"', parts[f"xl/worksheets/_rels/sheet{at}.xml.rels"])[1]
        for at in (3, 4, 5)
    ]
    assert len(set(drawings)) == 3
    for drawing in drawings:
        folder, name = drawing.rsplit("/", 1)
        assert 'Target="/xl/media/logo.png"' in parts[f"{folder}/_rels/{name}.rels"]
        assert f"<xdr:row>{26 - 13 + 7}</xdr:row>" in parts[drawing]  # below 7 indicators instead of 13
    assert sum(name.startswith("xl/media/") for name in parts) == 1
    assert len(openpyxl.load_workbook(io.BytesIO(content)).worksheets) == 6


def test_column_widths_page_and_footer_come_from_the_template():
    def change(sheet):
        sheet.column_dimensions["E"].width = 33
        sheet.page_setup.orientation = "landscape"
        sheet.oddFooter.right.text = "西区财政局"

    for sheet in stamped(restyled(change))[1].worksheets[2:5]:
        assert sheet.column_dimensions["E"].width == 33
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.oddFooter.right.text == "西区财政局"


def test_choices_and_signals_reach_over_all_rows():
    _, workbook = stamped(None)
    sheet = workbook.worksheets[2]
    places = cells(FORMS[0])
    first, last = places["indicators[0].score"], places["indicators[6].score"]
    areas = {str(rule.sqref) for rule in sheet.data_validations.dataValidation}
    assert f"{first}:{last}" in areas
    assert f"{first}:{last}" in {str(area.sqref) for area in sheet.conditional_formatting}


def with_rows_on_top(content, count):
    """The template with empty rows inserted above everything on the project sheet, as Excel would do it."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    sheet = "xl/worksheets/sheet3.xml"
    assert "支出绩效" in "".join(parts.values())
    cell = re.compile(r"(?<![\w.!'])(\$?[A-Z]{1,2}\$?)(\d{1,3})(?![\w(])")

    def down(text):
        return cell.sub(lambda found: f"{found[1]}{int(found[2]) + count}", text)

    xml = parts[sheet]
    xml = re.sub(r'(<row r=")(\d+)', lambda found: f"{found[1]}{int(found[2]) + count}", xml)
    for tag in ("f", "formula", "formula1", "formula2"):
        xml = re.sub(rf"(<{tag}>)([^<]*)(</{tag}>)", lambda found: found[1] + down(found[2]) + found[3], xml)
    xml = re.sub(r'(\b(?:r|ref|sqref|topLeftCell|activeCell)=")([A-Z]+\d[^"]*)', lambda f: f[1] + down(f[2]), xml)
    parts[sheet] = xml

    def named(found):
        moved = re.sub(r"\$(\d+)", lambda number: f"${int(number[1]) + count}", found[2])
        return found[1] + moved

    parts["xl/workbook.xml"] = re.sub(r"(<definedName[^>]*>)('项目1'![^<]*)", named, parts["xl/workbook.xml"])
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def test_rows_inserted_on_top_of_the_template_move_everything_along(tmp_path):
    moved = with_rows_on_top(plain_template(), 2)
    content = book.build(FORMS, SCORING, template=moved)
    file = tmp_path / "moved.xlsx"
    file.write_bytes(content)
    assert cells(FORMS[0], template_of(moved))["project"] == "B5"
    assert [form.project for form in importers.read(file).forms] == [form.project for form in FORMS]
    assert importers.read(file).forms[0].indicators == FORMS[0].indicators
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[2]
    assert "SUM(I8,H" in sheet[cells(FORMS[0], template_of(moved))["total.score"]].value


def plain_template():
    """The template with its Chinese as characters, not as numbers."""
    with zipfile.ZipFile(resources.path("template.xlsx")) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            text = re.sub(r"&#(\d{3,7});", lambda found: chr(int(found[1])), content.decode())
            archive.writestr(name, text)
    return out.getvalue()


def test_a_workbook_that_is_no_template_is_refused_in_words():
    workbook = openpyxl.Workbook()
    out = io.BytesIO()
    workbook.save(out)
    with pytest.raises(TemplateError, match="模板里没有项目表"):
        book.build(FORMS, SCORING, template=out.getvalue())


@pytest.mark.office
def test_a_template_saved_by_libreoffice_still_serves(tmp_path):
    [saved] = office.recalculate([resources.path("template.xlsx")], tmp_path / "saved")
    content = book.build(FORMS, SCORING, report=Report(), template=saved)
    assert faults(content, tmp_path) == []
    file = tmp_path / "made.xlsx"
    file.write_bytes(content)
    assert importers.read(file).forms == importers.read(own(tmp_path)).forms
    assert openpyxl.load_workbook(file).sheetnames[2] == FORMS[0].project
    [again] = office.recalculate([without(file, tmp_path)], tmp_path / "again")
    assert differences(shown(content), shown(again)) == []


def own(folder):
    """The same forms stamped from the project's own template."""
    file = folder / "own.xlsx"
    file.write_bytes(book.build(FORMS, SCORING, report=Report()))
    return file


def without(file, folder):
    """The workbook of `file` with its formulas only."""
    bare = folder / "bare.xlsx"
    bare.write_bytes(without_results(file.read_bytes()))
    return bare


def test_formulas_that_excel_shares_between_rows_are_worked_out():
    with zipfile.ZipFile(resources.path("template.xlsx")) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet3.xml"].decode()
    for column, index in (("H", 0), ("K", 1), ("M", 2)):
        sheet = re.sub(
            rf'(<c r="{column}7"[^>]*>)<f>', rf'\1<f t="shared" ref="{column}7:{column}9" si="{index}">', sheet
        )
        sheet = re.sub(rf'(<c r="{column}[89]"[^>]*>)<f>[^<]*</f>', rf'\1<f t="shared" si="{index}"/>', sheet)
    assert sheet.count('<f t="shared" si=') == 6
    parts["xl/worksheets/sheet3.xml"] = sheet.encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert book.build(FORMS, SCORING, template=out.getvalue()) == book.build(FORMS, SCORING)
