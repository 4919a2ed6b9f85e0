"""The server of xlwings as it runs on Windows, in a process of its own with stand-ins for pywin32.

The code that Excel's call goes through is xlwings' own; only the libraries of Windows are played.
"""

from __future__ import annotations

import asyncio  # before the platform is played, which it looks at
import ctypes
import importlib
import pickle
import subprocess
import sys
import types
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from tests.samples import ROOT

MODULES = [
    "pythoncom",
    "pywintypes",
    "win32api",
    "win32con",
    "win32gui",
    "win32process",
    "win32timezone",
    "win32event",
    "win32com",
    "win32com.client",
    "win32com.server",
    "win32com.server.dispatcher",
    "win32com.server.policy",
    "win32com.server.util",
]
FUNCTIONS = "jixiao.live.udf.functions"
Call = tuple[str, Sequence[object]]


def answers(calls: Sequence[Call]) -> list[Any]:
    """What `CallUDF` of the add-in gives for each function with its arguments as COM hands them over."""
    asked = pickle.dumps(list(calls))
    done = subprocess.run([sys.executable, "-m", __name__], input=asked, capture_output=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr.decode()
    found: list[Any] = pickle.loads(done.stdout)
    return found


class _Anything(types.ModuleType):
    """A module in which every name is there; what is called fails, as unwrapping a plain value does."""

    __path__ = ()

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _fails


class _Nothing:
    """A library of Windows whose procedures do nothing."""

    def __getattr__(self, name: str) -> _Nothing:
        return _Nothing()

    def __call__(self, *given: object) -> None:
        return None


def _fails(*given: object, **named: object) -> None:
    raise TypeError(given)


def _stand_ins() -> None:
    for name in MODULES:
        sys.modules[name] = _Anything(name)
        parent, _, child = name.rpartition(".")
        if parent:
            setattr(sys.modules[parent], child, sys.modules[name])
    sys.modules["pywintypes"].TimeType = datetime
    sys.modules["pywintypes"].com_error = type("com_error", (Exception,), {})
    sys.modules["pythoncom"].TypeIIDs = {_fails: type("PyIDispatch", (), {})}
    for name in ("CDispatch", "CoClassBaseClass", "DispatchBaseClass"):
        setattr(sys.modules["win32com.client"], name, type(name, (), {}))
    for name in ("windll", "oledll"):
        setattr(ctypes, name, _Nothing())
    ctypes.PyDLL = lambda path: _Nothing()
    sys.modules["pythoncom"].__file__ = ""


def _main() -> None:
    assert asyncio.new_event_loop
    _stand_ins()
    sys.platform = "win32"
    server = importlib.import_module("xlwings.com_server").XLPython()
    importlib.import_module(FUNCTIONS)
    found = [server.CallUDF(FUNCTIONS, name, given) for name, given in pickle.loads(sys.stdin.buffer.read())]
    sys.stdout.buffer.write(pickle.dumps(found))


if __name__ == "__main__":
    _main()
