"""Every button of the ribbon pressed in a LibreOffice: seconds, and how many calls to the spreadsheet it makes.

The seconds are those of LibreOffice by way of another process, by the clock and of the processors for both together, which
a busy machine changes less; the calls are what Excel would be asked as well. They depend on what is found, not on the rows
or on how many project sheets there are.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import time
import webbrowser
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import psutil
from tests.build import CORRECT
from tests.live.stage import SAMPLE, Stage, opened

from jixiao import policy, resources
from jixiao.actions.check import check_files
from jixiao.actions.clear import cleared
from jixiao.actions.open import load
from jixiao.form.finding import Finding
from jixiao.policy import names
from jixiao.sheets.book import build

TEXT = resources.path("workbook/samples/hemenkou-2020.txt")
FEW, MANY = 1, 8  # how often the rows of the form are repeated
TRIES = 4
FAILED = "没有完成，"
INDICATOR, SCORE = "D13", "H16"
CHECKED = frozenset({"clear", "waive", "rules"})
"""The buttons that are pressed after a check."""


@dataclass(frozen=True)
class Pressed:
    """What one press of a button took."""

    seconds: float
    processors: float
    calls: int


def main() -> None:
    """Print a line for each button: the sample workbook, and one form of few and of many rows."""
    if shutil.which("soffice") is None:
        print("\n按钮：没有装 LibreOffice，略过")
        return
    webbrowser.open = lambda *_, **__: True
    contents = (cleared(load(SAMPLE)), _repeated(FEW), _repeated(MANY))
    rows = len(CORRECT.indicators)
    print(
        f"\n按钮：15 张表的样例工作簿；1 张表 {rows * FEW} 行指标，{rows * MANY} 行指标（秒，处理器秒，对电子表格的调用次数）"
    )
    for button in ANSWERS:
        taken = (_pressed(button, content) for content in contents)
        print(
            "  ",
            *(f"{each.seconds:7.2f} {each.processors:7.2f} 秒 {each.calls:6d} 次" for each in taken),
            button,
            flush=True,
        )


def _repeated(times: int) -> bytes:
    """A workbook of one form whose indicators are there `times` times, not scored yet."""
    rows = tuple(replace(row, score=None, weight=row.weight / times) for row in CORRECT.indicators * times)
    return build([replace(CORRECT, indicators=rows)], policy.default(2020))


def _pressed(button: str, content: bytes) -> Pressed:
    """One button in a LibreOffice of its own; 7.4 falls over now and then while sheets are copied, then in another."""
    from xlwings_libreoffice import ComError

    for _ in range(TRIES - 1):
        with contextlib.suppress(ComError):
            return _alive(button, content)
    return _alive(button, content)


def _alive(button: str, content: bytes) -> Pressed:
    from xlwings_libreoffice import office

    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        os.environ["LOCALAPPDATA"] = str(place / "user")
        source = place / "source.xlsx"
        source.write_bytes(content)
        with office(place / "office") as app, opened(app, source, place, f"{button}.xlsx") as stage:
            return _timed(stage, button)


def _timed(stage: Stage, button: str) -> Pressed:
    _prepare(stage, button)
    given, calls = ANSWERS[button](stage.folder), stage.app.impl.calls
    calls.reset()
    begun, used = time.perf_counter(), _used()
    messages = stage.press(button, *given)
    taken = Pressed(time.perf_counter() - begun, _used() - used, calls.made)
    if any(text.startswith(FAILED) for text in messages):
        raise RuntimeError(f"{button}: {messages[-1]}")
    return taken


def _used() -> float:
    """Seconds of the processors that this process and the LibreOffice it has started have had."""
    own = psutil.Process()
    times = [process.cpu_times() for process in (own, *own.children(recursive=True))]
    return sum(each.user + each.system for each in times)


def _prepare(stage: Stage, button: str) -> None:
    sheets = [form.source.sheet for form in stage.loaded().forms if form.source.sheet]
    if button == "score":
        for sheet in sheets:
            stage.book.sheets[sheet].range(SCORE).value = None
    stage.select(sheets[0], INDICATOR)
    if button in CHECKED:
        stage.press("check")
        stage.select(*_alone(check_files([stage.loaded()]).report.findings))


def _alone(findings: Sequence[Finding]) -> tuple[str, str]:
    """A cell about which just one thing was found."""
    counted = Counter((item.sheet, item.cell) for item in findings if item.sheet and item.cell)
    return next((sheet, cell) for (sheet, cell), times in counted.items() if times == 1 and sheet and cell)


def _inbox(folder: Path) -> list[object]:
    """A folder with what two units have sent."""
    place = folder / "下级报送"
    place.mkdir(exist_ok=True)
    (place / "甲.txt").write_bytes(TEXT.read_bytes())
    (place / "乙.xlsx").write_bytes(_repeated(FEW))
    return [str(place)]


ANSWERS: Mapping[str, Callable[[Path], list[object]]] = {
    "new": lambda _: ["背街小巷路灯改造"],
    "insert_indicator": lambda _: [],
    "delete_indicator": lambda _: ["yes"],
    "import_forms": lambda _: [[str(TEXT)]],
    "score": lambda _: [],
    "check": lambda _: [],
    "clear": lambda _: [],
    "waive": lambda _: ["情况特殊，见批复", "李经办"],
    "rules": lambda _: [],
    "summary": lambda _: [],
    "export_pdf": lambda _: [],
    "report": lambda _: ["no"],
    "submit": lambda _: ["yes", "情况特殊，见批复", "no"],
    "collect": _inbox,
    "settings": lambda _: [str(names().index("variant-execution-20") + 1), "无"],
    "about": lambda _: ["yes"],
}
