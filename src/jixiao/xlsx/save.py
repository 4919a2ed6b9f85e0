"""Saving a file whole: after any fault there is the old file or the new one, never a part of either."""

from __future__ import annotations

import contextlib
import errno
import os
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from jixiao.errors import why_refused
from jixiao.xlsx.opc.guard import PackageError

Writer = Callable[[BinaryIO], object]

TRIES = 4
PAUSE = 0.15  # seconds; virus scanners hold a fresh file for a moment on Windows
TEMPORARY = ".jixiao-"
FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


def write_atomic(path: Path | str, content: bytes | Writer) -> None:
    """Write `content` to `path` by way of a temporary file beside it; PackageError says what stopped it."""
    target = Path(path).resolve()
    temporary = _create_beside(target)
    try:
        _fill(temporary, content, target)
        _replace(temporary, target)
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
    _settle_folder(target.parent)


def renamed(place: Path, name: Path) -> None:
    """Give a file or folder its name, tried again where another program holds it for a moment. Raises OSError."""
    for _ in range(TRIES - 1):
        with contextlib.suppress(PermissionError):
            place.replace(name)
            return
        time.sleep(PAUSE)
    place.replace(name)


def make_folder(folder: Path) -> Path:
    """The folder, made with those above it where they are missing. Raises PackageError with what stopped it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PackageError(f"文件夹“{folder}”建不了（{why_refused(error)}）；请换一个位置后重试") from error
    return folder


def backup(path: Path | str, at: datetime | None = None) -> Path:
    """Copy a file to `名-备份-YYYYmmdd-HHMMSS.xlsx` beside it, never over another file; the copy's path."""
    source = Path(path)
    stamp = f"{at or datetime.now():%Y%m%d-%H%M%S}"
    copy = source.with_name(f"{source.stem}-备份-{stamp}{source.suffix}")
    number = 2
    while copy.exists():
        copy = source.with_name(f"{source.stem}-备份-{stamp}-{number}{source.suffix}")
        number += 1
    write_atomic(copy, source.read_bytes())
    return copy


def _create_beside(target: Path) -> Path:
    import tempfile

    try:
        handle, name = tempfile.mkstemp(prefix=TEMPORARY, suffix=".tmp", dir=target.parent)
    except OSError as error:
        raise PackageError(_why(error, target)) from error
    os.close(handle)
    return Path(name)


def _fill(temporary: Path, content: bytes | Writer, target: Path) -> None:
    try:
        with temporary.open("wb") as stream:
            if isinstance(content, bytes):
                stream.write(content)
            else:
                content(stream)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(_mode(target))
    except OSError as error:
        raise PackageError(_why(error, target)) from error


def _mode(target: Path) -> int:
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _replace(temporary: Path, target: Path) -> None:
    try:
        renamed(temporary, target)
    except PermissionError as error:
        raise PackageError(_why_held(target)) from error
    except OSError as error:
        raise PackageError(_why(error, target)) from error


def _settle_folder(folder: Path) -> None:
    """Make the new name last through a power cut, where the system can open folders."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _why_held(target: Path) -> str:
    if target.exists() and not os.access(target, os.W_OK):
        return f"“{target.name}”是只读文件，无法覆盖；请取消只读属性，或另存为其他名称"
    return f"“{target.name}”正被 Excel 或 WPS 打开，无法保存；请关闭该文件后重试"


def _why(error: OSError, target: Path) -> str:
    if error.errno in FULL:
        return f"磁盘已满或超出配额，“{target.name}”没有保存，原文件未动；请清理磁盘或换一个位置后重试"
    if error.errno in FORBIDDEN:
        return f"文件夹“{target.parent}”只读或没有写入权限，“{target.name}”没有保存；请换一个文件夹后重试"
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return f"文件夹“{target.parent}”不存在，“{target.name}”没有保存；请先建立该文件夹"
    if error.errno == errno.ENAMETOOLONG:
        return f"文件名“{target.name}”太长，系统不接受；请改用较短的名称"
    return f"保存“{target.name}”失败（{why_refused(error)}），原文件未动；请换一个位置后重试"
