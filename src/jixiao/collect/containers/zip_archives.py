"""Archives (.zip): the files in them, within limits; names in the encoding they really have."""

from __future__ import annotations

import bz2
import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from datetime import datetime

from jixiao.collect.encodings import chinese
from jixiao.collect.model import BESIDE, Arrival, Closed, Item
from jixiao.errors import CannotGoOn
from jixiao.importers.foreign import VOLUME_WORDS, is_volume, package
from jixiao.xlsx.opc.guard import ZIP

EMPTY = b"PK\x05\x06"
SPANNED = b"PK\x07\x08"
DIRECTORY, ENTRY = b"PK\x05\x06", b"PK\x01\x02"
LOCAL_NAME = re.compile(rb"PK\x03\x04.{22}(..)..", re.S)
PARTS = ("xl/workbook", "word/document", "ppt/presentation", "xl/worksheets/")
UTF8, LOCKED = 0x800, 0x1
UNICODE_PATH = 0x7075
LARGEST = 200 << 20
RATIO, RATIO_FROM = 500, 8 << 20
LEFT_OUT = re.compile(r"(?:.*/)?(?:__macosx/.*|\.ds_store|thumbs\.db|desktop\.ini|ehthumbs\.db)", re.I | re.S)
"""What Windows and Macs put into folders by themselves."""
TEMPORARY = ("~$", ".~", "._")
"""How the names of files begin that Office, WPS, LibreOffice and Macs keep beside a file."""
BAD = (zipfile.BadZipFile, zlib.error, struct.error, ValueError, NotImplementedError, OSError, EOFError, RuntimeError)


def identify(data: bytes) -> bool:
    """Whether the bytes are an archive of files, and no workbook or document of an Office program."""
    if data.startswith((EMPTY, SPANNED)):
        return True
    if not data.startswith(ZIP):
        return False
    try:
        names = [_bytes(info).decode("ascii", "replace") for info in _opened(data).infolist()]
    except BAD:
        # a torn one: the names in its local headers still tell an Office file from an archive
        names = [name.decode("ascii", "replace") for name in _local_names(data)]
    return not _of_office({name.replace("\\", "/").lstrip("/") for name in names})


def items(item: Item) -> Iterator[Item | Closed]:
    """Each file of the archive, or why it cannot be taken out. Raises CannotGoOn for an archive that is damaged."""
    if item.data.startswith(SPANNED):
        raise CannotGoOn(f"{item.name}：{VOLUME_WORDS}。")
    try:
        archive = _opened(item.data)
    except BAD as error:
        if is_volume(item.name, item.data):
            raise CannotGoOn(f"{item.name}：{VOLUME_WORDS}。") from error
        raise CannotGoOn(f"{item.name}：文件（压缩包或工作簿）已损坏，打不开。请向发送人重新索取。") from error
    given = False
    for info in archive.infolist():
        name = _name(info)
        if info.is_dir() or LEFT_OUT.fullmatch(name):
            continue
        given = True
        yield temporary(item, name) or _member(item, info, name)
    if not given:
        yield Closed(item, f"{item.name}：压缩包是空的，里面没有文件。请向发送人重新索取。")


def temporary(item: Item, name: str) -> Closed | None:
    """What is said of the file that a program keeps beside one it has open, packed along; None of any other."""
    if not name.rpartition("/")[2].startswith(TEMPORARY):
        return None
    inner = Item((*item.archive_path, name), b"", item.arrival)
    return Closed(inner, f"{inner.name}：是打开文件时的临时文件，或苹果电脑的附加信息，不是自评表。", BESIDE)


def _member(item: Item, info: zipfile.ZipInfo, name: str) -> Item | Closed:
    inner = Item((*item.archive_path, name), b"", _arrival(info, item.arrival))
    reason = _refused(info)
    if reason:
        return Closed(inner, f"{inner.name}：{reason}")
    try:
        data = _content(item.data, info)
    except NotImplementedError:
        return Closed(inner, f"{inner.name}：压缩方式不常见，取不出来。请解压后再放入。")
    except BAD:
        return Closed(inner, f"{inner.name}：内容已损坏，取不出来。请向发送人重新索取。")
    return Item(inner.archive_path, data, inner.arrival)


def _opened(data: bytes) -> zipfile.ZipFile:
    """The archive with all names as bytes (cp437 has a character for each): their flag is often wrong."""
    return zipfile.ZipFile(io.BytesIO(_without_flags(data)))


