"""A plugin for pytest (`-p xlwings_libreoffice.testing`): the fixture `running`, a LibreOffice for one file of tests.

LibreOffice 7.4 now and then damages its own memory while sheets are copied between books. That is no fault of the
code under test, so a test during which the program died is run once more, with a new one; any other failure is.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any, ClassVar, cast

import pytest
from _pytest.runner import runtestprotocol


def require(*programs: str) -> None:
    """Skip the test with a visible reason where a program is missing; in CI that is a failure."""
    missing = [program for program in programs if shutil.which(program) is None]
    if missing:
        _absent(f"{', '.join(missing)} not installed (LibreOffice, poppler-utils)")


def require_uno() -> None:
    """Skip the test with a visible reason where Python has no bridge to LibreOffice; in CI that is a failure."""
    from xlwings_libreoffice.bridge import uno

    try:
        uno()
    except ImportError:
        _absent("python3-uno not installed for this Python")


def _absent(reason: str) -> None:
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


class Running:
    """One LibreOffice for a file of tests, started when first asked for and again where it has died."""

    current: ClassVar[Running | None] = None

    def __init__(self, folders: pytest.TempPathFactory, prepare: Callable[[Path], None] | None = None) -> None:
        """`prepare` is given the folder that each LibreOffice is about to use, with its profile in `profile`."""
        self._folders, self._stack = folders, ExitStack()
        self._prepare = prepare
        self._app: Any = None
        Running.current = self

    def app(self) -> Any:
        """xlwings' App over it."""
        if self._app is None or self.has_died:
            from xlwings_libreoffice import office

            self.close()
            self.folder = self._folders.mktemp("office")
            if self._prepare is not None:
                self._prepare(self.folder)
            self._app = self._stack.enter_context(office(self.folder))
        return self._app

    @property
    def has_died(self) -> bool:
        """Whether it was there and does not answer any more."""
        if self._app is None:
            return False
        try:
            return not self._app.version
        except Exception:
            return True

    def close(self) -> None:
        """End it, dead or alive."""
        with suppress(Exception):
            self._stack.close()
        self._stack, self._app = ExitStack(), None


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A LibreOffice for one file of tests."""
    require("soffice")
    require_uno()
    made = Running(tmp_path_factory)
    yield made
    made.close()


class _Neighbour:
    """Stands for another test of the same file: the file's fixtures stay, the test's own go."""

    def __init__(self, item: pytest.Item) -> None:
        self._item = item

    def listchain(self) -> list[Any]:
        return self._item.listchain()[:-1]


def again_where_it_died(item: pytest.Item, nextitem: pytest.Item | None) -> bool:
    """Run a test; once more where LibreOffice died in it. Whether it was one with a LibreOffice."""
    if "running" not in getattr(item, "fixturenames", ()):
        return False
    item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
    reports = runtestprotocol(item, nextitem=cast("pytest.Item", _Neighbour(item)), log=False)
    running = Running.current
    if any(report.failed for report in reports) and running is not None and running.has_died:
        item.warn(pytest.PytestWarning("LibreOffice died in this test, which was run once more"))
        reports = runtestprotocol(item, nextitem=cast("pytest.Item", _Neighbour(item)), log=False)
    for report in reports:
        item.ihook.pytest_runtest_logreport(report=report)
    item.session._setupstate.teardown_exact(nextitem)
    item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
    return True


def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool | None:
    return again_where_it_died(item, nextitem) or None
