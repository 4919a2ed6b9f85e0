"""The files that a command names, opened, and what is said of those that cannot be read."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from jixiao.actions.loaded import Loaded
from jixiao.actions.open import load
from jixiao.commands import terminal
from jixiao.commands.exit_codes import DONE, UNREAD
from jixiao.errors import CannotGoOn
from jixiao.importers.own_labels import own_labels
from jixiao.importers.read import ReadProblem


def opened(chosen: Namespace) -> Loaded:
    """The file named on the command line, read with the user's own labels. Raises CannotGoOn."""
    return load(chosen.file, taught=own_labels(chosen.labels))


def opened_all(chosen: Namespace) -> tuple[list[Loaded], list[ReadProblem]]:
    """Those of the files named that could be read, and what could not: each is named, and the others go on.

    A file named twice is read once: its forms would be called copies of each other.
    """
    names = list({Path(name).resolve(): name for name in reversed(chosen.files)}.values())[::-1]
    taught = own_labels(chosen.labels)
    files: list[Loaded] = []
    problems: list[ReadProblem] = []
    alike = Counter(Path(name).name for name in names)
    for name in terminal.progress(names, "读取"):
        try:
            # two units may send files of one name; then each is called by its whole path
            loaded = load(name, name if alike[Path(name).name] > 1 else None, taught)
        except CannotGoOn as reason:
            problems.append(ReadProblem(name, None, str(reason)))
        else:
            files.append(loaded)
            problems += loaded.problems
    warn_unread(files, problems)
    return files, problems


def unread_status(loaded: Loaded) -> int:
    """Name every form that could not be read, and cells left aside; 2 where a form could not be read."""
    warn_unread([loaded], loaded.problems)
    return UNREAD if loaded.problems else DONE


def warn_unread(files: Sequence[Loaded], problems: Iterable[ReadProblem]) -> None:
    """Name the cells left aside in `files`, and every file and form that could not be read."""
    terminal.warn_each(note for file in files for note in file.notes)
    terminal.warn_each(problem.message for problem in problems)
