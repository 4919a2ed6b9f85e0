"""Pictures as rows of pixels, without an imaging library: from poppler's PPM, cut, put together, to a small PNG."""

from __future__ import annotations

import struct
import subprocess
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

GAP = 12
GREY, WHITE = b"\xb0\xb0\xb0", b"\xff\xff\xff"
COLOURS = 64


@dataclass(frozen=True)
class Picture:
    """Pixels row by row, three bytes each."""

    width: int
    rows: tuple[bytes, ...]


def page(pdf: Path, number: int, resolution: int) -> Picture:
    """A page of a PDF."""
    command = ["pdftoppm", "-r", str(resolution), "-f", str(number), "-l", str(number), str(pdf)]
    raw = subprocess.run(command, check=True, capture_output=True).stdout
    _, size, _, pixels = raw.split(b"\n", 3)
    width, height = map(int, size.split())
    return Picture(width, tuple(pixels[at * width * 3 : (at + 1) * width * 3] for at in range(height)))


def beside(left: Picture, right: Picture) -> Picture:
    """Both pictures with a grey strip between them."""
    rows = (a + GREY * GAP + b for a, b in zip(left.rows, right.rows, strict=False))
    return Picture(left.width + GAP + right.width, tuple(rows))


def below(*pictures: Picture) -> Picture:
    """One under the other, each at the left, with white between them."""
    width = max(each.width for each in pictures)
    rows: list[bytes] = []
    for each in pictures:
        rows += [WHITE * width] * (2 * GAP if rows else 0)
        rows += [row + WHITE * (width - each.width) for row in each.rows]
    return Picture(width, tuple(rows))


def abreast(*pictures: Picture) -> Picture:
    """From left to right, each at the top, with white between them."""
    height = max(len(each.rows) for each in pictures)
    rows = [[*each.rows, *[WHITE * each.width] * (height - len(each.rows))] for each in pictures]
    width = sum(each.width for each in pictures) + 2 * GAP * (len(pictures) - 1)
    return Picture(width, tuple((WHITE * 2 * GAP).join(lines) for lines in zip(*rows, strict=True)))


def trimmed(picture: Picture) -> Picture:
    """Without the white around it."""
    blank = WHITE * picture.width
    inked = [at for at, row in enumerate(picture.rows) if row != blank]
    rows = picture.rows[inked[0] : inked[-1] + 1]
    left = min((len(row) - len(row.lstrip(b"\xff"))) // 3 for row in rows)
    right = max(-(-len(row.rstrip(b"\xff")) // 3) for row in rows)
    return Picture(right - left, tuple(row[left * 3 : right * 3] for row in rows))


def write_png(picture: Picture, target: Path) -> None:
    """The picture as a PNG of few colours, which makes it small."""
    found = Counter(pixel for row in picture.rows for pixel in _pixels(row))
    colours = [colour for colour, _ in found.most_common()]
    number = {colour: at if at < COLOURS else _nearest(colour, colours) for at, colour in enumerate(colours)}
    header = struct.pack(">2I5B", picture.width, len(picture.rows), 8, 3, 0, 0, 0)
    lines = (b"\0" + bytes(number[pixel] for pixel in _pixels(row)) for row in picture.rows)
    chunks = (
        (b"IHDR", header),
        (b"PLTE", b"".join(colours[:COLOURS])),
        (b"IDAT", zlib.compress(b"".join(lines), 9)),
        (b"IEND", b""),
    )
    target.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*chunk) for chunk in chunks))


def _pixels(row: bytes) -> Iterator[bytes]:
    return (row[at : at + 3] for at in range(0, len(row), 3))


def _nearest(colour: bytes, colours: list[bytes]) -> int:
    return min(range(COLOURS), key=lambda at: sum((a - b) ** 2 for a, b in zip(colour, colours[at], strict=True)))


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
