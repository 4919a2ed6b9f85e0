"""Which files may need so much memory that they are read in a process of their own."""

from __future__ import annotations

import io
import struct
import zipfile

from jixiao.xlsx.opc.guard import ZIP

HEAVY = 48 << 20
"""Bytes, unpacked; a unit's workbook has some hundred thousand, a collected season of thousands of forms thirty million."""


def is_heavy(data: bytes) -> bool:
    """Whether a file says it unpacks to more than HEAVY: where memory runs out, the library that reads values aborts.

    A damaged file is not: it is refused before anything in it is unpacked.
    """
    return max(len(data), _unpacked(data)) > HEAVY


def _unpacked(data: bytes) -> int:
    if not data.startswith(ZIP):
        return 0
    try:
        return sum(info.file_size for info in zipfile.ZipFile(io.BytesIO(data)).infolist())
    except (zipfile.BadZipFile, struct.error, ValueError, NotImplementedError, OSError):
        return 0
