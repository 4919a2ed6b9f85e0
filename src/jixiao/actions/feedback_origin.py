"""The original a collected form was read from: found by the links of the collected workbook, and proved unchanged."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email import message_from_bytes, policy
from functools import cached_property
from pathlib import Path

from jixiao.actions.collect import Wanted, collect
from jixiao.actions.collect_file import Take
from jixiao.collect import embedded
from jixiao.collect.containers import eml_mails
from jixiao.collect.containers.unwrap import unwrap
from jixiao.collect.links import DETAIL
from jixiao.collect.model import BETWEEN, Entry, Item, Read
from jixiao.collect.result import Collected
from jixiao.collect.years import EVERY
from jixiao.errors import CannotGoOn, why_refused
from jixiao.form.structure import written
from jixiao.importers.source import Source
from jixiao.sheets.collected import LINK
from jixiao.xlsx.read.read import Book

ArchivePath = tuple[str, ...]
ADVICE = re.compile(r"[。；，]请.*", re.S)
KEPT_OPEN = 2
"""Containers kept in memory at a time."""
EMPTY: Mapping[str, Path] = {}


@dataclass(frozen=True, slots=True)
class Origin:
    """One original: what was read of it, its bytes, and the Message-ID of the mail it came in."""

    read: Read
    data: bytes
    message: str | None


@dataclass(frozen=True, slots=True)
class Opened:
    """The files in an outermost file and who mailed each, by their paths in archive; the Message-ID where it is a mail."""

    items: Mapping[ArchivePath, Item]
    senders: Mapping[ArchivePath, str]
    message: str | None


@dataclass(frozen=True)
class Season:
    """A collected workbook and the files it leads to; `paths` are those given by name, which go before its links. `taught` is the text
    of the user's labels file, with which originals are read as they were collected."""

    source: Source
    collected: Collected
    paths: Mapping[str, Path]
    taught: str = ""

    @property
    def book(self) -> Book:
        """The collected workbook itself."""
        return self.source.book

    def origin(self, archive_path: ArchivePath, entries: tuple[Entry, ...]) -> Origin | str:
        """The file `archive_path` leads to; or why it cannot be had, as a message for the office."""
        path = self.paths.get(archive_path[0]) or self._linked(entries)
        if path is None or not path.is_file():
            return f"找不到原件“{archive_path[0]}”，没有附带标记的工作簿。可用 --inbox 指明收件夹。"
        try:
            opened = self._open(path, archive_path[0])
        except OSError as error:
            return f"原件“{archive_path[0]}”打不开（{why_refused(error)}），没有附带标记的工作簿。请关闭正在用它的程序后重试。"
        item = opened.items.get(archive_path)
        if item is None:
            return f"“{BETWEEN.join(archive_path)}”是下级汇总上来的，或已不在原处，没有附带标记的工作簿。"
        (read,) = Take(taught=self.taught)(item)
        if not {entry.digest for entry in entries} <= {entry.digest for entry in read.entries}:
            return f"原件“{archive_path[0]}”在汇总之后改动过，没有附带标记的工作簿。请重新汇总。"
        return Origin(read, item.data, opened.message)

    def sender(self, archive_path: ArchivePath) -> str:
        """Who mailed a file, where it came in a mail that is at hand; in a mailbox each has its own."""
        path = self.paths.get(archive_path[0])
        if path is None or not path.is_file():
            return ""
        try:
            return self._open(path, archive_path[0]).senders.get(archive_path, "")
        except OSError:
            return ""

    def _open(self, path: Path, name: str) -> Opened:
        """What the outermost file holds; a mailbox holds the forms of many units, who are not in its order."""
        if path not in self._opened:
            while len(self._opened) >= KEPT_OPEN:
                self._opened.pop(next(iter(self._opened)))
            data = path.read_bytes()
            inside = list(unwrap(Item((name,), data)))
            items = {inner.archive_path: inner for inner in inside if isinstance(inner, Item)}
            came = (inner if isinstance(inner, Item) else inner.item for inner in inside)
            senders = {inner.archive_path: inner.arrival.sender or "" for inner in came}
            self._opened[path] = Opened(items, senders, _message(data))
        return self._opened[path]

    @cached_property
    def _opened(self) -> dict[Path, Opened]:
        return {}

    def _linked(self, entries: tuple[Entry, ...]) -> Path | None:
        link = next((self._links[entry.via] for entry in entries if entry.via in self._links), "")
        base = link.partition("#")[0].replace("%23", "#").replace("%25", "%")
        beside = self.source.path.resolve().parent if self.source.path else Path()
        return (beside / base).resolve() if base else None

    @cached_property
    def _links(self) -> dict[int | None, str]:
        """Row of 项目明细 → the link to the file it was read from."""
        table = self.book.table(DETAIL)
        rows = [[written(value) for value in row] for row in table.rows]
        column = next((row.index(LINK) for row in rows if LINK in row), None)
        if column is None:
            return {}
        return {number: row[column] for number, row in enumerate(rows, table.first_row + 1)}


def why_unread(file: str, message: str) -> str:
    """What is wrong with a file that could not be read, from the line of 未采用 about it, for who sent it or is sent the rest.

    What is advised to who received it (to ask the sender for it again) is left out.
    """
    reason = ADVICE.sub("。", message)
    return reason if file in reason else f"{file}：{reason.removeprefix(f'{file.split(BETWEEN)[-1]}：')}"


def is_collected(source: Source) -> bool:
    """Whether a file is a collected workbook."""
    return source.is_package and embedded.identify(source.book)


def season(source: Source, paths: Mapping[str, Path] = EMPTY, taught: str = "") -> Season:
    """The collected workbook in `source`; originals are read with the labels `taught`. Raises CannotGoOn when it is none."""
    return Season(source, collect([kept(source)], [], Wanted(years=EVERY)), paths, taught)


def kept(source: Source) -> Read:
    """The forms of a collected workbook in the order of 项目明细, and what of them could not be read.

    Raises CannotGoOn when it is none.
    """
    item = Item((source.name,), source.data)
    read = embedded.read(source.book, item, hashlib.sha256(source.data).hexdigest()) if source.is_package else None
    if read is None:
        raise CannotGoOn(f"{source.name}：不是收表汇总的工作簿。请先用 jixiao collect 收件夹 -o 汇总.xlsx。")
    if read.fault:
        raise CannotGoOn(read.fault)
    return read


def by_file(collected: Collected) -> Iterator[tuple[ArchivePath, list[int]]]:
    """Each original, by its path in archive below the collected workbook, with the numbers of its forms that count."""
    found: dict[ArchivePath, list[int]] = {}
    for number, entry in enumerate(collected.entries):
        found.setdefault(entry.archive_path[1:], []).append(number)
    yield from found.items()


def _message(data: bytes) -> str | None:
    """The Message-ID of the mail in `data`, where it is one."""
    if not eml_mails.identify(data) or data.startswith(b"From "):
        return None
    found = message_from_bytes(eml_mails.normal(data), policy=policy.compat32).get("Message-ID")
    return str(found).strip() if found else None
