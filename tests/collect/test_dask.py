"""jixiao collect --engine dask: the same result from a cluster of real processes, whatever happens to its workers."""

from __future__ import annotations

import fcntl
import json
import os
import signal
import subprocess
import sys
import threading
import warnings
from dataclasses import replace

import distributed
import pytest
from bench import inbox as generator
from bench.resaved import OLD

from jixiao import cli
from jixiao.actions.collect import Wanted, collect, gather, tables_of
from jixiao.collect import dask_cluster, dask_engine, parts
from jixiao.collect.batch import Shared
from jixiao.collect.dask_engine import Dask
from jixiao.collect.inbox import files
from jixiao.collect.model import UNREADABLE
from jixiao.collect.run import Workers, run
from jixiao.collect.store import Store, beside, code_of
from jixiao.errors import CannotGoOn
from jixiao.policy import default
from jixiao.sheets.book import build
from tests import build as make
from tests.collect.crews import BEFORE_GATE, GATE, REACHED, Crashing, Listening, Victim, listening
from tests.collect.seasons import silent
from tests.samples import ROOT

MANY = 30
GATED = (
    "import sys; from jixiao.actions import collect; from tests.collect import crews; collect.Take = crews.Gated;"
    "collect.run = crews.run_to_the_gate; from jixiao.cli import main; sys.exit(main(sys.argv[1:]))"
)


def small(folder, crashed=(), held=()):
    """An inbox of texts of which some kill the process that reads them, or hold it."""
    said = dict.fromkeys(crashed, b"deadly") | dict.fromkeys(held, b"held")
    for number in range(MANY):
        (folder / f"{number:02d}.txt").write_bytes(said.get(number, b"harmless"))
    return files([folder])


def read(found, take=None, engine=None):
    return [read for some in run(found, take or Crashing(), None, 2, engine or Dask()) for read in some]


def test_every_table_is_the_one_that_the_processes_of_the_program_give(tmp_path):
    folder = tmp_path / "收件夹"
    generator.fill(folder, 30, 3, 2, generator.NONE_SAVED | {OLD: 1})
    made = {}
    for engine in (Workers, Dask()):
        gathered = gather([folder], [], None, None, 2, silent, engine)
        collected = collect(gathered.reads, gathered.found, Wanted())
        made[engine] = tables_of(collected, tmp_path / "汇总.xlsx")
        assert len(collected.entries) > 40
    assert made[Workers] == made[Dask()]


def test_workers_killed_in_the_middle_cost_no_file(tmp_path):
    pipe, inbox, killed = tmp_path / "pipe", tmp_path / "收件夹", []
    os.mkfifo(pipe)
    inbox.mkdir()
    found = small(inbox, held=(5, 15))

    def kill():
        for _ in range(2):
            killed.append(int(pipe.read_text()))
            os.kill(killed[-1], signal.SIGKILL)

    killer = threading.Thread(target=kill, daemon=True)
    killer.start()
    reads = read(found, Victim(pipe))
    killer.join()
    assert [one.archive_path[0] for one in reads] == [f"{number:02d}.txt" for number in range(MANY)]
    assert [one.fault for one in reads] == [None] * MANY
    assert len(set(killed)) == 2 and not set(killed) & {int(one.digest) for one in reads[16:]}


def test_a_file_that_kills_its_worker_twice_is_named_and_all_others_are_read(tmp_path):
    reads = read(small(tmp_path, crashed=(4, 5, 20)))
    dead = [one for one in reads if one.fault]
    assert [one.archive_path[0] for one in dead] == ["04.txt", "05.txt", "20.txt"]
    assert {one.kind for one in dead} == {UNREADABLE} and "意外中止" in str(dead[0].fault)
    assert len(reads) == MANY


def test_a_worker_that_dask_does_not_replace_is_replaced(tmp_path, monkeypatch):
    async def not_seen(self, exitcode):
        """What Dask does of a worker that dies while it registers, as happens on a busy machine: nothing."""

    monkeypatch.setattr(distributed.Nanny, "_on_worker_exit", not_seen)
    monkeypatch.setattr(dask_engine, "LOOK_EVERY", 1)
    monkeypatch.setattr(dask_engine, "ADD_AFTER", 1)
    reads = read(small(tmp_path, crashed=(4,)))
    assert [one.archive_path[0] for one in reads if one.fault] == ["04.txt"] and len(reads) == MANY


