"""Pairs of target and result with the score that is right: a wrong number never, nearly all that can be computed."""

import csv
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest

from jixiao import policy
from jixiao.form.model import Indicator
from jixiao.policy.indicator import indicator_score

FOLDER = Path(__file__).parent / "pairs"
NONE = "none"
TABLES = ["given.tsv", "variants.tsv", "wordings.tsv", "fields.tsv", "everyday.tsv", "clerks.tsv", "traps.tsv"]


class Pair(NamedTuple):
    """One line of a table: the right score of ten points, `none` where none may be suggested, and what may be said as well."""

    dimension: str
    category: str
    name: str
    target: str
    actual: str
    ideal: str
    also: str


def pairs(name: str) -> list[Pair]:
    """The lines of a table; a line break inside a cell is written as a backslash and n."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        next(rows)
        return [Pair(*(cell.replace("\\n", "\n") for cell in row)) for row in rows]


def suggested(pair: Pair) -> tuple[str, str]:
    row = Indicator(pair.dimension, pair.category, pair.name, pair.target, pair.actual or None, Decimal(10))
    found = indicator_score("indicators[0]", row, policy.load("2020-caiyu-10"))
    return (NONE if found.suggested is None else f"{found.suggested.normalize():f}"), found.explanation


@pytest.mark.parametrize("table", TABLES)
def test_no_pair_gets_a_wrong_score(table: str) -> None:
    answers = [(pair, *suggested(pair)) for pair in pairs(table)]
    assert len(answers) > 130
    wrong = [item for item in answers if item[1] not in (NONE, item[0].ideal, *item[0].also.split("|"))]
    assert wrong == []


@pytest.mark.parametrize("table", TABLES)
def test_nearly_every_pair_that_can_be_computed_is(table: str) -> None:
    can = [pair for pair in pairs(table) if pair.ideal != NONE and NONE not in pair.also.split("|")]
    missing = [pair for pair in can if suggested(pair)[0] == NONE]
    assert len(missing) <= len(can) * 0.02, missing


def test_where_there_is_no_score_the_reason_quotes_the_text() -> None:
    for pair in (pair for table in TABLES for pair in pairs(table)):
        score, why = suggested(pair)
        if score == NONE:
            assert len(why) > 12 and ("；" in why), (pair, why)
