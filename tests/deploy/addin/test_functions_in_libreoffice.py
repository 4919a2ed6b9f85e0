"""The functions for cells run in the cells of LibreOffice, and what they ask is answered by the Python they name."""

import importlib
import inspect

import pytest

from jixiao.deploy.addin import buttons, functions
from jixiao.live.udf import functions as python
from tests.deploy.addin import basic
from tests.deploy.addin.stage_functions import call, staged

pytestmark = pytest.mark.office
TABLE = functions.load()
MESSAGES = buttons.load().messages
PERCENT, CURRENCY = 128, 8
CELLS = {"A1": "≥95%", "B1": "90%", "C1": 10.0, "A2": "12场", "B2": 6.0, "C2": 5.0, "A3": 97.24, "B3": 100.0}
EVERYTHING = 1023
NOTHING = ("", "0", "FALSE")


@pytest.fixture(scope="module")
def desktop(tmp_path_factory):
    with basic.office(tmp_path_factory.mktemp("office")) as desktop:
        yield desktop


@pytest.fixture
def workbook(desktop, tmp_path):
    path = tmp_path / "工作簿.xlsm"
    path.write_bytes(basic.as_workbook(staged()))
    document = basic.opened(desktop, path)
    sheet = document.Sheets.getByIndex(0)
    sheet.Name = "项目一"
    sheet.getCellRangeByName("A1:Z99").clearContents(EVERYTHING)
    for address, value in CELLS.items():
        put(sheet, address, value)
    yield document
    document.close(True)


@pytest.mark.parametrize("function", TABLE, ids=lambda function: function.name)
def test_a_cell_asks_the_function_of_python_with_as_many_arguments_as_it_takes(workbook, function):
    given = ("A1", "B1", "C1")[: sum(not argument.optional for argument in function.arguments)]
    assert typed(workbook, f"={function.name}({';'.join(given)})") == "answered"
    module, name, arguments = call(workbook, "xlwings.LastAsked")
    asked = getattr(importlib.import_module(module), name)
    assert asked is getattr(python, function.python)
    inspect.signature(asked).bind(*arguments)
    assert len(arguments) == len(inspect.signature(asked).parameters)


@pytest.mark.parametrize(
    ("formula", "answer"),
    [
        ("=JX_SCORE(A1;B1;C1)", 9.47),
        ("=JX_SCORE(A2;B2;C2;2020)", 2.5),
        ('=JX_SCORE("≤90万元";"100万元";10;"variant-linear")', 8.89),
        ("=JX_RATE(A3;B3)", 0.9724),
        ("=JX_EXECUTION_SCORE(A3;B3;C1)", 9.72),
        ("=JX_GRADE(A3)", "优"),
        ("=JX_GRADE(D9)", ""),
        ("=JX_QUANTITY(A1)", [[95.0, "%", "≥"]]),
        ("=JX_SCORE(A1:A2;B1;C1)", "请核对：“年度指标值”给了 2 个单元格，只能用一个；请只选其中一个单元格"),
        ("=JX_CHECK(A1:C3)", [["请核对：所选区域中没有项目支出绩效自评表；请选中从表名到“总分”的整张表"]]),
    ],
)
def test_what_a_cell_asks_has_its_answer_in_python(workbook, formula, answer):
    typed(workbook, formula)
    _, name, arguments = call(workbook, "xlwings.LastAsked")
    assert getattr(python, name)(*arguments) == answer


def test_a_percentage_is_handed_over_as_it_is_shown_and_money_with_all_its_places(workbook):
    sheet = workbook.Sheets.getByIndex(0)
    put(sheet, "D1", 1.15, PERCENT)
    put(sheet, "D2", 12.345678, CURRENCY)
    assert call(workbook, "Caller.Shows", "D1:D2") == (("115%",), (12.345678,))


def test_whole_columns_are_handed_over_as_far_as_they_are_used(workbook):
    assert call(workbook, "Caller.Shows", "A:C") == (
        ("≥95%", "90%", 10.0),
        ("12场", 6.0, 5.0),
        (97.24, 100.0, None),
    )
    assert call(workbook, "Caller.Begins", "B:C") == "B1"


def test_merged_cells_are_reported_by_their_addresses_each_once(workbook):
    sheet = workbook.Sheets.getByIndex(0)
    for block in ("A5:C5", "A6:B7"):
        put(sheet, block.partition(":")[0], "合")
        sheet.getCellRangeByName(block).merge(True)
    put(sheet, "C7", 1.0)
    assert call(workbook, "Caller.Merges", "A4:C7") == "A5:C5 A6:B7"


