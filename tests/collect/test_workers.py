"""Many files are read by processes; one that dies costs one file."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass

import pytest

from jixiao.actions.collect import gather
from jixiao.collect.inbox import files
from jixiao.collect.model import UNREADABLE, Arrival, Item, Read
from jixiao.collect.run import MANY, run
from jixiao.collect.store import Store, code_of, standing
from tests.collect.seasons import silent
from tests.samples import ROOT

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ODS = b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"


@dataclass(frozen=True)
class Crashing:
    """Reads any file but one that says so, which kills its process."""

    def __call__(self, item: Item) -> tuple[Read, ...]:
        if item.data == b"deadly":
            os._exit(9)
        return (Read(item.archive_path, str(os.getpid()), Arrival()),)


def inbox(folder, crashed=()):
    for number in range(MANY):
        (folder / f"{number:03d}.txt").write_bytes(b"deadly" if number in crashed else b"harmless")
    return files([folder])


def test_many_files_are_read_in_other_processes(tmp_path):
    reads = [read for some in run(inbox(tmp_path), Crashing(), None, 2) for read in some]
    assert [read.archive_path[0] for read in reads] == [f"{number:03d}.txt" for number in range(MANY)]
    assert str(os.getpid()) not in {read.digest for read in reads}


def test_a_file_that_kills_its_process_is_tried_again_next_time(tmp_path):
    found = inbox(tmp_path, crashed=(7,))
    store = Store(tmp_path / "汇总.收表数据", "")
    assert len(list(run(found, Crashing(), store, 2))) == MANY
    assert store.find(code_of("007.txt", b"deadly")) is None
    assert store.find(code_of("008.txt", b"harmless")) is not None
    store.close()


def test_files_for_libreoffice_come_after_all_others(tmp_path):
    for name, data in {"a.xls": OLE, "b.txt": b"1", "c.ods": ODS, "d.rtf": b"{\\rtf1", "e.txt": b"2"}.items():
        (tmp_path / name).write_bytes(data)
    found = files([tmp_path])
    reads = [read.archive_path[0] for some in run(found, Crashing(), None, 1) for read in some]
    assert reads == ["b.txt", "e.txt", "a.xls", "c.ods", "d.rtf"]
    gathered = gather([tmp_path], [], None, None, 1, silent)
    assert [read.archive_path[0] for read in gathered.reads] == [file.name for file in found] and gathered.done == 5


def test_what_is_known_of_files_for_libreoffice_comes_in_its_place(tmp_path):
    (tmp_path / "a.xls").write_bytes(OLE)
    (tmp_path / "b.txt").write_bytes(b"1")
    store = Store(tmp_path / "汇总.收表数据", "")
    found = files([tmp_path], standing(tmp_path / "汇总.收表数据"))
    for order in (["b.txt", "a.xls"], ["a.xls", "b.txt"]):
        assert [read.archive_path[0] for some in run(found, Crashing(), store, 1) for read in some] == order
    store.close()


def test_few_files_are_read_by_threads(tmp_path):
    reads = [read for some in run(inbox(tmp_path)[:5], Crashing(), None, 2) for read in some]
    assert {read.digest for read in reads} == {str(os.getpid())}


def test_a_file_that_kills_its_process_is_named_and_all_others_are_read(tmp_path):
    reads = [read for some in run(inbox(tmp_path, crashed=(7, 20)), Crashing(), None, 2) for read in some]
    dead = [read for read in reads if read.fault]
    assert [read.archive_path[0] for read in dead] == ["007.txt", "020.txt"] and {read.kind for read in dead} == {
        UNREADABLE
    }
    assert len(reads) == MANY and "意外中止" in str(dead[0].fault)


KILLED = """
import os, sys
from pathlib import Path
from jixiao.collect.run import run
from jixiao.collect.inbox import files
from tests.collect.crews import Crashing
if __name__ == "__main__":
    for number, reads in enumerate(run(files([Path(sys.argv[1])]), Crashing(), None, 3)):
        if number == 9:
            print("under way", flush=True)
            sys.stdin.read()
"""


def test_workers_end_with_a_run_that_is_killed(tmp_path):
    psutil = pytest.importorskip("psutil")
    inbox(tmp_path)
    started = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(tmp_path)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        assert started.stdout.readline()
        workers = psutil.Process(started.pid).children(recursive=True)
    finally:
        started.kill()
        started.wait()
        started.stdin.close()
        started.stdout.close()
    gone, alive = psutil.wait_procs(workers, timeout=30)
    for one in alive:
        one.kill()
    assert len(gone) >= 2 and not alive
