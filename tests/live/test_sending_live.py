"""导出 PDF, 打包上报, 合并下级 and 帮助/关于 pressed on an open document."""

import subprocess
from pathlib import Path

import pytest

from jixiao import __version__
from jixiao.actions.open import load
from tests import office
from tests.live.stage import SAMPLE
from tests.samples import HEMENKOU

pytestmark = pytest.mark.office


def test_export_pdf_prints_summary_and_projects_beside_the_workbook(stage):
    office.require("pdftotext")

    (message,) = stage.press("export_pdf")
    made = stage.folder / "河门口街道 2020（甲）.pdf"
    text = subprocess.run(["pdftotext", "-layout", str(made), "-"], capture_output=True, text=True, check=True).stdout
    assert made.name in message
    assert "项目支出绩效自评汇总表" in text and "电梯维护" in text and "填报说明" not in text
    assert [sheet.visible for sheet in stage.book.sheets if sheet.name in ("填报说明", "_参数")] == [True, False]


def test_export_pdf_without_a_printer_says_how_to_get_one_and_writes_nothing(stage):
    printer, stage.app.api.printer = stage.app.api.printer, ""
    try:
        (message,) = stage.press("export_pdf")
    finally:
        stage.app.api.printer = printer
    assert "Microsoft Print to PDF" in message and not list(stage.folder.glob("*.pdf"))


def test_submit_stops_at_errors_until_the_user_gives_a_reason(stage, monkeypatch):
    messages = stage.press("submit", "yes", "")
    assert "没有写理由" in messages[-1] and not list(stage.folder.glob("*-v1.*"))
    opened_files = []
    monkeypatch.setattr("webbrowser.open", opened_files.append)
    messages = stage.press("submit", "yes", "决算口径不同", "yes")
    sent = sorted(path.name for path in stage.folder.glob("*-v1.*"))
    assert [Path(name).suffix for name in sent] == [".eml", ".xlsx"]
    assert len(opened_files) == 1 and sent[0] in messages[-1]
    assert load(stage.folder / sent[1]).forms == stage.loaded().forms


def test_collect_gathers_a_folder_and_opens_the_result(stage, app, tmp_path):
    inbox = tmp_path / "下级 报送"
    inbox.mkdir()
    (inbox / "一.xlsx").write_bytes(SAMPLE.read_bytes())
    (inbox / "二.txt").write_bytes(HEMENKOU.read_bytes())
    (message,) = stage.press("collect", str(inbox))
    assert "已汇总 15 张表" in message and "汇总年度：2020（" in message
    opened_now = [book.name for book in app.books]
    assert "下级 报送-收表汇总.xlsx" in opened_now
    app.books["下级 报送-收表汇总.xlsx"].close()


def test_about_gives_the_version_first_and_opens_the_manual(stage, monkeypatch):
    pages = []
    monkeypatch.setattr("webbrowser.open", pages.append)
    (message,) = stage.press("about", "yes")
    assert message.startswith(f"绩效自评工作簿 {__version__}")
    assert len(pages) == 1 and pages[0].endswith(".html")


def test_report_writes_the_text_beside_the_workbook_and_keeps_one_that_was_edited(stage, monkeypatch):
    opened_files = []
    monkeypatch.setattr("webbrowser.open", opened_files.append)
    stage.press("check")
    stage.press("summary")
    messages = stage.press("report", "yes")
    made = stage.folder / "河门口街道 2020（甲）-自评报告.docx"
    assert "要人补写的地方 10 处" in messages[0] and str(made) in messages[-1]
    assert len(opened_files) == 1 and not list(stage.folder.glob("*-底稿.xlsx"))
    made.write_bytes(b"edited by hand")
    stage.press("report", "yes", "no")
    assert [path.read_bytes() for path in stage.folder.glob("*-自评报告-备份-*.docx")] == [b"edited by hand"]
    assert made.read_bytes().startswith(b"PK")
