"""The cache is a help and never a hindrance: whatever is wrong with it, the results are the same and the reason is given."""

from __future__ import annotations

import sqlite3

import pytest

from jixiao.cli import main
from jixiao.collect import cache
from jixiao.collect.cache import Cache
from jixiao.collect.model import Arrival, Read
from jixiao.policy import default
from jixiao.sheets.book import build
from tests.build import form

READ = Read(("a.xlsx",), "d", Arrival())


@pytest.fixture
def path(tmp_path):
    return tmp_path / "汇总.收表缓存.sqlite"


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    monkeypatch.setattr(cache, "WAIT", 0.05)


def kept(path, terms="", code="a", read=READ):
    store = Cache(path, terms)
    store.put(code, [read])
    store.close()
    return store


def found(path, terms="", code="a"):
    store = Cache(path, terms)
    try:
        return store.get(code)
    finally:
        store.close()


def test_what_was_put_is_found_by_the_next_run_and_under_the_same_terms_only(path):
    assert kept(path).trouble is None
    assert found(path) == (READ,)
    assert found(path, "other") is None and found(path) is None


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + bytes(3000)])
def test_a_file_that_is_no_database_is_replaced(path, content):
    path.write_bytes(content)
    assert kept(path).trouble is None and found(path) == (READ,)


def test_a_database_with_other_tables_is_replaced(path):
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE files (x)")
    connection.execute("CREATE TABLE about (y)")
    connection.close()
    assert kept(path).trouble is None and found(path) == (READ,)


def test_a_page_damaged_while_it_is_used_costs_only_what_was_in_it(path):
    store = Cache(path, "")
    for number in range(500):
        store.put(str(number), [Read((f"{number}" * 50,), "d", Arrival())])
    store.close()
    data = bytearray(path.read_bytes())
    for at in range(8192, len(data), 4096):
        data[at : at + 4096] = b"\xff" * 4096
    path.write_bytes(data)
    store = Cache(path, "")
    assert all(store.get(str(number)) is None for number in range(500))
    store.put("a", [READ])
    store.close()
    assert store.trouble is None and found(path) == (READ,)


def test_a_folder_in_its_place_is_left_alone_and_named(path):
    path.mkdir()
    store = kept(path)
    assert store.trouble and path.name in store.trouble and "文件夹" in store.trouble and path.is_dir()
    assert store.get("a") is None


def test_a_full_disk_is_named(path):
    store = Cache(path, "")
    store._connection.execute("PRAGMA max_page_count = 4")
    for number in range(2000):
        store.put(str(number), [Read((f"{number * 7919}" * 40,), "d", Arrival())])
    store.close()
    assert store.trouble and "磁盘已满" in store.trouble


def test_the_lock_of_another_run_never_costs_it_its_database(path):
    kept(path)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    store = kept(path, code="b")
    assert store.trouble and "另一次汇总正在使用" in store.trouble
    other.execute("COMMIT")
    assert other.execute("SELECT count(*) FROM files").fetchone() == (1,)
    other.close()
    assert found(path) == (READ,)


def test_two_runs_at_once_keep_what_both_read(path):
    one, two = Cache(path, ""), Cache(path, "")
    for number in range(6):
        (one, two)[number % 2].put(str(number), [READ])
        (one, two)[number % 2].save()
    one.close()
    two.close()
    assert one.trouble is None and two.trouble is None
    assert all(found(path, code=str(number)) for number in range(6))


def test_runs_under_other_terms_never_take_each_others_results(path):
    one = Cache(path, "one")
    one.put("a", [READ])
    one.save()
    two = Cache(path, "two")
    one.put("b", [READ])
    one.save()
    assert two.get("a") is None and two.get("b") is None and one.get("a") is None
    two.put("c", [READ])
    two.save()
    assert one.get("c") is None and two.get("c") == (READ,)
    one.close()
    two.close()


def test_the_command_says_it_and_counts_all_the_same(tmp_path, capsys):
    (tmp_path / "收件").mkdir()
    (tmp_path / "收件" / "表.xlsx").write_bytes(build([form()], default(2020)))
    output = tmp_path / "汇总.xlsx"
    cache.beside(output).mkdir()
    assert main(["collect", str(tmp_path / "收件"), "-o", str(output)]) == 0
    shown = capsys.readouterr()
    assert "汇总.收表缓存.sqlite 用不了" in shown.err + shown.out and output.is_file()
