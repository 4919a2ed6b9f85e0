"""The table of functions, the Python behind it and the VBA wrappers say the same."""

import inspect
import re

import pytest

from jixiao.deploy.addin import build, functions
from jixiao.live.udf import functions as python
from tests.deploy.addin.readers import VBA_Parser
from tests.samples import ROOT

TABLE = functions.load()
SOURCE = functions.module(TABLE)
CHINESE = re.compile(r"[\u4e00-\u9fff]")
each = pytest.mark.parametrize("function", TABLE, ids=lambda function: function.name)


@each
def test_a_function_asks_a_function_of_python_with_its_very_arguments(function):
    parameters = inspect.signature(getattr(python, function.python)).parameters
    passed = [argument for argument in function.arguments if argument.passed]
    names = [argument.name.lower() for argument in passed]
    assert list(parameters)[: len(names)] == names
    assert len(parameters) == len(names) + len(function.context)
    optional = [parameters[name].default is not inspect.Parameter.empty for name in names]
    assert optional == [argument.optional for argument in passed]


def test_every_function_of_python_for_cells_has_its_wrapper():
    served = {
        name
        for name, it in vars(python).items()
        if getattr(it, "__wrapped__", None) and it.__module__ == python.__name__
    }
    assert served == {function.python for function in TABLE}
    assert re.findall(r"^Public Function (\w+)\(", SOURCE, re.M) == [function.name for function in TABLE]


def test_names_are_long_enough_not_to_be_cells():
    assert all(re.fullmatch(r"JX_[A-Z_]+", function.name) for function in TABLE)


@each
def test_help_is_chinese_and_short_enough_for_the_wizard(function):
    for text in (function.help, *(argument.help for argument in function.arguments)):
        assert CHINESE.search(text) and len(text) <= functions.LONGEST_HELP
    assert function.help.endswith("。")


@each
def test_the_help_is_in_the_source_as_numbers(function):
    body = re.search(rf"^Private Sub {function.describing}\(\)\n(.*?)^End Sub", SOURCE, re.M | re.S).group(1)
    texts = [""] * (len(function.arguments) + 1)
    for number, units in re.findall(r'^    Texts\((\d)\) = Texts\(\1\) & "([ 0-9A-F]+)"$', body, re.M):
        texts[int(number)] += "".join(chr(int(unit, 16)) for unit in units.split())
    assert texts == [function.help, *(argument.help for argument in function.arguments)]
    assert f'Describe "{function.name}", Texts' in body
    assert f"\n    {function.describing}\n" in SOURCE


def test_another_reader_finds_the_wrappers_in_the_add_in():
    parser = VBA_Parser("jixiao.xlam", data=(ROOT / build.OUTPUT).read_bytes())
    found = {name.partition(".")[0]: text for _, _, name, text in parser.extract_macros()}
    assert found[functions.MODULE].replace("\r\n", "\n").strip() == SOURCE.strip()
    assert "Option Private Module" in found["JixiaoCells"]


def test_a_new_function_brings_its_wrapper_and_its_help(tmp_path):
    changed = tmp_path / "functions.toml"
    changed.write_text(
        '[[functions]]\nname = "JX_SUM"\npython = "sum_up"\nhelp = "合计。"\n'
        'arguments = [{ name = "Scores", help = "得分" }, { name = "Rest", help = "其余", optional = true }]\n'
        'context = ["CallerRows()"]\n',
        encoding="utf-8",
    )
    made = functions.module(functions.load(changed))
    assert (
        "Public Function JX_SUM(Scores, Optional Rest)\n"
        '    JX_SUM = Answer("sum_up", Array(Shown(Scores), Shown(Rest), CallerRows()))\nEnd Function\n'
    ) in made
    assert "    DescribeSumUp\n" in made and 'Texts(0) = Texts(0) & " 5408 8BA1 3002"' in made
