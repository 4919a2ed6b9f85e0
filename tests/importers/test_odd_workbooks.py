"""Sound workbooks written in unusual ways: the same forms, marked and cleared without a trace."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from jixiao.cli import main
from jixiao.exporters.json import form as as_json
from jixiao.importers import read
from jixiao.xlsx.read.read import read as open_book
from jixiao.xlsx.read.stray import without_stray
from tests.samples import ROOT

FOLDER = ROOT / "tests" / "data" / "odd-files"
SAMPLE = ROOT / "workbook" / "samples" / "河门口街道-2020-绩效自评.xlsx"
SAME = ("xfd_value", "sheetname", "target_backslash", "workbook22", "amt_zwsp", "single_quotes")


@pytest.mark.parametrize("name", SAME)
def test_a_workbook_in_unusual_dress_gives_the_same_forms(name):
    assert _fields(FOLDER / f"{name}.xlsx") == _fields(SAMPLE)


def test_a_percent_cell_is_one_whatever_the_order_of_its_attributes():
    forms = read(FOLDER / "targ_t095tnp.xlsx").forms
    assert len(forms) == 15 and forms[3].indicators[8].target == "90%"


def test_a_cell_at_the_far_corner_is_named_and_not_read():
    assert open_book(FOLDER / "xfd_value.xlsx").stray == {"环卫经费项目": ("XFD1048576",)}


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="XFD1048576" t="s"><v>1</v></c>',
        "<c t='inlineStr' r='XFD1048576'><is><t>x</t></is></c>",
        '<x:c s="1" r="XFD1048576"><x:v>1</x:v></x:c>',
        '<c r="XFD1048576"/>',
    ],
)
def test_far_cells_are_found_however_they_are_written(cell):
    kept = '<row r="1"><c r="A1"><v>1</v></c></row>'
    text = f'<sheetData>{kept}<row r="1048576">{cell}</row></sheetData>'.encode()
    bounded, stray = without_stray(text)
    assert stray == ("XFD1048576",) and b"XFD" not in bounded and kept.encode() in bounded


def test_a_long_narrow_sheet_is_read_whole():
    text = b'<sheetData><row r="1000000"><c r="AD1000000"><v>1</v></c></row></sheetData>'
    assert without_stray(text) == (text, ())


@pytest.mark.parametrize("name", ["single_quotes", "sheetname", "targ_t095tnp", "amt_zwsp"])
def test_clearing_the_marks_gives_back_every_part(name, tmp_path):
    marked, cleared = tmp_path / "marked.xlsx", tmp_path / "cleared.xlsx"
    assert main(["check", str(FOLDER / f"{name}.xlsx"), "-o", str(marked)]) == 1
    assert main(["clear", str(marked), "-o", str(cleared)]) == 0
    assert _parts(cleared) == _parts(FOLDER / f"{name}.xlsx")


def _fields(path: Path) -> list[dict[str, object]]:
    """The forms as JSON has them, without where they were read."""
    return [{key: value for key, value in as_json(form).items() if key != "source"} for form in read(path).forms]


def _parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}
