"""One label of a form is an unknown word: no other field suffers, and nothing is reported that is on the form."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from jixiao import policy
from jixiao.form.model import Form
from jixiao.form.wording import label
from jixiao.importers.read import read_source
from jixiao.importers.source import ReadError, Source
from jixiao.recognise.labels import Labels, standard
from jixiao.rules import check
from tests.importers.documents import Box, Layout
from tests.recognise.test_written import found, wrong
from tests.recognise.written import FORMS, cells, rows, typed, written

POLICY = policy.load("2020-caiyu-10")
UNKNOWN = "栏目甲乙"
NAMES = {path.stem: path for path in FORMS}
SHAPES: dict[str, Callable[[Layout], bytes]] = {
    "xlsx": typed,
    "txt": lambda layout: rows(layout).encode(),
    "raw.txt": lambda layout: cells(layout).encode(),
}
GOALS = ("archives_2022", "border_trade_2020", "branch_library_2023", "coast_cleaning_2023", "vocational_school_2023")
SUMS = ("aquarium_2023", "branch_library_2023", "car_policy_2023", "software_rights_2022", "talent_housing_2022")
WITH_LEVELS = [
    path for path in FORMS if any(label(box.text) == "二级指标" for row in written(path).layout.rows for box in row)
]
AMOUNTS = ("border_inspection_2022", "coast_cleaning_2023", "water_office_dept_2022", "street_trees_2023")


def unknown(layout: Layout, is_replaced: Callable[[str], bool]) -> Layout:
    """The layout with another word in the last cell whose bare label is one to be replaced."""
    places = [(y, x) for y, row in enumerate(layout.rows) for x, box in enumerate(row) if is_replaced(label(box.text))]
    changed: list[list[Box]] = [list(row) for row in layout.rows]
    y, x = places[-1]
    changed[y][x] = replace(changed[y][x], text=UNKNOWN)
    return Layout(layout.above, tuple(changed))


def read(name: str, shape: str, is_replaced: Callable[[str], bool]) -> Form:
    layout = unknown(written(NAMES[name]).layout, is_replaced)
    (form,) = read_source(Source(f"自评表.{shape}", SHAPES[shape](layout))).forms
    return form


def misread(name: str, form: Form) -> list[str]:
    return [field for field, _, _ in wrong(written(NAMES[name]), found(form))]


def codes(forms: Iterable[Form]) -> set[str]:
    return {finding.code for finding in check(forms, POLICY).findings if finding.severity != "notice"}


@cache
def true_codes(path: Path) -> set[str]:
    return codes(read_source(Source("自评表.xlsx", typed(written(path).layout))).forms)


def is_goal(field: str, labels: Labels) -> Callable[[str], bool]:
    return lambda word: labels.goal.get(word) == field


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("field", ["expected", "actual"])
@pytest.mark.parametrize("name", GOALS)
def test_the_heading_of_a_goal(name, field, shape):
    form = read(name, shape, is_goal(field, standard()))
    assert misread(name, form) == []
    assert form.state(f"goal.{field}") != "empty"
    assert "JX112" not in codes([form])


@pytest.mark.parametrize("shape", ["xlsx", "txt"])
@pytest.mark.parametrize("name", SUMS)
def test_the_word_for_the_total(name, shape):
    form = read(name, shape, lambda word: word in standard().totals)
    assert misread(name, form) == []
    if shape == "xlsx":
        assert form.total.score == written(NAMES[name]).fields["total.score"]


@pytest.mark.parametrize("name", ["aquarium_2023", "car_policy_2023", "county_schools_2021", "herders_water_2022"])
def test_the_word_for_the_total_of_the_funds(name):
    form = read(name, "xlsx", lambda word: word in standard().fund_totals)
    assert misread(name, form) == []
    assert form.funds.total.annual is not None


@pytest.mark.parametrize("name", AMOUNTS)
def test_the_heading_of_the_budget(name):
    form = read(name, "xlsx", lambda word: standard().fund_columns.get(word) == "annual")
    assert not {"JX211", "JX213"} & (codes([form]) - true_codes(NAMES[name]))


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("path", WITH_LEVELS[::4], ids=lambda path: path.stem)
def test_the_heading_of_the_second_level(path, shape):
    try:
        form = read(path.stem, shape, lambda word: word == "二级指标")
    except ReadError:  # as a whole, with its reason
        return
    assert codes([form]) - true_codes(path) <= {"JX303", "JX304"}
