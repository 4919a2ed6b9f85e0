"""Opening a file: why it cannot be, and what kind of file it is."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest

from jixiao.form.finding import Waiver
from jixiao.importers.document import Cell, Grid
from jixiao.importers.parameters import parameters
from jixiao.importers.read import IMPORTERS, open_source, read_source
from jixiao.importers.reading_notes import unread
from jixiao.importers.source import ReadError, Source
from jixiao.importers.split_tables import aligned
from jixiao.policy import load
from jixiao.recognise.labels import standard
from jixiao.sheets.book import build
from tests.build import form
from tests.importers.documents import Box, official
from tests.importers.sheets_and_pages import xlsx

READ = import_module("jixiao.importers.read")
"""The module; the room gives its function under the same name."""
WAIVERS = (
    Waiver("JX301", "老旧小区电梯维修", "按批复执行", "张三", "2021-03-15"),
    Waiver("JX602", None, "几个项目共同完成", "李四", "2021-03-16"),
)


def refusing(error: OSError):
    def read_bytes(path: Path) -> bytes:
        raise error

    return read_bytes


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (PermissionError(13, "denied"), "没有读取权限，或文件正被其他程序独占"),
        (OSError(5, "Input/output error"), "读取失败.*复制到本机硬盘"),
    ],
)
def test_a_file_that_is_kept_from_us_says_so(tmp_path, monkeypatch, error, message):
    (tmp_path / "自评.xlsx").write_bytes(b"x")
    monkeypatch.setattr(Path, "read_bytes", refusing(error))
    with pytest.raises(ReadError, match=rf"^自评\.xlsx：{message}"):
        open_source(tmp_path / "自评.xlsx")


def test_a_very_large_file_is_not_read_into_memory(tmp_path, monkeypatch):
    monkeypatch.setattr(READ, "LARGEST_FILE", 1 << 20)
    (tmp_path / "自评.xlsx").write_bytes(bytes((1 << 20) + 1))
    with pytest.raises(ReadError, match="文件超过 1 MB，不像自评表"):
        open_source(tmp_path / "自评.xlsx")


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(ReadError, match="这是文件夹"):
        open_source(tmp_path)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b" \r\n", "文件是空的"),
        (b"%PDF-1.7 x", "这是 PDF，其中的表格读不准"),
        (b"\0\1\2\3", "这是二进制文件"),
        ("请查收".encode(), "文本中没有表格"),
        (b"PK\x03\x04 torn word/document xl/", "不完整或内容已损坏.*用 Word"),
    ],
)
def test_a_file_without_forms_is_called_what_it_is(data, message):
    with pytest.raises(ReadError, match=rf"^“?自评.*{message}"):
        read_source(Source("自评", data))


def test_a_file_that_two_importers_take_is_read_by_neither(monkeypatch):
    monkeypatch.setattr(READ, "IMPORTERS", IMPORTERS + IMPORTERS)
    with pytest.raises(ReadError, match="同时像Excel 工作簿、Excel 工作簿，无法确定"):
        read_source(Source("自评.xlsx", xlsx([[official(form())]])))


def test_a_workbook_of_ours_keeps_its_policy_and_its_waivers():
    content = build([form()], load("2021-caiyu-101"), waivers=WAIVERS)
    kept = parameters(Source("自评.xlsx", content).book)
    assert (kept.policy, kept.waivers, kept.hides) == ("2021-caiyu-101", WAIVERS, ())


def test_a_foreign_workbook_keeps_nothing():
    kept = parameters(Source("自评.xlsx", xlsx([[official(form())]])).book)
    assert (kept.policy, kept.waivers, kept.hides) == (None, (), ())


def test_of_many_forms_with_unread_cells_a_few_are_listed_and_the_others_counted():
    odd = [official(form(project=f"项目{number}")) for number in range(3)]
    more = [replace(each, rows=(*each.rows[:2], [Box("没有这一栏"), Box("甲", 8)], *each.rows[2:])) for each in odd]
    forms = read_source(Source("自评.xlsx", xlsx([[each] for each in more]))).forms
    first, *others = unread(forms)
    assert "没有这一栏" in first and len(others) == 2
    assert list(unread(forms, most=1)) == [first, "另有 2 张表也有没有读出的内容。"]


def test_a_stray_quote_mark_before_a_long_text_is_only_a_mark():
    rows = [[box.text.replace("\n", "") for box in row] for row in official(form()).rows]
    text = "\n".join("\t".join(row) for row in [["项目支出绩效自评表"], *rows])
    stray = text.replace("项目名称\t", '项目名称\t"', 1) + "\n备注\t" + "说明。\n" * 2_000
    (found,) = read_source(Source("自评.txt", stray.encode())).forms
    assert found.project == '"老旧小区电梯维修' and len(found.indicators) == 7


def test_a_table_is_put_under_another_only_where_it_fits():
    labels = standard()
    heading = row_of("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值")
    above, fitting = Grid(1, (heading,)), Grid(2, (row_of(*"甲乙丙丁戊"),))
    assert aligned([Grid(1, (row_of("甲"),))], fitting, labels) is None
    assert aligned([above], Grid(2, (row_of("甲", "乙"),)), labels) is None
    assert aligned([above], Grid(2, (heading,)), labels) == Grid(2, (heading,))
    assert aligned([above], fitting, labels) == fitting


def row_of(*texts: str) -> tuple[Cell, ...]:
    return tuple(Cell(at, 1, text) for at, text in enumerate(texts))
