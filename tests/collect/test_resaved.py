"""Files saved again by another program, in today's formats and old ones, hold the same forms."""

from __future__ import annotations

import pytest

from jixiao.policy import default
from jixiao.sheets.book import build
from tests import build as make
from tests import office
from tests.collect.seasons import collected


@pytest.mark.office
def test_a_copy_saved_by_libreoffice_is_a_duplicate(tmp_path):
    inbox = tmp_path / "收件夹"
    inbox.mkdir()
    original = inbox / "原件.xlsx"
    original.write_bytes(build([make.form(), make.form(project="路灯更换")], default(2020)))
    for to, suffix in (("xlsx:Calc MS Excel 2007 XML", ".xlsx"), ("xls", ".xls")):
        office.convert([original], inbox / suffix[1:], to, suffix)
    found = collected(inbox)
    assert len(found.entries) == 2
    assert {item.reason for item in found.unused} == {"duplicate"}
    assert len({item.archive_path for item in found.unused}) == 2
