"""Whatever is made of a workbook is regular: each action's, on the sample and on a blank one."""

from pathlib import Path

import pytest

from jixiao import policy
from jixiao.actions.add import added, added_blank
from jixiao.actions.annotate import marked
from jixiao.actions.check import check_files
from jixiao.actions.clear import cleared
from jixiao.actions.fill_scores import filled
from jixiao.actions.import_forms import workbook_of
from jixiao.actions.migrate import migrate
from jixiao.actions.new import new
from jixiao.actions.open import load, load_source
from jixiao.actions.refresh import refreshed
from jixiao.actions.roll import roll
from jixiao.actions.score import score_forms
from jixiao.actions.settings import Settings, settled
from jixiao.importers.source import Source
from tests.live.stage import SAMPLE
from tests.samples import HEMENKOU
from tests.xlsx.irregular import irregular

POLICY = policy.load("2020-caiyu-10")


@pytest.fixture(scope="module")
def sample():
    return load(SAMPLE)


def check(loaded):
    return marked(loaded.source.data, loaded.source.name, loaded.forms, check_files([loaded]).report)


def again(content):
    return load_source(Source("甲.xlsx", content), Path("甲.xlsx"))


MADE = {
    "校验": check,
    "校验两次": lambda loaded: check(again(check(loaded))),
    "清除标记": cleared,
    "评分": lambda loaded: filled(score_forms(loaded)),
    "更新汇总": lambda loaded: refreshed(loaded.source.data, loaded.source.name, POLICY),
    "设置": lambda loaded: settled(loaded, Settings("variant-execution-20", None, None, None)),
    "新建项目": lambda loaded: added_blank(loaded, "甲" * 40),
    "导入到本簿": lambda loaded: added(loaded, loaded.forms[:2]),
}


@pytest.mark.parametrize("make", MADE.values(), ids=MADE)
def test_what_an_action_makes_of_the_sample_is_regular(sample, make):
    assert irregular(make(sample)) == []


def test_a_new_workbook_is_regular(tmp_path):
    names = [None, "甲" * 300, "[乙]:*?/丙", "History"]
    assert irregular(new(tmp_path / "新.xlsx", names, "某区/局", None, 2024).path.read_bytes()) == []


def test_an_imported_text_is_regular():
    assert irregular(workbook_of([load(HEMENKOU)], POLICY).content) == []


def test_next_years_workbook_and_a_migrated_one_are_regular(sample, tmp_path):
    assert irregular(roll(sample, 2021, tmp_path / "下年.xlsx").path.read_bytes()) == []
    assert irregular(migrate(sample, tmp_path / "新版.xlsx").saved.path.read_bytes()) == []
