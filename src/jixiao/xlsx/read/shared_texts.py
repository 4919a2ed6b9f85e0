"""The table of shared texts as the reader of values may be given it: it copies a text into each cell that shows it."""

from __future__ import annotations

import re
from collections.abc import Sequence

LARGEST = 256 << 20
"""Bytes of shared text that all cells of a workbook may show together; a collected season shows a tenth of it."""
_ROOT = re.compile(rb"""<sst\b(?:[^>"'/]|"[^"]*"|'[^']*')*(/?)>""")
_ITEM = re.compile(rb"<si[\s/>]")
_TEXT = re.compile(rb"<t\b[^>]*>([^<]*)")
SHORTEST = len('<c r="A1" t="s"><v>0</v></c>')
"""Bytes that a cell which shows a shared text takes at least."""
_SHOWN = re.compile(rb' t="s"[^>]*>(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)?<v>(\d+)<')


def uncounted(strings: bytes, namespace: str) -> bytes:
    """The table without the number of texts it says it has: readers make room for so many before they see one."""
    return _ROOT.sub(rf'<sst xmlns="{namespace}"\1>'.encode(), strings, count=1)


def shown(strings: bytes, sheets: Sequence[bytes]) -> int:
    """Bytes of shared text that the cells of all sheets show, or what they are at most where that is within the limit.

    Both are given as usual programs write them.
    """
    items = _ITEM.split(strings)[1:]
    most = max(map(len, items), default=0) * (sum(map(len, sheets)) // SHORTEST)
    if most <= LARGEST:
        return most
    lengths = [sum(map(len, _TEXT.findall(item))) for item in items]
    numbers = (int(digits) for xml in sheets for digits in _SHOWN.findall(xml))
    return sum(lengths[number] for number in numbers if number < len(lengths))
