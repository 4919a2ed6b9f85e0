"""Texts that their cell cannot show whole are reported, and no others."""

from __future__ import annotations

import pytest

from jixiao.importers.read import read, read_source
from jixiao.importers.source import Source
from jixiao.policy import default
from jixiao.sheets.book import build
from jixiao.sheets.overflow import Cut, cut
from jixiao.xlsx.opc import opc
from tests.build import form
from tests.samples import HEMENKOU


def cuts(forms, change=lambda xml: xml):
    book = Source("自评表.xlsx", build(forms, default(2020)))
    parts = {tab.name: tab.part for tab in opc.sheets(book.book.archive)}
    xml = book.book.archive.xml
    read_back = read_source(book).forms
    return [item for one in read_back for item in cut(one, change(xml(parts[one.source.sheet]).decode()).encode())]


def test_no_text_of_the_real_document_is_cut():
    assert cuts(read(HEMENKOU).forms) == []


def test_a_text_beyond_the_highest_row_excel_allows_is_reported_with_its_cell():
    (found,) = cuts([form({"indicators[1].actual": "全部构件检验合格并建立台账。" * 60})])
    assert (found.field, found.cell) == ("indicators[1].actual", "F14")
    assert found.needed > found.shown == 28


@pytest.mark.parametrize(("height", "cut_fields"), [("15", ["indicators[0].note"]), ("60", [])])
def test_a_row_made_lower_by_hand_cuts_what_it_holds(height, cut_fields):
    import re

    given = form({"indicators[0].score": "14", "indicators[0].note": "配件到货晚于计划，已改签供货协议。"})
    lowered = cuts([given], lambda xml: re.sub(r'(<row [^>]*r="13"[^>]* ht=")[^"]*', rf"\g<1>{height}", xml))
    assert [item.field for item in lowered if item.cell == "I13"] == cut_fields


@pytest.mark.parametrize(("lines", "fits"), [(2, True), (60, False)])
def test_a_row_is_made_higher_as_far_as_excel_allows(lines, fits):
    assert Cut("goal.actual", "F11", lines, 1, 14.0).fits is fits
