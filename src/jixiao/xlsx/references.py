"""Shared formulas: the formula of a cell that Excel stores as "the same as that one, moved"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from jixiao.form.table import column_name

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384

# texts in quotes, sheet names in quotes and bracketed table columns are skipped; what is left may be a reference
_TOKEN = re.compile(
    r"""(?P<skip>"[^"]*"|'[^']*'!?|\[[^\]]*\])"""
    r"""|(?<![\w.\\])(?P<cell>(?P<ca>\$?)(?P<col>[A-Za-z]{1,3})(?P<ra>\$?)(?P<row>[1-9]\d{0,6}))(?![\w.(!])"""
    r"""|(?<![\w.\\$])(?P<cols>\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3})(?![\w.(!])"""
    r"""|(?<![\w.\\$])(?P<rows>\$?[1-9]\d{0,6}:\$?[1-9]\d{0,6})(?![\w.(!])"""
)
_COLUMN = re.compile(r"(\$?)([A-Za-z]{1,3})")
_ROW = re.compile(r"(\$?)(\d+)")
_LOGICAL = re.compile(r"\b(TRUE|FALSE)\(\)")


def canonical(formula: str) -> str:
    """`formula` for comparison, however a program writes its spaces and its FALSE."""
    return _LOGICAL.sub(r"\1", formula.replace(" ", ""))


@lru_cache(maxsize=4096)
def moved(formula: str, down: int, right: int) -> str:
    """`formula` as it reads `down` rows and `right` columns away; references with $ stay."""
    return _TOKEN.sub(lambda match: _moved_token(match, down, right), formula)


def displaced(formula: str, down: int, right: int) -> str:
    """`formula`, or an address, once all it refers to is `down` rows lower and `right` columns further right.

    So Excel rewrites formulas where rows or columns were inserted before their whole sheet; references with $ move too.
    """
    return _TOKEN.sub(lambda match: _displaced(match, down, right) if match["cell"] else match[0], formula)


def areas(formula: str) -> Iterator[tuple[int, int, int, int]]:
    """Top row, left column, bottom row and right column, zero-based, of each cell and area that `formula` refers to."""
    tokens = [match for match in _TOKEN.finditer(formula) if match["cell"]]
    for at, match in enumerate(tokens):
        ends = tokens[at + 1] if formula[match.end() : match.end() + 1] == ":" and at + 1 < len(tokens) else match
        yield (*_at(match), *_at(ends))


def _at(match: re.Match[str]) -> tuple[int, int]:
    return int(match["row"]) - 1, column_number(match["col"])


def column_number(letters: str) -> int:
    """The zero-based column of its letters: A → 0, AA → 26."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


@lru_cache(maxsize=65536)
def position(address: str) -> tuple[int, int]:
    """The zero-based row and column of an address such as F7; ValueError for anything else."""
    letters = address.rstrip("0123456789")
    row = address[len(letters) :]
    if not row or not letters.isascii() or not letters.isalpha() or len(letters) > 3:
        raise ValueError(f"“{address}”不是单元格地址")
    return int(row) - 1, column_number(letters)


def _moved_token(match: re.Match[str], down: int, right: int) -> str:
    if match["cell"]:
        column = _moved_column(match["ca"], match["col"], right)
        row = _moved_row(match["ra"], match["row"], down)
        return f"{column}{row}" if column and row else "#REF!"
    if match["cols"]:
        return _COLUMN.sub(lambda part: _moved_column(part[1], part[2], right), match["cols"])
    if match["rows"]:
        return _ROW.sub(lambda part: _moved_row(part[1], part[2], down), match["rows"])
    return match[0]


def _displaced(match: re.Match[str], down: int, right: int) -> str:
    column = _moved_column("", match["col"], right)
    row = _moved_row("", match["row"], down)
    return f"{match['ca']}{column}{match['ra']}{row}" if column and row else "#REF!"


def _moved_column(fixed: str, letters: str, right: int) -> str:
    if fixed:
        return f"${letters}"
    column = column_number(letters) + right
    return column_name(column) if 0 <= column < LAST_COLUMN else ""


def _moved_row(fixed: str, digits: str, down: int) -> str:
    if fixed:
        return f"${digits}"
    row = int(digits) + down
    return str(row) if 0 < row <= LAST_ROW else ""
