"""What is written into a workbook: only scores that are certain, and working columns from which the sheet computes the same."""

from decimal import Decimal

import pytest

from jixiao import policy
from jixiao.cli import main
from jixiao.form.measure import measured
from jixiao.form.model import Form, Indicator
from jixiao.importers import read
from jixiao.sheets import book
from jixiao.sheets.layout import cells
from tests.policy.test_pairs import NONE, TABLES, Pair, pairs, suggested
from tests.sheets.recalculated import at, calculated

PAIRS = [pair for name in TABLES for pair in pairs(name)]
CHUNK = 120


def form(chunk: list[Pair], number: int) -> Form:
    rows = tuple(
        Indicator(pair.dimension, pair.category, pair.name, pair.target, pair.actual or None, Decimal(10))
        for pair in chunk
    )
    return Form(f"项目{number}", 2020, "项目支出绩效自评表", "某局", "某所", "万元", indicators=rows)


@pytest.fixture(scope="module")
def workbook() -> bytes:
    forms = [form(PAIRS[start : start + CHUNK], start) for start in range(0, len(PAIRS), CHUNK)]
    return book.build(forms, policy.load("2020-caiyu-10"))


def test_scoring_fills_only_what_is_certain(workbook, tmp_path, capsys):
    path, filled = tmp_path / "自评表.xlsx", tmp_path / "已评分.xlsx"
    path.write_bytes(workbook)
    assert main(["score", str(path), "-o", str(filled), "--policy", "2020-caiyu-10"]) == 0
    written = [row.score for one in read(filled).forms for row in one.indicators]
    answers = [suggested(pair)[0] for pair in PAIRS]
    assert written == [None if answer == NONE else Decimal(answer) for answer in answers]
    open_pairs = [score for pair, score in zip(PAIRS, written, strict=True) if (pair.ideal, pair.also) == (NONE, "")]
    assert len(open_pairs) > 200 and set(open_pairs) == {None}


def test_the_formulas_of_the_sheets_give_the_same_scores_or_none(workbook):
    sheets = list(calculated(workbook).values())[2:]
    for start, rows in zip(range(0, len(PAIRS), CHUNK), sheets, strict=False):
        chunk = PAIRS[start : start + CHUNK]
        places = cells(form(chunk, start))
        for number, pair in enumerate(chunk):
            shown, answer = at(rows, places[f"indicators[{number}].working.suggested"]), suggested(pair)[0]
            assert (shown in (None, "")) if answer == NONE else round(shown, 9) == float(answer), pair


def test_working_columns_are_empty_where_the_reading_is_not_sure():
    for pair in PAIRS:
        row = Indicator(pair.dimension, pair.category, pair.name, pair.target, pair.actual or None, Decimal(10))
        measure = measured(row)
        if suggested(pair)[0] == NONE:
            assert measure.actual is None, pair
        else:
            assert measure.direction and None not in (measure.target, measure.actual), pair


def test_the_explanations_name_the_word_a_direction_was_taken_from(tmp_path, capsys):
    rows = (
        Indicator("产出指标", "时效指标", "工期", "90天", "95天", Decimal(10)),
        Indicator("产出指标", "数量指标", "培训人数", "30人", "不足30人", Decimal(10)),
    )
    path = tmp_path / "表.xlsx"
    one = Form("项目", 2020, "项目支出绩效自评表", "某局", "某所", "万元", indicators=rows)
    path.write_bytes(book.build([one], policy.load("2020-caiyu-10")))
    for command in ("score", "read"):
        main([command, str(path), "--explain"])
        shown = capsys.readouterr().out
        assert "按“工期”一词取 ≤（越小越好）" in shown
        assert "完成值“不足30人”只给出界限或约数，不能确定是否达到“30人”" in shown
