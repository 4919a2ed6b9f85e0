"""The store is a help and never a hindrance: whatever is wrong with it, the results are the same and the reason is given."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from jixiao.actions.collect import Wanted, collect, gather, tables_of
from jixiao.actions.collect_file import Take
from jixiao.cli import main
from jixiao.collect import content, parts, store
from jixiao.collect.inbox import Found, files
from jixiao.collect.model import Arrival, Read
from jixiao.collect.run import run
from jixiao.collect.shelf import Kept, Place
from jixiao.collect.store import Store, code_of
from jixiao.collect.workbook import build as collected_workbook
from jixiao.errors import CannotGoOn
from jixiao.policy import default
from jixiao.sheets.book import build
from jixiao.xlsx import save
from tests.build import form
from tests.collect.seasons import silent
from tests.collect.test_choose import handed_in
from tests.samples import ROOT

READ = Read(("a.xlsx",), "d", Arrival())


@pytest.fixture
def path(tmp_path):
    return tmp_path / "汇总.收表数据"


def code(name):
    return code_of(name, b"")


def kept(path, terms="", name="a", read=READ):
    made = Store(path, terms)
    made.put(code(name), content.packed([read]))
    made.close()
    return made


def found(path, terms="", name="a"):
    return known(Store(path, terms), name)


def known(made, name="a"):
    """What a store has of a file, its forms whole; None where it has nothing."""
    held = handed_over(made, name)
    return None if held is None else tuple(held)


def handed_over(made, name="a"):
    """What a store has of a file, its forms not yet read."""
    seen = made.find(code(name))
    if seen is None:
        return None
    file = Found(Path("没有"), seen.head.reads[0].archive_path[0])
    return Kept(file, seen.head, Place.of(seen.region, seen.head), made)


def contents(path):
    return sorted(path.rglob("content"))


def test_what_was_put_is_found_by_the_next_run_and_under_the_same_terms_only(path):
    assert kept(path).trouble is None
    assert found(path) == (READ,)
    assert found(path, "other") is None and found(path) == (READ,)


def test_forms_come_back_whole(path):
    read = handed_in(form(), form(project="路灯"), form(project="电梯"), name="表.xlsx")
    many = Read(("表.xlsx",), "d", read.arrival, read.entries * 20)
    kept(path, read=read)
    kept(path, name="b", read=many)
    assert found(path) == (read,) and found(path, name="b") == (many,)


def test_only_the_last_few_terms_are_kept(path):
    for number in range(store.KEPT_TERMS + 3):
        kept(path, str(number))
    assert len(list(path.iterdir())) == store.KEPT_TERMS + 1
    assert found(path, str(number)) == (READ,)


@pytest.mark.parametrize("what", ["content", "index"])
@pytest.mark.parametrize("damage", [b"", b"no store", b"\xff" * 5000])
def test_a_damaged_part_costs_its_own_files_only(path, what, damage):
    kept(path)
    (damaged,) = contents(path)
    kept(path, name="b")
    damaged.with_name(what).write_bytes(damage)
    assert found(path) is None and found(path, name="b") == (READ,)
    assert kept(path).trouble is None and found(path) == (READ,)


def turned(part, at):
    """A bit of the content of a part turned over."""
    data = bytearray(part.read_bytes())
    data[at] ^= 1
    part.write_bytes(data)


LONG_AGO = (1_600_000_000, 1_600_000_000)


@pytest.mark.parametrize("at", [0, 20, -1])
def test_a_bit_that_turned_is_noticed_and_its_part_left_out_from_then_on(path, at):
    kept(path)
    turned(contents(path)[0], at)
    assert found(path) is None
    kept(path)
    assert found(path) == (READ,) and len(contents(path)) == 2


def test_a_damaged_part_is_removed_when_nobody_can_be_reading_it_any_more(path):
    kept(path)
    (part,) = contents(path)
    turned(part, 0)
    assert found(path) is None and found(path) is None and contents(path) == [part]
    os.utime(part.with_name(parts.DAMAGED), LONG_AGO)
    assert found(path) is None and contents(path) == []


def test_a_file_that_is_damaged_costs_no_other_file_of_its_part(path):
    made = Store(path, "")
    for name in "ab":
        made.put(code(name), content.packed([READ]))
    made.close()
    again = Store(path, "")
    held = handed_over(again, "b")
    turned(contents(path)[0], 0)
    assert known(again, "a") is None and tuple(held) == (READ,) and known(again, "b") == (READ,)


@pytest.mark.parametrize("number", [errno.EMFILE, errno.EACCES, errno.EIO])
def test_what_cannot_be_read_at_the_moment_is_not_damaged(path, monkeypatch, number):
    kept(path)
    before = sorted(path.rglob("*"))
    opened = Store(path, "")

    def refused(self, *_, **__):
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patched:
        patched.setattr(Path, "open", refused)
        assert known(opened) is None and Store(path, "").trouble is None
    with monkeypatch.context() as patched:
        patched.setattr(Path, "read_bytes", refused)
        assert found(path) is None
    assert sorted(path.rglob("*")) == before and found(path) == (READ,) and known(opened) == (READ,)


def test_forms_that_are_damaged_while_they_are_used_are_left_out_from_then_on(path):
    read = handed_in(form(), name="表.xlsx")
    kept(path, read=read)
    made = Store(path, "")
    held = handed_over(made)
    for at in (-1, -5, -9):
        turned(contents(path)[0], at)
    with pytest.raises(CannotGoOn, match=r"汇总\.收表数据：.*再运行一次"):
        tuple(held)
    assert Store(path, "").find(code("a")) is None


def test_what_is_damaged_while_it_is_used_is_said_and_read_again_next_time(path, tmp_path):
    (tmp_path / "表.xlsx").write_bytes(build([form()], default(2020)))
    gathered = gather([tmp_path / "表.xlsx"], [], None, tmp_path / "汇总.xlsx", 1, silent)
    for part in contents(path):
        part.write_bytes(b"")
    with pytest.raises(CannotGoOn, match=r"汇总\.收表数据：.*再运行一次"):
        gathered.reads[0]
    again = gather([tmp_path / "表.xlsx"], [], None, tmp_path / "汇总.xlsx", 1, silent)
    assert len(again.reads[0].entries) == 1


def test_a_file_in_its_place_is_left_alone_and_named(path):
    path.write_bytes(b"x")
    made = kept(path)
    assert (
        made.trouble and "汇总.收表数据 用不了（打不开，那里有别的文件）" in made.trouble and path.read_bytes() == b"x"
    )
    assert "缓存" not in made.trouble
    assert known(made) == (READ,)


@pytest.mark.parametrize(("number", "words"), [(errno.ENOSPC, "磁盘已满"), (errno.EACCES, "没有写入权限")])
def test_a_disk_that_takes_no_more_is_named_and_what_is_in_memory_counts(path, monkeypatch, number, words):
    def refused(place, data):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(parts, "put", refused)
    made = kept(path)
    assert made.trouble and words in made.trouble and known(made) == (READ,)
    made.put(code("b"), content.packed([READ]))
    made.close()
    assert known(made, "b") == (READ,)
    monkeypatch.undo()
    assert found(path) is None


def failing(monkeypatch, times):
    """Let the first so many parts not be written; the files that were tried."""
    real, tried = parts.put, []

    def refused(place, data):
        tried.append(place)
        if len(tried) <= times:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(place, data)

    monkeypatch.setattr(parts, "put", refused)
    return tried


def test_what_could_not_be_saved_is_saved_the_next_time(path, monkeypatch):
    failing(monkeypatch, 1)
    made = kept(path)
    assert made.trouble and "磁盘已满" in made.trouble
    made.put(code("b"), content.packed([READ]))
    made.close()
    assert made.trouble is None and known(made) == (READ,)
    assert found(path) == (READ,) and found(path, name="b") == (READ,) and len(contents(path)) == 1


def test_a_store_that_fails_twice_in_a_row_is_given_up(path, monkeypatch):
    tried = failing(monkeypatch, 2)
    made = kept(path)
    for _ in range(3):
        made.save()
    assert made.trouble and len(tried) == 2 and known(made) == (READ,) and found(path) is None


def held(monkeypatch, times):
    """Let another program hold a fresh folder so many times; the names that were tried."""
    real, tried = Path.replace, []

    def refused(self, target):
        tried.append(target)
        if len(tried) <= times:
            raise PermissionError(errno.EACCES, "held by a scanner")
        return real(self, target)

    monkeypatch.setattr(save, "PAUSE", 0)
    monkeypatch.setattr(Path, "replace", refused)
    return tried


def test_a_part_held_for_a_moment_is_kept(path, monkeypatch):
    tried = held(monkeypatch, save.TRIES - 1)
    assert kept(path).trouble is None and len(tried) == save.TRIES
    assert found(path) == (READ,)


def test_two_runs_at_once_keep_what_both_read(path):
    one, two = Store(path, ""), Store(path, "")
    for number in range(6):
        (one, two)[number % 2].put(code(str(number)), content.packed([READ]))
        (one, two)[number % 2].save()
    one.close()
    two.close()
    assert one.trouble is None and two.trouble is None
    assert all(found(path, name=str(number)) for number in range(6))


def test_a_part_that_another_run_is_writing_is_left_alone(path):
    kept(path)
    (own,) = path.iterdir()
    (own / ".new-0").mkdir()
    assert found(path) == (READ,) and (own / ".new-0").exists()


def test_what_a_killed_run_was_writing_is_removed_after_a_day(path):
    kept(path)
    (own,) = path.iterdir()
    for name in (".new-0", ".new-1"):
        (own / name).mkdir()
    os.utime(own / ".new-1", LONG_AGO)
    assert found(path) == (READ,)
    assert (own / ".new-0").exists() and not (own / ".new-1").exists()


@pytest.mark.parametrize("stop", [KeyboardInterrupt, MemoryError])
def test_a_part_whose_writing_is_interrupted_leaves_nothing(path, monkeypatch, stop):
    def interrupted(place, data):
        raise stop

    with monkeypatch.context() as patched:
        patched.setattr(parts, "put", interrupted)
        with pytest.raises(stop):
            kept(path)
    (own,) = path.iterdir()
    assert list(own.iterdir()) == [] and kept(path).trouble is None and found(path) == (READ,)


def test_a_folder_of_somebody_else_in_the_store_stays(path):
    path.mkdir()
    others = [path / f"{name}{number}" for name in ("我的", "0123456789abcdef") for number in range(store.KEPT_TERMS)]
    for other in others:
        other.mkdir()
        os.utime(other, LONG_AGO)
    for number in range(store.KEPT_TERMS + 3):
        kept(path, str(number))
    assert all(other.is_dir() for other in others)


def test_what_another_run_keeps_in_the_inbox_at_this_moment_is_not_collected(tmp_path):
    kept(tmp_path / "汇总.收表数据")
    (tmp_path / "汇总.收表数据.txt").write_bytes(b"x")
    assert [file.name for file in files([tmp_path], store.standing(tmp_path / "汇总.收表数据"))] == [
        "汇总.收表数据.txt"
    ]


def test_the_cache_of_an_older_version_is_removed_and_never_read(tmp_path):
    inbox = tmp_path / "收件"
    inbox.mkdir()
    (inbox / "表.xlsx").write_bytes(build([form()], default(2020)))
    for suffix in ("", "-journal", "-wal", "-shm"):
        (inbox / f"汇总.收表缓存.sqlite{suffix}").write_bytes(b"SQLite format 3\0")
    gathered = gather([inbox], [], None, inbox / "汇总.xlsx", 1, silent)
    assert [file.name for file in gathered.found] == ["表.xlsx"]
    assert sorted(path.name for path in inbox.iterdir()) == ["汇总.收表数据", "表.xlsx"]


LEFT = """
import os
from pathlib import Path
from jixiao.collect.content import Content
from jixiao.collect.store import Store
made = Store(None, "")
region = made.put("00" * 32, Content(b"head", b"forms"))
made.save()
assert region.part.data is None and region.content() == Content(b"head", b"forms")
"""
SPLIT = (
    LEFT
    + """
