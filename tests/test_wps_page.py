"""The page on WPS and LibreOffice says of the workbooks what is in them."""

import re
import zipfile

import pytest

from jixiao.cli import COMMANDS
from jixiao.deploy.addin import buttons
from tests.samples import ROOT

PAGE = (ROOT / "docs" / "WPS和LibreOffice.md").read_text(encoding="utf-8")
FORMULA = re.compile(r"<(?:\w+:)?(?:f|formula[12]?)(?: [^>]*)?>([^<]+)<")
WORKBOOKS = ("template.xlsx", "workbook/collected-template.xlsx")


def sheets():
    for name in WORKBOOKS:
        with zipfile.ZipFile(ROOT / name) as archive:
            yield from (
                archive.read(part).decode() for part in archive.namelist() if part.startswith("xl/worksheets/s")
            )


def test_the_functions_are_those_of_the_workbooks():
    used = {
        each
        for sheet in sheets()
        for text in FORMULA.findall(sheet)
        for each in re.findall(r"([A-Z][A-Z0-9.]*)\(", text)
    }
    listed = re.search(r"三种软件都有的：\n\n(.+?)\n\n", PAGE, re.S)
    assert sorted(used) == listed[1].split()


def test_the_workbooks_have_no_extensions_of_excel_alone():
    assert [sheet for sheet in sheets() if "<extLst" in sheet] == []


@pytest.mark.parametrize("button", buttons.load().buttons, ids=lambda button: button.label)
def test_every_button_but_those_for_rows_and_settings_has_its_command(button):
    table = PAGE.split("| 按钮 | 命令 |")[1].split("\n\n")[0]
    only_in_office = ("insert_indicator", "delete_indicator", "settings", "about")
    assert (button.label in table) == (button.name not in only_in_office)


def test_every_command_named_is_there():
    assert set(re.findall(r"`jixiao (\w+)", PAGE)) <= set(COMMANDS)
