"""A LibreOffice for the buttons: one for each file of tests, started anew where it has fallen over."""

from contextlib import ExitStack, suppress

import pytest

from jixiao.actions.clear import cleared
from jixiao.actions.load import load
from tests import office
from tests.live.stage import SAMPLE, opened


class Running:
    """A LibreOffice that is alive whenever it is asked for."""

    def __init__(self, folders):
        self._folders, self._stack, self._app = folders, ExitStack(), None

    def app(self):
        if not self._is_alive():
            from xlwings_libreoffice import office as running

            self.close()
            self._app = self._stack.enter_context(running(self._folders.mktemp("office")))
        return self._app

    def close(self):
        with suppress(Exception):
            self._stack.close()
        self._stack = ExitStack()

    def _is_alive(self):
        try:
            return self._app is not None and bool(self._app.version) and self._app.books.count >= 0
        except Exception:
            return False


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    office.require("soffice")
    made = Running(tmp_path_factory)
    yield made
    made.close()


@pytest.fixture
def app(running):
    return running.app()


@pytest.fixture
def own_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "user"))


@pytest.fixture
def stage(app, own_folder, tmp_path):
    """The sample as a clerk has it before anything was checked."""
    plain = tmp_path / "plain.xlsx"
    plain.write_bytes(cleared(load(SAMPLE)))
    with opened(app, plain, tmp_path) as made:
        yield made
