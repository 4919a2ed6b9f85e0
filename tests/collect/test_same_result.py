"""One inbox gives the same tables whoever reads it: any number of jobs, threads, processes or Dask, again and again.

JIXIAO_REPEATS=50 repeats each way 50 times; in the usual run each is tried a few times with cold caches.
"""

from __future__ import annotations

import os

import pytest

from jixiao import policy
from jixiao.actions.collect import Wanted, collect, gather, tables_of
from jixiao.actions.collect_file import Take
from jixiao.collect import content, rows, store
from jixiao.collect import run as running
from jixiao.collect.inbox import files
from jixiao.collect.run import run
from jixiao.collect.store import Store, code_of
from jixiao.collect.workbook import build
from jixiao.policy import for_form
from jixiao.xlsx.stamp import strings
from tests.build import form
from tests.collect.seasons import silent
from tests.submit.books import workbook

REPEATS = int(os.environ.get("JIXIAO_REPEATS", "3"))
WEIGHTS = {"indicators[0].weight": "20"}  # off the policy, so that the weights of a dimension are compared


@pytest.fixture(scope="module")
def inbox(tmp_path_factory):
    folder = tmp_path_factory.mktemp("收件夹")
    for number in range(4):
        made = form(WEIGHTS, unit=f"第{number}所", project=f"项目{number}")
        (folder / f"{number}.xlsx").write_bytes(workbook(made))
        os.utime(folder / f"{number}.xlsx", (1_600_000_000, 1_600_000_000))
    return folder


def result(inbox, jobs, engine=running.Workers, named=None, kept=None):
    """The collected workbook as bytes, read with cold caches; what was read is kept beside the output `kept`."""
    for cold in (policy.load, policy.default):
        cold.cache_clear()
    gathered = gather([inbox], [], named, kept, jobs, silent, engine)
    collected = collect(gathered.reads, gathered.found, Wanted(policy=named), gathered.done)
    assert not collected.unused
    return build(collected, tables_of(collected, None))


@pytest.mark.parametrize("named", [None, "2020-caiyu-10"])
@pytest.mark.parametrize("jobs", [2, 8])
def test_threads_give_what_one_gives(inbox, jobs, named):
    alone = result(inbox, 1, named=named)
    assert all(result(inbox, jobs, named=named) == alone for _ in range(REPEATS))


@pytest.mark.parametrize("named", [None, "2020-caiyu-10"])
def test_processes_give_what_one_gives(inbox, monkeypatch, named):
    alone = result(inbox, 1, named=named)
    monkeypatch.setattr(running, "MANY", 2)
    assert all(result(inbox, 2, named=named) == alone for _ in range(max(1, REPEATS // 3)))


def test_dask_gives_what_one_gives(inbox):
    from jixiao.collect.dask_engine import Dask

    alone = result(inbox, 1, named="2020-caiyu-10")
    assert all(
        result(inbox, 2, lambda *given: Dask(None)(*given), "2020-caiyu-10") == alone
        for _ in range(max(1, REPEATS // 3))
    )


def test_what_is_kept_gives_what_reading_gives(inbox, tmp_path, monkeypatch):
    from jixiao.collect.dask_engine import Dask

    alone, kept = result(inbox, 1), tmp_path / "汇总.xlsx"
    monkeypatch.setattr(running, "SAVE_EVERY", 1)
    assert result(inbox, 1, kept=kept) == alone
    (inbox / "4.xlsx").write_bytes(workbook(form(WEIGHTS, unit="第4所", project="项目4")))
    os.utime(inbox / "4.xlsx", (1_600_000_000, 1_600_000_000))
    try:
        more = result(inbox, 1)
        for jobs, engine in ((1, running.Workers), (8, running.Workers), (2, lambda *given: Dask(None)(*given))):
            assert result(inbox, jobs, engine, kept=kept) == more != alone
    finally:
        (inbox / "4.xlsx").unlink()


def test_forms_put_away_give_the_same_workbook(inbox, monkeypatch):
    alone = result(inbox, 1)
    for module, name in ((rows, "FEW"), (rows, "TOGETHER"), (strings, "MOST"), (content, "TOGETHER")):
        monkeypatch.setattr(module, name, 2)
    monkeypatch.setattr(store, "OPEN_PIECES", 1)
    assert result(inbox, 1) == alone


def test_a_policy_that_is_an_equal_copy_scores_and_checks_alike():
    from copy import deepcopy

    from jixiao.rules import check

    made = form(WEIGHTS)
    first = for_form(made)
    found = check((made,), first).findings
    assert any(item.code == "JX303" for item in found)
    assert check((made,), deepcopy(first)).findings == found


def test_what_was_not_foreseen_is_not_kept(tmp_path, monkeypatch):
    (tmp_path / "甲.xlsx").write_bytes(b"x")
    kept = Store(tmp_path / "汇总.收表数据", "")

    def fails(self, item, source):
        raise IndexError("list index out of range")

    monkeypatch.setattr(Take, "_opened", fails)
    (read,) = next(iter(run(files([tmp_path / "甲.xlsx"]), Take(), kept, 1)))
    assert read.fault and "读取时出错" in read.fault
    assert kept.find(code_of("甲.xlsx", b"x")) is None
    kept.close()


def test_what_this_machine_lacks_is_not_kept(tmp_path, monkeypatch):
    from jixiao import libreoffice

    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le")
    (tmp_path / "甲.xls").write_bytes(old)
    kept = Store(tmp_path / "汇总.收表数据", "")
    monkeypatch.setattr(libreoffice, "program", lambda: None)
    (read,) = next(iter(run(files([tmp_path / "甲.xls"]), Take(), kept, 1)))
    assert read.fault and "LibreOffice" in read.fault
    assert kept.find(code_of("甲.xls", old)) is None
    kept.close()