child = os.fork()
if child == 0:
    raise SystemExit
os.waitpid(child, 0)
assert region.content() == Content(b"head", b"forms")
"""
)


@pytest.mark.parametrize(
    ("program", "code"),
    [
        (LEFT, 0),
        (LEFT + "os._exit(9)", 9),
        pytest.param(SPLIT, 0, marks=pytest.mark.skipif(not hasattr(os, "fork"), reason="processes do not split")),
    ],
)
def test_what_is_kept_for_one_run_alone_is_there_until_it_ends_and_never_after(tmp_path, program, code):
    env = os.environ | dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(tmp_path))
    done = subprocess.run([sys.executable, "-W", "error", "-c", program], cwd=ROOT, env=env, capture_output=True)
    assert (done.returncode, done.stderr, list(tmp_path.iterdir())) == (code, b"", [])


def test_parts_for_one_run_alone_come_back_each_as_it_was():
    made = Store(None, "")
    for name in "abc":
        made.put(code(name), content.packed([Read((name,), "d", Arrival())]))
        made.save()
    given = {name: made.find(code(name)) for name in "abc"}
    assert {name: item.head.reads[0].archive_path for name, item in given.items()} == {n: (n,) for n in "abc"}
    assert all(item.region.part.data is None for item in given.values())


def test_a_temporary_folder_that_takes_nothing_is_named(monkeypatch):
    def refused():
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(parts, "TemporaryFile", refused)
    made = kept(None)
    assert made.trouble and "临时文件夹 用不了（磁盘已满）" in made.trouble and known(made) == (READ,)


def test_the_command_says_it_and_counts_all_the_same(tmp_path, capsys):
    (tmp_path / "收件").mkdir()
    (tmp_path / "收件" / "表.xlsx").write_bytes(build([form()], default(2020)))
    output = tmp_path / "汇总.xlsx"
    store.beside(output).write_bytes(b"")
    assert main(["collect", str(tmp_path / "收件"), "-o", str(output)]) == 0
    shown = capsys.readouterr()
    assert "汇总.收表数据 用不了" in shown.err + shown.out and output.is_file()


KILLED = """
import os, sys
from pathlib import Path
from jixiao.collect import run as running
from jixiao.actions import collect
running.SAVE_EVERY = 4
def watch(results, total, label):
    for number, kept in enumerate(results, 1):
        yield kept
        if number == 9:
            os._exit(9)
