"""Workbooks of other offices: forms of seven places, one on a sheet or several under each other."""

import json

import pytest

from jixiao.exporters.json import form as as_json
from jixiao.importers import read
from jixiao.importers.read import read_source
from jixiao.importers.source import Source
from tests.importers.documents import official, region
from tests.importers.sheets_and_pages import xlsx
from tests.samples import HEMENKOU, REGIONS


def read_xlsx(data):
    return read_source(Source("外地.xlsx", data))


@pytest.mark.parametrize("path", REGIONS, ids=lambda path: path.stem)
def test_a_regional_form_in_excel_is_read_exactly(path):
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["form"]
    (form,) = read_xlsx(xlsx([[region(path)]])).forms
    found = as_json(form)
    assert {name: found[name] for name in expected} == expected


def test_seven_forms_of_seven_layouts_stand_under_each_other_on_one_sheet():
    expected = [json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["form"] for path in REGIONS]
    found = [as_json(form) for form in read_xlsx(xlsx([[region(path) for path in REGIONS]])).forms]
    assert [{name: form[name] for name in expected[0]} for form in found] == expected


def test_the_real_document_on_fifteen_sheets_reads_like_its_text():
    expected = read(HEMENKOU).forms
    assert read_xlsx(xlsx([official(form)] for form in expected)).forms == expected
