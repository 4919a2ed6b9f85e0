"""References inside formulas: cells, areas, whole rows and columns, with or without a sheet; one tokenizer for all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from jixiao.form.table import column_name

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
SHEET = r"(?:'(?:[^']|'')*'|[\w.]+)!"
"""A sheet's name as formulas write it, with its exclamation mark."""

_FIRST = r"(?P<c1>\$?[A-Za-z]{1,3})(?P<a1>\$?)(?P<r1>[1-9]\d{0,6})"
_SECOND = r"(?P<c2>\$?[A-Za-z]{1,3})(?P<a2>\$?)(?P<r2>[1-9]\d{0,6})"
# texts in quotes and bracketed table columns are skipped; so is a name in single quotes that is no sheet's
REFERENCE = re.compile(
    r"""(?P<skip>"[^"]*"|\[[^\]]*\])"""
    rf"""|(?P<sheet>{SHEET})?(?:"""
    rf"""(?<![\w.\\])(?P<cells>{_FIRST}(?::{_SECOND})?)(?![\w.(!])"""
    r"""|(?<![\w.\\$])(?P<columns>\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3})(?![\w.(!])"""
    r"""|(?<![\w.\\$])(?P<rows>\$?[1-9]\d{0,6}:\$?[1-9]\d{0,6})(?![\w.(!]))"""
    r"""|'[^']*'"""
)
"""One reference, or a text that holds none (`skip`). Its groups: `sheet`, and `cells` as column, $ and row of the first
(`c1`, `a1`, `r1`) and, of an area, of the last (`c2`, `a2`, `r2`); or `columns`; or `rows`."""
NOWHERE = "#REF!"
_SHEET = re.compile(rf'"[^"]*"|(#REF!|(?:\[[^\]]*\])?{SHEET})')
_COLUMN = re.compile(r"(\$?)([A-Za-z]{1,3})")
_ROW = re.compile(r"(\$?)(\d+)")
_CELL_LIKE = re.compile(r"[A-Za-z]{1,3}\d+|[Rr]\d*(?:[Cc]\d*)?|[Cc]\d*")
_LOGICAL = re.compile(r"\b(TRUE|FALSE)\(\)")


def canonical(formula: str) -> str:
    """`formula` for comparison, however a program writes its spaces and its FALSE."""
    return _LOGICAL.sub(r"\1", formula.replace(" ", ""))


@lru_cache(maxsize=4096)
def moved(formula: str, down: int, right: int) -> str:
    """`formula` as it reads `down` rows and `right` columns away; references with $ stay."""
    return REFERENCE.sub(lambda match: _moved(match, down, right), formula)


def displaced(formula: str, down: int, right: int) -> str:
    """`formula`, or an address, once all it refers to is `down` rows lower and `right` columns further right.

    So Excel rewrites formulas where rows or columns were inserted before their whole sheet; references with $ move too.
    """
    return REFERENCE.sub(lambda match: _displaced(match, down, right), formula)


def without_rows(formula: str) -> str:
    """`formula` with the rows left out of its cells and areas, so that the formulas of two rows can be compared."""
    return REFERENCE.sub(_rowless, formula)


def areas(formula: str) -> Iterator[tuple[int, int, int, int]]:
    """Top row, left column, bottom row and right column, zero-based, of each cell and area that `formula` refers to."""
    for match in REFERENCE.finditer(formula):
        if match["cells"]:
            last = "2" if match["c2"] else "1"
            yield (*_at(match, "1"), *_at(match, last))


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


def sheets_in(formula: str) -> set[str]:
    """The names of the sheets that `formula` refers to; a workbook in front stays (`[1]汇总表`), a deleted sheet is `#REF`."""
    return {unquoted(name) for name in _SHEET.findall(formula) if name} if "!" in formula else set()


def mentions(name: str) -> re.Pattern[str]:
    """How formulas write a sheet's name, before the exclamation mark."""
    return re.compile(rf"{re.escape(quoted(name))}(?=!)|(?<![\w'.]){re.escape(name)}(?=!)")


def quoted(name: str) -> str:
    """A sheet name as a formula writes it."""
    return "'" + name.replace("'", "''") + "'"


def as_shown(name: str) -> str:
    """The same as Excel shows it: without quotes where the name cannot be taken for a number or a cell."""
    return name if name.isidentifier() and not _CELL_LIKE.fullmatch(name) else quoted(name)


def unquoted(sheet: str) -> str:
    """The bare name of `'甲''乙'!`."""
    name = sheet.rstrip("!")
    return name[1:-1].replace("''", "'") if name.startswith("'") else name


def _rowless(match: re.Match[str]) -> str:
    if not match["cells"]:
        return match[0]
    last = f":{match['c2']}{match['a2']}" if match["c2"] else ""
    return f"{match['sheet'] or ''}{match['c1']}{match['a1']}{last}"


def _at(match: re.Match[str], end: str) -> tuple[int, int]:
    return int(match[f"r{end}"]) - 1, column_number(match[f"c{end}"].removeprefix("$"))


def _moved(match: re.Match[str], down: int, right: int) -> str:
    sheet = match["sheet"] or ""
    if match["cells"]:
        ends = "12" if match["c2"] else "1"
        return sheet + ":".join(
            _moved_cell(match[f"c{end}"], match[f"a{end}"], match[f"r{end}"], down, right) for end in ends
        )
    if match["columns"]:
        return sheet + _COLUMN.sub(lambda part: _moved_column(part[1], part[2], right), match["columns"])
    if match["rows"]:
        return sheet + _ROW.sub(lambda part: _moved_row(part[1], part[2], down), match["rows"])
    return match[0]


def _displaced(match: re.Match[str], down: int, right: int) -> str:
    if not match["cells"]:
        return match[0]
    ends = "12" if match["c2"] else "1"
    cells = (_displaced_cell(match[f"c{end}"], match[f"a{end}"], match[f"r{end}"], down, right) for end in ends)
    return (match["sheet"] or "") + ":".join(cells)


def _displaced_cell(column: str, fixed_row: str, row: str, down: int, right: int) -> str:
    fixed, letters = ("$", column[1:]) if column.startswith("$") else ("", column)
    to_column, to_row = _moved_column("", letters, right), _moved_row("", row, down)
    return f"{fixed}{to_column}{fixed_row}{to_row}" if to_column and to_row else NOWHERE


def _moved_cell(column: str, fixed_row: str, row: str, down: int, right: int) -> str:
    fixed, letters = ("$", column[1:]) if column.startswith("$") else ("", column)
    to_column, to_row = _moved_column(fixed, letters, right), _moved_row(fixed_row, row, down)
    return f"{to_column}{to_row}" if to_column and to_row else NOWHERE


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