collect.gather([Path(sys.argv[1])], [], None, Path(sys.argv[2]), 1, watch)
"""


def test_a_run_that_is_killed_goes_on_where_it_was(tmp_path, monkeypatch):
    inbox, output = tmp_path / "收件夹", tmp_path / "汇总.xlsx"
    inbox.mkdir()
    for number in range(12):
        made = form(unit=f"第{number}所", project=f"项目{number}")
        (inbox / f"{number:02d}.xlsx").write_bytes(build([made], default(2020)))
    done = subprocess.run([sys.executable, "-c", KILLED, str(inbox), str(output)], cwd=ROOT)
    assert done.returncode == 9
    read: list[str] = []
    real = Take.__call__

    def noted(self, item):
        read.append(item.name)
        return real(self, item)

    monkeypatch.setattr(Take, "__call__", noted)
    again = gather([inbox], [], None, output, 1, silent)
    assert len(again.reads) == 12 and 0 < len(read) <= 12 - 4
    fresh = gather([inbox], [], None, None, 1, silent)
    assert workbook_of(again) == workbook_of(fresh)


def workbook_of(gathered):
    made = collect(gathered.reads, gathered.found, Wanted(), gathered.done)
    return collected_workbook(made, tables_of(made, None))


def test_what_is_known_is_not_read_again_even_from_another_folder(tmp_path):
    (tmp_path / "甲").mkdir()
    (tmp_path / "甲" / "表.xlsx").write_bytes(build([form()], default(2020)))
    shutil.copytree(tmp_path / "甲", tmp_path / "乙")
    output = tmp_path / "汇总.xlsx"
    gather([tmp_path / "甲"], [], None, output, 1, silent)

    def never(item):
        raise AssertionError(item.name)

    made = Store(store.beside(output), "")
    ((read,),) = [tuple(some) for some in run(files([tmp_path / "乙"]), never, made, 1)]
    assert read.archive_path == ("表.xlsx",) and read.entries[0].form.project == form().project