def kept_by(path, found, take, monkeypatch):
    """The reads of a run whose own process can write nothing into the store, and what the store says of trouble."""

    def refused(*_):
        raise OSError(13, "Permission denied")

    made = Store(path, "")
    with monkeypatch.context() as patched:
        patched.setattr(parts, "put", refused)
        reads = [read for some in run(found, take, made, 2, Dask()) for read in some]
    return reads, made


def test_workers_keep_what_they_read_themselves_and_one_killed_in_the_middle_costs_no_part(tmp_path, monkeypatch):
    pipe, inbox, path = tmp_path / "pipe", tmp_path / "收件夹", tmp_path / "汇总.收表数据"
    os.mkfifo(pipe)
    inbox.mkdir()
    found = small(inbox, held=(11,))
    killer = threading.Thread(target=lambda: os.kill(int(pipe.read_text()), signal.SIGKILL), daemon=True)
    killer.start()
    reads, made = kept_by(path, found, Victim(pipe), monkeypatch)
    killer.join()
    assert (made.trouble, made.unshared) == (None, None) and [one.fault for one in reads] == [None] * MANY
    assert list(path.rglob(".new-*")) == [] and 1 < len(list(path.rglob("content"))) <= MANY
    monkeypatch.setitem(sys.modules, "distributed", None)
    again = [read for some in run(found, Victim(pipe), Store(path, ""), 2, Dask()) for read in some]
    assert [replace(one, digest="") for one in again] == [replace(one, digest="") for one in reads]


def test_what_kills_its_worker_is_not_kept_and_all_that_came_with_it_is(tmp_path, monkeypatch):
    (tmp_path / "收件夹").mkdir()
    found, path = small(tmp_path / "收件夹", crashed=(4,)), tmp_path / "汇总.收表数据"
    monkeypatch.setattr(dask_engine, "SHARES", 3)  # so that a batch has several files
    made = Store(path, "")
    reads = [read for some in run(found, Crashing(), made, 2, Dask()) for read in some]
    assert [one.archive_path[0] for one in reads if one.fault] == ["04.txt"]
    again = Store(path, "")
    known = [again.find(code_of(file.path.name, file.path.read_bytes())) is not None for file in found]
    assert known == [number != 4 for number in range(MANY)]


def test_a_folder_that_workers_cannot_see_is_named_and_the_outcomes_are_sent(tmp_path, monkeypatch, capsys):
    folder, output = tmp_path / "收件夹", tmp_path / "汇总.xlsx"
    folder.mkdir()
    (folder / "表.xlsx").write_bytes(build([make.form()], default(2020)))
    elsewhere = Shared(tmp_path / "别处", "")
    monkeypatch.setattr(dask_engine.Shared, "made", lambda place: elsewhere)
    assert cli.main(["collect", str(folder), "-o", str(output), "--engine", "dask"]) == 0
    said = capsys.readouterr().err
    assert f"看不到文件夹 {tmp_path / '别处'}，它没有共享" in said and "改为送回本机" in said
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert cli.main(["collect", str(folder), "-o", str(output), "--engine", "dask"]) == 0


def test_nothing_listens_beyond_this_machine(tmp_path):
    reads, own = [], set()
    for some in run(small(tmp_path), Listening(), None, 2, Dask()):
        reads += some
        own |= listening()
    assert own == {"127.0.0.1"} and {one.digest for one in reads} == {"127.0.0.1"}


