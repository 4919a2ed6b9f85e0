"""Several forms in one document, and one form in two tables: each is read as it is read alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from jixiao.form.wording import label
from jixiao.importers.read import read_source
from jixiao.importers.source import Source
from tests.importers.documents import Layout, docx
from tests.importers.sheets_and_pages import html
from tests.recognise.test_written import found, wrong
from tests.recognise.written import FORMS, Written, cells, rows, short_rows, written

NAMES = {path.stem: path for path in FORMS}
TOGETHER = (
    ("talent_housing_2022", "supervision_centre_dept_2018", "county_schools_2021"),
    ("broken_park_2023", "grassland_transfer_2023", "clinic_equipment_2019"),
    ("ocean_farm_2022", "water_saving_goal_2024", "ministry_systems_2019"),
    ("street_trees_2023", "border_villages_2022", "orchard_no_title_2021"),
)
SHAPES: dict[str, Callable[[list[Layout]], bytes]] = {
    "docx": docx,
    "html": lambda layouts: html(layouts).encode(),
    "txt": lambda layouts: "\n".join(map(rows, layouts)).encode(),
    "pad.txt": lambda layouts: "".join(map(short_rows, layouts)).encode(),
    "raw.txt": lambda layouts: "\n".join(map(cells, layouts)).encode(),
}
PARTED = (
    "border_inspection_2022",
    "bridge_checks_2023",
    "coast_cleaning_2023",
    "county_office_dept_2023",
    "heating_2022",
    "justice_dept_2022",
    "patrol_boats_2022",
    "skills_two_pages_2022",
    "water_bureau_dept_2022",
)


def form(name: str) -> Written:
    return written(NAMES[name])


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("names", TOGETHER, ids=" ".join)
def test_forms_one_below_the_other_are_all_read_as_each_alone(names, shape):
    forms = [form(name) for name in names]
    result = read_source(Source(f"自评表.{shape}", SHAPES[shape]([each.layout for each in forms])))
    assert (len(result.forms), result.problems) == (len(forms), ())
    for each, read in zip(forms, result.forms, strict=True):
        assert list(wrong(each, found(read))) == []
        assert read.kind == each.kind


def parted(layout: Layout, rows_below: int) -> list[Layout]:
    """The table cut in two, so many rows below the heading of the indicators: blank cells begin the second one."""
    heading = next(at for at, row in enumerate(layout.rows) if any(label(box.text) == "三级指标" for box in row))
    at = heading + 1 + rows_below
    first, *others = layout.rows[at:]
    second = ([replace(box, covered=False) for box in first], *others)
    return [Layout(layout.above, layout.rows[:at]), Layout((), second)]


@pytest.mark.parametrize("make", [docx, lambda layouts: html(layouts).encode()], ids=["docx", "html"])
@pytest.mark.parametrize("name", PARTED)
def test_a_form_in_two_tables_is_read_as_one(name, make):
    wanted = form(name)
    suffix = "docx" if make is docx else "html"
    result = read_source(Source(f"自评表.{suffix}", make(parted(wanted.layout, 2))))
    (read,) = result.forms
    values = found(read)
    assert list(wrong(wanted, values)) == []
    assert (wanted.fields.keys() - values.keys(), result.problems) == (set(), ())


def test_a_second_table_that_fits_under_no_heading_is_named():
    wanted = form("heating_2022")
    first, second = parted(wanted.layout, 2)
    wide = Layout((), tuple([*row, replace(row[-1], text="", covered=False)] for row in second.rows))
    result = read_source(Source("自评表.docx", docx([first, wide])))
    assert [("上面那张表的下半部分" in problem.message) for problem in result.problems] == [True]
