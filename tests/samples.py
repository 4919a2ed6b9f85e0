"""The real files the tests read."""

from pathlib import Path

ROOT = Path(__file__).parents[1]
HEMENKOU = ROOT / "workbook" / "samples" / "hemenkou-2020.txt"
GOLDENS = ROOT / "tests" / "goldens"
REGIONS = sorted((GOLDENS / "regions").glob("*.txt"))
