"""The generated classes of Excel's type library are in our own folder and are made again where they are damaged or stale.

pywin32 is played by a small package whose cache works as its own: files in a folder, imported under win32com.gen_py.
"""

import os
import subprocess
import sys

import pytest

from jixiao.live import dialogs, type_library
from jixiao.live.run_button import run_button
from tests.samples import ROOT

WIN32COM = """
import sys, types
__gen_path__ = "TEMP"
gen_py = types.ModuleType("win32com.gen_py")
gen_py.__path__ = [__gen_path__]
sys.modules["win32com.gen_py"] = gen_py
"""
CLIENT = """
from win32com.client import CLSIDToClass, gencache
"""
CACHE = """
import importlib, os, win32com, pythoncom
clsidToTypelib, versionRedirectMap = {}, {}
def GetGeneratedFileName(clsid, lcid, major, minor):
    return str(clsid).upper()[1:-1] + f"x{lcid}x{major}x{minor}"
def EnsureModule(clsid, lcid, major, minor):
    found = pythoncom.LoadRegTypeLib(clsid, major, minor, lcid).GetLibAttr()
    name = GetGeneratedFileName(clsid, found[1], found[3], found[4])
    os.makedirs(win32com.__gen_path__, exist_ok=True)
    path = os.path.join(win32com.__gen_path__, name + ".py")
    if not os.path.exists(path):
        with open(path, "w") as file:
            file.write("CLSIDToClassMap = {}\\nNamesToIIDMap = {}\\n")
    importlib.invalidate_caches()
    return importlib.import_module("win32com.gen_py." + name)
"""
COM = """
import os
class LoadRegTypeLib:
    def __init__(self, *asked):
        if "MINOR" not in os.environ:
            raise Exception("not registered")
    def GetLibAttr(self):
        return None, 0, 1, 1, int(os.environ["MINOR"]), 0
"""
XLWINGS = """
import importlib, types
from win32com.client import gencache
try:  # as xlwings does it when it is imported
    gencache.EnsureModule("{00020813-0000-0000-C000-000000000046}", lcid=0, major=1, minor=2)
except: pass
class Book:
    @staticmethod
    def caller():
        module = gencache.EnsureModule("{00020813-0000-0000-C000-000000000046}", lcid=0, major=1, minor=2)
        return module.CLSIDToClassMap, gencache.win32com.__gen_path__
"""
FILES = {
    "win32com/__init__.py": WIN32COM,
    "win32com/client/__init__.py": CLIENT,
    "win32com/client/gencache.py": CACHE,
    "win32com/client/CLSIDToClass.py": "mapCLSIDToClass = {}",
    "pythoncom.py": COM,
    "xlwings.py": XLWINGS,
}


class Windows:
    """A user's PC with pywin32 and, with a minor version of its type library, Excel."""

    def __init__(self, place):
        self.libraries, self.user, self.minor = place / "libraries", place / "user", "9"
        for name, text in FILES.items():
            (self.libraries / name).parent.mkdir(parents=True, exist_ok=True)
            (self.libraries / name).write_text(text)

    @property
    def classes(self):
        folder = self.user / "jixiao" / "gen_py" / f"{sys.version_info.major}.{sys.version_info.minor}"
        return folder / f"{type_library.EXCEL[1:-1]}x0x1x{self.minor}.py"

    def run(self, *words):
        version = {"MINOR": self.minor} if self.minor else {}
        found = (
            os.environ | {"PYTHONPATH": f"{self.libraries}:{ROOT / 'src'}", "LOCALAPPDATA": str(self.user)} | version
        )
        done = subprocess.run([sys.executable, "-B", *words], env=found, capture_output=True, text=True, check=False)
        return done.stdout.strip() or done.stderr

    def asked(self, what):
        return self.run("-m", "jixiao.live.type_library", what)

    def reached(self):
        return self.run("-c", "from jixiao.live.excel import caller; print(caller())")


@pytest.fixture
def pc(tmp_path):
    return Windows(tmp_path)


def spoil(pc, content):
    pc.asked("make")
    pc.classes.write_bytes(content)


def test_the_classes_are_made_once_in_a_folder_of_our_own(pc):
    assert [pc.asked(what) for what in ("state", "make", "state")] == ["missing", "fine", "fine"]
    assert pc.classes.is_file() and not (ROOT / "TEMP").exists()


def test_without_excel_there_is_nothing_to_make(pc):
    pc.minor = ""
    assert pc.asked("make") == "absent" and not pc.user.exists()


def test_classes_of_an_earlier_office_are_stale_and_made_again(pc):
    pc.asked("make")
    earlier, pc.minor = pc.classes, "10"
    assert [pc.asked(what) for what in ("state", "make")] == ["stale", "fine"]
    assert pc.classes.is_file() and not earlier.exists()


@pytest.mark.parametrize("content", [b"", b"CLSIDToClassMap = {", b"\x00" * 40, b"NamesToIIDMap = {}"])
def test_damaged_classes_are_seen_and_made_again(pc, content):
    spoil(pc, content)
    assert [pc.asked(what) for what in ("state", "make", "state")] == ["damaged", "fine", "fine"]


def test_forgetting_them_leaves_no_file(pc):
    pc.asked("make")
    assert pc.asked("forget") == "missing" and not pc.classes.exists()


def test_a_button_keeps_its_classes_there_too(pc):
    assert str(pc.classes.parent) in pc.reached() and pc.classes.is_file()


@pytest.mark.parametrize("content", [b"", b"CLSIDToClassMap = {"])
def test_a_button_that_meets_damaged_classes_makes_them_again_and_goes_on(pc, content):
    spoil(pc, content)
    assert str(pc.classes.parent) in pc.reached()
    assert pc.asked("state") == "fine"


def test_a_fault_of_the_classes_while_a_button_works_clears_them_for_the_next_press(monkeypatch, tmp_path):
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    shown = []
    monkeypatch.setattr(dialogs, "_box", lambda text, icon: shown.append(text))
    type_library.folder().mkdir(parents=True)

    def caller():
        raise AttributeError("module 'win32com.gen_py.00020813-0000-0000' has no attribute 'MinorVersion'")

    monkeypatch.setattr("jixiao.live.run_button.caller", caller)
    run_button(lambda opened: "done")
    assert len(shown) == 1 and "请再点一次" in shown[0] and "jixiao.log" in shown[0]
    assert not type_library.folder().exists()


def test_another_fault_leaves_them_alone():
    assert not type_library.is_damaged(AttributeError("'NoneType' object has no attribute 'Name'"))
    assert not type_library.is_damaged(ValueError("gen_py"))