def test_ctrl_c_leaves_a_partial_result_and_the_next_run_goes_on_from_there(tmp_path):
    folder, gate, output = tmp_path / "收件夹", tmp_path / "gate", tmp_path / "汇总.xlsx"
    folder.mkdir()
    for number in range(MANY):
        form = make.form(unit=f"青河区第{number}所", project=f"电梯维修{number}")
        (folder / f"{number:02d}.xlsx").write_bytes(build([form], default(2020)))
    words = ["collect", folder, "-o", output, "--engine", "dask", "--json"]
    reached, write_end = os.pipe()
    with gate.open("w") as closed:
        fcntl.flock(closed, fcntl.LOCK_EX)
        started = subprocess.Popen(
            [sys.executable, "-c", GATED, *map(str, words)],
            env={**os.environ, GATE: str(gate), REACHED: str(write_end), "PYTHONPATH": str(ROOT)},
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            pass_fds=[write_end],
        )
        os.close(write_end)
        under_way = os.read(reached, 99)
        os.killpg(started.pid, signal.SIGINT)
    os.close(reached)
    out, err = started.communicate()
    assert under_way == b"reached", err
    partial = json.loads(out)
    assert started.returncode == cli.INTERRUPTED
    assert len(partial["projects"]) == partial["files"]["read"] == BEFORE_GATE
    assert f"已中断：读了 {MANY} 个文件中的" in err and "Traceback" not in err and output.exists()
    assert cli.main([*map(str, words)]) == 0 and beside(output).exists()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--scheduler", "tcp://127.0.0.1:1"], "只和 --engine dask 一起用"),
        (["--engine", "dask", "--scheduler", "tcp://127.0.0.1:1"], "连不上 Dask 调度端"),
        (["--engine", "dask", "--scheduler", "没有这个"], "连不上 Dask 调度端"),
    ],
)
def test_a_scheduler_that_cannot_be_used_is_named(words, message, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(dask_cluster, "CONNECT", 1)
    small(tmp_path)
    assert cli.main(["collect", str(tmp_path), *words]) == cli.UNREAD
    assert message in capsys.readouterr().err


def test_without_dask_its_extra_is_named(tmp_path, capsys, monkeypatch):
    small(tmp_path)
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert cli.main(["collect", str(tmp_path), "--engine", "dask"]) == cli.UNREAD
    assert 'pip install "dask[distributed]"' in capsys.readouterr().err


def test_what_the_cache_knows_needs_no_cluster(tmp_path, monkeypatch):
    folder, output = tmp_path / "收件夹", tmp_path / "汇总.xlsx"
    folder.mkdir()
    (folder / "表.xlsx").write_bytes(build([make.form()], default(2020)))
    assert cli.main(["collect", str(folder), "-o", str(output)]) == 0
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert cli.main(["collect", str(folder), "-o", str(output), "--engine", "dask"]) == 0


@pytest.fixture(scope="module")
def running():
    """The address of a cluster that runs already."""
    from distributed import LocalCluster

    here = dask_cluster.HERE
    with LocalCluster(2, threads_per_worker=1, host=here, dashboard_address=f"{here}:0") as cluster:
        yield cluster.scheduler_address


def test_a_running_cluster_is_used_by_its_address_and_must_have_the_same_version(tmp_path, running, monkeypatch):
    found = small(tmp_path)[:6]
    assert len({one.digest for one in read(found, engine=Dask(running))} - {str(os.getpid())}) >= 1
    monkeypatch.setattr(dask_cluster, "__version__", "9.9")
    with pytest.raises(CannotGoOn, match=r"tcp://.+ 上jixiao .+，本机是 9\.9。请在集群的每台机器上安装同一版本"):
        read(found, engine=Dask(running))


def test_the_parquet_files_are_the_same_to_the_byte(tmp_path, running):
    folder = tmp_path / "收件夹"
    generator.fill(folder, 12, 5, 2, generator.NONE_SAVED)
    made = []
    for engine, *words in (("local",), ("dask", "--scheduler", running)):
        place = tmp_path / engine
        cli.main(["collect", str(folder), "--parquet", str(place), "--engine", engine, *words])
        made.append({path.relative_to(place): path.read_bytes() for path in place.rglob("*.parquet")})
    assert made[0] == made[1] and len(made[0]) == 8 + 7


def test_a_large_file_is_sent_without_a_word(tmp_path, running):
    (tmp_path / "大.txt").write_bytes(bytes(12 << 20))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert [one.fault for one in read(files([tmp_path]), engine=Dask(running))] == [None]
