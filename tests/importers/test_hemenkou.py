"""The real document of fifteen forms, field by field."""

import json
import re
from collections import Counter
from decimal import Decimal

import pytest

from jixiao.exporters.json import forms as as_json
from jixiao.form.wording import label, one_line
from jixiao.importers import read
from jixiao.recognise.labels import standard
from tests.samples import GOLDENS, HEMENKOU


@pytest.fixture(scope="module")
def forms():
    return read(HEMENKOU).forms


def test_every_field_of_all_fifteen_forms_is_read(forms):
    golden = json.loads((GOLDENS / "hemenkou-2020.forms.json").read_text(encoding="utf-8"))
    assert as_json(forms) == golden


def test_no_cell_of_the_document_is_lost(forms):
    text = HEMENKOU.read_text(encoding="utf-8")
    cells = Counter(one_line(piece) for piece in re.split(r"\n+\t", text))
    read_back = Counter(value for form in as_json(forms) for value in _texts(form))
    for form in forms:
        read_back.update(item.text for item in form.unread)
    printed = {cell for cell in cells if len(cell) > 1 and not _is_static_label(cell)}
    assert len(printed) > 250
    assert {cell for cell in printed if cells[cell] > read_back[cell]} == set()


def test_a_double_percent_sign_stays_unread(forms):
    assert [(item.field, item.text) for item in forms[0].unread] == [("funds.total.rate", "100% %")]
    assert forms[0].funds.total.rate is None


def test_two_totals_in_one_cell_stay_unread(forms):
    assert [(item.field, item.text) for item in forms[3].unread] == [("total.score", "94.67 999994.67")]


def test_both_titles_are_known(forms):
    assert Counter(form.title for form in forms) == {"项目支出绩效自评表": 4, "项目（政策）支出绩效自评表": 11}


def test_the_cost_row_without_its_category_stays_under_the_category_above(forms):
    cost = next(item for item in forms[13].indicators if item.target == "9万")
    assert (cost.category, cost.weight) == ("时效指标", Decimal(5))


def test_a_field_knows_its_line(forms):
    text = HEMENKOU.read_text(encoding="utf-8").split("\n")
    place = forms[3].place("total.score")
    line = int(re.search(r"\d+", place).group())
    assert text[line - 1].strip() == "总分"


def _is_static_label(cell):
    """Labels, titles, notes and plain numbers: what the forms do not keep as text."""
    bare = label(cell)
    named = bare in standard().known or bare in {"年度总体目标", "附件5", "绩效指标", "项目资金", "年度", ""}
    return named or "自评表" in cell or cell.startswith(("注：", "（", "其中")) or re.fullmatch(r"[\d.%—]+", cell)


def _texts(node):
    if isinstance(node, dict):
        for value in node.values():
            yield from _texts(value)
    elif isinstance(node, list):
        for value in node:
            yield from _texts(value)
    elif isinstance(node, str):
        yield node
