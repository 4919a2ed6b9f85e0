"""The table a roster is read from: rows of texts, the row of headings, and which column is which."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from jixiao.errors import CannotGoOn
from jixiao.form.structure import written
from jixiao.form.table import Merge
from jixiao.form.wording import label
from jixiao.importers.read import open_source

UNIT = ("单位", "单位名称", "预算单位", "实施单位", "填报单位")
"""What the one column is called that every roster has."""


def roster_table(path: Path) -> tuple[list[list[str]], int]:
    """The rows as texts, and which of them has the headings. Raises CannotGoOn where none has, or it is no table."""
    texts, merges = _rows(path)
    rows = [[cell.strip() for cell in row] for row in texts]
    head = next((at for at, row in enumerate(rows) if column_of(row, UNIT) is not None), None)
    if head is None:
        raise CannotGoOn(
            f"{path.name}：名单里找不到“单位”一列。第一行应写：单位、联系人、邮箱（可另有主管部门、联系电话、退回日期）。"
        )
    for merge in merges:
        if merge.top > head and merge.left != column_of(rows[head], UNIT):
            _fill_down(rows, merge)
    return rows, head


def column_of(row: Sequence[str], words: Sequence[str]) -> int | None:
    """The column headed by one of `words`; None where there is none."""
    return next((at for at, cell in enumerate(row) if label(cell) in words), None)


def _fill_down(rows: list[list[str]], merge: Merge) -> None:
    """One department merged beside several units is that of each."""
    text = rows[merge.top][merge.left]
    for row in rows[merge.top + 1 : merge.bottom + 1]:
        row[merge.left : merge.left + 1] = [text]


def _rows(path: Path) -> tuple[list[list[str]], tuple[Merge, ...]]:
    """The rows of the first sheet, or of the text, and the cells merged in them."""
    source = open_source(path)
    if source.is_package:
        book = source.book
        table = book.table(next(sheet.name for sheet in book.sheets if sheet.kind == "worksheet"))
        return [[written(value) for value in row] for row in table.rows], table.merges
    if source.text is not None:
        return list(csv.reader(io.StringIO(source.text))), ()
    raise CannotGoOn(f"{path.name}：名单应为 .xlsx 或 .csv 文件。")
