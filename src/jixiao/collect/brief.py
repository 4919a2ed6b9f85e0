"""Forms in brief: what choosing, the roster and the search for common claims need of each, without its content."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import blake2b
from struct import Struct
from typing import NamedTuple

from jixiao.collect.choose import is_blank
from jixiao.collect.model import Entry, Figures
from jixiao.form.finding import SEVERITIES, Finding
from jixiao.form.model import Form, Source, Unread
from jixiao.rules import catalogue
from jixiao.rules.claims import claims
from jixiao.rules.lists import limit
from jixiao.rules.phrasing import bare

NO_OUTPUT = ("成本", "满意", "时效")
SHORTEST = 8
"""A shorter text is alike by chance."""
LEFT = "JX713"
"""The finding that goes with a project which a newer submission no longer holds."""
BETWEEN_FORMS = "JX6"
"""The family of rules that compare forms."""
DIGEST = 16
"""Characters of a form's code that tell two versions of one form apart: 64 bits."""
NO_FIGURES = Figures(*[None] * 14)
USED = (Unread("", ""),)
"""Stands for the content of a form without a project: a sheet that nobody has used has none."""
NOWHERE: Mapping[str, str] = {}
Severities = tuple[int, int, int]


OUTPUT = Struct("<H8s")
"""An output as bytes: a province has millions of them."""


class Output(NamedTuple):
    """A counted output that another unit might claim too: the number of its indicator, from 0, and a short code of its words."""

    row: int
    words: bytes


class Heading(NamedTuple):
    """What is counted of a form without reading it again."""

    severities: Severities
    outputs: Sequence[Output]


@dataclass(frozen=True, slots=True)
class Brief(Entry):
    """An entry without its content: its form has only the names, the year, the kind and where it stands.

    `findings` are those that a finding between forms may explain, and `LEFT`; `severities` counts all of them, `outputs`
    are packed. `digest` is only the beginning of the code. `number` leads to the whole entry; `has_unread` says whether
    there are cells that no field was read from.
    """

    severities: Severities = (0, 0, 0)
    outputs: bytes = b""
    has_unread: bool = False
    number: int = 0


def brief(entry: Entry, has_version: bool = False) -> Brief:
    """The entry in brief; its amounts only where it `has_version`, for projects that a newer version calls otherwise."""
    form, figures = entry.form, entry.figures
    return Brief(
        _names(form),
        replace(NO_FIGURES, initial=figures.initial, annual=figures.annual, executed=figures.executed)
        if has_version
        else NO_FIGURES,
        tuple(item for item in entry.findings if item.code in _needed()),
        entry.policy,
        entry.digest[:DIGEST],
        entry.archive_path,
        entry.arrival,
        entry.waivers,
        entry.via,
        severities(entry.findings),
        b"".join(OUTPUT.pack(*output) for output in outputs(form)),
        bool(form.unread_cells),
    )


def heading(entry: Entry) -> Heading:
    """What is counted of an entry, whole or in brief."""
    if isinstance(entry, Brief):
        return Heading(entry.severities, list(map(Output._make, OUTPUT.iter_unpack(entry.outputs))))
    return Heading(severities(entry.findings), outputs(entry.form))


def severities(findings: Iterable[Finding]) -> Severities:
    """How many are errors, warnings and notices."""
    found = [item.severity for item in findings]
    first, second, third = SEVERITIES
    return found.count(first), found.count(second), found.count(third)


def outputs(form: Form) -> Sequence[Output]:
    """The outputs of a form that two units can hardly both have by chance: a large number in a long text."""
    found = []
    for at, row in enumerate(form.indicators):
        text = row.actual or ""
        counts = not any(word in (row.category or "") for word in NO_OUTPUT)
        if counts and len(text) >= SHORTEST and any(claim.value >= limit("large_count") for claim in claims(text)):
            found.append(Output(at, words_of(text)))
    return found


def words_of(text: str) -> bytes:
    """A short code of the words of a text; equal words have equal codes."""
    return blake2b(bare(text).encode("utf-8", "surrogatepass"), digest_size=8).digest()


@cache
def causes() -> dict[str, tuple[str, ...]]:
    """Rules that are silent where another one has spoken, with the codes of those others."""
    return {rule.code: rule.after for rule in catalogue() if rule.after}


@cache
def _needed() -> frozenset[str]:
    between = {rule.code for rule in catalogue() if rule.family == BETWEEN_FORMS}
    return frozenset({LEFT, *(code for code, after in causes().items() if between.intersection(after))})


def _names(form: Form) -> Form:
    source = Source(None, form.source.sheet, form.source.block, NOWHERE)
    unread = USED if form.project is None and not is_blank(form) else ()
    return Form(
        form.project,
        form.year,
        department=form.department,
        unit=form.unit,
        unread=unread,
        source=source,
        kind=form.kind,
    )
