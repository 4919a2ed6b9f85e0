"""Render the picture of docs/自评报告与公开.md: every page of the report of the bundled document."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from pixels import GREY, Picture, abreast, below, page, write_png

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "docs" / "pictures" / "report.png"
ABREAST, RESOLUTION = 4, 36
sys.path.insert(0, str(ROOT))


def main() -> None:
    """Write the report, print it, and put its pages side by side."""
    from tests import office

    from jixiao import resources
    from jixiao.actions.open import load
    from jixiao.actions.report import Options, report_of_file

    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "报告.docx"
        path.write_bytes(
            report_of_file(load(resources.path("workbook/samples/hemenkou-2020.txt")), path, Options()).content
        )
        (printed,) = office.pdf([path], Path(place))
        pages = [framed(page(printed, number, RESOLUTION)) for number in range(1, count(printed) + 1)]
        rows = [abreast(*pages[at : at + ABREAST]) for at in range(0, len(pages), ABREAST)]
        write_png(below(*rows), TARGET)
    print(f"{TARGET.name}: {TARGET.stat().st_size // 1024} KB")


def count(pdf: Path) -> int:
    """How many pages a PDF has."""
    told = subprocess.run(["pdfinfo", str(pdf)], check=True, capture_output=True, text=True).stdout
    return int(next(line for line in told.splitlines() if line.startswith("Pages:")).split()[1])


def framed(picture: Picture) -> Picture:
    """A page with a grey line around it."""
    line = GREY * (picture.width + 2)
    return Picture(picture.width + 2, (line, *(GREY + row + GREY for row in picture.rows), line))


if __name__ == "__main__":
    main()
