"""Formulas and parts of a stamped sheet: references follow the rows, parts keep their order."""

from __future__ import annotations

import pytest

from jixiao.xlsx.references import moved
from jixiao.xlsx.stamp.compressor import Compressor
from jixiao.xlsx.stamp.slots import ABOVE, OWN, Block, Rows, area_slots, name_slots, slots, tidy_areas

BLOCK = Block("indicators", 13, 25)
FIVE = Rows([BLOCK], [5])


@pytest.mark.parametrize(
    ("formula", "stamped"),
    [
        ("SUM(G13:G25)+G26", "SUM(G13:G17)+G18"),
        ("$H$13:$H$25", "$H$13:$H$17"),
        ("E6/D6", "E6/D6"),
        ('IF(A26="G26",1,LOG10(G26))', 'IF(A18="G26",1,LOG10(G18))'),
        ("'汇总表'!G26+另一张!G26", "'汇总表'!G26+另一张!G26"),
        ("'项目1'!G26", "'项目1'!G18"),
        ("G26*5%", "G18*5%"),
        ("参数_A26+SUM(A26)", "参数_A26+SUM(A18)"),
    ],
)
def test_references_below_a_block_move_and_its_ranges_shrink(formula, stamped):
    assert slots(formula, "项目1") % FIVE == stamped


def test_in_a_blocks_row_relative_references_keep_their_distance():
    template = slots('IF(B14="",T13,H14/$H$26)', "项目1", BLOCK, 14)
    assert template % FIVE == f'IF(B{OWN}="",T{ABOVE},H{OWN}/$H$18)'


def test_names_may_mean_whole_rows():
    assert name_slots("'项目1'!$26:$27", "项目1") % FIVE == "'项目1'!$18:$19"


def test_an_area_of_one_cell_is_written_as_a_cell():
    assert tidy_areas(area_slots("A26 H13 A:C") % FIVE) == "A18 H13:H17 A:C"


def test_a_shared_formula_is_filled_down_and_right():
    assert moved("A1+$B$2+C$3+'甲'!A1:B2", 2, 1) == "B3+$B$2+D$3+'甲'!B3:C4"


def test_parts_come_out_in_the_order_they_went_in():
    with Compressor() as compressor:
        for number in range(50):
            compressor.add(f"{number}.xml", b"x" * 1000 * (50 - number))
    assert [entry.name for entry in compressor.entries] == [f"{number}.xml" for number in range(50)]


def test_a_part_written_text_by_text_is_the_part_as_a_whole():
    texts = [f"<row>第 {number} 行</row>" for number in range(60_000)]
    with Compressor() as compressor:
        compressor.write("a.xml", iter(texts))
        compressor.add("b.xml", "".join(texts).encode())
    pieces, whole = ((b"".join(one.data.pieces()), one.crc, one.size) for one in compressor.entries)
    assert pieces == whole


def test_a_part_whose_writing_breaks_off_leaves_nobody_waiting():
    with pytest.raises(ZeroDivisionError), Compressor() as compressor:
        compressor.write("a.xml", (str(1 // number) for number in (1, 0)))


def test_a_part_that_cannot_be_compressed_is_not_swallowed():
    with pytest.raises(TypeError), Compressor() as compressor:
        compressor.add("a.xml", "text")