def test_python_is_started_once_for_all_cells(workbook):
    for _ in range(3):
        typed(workbook, "=JX_GRADE(C1)")
    assert call(workbook, "xlwings.Count") == 1


@pytest.mark.parametrize("obstacle", ["PutSettingsBeside", "PutSettingsInside", "LoseInterpreter"])
def test_no_cell_starts_python_while_the_workbook_brings_settings(workbook, obstacle):
    call(workbook, f"xlwings.{obstacle}")
    assert typed(workbook, "=JX_GRADE(C1)") == MESSAGES["FunctionObstacle"]
    assert call(workbook, "xlwings.Count") == 0


@pytest.mark.parametrize("sheet", ["jixiao.conf", "程序.py"])
def test_no_cell_starts_python_for_a_workbook_with_a_sheet_of_settings_or_code(workbook, sheet):
    workbook.Sheets.insertNewByName(sheet, 1)
    assert typed(workbook, "=JX_GRADE(C1)") == MESSAGES["FunctionObstacle"]
    assert call(workbook, "xlwings.Count") == 0


def test_the_python_that_runs_answers_on_without_a_look_at_settings(workbook):
    typed(workbook, "=JX_GRADE(C1)")
    call(workbook, "xlwings.PutSettingsInside")
    assert typed(workbook, "=JX_GRADE(C2)") == "answered"
    assert call(workbook, "xlwings.Count") == 1


def test_a_python_that_has_ended_is_started_again(workbook):
    typed(workbook, "=JX_GRADE(C1)")
    call(workbook, "xlwings.FallSilent")
    assert typed(workbook, "=JX_GRADE(C2)") == "answered"
    assert call(workbook, "xlwings.Count") == 2


def test_a_python_that_does_not_answer_is_reported_with_the_next_step(workbook):
    call(workbook, "xlwings.FallSilent")
    assert typed(workbook, "=JX_GRADE(C1)") == MESSAGES["FunctionFailed"]


def test_a_host_that_takes_no_help_computes_all_the_same(workbook):
    call(workbook, "JixiaoFunctions.DescribeFunctions")
    assert typed(workbook, "=JX_GRADE(C1)") == "answered"


@pytest.mark.parametrize("formula", ['=RUNPYTHON("import os")', '=GETCONFIG("INTERPRETER_WIN")', '=PARENTFOLDER("x")'])
def test_no_cell_reaches_what_xlwings_can_do(workbook, formula):
    typed(workbook, "=JX_GRADE(C1)")
    call(workbook, "xlwings.PutSettingsBeside")
    assert typed(workbook, formula) in NOTHING
    assert call(workbook, "xlwings.LastLine") == ""


def test_a_button_reaches_it_and_nobody_after_it(workbook):
    call(workbook, "JixiaoRibbon.PressCheck", workbook)
    assert call(workbook, "xlwings.LastLine") == "import jixiao.live.ribbon; jixiao.live.ribbon.check()"
    typed(workbook, '=RUNPYTHON("import os")')
    call(workbook, "xlwings.RunPython", "import os")
    assert "import os" not in call(workbook, "xlwings.LastLine")


def typed(document, formula):
    """What the cell shows after `formula` has been typed into it."""
    cell = document.Sheets.getByName("项目一").getCellRangeByName("F20")
    cell.Formula = formula
    return cell.String


def put(sheet, address, value, shown=None):
    import uno

    cell = sheet.getCellRangeByName(address)
    if isinstance(value, str):
        cell.String = value
    else:
        cell.Value = value
    if shown:
        formats = sheet.DrawPage.Forms.Parent.NumberFormats
        cell.NumberFormat = formats.getStandardFormat(shown, uno.createUnoStruct("com.sun.star.lang.Locale"))


def test_the_sheets_beside_are_handed_over_with_their_places_and_merges(workbook):
    for name in ("项目二", "空表"):
        workbook.Sheets.insertNewByName(name, workbook.Sheets.Count)
    other = workbook.Sheets.getByName("项目二")
    put(other, "B2", "项目支出绩效自评表")
    put(other, "C4", 12.5)
    other.getCellRangeByName("B2:C2").merge(True)
    found = {name: (cells, first, merges) for name, cells, first, merges in call(workbook, "Caller.Beside")}
    assert set(found) >= {"项目二", "空表"} and "项目一" not in found
    cells, first, merges = found["项目二"]
    assert (first, merges) == ("B2", "B2:C2")
    assert (cells[0][0], cells[2][1]) == ("项目支出绩效自评表", 12.5)


def test_a_sheet_alone_has_none_beside_it(workbook):
    for name in workbook.Sheets.ElementNames[1:]:
        workbook.Sheets.removeByName(name)
    assert call(workbook, "Caller.Beside") == ""
