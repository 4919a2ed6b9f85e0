"""Render the pictures of docs/自评报告与公开.md: the pages of the report and of the review of the bundled document."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from pixels import GREY, Picture, abreast, below, page, write_png

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "docs" / "pictures" / "report.png"
REVIEW = TARGET.with_name("review.png")
ABREAST, RESOLUTION, REVIEWED = 4, 36, 66
sys.path.insert(0, str(ROOT))


def main() -> None:
    """Write the report and the review, print both, and put their pages together."""
    with tempfile.TemporaryDirectory() as place:
        _report(Path(place))
        _review(Path(place))


def _report(place: Path) -> None:
    from tests import office

    from jixiao.actions.open import load
    from jixiao.actions.report import Options, report_of_file

    path = place / "报告.docx"
    path.write_bytes(report_of_file(load(_sample()), path, Options()).content)
    (printed,) = office.pdf([path], place)
    pages = [framed(page(printed, number, RESOLUTION)) for number in range(1, count(printed) + 1)]
    _keep(below(*(abreast(*pages[at : at + ABREAST]) for at in range(0, len(pages), ABREAST))), TARGET)


def _review(place: Path) -> None:
    """The list of what was drawn of the bundled document, and the first form."""
    from tests import office
    from tests.collect.seasons import collected

    from jixiao.actions.collect import tables_of, write
    from jixiao.actions.sample import sample
    from jixiao.actions.sample import write as write_sample

    inbox, summary, review = place / "收件夹", place / "汇总.xlsx", place / "复核.xlsx"
    inbox.mkdir()
    (inbox / "河门口街道.txt").write_bytes(_sample().read_bytes())
    found = collected(inbox)
    write(found, tables_of(found, summary), summary)
    write_sample(sample(summary), review)
    (printed,) = office.pdf([review], place)
    _keep(below(*(framed(page(printed, number, REVIEWED)) for number in (1, 3))), REVIEW)


def _sample() -> Path:
    from jixiao import resources

    return resources.path("workbook/samples/hemenkou-2020.txt")


def _keep(picture: Picture, path: Path) -> None:
    write_png(picture, path)
    print(f"{path.name}: {path.stat().st_size // 1024} KB")


def count(pdf: Path) -> int:
    """How many pages a PDF has."""
    printed = subprocess.run(["pdfinfo", str(pdf)], check=True, capture_output=True, text=True).stdout
    return int(next(line for line in printed.splitlines() if line.startswith("Pages:")).split()[1])


def framed(picture: Picture) -> Picture:
    """A page with a grey line around it."""
    line = GREY * (picture.width + 2)
    return Picture(picture.width + 2, (line, *(GREY + row + GREY for row in picture.rows), line))


if __name__ == "__main__":
    main()
