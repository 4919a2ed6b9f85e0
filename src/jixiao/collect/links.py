"""Links from the output to the cells of the files it was made from, relative to the output's folder."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from jixiao.collect.model import Entry

DETAIL = "项目明细"
BOOKS = (".xlsx", ".xlsm")
LONGEST = 255
"""Excel follows no longer link."""
BEHIND = 45
"""Room for a sheet's name and a cell."""


@dataclass(frozen=True, slots=True)
class Target:
    """A place a link leads to: `base` is what is before the cell; `exact` whether cells can be named at all."""

    base: str | None
    exact: bool = False

    def cell(self, cell: str | None) -> str | None:
        """What is put behind `base` to reach a cell, or the sheet where the cell is not known."""
        return (cell or "A1") if self.exact else None

    def to(self, cell: str | None) -> str | None:
        """The whole link to a cell, or to the file where its cells cannot be named."""
        if self.base is None:
            return None
        link = self.base + (cell or "A1") if self.exact else self.base
        return link if len(link) <= LONGEST else None


@dataclass(frozen=True, slots=True)
class Linker:
    """Makes links from a workbook in `folder` (None: nothing is written, so there are none)."""

    paths: Mapping[str, Path]
    folder: Path | None = None
    _last: dict[str, str | None] = field(default_factory=dict, init=False, repr=False, compare=False)

    def of(self, entry: Entry) -> Target:
        """Where an entry was read: its own sheet, its row in the collected workbook it came by, or the container."""
        base = self._file(entry.archive_path[0])
        if base is None:
            return Target(None)
        if entry.via is not None:
            if not entry.archive_path[0].lower().endswith(BOOKS):
                return Target(base)  # a summary inside a mail or an archive: no link leads into that
            return Target(f"{base}#{_quoted(DETAIL)}!A{entry.via}")
        sheet = entry.form.source.sheet
        exact = len(entry.archive_path) == 1 and sheet is not None
        return Target(f"{base}#{_quoted(sheet)}!", True) if exact and sheet else Target(base)

    def file(self, archive_path: tuple[str, ...], sheet: str | None, cell: str | None) -> str | None:
        """A cell of a file, or the file."""
        base = self._file(archive_path[0])
        if base is None or len(archive_path) > 1 or sheet is None:
            return base
        return Target(f"{base}#{_quoted(sheet)}!", True).to(cell)

    def _file(self, name: str) -> str | None:
        if self.folder is None or name not in self.paths:
            return None
        if name not in self._last:  # the forms of a file mostly come one after another
            self._last.clear()
            self._last[name] = _to_file(self.paths[name], self.folder)
        return self._last[name]


def _to_file(file: Path, folder: Path) -> str | None:
    """The link to a file; None where Excel would not follow it."""
    try:
        path = Path(os.path.relpath(file, folder)).as_posix()
    except ValueError:  # on another drive
        path = file.absolute().as_posix()
    link = path.replace("%", "%25").replace("#", "%23")
    return link if len(link) <= LONGEST - BEHIND else None


def _quoted(sheet: str) -> str:
    return "'" + sheet.replace("'", "''") + "'"
