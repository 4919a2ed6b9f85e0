"""Workbooks for the tests of patching: by each common writer, and one crowded with everything that must survive."""

from __future__ import annotations

import base64
import io
from pathlib import Path

import openpyxl
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from jixiao.xlsx.opc.archive import Archive
from jixiao.xlsx.opc.markup import Markup
from jixiao.xlsx.opc.opc import workbook_part
from jixiao.xlsx.opc.parts import TYPES, declare_extension, relate

PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
SHAPE = (
    "<xdr:twoCellAnchor><xdr:from><xdr:col>6</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>20</xdr:row><xdr:rowOff>0</xdr:rowOff>"
    "</xdr:from><xdr:to><xdr:col>8</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>23</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to>"
    '<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="77" name="审核章"/><xdr:cNvSpPr/></xdr:nvSpPr><xdr:spPr><a:xfrm>'
    '<a:off x="0" y="0"/><a:ext cx="900000" cy="500000"/></a:xfrm><a:prstGeom prst="ellipse"><a:avLst/></a:prstGeom></xdr:spPr>'
    "<xdr:txBody><a:bodyPr/><a:lstStyle/><a:p><a:r><a:t>已审</a:t></a:r></a:p></xdr:txBody></xdr:sp><xdr:clientData/>"
    "</xdr:twoCellAnchor>"
)
MACROS = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
MACRO_TYPE = "application/vnd.ms-office.vbaProject"


def crowded() -> bytes:
    """A picture, a shape, a chart, notes, validations, conditional formats, links, a table, print set-up and macros."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as workbook:
        yellow = workbook.add_format({"bg_color": "#FFFF00", "bold": True, "num_format": "0.00", "border": 1})
        sheet = workbook.add_worksheet("项目 甲")
        sheet.write("B2", "项目名称", yellow)
        sheet.merge_range("C2:E2", "平安建设", yellow)
        sheet.write("C4", 12.33, yellow)
        sheet.write("D4", 11.99, yellow)
        sheet.write_formula("E4", "=D4/C4", yellow, 0.972)
        sheet.write_formula("E5", "=ROUND(E4*10,2)", yellow, 9.72)
        sheet.write_comment("D4", "请附凭证", {"author": "张三"})
        sheet.insert_image("G2", "图.png", {"image_data": io.BytesIO(PICTURE)})
        sheet.data_validation("C4:D4", {"validate": "decimal", "criteria": ">=", "value": 0})
        sheet.conditional_format("C4:D5", {"type": "cell", "criteria": ">", "value": 12, "format": yellow})
        sheet.write_url("B9", "https://example.org/文件", string="依据")
        sheet.set_landscape()
        sheet.repeat_rows(0, 1)
        sheet.set_footer("&C&P")
        chart = workbook.add_chart({"type": "column"})
        chart.add_series({"values": "='项目 甲'!$C$4:$D$4"})
        sheet.insert_chart("G6", chart)
        other = workbook.add_worksheet("其他")
        other.write_formula("A1", "='项目 甲'!E5", None, 9.72)
        other.add_table("C1:D3", {"columns": [{"header": "甲"}, {"header": "乙"}]})
        other.hide()
        workbook.define_name("'项目 甲'!总分", "='项目 甲'!$E$5")
        workbook.define_name("其他!总分", "=其他!$A$1")
        workbook.define_name("全部", "='项目 甲'!$E$5")
    return _with_shape_and_macros(stream.getvalue())


def by_openpyxl() -> bytes:
    """A small workbook as openpyxl saves it, with a note, a fill and a validation."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "项目 甲"
    sheet["B2"], sheet["C4"], sheet["D4"], sheet["E4"] = "项目名称", 12.33, 11.99, "=D4/C4"
    sheet["C4"].fill = PatternFill("solid", fgColor="FFFFFF00")
    sheet["C4"].font = Font(name="宋体", b=True)
    sheet["D4"].comment = Comment("请附凭证", "张三")
    sheet.merge_cells("C2:E2")
    sheet.add_data_validation(DataValidation(type="decimal", operator="greaterThan", formula1="0", sqref="C4:D4"))
    workbook.create_sheet("其他")
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def _with_shape_and_macros(content: bytes) -> bytes:
    archive = Archive.open(content)
    drawing = archive.xml("xl/drawings/drawing1.xml").decode()
    archive.write("xl/drawings/drawing1.xml", drawing.replace("</xdr:wsDr>", SHAPE + "</xdr:wsDr>").encode())
    archive.write("xl/vbaProject.bin", _macros())
    declare_extension(archive, "bin", MACRO_TYPE)
    relate(archive, workbook_part(archive), "vbaProject", "xl/vbaProject.bin")
    base = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
    home = "xl/_rels/workbook.xml.rels"
    markup = Markup(archive.xml(home).decode())
    vba = next(item for item in markup.children() if item.attributes["Target"] == "vbaProject.bin")
    markup.replace(
        vba.start, vba.end, f'<Relationship Id="{vba.attributes["Id"]}" Type="{base}" Target="vbaProject.bin"/>'
    )
    archive.write(home, markup.result().encode())
    macro_book = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    archive.write(TYPES, archive.xml(TYPES).replace(MACROS.encode(), macro_book.encode()))
    return archive.packed()


def _macros() -> bytes:
    """A real VBA project where xlwings is installed; any bytes do for a part that is only copied along."""
    try:
        import xlwings
    except ImportError:
        return bytes(range(256)) * 8
    return Archive.open(Path(xlwings.__file__).parent / "quickstart_addin_ribbon.xlam").read("xl/vbaProject.bin")


SPACES = (
    ("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main"),
    (
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
    ),
)


def strict(content: bytes) -> bytes:
    """The workbook as Excel's "Strict Open XML" names its elements and relations."""
    archive = Archive.open(content)
    for part in list(archive):
        if part.endswith((".xml", ".rels")):
            text = archive.read(part)
            for usual, own in SPACES:
                text = text.replace(usual.encode(), own.encode())
            archive.write(part, text)
    return archive.packed()
