"""One workbook of fifteen forms: zipping the finished XML (floor), our writer; beside XlsxWriter and openpyxl."""

from __future__ import annotations

import io
import zipfile
from functools import partial

from bench import sample
from bench.clock import compare
from jixiao.sheets.book import build
from jixiao.xlsx.read.read import tables


def zipped(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return target.getvalue()


def by_xlsxwriter(sheets) -> bytes:
    import xlsxwriter

    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    style = book.add_format({"border": 1, "text_wrap": True, "valign": "vcenter"})
    for number, table in enumerate(sheets):
        sheet = book.add_worksheet(f"表{number}")
        for row, values in enumerate(table.rows):
            for column, value in enumerate(values):
                sheet.write(row, column, value, style)
        for merge in table.merges:
            value = table.rows[merge.top][merge.left]
            sheet.merge_range(merge.top, merge.left, merge.bottom, merge.right, value, style)
    book.close()
    return target.getvalue()


def by_openpyxl(sheets) -> bytes:
    import openpyxl
    from openpyxl.styles import Alignment, Border, Side

    book = openpyxl.Workbook()
    side = Side(style="thin")
    border, wrapped = Border(left=side, right=side, top=side, bottom=side), Alignment(wrap_text=True, vertical="center")
    for number, table in enumerate(sheets):
        sheet = book.create_sheet(f"表{number}")
        for row, values in enumerate(table.rows, 1):
            for column, value in enumerate(values, 1):
                cell = sheet.cell(row, column, value)
                cell.border, cell.alignment = border, wrapped
        for merge in table.merges:
            sheet.merge_cells(None, merge.top + 1, merge.left + 1, merge.bottom + 1, merge.right + 1)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def main() -> None:
    data = sample.workbook()
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    sheets = tables(data)
    forms, policy, report = sample.forms(), sample.policy(), sample.report()
    compare(
        "写出：15 张表 + 汇总表 + 校验结果",
        "压缩写好的 XML",
        {
            "压缩写好的 XML": partial(zipped, parts),
            "jixiao 全套（样式、公式与结果、名称、图表）": lambda: build(forms, policy, report=report),
            "XlsxWriter 同样的值与合并，一种样式": lambda: by_xlsxwriter(sheets),
            "openpyxl 同样的值与合并，一种样式": lambda: by_openpyxl(sheets),
        },
    )
