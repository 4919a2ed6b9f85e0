"""Cells in rectangles: every changed cell is written once with the right text, and nothing else is disturbed."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.form.table import column_name
from jixiao.live.blocks import areas, blocks, handed
from jixiao.xlsx.edit.difference import Formula


def written(found) -> dict[str, str | float]:
    """Cell → what it is given, over all blocks; two that share a cell must agree on it."""
    cells = {}
    for block in found:
        for down, line in enumerate(block.lines):
            for right, text in enumerate(line):
                cell = f"{column_name(block.left - 1 + right)}{block.top + down}"
                assert cells.setdefault(cell, text) == text
    return cells


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (None, ""),
        (Formula("SUM(A1:A2)"), "=SUM(A1:A2)"),
        (8, 8.0),
        (Decimal("9.70"), 9.7),
        (0.1, 0.1),
        (1e-7, 1e-7),
        (True, True),
        (date(2020, 3, 1), "2020-03-01"),
        ("定量", "定量"),
        ("≥", "≥"),
        ("=", "'="),
        ("=1+1", "'=1+1"),
        ("-5", "'-5"),
        ("@甲", "'@甲"),
        ("100%", "'100%"),
        ("2020年3月", "'2020年3月"),
        ("TRUE", "'TRUE"),
        ("'引号", "''引号"),
    ],
)
def test_a_text_stays_a_text_a_formula_a_formula_and_a_number_a_number(content, text):
    assert handed(content) == text and type(handed(content)) is type(text)


def test_neighbouring_columns_of_the_same_rows_are_one_block():
    found = blocks({"H13": 1.0, "H14": 2.0, "I13": "甲", "I14": None}, {})
    assert [(each.address, each.lines) for each in found] == [("H13:I14", ((1.0, "甲"), (2.0, "")))]


def test_a_gap_of_numbers_and_empty_cells_is_written_over_with_what_it_holds():
    (block,) = blocks({"H13": 1.0, "H16": 4.0}, {"H14": 7.5})
    assert (block.address, block.lines) == ("H13:H16", ((1.0,), (7.5,), ("",), (4.0,)))


def test_columns_between_are_written_over_with_what_they_hold():
    (block,) = blocks({"P13": 1.0, "S13": Formula("A1")}, {"Q13": 2.5})
    assert (block.address, block.lines) == ("P13:S13", ((1.0, 2.5, "", "=A1"),))


@pytest.mark.parametrize("between", [Formula("A1"), date(2020, 1, 1), "5台", "部分标红的字", True])
def test_a_gap_that_might_change_by_typing_it_again_parts_two_blocks(between):
    found = blocks({"H13": 1.0, "H15": 3.0}, {"H14": between})
    assert [each.address for each in found] == ["H13:H13", "H15:H15"]


CELLS = st.dictionaries(
    st.builds(lambda c, r: f"{column_name(c)}{r}", st.integers(0, 30), st.integers(1, 90)),
    st.one_of(st.none(), st.floats(-1e6, 1e6), st.text(max_size=5), st.booleans()),
    min_size=1,
    max_size=40,
)


@given(CELLS, CELLS)
def test_every_cell_is_written_and_what_is_between_keeps_its_content(cells, held):
    found = written(blocks(cells, held))
    assert {cell: found[cell] for cell in cells} == {cell: handed(content) for cell, content in cells.items()}
    assert all(found[cell] == handed(held.get(cell)) for cell in found.keys() - cells.keys())


@given(CELLS)
def test_where_nothing_is_known_of_the_others_none_is_touched(cells):
    assert written(blocks(cells)).keys() == cells.keys()


@pytest.mark.parametrize("rows", [10, 1000])
def test_a_column_of_scores_is_one_block_however_long(rows):
    assert len(blocks({f"H{row}": float(row) for row in range(1, rows, 2)}, {})) == 1


def test_long_lists_of_areas_are_parted_where_excel_takes_no_more():
    given_areas = " ".join(f"H{row}:I{row}" for row in range(100, 200))
    found = list(areas(given_areas))
    assert ",".join(found).split(",") == given_areas.split()
    assert all(len(each) <= 250 for each in found)


def test_no_area_gives_no_list():
    assert list(areas("")) == []
