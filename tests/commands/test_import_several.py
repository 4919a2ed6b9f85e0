"""jixiao import with several sources: one workbook of all their forms, as the button makes it."""

import pytest

from jixiao.actions.open import load
from jixiao.cli import main
from jixiao.form.finding import Waiver
from tests import build
from tests.samples import HEMENKOU
from tests.submit.books import workbook


@pytest.fixture
def run(capsys):
    def run(*words):
        status = main(["import", *map(str, words)])
        shown = capsys.readouterr()
        return status, shown.out, shown.err

    return run


@pytest.fixture
def files(tmp_path):
    one, two = tmp_path / "甲.xlsx", tmp_path / "乙.xlsx"
    one.write_bytes(workbook(waivers=(Waiver("JX303", None, "经批复", "张三", "2021-03-15"),)))
    two.write_bytes(workbook(build.form(project="道路维修"), build.form(project="路灯维护", unit="青河区路灯所")))
    return one, two


def test_the_forms_of_all_sources_stand_in_one_workbook_in_their_order(run, files, tmp_path):
    before = [path.read_bytes() for path in files]
    status, out, _ = run(*files, HEMENKOU, "-o", tmp_path / "合.xlsx")
    made = load(tmp_path / "合.xlsx")
    assert status == 0 and "读入 18 张表" in out and "乙.xlsx：2 张表。" in out
    assert made.forms == (*load(files[0]).forms, *load(files[1]).forms, *load(HEMENKOU).forms)
    assert [path.read_bytes() for path in files] == before


def test_a_waiver_for_all_projects_of_one_source_covers_no_project_of_another(run, files, tmp_path):
    run(*files, "-o", tmp_path / "合.xlsx")
    assert [(item.rule, item.project) for item in load(tmp_path / "合.xlsx").waivers] == [("JX303", "老旧小区电梯维修")]


def test_a_source_that_cannot_be_read_is_named_and_the_others_go_on(run, files, tmp_path):
    (tmp_path / "坏.docx").write_bytes(b"PK nothing")
    status, out, err = run(files[0], tmp_path / "坏.docx", files[1], "-o", tmp_path / "合.xlsx")
    assert status == 2 and "坏.docx" in err and "读入 3 张表" in out
    assert len(load(tmp_path / "合.xlsx").forms) == 3


def test_where_nothing_can_be_read_nothing_is_written(run, tmp_path):
    status, _, err = run(tmp_path / "没有.docx", tmp_path / "也没有.docx", "-o", tmp_path / "合.xlsx")
    assert status == 2 and "没有.docx" in err and not (tmp_path / "合.xlsx").exists()


def test_no_source_is_overwritten(run, files, tmp_path):
    before = files[1].read_bytes()
    status, _, err = run(*files, "-o", files[1])
    assert status == 2 and "输出文件就是输入文件" in err and files[1].read_bytes() == before
