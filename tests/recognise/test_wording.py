"""Labels known by their wording, learned ones included; what is under no label is named with what is beside it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jixiao.importers.read import read_source
from jixiao.importers.source import Source
from jixiao.recognise.doubts import doubts
from jixiao.recognise.labels import standard
from jixiao.recognise.taught import with_taught
from tests.build import form
from tests.importers.documents import Box, official, renamed
from tests.importers.sheets_and_pages import xlsx


def test_a_wording_is_looked_up_like_in_a_dictionary():
    columns = standard().indicator_columns
    assert columns["三级指标"] == columns.get("三级指标") == "name"
    with pytest.raises(KeyError):
        columns["没有这样的栏目"]


def test_a_taught_label_is_known_and_blank_lines_and_notes_are_not():
    labels = with_taught("# 说明\n\n办理事项全称 = 项目名称\n")
    assert labels.header.get("办理事项全称") == "project" and standard().header.get("办理事项全称") is None


def test_a_form_whose_labels_were_taught_is_read():
    layout = renamed(official(form()), {"项目名称": "办理事项全称"})
    source = Source("自评.xlsx", xlsx([[layout]]))
    (found,) = read_source(source, "办理事项全称 = 项目名称").forms
    assert found.project == form().project


def test_cells_under_a_label_that_nobody_knows_are_named():
    layout = official(form())
    more = replace(layout, rows=(*layout.rows[:2], [Box("立项依据编号"), Box("甲字第1号", 8)], *layout.rows[2:]))
    (found,) = read_source(Source("自评.xlsx", xlsx([[more]]))).forms
    assert any("甲字第1号" in cell.text or "立项依据编号" in cell.text for cell in found.unread_cells)


def test_a_form_read_as_it_is_laid_out_leaves_no_doubt():
    (found,) = read_source(Source("自评.xlsx", xlsx([[official(form())]]))).forms
    assert doubts(found) == () and doubts(form()) == ()
