"""The functions through the server of xlwings, with the values COM hands over: what a cell of Excel would show."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from jixiao.actions.open import load
from tests.live.one_sheet import HEADINGS, merged
from tests.live.windows import answers
from tests.samples import ROOT

NOT_AVAILABLE, MISSING, SPILL = -2146826246, -2147352572, -2146826243
BOOK = load(ROOT / "workbook" / "samples" / "河门口街道-2020-绩效自评.xlsx")
SHEET = tuple(tuple(None if cell == "" else cell for cell in row) for row in BOOK.source.book.tables[2].rows)
CASES = [
    (("rate", (97.24, 100.0)), 0.9724),
    (("rate", (Decimal("97.24"), 100.0)), 0.9724),
    (("rate", (None, 100.0)), ""),
    (("rate", (((97.24,),), ((100.0,),))), 0.9724),
    (("rate", (NOT_AVAILABLE, 1.0)), "请核对：“全年执行数”所引用的单元格是错误值 #N/A，请先改正那个单元格"),
    (("rate", (SPILL, 1.0)), "请核对：“全年执行数”所引用的单元格是错误值 #ERROR!，请先改正那个单元格"),
    (("score", ("≥95%", "90%", 10.0, "", "", "")), 9.47),
    (("score", ("≥95%", "90%", 10.0, MISSING, MISSING, MISSING)), 9.47),
    (("score", (0.1, 0.05, 10.0, "2020-caiyu-10", "", "")), 5.0),
    (("score", ((("≥95%", None),), "90%", 10.0, "", "", "")), 9.47),
    (("grade", (90.0, "")), "优"),
    (("grade", (True, "")), "请核对：“总分”的内容“是”不是单个数字；请只填数字，不带单位、百分号和文字"),
    (("quantity", ("≥1.2亿元", 1, 1)), [1.2, "亿元", "≥"]),
    (("quantity", ("3场", 2, 3)), [[3.0, "场", ""], ["", "", ""]]),
    (
        ("quantity", (datetime(2020, 12, 31, tzinfo=UTC), 1, 1)),
        "请核对：“2020年12月31日”是日期，不是数量；请改写成一个数加单位，如 ≥95%、12 场",
    ),
    (("check", (((None, None), (None, None)), "", "A1", "", 1, 1)), ""),
]
BESIDE = tuple(
    (table.sheet, tuple(tuple(None if cell == "" else cell for cell in row) for row in table.rows), "A1", merged(table))
    for table in BOOK.source.book.tables
)
LISTED = [(name, ("", BESIDE, 1, 1)) for name in ("projects", "indicators")]
CHECKED = ("check", (SHEET, "", "A1", "", 1, 1))


@pytest.fixture(scope="module")
def served():
    return answers([*(call for call, _ in CASES), *LISTED, CHECKED])


@pytest.mark.parametrize("number", range(len(CASES)), ids=lambda number: f"{CASES[number][0]}"[:60])
def test_a_call_of_excel_is_answered(served, number):
    assert served[number] == CASES[number][1]


def test_a_check_spills_rows_of_five_cells(served):
    assert len(served[-1]) > 3
    assert {len(row) for row in served[-1]} == {5}
    assert served[-1][0] == HEADINGS
    assert {row[0] for row in served[-1][1:]} <= {"错误", "警告", "提示"}


def test_the_lists_of_a_workbook_spill_under_their_headings(served):
    projects, indicators = served[-3:-1]
    assert projects[0][:2] == ["序号", "项目名称"] and len(projects) == 16
    assert indicators[0][7] == "三级指标" and len(indicators) > 100
    assert [len({len(row) for row in rows}) for rows in (projects, indicators)] == [1, 1]


def test_a_cell_is_given_texts_and_floats_only(served):
    cells = [cell for found in served for row in (found if isinstance(found, list) else [found]) for cell in flat(row)]
    assert {type(cell) for cell in cells} == {str, float}


def flat(row):
    return row if isinstance(row, list) else [row]
