"""Small files of older and open formats, written by hand where a program would not write what a test needs."""

from __future__ import annotations

import io
import struct
import zipfile

from jixiao.deploy.addin.compound import write

URN = "urn:oasis:names:tc:opendocument:xmlns"
SPACES = "".join(f' xmlns:{name}="{URN}:{name}:1.0"' for name in ("office", "table", "text", "manifest"))
GLOBALS, SHEET = 5, 0x10


def odf(body: str, kind: str = "spreadsheet", manifest: str = "", head: str = "") -> bytes:
    """An .ods (or, of the kind "text", an .odt) whose document is `body`."""
    out = io.BytesIO()
    content = f"{head}<office:document-content{SPACES}><office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>"
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        package.writestr("META-INF/manifest.xml", f"<manifest:manifest{SPACES}>{manifest}</manifest:manifest>")
        package.writestr("content.xml", content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def table(*rows: str) -> str:
    return f'<table:table table:name="表">{"".join(rows)}</table:table>'


def row(*cells: str, times: int = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{times}">{"".join(cells)}</table:table-row>'


def cell(text: str = "", times: int = 1) -> str:
    inside = f"<text:p>{text}</text:p>" if text else ""
    return f'<table:table-cell table:number-columns-repeated="{times}">{inside}</table:table-cell>'


def record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def xls(
    *texts: str, rows: int = 1, columns: int = 1, sheets: int = 1, locked: bool = False, wide: bool = True
) -> bytes:
    """An old workbook: its texts, and what it says of the size of each of its sheets."""
    strings = [struct.pack("<HB", len(text), wide) + text.encode("utf-16-le" if wide else "gbk") for text in texts]
    begin = record(0x809, struct.pack("<HHHH", 0x600, GLOBALS, 0, 0))
    shared = record(0xFC, struct.pack("<II", len(texts), len(texts)) + b"".join(strings))
    one = (
        record(0x809, struct.pack("<HHHH", 0x600, SHEET, 0, 0))
        + record(0x200, struct.pack("<IIHHH", 0, rows, 0, columns, 0))
        + record(0x0A)
    )
    head = begin + (record(0x2F, bytes(6)) if locked else b"")
    first = len(head) + sheets * len(_listed(0, 0)) + len(shared) + len(record(0x0A))
    listed = b"".join(_listed(number, first + number * len(one)) for number in range(sheets))
    return write({"Workbook": head + listed + shared + record(0x0A) + one * sheets})


def _listed(number: int, place: int) -> bytes:
    return record(0x85, struct.pack("<IHB", place, 0, 7) + b"\0" + f"S{number:06d}".encode())


def doc(text: str, encoding: str = "utf-16-le", flags: int = 0) -> bytes:
    """An old Word document as far as its text can be seen."""
    head = bytes(10) + bytes((0, flags)) + bytes(500)
    return write({"WordDocument": head + text.encode(encoding) + bytes(4096), "1Table": bytes(64)})


def bare_xls(rows: list[list[str]]) -> bytes:
    """A workbook of Excel 2, which is no compound file; other systems still write such."""
    cells = (
        record(4, struct.pack("<HH", row, column) + bytes(3) + bytes([len(data)]) + data)
        for row, line in enumerate(rows)
        for column, text in enumerate(line)
        if (data := text.encode("gb18030")[:250])
    )
    head = record(9, struct.pack("<HH", 2, SHEET)) + record(0x42, struct.pack("<H", 936))
    return head + b"".join(cells) + record(10)
