"""jixiao export FILE --to docx|pdf: the forms as the official Word form or as PDF, together or one file a project."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from jixiao.actions.export import as_is, each, for_public, together
from jixiao.actions.export_kinds import Bound, Kind, PrintedBook, PrintedWord, Word
from jixiao.commands.arguments import add_labels, add_policy
from jixiao.commands.files import opened, unread_status
from jixiao.commands.output import say_saved
from jixiao.errors import CannotGoOn


def arguments(parser: ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("file", metavar="文件", help="工作簿（.xlsx）、Word 文档，或 Word 提取的文本")
    parser.add_argument(
        "--to", choices=("docx", "pdf"), required=True, help="导出成 Word 还是 PDF（PDF 需要 LibreOffice）"
    )
    parser.add_argument(
        "-o", "--output", metavar="输出", type=Path, help="输出文件，默认与输入同名；加 --each 时是文件夹"
    )
    parser.add_argument("--each", action="store_true", help="每个项目一个文件；不写则合成一个，有目录（书签）")
    parser.add_argument(
        "--public", action="store_true", help="公开版：隐去证件号、银行卡号、电话、邮箱，不带汇总表、标记和核算区"
    )
    parser.add_argument(
        "--template", metavar="模板", type=Path, help="本单位的 Word 模板（.docx），里面写 {{项目名称}} 等"
    )
    parser.add_argument("--label", metavar="编号", help="标题上方左边的附件编号，如 附件5（PDF 则按 Word 版式打印）")
    parser.add_argument(
        "--with",
        dest="report",
        metavar="报告",
        type=Path,
        help="写好的自评报告（.docx 或 .pdf）：报告在前、自评表在后，合成一个 PDF，有书签，页码连续，供盖章",
    )
    add_policy(parser)
    add_labels(parser)


def run(chosen: Namespace) -> int:
    """0, or 2 when a form of the file could not be read; CannotGoOn when nothing can be written."""
    loaded = opened(chosen)
    export = for_public(loaded, chosen.policy) if chosen.public else as_is(loaded)
    kind = _kind(chosen)
    if chosen.each:
        for saved in each(export, kind, chosen.output):
            say_saved(saved)
    else:
        say_saved(together(export, kind, chosen.output))
    return unread_status(loaded)


def _kind(chosen: Namespace) -> Kind:
    if chosen.template and chosen.label:
        raise CannotGoOn("--label 与 --template 不能同时用：附件编号请直接写在模板里。")
    if chosen.report:
        return _bound(chosen)
    word = Word(chosen.template, chosen.label)
    if chosen.to == "docx":
        return word
    return PrintedWord(word) if chosen.template or chosen.label else PrintedBook(chosen.policy)


def _bound(chosen: Namespace) -> Kind:
    if chosen.to != "pdf":
        raise CannotGoOn("--with 合成的是 PDF，请写 --to pdf。")
    if chosen.each:
        raise CannotGoOn("--with 与 --each 不能同时用：报告和全部自评表合成一个 PDF。")
    if chosen.template:
        raise CannotGoOn("--with 与 --template 不能同时用：合成的自评表按正式附件的样子。")
    return Bound(chosen.report, chosen.label)
