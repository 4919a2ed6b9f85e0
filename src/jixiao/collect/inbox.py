"""The files of an inbox: folders with all below them, single files; what Office leaves behind is not among them."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from jixiao.collect.model import Arrival
from jixiao.errors import CannotGoOn

LEFT_BEHIND = ("~$", ".~", ".jixiao-", "._")
SYSTEM = frozenset({"thumbs.db", "desktop.ini", ".ds_store"})


@dataclass(frozen=True, slots=True)
class Found:
    """A file of the inbox: where it lies and its name below the inbox, with "/" between folders."""

    path: Path
    name: str

    @property
    def arrival(self) -> Arrival:
        """What the file system says of it; nothing of a file that is gone, or dated as no calendar goes."""
        try:
            return Arrival(dated=datetime.fromtimestamp(self.path.stat().st_mtime).astimezone())
        except (OSError, ValueError, OverflowError):
            return Arrival()


def files(inboxes: Iterable[Path], beside: Iterable[Path] = ()) -> list[Found]:
    """Every file of `inboxes` in the order of their names, without those `beside` (our own output and cache).

    A folder that may not be opened stands there itself, so that somebody is told what was not read.
    Raises CannotGoOn for an inbox that is not there.
    """
    own = {path.resolve() for path in beside}
    found: dict[Path, Found] = {}
    for inbox in inboxes:
        if not inbox.exists():
            raise CannotGoOn(f"{inbox}：找不到这个收件夹或文件。请检查路径是否写对。")
        for file in _below(inbox):
            if file.path.resolve() not in own:
                found.setdefault(file.path.resolve(), file)
    return sorted(_told_apart(found), key=lambda file: file.name)


def _told_apart(found: Mapping[Path, Found]) -> Iterator[Found]:
    """Files of one name in several inboxes, with as many folders before it as tell them apart."""
    names = {path: file.name for path, file in found.items()}
    while shared := {name for name, count in Counter(names.values()).items() if count > 1}:
        names |= {path: _longer(path, name) for path, name in names.items() if name in shared}
    yield from (Found(file.path, names[path]) for path, file in found.items())


def _longer(path: Path, name: str) -> str:
    return "/".join(path.parts[-name.count("/") - 2 :])


def _below(inbox: Path) -> Iterator[Found]:
    if inbox.is_file():
        yield Found(inbox, inbox.name)
        return
    closed: list[OSError] = []
    for folder, folders, names in os.walk(inbox, onerror=closed.append):
        folders.sort()
        for name in sorted(names):
            if not name.startswith(LEFT_BEHIND) and name.lower() not in SYSTEM:
                path = Path(folder, name)
                yield Found(path, path.relative_to(inbox).as_posix())
    for error in closed:
        path = Path(error.filename)
        yield Found(path, inbox.name if path == inbox else path.relative_to(inbox).as_posix())
