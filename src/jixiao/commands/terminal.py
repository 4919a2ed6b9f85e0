"""What a command shows: coloured tables on a terminal, plain lines when piped, messages on the error stream."""

from __future__ import annotations

import sys
import time
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TypeVar

T = TypeVar("T")

STYLES = {
    "错误": "bold red",
    "警告": "yellow",
    "提示": "cyan",
    "优": "green",
    "良": "green",
    "中": "yellow",
    "差": "red",
}
LONG_WORK = 8
WIDEST = 80
"""A longer cell of a plain table pushes its own line only, not every line."""


def say(text: str = "") -> None:
    """A line of the result."""
    print(text)


def say_each(lines: Iterable[str]) -> None:
    """Lines of the result."""
    for line in lines:
        say(line)


def warn(text: str) -> None:
    """A message beside the result."""
    print(text, file=sys.stderr)


def warn_each(messages: Iterable[str]) -> None:
    """Messages beside the result."""
    for message in messages:
        warn(message)


def table(columns: Sequence[str], rows: Iterable[Sequence[str]], title: str = "") -> None:
    """A table; a column whose name begins with ">" is aligned right."""
    if sys.stdout.isatty():
        _rich_table(columns, rows, title)
    else:
        _plain_table(columns, [[_flat(cell) for cell in row] for row in rows], title)


def progress(items: Sequence[T], label: str) -> Iterator[T]:
    """`items` one by one, with a progress bar on the error stream where the work is long and somebody watches."""
    if len(items) < LONG_WORK or not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(items, label, console=Console(stderr=True), transient=True)


def watched(items: Iterator[T], total: int, label: str) -> Iterator[T]:
    """`items` as they come, with how many are done, how many a second and the time left, where somebody watches."""
    if total < LONG_WORK or not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = ("{task.description}", BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"))
    console = Console(stderr=True)
    begun = time.monotonic()
    with Progress(*columns, TextColumn("还需"), TimeRemainingColumn(), console=console, transient=True) as shown:
        task = shown.add_task(label, total=total, rate="")
        for done, item in enumerate(items, 1):
            yield item
            shown.update(task, completed=done, rate=f"每秒 {done / max(time.monotonic() - begun, 0.01):.1f} 个")


def width(text: str) -> int:
    """How many columns of a terminal `text` takes; a Chinese character takes two."""
    return len(text) if text.isascii() else sum(map(_columns, text))


@lru_cache(maxsize=8192)
def _columns(character: str) -> int:
    return 2 if unicodedata.east_asian_width(character) in "WFA" else 1


def _rich_table(columns: Sequence[str], rows: Iterable[Sequence[str]], title: str) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    shown = Table(title=title or None, title_justify="left")
    for column in columns:
        shown.add_column(column.lstrip(">"), justify="right" if column.startswith(">") else "left", overflow="fold")
    for row in rows:
        shown.add_row(*(Text(cell, style=STYLES.get(cell, "")) for cell in row))
    Console().print(shown)


def _plain_table(columns: Sequence[str], rows: Sequence[Sequence[str]], title: str) -> None:
    names = [column.lstrip(">") for column in columns]
    widths = [min(WIDEST, max(width(row[at]) for row in [names, *rows])) for at in range(len(names))]
    if title:
        say(title)
    for row in [names, *rows]:
        cells = (_placed(cell, size, column) for cell, size, column in zip(row, widths, columns, strict=True))
        say("  ".join(cells).rstrip())


def _placed(cell: str, size: int, column: str) -> str:
    blank = " " * (size - width(cell))
    return blank + cell if column.startswith(">") else cell + blank


def _flat(cell: str) -> str:
    return " ".join(cell.split())
