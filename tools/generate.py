"""Write everything that is built from data and checked in: template, add-in, extension, sample workbook, rule book, golden files."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]


def main() -> None:
    """The order matters: the sample is stamped from the template, the goldens are read from the sample's document."""
    from jixiao.deploy.addin import build
    from jixiao.deploy.oxt import build as extension
    from jixiao.design import collected, word_form, workbook

    (ROOT / "template.xlsx").write_bytes(workbook.build())
    collected.main()
    (ROOT / "workbook" / "official-form.docx").write_bytes(word_form.build())
    print("template.xlsx, workbook/collected-template.xlsx, workbook/official-form.docx")
    build.main()
    extension.main()
    # a new process, so that the new template is the one that is read
    subprocess.run([sys.executable, __file__, "sample"], check=True)
    subprocess.run([sys.executable, "-m", "tests.rules.regenerate"], check=True, cwd=ROOT)


def sample() -> None:
    from jixiao.actions.demo import WORKBOOK, demo
    from jixiao.sheets.base import PROJECT_SHEET, project_sheet_json

    (ROOT / PROJECT_SHEET).write_text(project_sheet_json(), encoding="utf-8", newline="\n")
    print(PROJECT_SHEET)

    with tempfile.TemporaryDirectory() as folder:
        made = demo(Path(folder))
        (ROOT / "workbook" / "samples" / WORKBOOK).write_bytes(made.workbook.read_bytes())
    print(f"workbook/samples/{WORKBOOK}")


if __name__ == "__main__":
    sample() if sys.argv[1:] == ["sample"] else main()
