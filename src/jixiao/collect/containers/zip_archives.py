"""Archives (.zip): the files in them, within limits; names in the GB encodings read as Windows wrote them."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from datetime import datetime

from jixiao.collect.model import Arrival, Item
from jixiao.errors import CannotGoOn

ZIP = b"PK\x03\x04"
EMPTY = b"PK\x05\x06"
OFFICE = ("[Content_Types].xml", "mimetype", "xl/", "word/")
UTF8, LOCKED = 0x800, 0x1
LARGEST = 200 << 20
RATIO, RATIO_FROM = 500, 8 << 20
LEFT_OUT = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")
BAD = (zipfile.BadZipFile, zlib.error, struct.error, ValueError, NotImplementedError, OSError, EOFError, RuntimeError)


def identify(data: bytes) -> bool:
    """Whether the bytes are an archive of files, and no workbook or document of an Office program."""
    if data.startswith(EMPTY):
        return True
    if not data.startswith(ZIP):
        return False
    try:
        names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    except BAD:
        # a torn one: the names in its local headers still tell an Office file from an archive
        return not any(sign.encode() in data for sign in OFFICE)
    return not any(name.startswith(OFFICE) for name in names)


def items(item: Item) -> Iterator[Item | str]:
    """Each file of the archive, or why it cannot be taken out. Raises CannotGoOn for an archive that is damaged."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(item.data))
    except BAD as error:
        raise CannotGoOn(f"{item.name}：文件（压缩包或工作簿）已损坏，打不开。请向发送人重新索取。") from error
    for info in archive.infolist():
        name = _name(info)
        if info.is_dir() or name.endswith(LEFT_OUT) or name.startswith(LEFT_OUT):
            continue
        reason = _refused(info)
        if reason:
            yield f"{item.name} 里的 {name}：{reason}"
            continue
        try:
            data = archive.read(info)
        except BAD:
            yield f"{item.name} 里的 {name}：内容已损坏，取不出来。请向发送人重新索取。"
            continue
        yield Item((*item.trail, name), data, _arrival(info, item.arrival))


def _name(info: zipfile.ZipInfo) -> str:
    """Windows writes names in the local encoding and says nothing of it; zipfile then takes them for cp437."""
    if info.flag_bits & UTF8:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return info.filename


def _refused(info: zipfile.ZipInfo) -> str | None:
    if info.flag_bits & LOCKED:
        return "压缩包设有密码。请用密码解压后再放入。"
    if info.file_size > LARGEST:
        return f"文件超过 {LARGEST >> 20} MB，不像自评表，没有读。"
    if info.file_size > RATIO_FROM and info.file_size > RATIO * max(info.compress_size, 1):
        return f"压缩比超过 {RATIO} 倍，疑似压缩炸弹，没有打开。请确认来源。"
    return None


def _arrival(info: zipfile.ZipInfo, outer: Arrival) -> Arrival:
    try:
        dated = datetime(*info.date_time).astimezone() if info.date_time[0] > 1980 else None
    except (ValueError, OverflowError):
        dated = None
    return Arrival(outer.version, outer.mailed, dated, outer.sender)
