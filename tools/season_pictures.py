"""Render the pictures of docs/汇总一季.md from a collected inbox and a list that goes back: LibreOffice to PDF, poppler to PNG."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from figures import SEED, UNITS, keep
from pictures import PICTURES, ROOT, text_of_pages, to_pdf, to_png

sys.path.insert(0, str(ROOT))
WANTED = {"collected": "二、按实施单位", "roster": "报送情况"}


def main() -> None:
    """Write one picture for each wanted page."""
    from bench import inbox

    from jixiao.cli import main as jixiao

    with tempfile.TemporaryDirectory() as place:
        folder, output = Path(place, "收件夹"), Path(place, "汇总.xlsx")
        inbox.fill(folder, UNITS, SEED)
        roster = str(inbox.beside(folder, "名单.csv"))
        jixiao(["collect", str(folder), "-o", str(output), "--roster", roster, "--deadline", inbox.DEADLINE])
        pdf = to_pdf(output, Path(place))
        pages = text_of_pages(pdf)
        for name, title in WANTED.items():
            number = next(at for at, text in enumerate(pages, 1) if title in text and "问题" not in text)
            to_png(pdf, number, PICTURES / name)
            print(f"{name}.png: page {number} of {len(pages)}")
        to_png(to_pdf(_returned(Path(place)), Path(place)), 1, PICTURES / "returned")
    keep("season_pictures")


def _returned(place: Path) -> Path:
    """The list of errors that goes back to the office of the bundled document."""
    from jixiao.cli import main as jixiao

    output, folder = place / "一家.xlsx", place / "退回"
    jixiao(["collect", str(ROOT / "workbook/samples/hemenkou-2020.txt"), "-o", str(output)])
    jixiao(["feedback", str(output), "-o", str(folder), "--by", "2021-04-10"])
    (found,) = folder.glob("*-问题清单.docx")
    return found


if __name__ == "__main__":
    main()
