"""The files of an inbox: folders with all below them, single files; what Office leaves behind is not among them."""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from jixiao.collect.model import Arrival
from jixiao.errors import CannotGoOn, why_refused

LEFT_BEHIND = ("~$", ".~", ".jixiao-", "._")
KEPT, OLDER = ".收表数据", ".收表缓存.sqlite"
"""The end of the folder in which a collection keeps what it read, and what an earlier version kept it in: no forms handed in."""
SYSTEM = frozenset({"thumbs.db", "desktop.ini", ".ds_store"})


@dataclass(frozen=True, slots=True)
class Found:
    """A file of the inbox: where it is and its name below the inbox, with "/" between folders."""

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
    """Every file of `inboxes` in the order of their names, without those `beside` (our own output, and folders of ours with all that
    another run may be writing there).

    A folder that is not read (it may not be opened, or is a link) is listed itself, with the reason `unopened` gives.
    Raises CannotGoOn for an inbox that is not there.
    """
    own = {os.path.realpath(path) for path in beside}
    below_own = tuple(path + os.sep for path in own)
    found: dict[str, Found] = {}
    for inbox in inboxes:
        if not os.path.lexists(inbox):
            raise CannotGoOn(f"{inbox}：找不到这个收件夹或文件。请检查路径是否写对。")
        for file in _below(inbox):
            place = _place(file.path)
            if place not in own and not place.startswith(below_own):
                found.setdefault(place, file)
    return sorted(_made_unique(found), key=lambda file: file.name)


def unopened(path: Path) -> str | None:
    """Why something in an inbox is not opened: reading a pipe or a device would wait for ever. None for a file."""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        if _is_link(path):
            return "是指向别处的链接，链接的目标找不到或绕了圈，没有读。请把文件本身放入收件夹。"
        return f"读取失败（{why_refused(error)}）。请检查文件是否被占用，然后重新汇总。"
    if stat.S_ISDIR(mode) and _is_link(path):
        return "是指向另一个文件夹的链接（快捷方式），没有进入。其中的文件请复制到收件夹，或把那个文件夹也写成收件夹。"
    if stat.S_ISDIR(mode):
        return "文件夹打不开，里面的文件没有读。请检查权限，然后重新汇总。"
    return None if stat.S_ISREG(mode) else "是管道或设备，不是文件，没有读。"


def _place(path: Path) -> str:
    """What tells files apart: where a file really is; for a linked folder the link itself."""
    return str(path.absolute()) if path.is_symlink() and path.is_dir() else os.path.realpath(path)


def _is_link(path: Path) -> bool:
    """Whether it is a link, or one of the links to folders that only Windows has (junctions)."""
    try:
        found = os.lstat(path)
    except OSError:
        return False
    junction = getattr(found, "st_reparse_tag", 0) == getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", -1)
    return stat.S_ISLNK(found.st_mode) or junction


def _made_unique(found: Mapping[str, Found]) -> Iterator[Found]:
    """Files of one name in several inboxes, with as many folders before it as distinguish them."""
    names = {path: file.name for path, file in found.items()}
    while shared := {name for name, count in Counter(names.values()).items() if count > 1}:
        names |= {path: _longer(path, name) for path, name in names.items() if name in shared}
    yield from (Found(file.path, names[path]) for path, file in found.items())


def _longer(place: str, name: str) -> str:
    return "/".join(Path(place).parts[-name.count("/") - 2 :])


def _below(inbox: Path) -> Iterator[Found]:
    if not inbox.is_dir():
        yield Found(inbox, inbox.name)
        return
    closed: list[OSError] = []
    for folder, folders, names in os.walk(inbox, onerror=closed.append):
        linked = sorted(name for name in folders if _is_link(Path(folder, name)))
        folders[:] = sorted(name for name in folders if name not in linked and not name.endswith(KEPT))
        for name in linked:
            yield Found(Path(folder, name), Path(folder, name).relative_to(inbox).as_posix())
        for name in sorted(names):
            if not name.startswith(LEFT_BEHIND) and OLDER not in name and name.lower() not in SYSTEM:
                path = Path(folder, name)
                yield Found(path, path.relative_to(inbox).as_posix())
    for error in closed:
        path = Path(error.filename)
        yield Found(path, inbox.name if path == inbox else path.relative_to(inbox).as_posix())
