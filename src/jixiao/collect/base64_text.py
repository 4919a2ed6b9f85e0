"""Base64 as mail programs write it: broken lines, missing or early padding, stray characters."""

from __future__ import annotations

import base64
import re

ALPHABET = re.compile(rb"[A-Za-z0-9+/\s]*+={0,2}\s*+")
OTHERS = re.compile(rb"[^A-Za-z0-9+/=]+")
PADDING = re.compile(rb"=+")
SHORTEST = 60


def decoded(text: str | bytes) -> bytes:
    """The bytes of `text`; padding ends a piece, and another piece may follow it."""
    data = text.encode("ascii", "ignore") if isinstance(text, str) else text
    return b"".join(map(_piece, PADDING.split(OTHERS.sub(b"", data))))


def is_base64(data: bytes) -> bool:
    """Whether `data` is nothing but whole base64, and too long to be a word."""
    return len(data) >= SHORTEST and ALPHABET.fullmatch(data) is not None and len(b"".join(data.split())) % 4 == 0


def _piece(text: bytes) -> bytes:
    whole = text[:-1] if len(text) % 4 == 1 else text
    return base64.b64decode(whole + b"=" * (-len(whole) % 4))
