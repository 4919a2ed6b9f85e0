"""jixiao publish FILE|COLLECTED -o DIR: what goes on the web site."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from jixiao.actions.feedback_origin import is_collected
from jixiao.actions.loaded import evaluations
from jixiao.actions.open import load_source
from jixiao.actions.publish import Issue, NotPublished, of_collection, of_file, publish
from jixiao.actions.save import as_folder
from jixiao.commands import terminal
from jixiao.commands.arguments import add_labels, add_policy
from jixiao.commands.exit_codes import DONE, FAULTS
from jixiao.commands.files import unread_status
from jixiao.importers.own_labels import own_labels
from jixiao.importers.read import open_source


def arguments(parser: ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument(
        "file", metavar="文件", type=Path, help="工作簿、Word 文档或文本；或 jixiao collect 写出的汇总工作簿"
    )
    parser.add_argument(
        "-o", "--output", metavar="文件夹", type=Path, required=True, help="写到哪个文件夹（空的，或上次公开的）"
    )
    parser.add_argument("--unit", metavar="单位", help="公开单位的名称；不写则按自评表上的单位或主管部门")
    parser.add_argument("--pdf", action="store_true", help="每张自评表另出 PDF（需要 LibreOffice）；不写则只有 Word")
    parser.add_argument("--with-errors", metavar="理由", help="还有错误也公开，理由写在公开页上")
    add_policy(parser)
    add_labels(parser)


def run(chosen: Namespace) -> int:
    """0, 1 when errors stopped it, 2 when a form could not be read; CannotGoOn when nothing can be published."""
    folder = as_folder(chosen.output)
    issue, status = _issue(chosen)
    try:
        made = publish(issue, folder, chosen.unit, chosen.with_errors, chosen.pdf)
    except NotPublished as stopped:
        terminal.warn(str(stopped))
        return FAULTS
    terminal.warn_each(made.masked)
    if made.list:
        terminal.warn(f"隐去的地方列在 {made.list}，公开前请核对（这个文件不要公开）。")
    terminal.say(f"已写出公开页和 {made.forms} 张自评表：{made.folder}；用浏览器打开 index.html 看一遍再上传。")
    return status


def _issue(chosen: Namespace) -> tuple[Issue, int]:
    source = open_source(chosen.file)
    if is_collected(source):
        return of_collection(source), DONE
    loaded = load_source(source, chosen.file, own_labels(chosen.labels))
    status = unread_status(loaded)
    loaded, notes = evaluations(loaded)
    terminal.warn_each(notes)
    return of_file(loaded, chosen.policy), status
