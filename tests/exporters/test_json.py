"""What `--json` prints: numbers as plain texts, absent ones as null, every finding with its place."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from jixiao.actions.summary import summarise
from jixiao.exporters import json as exporting
from jixiao.form.finding import Related, Waiver
from jixiao.form.model import Source, UnreadCell
from jixiao.importers.read import ReadProblem
from jixiao.policy import default
from jixiao.policy.score import score
from jixiao.rules import check
from jixiao.rules.grouped import tasks
from jixiao.sheets.book import build
from tests.actions.files import read
from tests.build import form

POLICY = default(2020)


def test_a_form_keeps_every_field_and_says_where_it_was_read():
    (made,) = exporting.forms([form(source=Source("自评.xlsx", "表1"))])
    assert made["funds"]["total"]["rate"] == "0.96" and made["funds"]["parts"][1]["annual"] is None
    assert made["source"] == {"file": "自评.xlsx", "sheet": "表1"} and len(made["indicators"]) == 7
    assert exporting.form(form(source=Source("自评.txt", None, 3)))["source"] == {"file": "自评.txt", "block": 3}
    assert json.loads(exporting.dumps(made)) == made and "老旧小区" in exporting.dumps(made)


def test_a_reason_of_a_fund_row_is_there_only_where_the_form_has_one():
    plain, noted = form(), form({"funds.total.note": "年中追加"})
    assert "note" not in exporting.form(plain)["funds"]["total"]
    assert exporting.form(noted)["funds"]["total"]["note"] == "年中追加"


@pytest.mark.parametrize(("number", "text"), [("10", "10"), ("1E+2", "100"), ("0.00001", "0.00001"), (None, None)])
def test_a_number_never_has_an_exponent(number, text):
    assert exporting.plain(None if number is None else Decimal(number)) == text


def test_a_finding_names_its_cell_and_the_places_it_refers_to():
    report = check([form({"total.weight": "90"})], POLICY)
    (item,) = [each for each in report.findings if each.code == "JX301"]
    made = exporting.finding(
        replace(item, related=(Related(project="甲", field="goal.actual", sheet="表2", cell="B3", found="x"),))
    )
    assert (made["code"], made["severity"], made["field"]) == ("JX301", "error", "total.weight")
    assert made["related"] == [{"project": "甲", "sheet": "表2", "cell": "B3", "field": "goal.actual", "found": "x"}]
    (first, *_) = map(exporting.task, tasks(report.findings))
    assert first["code"] == "JX301" and first["count"] == first["projects"] == 1


def test_scores_have_their_arithmetic_their_band_and_their_clause():
    item = form({"indicators[4].score": None})
    (made,) = exporting.scores([(item, score(item, POLICY))])
    assert made["execution"]["suggested"] == "9.60" and made["execution"]["clause"]
    assert [line["printed"] for line in made["indicators"]].count(None) == 1
    assert {entry["name"] for entry in made["dimensions"]} >= {"产出指标", "效益指标"}


def test_what_is_beside_the_forms_has_the_same_keys_everywhere():
    cell = exporting.unread_cell("甲", UnreadCell("head", "联系人", "B3", 2, 1, "备注", True))
    assert (cell["part"], cell["cell"], cell["text"], cell["other"], cell["field"]) == (
        "head",
        "B3",
        "联系人",
        True,
        None,
    )
    assert exporting.waiver(Waiver("JX301", None, "理由", "张三", "2021-03-15")) == {
        "rule": "JX301", "project": None, "reason": "理由", "who": "张三", "date": "2021-03-15",
    }  # fmt: skip
    assert exporting.figures(ReadProblem("甲.xlsx", None, "打不开")) == {
        "file": "甲.xlsx",
        "place": None,
        "message": "打不开",
    }
    assert exporting.doubt("甲", "year", "B2", "从标题取得")["cell"] == "B2"
    assert exporting.left_out("甲", "B2", "备注", None)["text"] is None
    assert exporting.brief(form())["kind"] == "project"


def test_a_flat_record_is_given_by_its_field_names():
    line = summarise(read("自评.xlsx", build([form()], POLICY))).lines[0]
    made = exporting.figures(line)
    assert (made["project"], made["annual"], made["rate"], made["errors"]) == ("老旧小区电梯维修", "50", "0.96", 0)
