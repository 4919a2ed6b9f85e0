"""Older and open formats (.doc, .wps, .xls, .et, .rtf, .odt, .ods): turned into today's by LibreOffice where it is installed."""

from __future__ import annotations

import re
from typing import NamedTuple

from jixiao.errors import why_refused
from jixiao.form.table import Table
from jixiao.importers.foreign import RTF
from jixiao.importers.legacy_limits import LOCKED_WORDS
from jixiao.importers.source import ReadError, Source, UnreadForNow
from jixiao.xlsx.opc.archive import Archive
from jixiao.xlsx.opc.guard import OLE, RESAVE, ZIP, PackageError

CONTENT = "content.xml"
# LibreOffice stores no value type beside an empty text and takes it for the number 0 when it opens the file again
BLANK_RESULT = re.compile(
    rb'(<table:(?:covered-)?table-cell\b(?![^>]*\boffice:value-type=)[^>]*?)\s+table:formula="[^"]*"'
)
HEAD = 200
LABEL = "三级指标"
BARE = (b"\t\0\4\0", b"\t\2\6\0", b"\t\4\6\0", b"\t\x08\x08\0\0\5", b"\t\x08\x10\0\0\6")
"""How old workbooks begin that are no compound file; other systems still hand such out."""
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


class Kind(NamedTuple):
    """A format: its Chinese name, the suffix LibreOffice knows it by, and the suffix of what it becomes."""

    name: str
    suffix: str
    becomes: str
    program: str


WORD = Kind("旧版 Word 或 WPS 文字文档（.doc/.wps）", ".doc", ".docx", "Word 或 WPS")
RICH = Kind("RTF 文档", ".rtf", ".docx", "Word 或 WPS")
TEXT = Kind("ODF 文本文档（.odt）", ".odt", ".docx", "Word 或 WPS")
CALC = Kind("ODF 表格（.ods）", ".ods", ".xlsx", "Excel 或 WPS")
EXCEL = Kind("旧版 Excel 或 WPS 表格（.xls/.et）", ".xls", ".xlsx", "Excel 或 WPS")
STREAMS = {"WordDocument": WORD, "Workbook": EXCEL, "Book": EXCEL}


def identify(source: Source) -> bool:
    """Whether LibreOffice is needed to read the file; its content decides, not its name."""
    return is_encrypted(source) or kind(source) is not None


def tables(source: Source) -> tuple[Table, ...]:
    """The tables of the converted file.

    Raises ReadError for a file that is locked, goes beyond a limit or shows no word of a form: LibreOffice is not
    started for those. Raises UnreadForNow without LibreOffice, and where it cannot open the file or takes too long.
    """
    found = kind(source)
    if is_encrypted(source) or found is None:
        raise ReadError(f"{source.name}：{LOCKED_WORDS}")
    from jixiao.importers import docx, workbook

    _examine(source, found)
    today = Source(source.name, _converted(source, found))
    return docx.tables(today) if found.becomes == ".docx" else workbook.tables(today)


def _examine(source: Source, found: Kind) -> None:
    from jixiao.importers.legacy_examine import shows_words
    from jixiao.importers.legacy_limits import Beyond

    try:
        shown = shows_words(source, found.suffix)
    except PackageError as reason:
        raise ReadError(str(reason).replace(RESAVE, _resave(found))) from None
    except Beyond as reason:
        raise ReadError(f"{source.name}：这是{found.name}，{reason}，没有读。{_resave(found)}") from None
    if not shown:
        raise ReadError(
            f"{source.name}：这是{found.name}，里面没有自评表的标签（“项目名称”“三级指标”等），没有读。请确认选对了文件。"
        )


def _converted(source: Source, found: Kind) -> bytes:
    from jixiao import libreoffice

    program = libreoffice.program()
    if program is None:
        raise UnreadForNow(
            f"{source.name}：这是{found.name}，读取它需要本机装有 LibreOffice，没有找到。{_resave(found)}"
        )
    before = settled(source.data) if found is CALC else source.data
    try:
        data = libreoffice.converted(program, before, found.suffix, found.becomes)
    except libreoffice.TimedOut as late:
        raise UnreadForNow(f"{source.name}：{late}这个{found.name}的转换，已停止它，没有读。{_resave(found)}") from None
    except OSError as error:
        raise UnreadForNow(
            f"{source.name}：LibreOffice 启动不了（{why_refused(error)}），没有读。{_resave(found)}"
        ) from None
    if data is None:
        raise UnreadForNow(
            f"{source.name}：LibreOffice 打不开这个{found.name}，它可能已损坏或设有密码。{_resave(found)}"
        )
    return data


def kind(source: Source) -> Kind | None:
    """The format of the file; None for those other importers read, and for unknown ones."""
    data = source.data
    if data.startswith(RTF):
        return RICH
    if data.startswith(BARE):
        return EXCEL
    if data.startswith(OLE):
        return next((kind for stream, kind in STREAMS.items() if stream.encode("utf-16-le") in data), None)
    if data.startswith(ZIP):
        head = data[:HEAD]
        if b"opendocument.spreadsheet" in head:
            return CALC
        return TEXT if b"opendocument.text" in head else None
    return None


def shows_form(source: Source) -> bool:
    """Whether the bytes of the file show a label that only forms have."""
    return any(LABEL.encode(encoding) in source.data for encoding in ("utf-16-le", "gb18030"))


def may_be(data: bytes) -> bool:
    """Whether the first bytes are those of a format LibreOffice is needed for, or of another kind of compound file."""
    return data.startswith((OLE, RTF, *BARE)) or (data.startswith(ZIP) and b"opendocument" in data[:HEAD])


def is_encrypted(source: Source) -> bool:
    """Whether the file is a package of today locked by a password to open."""
    return source.data.startswith(OLE) and ENCRYPTED in source.data


def _resave(found: Kind) -> str:
    return f"请用 {found.program} 打开，另存为 {found.becomes} 后重试。"


def settled(data: bytes) -> bytes:
    """The ODF file with its blank results blank. Raises PackageError where it is damaged."""
    package = Archive.open(data)
    if CONTENT in package:
        package.write(CONTENT, BLANK_RESULT.sub(rb"\1", package.xml(CONTENT)))
    return package.packed()
