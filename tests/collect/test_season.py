"""A whole season: a few hundred files of every shape, every count held against the known truth."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest
from bench import inbox

from jixiao.actions.collect import Wanted, collect, gather
from jixiao.collect import roster
from tests.collect.seasons import as_truth, silent, tables


@pytest.fixture(scope="module")
def season(tmp_path_factory):
    """What is read of an inbox, its truth and its roster; each inbox is made and read once."""
    folder = tmp_path_factory.mktemp("季")

    @cache
    def read(seed, units):
        place = folder / f"收件夹{seed}"
        truth = inbox.fill(place, units, seed, 2, inbox.FEW_SAVED if seed == 1 else inbox.NONE_SAVED)
        return gather([place], [], None, None, 2, silent), truth, roster.read(inbox.beside(place, "名单.csv"))

    return read


@pytest.mark.parametrize(("seed", "units"), [(1, 240), (2, 60), (3, 60)])
def test_every_count_is_the_known_truth(season, seed, units):
    gathered, truth, expected = season(seed, units)
    wanted = Wanted(roster=expected, deadline=date.fromisoformat(inbox.DEADLINE))
    found = collect(gathered.reads, gathered.found, wanted)
    assert as_truth(tables(found), found) == truth | {"claims": len(truth["claims"])}


def test_a_unit_that_sent_only_broken_files_is_missing_and_the_file_is_named(season):
    gathered, truth, expected = season(2, 60)
    found = tables(collect(gathered.reads, gathered.found, Wanted(roster=expected)))
    noted = [row for row in found.roster if str(row["note"] or "").startswith("收到的文件无法读取")]
    assert 0 < len(noted) == truth["unused"]["无法读取"]
    assert {row["unit"] for row in noted} <= set(truth["missing"])
