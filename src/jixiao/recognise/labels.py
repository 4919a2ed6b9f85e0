"""The words that stand on forms, loaded from `workbook/labels.toml`: data, so that a new layout is a change of data."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from jixiao import resources
from jixiao.form.model import FundKind, Kind
from jixiao.form.wording import label


@dataclass(frozen=True, slots=True)
class Labels:
    """Bare label → field, one mapping for each part of a form."""

    titles: tuple[str, ...]
    kinds: tuple[tuple[Kind, tuple[str, ...]], ...]
    header: Mapping[str, str]
    fund_columns: Mapping[str, str]
    fund_totals: frozenset[str]
    fund_kinds: Mapping[str, FundKind]
    goal: Mapping[str, str]
    indicator_columns: Mapping[str, str]
    totals: frozenset[str]
    ends: tuple[str, ...]
    dimension_of: Mapping[str, str]
    furniture: frozenset[str]
    beside: tuple[str, ...]
    fillers: frozenset[str]
    prompts: re.Pattern[str]
    known: frozenset[str]

    def is_prompt(self, text: str) -> bool:
        """Whether `text` is a prompt of the template that nobody replaced."""
        return self.prompts.search(text) is not None


@cache
def standard() -> Labels:
    """The labels of the project's own `workbook/labels.toml`."""
    return parse(tomllib.loads(resources.path("workbook/labels.toml").read_text(encoding="utf-8")))


def parse(data: Mapping[str, Any]) -> Labels:
    """Labels from the tables of a TOML file of the same shape."""
    header, goal = _inverted(data["header"]), _inverted(data["goal"])
    funds, indicators = _inverted(data["funds"]["columns"]), _inverted(data["indicators"]["columns"])
    fund_totals, totals = _bare(data["funds"]["rows"]["total"]), _bare(data["total"]["words"])
    kinds: dict[str, Any] = _inverted(data["funds"]["kinds"])
    return Labels(
        titles=tuple(data["title"]["words"]),
        kinds=tuple((kind, tuple(words)) for kind, words in data["title"]["kinds"].items()),
        header=header,
        fund_columns=funds,
        fund_totals=fund_totals,
        fund_kinds=kinds,
        goal=goal,
        indicator_columns=indicators,
        totals=totals,
        ends=tuple(label(word) for word in data["end"]["starts"]),
        dimension_of=_inverted(data["dimensions"]),
        furniture=_bare(data["furniture"]["words"]),
        beside=tuple(data["furniture"]["beside"]),
        fillers=frozenset(data["blank"]["fillers"]),
        prompts=re.compile("|".join(data["prompts"]["patterns"])),
        known=frozenset({*header, *goal, *funds, *indicators, *fund_totals, *totals, *kinds}),
    )


def _inverted(groups: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {label(word): name for name, words in groups.items() for word in words}


def _bare(words: Iterable[str]) -> frozenset[str]:
    return frozenset(label(word) for word in words)
