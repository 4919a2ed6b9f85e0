"""jixiao.collect: the tables of the command as frames, by SQL, as workbook and as Parquet."""

from __future__ import annotations

import json
from datetime import date, datetime
from decimal import Decimal

import duckdb
import openpyxl
import pandas
import pytest
from bench import inbox as generator

import jixiao
from jixiao import cli
from jixiao.collect import dask_engine
from jixiao.collect.columns import TABLES
from jixiao.collect.run import Workers
from jixiao.errors import CannotGoOn
from jixiao.form.rounding import plain


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("season") / "收件夹"
    generator.fill(made, 15, 3, 2, generator.NONE_SAVED)
    return made


@pytest.fixture(scope="module")
def season(folder):
    roster = generator.beside(folder, "名单.csv")
    return jixiao.collect(folder, roster=roster, deadline=date.fromisoformat(generator.DEADLINE))


def test_frames_hold_what_the_command_prints(folder, season, capsys):
    roster = generator.beside(folder, "名单.csv")
    cli.main(["collect", str(folder), "--json", "--roster", str(roster), "--deadline", generator.DEADLINE])
    printed = json.loads(capsys.readouterr().out)
    for name, frame in season.frames().items():
        rows = [printed[name]] if isinstance(printed[name], dict) else printed[name]
        rows = [{key: None if value == "—" else value for key, value in row.items()} for row in rows]
        assert list(frame.columns) == list(TABLES[name])
        assert [shown(row) for row in frame.to_dict("records")] == rows, name


def shown(row):
    """A row of a frame as JSON has it."""
    return {key: as_json(value) for key, value in row.items()}


def as_json(value):
    if isinstance(value, pandas.Timestamp):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, Decimal):
        return plain(value)
    return None if pandas.isna(value) else value


def test_sql_adds_up_exactly(season):
    (row,) = season.sql("SELECT count(*) AS forms, sum(annual) AS annual, min(came) AS came FROM projects").to_dict(
        "records"
    )
    assert (row["forms"], row["annual"]) == (season.tables.whole["forms"], season.tables.whole["annual"])
    assert isinstance(row["annual"], Decimal) and row["came"].year == 2021
    joined = season.sql("SELECT count(*) FROM indicators i JOIN projects p ON i.project_number = p.number")
    assert joined.iloc[0, 0] == len(season.tables.indicators)
    with pytest.raises(duckdb.Error):
        season.sql("SELECT nothing FROM projects")


def test_every_column_has_its_type_in_sql_though_all_of_it_is_blank(season):
    types = dict(
        season.sql("SELECT column_name, data_type FROM information_schema.columns WHERE table_name = 'projects'").values
    )
    assert list(season.frames()["projects"]["version"].dropna()) == []
    assert (types["version"], types["annual"], types["rate"]) == ("BIGINT", "DECIMAL(38,6)", "DECIMAL(38,10)")
    assert (types["came"], types["project"]) == ("TIMESTAMP", "VARCHAR")


def test_the_workbook_and_the_data_set_are_those_of_the_command(folder, season, tmp_path):
    path = season.to_excel(tmp_path / "汇总.xlsx")
    assert openpyxl.load_workbook(path)["项目明细"].max_row == 3 + len(season.tables.projects)
    place = season.to_parquet(tmp_path / "数据")
    ((annual,),) = duckdb.sql(f"SELECT sum(annual) FROM '{place}/projects.parquet'").fetchall()
    assert annual == season.tables.whole["annual"]
    assert len(list((place / "as_read" / "projects").iterdir())) == 1
    with pytest.raises(CannotGoOn, match=r"应以 \.xlsx 结尾"):
        season.to_excel(tmp_path / "汇总.docx")


def test_what_is_asked_for_is_chosen(folder):
    roster = generator.beside(folder, "名单.csv")
    everything = jixiao.collect(folder, roster=roster).tables
    unit = str(everything.projects[0]["unit"])
    one = jixiao.collect(folder, include=[f"*{unit}*"]).tables
    assert {row["unit"] for row in one.projects} == {unit} and not one.roster[0]["late"]
    without = jixiao.collect(folder, exclude=[f"*{unit}*"]).tables
    assert len(one.projects) + len(without.projects) == len(everything.projects)
    assert jixiao.collect(folder, years=[2019]).tables.projects == []
    assert len(everything.roster) == 15


def test_one_pattern_one_year_and_a_day_may_be_given_as_they_are(folder):
    roster = generator.beside(folder, "名单.csv")
    everything = jixiao.collect(folder, roster=roster).tables
    unit = str(everything.projects[0]["unit"])
    first, last = "1999-12-31", "2099-12-31"
    late = [row["late"] for row in jixiao.collect(folder, include=f"*{unit}*", deadline=first).tables.roster]
    assert late.count("逾期") == 1
    for day in (last, datetime(2099, 12, 31, 8, 30), date(2099, 12, 31)):
        found = jixiao.collect(folder, roster=roster, years=everything.projects[0]["year"], deadline=day).tables
        assert found.projects == everything.projects and not any(row["late"] for row in found.roster)
    assert jixiao.collect(folder, years=["2020"]).tables.projects == everything.projects


@pytest.mark.parametrize(
    "given",
    [{"deadline": "2026-3-32"}, {"deadline": "31/3/2026"}, {"years": ["去年"]}, {"years": [None]}, {"jobs": 0}],
)
def test_an_argument_of_no_use_is_refused_before_anything_is_read(given, tmp_path):
    (name,) = given
    with pytest.raises(CannotGoOn, match=f"^{name}="):
        jixiao.collect(tmp_path / "没有", **given)


def test_what_was_read_is_kept_beside_the_workbook_named(folder, tmp_path):
    first = jixiao.collect(folder, cache=tmp_path / "汇总.xlsx")
    assert [path.name for path in tmp_path.iterdir()] == ["汇总.收表数据"]
    assert jixiao.collect(folder, cache=tmp_path / "汇总.xlsx", jobs=2).tables == first.tables


def test_a_missing_inbox_is_refused(tmp_path):
    with pytest.raises(CannotGoOn, match="没有"):
        jixiao.collect(tmp_path / "没有")


def test_what_cannot_be_kept_is_warned_of_and_counts(folder, tmp_path):
    (tmp_path / "汇总.收表数据").write_bytes(b"")
    with pytest.warns(
        UserWarning, match=r"^汇总\.收表数据 用不了（打不开，那里有别的文件）：读过的内容没有留下。"
    ) as said:
        season = jixiao.collect(folder, cache=tmp_path / "汇总.xlsx")
    assert season.tables.projects and [item.filename for item in said] == [__file__]


def test_the_cluster_asked_for_reads(folder, season, monkeypatch):
    asked = []
    monkeypatch.setattr(dask_engine, "Dask", lambda scheduler: asked.append(scheduler) or Workers)
    for scheduler in (None, "tcp://主机:8786"):
        made = jixiao.collect(folder, engine="dask", scheduler=scheduler)
        assert made.tables.projects == season.tables.projects
    assert asked == [None, "tcp://主机:8786"]


@pytest.mark.parametrize(
    ("engine", "message"),
    [
        ({"scheduler": "tcp://主机:8786"}, 'scheduler=.*只和 engine="dask" 一起用'),
        ({"engine": "spark"}, "engine='spark'：没有这种读法"),
    ],
)
def test_readers_that_do_not_exist_are_named(folder, engine, message):
    with pytest.raises(CannotGoOn, match=message):
        jixiao.collect(folder, **engine)
