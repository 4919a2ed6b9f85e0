"""jixiao collect --parquet: the tables of --json as Parquet, exact, replaced as a whole, read by DuckDB and pandas."""

from __future__ import annotations

import json
import os
import sys
from datetime import datetime
from decimal import Decimal

import duckdb
import pandas
import pytest
from bench import inbox as generator

from jixiao import cli
from jixiao.actions import collect as action
from jixiao.collect import dataset, parquet
from jixiao.collect.columns import AS_READ, TABLES, kind
from jixiao.errors import CannotGoOn
from jixiao.form.rounding import half_up
from jixiao.policy import default
from jixiao.sheets import collected as layout
from jixiao.sheets.book import build
from tests import build as make


@pytest.fixture
def folder(tmp_path):
    """An inbox of three workbooks, the second with a wrong total."""
    made = tmp_path / "收件夹"
    made.mkdir()
    for number in range(3):
        wrong = {"total.score": "78"} if number == 1 else {}
        form = make.form(wrong, unit=f"青河区第{number}所", project=f"电梯维修{number}")
        (made / f"{number}.xlsx").write_bytes(build([form], default(2020)))
    return made


def run(*words):
    return cli.main(["collect", *map(str, words)])


def table(place, name):
    """The rows of a file of the data set."""
    found = duckdb.sql(f"SELECT * FROM '{place}/{name}.parquet'")
    return [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]


def about(place, name):
    """What the file says of itself."""
    rows = duckdb.sql(f"SELECT key, value FROM parquet_kv_metadata('{place}/{name}.parquet')").fetchall()
    return {key.decode(): value.decode() for key, value in rows}


def columns(place, name):
    """The columns of a file with their types."""
    return {row[0]: row[1] for row in duckdb.sql(f"DESCRIBE SELECT * FROM '{place}/{name}.parquet'").fetchall()}


def test_every_value_is_the_one_that_json_has(tmp_path, capsys):
    folder, place = tmp_path / "收件夹", tmp_path / "数据"
    generator.fill(folder, 30, 1, 2, generator.NONE_SAVED)
    roster = generator.beside(folder, "名单.csv")
    run(folder, "--parquet", place, "--json", "--roster", roster, "--deadline", generator.DEADLINE)
    found = json.loads(capsys.readouterr().out)
    assert found.pop("files")["read"] == int(about(place, "whole")["read"])
    assert set(found.pop("years")) == {"counted", "source"}
    assert set(found) == set(TABLES)
    for name, rows in found.items():
        rows = [rows] if isinstance(rows, dict) else rows
        assert rows and all(tuple(row) == TABLES[name] for row in rows), name
        assert table(place, name) == [{key: typed(key, row[key]) for key in row} for row in rows]


def typed(name, value):
    """What JSON holds as text, as the column holds it."""
    holds = kind(name).holds
    if value in (None, "—"):
        return None
    if holds == "moment":
        return datetime.fromisoformat(value)
    return half_up(Decimal(value), kind(name).places) if kind(name).places else value


def test_duckdb_and_pandas_add_up_exactly(folder, tmp_path):
    place = tmp_path / "数据"
    assert run(folder, "--parquet", place) == 1
    (whole,) = table(place, "whole")
    query = f"SELECT count(*), sum(annual), min(came) FROM '{place}/projects.parquet' WHERE grade IS NOT NULL"
    ((count, annual, came),) = duckdb.sql(query).fetchall()
    assert (count, annual) == (3, whole["annual"]) and isinstance(came, datetime)
    frame = duckdb.sql(f"SELECT * FROM '{place}/projects.parquet'").df()
    assert frame["annual"].sum() == 150 and str(frame["came"].dtype).startswith("datetime")
    assert {row["code"] for row in table(place, "findings")} == {"JX311"} and isinstance(frame, pandas.DataFrame)


def test_a_table_without_rows_has_the_same_columns(tmp_path):
    for name in TABLES:
        parquet.write(tmp_path / f"{name}.parquet", name, [], {"version": "1"})
        types = {column: parquet.type_of(kind(column)).replace(" ", "") for column in TABLES[name]}
        assert columns(tmp_path, name) == types and table(tmp_path, name) == []
        assert about(tmp_path, name) == {"jixiao": name, "version": "1"}


