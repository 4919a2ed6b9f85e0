"""Render the pictures of docs/ from the real files: LibreOffice to PDF, poppler to PNG."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from figures import SAMPLE, keep
from pixels import beside, page, write_png

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"
RESOLUTION = 80
sys.path.insert(0, str(ROOT))
WANTED = {
    "summary": "项目支出绩效自评汇总表",
    "findings": "校验结果",
    "project": "环卫经费项目",
}


def main() -> None:
    """Write one picture for each wanted page: the first page that begins with its title, or is of its project."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        pdf = to_pdf(SAMPLE, Path(folder))
        pages = text_of_pages(pdf)
        for name, title in WANTED.items():
            starts = (at for at, text in enumerate(pages, 1) if "".join(text.split()).startswith(title))
            number = page_of(pdf, title) if name == "project" else next(starts)
            to_png(pdf, number, PICTURES / name)
            print(f"{name}.png: page {number} of {len(pages)}")
        word_beside_excel(pdf, Path(folder))
        spare_rows(Path(folder))
    keep("pictures")


def spare_rows(folder: Path) -> None:
    """spare.png: 汇总表 with a project sheet copied by hand, whose name is written in the first spare row."""
    from tests.sheets.recalculated import without_results

    from jixiao.actions.open import load
    from jixiao.policy import default
    from jixiao.sheets.book import build, projects_book
    from jixiao.sheets.settings import sheet_name
    from jixiao.xlsx.edit.patch import Patch
    from jixiao.xlsx.opc.archive import Archive

    one, two, copied = load(SAMPLE).forms[:3]
    patch = Patch.open(build([one, two], default(2020)), name="手工复制.xlsx")
    copy = f"{copied.source.sheet} (2)"
    patch.import_sheet(Archive.open(projects_book([copied], [copy], default(2020))), copy, after=patch.sheets[3])
    patch.set_value(sheet_name("summary"), "B6", copy)
    file = folder / "手工复制.xlsx"
    file.write_bytes(without_results(patch.bytes()))
    to_png(to_pdf(file, folder), 2, PICTURES / "spare")


def word_beside_excel(excel: Path, folder: Path) -> None:
    """word.png: one form as Word shows it, left, and as Excel prints it, right."""
    from jixiao.actions.export import as_is, together
    from jixiao.actions.export_kinds import Word
    from jixiao.actions.open import load

    word = to_pdf(together(as_is(load(SAMPLE)), Word(), folder / "word.docx").path, folder)
    pages = [page(pdf, page_of(pdf, WANTED["project"]), RESOLUTION) for pdf in (word, excel)]
    write_png(beside(*pages), PICTURES / "word.png")


def page_of(pdf: Path, project: str) -> int:
    """The page of a form: the first that names the project and 主管部门."""
    texts = ("".join(text.split()) for text in text_of_pages(pdf))
    return next(at for at, text in enumerate(texts, 1) if project in text[:120] and "主管部门" in text[:200])


def to_pdf(workbook: Path, folder: Path) -> Path:
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(workbook)]
    subprocess.run(command, check=True, capture_output=True)
    return folder / f"{workbook.stem}.pdf"


def text_of_pages(pdf: Path) -> list[str]:
    done = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, text=True)
    return done.stdout.split("\f")[:-1]


def to_png(pdf: Path, page: int, target: Path) -> None:
    command = ["pdftoppm", "-png", "-singlefile", "-r", str(RESOLUTION), "-f", str(page), "-l", str(page)]
    subprocess.run([*command, str(pdf), str(target)], check=True)


if __name__ == "__main__":
    main()
