"""Forms of further places and kinds in each shape: all that is on them is read, or listed; nothing is wrong or accused."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from jixiao import policy
from jixiao.exporters.json import form as as_json
from jixiao.form.model import Form
from jixiao.importers.read import ReadResult, read_source
from jixiao.importers.source import Source
from jixiao.rules import check
from tests.recognise.test_shapes import flat
from tests.recognise.written import FORMS, Written, same, shapes, written

POLICY = policy.load("2020-caiyu-10")
UNCOMPARED = ("title", "kind", "source")
UNREAD_ANYWHERE = {"street_lamps_2022": {"funds.total.rate"}}
"""A rate under a heading of its own, beside amounts beside their labels."""
LEFT_UNREAD = {
    "agency_goal_2016.pad.txt": 2,
    "black_soil_goal_2024.pad.txt": 4,
    "county_office_dept_2023.pad.txt": 2,
    "emergency_platform_2022.pad.txt": 5,
    "five_waters_2022.pad.txt": 2,
    "lamp_renewal_2022.pad.txt": 8,
    "lamp_savings_2022.pad.txt": 5,
    "road_repair_2021.pad.txt": 3,
    "rodent_control_2020.pad.txt": 11,
    "science_library_2023.pad.txt": 2,
    "street_trees_2023.pad.txt": 2,
    "water_saving_goal_2024.pad.txt": 3,
    "water_upkeep_2022.pad.txt": 1,
}
"""How many fields of a text with lost cells are listed as not read, because nothing proves where they belong."""
ONE_A_LINE = ".raw.txt"
LEAST_ONE_A_LINE = 0.9
"""The share that is read where each cell is a line: where a row ends is often not certain there."""
CASES = [(path, shape) for path in FORMS for shape in ("docx", "xlsx", "html", "txt", "pad.txt", "raw.txt")]


@cache
def shapes_of(path: Path) -> dict[str, bytes]:
    return dict(shapes(written(path)))


@cache
def read_as(path: Path, shape: str) -> ReadResult:
    name = f"{path.stem}.{shape}"
    return read_source(Source(name, shapes_of(path)[name]))


def found(form: Form) -> dict[str, object]:
    printed = as_json(form)
    values = dict(flat({name: printed[name] for name in printed if name not in UNCOMPARED}))
    return {name: value for name, value in values.items() if not _is_repeated(name)}


def _is_repeated(name: str) -> bool:
    """Points repeated on a source, and what sort of money it is: no words of the form."""
    return name.startswith("funds.parts") and name.endswith((".kind", ".weight", ".score"))


def wrong(form: Written, values: dict[str, object]) -> Iterator[tuple[str, object, object]]:
    for name, value in values.items():
        if name not in form.fields or not same(form.fields[name], value):
            yield name, form.fields.get(name), value


@pytest.mark.parametrize(("path", "shape"), CASES, ids=lambda item: getattr(item, "stem", item))
def test_what_is_on_a_form_is_read_or_listed(path, shape):
    form = written(path)
    result = read_as(path, shape)
    (read,) = result.forms
    values = found(read)
    assert list(wrong(form, values)) == []
    assert (read.kind, result.problems) == (form.kind, ())
    missing = form.fields.keys() - values.keys() - UNREAD_ANYWHERE.get(form.name, set())
    if shape != ONE_A_LINE[1:]:
        assert len(missing) == LEFT_UNREAD.get(f"{form.name}.{shape}", 0), missing


@pytest.mark.parametrize(("path", "shape"), CASES, ids=lambda item: getattr(item, "stem", item))
def test_no_error_is_found_but_true_ones(path, shape):
    form = written(path)
    report = check(read_as(path, shape).forms, POLICY)
    errors = {(item.code, item.field) for item in report.findings if item.severity == "error"}
    assert errors <= form.errors if shape == ONE_A_LINE[1:] else errors == form.errors


def test_most_of_a_text_with_one_cell_a_line_is_read():
    wanted = read = 0
    for path in FORMS:
        form = written(path)
        values = found(read_as(path, "raw.txt").forms[0])
        wanted += len(form.fields)
        read += sum(name in values for name in form.fields)
    assert read > LEAST_ONE_A_LINE * wanted


@pytest.mark.parametrize(
    "name", ["coast_cleaning_2023", "fishing_ban_2022", "herders_water_2022", "village_water_2022"]
)
def test_what_a_layout_has_no_column_for_is_not_missed(name):
    path = next(path for path in FORMS if path.stem == name)
    found = check(read_as(path, "xlsx").forms, POLICY).findings
    assert {item.code for item in found if item.severity != "notice"} == set()


def test_a_rate_by_the_full_year_budget_is_right_where_only_the_total_lacks_it():
    text = (
        "项目支出绩效自评表\n（2022年度）\n项目名称\t路灯维护\n"
        "项目资金（万元）\t年初预算数\t全年预算数\t全年执行数\t执行率\n"
        "年度资金总额\t150\t\t152\t\n财政拨款\t150\t160\t152\t95%\n"
        "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n"
        "产出指标\t数量指标\t维修路灯\t200盏\t200盏\t90\t90\n"
    )
    (form,) = read_source(Source("自评.txt", text.encode())).forms
    assert not {"JX211", "JX220"} & {item.code for item in check([form], POLICY).findings}
