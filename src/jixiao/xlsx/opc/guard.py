"""What a package may hold before anything in it is inflated: sizes, names, ways of compression."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jixiao.errors import CannotGoOn, why_refused
from jixiao.xlsx.opc.pack import DEFLATED, STORED

if TYPE_CHECKING:
    import zipfile

FILE_LIMIT = 128 << 20
"""Bytes of a file that is opened at all."""
OLE, ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"
"""How compound files (older Office, encrypted packages, .msg) and zip packages begin."""
PROGRAM = b"MZ"
LONGEST_LEAD = 1 << 20
_END = struct.Struct("<4s4H2LH")
"""The last record of a zip without a comment."""
MIB = 1 << 20
DAMAGED = "内容已损坏，请向发送人重新索取，或用 Excel“打开并修复”后另存"
RESAVE = "请用 Excel 或 WPS 打开后另存为 .xlsx 再试"


class PackageError(CannotGoOn):
    """A file that cannot be used as a workbook, or cannot be saved."""


class Limits(NamedTuple):
    """How much a package may inflate to, in bytes; `ratio` binds parts larger than `ratio_from`."""

    part: int = 96 * MIB
    total: int = 192 * MIB
    entries: int = 10_000
    ratio: int = 250
    ratio_from: int = 8 * MIB


DEFAULT_LIMITS = Limits()


def checked(infos: Iterable[zipfile.ZipInfo], name: str, limits: Limits) -> dict[str, zipfile.ZipInfo]:
    """The entries by part name; PackageError for what no office program writes."""
    parts: dict[str, zipfile.ZipInfo] = {}
    folded: set[str] = set()
    total = 0
    for info in infos:
        part = part_name(info)
        if part.endswith("/"):
            continue
        _check_name(part, name, folded)
        _check_storage(info, part, name)
        total += info.file_size
        _check_size(info, name, limits, total)
        folded.add(part.lower())
        parts[part] = info
    if len(parts) > limits.entries:
        raise PackageError(
            f"“{name}”含有 {len(parts)} 个部件，超过 {limits.entries} 个的上限，不像正常的工作簿；{RESAVE}"
        )
    return parts


def part_name(info: zipfile.ZipInfo) -> str:
    """The name of an entry as packages have it; some programs write the separators of Windows."""
    return info.orig_filename.replace("\\", "/")


def _check_name(part: str, name: str, folded: set[str]) -> None:
    if "\0" in part or part.startswith("/") or ":" in part or ".." in part.split("/"):
        raise PackageError(f"“{name}”的内部路径不规范（{part!r}），出于安全不予打开；{RESAVE}")
    if part.lower() in folded:
        raise PackageError(f"“{name}”的部件 {part} 重复出现，无法判断以哪个为准；{RESAVE}")


def _check_storage(info: zipfile.ZipInfo, part: str, name: str) -> None:
    if info.flag_bits & 1:
        raise PackageError(f"“{name}”是加密的压缩包，请取消密码后另存再试")
    if info.compress_type not in (STORED, DEFLATED):
        raise PackageError(f"“{name}”的部件 {part} 使用了不常见的压缩方式；{RESAVE}")


def _check_size(info: zipfile.ZipInfo, name: str, limits: Limits, total: int) -> None:
    size = info.file_size
    if size > limits.part or total > limits.total:
        raise PackageError(
            f"“{name}”解压后超过 {limits.total // MIB} MB 的上限，不像正常的工作簿；请确认来源，{RESAVE}"
        )
    if size > limits.ratio_from and size > limits.ratio * max(info.compress_size, 1):
        raise PackageError(
            f"“{name}”的部件 {info.filename} 压缩比超过 {limits.ratio} 倍，疑似压缩炸弹，不予打开；请确认来源"
        )


def read_file(path: Path, name: str | None = None) -> tuple[bytes, str]:
    """The bytes of a file and the name to show; PackageError when it cannot be read."""
    shown = name or path.name
    try:
        if path.stat().st_size > FILE_LIMIT:
            raise PackageError(f"“{shown}”超过 {FILE_LIMIT >> 20} MB 的上限，不像自评工作簿，请确认选对了文件")
        return path.read_bytes(), shown
    except FileNotFoundError as error:
        raise PackageError(f"找不到文件“{path}”，请核对路径和文件名") from error
    except IsADirectoryError as error:
        raise PackageError(f"“{path}”是文件夹，请选择其中的工作簿文件") from error
    except PermissionError as error:
        raise PackageError(f"没有读取“{shown}”的权限，或文件正被其他程序独占；请关闭后重试") from error
    except OSError as error:
        raise PackageError(f"读取“{shown}”失败（{why_refused(error)}），请确认磁盘或网络位置可用后重试") from error


def without_lead(data: bytes) -> bytes:
    """A zip package without what is before it, such as a blank line or the head of a download; any other file as it is.

    Programs that unpack themselves are left as they are.
    """
    if data.startswith((ZIP, OLE, PROGRAM)) or data[-_END.size :][:4] != b"PK\5\6":
        return data
    *_, size, offset, comment = _END.unpack(data[-_END.size :])
    start = data.find(ZIP, 0, LONGEST_LEAD)
    lead = len(data) - _END.size - size - offset
    return data[start:] if start > 0 and lead in (0, start) and not comment else data


def refuse_foreign(raw: bytes, name: str) -> None:
    """Raise PackageError for anything that does not begin as a zip package."""
    if not raw:
        raise PackageError(f"“{name}”是空文件（0 字节），多半是传输没有完成，请向发送人重新索取")
    if raw.startswith(OLE):
        raise PackageError(_of_ole(raw, name))
    if not raw.startswith(ZIP):
        raise PackageError(f"“{name}”不是 .xlsx 工作簿（{_looks_like(raw)}），请用 Excel 或 WPS 打开后另存为 .xlsx")


def _of_ole(raw: bytes, name: str) -> str:
    if "EncryptedPackage".encode("utf-16-le") in raw:
        return f"“{name}”设有打开密码，请在 Excel 或 WPS 中取消密码后另存再试"
    if "WordDocument".encode("utf-16-le") in raw:
        return f"“{name}”是旧版 Word 文档（.doc），请在 Word 或 WPS 中另存为 .docx 后再导入"
    return f"“{name}”是旧版 Excel 格式（.xls 或 .et），请在 Excel 或 WPS 中另存为 .xlsx 后再试"


def _looks_like(raw: bytes) -> str:
    head = raw[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html", b"<table")):
        return "内容是网页"
    if head.startswith(b"<?xml"):
        return "内容是 XML 文本"
    if raw.startswith(b"%PDF"):
        return "内容是 PDF"
    return "内容是二进制数据" if b"\0" in raw[:512] else "内容是文本"
