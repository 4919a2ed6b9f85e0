"""Starting, attaching and ending; questions in LibreOffice's own windows, which a headless one cancels at once."""

import subprocess
import sys
from uuid import uuid4

import pytest
import xlwings as xw

from xlwings_libreoffice import attach, office
from xlwings_libreoffice.dialogs import Question
from xlwings_libreoffice.testing import require, require_uno

pytestmark = pytest.mark.office


@pytest.fixture(scope="module")
def attached(tmp_path_factory):
    """A LibreOffice that somebody else started."""
    require("soffice")
    require_uno()
    folder = tmp_path_factory.mktemp("other")
    pipe = f"attached{uuid4().hex}"
    place = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", place, "--headless", "--norestore", f"--accept=pipe,name={pipe};urp;"]
    before = xw.engines.active
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        from xlwings_libreoffice.bridge import connected

        connected(pipe)
        app = attach(pipe)
        app.pipe = pipe
        yield app
        app.quit()
        process.wait(30)
        xw.engines.active = before


def test_a_line_of_python_runs_on_the_workbook_in_front(attached):
    book = attached.books.add()
    line = "import xlwings; xlwings.Book.caller().sheets[0]['A1'].value = '文字'"
    command = [sys.executable, "-P", "-m", "xlwings_libreoffice", attached.pipe, line]
    subprocess.run(command, check=True, timeout=60)
    assert book.sheets[0]["A1"].value == "文字"
    book.close()


def test_a_line_needs_its_pipe(attached):
    done = subprocess.run([sys.executable, "-P", "-m", "xlwings_libreoffice"], capture_output=True, text=True)
    assert done.returncode == 1 and "PIPE LINE" in done.stderr


def test_one_can_attach_to_a_running_libreoffice(attached):
    book = attached.books.add()
    book.sheets[0]["A1"].value = "文字"
    assert xw.books.active.sheets[0]["A1"].value == "文字"
    assert attached.pid > 0 and attached in list(xw.apps)
    book.close()


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (Question("alert", "完成", "绩效自评", "ok"), "ok"),
        (Question("alert", "删除？", "绩效自评", "yes_no_cancel", "critical"), "cancel"),
        (Question("input", "年度\n四位数字", "新建", "2", "2020"), None),
        (Question("open", "选择", "选择", "Excel 工作簿 *.xlsx；所有文件 *.*", several=True), None),
        (Question("folder", "保存到", "保存到"), None),
    ],
)
def test_questions_appear_in_windows_of_libreoffice(attached, question, answer):
    book = attached.books.add()
    assert attached.impl.dialogs.ask(question) == answer
    assert attached.impl.dialogs.asked[-1] == question
    book.close()


def test_what_was_started_ends_and_the_engine_before_is_active_again(tmp_path):
    require("soffice")
    require_uno()
    before = xw.engines.active
    with office(tmp_path) as app:
        pid = app.pid
        assert pid in xw.apps.keys()  # noqa: SIM118
        app.books.add().set_mock_caller()
    assert xw.engines.active is before
    assert pid not in xw.engines["libreoffice"].apps.keys()  # noqa: SIM118
    assert not hasattr(xw.Book, "_mock_caller")
