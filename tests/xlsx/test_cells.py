"""Cells as XML: numbers in their shortest form, texts that stay texts, formulas beside their results."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from jixiao.xlsx.cells import (
    CUT,
    TEXT_LIMIT,
    escape,
    formula_cell,
    number,
    text_element,
    value_cell,
)

NUMBERS = {
    "10": Decimal("10.00"),
    "6.67": Decimal("6.670"),
    "0": Decimal("-0.0"),
    "0.1": 0.1,
    "112.12": 112.12,
    "1000": Decimal("1E+3"),
    "1E-7": Decimal("1E-7"),
    "-3": -3,
}


@pytest.mark.parametrize(("text", "value"), NUMBERS.items(), ids=list(NUMBERS))
def test_a_number_is_written_in_its_shortest_text(text, value):
    assert number(value) == text


@pytest.mark.parametrize("truth", [True, False])
def test_a_truth_leaves_the_text_of_its_number_alone(truth):
    number.cache_clear()
    assert number(truth) == number(Decimal(truth)) == number(int(truth)) == f"{truth:d}"


@pytest.mark.parametrize("value", [Decimal("NaN"), float("inf")])
def test_a_number_that_is_none_is_refused_in_clear_words(value):
    with pytest.raises(ValueError, match="非有限数"):
        number(value)


@pytest.mark.parametrize("text", ["=1+1", "+86", "-5", "@SUM", "=cmd|' /C calc'!A0"])
def test_a_text_never_becomes_a_formula(text):
    cell = etree.fromstring(value_cell("A1", text, 0))
    assert cell.find("f") is None
    assert cell.get("t") == "inlineStr" and cell.findtext("is/t") == text


def test_outer_spaces_and_line_breaks_are_kept():
    assert text_element(" 一\n二 ") == '<t xml:space="preserve"> 一\n二 </t>'
    assert text_element("一二") == "<t>一二</t>"


@pytest.mark.parametrize(
    ("text", "xml"),
    {
        "a\x00b": "a_x0000_b",
        "_x0041_": "_x005F_x0041_",
        "<&>": "&lt;&amp;&gt;",
        "一\r\n二\r三": "一\n二\n三",
        "\ud800": "_xD800_",
        "\uffff": "_xFFFF_",
    }.items(),
    ids=repr,
)
def test_what_xml_cannot_hold_is_escaped_as_excel_does(text, xml):
    assert escape(text) == xml


@given(st.text())
def test_any_text_makes_well_formed_xml_that_reads_back(text):
    written = etree.fromstring(text_element(text)).text or ""
    read = re.sub(r"_x([0-9A-F]{4})_", lambda m: chr(int(m[1], 16)), written)
    assert read == text.replace("\r\n", "\n").replace("\r", "\n")


def test_a_text_beyond_the_limit_says_that_it_was_cut():
    written = etree.fromstring(text_element("𠮷" * 20000)).text
    assert len(written.encode("utf-16-le")) // 2 <= TEXT_LIMIT
    assert written.endswith(CUT)


@pytest.mark.parametrize(
    ("value", "kind", "stored"),
    [(Decimal("9.70"), None, "9.7"), ("优", "str", "优"), ("", "str", None), (True, "b", "1"), ("#N/A", "e", "#N/A")],
)
def test_a_formula_holds_its_result_in_the_right_type(value, kind, stored):
    cell = etree.fromstring(formula_cell("B2", '=IF(A1<1,"&","")', value, 4))
    assert cell.findtext("f") == 'IF(A1<1,"&","")'
    assert (cell.get("t"), cell.findtext("v") or None, cell.get("s")) == (kind, stored, "4")


def test_a_formula_without_a_known_result_has_no_value():
    assert formula_cell("B2", "A1", None, 0) == '<c r="B2"><f>A1</f></c>'


def test_an_empty_cell_keeps_its_style():
    assert value_cell("C3", None, 7) == '<c r="C3" s="7"/>'
    assert value_cell("C3", None, 0) == '<c r="C3"/>'
    assert value_cell("C3", False, 0) == '<c r="C3" t="b"><v>0</v></c>'
