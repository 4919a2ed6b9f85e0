"""Which projects are drawn for review, by the written rules of workbook/sample.toml, each with its reasons."""

from __future__ import annotations

import hashlib
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from math import ceil
from typing import Any

from jixiao import resources
from jixiao.form.rounding import half_up, percent, plain

Given = Mapping[str, Any]
Counted = tuple[int, Counter[str]]
Reasoned = Iterator[tuple[int, dict[str, str]]]
"""The number of each candidate a rule draws, counted from 0, and the words of its reason."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What the rules know of a project: amounts in 万元, `rate` a fraction; `codes` of its errors and warnings.

    `key` is its unit, name and year; `titles` are the names of rules by code.
    """

    key: str
    annual: Decimal | None
    rate: Decimal | None
    total: Decimal | None
    weights: Decimal
    codes: tuple[str, ...]
    hints: tuple[str, ...]
    titles: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A project drawn: its number among the candidates, and for each rule that drew it the rule's title and the reason."""

    number: int
    reasons: tuple[tuple[str, str], ...]


@cache
def settings() -> Given:
    """The tables of workbook/sample.toml."""
    return tomllib.loads(resources.path("workbook/sample.toml").read_text(encoding="utf-8"), parse_float=Decimal)


def draw(candidates: Sequence[Candidate], seed: str) -> list[Drawn]:
    """The projects drawn, in the order of the candidates. The same candidates and seed give the same, in any order."""
    reasons: dict[int, list[tuple[str, str]]] = {}
    for rule in settings()["rules"]:
        for number, figures in list(RULES[rule["kind"]](rule, candidates, seed, set(reasons))):
            reasons.setdefault(number, []).append((rule["title"], rule["reason"].format(**figures)))
    return [Drawn(number, tuple(reasons[number])) for number in sorted(reasons)]


def _largest(rule: Given, candidates: Sequence[Candidate], seed: str, known: set[int]) -> Reasoned:
    found = [(number, item.annual) for number, item in enumerate(candidates) if item.annual is not None]
    found.sort(key=lambda item: (-item[1], candidates[item[0]].key))
    for rank, (number, annual) in enumerate(found[: rule["most"]], 1):
        yield number, {"annual": plain(half_up(annual, 6)), "rank": str(rank)}


def _low_rate(rule: Given, candidates: Sequence[Candidate], seed: str, known: set[int]) -> Reasoned:
    found = [(number, item.rate) for number, item in enumerate(candidates) if item.rate is not None]
    low = sorted(
        (item for item in found if item[1] < rule["below"]), key=lambda item: (item[1], candidates[item[0]].key)
    )
    for number, rate in low[: rule.get("most", len(low))]:
        yield number, {"rate": percent(rate), "below": percent(rule["below"])}


def _weak_evidence(rule: Given, candidates: Sequence[Candidate], seed: str, known: set[int]) -> Reasoned:
    found = []
    for number, item in enumerate(candidates):
        weak = Counter(code for code in (*item.codes, *item.hints) if code in rule["codes"])
        full = item.total is not None and item.weights > 0 and item.total >= item.weights * rule["share"]
        if full and weak.total() >= rule["least"]:
            found.append((number, weak))
    for number, weak in _gravest(found, candidates, rule):
        item = candidates[number]
        figures = {"total": plain(item.total or Decimal(0)), "weights": plain(item.weights)}
        yield number, figures | {"titles": _titles(weak, item)}


def _gravest(found: list[Counted], candidates: Sequence[Candidate], rule: Given) -> list[Counted]:
    """The candidates with most findings, as many as the rule draws."""
    found.sort(key=lambda item: (-item[1].total(), candidates[item[0]].key))
    return found[: rule.get("most", len(found))]


def _repeated(rule: Given, candidates: Sequence[Candidate], seed: str, known: set[int]) -> Reasoned:
    found = []
    for number, item in enumerate(candidates):
        often = Counter({code: count for code, count in Counter(item.codes).items() if count >= rule["least"]})
        if often:
            found.append((number, often))
    for number, often in _gravest(found, candidates, rule):
        yield number, {"titles": _titles(often, candidates[number])}


def _random(rule: Given, candidates: Sequence[Candidate], seed: str, known: set[int]) -> Reasoned:
    """Of those no other rule drew; the order is by a code of seed and project, so that nobody can choose it."""
    others = [number for number in range(len(candidates)) if number not in known]
    wanted = min(len(others), max(rule["least"], ceil(len(others) * rule["share"])))
    ordered = sorted(others, key=lambda number: hashlib.sha256(f"{seed}|{candidates[number].key}".encode()).digest())
    for number in ordered[:wanted]:
        yield number, {"seed": seed, "share": percent(rule["share"])}


def _titles(counted: Counter[str], item: Candidate) -> str:
    return "、".join(f"{item.titles[code]} {count} 处" for code, count in counted.most_common())


RULES: dict[str, Callable[[Given, Sequence[Candidate], str, set[int]], Reasoned]] = {
    "largest": _largest,
    "low_rate": _low_rate,
    "weak_evidence": _weak_evidence,
    "repeated": _repeated,
    "random": _random,
}
