"""The extension installed by unopkg into a profile of its own, and each of its buttons pressed on the sample workbook."""

import shutil
import sys

import pytest
import xlwings
from bench import inbox

from jixiao.deploy.addin import buttons
from jixiao.deploy.oxt.configuration import TOOLBAR_RESOURCE
from tests.deploy.oxt.stage import Pressed, add_extension, answering, set_interpreter
from tests.live.stage import LINES, few
from tests.samples import ROOT
from xlwings_libreoffice.testing import Running, require, require_uno

pytestmark = pytest.mark.office
TAB = buttons.load()
TEXT = (ROOT / "workbook/samples/hemenkou-2020.txt").read_text(encoding="utf-8")
FORM = "项目支出绩效自评表"
LIFTS, STREETS = "河西锦苑小区电梯维护经费", "环卫经费项目"
REASON = "区财政局按四舍五入前的执行率核定，见其复函"


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    """A LibreOffice with the extension; another one where it has died."""
    require("soffice", "unopkg")
    require_uno()
    with pytest.MonkeyPatch.context() as patch:

        def prepare(folder):
            add_extension(folder)
            patch.setenv("HOME", str(folder / "home"))
            set_interpreter(folder / "home", answering(folder))

        made = Running(tmp_path_factory, prepare)
        yield made
        made.close()


@pytest.fixture
def pressed(running):
    app = running.app()
    return Pressed(app, running.folder)


@pytest.fixture
def book(pressed):
    """Two sheets of the sample, open."""
    place = pressed.folder / "我的 文件"
    place.mkdir(exist_ok=True)
    path = place / "河门口街道 2020（甲）.xlsx"
    path.write_bytes(few())
    before = {each.name for each in pressed.app.books}
    opened = xlwings.Book(path)
    yield opened
    for each in list(pressed.app.books):
        if each.name not in before:
            each.close()
    shutil.rmtree(place)


def select(book, sheet, cell):
    book.sheets[sheet].activate()
    book.sheets[sheet].range(cell).select()


def ask_check(pressed, book):
    pressed.press("check")


def stand(sheet, cell):
    return lambda pressed, book: select(book, sheet, cell)


def both(*steps):
    return lambda pressed, book: [step(pressed, book) for step in steps]


def no_step(pressed, book):
    """Nothing has to be there before."""


def blank_score(pressed, book):
    book.sheets[LIFTS].range("H16").value = None


def text_of_one_form(pressed, book):
    (pressed.folder / "一张.txt").write_text(FORM.join(TEXT.split(FORM)[:2]), encoding="utf-8")


def inbox_of(pressed, book):
    inbox.fill(pressed.folder / "下级", 2, 1)


CASES = {
    "new": (no_step, ["背街小巷路灯改造"], "已新建“背街小巷路灯改造”"),
    "insert_indicator": (stand(LIFTS, "D13"), [], "插入"),
    "delete_indicator": (stand(LIFTS, "D14"), ["yes"], "删除"),
    "import_forms": (text_of_one_form, ["一张.txt"], "导入"),
    "score": (blank_score, [], "得分"),
    "check": (no_step, [], "校验结果"),
    "clear": (ask_check, [], "已清除标记"),
    "waive": (both(ask_check, stand(STREETS, "I6")), [REASON, "李经办"], "豁免"),
    "rules": (both(ask_check, stand(STREETS, "I6")), [], "JX"),
    "summary": (no_step, [], "汇总表已更新"),
    "export_pdf": (no_step, [], ".pdf"),
    "report": (no_step, [], "报告"),
    "submit": (no_step, ["yes", "决算口径与财政批复不同", "yes"], "报送"),
    "collect": (inbox_of, ["下级"], "已汇总"),
    "settings": (no_step, ["2"], "评分办法"),
    "about": (no_step, ["yes"], "版本"),
}


def test_every_button_is_pressed_here():
    assert list(CASES) == [button.name for button in TAB.buttons]


USUAL = ("new", "check", "about")
"""Each press takes a LibreOffice and a Python of its own many seconds; the others are pressed by make thorough."""


@pytest.mark.parametrize(
    "name", [name if name in USUAL else pytest.param(name, marks=pytest.mark.thorough) for name in CASES]
)
def test_a_button_starts_its_line_and_does_its_work(pressed, book, name):
    before, answers, words = CASES[name]
    before(pressed, book)
    answers = [str(pressed.folder / each) if (pressed.folder / each).exists() else each for each in answers]
    said = pressed.press(name, *answers)
    assert said["words"][:3] == ["-P", "-m", "xlwings_libreoffice"] and said["words"][4] == LINES[name]
    assert said["shown"] == [True, False, True]
    assert said["fault"] == "" and said["unused"] == [], said
    assert any(words in each for each in said["alerts"]), said["alerts"]


def test_the_toolbar_is_there_with_a_workbook_and_not_with_a_letter(pressed, book):
    def shown(frame):
        return TOOLBAR_RESOURCE in [element.ResourceURL for element in frame.LayoutManager.Elements]

    desktop = pressed.app.impl.xl.desktop
    letter = desktop.loadComponentFromURL("private:factory/swriter", "_blank", 0, ())
    try:
        assert (shown(pressed.frame()), shown(letter.CurrentController.Frame)) == (True, False)
    finally:
        letter.close(True)


def test_no_other_command_of_the_protocol_does_anything(pressed, book):
    found, _ = pressed.dispatch("open_path")
    assert found is None


def test_the_python_of_the_settings_does_the_work_itself(pressed, book):
    home = pressed.folder / "home"
    set_interpreter(home, sys.executable)
    try:
        # its message appears in a window, which a headless LibreOffice closes at once
        pressed.press_alone("check")
    finally:
        set_interpreter(home, answering(pressed.folder))
    assert "校验结果" in [sheet.name for sheet in book.sheets]
