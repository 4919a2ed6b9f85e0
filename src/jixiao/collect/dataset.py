"""A folder of Parquet files: the tables of a collection, and every form as it was read, in parts written as they come."""

from __future__ import annotations

import os
import re
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from uuid import uuid4
from weakref import finalize

from jixiao import __version__
from jixiao.collect import as_read, parquet
from jixiao.collect.choose import is_blank
from jixiao.collect.columns import AS_READ, CHANGES, TABLES
from jixiao.collect.links import Linker
from jixiao.collect.model import Read
from jixiao.collect.parts import remove_old
from jixiao.collect.result import Collected, Progress, Remark
from jixiao.collect.rows import Row, numbered
from jixiao.collect.shelf import Kept
from jixiao.collect.tables import Tables, tables
from jixiao.errors import CannotGoOn, why_refused
from jixiao.xlsx.save import TEMPORARY, make_folder, renamed

FOLDER = "as_read"
SAME = ("projects", "indicators", "findings")
"""The tables that are also there of what counts."""
PART_FORMS = 5000
"""Forms in one part: few enough for memory, enough for quick queries."""
ENDING = ".parquet"


class DataSet:
    """Written in a folder beside `folder` that takes its place when all is there."""

    def __init__(self, folder: Path) -> None:
        """Raises CannotGoOn where DuckDB is missing, or `folder` holds anything but a data set."""
        parquet.required()
        _check(folder)
        self._folder, self._staged = folder, _beside(folder, "new")
        for left in _own(folder) if folder.exists() else ():
            # without the folder, one of them may be all that is left of it
            remove_old(left, left)
        finalize(self, _discard, self._staged, os.getpid())
        self._waiting: list[Read] = []
        self._forms = 0
        self._parts, self._written = 0, Counter[str]()
        self._made: set[Path] = set()

    def through(self, results: Iterable[Kept]) -> Iterator[Kept]:
        """The results as they come; their forms are written, whether they will count or not."""
        for kept in results:
            self.add(kept)
            yield kept

    def add(self, reads: Iterable[Read]) -> None:
        """Take what one file gave, or several; it is written when it makes a part."""
        added = list(reads)
        self._waiting += added
        self._forms += sum(len(read.entries) for read in added)
        if self._forms >= PART_FORMS:
            self._write_part()

    def finish(self, made: Tables, progress: Progress) -> None:
        """Write the tables and put the folder in its place. Raises CannotGoOn when it cannot be written."""
        self._write_part()
        about = {"version": __version__, "read": str(progress.done), "found": str(progress.total)}
        sources = {**dict.fromkeys(TABLES, made), **(dict.fromkeys(CHANGES, made.changes) if made.changes else {})}
        for table, source in sources.items():
            value: Row | Sequence[Row] = getattr(source, table)
            rows: Sequence[Row] = [value] if isinstance(value, dict) else value
            self._write(Path(f"{table}{ENDING}"), table, rows, about)
        self._check_whole()
        _replace(self._folder, self._staged)

    def _write_part(self) -> None:
        """The forms that wait as the next part; their numbers go on from the part before."""
        alone = _alone(self._waiting)
        made = tables(alone, Linker({}))
        found: dict[str, Sequence[Row]] = {table: getattr(made, table) for table in SAME}
        found |= {
            "files": numbered(as_read.files(self._waiting)),
            "submissions": numbered(as_read.submissions(self._waiting)),
            "funds": numbered(as_read.funds(alone.entries)),
            "claims": numbered(as_read.counted(alone.entries)),
        }
        for table in AS_READ:
            rows = (_numbered_on(row, self._written[table], self._written["projects"]) for row in found[table])
            name = Path(FOLDER, table, f"part-{self._parts:05d}{ENDING}")
            self._write(name, table, rows, {"version": __version__})
        # an interruption before this point leaves the part to be written once more, whole
        self._waiting, self._forms = [], 0
        self._parts += 1
        self._written.update({table: len(found[table]) for table in AS_READ})
        with suppress(OSError):
            os.utime(self._staged)

    def _write(self, name: Path, table: str, rows: Iterable[Row], about: Mapping[str, str]) -> None:
        path = self._staged / name
        make_folder(path.parent)
        parquet.write(path, table, rows, about)
        self._made.add(name)

    def _check_whole(self) -> None:
        there = {path.relative_to(self._staged) for path in self._staged.rglob(f"*{ENDING}")}
        if there != self._made:
            others = "、".join(sorted(name.as_posix() for name in there ^ self._made)[:3])
            raise CannotGoOn(
                f"{self._folder}：写的过程中有文件被别的程序删掉或换掉（{others}），没有写，原来的没有动。请再运行同一命令。"
            )


