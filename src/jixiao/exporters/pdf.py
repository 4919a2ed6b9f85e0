"""PDF through LibreOffice, as each page prints; the same input gives the same bytes."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from jixiao import libreoffice
from jixiao.errors import CannotGoOn, why_refused
from jixiao.form.file_name import file_name
from jixiao.xlsx.edit.patch import Patch
from jixiao.xlsx.opc import opc
from jixiao.xlsx.opc.archive import Archive
from jixiao.xlsx.opc.markup import Markup

OTHERWISE = (
    "也可以用 Excel 打开工作簿：文件 → 导出 → 创建 PDF/XPS，“选项”里选“整个工作簿”"
    "（WPS：文件 → 输出为 PDF）；或先 --to docx 导出，再在 Word 里另存为 PDF。"
)
CLOCK = re.compile(rb"/(CreationDate|ModDate)\s*\(([^)]*)\)")
IDENTITY = re.compile(rb"/ID\s*\[\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*\]|/DocChecksum\s*/([0-9A-Fa-f]+)")
EPOCH = b"D:19800101000000Z"
PROPERTIES = ("docProps/core.xml", "docProps/app.xml")
PEOPLE = re.compile(rb"(<(?:\w+:)?(creator|lastModifiedBy|Manager|Company)\b[^>/]*>)[^<]*(</)")
"""Who made the file: LibreOffice would put it into the PDF as its author."""


def pdfs(documents: Sequence[tuple[str, bytes]]) -> list[bytes]:
    """The PDF of each document, given as its file name, which a footer may print, and its bytes. Names differ by stem.

    Raises CannotGoOn, with the way by Excel or Word, when LibreOffice is not there or gives no PDF.
    """
    program = libreoffice.program()
    if program is None:
        raise CannotGoOn(f"没有找到 LibreOffice，不能直接生成 PDF。请安装 LibreOffice 后重试。{OTHERWISE}")
    with tempfile.TemporaryDirectory(prefix="jixiao-pdf-", ignore_cleanup_errors=True) as place:
        folder = Path(place)
        paths = []
        for name, content in documents:
            paths.append(folder / f"{file_name(Path(name).stem, 'pages')}{Path(name).suffix}")
            paths[-1].write_bytes(content)
        return [steady(content) for content in _printed(program, paths, folder)]


def steady(pdf: bytes) -> bytes:
    """The PDF without clock and chance in it; every place keeps its offset."""
    pdf = CLOCK.sub(_without_clock, pdf)
    return IDENTITY.sub(
        lambda found: re.sub(rb"(?<=[</])[0-9A-Fa-f]{16,}", lambda code: b"0" * len(code[0]), found[0]), pdf
    )


def _printed(program: str, paths: Sequence[Path], folder: Path) -> Iterator[bytes]:
    try:
        made = libreoffice.convert(program, paths, ".pdf", folder)
    except libreoffice.TimedOut as late:
        raise CannotGoOn(f"{late}，未生成 PDF。{OTHERWISE}") from None
    except OSError as error:
        raise CannotGoOn(f"LibreOffice 启动不了（{why_refused(error)}），未生成 PDF。{OTHERWISE}") from None
    for path in made:
        if path is None:
            raise CannotGoOn(f"LibreOffice 没有写出 PDF，请关闭正在运行的 LibreOffice 后重试。{OTHERWISE}")
        yield path.read_bytes()


def _without_clock(found: re.Match[bytes]) -> bytes:
    size = len(found[2])
    return found[0].replace(found[2], EPOCH[:size].ljust(size, b" "))


def only(content: bytes, name: str, sheets: Collection[str]) -> bytes:
    """The workbook with no visible sheets but `sheets`; those hidden already stay, for formulas refer to _参数.

    Sheets are taken out and not hidden: LibreOffice prints hidden ones as well.
    """
    patch = Patch.open(content, name=name)
    for tab in opc.sheets(patch.archive):
        if tab.state == "visible" and tab.name not in sheets:
            patch.remove_sheet(tab.name)
    return patch.bytes()


def publishable(content: bytes, name: str, texts: Iterable[tuple[str, str, str]]) -> bytes:
    """The workbook without our marks and without signal colours, with `texts` (sheet, cell, text) put in."""
    patch = Patch.open(content, name=name)
    patch.clear_marks()
    for sheet, cell, text in texts:
        patch.set_value(sheet, cell, text)
    archive = Archive.open(patch.bytes(), name=name)
    for tab in opc.sheets(archive):
        if tab.kind == "worksheet" and tab.part in archive:
            archive.write(tab.part, _without_signals(archive.xml(tab.part).decode()).encode())
    for part in PROPERTIES:
        if part in archive:
            archive.write(part, PEOPLE.sub(rb"\1\3", archive.xml(part)))
    return archive.packed()


def _without_signals(xml: str) -> str:
    markup = Markup(xml)
    for element in markup.children():
        # Excel keeps newer formats in the extension list as well
        if element.local == "conditionalFormatting" or (element.local == "extLst" and "cfRule" in xml[element.start :]):
            markup.remove(element)
    return markup.result()
