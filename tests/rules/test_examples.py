"""A better wording is made of what the form says: no number, date or name in it comes from elsewhere."""

from __future__ import annotations

import re

import pytest

from jixiao import policy
from jixiao.form.flat import flat
from jixiao.importers import read
from jixiao.rules import check, examples
from jixiao.rules.wording_flaws import paired
from tests.build import form
from tests.rules.cases import cases
from tests.rules.test_claims import PLAIN
from tests.rules.test_claims import found as copied
from tests.samples import HEMENKOU, REGIONS

SCORING = policy.default(2020)
NUMBER = re.compile(r"\d+(?:\.\d+)?")
QUOTED = re.compile(r"“([^”]*)”（(?:本表别处|各指标)写明的事实）")


def examples_of(forms):
    """The example of every finding with the form it is about."""
    by_place = {(one.project, one.source.sheet, one.source.block): one for one in forms}
    for item in check(forms, SCORING).findings:
        if "例如：" in item.fix:
            blocks = [one for one in by_place.values() if one.project == item.project]
            yield item, item.fix.partition("例如：")[2], blocks


def real_forms():
    yield read(HEMENKOU).forms
    for path in REGIONS:
        yield read(path).forms


def made_forms():
    for case in cases():
        if case.fails and not case.before and case.facts is None:
            yield tuple(form(changes) for changes in case.forms or ((case.change or {}),))


@pytest.mark.parametrize("source", [real_forms, made_forms])
def test_nothing_in_an_example_is_invented(source):
    seen = set()
    for forms in source():
        for item, example, owners in examples_of(forms):
            seen.add(item.code)
            texts = [str(text) for one in owners for text in flat(one).values() if text is not None]
            said = "\n".join(texts)
            assert set(NUMBER.findall(example)) <= set(NUMBER.findall(said)), (item.code, example)
            for fact in QUOTED.findall(example):
                for part in re.split("……|；", fact.rstrip("。")):
                    plain = " ".join(said.split()).replace("“", "‘").replace("”", "’")
                    assert part in plain, (item.code, part)
    assert {"JX132", "JX521", "JX522", "JX523", "JX524", "JX527", "JX528"} <= seen


def test_an_appraisal_is_replaced_by_the_fact_the_form_tells_about_the_same_thing():
    made = form(
        {
            "goal.actual": "维修电梯8台；恢复电梯出行的居民由300户增加到372户。",
            "indicators[4].name": "指标1：恢复电梯出行的居民",
            "indicators[4].target": "提高",
            "indicators[4].actual": "良好",
        }
    )
    (fix,) = [item.fix for item in check([made], SCORING).findings if item.code == "JX523"]
    assert fix.endswith("例如：“恢复电梯出行的居民由300户增加到372户”（本表别处写明的事实）")


def test_where_the_form_tells_no_such_fact_the_example_has_spaces():
    made = form({"indicators[5].actual": "良好"})
    (fix,) = [item.fix for item in check([made], SCORING).findings if item.code == "JX523"]
    assert "“运行维护制度：2020年做了＿＿，共＿＿（数量和单位）" in fix


def test_a_blank_that_was_copied_with_the_example_is_reported():
    made = form({"indicators[5].actual": "运行维护制度：2020年做了＿＿，共＿＿"})
    assert "JX103" in {item.code for item in check([made], SCORING).findings}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("建立了维护台账", "“建立维护台账”"), ("建立“三线”馆，完成了布展", "“建立‘三线’馆，完成布展”"), ("≥8台", None)],
)
def test_a_target_given_as_done_is_reported_as_a_target(text, wanted):
    assert examples.as_target(text) == wanted


def test_a_piece_of_a_long_sentence_is_a_fact_only_where_it_says_what_was_done():
    long = "1-12月对4个市属改制企业，" + "按照要求做好各项管理工作，" * 4 + "发放宣传资料600份，共计"
    made = form({"goal.actual": long})
    assert "发放宣传资料600份" in examples.facts(made) and not any("市属" in fact for fact in examples.facts(made))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("维修电梯8台（含配套设施。居民满意。", "补上后半：“维修电梯8台（含配套设施）”"),
        ("维修电梯8台(含配套设施", "补上后半：“维修电梯8台(含配套设施)”"),
        ("建成电梯”安全小区。", "删去多余的后半：“建成电梯安全小区”"),
        ("印发《管理办法，落实责任", "补上后半：“印发《管理办法，落实责任》”"),
        ("（一）修好（二）验收）。", "删去多余的后半：“（一）修好（二）验收”"),
    ],
)
def test_an_unpaired_mark_is_shown_corrected(text, wanted):
    assert paired(text) == wanted


def test_a_copied_goal_is_shown_with_the_facts_of_its_own_indicators():
    found = copied(("综治维稳经费", {"goal.actual": PLAIN}), ("平安建设经费", {"goal.actual": PLAIN}))
    (fix,) = [item.fix for item in found if item.code == "JX610"]
    assert fix.startswith("改写为本项目自己的完成情况") and "例如：“" in fix and "组织活动12次" not in fix
