"""Rows of a table: the same whether they are in memory or put away."""

from __future__ import annotations

from decimal import Decimal

import pytest

from jixiao.collect import rows
from jixiao.collect.rows import Rows, numbered


@pytest.fixture
def few(monkeypatch):
    monkeypatch.setattr(rows, "FEW", 10)
    monkeypatch.setattr(rows, "TOGETHER", 4)


def made(count):
    return ({"name": f"项目{at}", "annual": Decimal(at) / 3, "note": None} for at in range(count))


@pytest.mark.parametrize("count", [0, 1, 9, 10, 11, 12, 13, 40, 41])
def test_rows_come_back_in_their_order_as_they_were(few, count):
    found, plain = numbered(made(count)), [{"number": at, **row} for at, row in enumerate(made(count), 1)]
    assert list(found) == list(found) == plain and len(found) == count and found == plain
    assert [found[at] for at in range(count)] == plain
    assert list(found[1:7]) == plain[1:7] and list(found[-3:]) == plain[-3:] and list(found[::-1]) == plain[::-1]


def test_few_rows_are_a_list(few):
    assert isinstance(numbered(made(9)), list) and isinstance(numbered(made(10)), Rows)


def test_other_rows_are_not_equal(few):
    assert numbered(made(30)) != numbered(made(31)) and numbered(made(30)) != [{"number": 1}] * 30
    assert numbered(made(30)) == numbered(made(30))
    with pytest.raises(IndexError):
        numbered(made(30))[30]
