"""Findings by the number of the form they are about: in memory as long as they are few, from then on in a temporary file."""

from __future__ import annotations

import pickle
from collections import defaultdict
from collections.abc import Iterator, Mapping
from tempfile import TemporaryFile
from typing import BinaryIO

from jixiao.collect.rows import no_room
from jixiao.form.finding import Finding

FEW = 10_000
"""Findings that are kept in memory: about 15 MB."""


class FindingsOf(Mapping[int, list[Finding]]):
    """Findings of many forms; those of a form are in the order in which they were added."""

    def __init__(self) -> None:
        self._last: dict[int, list[Finding]] = defaultdict(list)
        self._few = 0
        self._file: BinaryIO | None = None
        self._starts: dict[int, tuple[int, ...]] = {}

    def add(self, number: int, finding: Finding) -> None:
        """Add a finding about a form. Raises CannotGoOn where the temporary folder is full."""
        self._last[number].append(finding)
        self._few += 1
        if self._few >= FEW:
            self._put_away()

    def put(self, number: int, findings: list[Finding]) -> None:
        """Let a form have these findings and no others."""
        self._starts.pop(number, None)
        self._last[number] = findings

    def __getitem__(self, number: int) -> list[Finding]:
        if number not in self._starts:
            if number not in self._last:
                raise KeyError(number)
            return self._last[number]
        return [item for at in self._starts[number] for item in self._read(at)] + self._last.get(number, [])

    def __iter__(self) -> Iterator[int]:
        yield from self._starts
        yield from (number for number in self._last if number not in self._starts)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _put_away(self) -> None:
        try:
            self._write()
        except OSError as error:
            raise no_room(error) from error

    def _write(self) -> None:
        if self._file is None:
            self._file = TemporaryFile(prefix="jixiao-")  # noqa: SIM115 - it goes with the findings
        self._file.seek(0, 2)
        for number, findings in self._last.items():
            self._starts[number] = (*self._starts.get(number, ()), self._file.tell())
            pickle.dump(findings, self._file, 5)
        self._last.clear()
        self._few = 0

    def _read(self, at: int) -> list[Finding]:
        assert self._file is not None
        self._file.seek(at)
        found: list[Finding] = pickle.load(self._file)
        return found
