"""Forms of departments and forms without a column for reasons are not held to what they have no place for."""

import pytest

from jixiao import policy
from jixiao.importers.read import read_source
from jixiao.importers.source import Source
from jixiao.rules import check
from tests.recognise.written import FORMS, shapes, written

POLICY = policy.load("2020-caiyu-10")
FORM = {path.stem: path for path in FORMS}
OF_DEPARTMENTS = [name for name, path in FORM.items() if written(path).kind == "department"]
SILENT = [
    *((name, code) for name in OF_DEPARTMENTS for code in ("JX303", "JX304", "JX305")),
    ("county_office_dept_2023", "JX406"),
    ("county_office_dept_2023", "JX407"),
    ("statistics_dept_2020", "JX219"),
    ("cultural_station_2021", "JX305"),
    ("cultural_station_2021", "JX406"),
    ("street_lamps_2022", "JX305"),
    ("street_lamps_2022", "JX406"),
]


def codes(name):
    form = written(FORM[name])
    data = dict(shapes(form))[f"{form.name}.xlsx"]
    return {finding.code for finding in check(read_source(Source(f"{name}.xlsx", data)).forms, POLICY).findings}


@pytest.mark.parametrize(("name", "code"), SILENT)
def test_it_is_not_reported(name, code):
    assert code not in codes(name)


def test_a_project_of_other_dimensions_still_is():
    assert "JX305" in codes("talent_housing_2022")


def test_a_change_is_still_to_be_explained_where_there_is_a_column_for_it():
    assert "JX219" in codes("street_trees_2023")
