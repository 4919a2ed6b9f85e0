"""Where a changed workbook goes: a new file, or in place of the old one with a backup beside it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from jixiao.actions.load import Loaded
from jixiao.errors import CannotGoOn
from jixiao.package.save import backup, write_atomic


@dataclass(frozen=True, slots=True)
class Saved:
    """A file written, the backup of the one it replaced, and notes for the user."""

    path: Path
    backup: Path | None = None
    notes: tuple[str, ...] = ()


def save(content: bytes, loaded: Loaded, output: Path | None) -> Saved:
    """Write `content` to `output`, or in place of the file it was made from (None), atomically.

    Raises CannotGoOn when the output is the input itself (that is what --in-place is for), or a text is to be
    replaced by a workbook.
    """
    if output is None:
        return _in_place(content, loaded)
    if output.suffix.lower() not in (".xlsx", ".xlsm"):
        raise CannotGoOn(f"{output}：输出的是 Excel 工作簿，文件名应以 .xlsx 结尾。")
    if output.exists() and output.samefile(loaded.path):
        raise CannotGoOn(f"{output.name}：输出文件就是输入文件，未写。要直接改写原文件请用 --in-place（会留备份）。")
    write_atomic(output, content)
    return Saved(output)


def _in_place(content: bytes, loaded: Loaded) -> Saved:
    if not loaded.is_workbook:
        raise CannotGoOn(f"{loaded.path.name}：不是工作簿，不能直接改写。请用 -o 指定输出的 .xlsx 文件。")
    kept = backup(loaded.path)
    write_atomic(loaded.path, content)
    return Saved(loaded.path, kept)
