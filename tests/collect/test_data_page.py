"""docs/收表数据.md: its columns are those of the tables, and its queries run."""

from __future__ import annotations

import re

import duckdb
import pytest
from bench import inbox as generator

from jixiao import cli
from jixiao.collect import columns, dataset
from tests.samples import ROOT

PAGE = (ROOT / "docs" / "收表数据.md").read_text(encoding="utf-8")
QUERIES = re.findall(r"```sql\n(.*?)```", PAGE, re.S)
TYPES = {
    "amount": "decimal(38, 6)",
    "rate": "decimal(38, 10)",
    "points": "decimal(38, 10)",
    "count": "整数",
    "moment": "时间",
    "text": "文本",
}


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    folder = tmp_path_factory.mktemp("收表") / "收件夹"
    generator.fill(folder, 25, 1, 2, generator.NONE_SAVED)
    cli.main(["collect", str(folder), "--parquet", str(folder.with_name("数据"))])
    return folder.with_name("数据")


EVERY = columns.TABLES | columns.CHANGES


@pytest.mark.parametrize("table", columns.AS_READ)
def test_the_page_lists_the_columns_of_every_table_of_what_was_read(table):
    assert f"| as_read/{table} | {' '.join(columns.AS_READ[table])} |" in PAGE


@pytest.mark.parametrize("table", EVERY)
def test_the_page_lists_the_columns_of_every_table_in_order(table):
    assert f"| {table} | {' '.join(EVERY[table])} |" in PAGE
    assert f"`{table}.parquet`" in PAGE


def test_the_page_says_of_every_column_what_it_holds():
    kinds = {
        name: holds
        for names, holds in re.findall(r"^\| (`[^|]+) \| [^|]+ \| ([^|]+) \|$", PAGE, re.M)
        for name in re.findall(r"`(\w+)`", names)
    }
    known = {name for table in columns.COLUMNS.values() for name in table}
    assert {name for name in known if name.endswith("_before")} == {
        name for name, holds in kinds.items() if holds == "同今年"
    }
    ours = {name for name in known if not name.endswith("_before")}
    assert {name: holds for name, holds in kinds.items() if holds != "同今年"} == {
        name: TYPES[columns.kind(name).holds] for name in ours
    }
    assert f"每 {dataset.PART_FORMS} 张表" in PAGE


@pytest.mark.parametrize("query", QUERIES)
def test_the_queries_of_the_page_find_something(query, place, monkeypatch):
    monkeypatch.chdir(place)
    assert len(duckdb.sql(query).fetchall()) > 0
