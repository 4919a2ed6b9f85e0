"""The files a user double-clicks or reads: from templates, in the encoding of the program that will read them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from jixiao import resources

FOLDER = "workbook/bundle"
# cmd.exe of a Chinese Windows reads code page 936; within its GB2312 part no second byte is one that cmd.exe obeys
BATCH = "gb2312"
# Notepad of every Windows knows this one by its mark
NOTE = "utf-8-sig"
_PLACE = re.compile(r"@(\w+)@")


def batch(name: str, values: Mapping[str, str]) -> bytes:
    """A file for cmd.exe; KeyError or UnicodeEncodeError where the template holds what cannot go in."""
    return _filled(name, values).encode(BATCH)


def note(name: str, values: Mapping[str, str]) -> bytes:
    """A file for Notepad."""
    return _filled(name, values).encode(NOTE)


def plain(text: str) -> bytes:
    """A text that is not from a template, for Notepad."""
    return text.replace("\n", "\r\n").encode(NOTE)


def _filled(name: str, values: Mapping[str, str]) -> str:
    text = resources.path(f"{FOLDER}/{name}").read_text(encoding="utf-8")
    return _PLACE.sub(lambda found: values[found[1]], text).replace("\n", "\r\n")
