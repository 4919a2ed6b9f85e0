"""The data set of --parquet: two runs at once, runs that were killed, and what other programs do to it meanwhile."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

import duckdb
import pytest

from jixiao.actions.collect import Wanted, collect, gather, tables_of
from jixiao.collect import dataset
from jixiao.collect.dataset import DataSet, standing
from jixiao.errors import CannotGoOn
from jixiao.policy import default
from jixiao.sheets.book import build
from jixiao.xlsx import save
from tests.build import form
from tests.collect.seasons import silent

LONG_AGO = (1_600_000_000, 1_600_000_000)


@pytest.fixture
def place(tmp_path):
    return tmp_path / "数据"


@pytest.fixture
def gathered(tmp_path, monkeypatch):
    """Two files; each makes a part of its own."""
    monkeypatch.setattr(dataset, "PART_FORMS", 1)
    inbox = tmp_path / "收件夹"
    inbox.mkdir()
    for number in range(2):
        (inbox / f"{number}.xlsx").write_bytes(build([form(project=f"电梯维修{number}")], default(2020)))
    return gather([inbox], [], None, None, 1, silent)


def finish(made, gathered):
    collected = collect(gathered.reads, gathered.found, Wanted(), gathered.done)
    made.finish(tables_of(collected, None), collected.progress)


def forms(place):
    return duckdb.sql(f"SELECT * FROM '{place}/as_read/projects/*.parquet'").fetchall()


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_two_runs_at_once_keep_their_parts_apart(gathered, place):
    one = DataSet(place)
    one.add([gathered.reads[0]])
    other = DataSet(place)
    for read in gathered.reads:
        other.add([read])
    one.add([gathered.reads[1]])
    finish(one, gathered)
    assert len(forms(place)) == 2
    finish(other, gathered)
    assert len(forms(place)) == 2 and names(place.parent) == ["收件夹", "数据"]


@pytest.mark.parametrize("part", [0, 1])
def test_a_part_that_is_gone_is_noticed_and_the_old_folder_stays(gathered, place, part):
    finish(DataSet(place), gathered)
    before = names(place)
    made = DataSet(place)
    for read in gathered.reads:
        made.add([read])
    (staged,) = place.parent.glob(".jixiao-*")
    (staged / "as_read" / "funds" / f"part-0000{part}.parquet").unlink()
    with pytest.raises(CannotGoOn, match=rf"数据：.*funds/part-0000{part}\.parquet.*再运行"):
        finish(made, gathered)
    assert names(place) == before


def test_what_a_killed_run_left_goes_after_a_day(place):
    left = [place.with_name(f".jixiao-数据-{what}") for what in ("new", "old", f"new-{'0' * 32}", f"new-{'1' * 32}")]
    alike = [place.with_name(name) for name in (".jixiao-数据-newer", ".jixiao-别的-new", "数据-new")]
    for folder in (*left, *alike):
        folder.mkdir()
        (folder / "whole.parquet").touch()
        os.utime(folder, LONG_AGO)
    os.utime(left[-1])
    place.mkdir()
    DataSet(place)
    assert set(place.parent.iterdir()) == {place, left[-1], *alike}


def test_a_run_that_ends_before_its_time_leaves_nothing(gathered, place):
    made = DataSet(place)
    made.add([gathered.reads[0]])
    assert len(list(place.parent.glob(".jixiao-*"))) == 1
    del made
    assert names(place.parent) == ["收件夹"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="only where processes split")
def test_a_process_that_splits_off_removes_nothing(gathered, place):
    made = DataSet(place)
    made.add([gathered.reads[0]])
    child = os.fork()
    if child == 0:
        del made
        os._exit(0)
    os.waitpid(child, 0)
    made.add([gathered.reads[1]])
    finish(made, gathered)
    assert len(forms(place)) == 2


def test_what_runs_keep_beside_the_folder_is_no_form_handed_in(gathered, place):
    one, other = DataSet(place), DataSet(place)
    one.add([gathered.reads[0]])
    other.add([gathered.reads[0]])
    staged = list(place.parent.glob(".jixiao-*"))
    found = standing(place)
    assert len(staged) == 2 and {path.name for path in found if path.is_file()} == {"part-00000.parquet"}
    assert all(any(folder in path.parents for path in found) for folder in staged)
    shutil.rmtree(staged[0])
    assert standing(place.parent / "没有" / "数据") == []


@pytest.mark.parametrize(("times", "done"), [(save.TRIES - 1, True), (save.TRIES, False)])
def test_a_folder_held_for_a_moment_takes_its_place(gathered, place, monkeypatch, times, done):
    finish(DataSet(place), gathered)
    real, tried = Path.replace, []

    def refused(self, target):
        tried.append(target)
        if len(tried) <= times:
            raise PermissionError(errno.EACCES, "held by a scanner")
        return real(self, target)

    made = DataSet(place)
    for read in gathered.reads:
        made.add([read])
    monkeypatch.setattr(save, "PAUSE", 0)
    monkeypatch.setattr(Path, "replace", refused)
    if done:
        finish(made, gathered)
        assert len(forms(place)) == 2
    else:
        with pytest.raises(CannotGoOn, match=r"数据：换不下来.*原来的没有动"):
            finish(made, gathered)
        assert (place / "whole.parquet").is_file() and forms(place) == []


def test_an_old_folder_that_cannot_be_put_back_is_named(gathered, place, monkeypatch):
    finish(DataSet(place), gathered)
    real = Path.replace

    def refused(self, target):
        if target == place:
            raise PermissionError(errno.EACCES, "held by a scanner")
        return real(self, target)

    made = DataSet(place)
    monkeypatch.setattr(save, "PAUSE", 0)
    monkeypatch.setattr(Path, "replace", refused)
    with pytest.raises(CannotGoOn, match=r"数据：换不下来.*原来的现在叫 \.jixiao-数据-old-"):
        finish(made, gathered)
    (old,) = place.parent.glob(".jixiao-数据-old-*")
    assert (old / "whole.parquet").is_file()
    os.utime(old, LONG_AGO)
    DataSet(place)
    assert old.is_dir()
