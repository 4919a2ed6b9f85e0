"""A whole season: a few hundred files of every shape, every count held against the known truth."""

from __future__ import annotations

from datetime import date

import pytest
from bench import inbox

from jixiao.actions.collect import Wanted
from jixiao.collect import roster
from tests.collect.seasons import collected, printed, tables


@pytest.mark.parametrize(("seed", "units"), [(1, 240), (2, 60), (3, 60)])
def test_every_count_is_the_known_truth(tmp_path, seed, units):
    folder = tmp_path / "收件夹"
    truth = inbox.fill(folder, units, seed, forms=2)
    expected = roster.read(inbox.beside(folder, "名单.csv"))
    found = collected(folder, wanted=Wanted(roster=expected, deadline=date.fromisoformat(inbox.DEADLINE)))
    assert printed(tables(found), found) == truth | {"claims": len(truth["claims"])}


def test_a_unit_that_sent_only_broken_files_is_missing_and_the_file_is_named(tmp_path):
    folder = tmp_path / "收件夹"
    truth = inbox.fill(folder, 60, 2, forms=2)
    found = tables(collected(folder, wanted=Wanted(roster=roster.read(inbox.beside(folder, "名单.csv")))))
    noted = [row for row in found.roster if str(row["note"] or "").startswith("收到的文件无法读取")]
    assert 0 < len(noted) == truth["unused"]["无法读取"]
    assert {row["unit"] for row in noted} <= set(truth["missing"])
