"""The real files the tests read."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
HEMENKOU = ROOT / "workbook" / "samples" / "hemenkou-2020.txt"
GOLDENS = ROOT / "tests" / "goldens"
REGIONS = sorted((GOLDENS / "regions").glob("*.txt"))
SHAPES = sorted(path for path in (GOLDENS / "shapes").iterdir() if path.suffix != ".json")
"""Forms of further kinds, most of them in several shapes: page, workbook, document, rows, short rows, one cell a line."""
PROBES = sorted((ROOT / "tests" / "data" / "probes").glob("*.txt"))


def some_forms(*numbers: int) -> str:
    """The text of the real document with those of its fifteen forms alone, counted from 1."""
    _, *forms = re.split(r"(?m)^(?=.*支出绩效自评表\s*$)", HEMENKOU.read_text(encoding="utf-8"))
    return "".join(forms[number - 1] for number in numbers)


def golden_of(path: Path) -> Path:
    """The expected reading of a golden, whatever its shape."""
    return path.parent / f"{path.name.split('.')[0]}.json"
