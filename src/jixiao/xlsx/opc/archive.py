"""An Office package opened safely: its parts as stored, replaced ones beside them, and the whole written back."""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from jixiao.xlsx.opc.guard import (
    DAMAGED,
    DEFAULT_LIMITS,
    RESAVE,
    Limits,
    PackageError,
    checked,
    read_file,
    refuse_foreign,
    without_lead,
)
from jixiao.xlsx.opc.pack import Entry, compress, pack

if TYPE_CHECKING:
    import zipfile

# a document type is before the first element or nowhere; possessive, so that a long prolog costs no more than its length
_DOCUMENT_TYPE = re.compile(rb"(?>\xef\xbb\xbf|\s+|<\?.*?\?>|<!--.*?-->)*+<!", re.S)


UTF_16 = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be", b"<\0": "utf-16-le", b"\0<": "utf-16-be"}
"""How a part in UTF-16 begins, with a byte order mark or without, and its encoding."""


OTHERS = {
    b"gb2312": "gb18030",
    b"gbk": "gb18030",
    b"gb18030": "gb18030",
    b"big5": "big5",
    b"iso-8859-1": "latin-1",
    b"windows-1252": "cp1252",
}
"""Encodings that a declaration may name beside UTF-8 and UTF-16; gb2312 is meant as its largest extension."""
MARK = "\ufeff"
"""The byte order mark."""
_SAYS_UTF_16 = re.compile(rb"""(?:\xef\xbb\xbf)?<\?xml\s[^>]*?\sencoding\s*=\s*["']utf-16""", re.I)
_OTHER = re.compile(rb"""<\?xml\s[^>]{0,40}?\sencoding\s*=\s*["'](%b)["']""" % b"|".join(OTHERS), re.I)
_DECLARED = re.compile(r"""\A(\ufeff?<\?xml\s[^>]*?)\s+encoding\s*=\s*(?:"[^"]*"|'[^']*')""")


