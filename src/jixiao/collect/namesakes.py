"""Projects without a match that have a namesake under another unit in the other year: shown, never matched."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from jixiao.collect.model import Entry
from jixiao.rules.phrasing import bare, quote
from jixiao.rules.year_pairs import Match


def namesakes(pairs: Sequence[Match], now: Sequence[Entry], before: Sequence[Entry]) -> dict[int, str]:
    """For the number of a pair a sentence on its one namesake: a new project's among those gone, and the other way.

    A unit may have been renamed or a project moved; only who knows the units can say.
    """
    new = _by_name((at, now[pair.now]) for at, pair in enumerate(pairs) if pair.state == "new" and pair.now is not None)
    gone = _by_name(
        (at, before[pair.before]) for at, pair in enumerate(pairs) if pair.state == "gone" and pair.before is not None
    )
    found: dict[int, str] = {}
    for name in new.keys() & gone.keys():
        if len(new[name]) == len(gone[name]) == 1:
            ((at, mine),), ((other, old),) = new[name], gone[name]
            found[at] = f"上年{_unit(old)}有同名项目，未作比较，请核对单位是否改名"
            found[other] = f"今年{_unit(mine)}有同名项目，未作比较，请核对单位是否改名"
    return found


def _by_name(items: Iterator[tuple[int, Entry]]) -> dict[str, list[tuple[int, Entry]]]:
    found: dict[str, list[tuple[int, Entry]]] = defaultdict(list)
    for at, entry in items:
        found[bare(entry.form.project or "")].append((at, entry))
    return found


def _unit(entry: Entry) -> str:
    return quote(entry.form.unit) if entry.form.unit else "没有写单位的"
