"""What a command says of files written and of forms not read."""

from __future__ import annotations

from jixiao.actions.loaded import Loaded
from jixiao.actions.save import Saved
from jixiao.cli import DONE, UNREAD
from jixiao.commands import terminal


def say_saved(saved: Saved) -> None:
    """Name the file written, on the error stream so that piped results stay clean, and the backup where there is one."""
    terminal.warn(f"已写出：{saved.path}" if saved.written else f"内容与已有的文件相同，没有重写：{saved.path}")
    if saved.backup:
        terminal.warn(f"原文件备份：{saved.backup}")
    for note in saved.notes:
        terminal.warn(note)


def unread_status(loaded: Loaded) -> int:
    """Name every form that could not be read; 2 where there is one."""
    for problem in loaded.problems:
        terminal.warn(problem.message)
    return UNREAD if loaded.problems else DONE
