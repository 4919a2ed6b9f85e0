"""What became of the errors of each unit between two collections: corrected, still there, new."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from jixiao.collect.choose import Key, key_of
from jixiao.collect.result import Collected
from jixiao.form.fields import unit_name

Error = tuple[Key, str, str]
"""The form, the rule's code and the field: a cell moves when rows are put in, a field does not."""


class Progress(NamedTuple):
    """How many errors of one unit were corrected since the last round, how many remain, how many are new."""

    unit: str
    corrected: int
    remaining: int
    new: int


def progress(before: Collected, now: Collected) -> list[Progress]:
    """By unit, in the order of their names, for all units that had or have errors.

    A form that is no longer among those that count is not called corrected: its errors are left out.
    """
    present = {key_of(entry) for entry in now.entries}
    old = _by_unit(error for error in _errors(before) if error[0] in present)
    new = _by_unit(_errors(now))
    names = {key_of(entry).unit: unit_name(entry.form.unit) for entry in (*before.entries, *now.entries)}
    return [_of_unit(names[unit], old[unit], new[unit]) for unit in sorted({*old, *new})]


def _of_unit(name: str, was: Counter[Error], has: Counter[Error]) -> Progress:
    return Progress(name, (was - has).total(), (was & has).total(), (has - was).total())


def _by_unit(errors: Iterable[Error]) -> defaultdict[str, Counter[Error]]:
    found: defaultdict[str, Counter[Error]] = defaultdict(Counter)
    for error in errors:
        found[error[0].unit][error] += 1
    return found


def _errors(collected: Collected) -> Iterator[Error]:
    for item in collected.remarks:
        if item.entry is not None and item.finding.severity == "error":
            yield key_of(collected.entries[item.entry]), item.finding.code, item.finding.field
