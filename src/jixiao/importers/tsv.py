"""Tab-separated rows: what one gets by copying a table from Word or Excel into a text file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.form.table import Table
from jixiao.form.wording import one_line
from jixiao.importers.source import Source

INNER_TAB = re.compile(r"[^\n]\t")
LONGEST_QUOTED = 4000


def identify(source: Source) -> bool:
    """Whether some line holds a tab between two cells."""
    return source.text is not None and INNER_TAB.search(source.text) is not None


def tables(source: Source) -> tuple[Table, ...]:
    """The whole text as one table; the recogniser cuts it at each title."""
    numbered = list(_rows(source.text or ""))
    rows = tuple(tuple(one_line(cell) or None for cell in row) for _, row in numbered)
    return (Table(rows, file=source.name, lines=tuple(line for line, _ in numbered)),)


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Rows with their first line. Excel quotes a cell that holds a line break; a stray quote mark is only a mark."""
    quoted = list(_quoted(text))
    if any(len(cell) > LONGEST_QUOTED for _, row in quoted for cell in row):
        return enumerate((line.split("\t") for line in text.split("\n")), 1)
    return iter(quoted)


def _quoted(text: str) -> Iterator[tuple[int, list[str]]]:
    import csv

    csv.field_size_limit(max(len(text) + 1, 131072))
    reader = csv.reader(text.splitlines(keepends=True), delimiter="\t")
    line = 1
    for row in reader:
        yield line, row
        line = reader.line_num + 1
