"""What an older or ODF file may hold before LibreOffice sees it: what it unfolds to, how deep it nests, how large it is."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from jixiao.importers import compound

LARGEST = 64 << 20
"""Bytes of a file; LibreOffice needs many times its size."""
MOST_CELLS = 1_000_000
"""Cells with content of one spreadsheet, repeated ones counted as often as they are there."""
MOST_BLANKS = 1_000_000
DEEPEST, DEEPEST_GROUP = 256, 1000
"""Elements of ODF inside each other; groups of RTF. Programs write some twenty."""
MOST_ENDS = 1_500_000
_ENDS = (b"\\par", b"\\cell", b"\\line")
"""How RTF ends paragraphs, cells and lines; what else begins so is counted with them."""
MOST_SHEETS = 2000
LAST_ROW, LAST_COLUMN = 65536, 256
WORKBOOK = ("Workbook", "Book")
_SHEET, _DIMENSIONS, _END, _PASSWORD = 0x85, 0x200, 0x0A, 0x2F
NEAR = 4000
"""So many records of a sheet are looked through for its dimensions, which are before its cells."""
_BRACE = re.compile(rb"\\.|([{}])", re.S)
LOCKED_WORDS = "文件设有打开密码。请用 Office 或 WPS 输入密码打开，取消密码后另存再试。"


class Beyond(ValueError):
    """The file goes beyond a limit; the text says which, in Chinese."""


def check_size(data: bytes) -> None:
    """Raises Beyond for a file too large to convert."""
    if len(data) > LARGEST:
        raise Beyond(f"文件超过 {LARGEST >> 20} MB 的上限，不像自评表")


def check_groups(data: bytes) -> None:
    """Raises Beyond for an RTF text whose groups nest too deep, or with more paragraphs and cells than forms have."""
    if sum(map(data.count, _ENDS)) > MOST_ENDS:
        raise Beyond(f"段落和单元格超过 {MOST_ENDS} 个")
    depth = 0
    for found in _BRACE.finditer(data):
        if found[1]:
            depth += 1 if found[1] == b"{" else -1
            if depth > DEEPEST_GROUP:
                raise Beyond(f"内部嵌套超过 {DEEPEST_GROUP} 层")


def check_sheets(data: bytes) -> None:
    """Raises Beyond for an old workbook with more sheets, or larger ones, than Excel of those days wrote."""
    book = _book(data)
    places = [struct.unpack_from("<I", content)[0] for kind, content in records(book) if kind == _SHEET and content[3:]]
    if len(places) > MOST_SHEETS:
        raise Beyond(f"有 {len(places)} 张工作表，超过 {MOST_SHEETS} 张的上限")
    for number, place in enumerate(places, 1):
        rows, columns = _dimensions(book, place)
        if rows > LAST_ROW or columns > LAST_COLUMN:
            raise Beyond(
                f"第 {number} 张工作表写明有 {rows} 行 {columns} 列，超过 {LAST_ROW} 行 {LAST_COLUMN} 列的上限"
            )


def is_locked(book: bytes) -> bool:
    """Whether the text of the stream of an old workbook is enciphered, with a password known to everyone or another."""
    return any(kind == _PASSWORD for kind, _ in records(book))


def records(book: bytes, place: int = 0) -> Iterator[tuple[int, bytes]]:
    """Kind and content of each record up to the end of the sheet or the globals that begin at `place`."""
    while place + 4 <= len(book):
        kind, length = struct.unpack_from("<HH", book, place)
        yield kind, book[place + 4 : place + 4 + length]
        if kind == _END:
            return
        place += 4 + length


def _book(data: bytes) -> bytes:
    try:
        return compound.stream(data, WORKBOOK) or b""
    except compound.Damaged:
        return b""  # LibreOffice says itself that it cannot open it


def _dimensions(book: bytes, place: int) -> tuple[int, int]:
    for _, (kind, content) in zip(range(NEAR), records(book, place), strict=False):
        if kind == _DIMENSIONS and len(content) >= 12:
            _, rows, _, columns = struct.unpack_from("<IIHH", content)
            return rows, columns
    return 0, 0