def standing(folder: Path) -> list[Path]:
    """The files of the data set that is at `folder`: ours, and no form handed in."""
    return [path for place in (folder, *_own(folder)) if place.is_dir() for path in place.rglob("*")]


def _alone(reads: Sequence[Read]) -> Collected:
    """Each form with what was found in it alone."""
    entries = tuple(entry for read in reads for entry in read.entries if not is_blank(entry.form))
    remarks = [Remark(found, at, entry.archive_path) for at, entry in enumerate(entries) for found in entry.findings]
    remarks += [Remark(found, None, read.archive_path) for read in reads for found in read.findings]
    return Collected(entries, tuple(remarks), (), (), {}, Progress(len(reads), len(reads)))


def _numbered_on(row: Row, own: int, projects: int) -> Row:
    """The row with numbers that go on from the part before."""
    after = {"number": own, "project_number": projects}
    return {key: value + after[key] if key in after and isinstance(value, int) else value for key, value in row.items()}


def _check(folder: Path) -> None:
    if not folder.parent.is_dir():
        raise CannotGoOn(f"{folder}：上级文件夹不存在。请先建立 {folder.parent}。")
    known = {FOLDER, *(f"{table}{ENDING}" for table in (*TABLES, *CHANGES))}
    others = sorted(path.name for path in folder.iterdir() if path.name not in known) if folder.exists() else []
    if others:
        raise CannotGoOn(
            f"{folder}：里面还有别的文件（{'、'.join(others[:3])}），没有写。--parquet 会整个换掉这个文件夹，请写一个新文件夹。"
        )


def _beside(folder: Path, what: str) -> Path:
    """A name of this run alone beside the folder: several runs may write to it at once."""
    return folder.with_name(f"{TEMPORARY}{folder.name}-{what}-{uuid4().hex}")


def _own(folder: Path) -> list[Path]:
    """What runs that are going on, or were killed, keep beside the folder."""
    form = re.compile(rf"{re.escape(TEMPORARY + folder.name)}-(new|old)(-[0-9a-f]{{32}})?")
    with suppress(OSError):
        return [path for path in folder.parent.iterdir() if form.fullmatch(path.name)]
    return []


def _discard(staged: Path, process: int) -> None:
    """Remove what did not take its place; a process split off from the one that made it leaves it alone."""
    if os.getpid() == process:
        shutil.rmtree(staged, ignore_errors=True)


def _replace(folder: Path, staged: Path) -> None:
    old = _beside(folder, "old")
    try:
        if folder.exists():
            renamed(folder, old)
        renamed(staged, folder)
    except OSError as error:
        raise CannotGoOn(
            f"{folder}：换不下来（{why_refused(error)}），{_put_back(old, folder)}。请关闭正在打开其中文件的程序，再运行同一命令。"
        ) from error
    shutil.rmtree(old, ignore_errors=True)


def _put_back(old: Path, folder: Path) -> str:
    """Give the old folder its name again; what is to be said of it."""
    if old.exists() and not folder.exists():
        try:
            renamed(old, folder)
        except OSError:
            return f"原来的现在叫 {old.name}"
    return "原来的没有动"
