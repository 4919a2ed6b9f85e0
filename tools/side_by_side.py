"""Two pages of equal height as one picture, without an imaging library: PPM from poppler, PNG by zlib."""

from __future__ import annotations

import struct
import subprocess
import zlib
from dataclasses import dataclass
from pathlib import Path

GAP = 12
GREY = b"\xb0\xb0\xb0"


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


def write_png(picture: Picture, target: Path) -> None:
    """The picture as a PNG of eight bits a colour."""
    header = struct.pack(">2I5B", picture.width, len(picture.rows), 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"".join(b"\0" + row for row in picture.rows), 9)
    chunks = ((b"IHDR", header), (b"IDAT", pixels), (b"IEND", b""))
    target.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*chunk) for chunk in chunks))


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
