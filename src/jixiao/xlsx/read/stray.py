"""Cells far outside the rest of a sheet, which would make readers allocate the whole area up to them."""

from __future__ import annotations

import re

from jixiao.xlsx.references import position

LARGEST_AREA = 40_000_000
"""Cells of the area a sheet may span; a collected workbook of Excel's most rows and thirty columns is below it."""
FARTHEST_COLUMN, FARTHEST_ROW = 702, 100_000
"""Where the area is larger, cells right of column ZZ go first, then cells below this row."""
_FAR = re.compile(
    rb"""<(?:\w+:)?c\s(?:[^>"']|"[^"]*"|'[^']*')*?\br\s*=\s*["']([A-Za-z]{3}\d+|[A-Za-z]{1,2}\d{6,})["']"""
)
_ADDRESS = re.compile(rb"""<(?:\w+:)?(?:c|row)\s(?:[^>"']|"[^"]*"|'[^']*')*?\br\s*=\s*["']([A-Za-z]*)(\d+)["']""")
_CELL = r"""<(?P<prefix>\w+:)?c\s(?:[^>"']|"[^"]*"|'[^']*')*?\br\s*=\s*["']{cell}["'](?:[^>"'/]|"[^"]*"|'[^']*')*(?:/>|>.*?</(?P=prefix)c>)"""
_BARE_CELL = r"""<c\s(?:[^>"']|"[^"]*"|'[^']*')*?\br\s*=\s*["']{cell}["'](?:[^>"'/]|"[^"]*"|'[^']*')*(?:/>|>.*?</c>)"""


def without_stray(xml: bytes) -> tuple[bytes, tuple[str, ...]]:
    """The sheet as it is, or without its stray cells and with their addresses, where its area would be too large."""
    far = [found.decode().upper() for found in _FAR.findall(xml)]
    if not far:
        return xml, ()
    rows, columns = _extent(xml)
    if rows * columns <= LARGEST_AREA:
        return xml, ()
    stray = [cell for cell in far if position(cell)[1] >= FARTHEST_COLUMN]
    if rows * min(columns, FARTHEST_COLUMN) > LARGEST_AREA or not stray:
        stray += [cell for cell in far if cell not in stray and position(cell)[0] >= FARTHEST_ROW]
    for cell in stray:
        xml = _without(xml, cell)
    return xml, tuple(stray)


def _extent(xml: bytes) -> tuple[int, int]:
    """Rows and columns from A1 to the farthest address."""
    rows = columns = 1
    for letters, digits in _ADDRESS.findall(xml):
        rows = max(rows, int(digits))
        if letters:
            columns = max(columns, position(f"{letters.decode().upper()}1")[1] + 1)
    return rows, columns


def _without(xml: bytes, cell: str) -> bytes:
    for pattern in (_BARE_CELL, _CELL):
        made = re.compile(pattern.format(cell=cell).encode(), re.S | re.I)
        xml, count = made.subn(b"", xml, count=1)
        if count:
            return xml
    return xml
