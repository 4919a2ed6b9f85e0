"""The code of a form's content."""

from dataclasses import replace

import pytest

from jixiao.form.model import Source
from jixiao.importers.read import read_source
from jixiao.importers.source import Source as File
from jixiao.submit.digest import digest
from tests import build
from tests.submit.books import workbook

KNOWN = "eb647fb3b556bd8fd9c9f0adc057a327e8144eb1ef6c4f14f497d749e133f011"


def test_the_code_of_a_known_form_never_changes():
    assert digest(build.form()) == KNOWN


def test_where_a_form_was_read_does_not_count():
    moved = replace(build.form(), source=Source("别处.xlsx", "表"))
    assert digest(moved) == KNOWN


def test_a_form_has_the_same_code_when_it_is_read_from_a_workbook():
    (read,) = read_source(File("自评.xlsx", workbook())).forms
    assert digest(read) == KNOWN


@pytest.mark.parametrize(
    "change",
    [
        {"indicators[3].actual": "47万元"},
        {"funds.total.executed": "48.01"},
        {"indicators[2]": None},
        {"project": "老旧小区电梯维护"},
        {"goal.actual": None},
    ],
    ids=str,
)
def test_any_change_of_content_changes_the_code(change):
    assert digest(build.form(change)) != KNOWN


def test_a_text_moved_to_the_next_field_changes_the_code():
    one = build.form({"indicators[0].target": "8台", "indicators[0].actual": None})
    other = build.form({"indicators[0].target": None, "indicators[0].actual": "8台"})
    assert digest(one) != digest(other)
