"""The protection of a worksheet part as Excel's `Protect` is given it."""

import pytest

from jixiao.xlsx.read.protection import ALLOWED, protection

LOCKED = dict.fromkeys(ALLOWED.values(), False) | {"DrawingObjects": False, "Contents": True, "Scenarios": False}


@pytest.mark.parametrize(
    ("element", "given"),
    [
        (b"<sheetProtection sheet='1'/>", LOCKED),
        (b'<x:sheetProtection sheet="true" objects="1" scenarios="1"/>', {"DrawingObjects": True, "Scenarios": True}),
        (
            b'<sheetProtection sheet="1" insertRows="0" sort="false" pivotTables="1"/>',
            {"AllowInsertingRows": True, "AllowSorting": True},
        ),
    ],
)
def test_what_a_protected_sheet_allows_is_an_argument_each(element, given):
    assert protection(b"<worksheet><sheetData/>" + element + b"</worksheet>") == LOCKED | given


@pytest.mark.parametrize("element", [b"", b"<sheetProtection/>", b'<sheetProtection sheet="0" objects="1"/>'])
def test_a_sheet_that_is_not_protected_has_no_arguments(element):
    assert protection(b"<worksheet><sheetData/>" + element + b"</worksheet>") is None
