"""LibreOffice loads every module whole, and each button reaches its command."""

import pytest

from jixiao.deploy.addin import build, buttons
from tests.deploy.addin import basic
from tests.deploy.addin.stage import staged

pytestmark = pytest.mark.office
TAB = buttons.load()


@pytest.fixture(scope="module")
def desktop(tmp_path_factory):
    with basic.office(tmp_path_factory.mktemp("office")) as desktop:
        yield desktop


@pytest.fixture
def workbook(desktop, tmp_path):
    """The staged add-in open as the active workbook, under a sheet name of no meaning."""
    path = tmp_path / "jixiao.xlsm"
    path.write_bytes(basic.as_workbook(staged()))
    document = basic.opened(desktop, path)
    document.Sheets.getByIndex(0).Name = "项目一"
    yield document
    document.close(True)


def test_every_module_is_present_and_complete(desktop, tmp_path):
    path = tmp_path / "加载项.xlsm"
    path.write_bytes(basic.as_workbook(build.build()))
    document = basic.opened(desktop, path)
    held = {name: code(text) for name, text in basic.texts(document).items()}
    document.close(True)
    assert held == {module.name: code(module.text) for module in build.macros().modules}


@pytest.mark.parametrize("button", TAB.buttons, ids=lambda button: button.name)
def test_a_button_runs_its_line_of_python_and_no_other(workbook, button):
    control = workbook  # any object: the procedures ask it nothing
    basic.call(workbook, f"Jixiao.JixiaoRibbon.{button.procedure}", control)
    assert basic.call(workbook, "Jixiao.xlwings.Taken") == button.python


def test_esc_does_not_break_into_the_macro_while_python_works(workbook):
    assert basic.call(workbook, "Jixiao.xlwings.KeyWhileHeldAndAfter") == "0 1 True"


def test_events_come_back_after_a_python_that_was_ended(workbook):
    assert basic.call(workbook, "Jixiao.JixiaoGuard.Pressed", "x") == ""
    assert basic.call(workbook, "Jixiao.xlwings.EventsAreOn") is True


def test_formulas_of_another_pc_are_led_to_the_add_in_of_this_one(workbook):
    here = basic.call(workbook, "Jixiao.xlwings.LinksLed").removeprefix("C:\\Users\\A\\XLSTART\\JIXIAO.xlsm>")
    assert here.endswith("jixiao.xlsm") and ">" not in here


@pytest.mark.parametrize("number", [70, 429])
def test_a_refused_start_of_python_is_reported_in_our_words_and_leaves_nothing_behind(workbook, number):
    basic.call(workbook, "Jixiao.xlwings.Refuse", number)
    assert basic.call(workbook, "Jixiao.JixiaoGuard.Pressed", "x") == f"{TAB.messages['NotStarted']} ({number})"
    assert basic.call(workbook, "Jixiao.xlwings.EventsAreOn") is True
    assert basic.call(workbook, "Jixiao.JixiaoGuard.IsForUs") is False


@pytest.mark.parametrize("name", TAB.messages)
def test_a_text_of_the_macros_is_chinese_again(workbook, name):
    assert basic.call(workbook, f"Jixiao.JixiaoTexts.Text{name}") == TAB.messages[name]


def test_a_usual_workbook_meets_no_obstacle(workbook):
    assert obstacle(workbook) == ""


@pytest.mark.parametrize("sheet", ["jixiao.conf", "JIXIAO.CONF", "程序.py"])
def test_a_workbook_that_brings_settings_or_code_in_a_sheet_is_refused(workbook, sheet):
    workbook.Sheets.insertNewByName(sheet, 1)
    assert obstacle(workbook) == TAB.messages["ForeignSettings"]


@pytest.mark.parametrize("place", ["Beside", "Inside"])
def test_a_workbook_whose_settings_xlwings_finds_is_refused(workbook, place):
    basic.call(workbook, f"Jixiao.xlwings.PutSettings{place}")
    assert obstacle(workbook) == TAB.messages["ForeignSettings"]


def test_a_lost_interpreter_is_reported_with_the_next_step(workbook):
    basic.call(workbook, "Jixiao.xlwings.LoseInterpreter")
    assert obstacle(workbook) == TAB.messages["NoInterpreter"]


def test_a_host_without_protected_view_is_not_in_it(workbook):
    assert basic.call(workbook, "Jixiao.JixiaoGuard.InProtectedView") is False


def obstacle(workbook):
    return basic.call(workbook, "Jixiao.JixiaoGuard.FirstObstacle")


def code(text):
    """The lines of a module without its attributes and what LibreOffice writes in their stead."""
    marks = ("Attribute ", "Rem Attribute VBA_", "Option VBASupport", "Option ClassModule")
    return [line for line in text.strip().splitlines() if not line.startswith(marks)]
