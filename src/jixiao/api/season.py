"""A season of forms handed in: what counts, checked together and summed, as data frames, by SQL, or as a workbook."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeVar

from jixiao.actions.collect import Gathered, Wanted, gather, tables_of
from jixiao.actions.collect import collect as collected_of
from jixiao.actions.year_on_year import compared, files_before, last_year
from jixiao.collect.result import Collected
from jixiao.collect.run import Engine, Workers
from jixiao.collect.tables import Tables
from jixiao.collect.years import BY_FORMS, Years
from jixiao.errors import CannotGoOn
from jixiao.form.days import day as day_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from pandas import DataFrame

    from jixiao.api.frames import Rows
    from jixiao.collect.filter import Sieve

Place = str | PathLike[str]
T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class Season:
    """What `jixiao.collect` gives: the forms that count of an inbox, with the same tables as the collected workbook.

    `before` are those of the year before, where that was named.
    """

    collected: Collected = field(repr=False)
    before: Collected | None = field(repr=False)
    _gathered: Gathered = field(repr=False)

    @cached_property
    def tables(self) -> Tables:
        """The tables as rows of plain values."""
        return self._tables(None)

    def frames(self) -> dict[str, DataFrame]:
        """The tables of docs/收表数据.md by name: `whole`, `departments`, `units`, `projects`, `indicators`, `findings`,
        `roster`, `unused`; with a year before also `whole_change`, `department_changes`, `unit_changes`, `project_changes`.

        Amounts are in 万元, rates fractions, scores points: exact `Decimal` in columns of objects, None where absent;
        numbers of things and years are `Int64`, moments datetimes. Raises CannotGoOn where pandas is not installed.
        """
        from jixiao.api.frames import frames

        return frames(*self._rows_and_columns())

    def sql(self, query: str) -> DataFrame:
        """What DuckDB answers to `query` over the tables, which have the names and columns of `frames()`.

        Amounts are DECIMAL(38, 6), rates and scores DECIMAL(38, 10), and sums of them are exact; what DuckDB divides is
        a binary number. Raises CannotGoOn where DuckDB or pandas is not installed, and DuckDB's own errors.
        """
        from jixiao.api.sql import answer

        return answer(self._database, query)

    def to_excel(self, path: Place) -> Path:
        """Write the collected workbook, whose figures lead to the cells of the files; the path.

        The file appears whole or not at all; another one that was there is kept beside it as a backup, but for an older
        collected workbook. Raises CannotGoOn where it cannot be written.
        """
        from jixiao.actions.collect import write
        from jixiao.actions.save import as_file

        output = as_file(Path(path), ".xlsx")
        return write(self.collected, self._tables(output), output).path

    def to_parquet(self, folder: Place) -> Path:
        """Write the tables as Parquet files, replacing the whole folder; the folder.

        Raises CannotGoOn where DuckDB is not installed, or the folder holds other files.
        """
        from jixiao.actions.save import as_folder
        from jixiao.collect.dataset import DataSet

        data = DataSet(as_folder(Path(folder)))
        for read in self._gathered.reads:
            data.add([read])
        data.finish(self.tables, self.collected.progress)
        return Path(folder)

    @cached_property
    def _database(self) -> DuckDBPyConnection:
        from jixiao.api.sql import database

        return database(*self._rows_and_columns())

    def _tables(self, output: Path | None) -> Tables:
        made = tables_of(self.collected, output)
        return compared(made, self.collected, self.before, output) if self.before else made

    def _rows_and_columns(self) -> tuple[dict[str, Rows], dict[str, tuple[str, ...]]]:
        from jixiao.collect.columns import CHANGES, TABLES

        made = self.tables
        rows: dict[str, Rows] = {name: getattr(made, name) for name in TABLES}
        if made.changes is None:
            return rows, TABLES
        return rows | {name: getattr(made.changes, name) for name in CHANGES}, TABLES | CHANGES


def collect(
    *inboxes: Place,
    roster: Place | None = None,
    deadline: date | str | None = None,
    before: Place | None = None,
    years: int | Iterable[int] = (),
    include: str | Sequence[str] = (),
    exclude: str | Sequence[str] = (),
    latest_only: bool = False,
    policy: str | None = None,
    labels: str = "",
    cache: Place | None = None,
    jobs: int = 1,
    engine: Literal["local", "dask"] = "local",
    scheduler: str | None = None,
) -> Season:
    """Read folders, mails and archives of forms, and choose, check and sum what counts, as `jixiao collect` does.

    `roster` is the list of units expected, `deadline` the last day for the first submission ("2021-03-31"). `before` is
    last year's collected workbook, or a folder of last year's files, to compare with. `years` are summed, without
    any those of the roster, else the year of most forms. `include` and `exclude` are patterns of files, units and
    projects; with `latest_only`, projects that a newer submission no longer holds do not count. `policy` is the name or
    the `.toml` file of a policy for all forms, `labels` the text of a labels file of one's own. `cache` is the workbook
    beside which `jixiao collect -o` keeps what was read: files read before are not read again; where nothing can
    be kept there, a warning says why. `jobs` processes read; with `engine` "dask" those of a Dask cluster, the one whose
    `scheduler` has this address ("tcp://host:8786"), else one of `jobs` processes started for the run.

    Files that cannot be read stop nothing: they are in the table `unused`. Raises CannotGoOn where an inbox, the roster
    or the year before is missing, an argument is of no use, or the cluster cannot be used.
    """
    from jixiao.collect.filter import Sieve

    listed = Path(roster) if roster else None
    if jobs < 1:
        raise CannotGoOn(f"jobs={jobs}：应是 1 或更大的整数。")
    sieve = Sieve(_several(include), _several(exclude))
    wanted = _wanted(listed, _day(deadline), _whole(years), sieve, latest_only, policy)
    output = Path(cache) if cache else None
    last = Path(before) if before else None
    beside = [*(path for path in (listed, output) if path), *files_before(last)]
    readers = _engine(engine, scheduler)

    def read(places: Iterable[Path], beside: Sequence[Path] = ()) -> Gathered:
        return _uninterrupted(gather(places, beside, policy, output, jobs, _unwatched, readers, labels))

    gathered = read([Path(inbox) for inbox in inboxes], beside)
    if gathered.trouble:
        # shown at the line that called `jixiao.collect`, which has the package of that name in between
        warnings.warn(gathered.trouble, stacklevel=3)
    found = collected_of(gathered.reads, gathered.found, wanted)
    return Season(found, last_year(last, found, wanted, read) if last else None, gathered)


def _wanted(
    listed: Path | None,
    deadline: date | None,
    years: tuple[int, ...],
    sieve: Sieve,
    latest_only: bool,
    policy: str | None,
) -> Wanted:
    """What is to be chosen of what was read. Raises CannotGoOn where the roster `listed` cannot be read."""
    from jixiao.collect import roster as rosters
    from jixiao.collect.missing_projects import drop, report_missing

    return Wanted(
        sieve=sieve,
        policy=policy,
        roster=rosters.read(listed) if listed else (),
        deadline=deadline,
        settle=drop if latest_only else report_missing,
        years=_years(years, listed),
    )


def _day(given: date | str | None) -> date | None:
    """The last day, without its time. Raises CannotGoOn for a text that is no day."""
    if isinstance(given, datetime):
        return given.date()
    if given is None or isinstance(given, date):
        return given
    found = day_of(given)
    if found is None:
        raise CannotGoOn(f"deadline={given!r}：日期应写成 2021-03-31 这样。")
    return found


def _whole(years: int | str | Iterable[int]) -> tuple[int, ...]:
    """The years in their order. Raises CannotGoOn for what is no year."""
    given = (years,) if isinstance(years, int | str) else tuple(years)
    try:
        return tuple(sorted({int(year) for year in given}))
    except (TypeError, ValueError):
        raise CannotGoOn(f"years={years!r}：年度应写成 2020 或 [2019, 2020] 这样。") from None


def _several(patterns: str | Sequence[str]) -> tuple[str, ...]:
    return (patterns,) if isinstance(patterns, str) else tuple(patterns)


def _engine(name: str, scheduler: str | None) -> Engine:
    """Who reads. Raises CannotGoOn for an unknown engine, and for a scheduler without Dask."""
    if name == "dask":
        from jixiao.collect.dask_engine import Dask

        return Dask(scheduler)
    if name != "local":
        raise CannotGoOn(f'engine={name!r}：没有这种读法。请写 "local"（本机）或 "dask"（Dask 集群）。')
    if scheduler is not None:
        raise CannotGoOn(
            f'scheduler={scheduler!r}：只和 engine="dask" 一起用。请加上 engine="dask"，或去掉 scheduler。'
        )
    return Workers


def _uninterrupted(gathered: Gathered) -> Gathered:
    """Raises KeyboardInterrupt where somebody interrupted the reading: a part of a season says nothing of it."""
    if gathered.interrupted:
        raise KeyboardInterrupt
    return gathered


def _years(given: tuple[int, ...], listed: Path | None) -> Years:
    from jixiao.collect import roster as rosters

    if given:
        return Years(given, "given")
    return (rosters.years(listed) if listed else None) or BY_FORMS


def _unwatched(items: Iterator[T], total: int, label: str) -> Iterator[T]:
    return items
