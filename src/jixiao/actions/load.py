"""A file as every action starts from it: its forms, the facts of the workbook, and the waivers kept in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from jixiao.form.finding import Waiver
from jixiao.form.model import Form
from jixiao.form.workbook import WorkbookFacts
from jixiao.importers.read import ReadProblem, ReadResult, open_source, read_source
from jixiao.importers.source import Source
from jixiao.policy import Policy


@dataclass(frozen=True, slots=True)
class Loaded:
    """One input file, read. `facts` and `waivers` are there only for workbooks."""

    path: Path
    source: Source
    forms: tuple[Form, ...]
    problems: tuple[ReadProblem, ...] = ()
    facts: WorkbookFacts | None = None
    waivers: tuple[Waiver, ...] = ()

    @property
    def is_workbook(self) -> bool:
        """Whether the file is an Excel workbook, which can be marked and written back."""
        return self.source.is_package


def load(path: Path | str) -> Loaded:
    """The forms of the file at `path`. Raises ReadError or PackageError, whose text names the file and the next step."""
    path = Path(path)
    source = open_source(path)
    result: ReadResult = read_source(source)
    if not source.is_package:
        return Loaded(path, source, result.forms, result.problems)
    return Loaded(path, source, result.forms, result.problems, *_workbook(source, result))


def policy_for(loaded: Loaded, named: str | None) -> Policy:
    """The policy to score by: the one named on the command line, the one the workbook says, or what the forms show."""
    from jixiao.policy import for_form
    from jixiao.policy import load as load_policy

    if named:
        return _named(named)
    kept = _kept_policy(loaded)
    return load_policy(kept) if kept else for_form(loaded.forms[0])


def _named(name: str) -> Policy:
    from jixiao.policy import load as load_policy
    from jixiao.policy import read

    return read(Path(name)) if name.endswith(".toml") else load_policy(name)


def _kept_policy(loaded: Loaded) -> str | None:
    return None


def _workbook(source: Source, result: ReadResult) -> tuple[WorkbookFacts | None, tuple[Waiver, ...]]:
    return None, ()


Parameters = Mapping[str, str]
