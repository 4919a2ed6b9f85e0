"""Starting a LibreOffice or attaching to one, with the engine active for xlwings."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import xlwings

from xlwings_libreoffice.bridge import connected
from xlwings_libreoffice.desktop import Desktop
from xlwings_libreoffice.dialogs import Dialogs, Question
from xlwings_libreoffice.excel.application import Application
from xlwings_libreoffice.impl.app import App
from xlwings_libreoffice.impl.engine import NAME, Engine
from xlwings_libreoffice.process import launched

PROCESSES = Path("/proc")


@contextmanager
def office(
    folder: Path,
    answers: Iterable[object] = (),
    handler: Callable[[Question], object] | None = None,
) -> Iterator[xlwings.App]:
    """A private headless LibreOffice whose profile is in `folder`; xlwings talks to it until the end.

    `answers` or `handler` reply to dialogs, see `Dialogs`. Raises ComError where LibreOffice is not installed.
    """
    with launched(folder) as (context, pid):
        app = _joined(Application(context, pid, Dialogs(answers, handler), shows=False))
        with _active(app):
            yield app


def attach(pipe: str, dialogs: Dialogs | None = None) -> xlwings.App:
    """The LibreOffice that was started with `--accept=pipe,name=<pipe>;urp;`; the engine becomes the active one.

    Questions are shown in its windows unless `dialogs` answers them.
    """
    context = connected(pipe, 5)
    app = _joined(Application(context, _listener(pipe), dialogs or Desktop(context), shows=True))
    xlwings.engines["libreoffice"].activate()
    return app


def _joined(application: Application) -> xlwings.App:
    engine = _engine()
    engine.running[application.pid] = application
    return xlwings.App(impl=App(engine, application))


def _engine() -> Engine:
    for known in xlwings.engines:
        if known.name == NAME:
            return known.impl  # type: ignore[no-any-return]
    made = Engine(App)
    xlwings.engines.add(xlwings.Engine(impl=made))
    return made


@contextmanager
def _active(app: xlwings.App) -> Iterator[None]:
    """The engine is the active one; afterwards nothing in xlwings points to the app any more."""
    before: Any = xlwings.engines.active
    app.engine.activate()
    try:
        yield
    finally:
        with contextlib.suppress(Exception):
            app.impl.xl.close_all()
        xlwings.engines.active = before
        _engine().running.pop(app.pid, None)
        mock = getattr(xlwings.Book, "_mock_caller", None)
        if mock is not None and mock.impl.app.pid == app.pid:
            del xlwings.Book._mock_caller  # type: ignore[attr-defined]


def _listener(pipe: str) -> int:
    """The process that listens at the pipe, 0 where the system does not tell."""
    for command in PROCESSES.glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            if f"name={pipe};" in command.read_text(errors="replace"):
                return int(command.parent.name)
    return 0
