"""Saving: after a kill, a full disk, a read-only folder or an open file there is the old file or the new one."""

import errno
import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from jixiao.xlsx import save
from jixiao.xlsx.opc.guard import PackageError
from jixiao.xlsx.save import backup, write_atomic

SAVE_AND_DIE = """
import itertools, os, signal, sys
from pathlib import Path
from jixiao.xlsx import save

path, old, new = Path(sys.argv[1]), b"old" * 200_000, b"new" * 300_000

def write(stream):
    for start in range(0, len(new), 200_000):
        stream.write(new[start : start + 200_000])

def save_up_to(line):
    def trace(frame, event, argument):
        nonlocal line
        if frame.f_code.co_filename not in (save.__file__, "<string>"):
            return None
        line -= event == "line"
        if not line:
            os.kill(os.getpid(), signal.SIGKILL)
        return trace

    sys.settrace(trace)
    save.write_atomic(path, write)
    os._exit(0)

for line in itertools.count(1):
    path.write_bytes(old)
    child = os.fork() or save_up_to(line)
    status = os.waitpid(child, 0)[1]
    print({old: "old", new: "new"}.get(path.read_bytes(), "neither"), "killed" if status else "done")
    if not status:
        break
"""

SAVE_BEYOND_LIMIT = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
from jixiao.xlsx.opc.guard import PackageError
from jixiao.xlsx.save import write_atomic
try:
    write_atomic(sys.argv[1], b"x" * 1_000_000)
except PackageError as error:
    sys.stdout.buffer.write(str(error).encode())
"""


def run(script: str, path: Path) -> subprocess.Popen:
    environment = {**os.environ, "PYTHONPATH": str(Path(save.__file__).parents[2])}
    return subprocess.Popen([sys.executable, "-c", script, str(path)], stdout=subprocess.PIPE, env=environment)


def leftovers(folder: Path) -> list[str]:
    return [item.name for item in folder.iterdir() if item.name.startswith(save.TEMPORARY)]


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "自评.xlsx"
    path.write_bytes(b"old")
    return path


@pytest.mark.skipif(os.name == "nt", reason="kill -9 is a POSIX signal")
def test_a_process_killed_at_any_line_of_a_save_leaves_a_whole_file(book):
    with run(SAVE_AND_DIE, book) as child:
        *killed, done = child.stdout.read().decode().splitlines()
    before, after = killed.count("old killed"), killed.count("new killed")
    assert killed == ["old killed"] * before + ["new killed"] * after and done == "new done"
    assert before > 20 and after > 5


def test_a_killed_process_does_not_hinder_the_next_save(book):
    (book.parent / f"{save.TEMPORARY}dead.tmp").write_bytes(b"half")
    write_atomic(book, b"new")
    assert book.read_bytes() == b"new"


@pytest.mark.skipif(os.name == "nt", reason="file size limits are POSIX")
def test_a_full_disk_keeps_the_old_file_and_says_so(book):
    with run(SAVE_BEYOND_LIMIT, book) as child:
        said = child.stdout.read().decode()
    assert "磁盘已满" in said and "自评.xlsx" in said and "原文件未动" in said
    assert book.read_bytes() == b"old" and leftovers(book.parent) == []


def test_a_disk_that_fills_while_flushing_keeps_the_old_file(book, monkeypatch):
    def full(handle):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(save.os, "fsync", full)
    with pytest.raises(PackageError, match=r"磁盘已满"):
        write_atomic(book, b"new")
    assert book.read_bytes() == b"old" and leftovers(book.parent) == []


def test_a_read_only_folder_is_named(book, monkeypatch):
    def refuse(**_):
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr("tempfile.mkstemp", refuse)
    with pytest.raises(PackageError, match=r"只读或没有写入权限.*换一个文件夹"):
        write_atomic(book, b"new")
    assert book.read_bytes() == b"old"


def test_a_file_open_elsewhere_is_tried_again_then_named(book, monkeypatch):
    tries = []

    def open_elsewhere(self, target):
        tries.append(target)
        raise PermissionError(errno.EACCES, "used by another process")

    monkeypatch.setattr(save, "PAUSE", 0)
    monkeypatch.setattr(Path, "replace", open_elsewhere)
    with pytest.raises(PackageError, match=r"“自评.xlsx”正被 Excel 或 WPS 打开.*关闭该文件后重试"):
        write_atomic(book, b"new")
    assert len(tries) == save.TRIES
    assert book.read_bytes() == b"old" and leftovers(book.parent) == []


def test_a_file_marked_read_only_is_distinguished_from_an_open_one(book, monkeypatch):
    def refuse(self, target):
        raise PermissionError(errno.EACCES, "access is denied")

    monkeypatch.setattr(save, "PAUSE", 0)
    monkeypatch.setattr(Path, "replace", refuse)
    monkeypatch.setattr(save.os, "access", lambda path, mode: False)
    with pytest.raises(PackageError, match=r"“自评.xlsx”是只读文件.*取消只读属性"):
        write_atomic(book, b"new")
    assert book.read_bytes() == b"old" and leftovers(book.parent) == []


def test_a_file_held_for_a_moment_is_saved(book, monkeypatch):
    replace, tries = Path.replace, []

    def held_once(self, target):
        tries.append(target)
        if len(tries) == 1:
            raise PermissionError(errno.EACCES, "held by a scanner")
        return replace(self, target)

    monkeypatch.setattr(save, "PAUSE", 0)
    monkeypatch.setattr(Path, "replace", held_once)
    write_atomic(book, b"new")
    assert book.read_bytes() == b"new"


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(PackageError, match=r"不存在.*先建立"):
        write_atomic(tmp_path / "没有" / "自评.xlsx", b"new")


def test_a_writer_that_fails_keeps_the_old_file(book):
    def fail(stream):
        stream.write(b"half")
        raise KeyError("a fault of the writer")

    with pytest.raises(KeyError):
        write_atomic(book, fail)
    assert book.read_bytes() == b"old" and leftovers(book.parent) == []


@pytest.mark.skipif(os.name == "nt", reason="file modes are POSIX")
def test_the_file_keeps_its_mode_and_a_new_one_takes_the_usual(book):
    book.chmod(0o640)
    write_atomic(book, b"new")
    assert book.stat().st_mode & 0o777 == 0o640
    fresh, plain = book.with_name("新.xlsx"), book.with_name("plain")
    write_atomic(fresh, b"new")
    plain.write_bytes(b"")
    assert fresh.stat().st_mode == plain.stat().st_mode


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_link_stays_a_link(book):
    link = book.with_name("链接.xlsx")
    link.symlink_to(book)
    write_atomic(link, b"new")
    assert link.is_symlink() and book.read_bytes() == b"new"


def test_a_backup_never_takes_the_place_of_another(book):
    at = datetime(2021, 3, 5, 9, 8, 7)
    names = [backup(book, at).name for _ in range(2)]
    assert names == ["自评-备份-20210305-090807.xlsx", "自评-备份-20210305-090807-2.xlsx"]
    assert all(book.with_name(name).read_bytes() == b"old" for name in names)