def test_any_text_comes_back_as_it_was(tmp_path):
    texts = ["", "null", '"甲"\n\t\\', "it's {a}", "𠮷", None, "1E5", "\x1f\0"]
    rows = [dict.fromkeys(TABLES["unused"]) | {"number": at, "message": text} for at, text in enumerate(texts)]
    parquet.write(tmp_path / "it's.parquet", "unused", rows, {"version": "it's"})
    found = duckdb.sql(f"SELECT message FROM '{tmp_path}/it''s.parquet' ORDER BY number").fetchall()
    assert [text for (text,) in found] == texts and sorted(path.name for path in tmp_path.iterdir()) == ["it's.parquet"]


def test_forms_are_kept_as_read_in_parts_whether_they_count_or_not(folder, tmp_path, monkeypatch):
    monkeypatch.setattr(dataset, "PART_FORMS", 2)
    older = folder / "第一批"
    older.mkdir()
    (older / "0.xlsx").write_bytes(
        build([make.form(unit="青河区第0所", project="电梯维修0", year=2020)], default(2020))
    )
    changed = make.form({"total.score": "90"}, unit="青河区第0所", project="电梯维修0")
    (older / "0.xlsx").write_bytes(build([changed], default(2020)))
    os.utime(older / "0.xlsx", (1_600_000_000, 1_600_000_000))
    place = tmp_path / "数据"
    run(folder, "--parquet", place)
    assert len(list((place / "as_read" / "projects").iterdir())) == 3
    assert len(table(place, "projects")) == 3 and len(table(place, "unused")) == 1
    parts = f"{place}/as_read"
    numbers = duckdb.sql(f"SELECT number, claimed FROM '{parts}/projects/*.parquet' ORDER BY 1").fetchall()
    assert [number for number, _ in numbers] == [1, 2, 3, 4]
    joined = duckdb.sql(
        f"SELECT count(*) FROM '{parts}/indicators/*.parquet' i JOIN '{parts}/projects/*.parquet' p "
        "ON i.project_number = p.number AND i.project = p.project AND i.file = p.file"
    ).fetchall()
    assert joined == duckdb.sql(f"SELECT count(DISTINCT number) FROM '{parts}/indicators/*.parquet'").fetchall()


