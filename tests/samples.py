"""The real files the tests read."""

from pathlib import Path

ROOT = Path(__file__).parents[1]
HEMENKOU = ROOT / "workbook" / "samples" / "hemenkou-2020.txt"
GOLDENS = ROOT / "tests" / "goldens"
REGIONS = sorted((GOLDENS / "regions").glob("*.txt"))
SHAPES = sorted(path for path in (GOLDENS / "shapes").iterdir() if path.suffix != ".json")
"""Forms of further kinds, most of them in several shapes: page, workbook, document, rows, short rows, one cell a line."""
PROBES = sorted((ROOT / "tests" / "data" / "probes").glob("*.txt"))


def golden_of(path: Path) -> Path:
    """The expected reading of a golden, whatever its shape."""
    return path.parent / f"{path.name.split('.')[0]}.json"
