"""PDF: the pages of the workbook by project, the same bytes each time, and the way by Excel where LibreOffice is missing."""

from __future__ import annotations

import subprocess

import pytest

from jixiao import libreoffice
from jixiao.actions.export import as_is, each, for_public, together
from jixiao.actions.export_kinds import PrintedBook
from jixiao.actions.import_forms import import_forms
from jixiao.actions.open import load
from jixiao.errors import CannotGoOn
from jixiao.exporters import pdf
from jixiao.exporters.pdf import publishable
from jixiao.xlsx.opc.archive import Archive
from jixiao.xlsx.read.read import read
from tests.exporters.test_docx import outline
from tests.office import require
from tests.samples import HEMENKOU


@pytest.fixture(scope="module")
def marked(tmp_path_factory):
    """The first two forms of the real document as a marked workbook, with a phone number in the first."""
    folder = tmp_path_factory.mktemp("导出")
    text = HEMENKOU.read_text(encoding="utf-8").split("项目（政策）支出绩效自评表")
    source = folder / "两张表.txt"
    kept = "项目（政策）支出绩效自评表".join(text[:2]).replace("抓好安全", "抓好安全13812345678")
    source.write_text(kept, encoding="utf-8")
    import_forms([load(source)], folder / "两张表.xlsx")
    return load(folder / "两张表.xlsx")


@pytest.fixture(scope="module")
def printed(marked, tmp_path_factory):
    """All its pages."""
    require("soffice")
    return together(as_is(marked), PrintedBook(), tmp_path_factory.mktemp("印") / "全部.pdf")


def words(path) -> str:
    return subprocess.run(["pdftotext", "-layout", path, "-"], check=True, capture_output=True, text=True).stdout


@pytest.mark.office
def test_each_sheet_prints_on_its_page_with_the_project_as_bookmark(marked, printed):
    require("pdftohtml")
    assert outline(printed.path) == [(1, "汇总表"), *((at, form.project) for at, form in enumerate(marked.forms, 2))]
    assert "两张表.xlsx" not in words(printed.path)  # no page prints the name of a working file


@pytest.mark.office
def test_the_same_workbook_gives_the_same_bytes(marked, printed, tmp_path):
    again = together(as_is(marked), PrintedBook(), tmp_path / "又一份.pdf")
    assert again.path.read_bytes() == printed.path.read_bytes()


@pytest.mark.office
def test_the_public_pdf_has_no_summary_and_no_phone_number(marked, tmp_path):
    require("soffice", "pdftotext")
    saved = together(for_public(marked), PrintedBook(), tmp_path / "公开.pdf")
    assert [name for _, name in outline(saved.path)] == [form.project for form in marked.forms]
    shown = "".join(words(saved.path).split())
    assert "13812345678" not in shown and "抓好安全（略）" in shown
    assert "年度指标值隐去手机号 1 处" in saved.notes[0]


@pytest.mark.office
def test_each_project_can_be_a_file_of_its_own(marked, tmp_path):
    require("soffice", "pdftohtml")
    saved = list(each(as_is(marked), PrintedBook(), tmp_path / "分"))
    assert [item.path.name for item in saved] == [
        f"{at:02}-{form.source.sheet}.pdf" for at, form in enumerate(marked.forms, 1)
    ]
    assert [outline(item.path) for item in saved] == [[(1, form.project)] for form in marked.forms]


def test_a_public_workbook_has_neither_marks_nor_signals_and_the_same_figures(marked):
    content = publishable(marked.source.data, "两张表.xlsx", [])
    before, after = read(marked.source.data), read(content)
    parts = [after.archive.xml(part) for part in after.archive if part.startswith("xl/worksheets/sheet")]
    assert any(b"conditionalFormatting" in before.archive.xml(part) for part in before.archive if "sheet3" in part)
    assert not any(b"conditionalFormatting" in xml for xml in parts)
    assert [table.rows for table in after.tables] == [table.rows for table in before.tables]


def test_a_public_workbook_does_not_name_its_makers(marked):
    core = (
        '<c:core xmlns:c="c" xmlns:d="d"><d:creator>张某</d:creator><c:lastModifiedBy>李某</c:lastModifiedBy></c:core>'
    )
    archive = Archive.open(marked.source.data)
    archive.write("docProps/core.xml", core.encode())
    made = read(publishable(archive.packed(), "两张表.xlsx", [])).archive.xml("docProps/core.xml").decode()
    assert made == core.replace("张某", "").replace("李某", "")


def test_without_libreoffice_the_way_by_excel_is_reported(marked, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(libreoffice, "FOLDERS", ())
    with pytest.raises(CannotGoOn, match=r"没有找到 LibreOffice.*文件 → 导出 → 创建 PDF") as refused:
        together(as_is(marked), PrintedBook(), tmp_path / "全部.pdf")
    assert "--to docx" in str(refused.value) and not (tmp_path / "全部.pdf").exists()


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        (libreoffice.TimedOut(30), "未生成 PDF"),
        (PermissionError(13, "denied"), "LibreOffice 启动不了（没有权限"),
        (None, "没有写出 PDF.*关闭正在运行的 LibreOffice"),
    ],
)
def test_where_libreoffice_makes_nothing_the_other_way_is_reported(tmp_path, monkeypatch, fault, message):
    def convert(program, paths, becomes, folder):
        if fault is not None:
            raise fault
        return [None for _ in paths]

    monkeypatch.setattr(libreoffice, "program", lambda: "soffice")
    monkeypatch.setattr(libreoffice, "convert", convert)
    with pytest.raises(CannotGoOn, match=message):
        pdf.pdfs([("自评.xlsx", b"x")])


def test_clock_and_chance_are_taken_out_of_a_pdf_without_moving_anything():
    given = b"/CreationDate(D:20261122223600+08'00') /ID [ <00FFAA11223344556677889900AABBCC>\n<00FFAA11223344556677889900AABBCC> ]"
    made = pdf.steady(given)
    assert len(made) == len(given) and b"2026" not in made and b"FFAA" not in made