def test_everything_that_was_read_is_in_seven_tables_each_row_with_its_place(folder, tmp_path):
    (folder / "照片.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    sent = make.form(unit="青河区第9所", project="路灯", amount_unit="元")
    (folder / "9.xlsx").write_bytes(build([sent], default(2020)))
    cli.main(["submit", str(folder / "9.xlsx"), "-o", str(folder), "--with-errors", "试"])
    place = tmp_path / "数据"
    run(folder, "--parquet", place)
    part = {name: table(place / "as_read" / name, "part-00000") for name in AS_READ}
    assert all(tuple(rows[0]) == AS_READ[name] for name, rows in part.items() if name != "findings")
    states = {row["file"]: (row["state"], row["forms"]) for row in part["files"]}
    assert states["照片.png"] == ("不是自评表", 0) and states["0.xlsx"] == ("已读", 1)
    ((unit, year, version),) = {(row["unit"], row["year"], row["version"]) for row in part["submissions"]}
    assert (unit, year, version) == ("青河区第9所", 2020, 1)
    numbers = {row["number"]: row for row in part["projects"]}
    for name in ("funds", "indicators", "claims"):
        for row in part[name]:
            form = numbers[row["project_number"]]
            assert (row["unit"], row["project"], row["file"]) == (form["unit"], form["project"], form["file"])
            assert row["sheet"] and row["cell"]
    total = {row["project_number"]: row["annual"] for row in part["funds"] if row["label"] == "年度资金总额"}
    assert total == {number: row["annual"] for number, row in numbers.items()}
    assert {(row["value"], row["measure"]) for row in part["claims"]} >= {(Decimal(8), "台")}


def test_a_second_run_replaces_the_folder_and_never_reads_it(folder, capsys):
    place = folder / "数据"
    run(folder, "--parquet", place)
    stale = place / "as_read" / "projects" / "part-00009.parquet"
    stale.write_bytes(b"")
    capsys.readouterr()
    run(folder, "--parquet", place, "--json")
    assert json.loads(capsys.readouterr().out)["files"] == {"read": 3, "found": 3}
    assert not stale.exists() and len(table(place, "projects")) == 3
    assert sorted(path.name for path in folder.iterdir()) == [
        *(f"{n}.xlsx" for n in range(3)),
        "数据",
        "数据.收表数据",
    ]


def test_an_interrupted_run_leaves_what_was_read(folder, tmp_path, monkeypatch):
    real = action.Take.__call__

    def stop(self, item):
        if item.name == "2.xlsx":
            raise KeyboardInterrupt
        return real(self, item)

    monkeypatch.setattr(action.Take, "__call__", stop)
    place = tmp_path / "数据"
    assert run(folder, "--parquet", place) == 130
    said = about(place, "whole")
    assert (said["read"], said["found"]) == ("2", "3")
    assert len(table(place, "projects")) == len(table(place / "as_read" / "projects", "part-00000")) == 2


def test_what_fails_while_writing_leaves_the_old_folder(folder, tmp_path, monkeypatch):
    place = tmp_path / "数据"
    run(folder, "--parquet", place)
    (folder / "2.xlsx").unlink()
    real = parquet.write

    def full(path, *rest):
        if path.name == "findings.parquet":
            raise CannotGoOn("磁盘已满")
        real(path, *rest)

    monkeypatch.setattr(parquet, "write", full)
    assert run(folder, "--parquet", place) == 2 and len(table(place, "projects")) == 3
    monkeypatch.undo()
    assert run(folder, "--parquet", place) == 1 and len(table(place, "projects")) == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["收件夹", "数据", "数据.收表数据"]


def test_more_rows_than_a_sheet_takes_go_to_parquet_alone(folder, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(layout, "MOST_ROWS", 20)
    output, place = tmp_path / "汇总.xlsx", tmp_path / "数据"
    assert run(folder, "-o", output, "--parquet", place) == 2
    assert "“指标明细”有 21 行" in (printed := capsys.readouterr().err) and "请改用 --parquet" in printed
    assert not output.exists() and len(table(place, "indicators")) == 21


@pytest.mark.parametrize(
    ("name", "value"), [("annual", Decimal("1E+40")), ("rate", Decimal("NaN")), ("version", 2**70)]
)
def test_a_figure_that_no_form_holds_is_named_with_its_file(folder, name, value):
    row = dict.fromkeys(TABLES["projects"]) | {"file": "区汇总.xlsx", "sheet": "电梯维修", name: value}
    with pytest.raises(CannotGoOn, match=rf"区汇总\.xlsx 电梯维修：{name} 的数 .+ 太大.+--exclude"):
        list(parquet.lines("projects", [row]))


def test_a_file_name_that_is_no_text_is_written_with_question_marks(folder, tmp_path):
    try:
        (folder / "\udcb1\udced.xlsx").write_bytes(b"")
    except (OSError, UnicodeError):
        pytest.skip("this file system takes no such name")
    run(folder, "--parquet", tmp_path / "数据")
    assert [row["file"] for row in table(tmp_path / "数据", "unused")] == ["??.xlsx"]


def test_a_folder_with_other_files_is_refused_before_anything_is_read(folder, tmp_path, capsys):
    (tmp_path / "文件").touch()
    for place, message in (
        (folder, "里面还有别的文件（0.xlsx、1.xlsx、2.xlsx）"),
        (tmp_path / "文件", "应是文件夹"),
        (tmp_path / "没有" / "数据", "上级文件夹不存在"),
    ):
        assert run(folder, "--parquet", place) == 2 and message in capsys.readouterr().err
    assert len(list(folder.iterdir())) == 3


def test_after_one_that_could_not_be_written_the_next_one_is(tmp_path):
    (tmp_path / "甲.parquet").mkdir()
    with pytest.raises(CannotGoOn, match=r"甲\.parquet：写不出"):
        parquet.write(tmp_path / "甲.parquet", "whole", [], {})
    parquet.write(tmp_path / "乙.parquet", "whole", [], {})
    assert duckdb.sql(f"SELECT * FROM '{tmp_path}/乙.parquet'").fetchall() == []


def test_a_file_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "whole.parquet").mkdir()
    with pytest.raises(CannotGoOn, match=r"whole\.parquet：写不出"):
        parquet.write(tmp_path / "whole.parquet", "whole", [], {})
    with pytest.raises(CannotGoOn, match=r"whole\.parquet：写不出"):
        parquet.write(tmp_path / "没有" / "whole.parquet", "whole", [], {})


def test_without_duckdb_its_extra_is_named(folder, tmp_path, capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "duckdb", None)
    assert run(folder, "--parquet", tmp_path / "数据") == 2
    assert "pip install duckdb" in capsys.readouterr().err and not (tmp_path / "数据").exists()
