"""A file's bytes and, where it is a text, its characters; read once for all importers."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from jixiao.errors import CannotGoOn, ForNow
from jixiao.importers.foreign import holder
from jixiao.xlsx.opc.guard import ZIP

if TYPE_CHECKING:
    from email.message import Message

    from jixiao.xlsx.read.read import Book


BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
ENCODINGS = ("utf-8", "gb18030")
PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|table|meta|div|style)\b", re.I | re.S
)
TABLE = (re.compile(r"<table[\s>]", re.I), re.compile(r"<td[\s>]", re.I))
"""What systems hand out as .xls may begin with any tag, or with words."""
OFFICES = {"word/": b"word/document", "xl/": b"xl/"}
TYPES, LARGEST_TYPES = "[Content_Types].xml", 1 << 20
DECLARED = {"xl/": re.compile(rb"spreadsheetml|ms-excel"), "word/": re.compile(rb"wordprocessingml|ms-word")}
"""What the types of a package say of one whose parts are in folders of other names."""
LARGEST_TEXT = 64 * 1024 * 1024


@dataclass(frozen=True)
class Source:
    """One input file. `name` is the file's own name, for messages; `data` its bytes."""

    name: str
    data: bytes = field(repr=False)
    path: Path | None = None

    @property
    def is_package(self) -> bool:
        """Whether the file is a zip package that holds a workbook."""
        return self._office == "xl/"

    @property
    def is_document(self) -> bool:
        """Whether the file is a zip package that holds a Word document."""
        return self._office == "word/"

    @cached_property
    def _office(self) -> str:
        if not self.data.startswith(ZIP):
            return ""
        found = [
            folder for folder, sign in OFFICES.items() if sign in self.data or sign.replace(b"/", b"\\") in self.data
        ]
        if not found:
            return _declared(self.data)
        if len(found) == 1:
            return found[0]
        # a document may carry a workbook within, and a picture any bytes: the directory decides
        names = [name.replace("\\", "/") for name in self.members]
        return next((folder for folder in found if any(name.startswith(folder) for name in names)), found[0])

    @property
    def members(self) -> list[str]:
        """The names in the directory of a zip; none of any other file, and where it is lost."""
        return _names(self.data) if self.data.startswith(ZIP) else []

    @cached_property
    def book(self) -> Book:
        """The workbook in the file, read once for all who ask. Raises PackageError when it cannot be read."""
        from jixiao.xlsx.read.read import read

        return read(self.data, name=self.name)

    @property
    def is_page(self) -> bool:
        """Whether the file is a web page, whatever its name says."""
        return self._is_page

    @cached_property
    def text(self) -> str | None:
        """The characters of a plain text; None for binary files and web pages."""
        return None if self._is_page else self._characters

    @cached_property
    def markup(self) -> str | None:
        """The characters of a web page; None for everything else."""
        return self._characters if self._is_page else None

    @cached_property
    def _is_page(self) -> bool:
        text = self._characters
        if text is None or "<" not in text:
            return False
        return PAGE.match(text) is not None or (all(tag.search(text) for tag in TABLE) and not holder(self.data))

    @cached_property
    def _characters(self) -> str | None:
        """UTF-8, UTF-16 with a mark, or the GB encodings of Chinese offices."""
        return _characters(page(self.data) or self.data)


def _characters(data: bytes) -> str | None:
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return _decoded(data, encoding)
    if len(data) > LARGEST_TEXT or BINARY.search(data, 0, 65536):
        return None
    return next((text for text in (_decoded(data, encoding) for encoding in ENCODINGS) if text is not None), None)


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeError:
        return None


def _names(data: bytes) -> list[str]:
    """The names in a zip's directory; none where it is lost."""
    import io
    import zipfile

    try:
        return zipfile.ZipFile(io.BytesIO(data)).namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return []


def _declared(data: bytes) -> str:
    """The usual folder of the kind of package that the types of its parts declare; "" where there are none."""
    import io
    import zipfile
    import zlib

    try:
        with zipfile.ZipFile(io.BytesIO(data)).open(TYPES) as part:
            types = part.read(LARGEST_TYPES).replace(b"\0", b"")
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, EOFError, RuntimeError, zlib.error):
        return ""
    return next((folder for folder, kind in DECLARED.items() if kind.search(types)), "")


class ReadError(CannotGoOn):
    """Nothing of the file could be read; the message names the file and the next step."""


class UnreadForNow(ReadError, ForNow):
    """Nothing of the file could be read with what is installed here now; another try may."""


HEAD = re.compile(rb"\A(?:[\w-]+:[^\n]*+\n(?:[ \t][^\n]*+\n)*+){0,30}?content-type:\s*multipart/related", re.I)
FROM = 4096
END = re.compile(rb"</(?:body|html)\s*>", re.I)
PAGES = ("text/html", "application/xhtml+xml")
"""A workbook saved as one web page has a page for each sheet, and one that only frames them."""


def page(data: bytes) -> bytes | None:
    """The bytes of the pages in the envelope, those with tables where any has one; None where the file is none."""
    if not HEAD.match(data[:FROM]):
        return None
    from email import message_from_bytes

    pages = [_content(part) for part in message_from_bytes(data).walk() if part.get_content_type() in PAGES]
    with_tables = [found for found in pages if b"<table" in found.lower()]
    # what is behind the end of the first page would not be looked at
    return b"\n".join(END.sub(b"", found) for found in with_tables) or next(iter(pages), None)


def _content(part: Message) -> bytes:
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""
