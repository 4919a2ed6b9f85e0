"""Findings by the number of the form they are about: in memory as long as they are few, from then on in a temporary file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from jixiao.collect.rows import Aside
from jixiao.form.finding import Finding

FEW = 10_000
"""Findings that are kept in memory: about 15 MB."""


class FindingsOf(Mapping[int, list[Finding]]):
    """Findings of many forms; those of a form are in the order in which they were added."""

    def __init__(self) -> None:
        self._last: dict[int, list[Finding]] = defaultdict(list)
        self._few = 0
        self._aside = Aside()
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
        return [item for at in self._starts[number] for item in self._aside.get(at)] + self._last.get(number, [])

    def __iter__(self) -> Iterator[int]:
        yield from self._starts
        yield from (number for number in self._last if number not in self._starts)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _put_away(self) -> None:
        for number, findings in self._last.items():
            self._starts[number] = (*self._starts.get(number, ()), self._aside.put(findings))
        self._last.clear()
        self._few = 0
