"""Real forms of further kinds in each shape they come in: what is on them is read, or listed; nothing is misplaced."""

import json
import re
from collections.abc import Iterator

import pytest

from jixiao import policy
from jixiao.exporters.json import form as as_json
from jixiao.form.model import Form
from jixiao.importers import read
from jixiao.importers.read import ReadError
from jixiao.rules import check
from tests.samples import REGIONS, SHAPES, golden_of

GLUED = "caidian_forest_2021.raw.txt"
"""All cells of this one are one word: nothing shows where a cell ends."""
READABLE = [path for path in (*SHAPES, *REGIONS) if path.name != GLUED]
NOT_WRITTEN = {
    "guangshui_road_2021.xlsx": {"year"},
    "xiaoxian_yanglou_2023.xlsx": {"year"},
    "qingjian_road_goal_2021": {"amount_unit"},
}
"""Fields that the golden has from elsewhere: the file, or its form, does not say them."""
SENTENCES = {"yueyang_farmland_goal_2022": {"funds.total.annual", "funds.parts[0].annual"}}
"""Amounts inside a sentence: never taken out of it."""
UNPROVEN = {"qingshan_weak_goal_2020.pad.txt": {"indicators[7].dimension", "indicators[8].dimension"}}
"""Levels that the lost merged cells leave open: listed as not read."""
TRUE_ERRORS = {
    "yueyang_farmland_goal_2022": {("JX101", "funds.total.annual"), ("JX101", "funds.parts[0].annual")},
    "tianchang_flood_2022": {("JX105", "department")},
    "yinchuan_no6_school_2021": {("JX311", "total.score")},
    "zhongjiang_water_2022": {("JX301", "total.weight"), ("JX311", "total.score")},
}
"""The only errors these forms have: sums that can be added up again, words for amounts, an empty cell."""


def flat(thing: object, path: str = "") -> Iterator[tuple[str, object]]:
    if isinstance(thing, dict):
        for name, value in thing.items():
            yield from flat(value, f"{path}.{name}" if path else name)
    elif isinstance(thing, list):
        for number, value in enumerate(thing):
            yield from flat(value, f"{path}[{number}]")
    elif thing is not None:
        yield path, thing


def expected(path) -> dict[str, object]:
    return dict(flat(json.loads(golden_of(path).read_text(encoding="utf-8"))["form"]))


def found(form: Form) -> dict[str, object]:
    fields = as_json(form)
    return dict(flat({name: fields[name] for name in fields if name not in ("source", "kind")}))


def read_one(path) -> Form:
    (form,) = read(path).forms
    return form


def known(table, path) -> set:
    return table.get(path.name, table.get(path.name.split(".")[0], set()))


def plain(value: object) -> str:
    """Lines of one cell may be joined or kept apart, by what the shape kept of them."""
    return re.sub(r"\s+", "", str(value))


@pytest.mark.parametrize("path", READABLE, ids=lambda path: path.name)
def test_each_filled_field_is_read_exactly(path):
    fields, wanted = found(read_one(path)), expected(path)
    left_out = {*known(NOT_WRITTEN, path), *known(SENTENCES, path), *known(UNPROVEN, path)}
    wrong = {
        name: (value, fields.get(name))
        for name, value in wanted.items()
        if name not in left_out and plain(value) != plain(fields.get(name))
    }
    assert wrong == {}


@pytest.mark.parametrize("path", READABLE, ids=lambda path: path.name)
def test_no_field_holds_what_the_form_does_not_say_there(path):
    fields, wanted = found(read_one(path)), expected(path)
    assert {name: fields[name] for name in fields.keys() - wanted.keys() - {"title"}} == {}


@pytest.mark.parametrize("path", READABLE, ids=lambda path: path.name)
def test_what_could_not_be_read_is_unread_and_not_called_missing(path):
    form = read_one(path)
    assert all(form.state(name) == "unread" for name in (*known(SENTENCES, path), *known(UNPROVEN, path)))
    assert all(form.state(name) != "empty" for name in known(NOT_WRITTEN, path) - {"year"})


@pytest.mark.parametrize("path", READABLE, ids=lambda path: path.name)
def test_no_error_is_found_but_true_ones(path):
    report = check(read(path).forms, policy.load("2020-caiyu-10"))
    errors = {(item.code, item.field) for item in report.findings if item.severity == "error"}
    assert errors == known(TRUE_ERRORS, path)


@pytest.mark.parametrize("path", [path for path in SHAPES if path.name != GLUED], ids=lambda path: path.name)
def test_the_kind_is_reported(path):
    assert read_one(path).kind == json.loads(golden_of(path).read_text(encoding="utf-8"))["kind"]


def test_a_text_whose_cells_are_one_word_is_refused_with_advice():
    (path,) = [path for path in SHAPES if path.name == GLUED]
    with pytest.raises(ReadError, match="找不到制表符分隔的单元格"):
        read(path)
