"""jixiao sample: drawn by written rules with reasons, the same for a seed, and a form whose scores add up."""

from __future__ import annotations

import random
from decimal import Decimal

import openpyxl
import pytest

from jixiao.cli import main
from jixiao.report.sample import Candidate, draw, settings
from tests import build
from tests.office import recalculate, require
from tests.submit.books import workbook
from tests.xlsx.audit import faults

TITLES = {"JX521": "完成值照抄指标值", "JX523": "完成值空泛", "JX406": "扣分未说明原因"}


def candidate(name, annual="10", rate="0.95", total="95", weights="100", codes=(), hints=()):
    number = {key: Decimal(value) for key, value in (("annual", annual), ("rate", rate), ("total", total))}
    return Candidate(name, **number, weights=Decimal(weights), codes=tuple(codes), hints=tuple(hints), titles=TITLES)


def crowd(count):
    return [candidate(f"项目{number}") for number in range(count)]


def reasons(drawn, number):
    return dict(next(item.reasons for item in drawn if item.number == number))


def test_the_largest_amounts_are_drawn_with_their_rank():
    found = draw([*crowd(40), candidate("大", annual="900")], "一")
    assert reasons(found, 40)["金额大"] == "全年预算900万元，在全部项目中居第1位"


@pytest.mark.parametrize(("rate", "drawn"), [("0.7999", True), ("0.8", False)])
def test_a_low_rate_is_drawn(rate, drawn):
    found = draw([*crowd(40), candidate("低", annual="1", rate=rate)], "一")
    low = {item.number for item in found if any(title == "执行率低" for title, _ in item.reasons)}
    assert low == ({40} if drawn else set())


def test_full_points_with_weak_evidence_are_drawn_and_the_weakness_is_named():
    weak = candidate("满", annual="1", total="99", hints=["JX521", "JX523", "JX523"])
    found = draw([*crowd(40), weak], "一")
    assert (
        reasons(found, 40)["得分满而佐证弱"]
        == "得99分（满分100分），而佐证偏弱：完成值空泛 2 处、完成值照抄指标值 1 处"
    )


@pytest.mark.parametrize(("total", "hints"), [("90", ["JX521", "JX523"]), ("99", ["JX521"]), ("78.4", ["JX521"])])
def test_neither_low_points_nor_a_single_hint_are_weak_evidence(total, hints):
    found = draw([*crowd(40), candidate("满", annual="1", total=total, hints=hints)], "一")
    assert not [item for item in found for title, _ in item.reasons if title == "得分满而佐证弱"]


def test_the_same_fault_again_and_again_is_drawn():
    found = draw([*crowd(40), candidate("错", annual="1", codes=["JX406"] * 3)], "一")
    assert reasons(found, 40)["同类问题多次出现"] == "同类错误、警告多次出现：扣分未说明原因 3 处"


def test_the_random_part_is_a_share_of_the_others_and_the_same_for_a_seed_in_any_order():
    candidates = crowd(105)
    shuffled = random.Random(7).sample(candidates, len(candidates))
    names = [{given[item.number].key for item in draw(given, "2021-04-20")} for given in (candidates, shuffled)]
    assert names[0] == names[1] and len(names[0]) == 5 + 5
    assert {candidates[item.number].key for item in draw(candidates, "2021-04-21")} != names[0]


def test_every_rule_of_the_settings_says_what_it_needs():
    assert [rule["kind"] for rule in settings()["rules"]] == [
        "largest",
        "low_rate",
        "weak_evidence",
        "repeated",
        "random",
    ]


@pytest.fixture
def collected(tmp_path):
    inbox = tmp_path / "收件夹"
    inbox.mkdir()
    low = {"funds.total.executed": "30", "funds.parts[0].executed": "30"}
    for unit, changes in (("甲局", {}), ("乙局", low), ("丙局", {"project": "=1+1"})):
        path = inbox / f"{unit}.xlsx"
        path.write_bytes(workbook(build.form({"unit": unit, "project": f"{unit}项目", **changes})))
    main(["collect", str(inbox), "-o", str(tmp_path / "汇总.xlsx")])
    return tmp_path / "汇总.xlsx"


@pytest.mark.office
def test_the_scores_of_a_review_add_up_on_the_list(collected, tmp_path, capsys):
    require("soffice")
    output = tmp_path / "复核.xlsx"
    assert main(["sample", str(collected), "-o", str(output)]) == 0
    assert "3 个项目中抽取 3 个" in capsys.readouterr().out
    assert faults(output.read_bytes(), tmp_path) == []
    book = openpyxl.load_workbook(output)
    assert book.sheetnames[:2] == ["抽样名单", "抽样规则"]
    sheet = book["乙局项目"]
    for row in range(6, 14):
        sheet.cell(row, 7, float(sheet.cell(row, 6).value) - 0.5)
    book.save(output)
    (after,) = recalculate([output], tmp_path / "算过")
    values = openpyxl.load_workbook(after, data_only=True)
    rows = {row[3].value: row for row in values["抽样名单"].iter_rows(min_row=3, max_row=5)}
    own, reviewed, difference = (rows["乙局项目"][at].value for at in (7, 8, 9))
    assert difference == pytest.approx(-4) and reviewed == pytest.approx(own - 4)
    assert rows["甲局项目"][8].value in (None, "") and rows["甲局项目"][9].value in (None, "")
    assert values["乙局项目"].cell(14, 5).value == 100
    assert [row[3].value for row in values["抽样名单"].iter_rows(min_row=3, max_row=5)].count("=1+1") == 1


def test_the_same_collection_and_seed_give_the_same_bytes(collected, tmp_path):
    for name in ("一", "二"):
        main(["sample", str(collected), "-o", str(tmp_path / f"{name}.xlsx"), "--seed", "抽签"])
    assert (tmp_path / "一.xlsx").read_bytes() == (tmp_path / "二.xlsx").read_bytes()


@pytest.mark.parametrize(("output", "said"), [("复核.docx", "以 .xlsx 结尾"), ("复核.xlsx", "不是收表汇总的工作簿")])
def test_what_cannot_be_done_is_said(tmp_path, capsys, output, said):
    path = tmp_path / "自评表.xlsx"
    path.write_bytes(workbook(build.form()))
    assert main(["sample", str(path), "-o", str(tmp_path / output)]) == 2
    assert said in capsys.readouterr().err
