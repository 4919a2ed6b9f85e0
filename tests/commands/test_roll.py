"""jixiao roll: what is copied into the next year, and what is not."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from jixiao.actions.open import load
from jixiao.actions.roll import rolled
from jixiao.cli import main
from jixiao.form.finding import Waiver
from jixiao.form.flat import flat
from jixiao.form.model import Measure
from jixiao.submit.last_year import read as last_year
from jixiao.xlsx.edit.patch import Patch
from jixiao.xlsx.read.read import read as open_book
from tests import build
from tests.recognise.written import FORMS, shapes, written
from tests.samples import HEMENKOU
from tests.submit.books import workbook
from tests.xlsx.audit import faults

FOLDER = FORMS[0].parent
RESULTS = ("initial", "annual", "executed", "rate", "score", "actual", "note")


@pytest.fixture
def run(capsys):
    def run(*words):
        status = main(["roll", *map(str, words)])
        return status, capsys.readouterr().err

    return run


@pytest.fixture
def before(tmp_path):
    path = tmp_path / "2020.xlsx"
    path.write_bytes(workbook())
    return path


def test_plans_are_copied_and_results_are_empty(run, before, tmp_path):
    out = tmp_path / "2021.xlsx"
    assert run(before, "--year", "2021", "-o", out)[0] == 0
    (form,) = load(out).forms
    assert form.year == 2021
    left = {path for path in flat(form) if path.rpartition(".")[2] in RESULTS}
    assert left == set()
    kept = ("project", "department", "unit", "goal.expected", "funds.total.weight", "funds.parts[1].label")
    plan = [*kept, *(f"indicators[{n}].{name}" for n in range(7) for name in ("name", "target", "weight", "category"))]
    was = flat(build.form())
    assert {path: flat(form).get(path) for path in plan} == {path: was[path] for path in plan}


def test_last_year_is_beside_it(run, before, tmp_path):
    out = tmp_path / "2021.xlsx"
    run(before, "--year", "2021", "-o", out)
    (form,) = last_year(open_book(out))
    assert (form.year, form.funds.total.executed, form.indicators[0].actual) == (2020, Decimal(48), "8台")
    assert faults(out.read_bytes(), tmp_path) == []


def test_a_real_document_rolls_whole(run, tmp_path):
    out = tmp_path / "2021.xlsx"
    status, err = run(HEMENKOU, "--year", "2021", "-o", out)
    was = load(HEMENKOU).forms
    assert status == 0 and "15 张表" in err
    assert load(out).forms == tuple(rolled(form, 2021) for form in was)
    assert [form.goal for form in last_year(open_book(out))] == [form.goal for form in was]


@pytest.mark.parametrize("kind, name", [("department", "party_school_dept_2023"), ("transfer", "river_transfer_2022")])
def test_a_form_of_another_kind_rolls_as_that_kind(run, tmp_path, kind, name):
    source, out = tmp_path / f"{name}.txt", tmp_path / "2025.xlsx"
    source.write_bytes(dict(shapes(written(FOLDER / f"{name}.form")))[source.name])
    status, err = run(source, "--year", "2025", "-o", out)
    assert (status, load(out).forms[0].kind) == (0, kind), err


def test_targets_that_still_name_last_year_are_listed(run, before, tmp_path):
    err = run(before, "--year", "2021", "-o", tmp_path / "2021.xlsx")[1]
    assert err.count("请改年份") == 1 and "写着 2020 年：2020年11月底前完工" in err


def test_waivers_of_last_year_do_not_hold_any_more(run, tmp_path):
    path, out = tmp_path / "2020.xlsx", tmp_path / "2021.xlsx"
    path.write_bytes(workbook(waivers=(Waiver("JX303", None, "经批复", "张三", "2021-03-15"),)))
    assert "1 条豁免没有带过来" in run(path, "--year", "2021", "-o", out)[1]
    assert load(out).waivers == ()


def test_the_working_columns_keep_the_plan_and_lose_the_result():
    row = replace(
        build.form().indicators[0], measure=Measure("定量", "≥", Decimal(8), Decimal(9), "台", "达成预期指标")
    )
    form = replace(build.form(), indicators=(row,))
    assert rolled(form, 2021).indicators[0].measure == Measure("定量", "≥", Decimal(8), None, "台", None)
    only_result = replace(row, measure=Measure(actual=Decimal(9)))
    assert rolled(replace(form, indicators=(only_result,)), 2021).indicators[0].measure is None


@pytest.mark.parametrize("year, word", [("2020", "已经是 2020 年度"), ("2019", "以后的年度")])
def test_no_year_is_rolled_into_itself(run, before, tmp_path, year, word):
    out = tmp_path / "2021.xlsx"
    out.write_bytes(b"mine")
    status, err = run(before, "--year", year, "-o", out)
    assert status == 2 and word in err and out.read_bytes() == b"mine"


def test_another_file_at_the_output_is_kept_and_last_years_own_is_refused(run, before, tmp_path):
    out = tmp_path / "2021.xlsx"
    out.write_bytes(b"mine")
    status, err = run(before, "--year", "2021", "-o", out)
    assert status == 0 and "备份" in err and load(out).forms[0].year == 2021
    assert [path.read_bytes() for path in tmp_path.glob("2021-备份-*.xlsx")] == [b"mine"]
    content = before.read_bytes()
    status, err = run(before, "--year", "2021", "-o", before)
    assert status == 2 and "输出文件就是上年的工作簿" in err and before.read_bytes() == content


def codes(capsys, *files):
    main(["check", *map(str, files), "--json"])
    return {item["code"] for item in json.loads(capsys.readouterr().out)["findings"]}


def test_a_check_compares_with_the_last_year_kept_in_the_workbook(run, before, tmp_path, capsys):
    out = tmp_path / "2021.xlsx"
    run(before, "--year", "2021", "-o", out)
    (form,) = load(out).forms
    patch = Patch.open(out)
    patch.set_value(form.source.sheet, form.place("funds.total.initial"), Decimal(90))
    out.write_bytes(patch.bytes())
    assert "JX621" in codes(capsys, out)


def test_two_years_checked_together_are_compared(before, tmp_path, capsys):
    this = tmp_path / "2021.xlsx"
    this.write_bytes(workbook(build.form({"funds.total.initial": "90"}, year=2021)))
    assert "JX621" in codes(capsys, before, this)
    assert "JX621" not in codes(capsys, this)
