"""Where a changed workbook goes: a new file, or in place of the old one with a backup beside it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from jixiao.actions.loaded import Loaded
from jixiao.errors import CannotGoOn, why_refused
from jixiao.xlsx.save import Writer, backup, make_folder, write_atomic

WORKBOOK = (".xlsx", ".xlsm")
KINDS = {".xlsx": " Excel 工作簿", ".docx": " Word 文档", ".pdf": " PDF 文件", ".zip": "压缩包"}
FILE_ENDINGS = (*WORKBOOK, ".xls", ".ods", ".docx", ".doc", ".pdf", ".eml", ".zip", ".txt", ".csv", ".json")


@dataclass(frozen=True, slots=True)
class Saved:
    """A file written, the backup of the one it replaced, and notes for the user; `written` is False where it was so."""

    path: Path
    backup: Path | None = None
    notes: tuple[str, ...] = ()
    written: bool = True


def save(content: bytes, loaded: Loaded, output: Path | None) -> Saved:
    """Write `content` to `output`, or in place of the file it was made from (None), atomically.

    A different file that was at `output` is kept beside it as a backup.
    Raises CannotGoOn when the output is the input itself (that is what --in-place is for), or a text is to be
    replaced by a workbook.
    """
    if output is None and not loaded.is_workbook:
        raise CannotGoOn(f"{loaded.path.name}：不是工作簿，不能直接改写。请用 -o 指定输出的 .xlsx 文件。")
    if output is None:
        kept = backup(loaded.path)
        write_atomic(loaded.path, content)
        return Saved(loaded.path, kept)
    as_file(output, *WORKBOOK)
    prove_another(output, loaded)
    return put(output, content)


def prove_another(output: Path, loaded: Loaded) -> None:
    """Raise CannotGoOn where `output` is the file that was read."""
    if output.exists() and loaded.path.exists() and output.samefile(loaded.path):
        raise CannotGoOn(f"{output.name}：输出文件就是输入文件，未写。要直接改写原文件请用 --in-place（会留备份）。")


def put(path: Path, content: bytes, notes: tuple[str, ...] = ()) -> Saved:
    """Write `content` to `path`; another content that was there is backed up first, the same is left alone."""
    before = _standing(path)
    if before == content:
        return Saved(path, notes=notes, written=False)
    kept = None if before is None else backup(path)
    write_atomic(path, content)
    return Saved(path, kept, notes)


def put_streamed(path: Path, write: Writer) -> Saved:
    """Write what `write` gives to `path`, whole or not at all; what was there is backed up first."""
    kept = None if _standing(path) is None else backup(path)
    write_atomic(path, write)
    return Saved(path, kept)


def as_file(path: Path, *endings: str) -> Path:
    """`path` where a file is wanted; raises CannotGoOn when it is a folder, or does not end in one of `endings`."""
    if path.is_dir():
        example = path / f"结果{endings[0]}"
        raise CannotGoOn(f"{path}：这里应是文件，而这是一个文件夹。请写出文件名，如 {example}。")
    if path.suffix.lower() not in endings:
        kind = KINDS.get(endings[0], "")
        raise CannotGoOn(f"{path}：输出的是{kind}，文件名应以 {endings[0]} 结尾。")
    return path


def as_folder(path: Path) -> Path:
    """`path` where a folder is wanted; raises CannotGoOn when it is a file, or is named like one."""
    if path.is_dir():
        return path
    if path.exists():
        raise CannotGoOn(f"{path}：这里应是文件夹，而这是一个文件。请改用文件夹名。")
    if path.suffix.lower() in FILE_ENDINGS:
        named = path.with_suffix("").name
        raise CannotGoOn(f"{path}：这里应是文件夹，名称不能以 {path.suffix} 结尾。请改用文件夹名，如 {named}。")
    return path


def made_folder(path: Path) -> Path:
    """The folder at `path`, made where it is missing; raises CannotGoOn where it is a file or cannot be made."""
    return make_folder(as_folder(path))


def _standing(path: Path) -> bytes | None:
    """What is at `path` now; None where there is no file."""
    if not path.is_file():
        return None
    try:
        return path.read_bytes()
    except OSError as error:
        raise CannotGoOn(
            f"{path}：已有的文件读不出（{why_refused(error)}），不能留备份，没有覆盖。请换一个文件名。"
        ) from error
