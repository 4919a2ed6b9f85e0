"""Run the page docs/用Python分析.md: put in what its blocks print, and keep the pictures they draw."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"
sys.path.insert(0, str(ROOT))
PAGE = ROOT / "docs" / "用Python分析.md"
DRAWN = {"预算与执行": "analysis-budget", "执行率的分布": "analysis-rates", "预算增减": "analysis-changes"}


def main() -> None:
    """Write the page and its pictures."""
    from tests.notebook import BLOCK, run

    text = PAGE.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as place:
        printed = iter([cell.printed for cell in run(text, Path(place))])
        for name, picture in DRAWN.items():
            shutil.copyfile(Path(place, f"{name}.png"), PICTURES / f"{picture}.png")
    PAGE.write_text(BLOCK.sub(lambda block: _filled(block["code"], next(printed)), text), encoding="utf-8")


def _filled(code: str, printed: str) -> str:
    shown = "\n".join(line.rstrip() for line in printed.rstrip().splitlines())
    return f"```python\n{code}```" + (f"\n\n```text\n{shown}\n```" if shown else "")


if __name__ == "__main__":
    main()
