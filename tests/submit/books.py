"""Workbooks to send: correct forms of one unit, and what programs and people add to a file."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from jixiao import policy
from jixiao.form.finding import Waiver
from jixiao.form.model import Form
from jixiao.sheets.book import build
from jixiao.xlsx.opc.archive import Archive
from jixiao.xlsx.opc.parts import TYPES, add_relation, declare
from tests import build as forms

AT = datetime(2021, 3, 15, 10, 30, tzinfo=timezone(timedelta(hours=8)))
POLICY = "2020-caiyu-10"
VBA = "application/vnd.ms-office.vbaProject"
MACRO_MAIN = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
OFFICE = "http://schemas.microsoft.com/office/2006/relationships"
CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
PATH = (
    '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    '<mc:Choice Requires="x15" xmlns:x15="http://schemas.microsoft.com/office/spreadsheetml/2010/11/main">'
    '<x15ac:absPath url="C:\\Users\\zhangsan\\Desktop\\"'
    ' xmlns:x15ac="http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac"/></mc:Choice></mc:AlternateContent>'
)


def workbook(*made: Form, waivers: tuple[Waiver, ...] = ()) -> bytes:
    """The standard workbook of these forms, by default of the correct one."""
    return build(made or (forms.form(),), policy.load(POLICY), waivers=waivers)


def with_macros(content: bytes) -> bytes:
    """The workbook with a VBA project and a ribbon of its own, saved as .xlsm."""
    archive = Archive.open(content)
    archive.write("xl/vbaProject.bin", b"vba")
    archive.write("customUI/customUI14.xml", b"<customUI/>")
    archive.write(TYPES, archive.text(TYPES).replace(MAIN, MACRO_MAIN).encode())
    declare(archive, "xl/vbaProject.bin", VBA)
    add_relation(archive, "xl/workbook.xml", f"{OFFICE}/vbaProject", "vbaProject.bin")
    add_relation(archive, "", f"{OFFICE}/ui/extensibility", "customUI/customUI14.xml")
    return archive.packed()


def with_people(content: bytes) -> bytes:
    """The workbook as Excel leaves it on a clerk's machine: names, company, folder, custom properties."""
    archive = Archive.open(content)
    core = archive.text("docProps/core.xml").replace(">绩效自评工作簿<", ">张三<")
    archive.write("docProps/core.xml", core.encode())
    app = archive.text("docProps/app.xml")
    archive.write("docProps/app.xml", app.replace("</Properties>", "<Company>青河软件</Company></Properties>").encode())
    archive.write("docProps/custom.xml", b"<Properties>phone</Properties>")
    add_relation(archive, "", CUSTOM, "docProps/custom.xml")
    book = archive.text("xl/workbook.xml").replace("<workbookPr/>", f"<workbookPr/>{PATH}")
    archive.write("xl/workbook.xml", book.encode())
    return archive.packed()
