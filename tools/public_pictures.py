"""Render the pictures of the publication page: at the width of a desktop screen and of a phone, by a headless Chromium."""

from __future__ import annotations

import struct
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path

from pixels import Picture, abreast, write_png

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "docs" / "pictures" / "public-page.png"
SIZES = ((1000, 780), (390, 780))
FRAME = '<!DOCTYPE html><meta charset="UTF-8"><style>body{{margin:0}}iframe{{border:0;width:{0}px;height:{1}px}}</style><iframe src="{2}"></iframe>'
sys.path.insert(0, str(ROOT))


def main() -> None:
    """Publish the bundled document and take its page."""
    from jixiao import resources
    from jixiao.actions.open import load
    from jixiao.actions.publish import of_file, publish

    issue = of_file(load(resources.path("workbook/samples/hemenkou-2020.txt")), None)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "公开"
        publish(issue, folder, None, "原件尚有错误，更正后另行公开。", False)
        write_png(abreast(*(_taken(folder, width, height) for width, height in SIZES)), TARGET)
    print(f"{TARGET.name}: {TARGET.stat().st_size // 1024} KB")


def _taken(folder: Path, width: int, height: int) -> Picture:
    """The page in a frame of that width: the window itself is never as narrow as a phone."""
    frame, shot = folder.parent / "frame.html", folder.parent / "shot.png"
    frame.write_text(FRAME.format(width, height, (folder / "index.html").as_uri()), encoding="utf-8")
    command = [
        "chromium",
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--hide-scrollbars",
        "--force-device-scale-factor=0.8",
    ]
    command += [f"--window-size={max(width, 500)},{height}", f"--screenshot={shot}", frame.as_uri()]
    subprocess.run(command, check=True, capture_output=True)
    return _cut(_decoded(shot.read_bytes()), width * 4 // 5)


def _cut(picture: Picture, width: int) -> Picture:
    return Picture(width, tuple(row[: width * 3] for row in picture.rows))


def _decoded(png: bytes) -> Picture:
    """The pixels of a PNG of eight bits a channel, as the browser writes it."""
    at, data, width, channels = 8, b"", 0, 3
    while at < len(png):
        (length,), kind = struct.unpack(">I", png[at : at + 4]), png[at + 4 : at + 8]
        content = png[at + 8 : at + 8 + length]
        if kind == b"IHDR":
            width, channels = struct.unpack(">I", content[:4])[0], 4 if content[9] == 6 else 3
        data += content if kind == b"IDAT" else b""
        at += length + 12
    raw, size = zlib.decompress(data), width * channels
    rows, before = [], bytearray(size)
    for start in range(0, len(raw), size + 1):
        before = _unfiltered(raw[start], bytearray(raw[start + 1 : start + 1 + size]), before, channels)
        rows.append(b"".join(bytes(before[x : x + 3]) for x in range(0, size, channels)))
    return Picture(width, tuple(rows))


def _unfiltered(kind: int, line: bytearray, above: bytearray, step: int) -> bytearray:
    """One row by the PNG filter of that kind."""
    for at in range(len(line)):
        left = line[at - step] if at >= step else 0
        corner = above[at - step] if at >= step else 0
        guess = left + above[at] - corner
        nearest = min((left, above[at], corner), key=lambda value: abs(guess - value))
        line[at] = (line[at] + (0, left, above[at], (left + above[at]) // 2, nearest)[kind]) & 255
    return line


if __name__ == "__main__":
    main()
