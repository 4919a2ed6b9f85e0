"""Forms in brief: what is counted of them without reading them, and what is kept of them comes back."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from jixiao.collect import brief_text, content
from jixiao.collect.brief import brief
from jixiao.collect.choose import choose, is_blank, key_of
from jixiao.collect.model import Arrival, Submission
from jixiao.collect.record import json_text
from jixiao.form.model import Form
from tests.build import form
from tests.collect.test_choose import handed_in

CAME = Arrival(2, datetime(2021, 3, 4, tzinfo=UTC), None, "a@example.org")
FORMS = [
    form(),
    form({"total.score": "78"}, unit=None, project=None),
    form({"indicators[4].actual": "受理群众诉求1096件"}, project="路灯", year=None),
    form(department=None, project="又一个"),
]


@pytest.mark.parametrize("version", [False, True])
@pytest.mark.parametrize("number", range(len(FORMS)))
def test_a_form_in_brief_comes_back_as_it_was(number, version):
    read = handed_in(*FORMS, name="表.xlsx", mailed=datetime(2021, 3, 1, tzinfo=UTC))
    for entry in (
        read.entries[number],
        replace(read.entries[number], archive_path=("信.eml", "a"), arrival=CAME, via=7),
    ):
        made = brief(entry, version)
        data = json.loads(json_text(brief_text.written(made, read)))
        again = brief_text.form_in_brief(data, read)
        assert again == made and again.form.source == made.form.source
        assert key_of(again) == key_of(entry) and is_blank(again.form) == is_blank(entry.form)
        assert sum(again.severities) == len(entry.findings)


def test_a_blank_sheet_is_blank_in_brief_too():
    entry = replace(handed_in().entries[0], form=Form(None, unit="青河区"))
    assert is_blank(brief(entry).form) and is_blank(entry.form)


def test_reads_in_brief_are_chosen_as_whole_ones():
    sent = Submission("自评表", "青河区物业管理中心", 2020, 2)
    old = handed_in(form(), form(project="旧项目"), name="一.xlsx", version=1)
    new = handed_in(form({"goal.actual": "都修好了。"}), name="二.xlsx", version=2)
    reads = [replace(old, submission=replace(sent, version=1)), replace(new, submission=sent)]
    packed = [content.head(content.packed([read]).head).reads[0] for read in reads]
    whole, briefs = choose(reads), choose(packed)
    assert [item.archive_path for item in briefs.entries] == [item.archive_path for item in whole.entries]
    assert briefs.unused == whole.unused
    assert [(item.entry, item.renamed) for item in briefs.missing] == [
        (item.entry, item.renamed) for item in whole.missing
    ]
    assert whole.missing
