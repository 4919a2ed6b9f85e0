"""Projects that a newer submission of their sender no longer holds: counted and reported, or left out and listed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import jixiao.policy as policies
from jixiao.collect.brief import LEFT
from jixiao.collect.choose import Choice, Unused, not_taken
from jixiao.collect.model import Entry
from jixiao.collect.submissions import Missing
from jixiao.form.finding import Finding
from jixiao.rules import check
from jixiao.rules.jx7_submissions import Sending
from jixiao.rules.registry import FAMILIES
from jixiao.rules.waive import set_aside

CODE = LEFT
ALONE = tuple(family for family in FAMILIES if family != CODE[:3])


def report_missing(choice: Choice) -> Choice:
    """They count, for nobody said that they should not; each has a finding (`reports`), which goes up with it."""
    return choice


def reports(choice: Choice, whole: Callable[[Entry], Entry]) -> dict[int, tuple[Finding, ...]]:
    """The findings about those that count, by the number of the entry; `whole` gives an entry with its content."""
    return {item.entry: tuple(_found(whole(choice.entries[item.entry]), item)) for item in choice.missing}


def drop(choice: Choice) -> Choice:
    """They do not count: what a sender sent last is all that it means to report."""
    gone = {item.entry for item in choice.missing}
    kept = tuple(entry for number, entry in enumerate(choice.entries) if number not in gone)
    listed = sorted((*choice.unused, *_dropped(choice)), key=lambda item: item.archive_path)
    return replace(choice, entries=kept, unused=tuple(listed), missing=())


def _found(entry: Entry, item: Missing) -> list[Finding]:
    sending = Sending(entry.form, item.version, item.newest.version, item.newest.file, item.renamed)
    found = check((entry.form,), policies.default(entry.form.year), off=ALONE, sendings={0: sending}).findings
    return set_aside(found, entry.waivers)[0]


def _dropped(choice: Choice) -> Iterator[Unused]:
    for item in choice.missing:
        message = f"报送次数：这份第 {item.version} 次，单位后来的第 {item.newest.version} 次不含这个项目，按 --latest-only 不计入。"
        yield not_taken(choice.entries[item.entry], "missing", message, item.newest.file)
