"""Real forms of other places and years, by labels alone."""

import json

import pytest

from jixiao.exporters.json import form as as_json
from jixiao.importers import read
from tests.samples import REGIONS


@pytest.mark.parametrize("path", REGIONS, ids=lambda path: path.stem)
def test_a_regional_form_is_read_exactly(path):
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["form"]
    (form,) = read(path).forms
    found = as_json(form)
    assert {name: found[name] for name in expected} == expected
