"""One level up: a collected workbook keeps its forms with their origin in a hidden sheet, and is read back from there."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from jixiao.collect.model import Entry, Item, Read
from jixiao.collect.record import json_text, restored
from jixiao.form.structure import written
from jixiao.sheets.collected import collected

if TYPE_CHECKING:
    from jixiao.xlsx.read.read import Book

TITLE, SCHEMA = "收表数据", "1"
PIECE = 16000
"""Characters in one cell; Excel takes 32767 UTF-16 units, and what is outside the basic plane takes two."""


def rows(texts: Iterable[str], first_row: int) -> Iterator[tuple[str, ...]]:
    """The rows of the sheet: its heading, then each form in as many cells as it takes, with its row of 项目明细."""
    yield TITLE, SCHEMA
    for number, text in enumerate(texts, first_row):
        yield str(number), *(text[at : at + PIECE] for at in range(0, len(text), PIECE))


def text_of(entry: Entry) -> str:
    """The form as it is kept in the sheet."""
    return json_text(entry)


def sheet_name() -> str:
    """The hidden sheet of a collected workbook that keeps its forms."""
    name: str = collected()["sheets"]["data"]
    return name


def identify(book: Book) -> bool:
    """Whether a workbook keeps collected forms."""
    return sheet_name() in {sheet.name for sheet in book.sheets}


def read(book: Book, item: Item, digest: str) -> Read | None:
    """The forms a collected workbook keeps, as entries that lead to their originals; None for any other workbook."""
    if not identify(book):
        return None
    lines = [[written(value) for value in row] for row in book.table(sheet_name()).rows]
    if not lines or lines[0][:2] != [TITLE, SCHEMA]:
        fault = (
            f"{item.name}：这份汇总由别的版本的程序生成，读不出其中的明细。请用同一版本重新汇总，或改放各单位的原件。"
        )
        return Read(item.archive_path, digest, item.arrival, fault=fault, kind="unreadable")
    entries, unreadable = _entries(lines[1:], item)
    problems = [
        f"{item.name}：项目明细第 {row} 行的数据已改动或残缺，没有计入。请放入该单位的原件。" for row in unreadable
    ]
    return Read(item.archive_path, digest, item.arrival, tuple(entries), problems=tuple(problems))


def _entries(lines: Iterable[Sequence[str]], item: Item) -> tuple[list[Entry], list[str]]:
    found: list[Entry] = []
    unreadable: list[str] = []
    for row, *pieces in lines:
        try:
            entry = restored(Entry, json.loads("".join(pieces)))
            found.append(replace(entry, archive_path=(*item.archive_path, *entry.archive_path), via=int(row)))
        except (ValueError, TypeError, ArithmeticError):
            unreadable.append(row)
    return found, unreadable
