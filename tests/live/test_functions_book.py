"""JX_PROJECTS gives the figures of 汇总表, JX_INDICATORS the lines of 指标明细, as data frames or as the same cells."""

import shutil
import sys

import pytest

from jixiao.actions.collect import Wanted, collect, gather, tables_of
from jixiao.form.table import Value
from jixiao.live.udf import functions
from tests.live.one_sheet import BOOK, SHEETS, cells, merged
from tests.live.stage import SAMPLE

BESIDE = [(table.sheet, [list(row) for row in table.rows], "A1", merged(table)) for table in BOOK.tables]

PARAMETERS = [list(row) for row in BOOK.table("_参数").rows]


@pytest.fixture(scope="module")
def projects():
    return functions.projects(None, BESIDE)


@pytest.fixture(scope="module")
def indicators():
    return functions.indicators(None, BESIDE)


def summary():
    """汇总表 of the sample: its headings and the lines of its projects."""
    rows = BOOK.table("汇总表").rows
    at = next(number for number, row in enumerate(rows) if row[0] == "序号")
    return rows[at], rows[at + 1 : at + 1 + len(SHEETS)]


def same(one: Value, other: Value) -> bool:
    """Whether two cells show the same; a percentage is a fraction in the other, a file keeps fifteen digits."""
    if isinstance(one, str) and one.endswith("%"):
        return abs(float(one.rstrip("%")) / 100 - float(other)) < 0.0001
    if isinstance(other, float):
        return abs(float(one) - other) < 1e-9
    return str(one or "") == str(other)


def plain(value: Value) -> str:
    """The cell as a text, a number with as many digits as it needs."""
    return f"{float(value):.10g}" if value is not None and not isinstance(value, str) else str(value or "")


def test_a_form_has_the_figures_of_its_line_in_the_summary(projects):
    headings, lines = summary()
    found = cells(projects)
    assert found[0] == list(headings[: len(found[0])]) and len(found) == len(lines) + 1
    differing = [
        (heading, kept, given)
        for line, row in zip(lines, found[1:], strict=True)
        for heading, kept, given in zip(headings, line, row, strict=False)
        if not same(kept, given)
    ]
    assert differing == []


def test_an_indicator_has_its_line_in_the_collected_list(indicators, tmp_path):
    inbox = tmp_path / "收件"
    inbox.mkdir()
    shutil.copy(SAMPLE, inbox)
    output = tmp_path / "汇总.xlsx"
    gathered = gather([inbox], [output], None, output, 1, lambda items, *_: items)
    collected = collect(gathered.reads, gathered.found, Wanted(), gathered.done)
    wanted = tables_of(collected, output).indicators
    keys = ("unit", "project", "year", "dimension", "category", "name", "target", "actual", "weight", "score", "note")
    # the collected list is sorted by unit
    kept = sorted([plain(line[key]) for key in keys] for line in wanted)
    assert kept == sorted([*map(plain, row[2:12]), row[13]] for row in cells(indicators)[1:]) and len(kept) > 100
    assert [row[0] for row in cells(indicators)[1:]] == [float(number) for number in range(1, len(kept) + 1)]


def test_both_are_data_frames_of_texts_and_floats(projects, indicators):
    assert [type(found).__module__.partition(".")[0] for found in (projects, indicators)] == ["pandas", "pandas"]
    assert {type(cell) for found in (projects, indicators) for row in cells(found)[1:] for cell in row} == {str, float}


@pytest.mark.parametrize("function", [functions.projects, functions.indicators])
def test_without_pandas_the_same_cells_come(monkeypatch, function):
    framed = cells(function(None, BESIDE))
    monkeypatch.setitem(sys.modules, "pandas", None)
    assert function(None, BESIDE) == framed


def test_an_array_formula_gets_its_block(projects):
    block = functions.projects(None, BESIDE, 3.0, 25.0)
    first = cells(projects)[1]
    assert [len(row) for row in block] == [25, 25, 25] and block[1][: len(first)] == first
    assert "还有 14 条没有显示" in block[2][0]


def test_the_policy_of_the_workbook_counts_and_another_may_be_named(projects):
    assert cells(functions.projects("2020-caiyu-10", BESIDE)) == cells(projects)
    assert cells(functions.projects("variant-execution-20", BESIDE)) != cells(projects)
    named = [(name, rows, first, merges) for name, rows, first, merges in BESIDE if name != "_参数"]
    kept = [[{"2020-caiyu-10": "variant-execution-20"}.get(cell, cell) for cell in row] for row in PARAMETERS]
    other = functions.projects(None, [*named, ("_参数", kept, "A1", "")])
    assert cells(other) == cells(functions.projects("variant-execution-20", BESIDE))


@pytest.mark.parametrize("beside", [(), "", [("工资", [["工资表", 1.0]], "A1", "")]])
def test_a_workbook_without_forms_says_what_to_do(beside):
    ((message,),) = functions.projects(None, beside)
    assert message.startswith("请核对：") and "空白工作表" in message
