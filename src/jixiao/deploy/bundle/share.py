"""The folder on a server from which many PCs run one copy of the program."""

from __future__ import annotations

import re

from jixiao.deploy.bundle.texts import BATCH
from jixiao.errors import CannotGoOn

_PATH = re.compile(r'\\\\[^\\/:*?"<>|]+(\\[^\\/:*?"<>|]+)+')
# cmd.exe and the macros replace what is between these, also inside quotes
_REPLACED = "%!^&"


def share(path: str) -> str:
    r"""`path` as `\\server\folder` without an ending stroke; CannotGoOn where a batch file or a macro could not use it."""
    wanted = path.replace("/", "\\").rstrip("\\")
    if not _PATH.fullmatch(wanted):
        raise CannotGoOn(rf"--share {path}：应是共享文件夹的网络路径，如 \\server\jixiao；映射的盘符各人不同，不能用。")
    if set(wanted) & set(_REPLACED) or wanted != wanted.strip():
        raise CannotGoOn(
            f"--share {path}：路径里不能有 {' '.join(_REPLACED)} 和首尾的空格，批处理文件会读错。请换一个共享名。"
        )
    try:
        wanted.encode(BATCH)
    except UnicodeEncodeError as error:
        raise CannotGoOn(
            f"--share {path}：路径里有批处理文件写不了的字（{wanted[error.start]}）。请换一个共享名。"
        ) from error
    return wanted
