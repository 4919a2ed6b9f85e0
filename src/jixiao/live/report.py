"""自评报告: the report of the open workbook as Word beside it."""

from __future__ import annotations

from pathlib import Path

from jixiao.actions.report import DRAFT, Options, report_of_file, write_report
from jixiao.live.dialogs import agree
from jixiao.live.manual import open_path
from jixiao.live.workbook import OpenWorkbook

ENDING = "-自评报告.docx"


def write(opened: OpenWorkbook) -> str:
    """Write the report, and a draft workbook where its figures cannot lead into the open one; open it if wanted."""
    target = opened.folder / f"{Path(opened.book.name).stem}{ENDING}"
    if target.exists():
        agree(opened.app, f"{target.name} 已存在，可能已经补写过。要留一份备份、换成新写的吗？")
    opened.show_status("正在核算、校验并写报告……")
    report = report_of_file(opened.loaded, target, Options())
    saved = write_report(report, target)
    draft = f"\n底稿：{target.with_name(f'{target.stem}{DRAFT}').name}" if len(saved) > 1 else ""
    question = f"报告已写好，要人补写的地方 {len(report.gaps)} 处，已突出显示。\n现在打开吗？"
    if opened.app.alert(question, "绩效自评", "yes_no", "info") == "yes":
        open_path(target)
    notes = "".join(f"\n{note}" for note in report.material.notes)
    return f"自评报告：{target}{draft}{notes}"
