"""Containers opened by what they hold, not by their names: mails, mailboxes and archives, one inside another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, count

from jixiao.collect import packed, tnef
from jixiao.collect.containers import eml_mails, msg_mails, zip_archives
from jixiao.collect.model import Closed, Item
from jixiao.errors import CannotGoOn, ForNow
from jixiao.xlsx.opc.guard import without_lead

WAYS = (zip_archives, msg_mails, packed, tnef, eml_mails)
DEEPEST = 5
MOST_FILES = 5000
MOST_BYTES = 2 << 30
"""What one file handed in may hold in all; a department's whole inbox is far below it."""


class Budget:
    """What may still be taken out of one outermost file."""

    def __init__(self) -> None:
        self._files, self._bytes = MOST_FILES, MOST_BYTES

    def spend(self, item: Item) -> None:
        """Count one file. Raises CannotGoOn when the limit is reached."""
        self._files -= 1
        self._bytes -= len(item.data)
        if self._files < 0 or self._bytes < 0:
            raise CannotGoOn(
                f"{item.archive_path[0]}：里面的文件超过 {MOST_FILES} 个或 {MOST_BYTES >> 30} GB，其余没有读。请分成几批放入收件夹。"
            )


def unwrap(item: Item, budget: Budget | None = None) -> Iterator[Item | Closed]:
    """The files in `item`, or itself where it is no container; never raises for a bad one."""
    budget = budget or Budget()
    item = replace(item, data=without_lead(item.data))
    opener = next((way for way in WAYS if way.identify(item.data)), None)
    if opener is None:
        yield item
        return
    if len(item.archive_path) > DEEPEST:
        yield Closed(item, f"{item.name}：压缩包和邮件套了 {DEEPEST} 层以上，没有再打开。请取出其中的表格后再放入。")
        return
    taken: set[tuple[str, ...]] = set()
    try:
        for inner in opener.items(item):
            if isinstance(inner, Closed):
                yield inner
                continue
            budget.spend(inner)
            yield from unwrap(_made_unique(inner, taken), budget)
    except CannotGoOn as reason:
        yield Closed(item, str(reason), for_now=isinstance(reason, ForNow))
    except RecursionError:
        yield Closed(item, f"{item.name}：里面一层套一层太深，其余没有读。请取出其中的表格后再放入。")


def _made_unique(item: Item, taken: set[tuple[str, ...]]) -> Item:
    """The item under a name no other in its container has: 自评表.xlsx, 自评表（2）.xlsx."""
    stem, dot, suffix = item.name.rpartition(".")
    front, back = (stem, f".{suffix}") if stem and dot else (item.name, "")
    names = chain([item.name], (f"{front}（{number}）{back}" for number in count(2)))
    archive_path = next(
        archive_path for name in names if (archive_path := (*item.archive_path[:-1], name)) not in taken
    )
    taken.add(archive_path)
    return item if archive_path == item.archive_path else replace(item, archive_path=archive_path)
