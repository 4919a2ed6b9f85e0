"""The steps of installing and uninstalling: all of them are done, or none."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath

from jixiao.deploy.install.computer import Computer
from jixiao.errors import CannotGoOn, why_refused
from jixiao.xlsx.opc.guard import PackageError
from jixiao.xlsx.save import backup, write_atomic

SHARING_VIOLATION = 32
CLOSE_EXCEL = "多半是 Excel 正开着：请先存盘并关闭所有 Excel 窗口（任务管理器里不再有 EXCEL.EXE），再运行一次。"
Undo = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Write:
    """Put a file; `purpose` says in Chinese what it is for."""

    path: PureWindowsPath
    content: bytes
    purpose: str


@dataclass(frozen=True, slots=True)
class Keep:
    """Copy a file beside itself before it is changed."""

    path: PureWindowsPath
    purpose: str


@dataclass(frozen=True, slots=True)
class Remove:
    """Take a file away."""

    path: PureWindowsPath
    purpose: str


@dataclass(frozen=True, slots=True)
class RemoveEmpty:
    """Take a folder away if nothing is left in it."""

    path: PureWindowsPath
    purpose: str


Step = Write | Keep | Remove | RemoveEmpty
_VERBS = {Write: "写入", Keep: "备份", Remove: "删除", RemoveEmpty: "删除空文件夹"}


def words(step: Step) -> tuple[str, str, str]:
    """A step as a row: what is done, to which file, what for."""
    return _VERBS[type(step)], str(step.path), step.purpose


def carry_out(steps: Sequence[Step], computer: Computer) -> None:
    """Do all steps in turn; when one fails those before it are undone, and CannotGoOn says what stopped it."""
    undone: list[Undo] = []
    for step in steps:
        try:
            _do(step, computer.place(step.path), undone)
        except (OSError, PackageError) as error:
            _take_back(undone)
            raise CannotGoOn(_why(step, error, computer.place(step.path))) from error
        except KeyboardInterrupt:
            _take_back(undone)
            raise


def _take_back(undone: Sequence[Undo]) -> None:
    for undo in reversed(undone):
        with contextlib.suppress(OSError, PackageError):
            undo()


def _do(step: Step, place: Path, undone: list[Undo]) -> None:
    match step:
        case Write():
            _write(place, step.content, undone)
        case Keep():
            undone.append(backup(place).unlink)
        case Remove():
            _remove(place, undone)
        case RemoveEmpty():
            with contextlib.suppress(OSError):
                place.rmdir()
                undone.append(place.mkdir)


def _write(place: Path, content: bytes, undone: list[Undo]) -> None:
    missing = [one for one in (place.parent, *place.parent.parents) if not one.exists()]
    for one in reversed(missing):
        one.mkdir()
        undone.append(one.rmdir)
    before = place.read_bytes() if place.is_file() else None
    write_atomic(place, content)
    undone.append(place.unlink if before is None else lambda: write_atomic(place, before))


def _remove(place: Path, undone: list[Undo]) -> None:
    if not place.exists():
        # the mark of a file goes with the file when that is replaced
        return
    before = place.read_bytes()
    place.unlink()
    undone.append(lambda: write_atomic(place, before))


def _why(step: Step, error: OSError | PackageError, place: Path) -> str:
    verb, path, purpose = words(step)
    said = str(error) if isinstance(error, PackageError) else why_refused(error)
    ways = CLOSE_EXCEL if _is_held(error, place) else "请检查它和所在文件夹的权限、剩余空间，再运行一次。"
    return f"{path}（{purpose}）没有{verb}成，已恢复原样：{said}。{ways}"


def _is_held(error: OSError | PackageError, place: Path) -> bool:
    """Is another program in the way? Windows says so when a file is removed, and denies access when it is replaced."""
    cause = error.__cause__ if isinstance(error, PackageError) else error
    if not isinstance(cause, PermissionError) or not os.access(place, os.W_OK):
        return False
    return cause.filename2 is not None or getattr(cause, "winerror", None) == SHARING_VIOLATION