def _without_flags(data: bytes) -> bytes:
    """The same archive with no name marked as UTF-8 in its directory."""
    at = data.rfind(DIRECTORY)
    if at < 0 or len(data) < at + 20:
        return data
    size, start = struct.unpack_from("<II", data, at + 12)
    start = max(at - size, 0) if size != 0xFFFFFFFF else start
    made = None
    while data[start : start + 4] == ENTRY and start + 46 <= len(data):
        flags = struct.unpack_from("<H", data, start + 8)[0]
        if flags & UTF8:
            made = made or bytearray(data)
            struct.pack_into("<H", made, start + 8, flags & ~UTF8)
        start += 46 + sum(struct.unpack_from("<HHH", data, start + 28))
    return bytes(made) if made else data


def _local_names(data: bytes) -> Iterator[bytes]:
    for found in LOCAL_NAME.finditer(data):
        yield data[found.end() : found.end() + struct.unpack("<H", found[1])[0]]


def _of_office(names: set[str]) -> bool:
    """Whether these are the parts of an Office file, or of one like it; a folder called word or xl alone makes none."""
    folded = {name.lower() for name in names}
    if "[content_types].xml" in folded or package(folded) is not None:
        return True
    if "mimetype" in folded and folded & {"content.xml", "meta-inf/manifest.xml"}:
        return True
    return "_rels/.rels" in folded and any(name.startswith(PARTS) for name in folded)


def _bytes(info: zipfile.ZipInfo) -> bytes:
    try:
        return info.orig_filename.encode("cp437")
    except UnicodeError:
        return info.orig_filename.encode("utf-8", "replace")


def _name(info: zipfile.ZipInfo) -> str:
    """The name in UTF-8 or a GB encoding, whatever its flag says; a copy in Unicode beside it is taken first."""
    raw = _bytes(info)
    name = _unicode_path(info.extra, raw) or chinese(raw.partition(b"\0")[0])
    return name.replace("\\", "/").lstrip("/") or "无名文件"


def _unicode_path(extra: bytes, raw: bytes) -> str | None:
    """The name in Info-ZIP's extra field, where it belongs to this very name."""
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, at)
        field = extra[at + 4 : at + 4 + length]
        if kind == UNICODE_PATH and len(field) > 5 and struct.unpack_from("<I", field, 1)[0] == zlib.crc32(raw):
            return field[5:].decode("utf-8", "replace")
        at += 4 + length
    return None


def _refused(info: zipfile.ZipInfo) -> str | None:
    if info.flag_bits & LOCKED:
        return "压缩包设有密码。请用密码解压后再放入。"
    if info.file_size > LARGEST:
        return f"文件超过 {LARGEST >> 20} MB，不像自评表，没有读。"
    if info.file_size > RATIO_FROM and info.file_size > RATIO * max(info.compress_size, 1):
        return f"压缩比超过 {RATIO} 倍，疑似压缩炸弹，没有打开。请确认来源。"
    return None


def _content(data: bytes, info: zipfile.ZipInfo) -> bytes:
    """The content of a member, never more than it declares. The name in its local header need not be the same.

    Raises one of BAD when it is damaged, NotImplementedError for a way of compression that Python lacks.
    """
    start = info.header_offset + 30 + sum(struct.unpack_from("<HH", data, info.header_offset + 26))
    packed = data[start : start + info.compress_size]
    if info.compress_type == zipfile.ZIP_STORED:
        content = packed
    elif info.compress_type == zipfile.ZIP_DEFLATED:
        content = zlib.decompressobj(-15).decompress(packed, info.file_size + 1)
    elif info.compress_type == zipfile.ZIP_BZIP2:
        content = bz2.BZ2Decompressor().decompress(packed, info.file_size + 1)
    elif info.compress_type == zipfile.ZIP_LZMA:
        content = _from_lzma(packed, info.file_size)
    else:
        raise NotImplementedError(info.compress_type)
    if len(content) != info.file_size or zlib.crc32(content) != info.CRC:
        raise zipfile.BadZipFile(info.filename)
    return content


def _from_lzma(packed: bytes, size: int) -> bytes:
    length = struct.unpack_from("<H", packed, 2)[0]
    # the decoder of single properties is not public: they are turned into the head of an old .lzma file
    head = packed[4 : 4 + length] + struct.pack("<Q", size)
    return lzma.LZMADecompressor(lzma.FORMAT_ALONE).decompress(head + packed[4 + length :], size + 1)


def _arrival(info: zipfile.ZipInfo, outer: Arrival) -> Arrival:
    try:
        dated = datetime(*info.date_time).astimezone() if info.date_time[0] > 1980 else None
    except (ValueError, OverflowError):
        dated = None
    return Arrival(outer.version, outer.mailed, dated, outer.sender)
