"""Nothing is asked of Excel that Excel does not have, no argument by a wrong name, and its constants are Excel's."""

import ast
import inspect
import re

import pytest
import xlwings.constants

from jixiao.xlsx.read.protection import ALLOWED
from tests.live.object_model import (
    CLASSES,
    RESULTS,
    VARIABLES,
    faults_of_macros,
    faults_of_python,
    uses_of_macros,
    uses_of_python,
)
from tests.samples import ROOT
from xlwings_libreoffice import model

SOURCES = sorted((ROOT / "src" / "jixiao" / "live").rglob("*.py"))
MACROS = sorted((ROOT / "macros").glob("*.bas"))
OF_OFFICE = {"msoFileDialogFolderPicker": 4}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_a_module_asks_excel_for_what_it_has(path):
    assert faults_of_python(path) == []


@pytest.mark.parametrize("path", MACROS, ids=lambda path: path.name)
def test_a_macro_asks_excel_for_what_it_has(path):
    assert faults_of_macros(path) == []


def test_the_uses_are_found():
    assert sum(map(uses_of_python, SOURCES)) > 50
    macros = {use for path in MACROS for use in uses_of_macros(path)}
    assert {("Application", "MacroOptions"), ("Book", "ChangeLink"), ("Host", "EnableCancelKey")} <= macros


def test_what_the_uses_lead_to_is_excels():
    assert set(RESULTS.values()) | set(VARIABLES.values()) <= set(CLASSES)
    owners = (name.split(".") for name in RESULTS)
    assert all(model.found(owner, member) is not None for owner, member in owners)


@pytest.mark.parametrize(
    "line",
    [
        "sheet.api.Rnage('A1')",
        "sheet.api.Range(Cell='A1')",
        "sheet.api.Range('A1').Formulas = 1",
        "sheet.api.Range('A1').Row = 1",
        "sheet.api.Range('A1').AddComment('甲', 2)",
        "book.api.BreakLink(Name='甲')",
        "book.api.BreakLink(Name='甲', Kind=1)",
        "rule = sheet.api.Range('A1').FormatConditions.Add(Formula1='=1')",
        "place.Formula, place.RefersTo",
        "app.api.InputBox(Prompt='甲', Titel='乙')",
    ],
)
def test_a_wrong_member_or_argument_in_python_is_found(tmp_path, line):
    path = tmp_path / "made.py"
    path.write_text(f"def task(app, book, sheet, place):\n    {line}\n", encoding="utf-8")
    assert len(faults_of_python(path)) == 1


@pytest.mark.parametrize(
    "line",
    [
        "Host.EnableCancelKy = 1",
        "Book.ChangeLinks CStr(Link), Name, 1",
        "Book.ChangeLink CStr(Link), Name, 1, 2",
        "Application.MacroOptions Makro:=Name",
        "Found = Cell.MergeArea.Adress(False, False)",
        "ThisWorkbook.FullName = Name",
        "Somebody.Name",
    ],
)
def test_a_wrong_member_or_argument_in_a_macro_is_found(tmp_path, line):
    path = tmp_path / "made.bas"
    path.write_bytes(f"Public Sub Made()\r\n    {line}\r\nEnd Sub\r\n".encode("ascii"))
    assert len(faults_of_macros(path)) == 1


def test_what_protection_allows_is_named_as_excel_names_it():
    arguments = model.members()["Worksheet.Protect"]
    assert {f"{name}?" for name in (*ALLOWED.values(), "DrawingObjects", "Contents", "Scenarios")} <= set(arguments)


def of_excel():
    """Excel's constants by name."""
    kinds = [kind for kind in vars(xlwings.constants).values() if inspect.isclass(kind)]
    return {name: value for kind in kinds for name, value in vars(kind).items() if name.startswith("xl")}


def named():
    """Every constant whose comment says Excel's name: file, name of Excel, value."""
    for path in SOURCES:
        for match in re.finditer(r"^[\w, ]+ = (.+?)\s+# (.*\b(?:xl|mso)[A-Z].*)$", path.read_text("utf-8"), re.M):
            names = re.findall(r"\b(?:xl|mso)\w+", match[2])
            values = ast.literal_eval(match[1].removeprefix("frozenset(").rstrip(")"))
            # the order of a set is not that of its names
            values = values if isinstance(values, tuple | set) else (values,)
            yield path.name, sorted(names), values
    for path in MACROS:
        for match in re.finditer(r"Const \w+ As Long = (\d+) ' (xl\w+)", path.read_text("ascii")):
            yield path.name, [match[2]], (int(match[1]),)


def test_a_constant_that_names_excels_has_its_value():
    known = of_excel() | OF_OFFICE
    found = list(named())
    assert len(found) >= 7
    for file, names, values in found:
        assert sorted(known[name] for name in names) == sorted(values), (file, names)
