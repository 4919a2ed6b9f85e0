"""What became of the errors of the last round: which are mended, which remain, which are new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from jixiao.collect.choose import Key, key_of
from jixiao.collect.result import Collected

NO_UNIT = "（单位未填）"
Error = tuple[Key, str, str]
"""The form, the rule's code and the field: a cell moves when rows are put in, a field does not."""


class Progress(NamedTuple):
    """How many errors of one unit were mended since the last round, how many remain, how many are new."""

    unit: str
    mended: int
    remaining: int
    new: int


def progress(before: Collected, now: Collected) -> list[Progress]:
    """By unit, in the order of their names, for all units that had or have errors.

    A form that is no longer among those that count is not called mended: its errors are left out.
    """
    present = {key_of(entry) for entry in now.entries}
    old = Counter(error for error in _errors(before) if error[0] in present)
    new = Counter(_errors(now))
    names = {key_of(entry).unit: entry.form.unit or NO_UNIT for entry in (*before.entries, *now.entries)}
    units = sorted({error[0].unit for error in (*old, *new)})
    return [_of_unit(unit, names[unit], old, new) for unit in units]


def _of_unit(unit: str, name: str, old: Counter[Error], new: Counter[Error]) -> Progress:
    was = Counter({error: count for error, count in old.items() if error[0].unit == unit})
    has = Counter({error: count for error, count in new.items() if error[0].unit == unit})
    return Progress(name, (was - has).total(), (was & has).total(), (has - was).total())


def _errors(collected: Collected) -> Iterator[Error]:
    for item in collected.remarks:
        if item.entry is not None and item.finding.severity == "error":
            yield key_of(collected.entries[item.entry]), item.finding.code, item.finding.field
