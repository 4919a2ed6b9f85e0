"""What every test keeps to: it asserts something, and a slow machine does not change its outcome."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.samples import ROOT

FOLDERS = ROOT / "tests", ROOT / "packages/xlwings_libreoffice/tests"
FILES = sorted(path for folder in FOLDERS for path in folder.rglob("*.py"))
CHECKS = {"raises", "warns", "fail"}
CLOCKS = {"sleep", "monotonic", "perf_counter", "process_time", "now", "today", "utcnow"}


@cache
def trees() -> tuple[tuple[Path, ast.Module], ...]:
    return tuple((path, ast.parse(path.read_text(encoding="utf-8"))) for path in FILES)


def without_assertion(module: ast.Module) -> list[str]:
    """The tests of a module that neither assert nor call a function of the module that does."""
    functions = {item.name: item for item in ast.walk(module) if isinstance(item, ast.FunctionDef)}
    calls = {name: called(item) for name, item in functions.items()}
    asserting = {name for name, item in functions.items() if calls[name] & CHECKS or asserts(item)}
    while more := {name for name in functions if calls[name] & asserting} - asserting:
        asserting |= more
    return [name for name in functions if name.startswith("test_") and name not in asserting]


def asserts(function: ast.FunctionDef) -> bool:
    return any(isinstance(item, ast.Assert) for item in ast.walk(function))


def called(item: ast.AST) -> set[str]:
    """The names of what is called within, without what they are attributes of."""
    calls = [call.func for call in ast.walk(item) if isinstance(call, ast.Call)]
    return {call.attr if isinstance(call, ast.Attribute) else getattr(call, "id", "") for call in calls}


def by_the_clock(module: ast.Module) -> set[str]:
    """What a module asks of the clock, in its own code and in programs it holds as text."""
    used = called(module) & CLOCKS
    for item in ast.walk(module):
        if isinstance(item, ast.Import):
            used |= {"time"} & {name.name for name in item.names}
        if isinstance(item, ast.ImportFrom):
            used |= {"time"} & {item.module}
        if isinstance(item, ast.Constant) and isinstance(item.value, str):
            used |= {clock for clock in ("sleep ", "time.") if clock in item.value}
    return used


def test_every_test_asserts():
    assert [f"{path.name} {name}" for path, module in trees() for name in without_assertion(module)] == []


def test_no_test_sleeps_or_reads_a_clock():
    found = {path.name: used for path, module in trees() if (used := by_the_clock(module))}
    assert {name: used for name, used in found.items() if name != Path(__file__).name} == {}


def test_no_property_test_has_a_deadline():
    assert settings.default.deadline is None and HealthCheck.too_slow in settings.default.suppress_health_check


@pytest.mark.parametrize(
    ("source", "lacking", "clocks"),
    [
        ("def test_a():\n    assert 1", [], set()),
        ("def test_a():\n    seen()\ndef seen():\n    other()\ndef other():\n    assert 1", [], set()),
        ("def test_a():\n    with pytest.raises(OSError):\n        open('')", [], set()),
        ("def test_a():\n    run()", ["test_a"], set()),
        ("import time\ndef test_a():\n    time.sleep(1)\n    assert 1", [], {"time", "sleep"}),
        ("from datetime import datetime\ndef test_a():\n    assert datetime.now()", [], {"now"}),
        ("SCRIPT = 'sleep 3 &'", [], {"sleep "}),
    ],
)
def test_what_lacks_an_assertion_or_asks_the_clock_is_seen(source, lacking, clocks):
    module = ast.parse(source)
    assert (without_assertion(module), by_the_clock(module)) == (lacking, clocks)