class Archive:
    """The parts of one package. A part that is not written keeps its very bytes, compressed ones included."""

    def __init__(self, raw: bytes, infos: Mapping[str, zipfile.ZipInfo], name: str) -> None:
        self.name = name
        self._raw = raw
        self._infos = dict(infos)
        self._folded = {part.lower(): part for part in infos}
        self._written: dict[str, bytes] = {}
        self._removed: set[str] = set()
        self._inflated: dict[str, bytes] = {}

    @classmethod
    def open(cls, source: Path | str | bytes, *, name: str | None = None, limits: Limits = DEFAULT_LIMITS) -> Archive:
        """Open a package; PackageError names the file, what is wrong with it and the next step."""
        import zipfile

        raw, shown = (source, name or "工作簿") if isinstance(source, bytes) else read_file(Path(source), name)
        raw = without_lead(raw)
        refuse_foreign(raw, shown)
        try:
            infos = zipfile.ZipFile(io.BytesIO(raw)).infolist()
        except (zipfile.BadZipFile, struct.error, ValueError, NotImplementedError, OSError) as error:
            raise PackageError(f"“{shown}”不完整或{DAMAGED}") from error
        return cls(raw, checked(infos, shown, limits), shown)

    def __contains__(self, part: str) -> bool:
        return self._known(part) is not None

    def __iter__(self) -> Iterator[str]:
        yield from (part for part in self._infos if part not in self._removed)
        yield from (part for part in self._written if part not in self._infos)

    def read(self, part: str) -> bytes:
        """The content of a part; PackageError when there is none."""
        known = self._required(part)
        if known in self._written:
            return self._written[known]
        if known not in self._inflated:
            self._inflated[known] = self._inflate(known)
        return self._inflated[known]

    def xml(self, part: str) -> bytes:
        """The content of an XML part as UTF-8, without the name of another encoding; a document type or entity is refused."""
        content = self.read(part)
        if content[:2] in UTF_16 or _other(content):
            text = content.decode(_encoding(content), "replace").removeprefix(MARK)
            content = _DECLARED.sub(r"\1", text, count=1).encode()
        if _DOCUMENT_TYPE.match(content):
            raise PackageError(f"“{self.name}”的部件 {part} 含有文档类型或实体定义，出于安全不予打开；{RESAVE}")
        return content

    def text(self, part: str) -> str:
        """The content of an XML part as text, its byte order mark and declaration included: `write` takes it back.

        Raises PackageError where it is not in the encoding it should be in.
        """
        self.xml(part)
        content = self.read(part)
        try:
            return content.decode(_encoding(content))
        except UnicodeDecodeError as error:
            raise PackageError(f"“{self.name}”的部件 {part} {DAMAGED}") from error

    def write(self, part: str, content: bytes) -> None:
        """Replace a part, or add it at the end; XML as UTF-8 takes the encoding of the part it replaces."""
        known = self._known(part) or part
        self._written[known] = _as_before(content, self._start(known))
        self._removed.discard(known)
        self._folded[known.lower()] = known

    def remove(self, part: str) -> None:
        """Drop a part; its relations and content type are the caller's."""
        known = self._known(part)
        if known is not None:
            self._written.pop(known, None)
            self._removed.add(known)

    def entry(self, part: str) -> Entry:
        """A part as it is in the zip, for use in another package; a written one is compressed."""
        known = self._required(part)
        return compress(known, self._written[known]) if known in self._written else self._stored(known)

    def packed(self) -> bytes:
        """The whole package, in the order it had; nothing written gives the file back as it was."""
        changed = {part for part, content in self._written.items() if not self._same(part, content)}
        if not changed and not self._removed & self._infos.keys():
            return self._raw
        return pack(compress(part, self._written[part]) if part in changed else self._stored(part) for part in self)

    def _known(self, part: str) -> str | None:
        name = self._folded.get(part.lower())
        return None if name in self._removed else name

    def _start(self, part: str) -> bytes:
        """The first two bytes of the part as the file has it; none of a new one, or of one that is damaged there."""
        info = self._infos.get(part)
        if info is None:
            return b""
        try:
            data = self._data(info)
            return zlib.decompressobj(-15).decompress(data, 2) if info.compress_type else data[:2]
        except (zlib.error, struct.error):
            return b""

    def _required(self, part: str) -> str:
        known = self._known(part)
        if known is None:
            raise PackageError(f"“{self.name}”缺少部件 {part}；{DAMAGED}")
        return known

    def _same(self, part: str, content: bytes) -> bool:
        return part in self._infos and self._infos[part].file_size == len(content) and self._inflate(part) == content

    def _stored(self, part: str) -> Entry:
        info = self._infos[part]
        hour, minute, second = info.date_time[3:]
        year, month, day = info.date_time[:3]
        time = hour << 11 | minute << 5 | second // 2
        date = (year - 1980) << 9 | month << 5 | day
        return Entry(part, info.compress_type, info.CRC, info.file_size, self._data(info), time, date)

    def _data(self, info: zipfile.ZipInfo) -> bytes:
        names = struct.unpack_from("<2H", self._raw, info.header_offset + 26)
        start = info.header_offset + 30 + sum(names)
        return self._raw[start : start + info.compress_size]

    def _inflate(self, part: str) -> bytes:
        info = self._infos[part]
        try:
            data = self._data(info)
            # one byte more than declared: a part that lies about its size is found out, not inflated
            content = zlib.decompressobj(-15).decompress(data, info.file_size + 1) if info.compress_type else data
        except (zlib.error, struct.error) as error:
            raise PackageError(f"“{self.name}”的部件 {part} {DAMAGED}") from error
        if len(content) != info.file_size or zlib.crc32(content) != info.CRC:
            raise PackageError(f"“{self.name}”的部件 {part} {DAMAGED}")
        return content


def _encoding(content: bytes) -> str:
    """The encoding a part is in: UTF-16 as it begins, another one of Chinese text as it says, else UTF-8."""
    return UTF_16.get(content[:2]) or _other(content) or "utf-8"


def _other(content: bytes) -> str | None:
    """The encoding of `OTHERS` that a part declares."""
    found = _OTHER.match(content)
    return OTHERS[found[1].lower()] if found else None


def _as_before(content: bytes, start: bytes) -> bytes:
    """UTF-8 that says it is UTF-16, or bears its mark: in the encoding of a part that began with `start`."""
    if other := _other(content):
        return content.decode().encode(other, "xmlcharrefreplace")
    if not content.startswith((MARK.encode(), b"<?xml")) or not (_SAYS_UTF_16.match(content) or start in UTF_16):
        return content
    text = content.decode()
    declared = _DECLARED.match(text)
    if start in UTF_16 and (_SAYS_UTF_16.match(content) or not declared):
        return text.encode(UTF_16[start])
    return _DECLARED.sub(r"\1", text.removeprefix(MARK), count=1).encode() if _SAYS_UTF_16.match(content) else content
