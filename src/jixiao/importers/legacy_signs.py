"""Whether an older file can hold a form at all: each form has one of a few words, which its bytes show."""

from __future__ import annotations

import re
from collections.abc import Collection

from jixiao.importers import compound
from jixiao.importers.legacy_limits import WORKBOOK, is_locked
from jixiao.xlsx.opc.guard import OLE

SIGNS = ("指标", "绩效", "自评", "预算", "资金", "项目", "得分", "执行")
"""Every form in `workbook/labels.toml` has at least one of them among its labels."""
_GAP_OF_TWO = b"(?:" + b"|".join(re.escape(mark.encode("utf-16-le")) for mark in " \t\r\n\xa0\u3000\u200b") + b")*"
_GAP_OF_ONE = rb"(?:[ \t\r\n]|\xa1\xa1)*"
_ESCAPED = re.compile(rb"(?:\\'[0-9a-fA-F]{2})+")
STEP, OVERLAP = 1 << 22, 1 << 12
"""Bytes of an RTF text that are looked at together, and how many of them twice."""
_CODED = re.compile(rb"\\u(-?\d{1,6})")
_MARKUP = re.compile(rb"[{}\r\n]|\\(?!')[a-z]+-?\d* ?")
DOCUMENT = "WordDocument"
FLAGS, ENCIPHERED = 11, 0x01
"""A byte of a Word document, and the bit of it that says its text is enciphered."""


def in_words(text: str) -> bool:
    """Whether a text has a word that is on forms, spaces left out."""
    plain = "".join(text.split())
    return any(sign in plain for sign in SIGNS)


def in_workbook(data: bytes) -> bool:
    """Whether an old workbook shows such a word; also where its text cannot be seen."""
    stream = _stream(data, WORKBOOK) if data.startswith(OLE) else data
    return stream is None or is_locked(stream) or _in_bytes(stream)


def in_document(data: bytes) -> bool:
    """Whether an old Word document shows such a word; also where its text cannot be seen."""
    stream = _stream(data, (DOCUMENT,))
    if stream is None or len(stream) <= FLAGS or stream[FLAGS] & ENCIPHERED:
        return True
    return _in_bytes(stream)


def in_rich_text(data: bytes) -> bool:
    """Whether an RTF text shows such a word, coded as numbers or in a GB encoding."""
    return any(_in_rich_piece(data[at : at + STEP + OVERLAP]) for at in range(0, len(data), STEP))


def _in_rich_piece(data: bytes) -> bool:
    coded = "".join(chr(int(number) & 0xFFFF) for number in _CODED.findall(data))
    return in_words(coded) or _in_bytes(_ESCAPED.sub(_unescaped, _MARKUP.sub(b"", data)))


def _unescaped(found: re.Match[bytes]) -> bytes:
    return bytes.fromhex(found[0].replace(b"\\'", b"").decode())


def _stream(data: bytes, names: Collection[str]) -> bytes | None:
    try:
        return compound.stream(data, names)
    except compound.Damaged:
        return None


def _in_bytes(data: bytes) -> bool:
    return _SIGN.search(data) is not None


def _spaced(sign: str, encoding: str, gap: bytes) -> bytes:
    return gap.join(re.escape(letter.encode(encoding)) for letter in sign)


_SIGN = re.compile(
    b"|".join(
        _spaced(sign, encoding, gap)
        for encoding, gap in (("utf-16-le", _GAP_OF_TWO), ("gb18030", _GAP_OF_ONE))
        for sign in SIGNS
    )
)
