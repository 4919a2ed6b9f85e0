"""Render the picture of the comparison with the year before in docs/汇总一季.md: LibreOffice to PDF, poppler to PNG."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from figures import TWO_YEARS, keep
from pictures import PICTURES, ROOT, text_of_pages, to_pdf, to_png

sys.path.insert(0, str(ROOT))


def main() -> None:
    """Write the first page of 对比."""
    from tests.collect import two_years

    from jixiao.cli import main as jixiao

    with tempfile.TemporaryDirectory() as place:
        now, before = two_years.fill(Path(place), *TWO_YEARS)
        last, output = Path(place, "上年汇总.xlsx"), Path(place, "汇总.xlsx")
        jixiao(["collect", str(before), "-o", str(last)])
        jixiao(["collect", str(now), "-o", str(output), "--before", str(last)])
        pdf = to_pdf(output, Path(place))
        number = next(at for at, text in enumerate(text_of_pages(pdf), 1) if "与上年对比" in text)
        to_png(pdf, number, PICTURES / "compared")
    keep("year_pictures")


if __name__ == "__main__":
    main()
