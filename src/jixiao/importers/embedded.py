"""Workbooks and documents put into a document as objects: a reader sees a picture of them, so their forms are named."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.importers import compound
from jixiao.importers.source import Source
from jixiao.xlsx.opc.archive import Archive
from jixiao.xlsx.opc.guard import MIB, OLE, ZIP, Limits, PackageError

FOLDER = b"embeddings"
_PART = re.compile(r"(?:.*/)?embeddings/([^/]+\.(?:xlsx|xlsm|docx|docm|xls|doc|et|wps|bin))", re.I)
PACKAGE, NATIVE = "Package", "\x01Ole10Native"
"""Where an object keeps a workbook or document of today, and any file put in as an icon."""
LARGEST, MOST = 16 * MIB, 50
"""Bytes of an object that is looked into, and how many of a file are."""


def embedded(source: Source) -> Iterator[Source]:
    """The workbooks and documents inside a document or workbook; none of a damaged one."""
    if FOLDER not in source.data or not (source.is_document or source.is_package):
        return
    try:
        archive = Archive.open(source.data, name=source.name, limits=Limits(1024 * MIB, 2048 * MIB, 20_000, 2000))
        found = [(part, match[1]) for part in archive if (match := _PART.fullmatch(part))]
        for part, name in found[:MOST]:
            if archive.entry(part).size <= LARGEST:
                yield Source(name, _held(archive.read(part)))
    except PackageError:
        return


def _held(data: bytes) -> bytes:
    """The file in an object; the object itself where it is one."""
    if not data.startswith(OLE):
        return data
    try:
        held = compound.stream(data, (PACKAGE, NATIVE)) or data
    except compound.Damaged:
        return data
    starts = [at for sign in (ZIP, OLE) if (at := held.find(sign)) >= 0]
    return held[min(starts) :] if starts else data
