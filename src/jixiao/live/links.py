"""What a sheet copied from the file of an action leaves behind in the open workbook: links to that file, doubled names."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from xlwings import Book

SOURCE = "jixiao-new"
"""The name of the file of an action while its sheets are copied."""
LINKS = 1  # xlExcelLinks
_ELSEWHERE = re.compile(rf"'[^'!]*\[{SOURCE}[^\]]*\]((?:[^']|'')+)'!|\[{SOURCE}[^\]]*\]([^'!]+)!")


def cut_links(book: Book, sheets: Collection[str], names: Collection[str]) -> None:
    """No formula and no name of the workbook refers to the file of the action any more.

    `sheets` are those copied from it, `names` the workbook's own defined names: those may refer to it, and the names of
    other sheets may not.
    """
    found = list(_ours(book))
    for link in found:
        book.api.BreakLink(Name=link, Type=LINKS)
    if found and any(_ours(book)):  # Excel leaves names as they are
        for name in _named(book, sheets, names):
            if SOURCE in (refers := name.RefersTo):
                name.RefersTo = at_home(refers)


def at_home(formula: str) -> str:
    """The formula with its references into the file of the action led to the sheets of the same names in its own workbook."""
    return _ELSEWHERE.sub(lambda found: f"'{found[1] or found[2]}'!", formula)


def drop_doubles(book: Book, sheets: Collection[str], names: Collection[str]) -> None:
    """Where the workbook has `names` already, Excel gives a copied sheet names of its own beside them: those go."""
    wanted = {name.casefold() for name in names}
    for sheet in sheets if wanted else ():
        for name in list(book.sheets[sheet].api.Names):
            owner, _, bare = name.Name.rpartition("!")
            if owner and bare.casefold() in wanted:
                name.Delete()


def _named(book: Book, sheets: Collection[str], names: Collection[str]) -> Iterator[Any]:
    for name in names:
        with contextlib.suppress(Exception):  # a name of the file that the program keeps otherwise, as that of a filter
            yield book.api.Names.Item(name)
    for sheet in sheets:
        yield from book.sheets[sheet].api.Names


def _ours(book: Book) -> Iterator[Any]:
    for link in book.api.LinkSources(LINKS) or ():
        if Path(link.replace("\\", "/")).name.startswith(SOURCE):
            yield link
