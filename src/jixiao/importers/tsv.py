"""Rows of cells apart by tabs, as a table copied from Word or Excel gives them, or by commas, as a .csv has them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.form.table import Table
from jixiao.form.wording import one_line
from jixiao.importers.source import Source
from jixiao.recognise.labels import FEWEST_LABELS, standard

INNER_TAB = re.compile(r"[^\n]\t")
LONGEST_QUOTED = 4000
HEAD = 20_000
"""Characters of a text in which labels are looked for between commas."""


def identify(source: Source) -> bool:
    """Whether some line holds a tab between two cells, or commas part the labels of a form."""
    return source.text is not None and (INNER_TAB.search(source.text) is not None or _is_comma(source.text))


def tables(source: Source) -> tuple[Table, ...]:
    """The whole text as one table; the recogniser cuts it at each title."""
    numbered = list(_rows(source.text or ""))
    rows = tuple(tuple(one_line(cell) or None for cell in row) for _, row in numbered)
    return (Table(rows, file=source.name, lines=tuple(line for line, _ in numbered)),)


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Rows with their first line. Excel quotes a cell that holds a line break; a stray quote mark is only a mark."""
    delimiter = "\t" if INNER_TAB.search(text) else ","
    quoted = list(_quoted(text, delimiter))
    if any(len(cell) > LONGEST_QUOTED for _, row in quoted for cell in row):
        return enumerate((line.split(delimiter) for line in text.split("\n")), 1)
    return iter(quoted)


def _is_comma(text: str) -> bool:
    if "," not in text or "\t" in text:
        return False
    rows = (row for _, row in _quoted(text[:HEAD], ",") if len(row) > 1)  # one cell a line is another layout
    return standard().count(cell for row in rows for cell in row) >= FEWEST_LABELS


def _quoted(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    import csv

    csv.field_size_limit(max(len(text) + 1, 131072))
    reader = csv.reader(text.splitlines(keepends=True), delimiter=delimiter)
    line = 1
    for row in reader:
        yield line, row
        line = reader.line_num + 1
