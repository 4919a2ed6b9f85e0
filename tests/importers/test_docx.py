"""Word documents: real forms of seven places and the real document of fifteen forms, drawn with their merges."""

import json

import pytest

from jixiao.exporters.json import form as as_json
from jixiao.importers import read
from jixiao.importers.read import read_source
from jixiao.importers.source import Source
from tests.importers.documents import docx, official, region
from tests.samples import HEMENKOU, REGIONS


def read_docx(data, name="自评表.docx"):
    return read_source(Source(name, data))


@pytest.mark.parametrize("wobble", [0, 60])
@pytest.mark.parametrize("path", REGIONS, ids=lambda path: path.stem)
def test_a_regional_form_in_word_is_read_exactly(path, wobble):
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["form"]
    (form,) = read_docx(docx([region(path)], wobble)).forms
    found = as_json(form)
    assert {name: found[name] for name in expected} == expected


@pytest.mark.parametrize("wobble", [0, 60])
def test_the_real_document_rebuilt_in_word_reads_like_its_text(wobble):
    expected = read(HEMENKOU).forms
    assert read_docx(docx(map(official, expected), wobble)).forms == expected
