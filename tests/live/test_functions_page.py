"""The page on the functions for cells describes each of them, and its examples come out as given."""

import ast
import re

import pytest

from jixiao.deploy.addin import buttons, functions
from jixiao.form.rounding import plain
from jixiao.live.udf import functions as python
from jixiao.xlsx.references import position
from tests.live.one_sheet import BOOK
from tests.samples import ROOT

PAGE = (ROOT / "docs" / "单元格函数.md").read_text(encoding="utf-8")
TABLE = {function.name: function for function in functions.load()}
EXAMPLE = re.compile(r"^\| `=(JX_\w+)(\(.*\))` \| (.*) \|$", re.M)
BLANK = "（空白）"


def section(name):
    return re.search(rf"^## {name} (.*?)(?=^## |\Z)", PAGE, re.M | re.S)[1]


@pytest.mark.parametrize("function", TABLE.values(), ids=TABLE)
def test_every_function_has_its_section_with_arguments_and_examples(function):
    described = section(function.name)
    assert all(re.search(rf"\b{argument.name}\b", described) for argument in function.arguments)
    assert f"`={function.name}(" in described


def test_the_page_describes_no_function_that_is_not_there():
    assert set(re.findall(r"JX_[A-Z_]+[A-Z]", PAGE)) == set(TABLE)


@pytest.mark.parametrize("example", EXAMPLE.findall(PAGE), ids="".join)
def test_an_example_comes_out_as_described(example):
    name, arguments, described = example
    found = getattr(python, TABLE[name].python)(*ast.literal_eval(arguments.replace(")", ",)")))
    assert shown(found) == described


def test_every_function_is_shown_at_work():
    assert {name for name, _, _ in EXAMPLE.findall(PAGE)} == set(TABLE)


def test_what_the_macros_say_in_a_cell_is_on_the_page():
    messages = buttons.load().messages
    for name in ("OnlyWindows", "FunctionObstacle", "FunctionFailed"):
        assert messages[name].partition("。")[0] in PAGE


def test_the_name_for_the_policy_in_our_workbook_leads_to_its_code():
    assert "`参数_评分办法`" in PAGE
    (name,) = (one for one in BOOK.names if one.name == "参数_评分办法")
    row, column = position(name.refers_to.rpartition("!")[2].replace("$", ""))
    assert python.grade(85, BOOK.table("_参数").rows[row][column]) == "良"


def shown(found):
    """An answer as the page writes it."""
    cells = found[0] if isinstance(found, list) else [found]
    texts = [cell if isinstance(cell, str) else plain(cell_value(cell)) for cell in cells]
    return "、".join(texts) or BLANK


def cell_value(number):
    from jixiao.form.amounts import exact

    return exact(number)
