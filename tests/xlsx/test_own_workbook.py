"""Our own workbooks as a clerk has them: a project added, 汇总表 rebuilt, cells marked, nothing else disturbed."""

import re
from pathlib import Path

import pytest

from jixiao.importers.read import open_source, read_source
from jixiao.policy import default
from jixiao.sheets.book import build
from jixiao.sheets.facts import workbook_facts
from jixiao.xlsx.edit.patch import Patch
from jixiao.xlsx.opc.archive import Archive
from jixiao.xlsx.read.read import read
from tests import office
from tests.samples import HEMENKOU
from tests.xlsx.audit import faults
from tests.xlsx.test_marks import cleared
from tests.xlsx.test_patch import changed_parts, values

SUMMARY = "汇总表"


@pytest.fixture(scope="module")
def forms():
    return read_source(open_source(Path(HEMENKOU))).forms[:4]


@pytest.fixture(scope="module")
def whole(forms) -> bytes:
    return build(forms, default(2020))


@pytest.fixture(scope="module")
def part(forms) -> bytes:
    """The clerk's workbook, which lacks the last project."""
    return build(forms[:3], default(2020))


@pytest.fixture(scope="module")
def grown(part, whole) -> bytes:
    source = Archive.open(whole)
    patch = Patch.open(part)
    patch.import_sheet(source, Patch(source).sheets[5], after=patch.sheets[4])
    patch.replace_sheet(source, SUMMARY)
    return patch.bytes()


def fifteen_digits(value: object) -> object:
    """A figure as precise as LibreOffice stores it."""
    if isinstance(value, str) and re.fullmatch(r"[\d.]+%", value):
        return f"{float(value[:-1]):.12g}%"
    return float(f"{value:.14g}") if isinstance(value, float) else value


def test_a_project_added_and_the_summary_rebuilt_equal_a_workbook_built_whole(grown, whole, tmp_path):
    assert Patch.open(grown).sheets == Patch.open(whole).sheets
    for name in Patch.open(whole).sheets:
        assert values(grown, name) == values(whole, name), name
    assert read(grown).formulas == read(whole).formulas
    assert set(read(grown).names) == set(read(whole).names)
    assert faults(grown, tmp_path) == faults(whole, tmp_path)


def test_the_rebuilt_summary_brings_its_charts(grown, whole):
    def charts(content: bytes) -> set[bytes]:
        package = Archive.open(content)
        return {package.read(part) for part in package if part.startswith("xl/charts/chart")}

    assert charts(grown) == charts(whole) != set()


def test_the_sheets_of_the_other_projects_keep_every_byte(part, grown):
    package, names = Archive.open(part), Patch.open(part).sheets[2:5]
    kept = {sheet.part for sheet in read(part).sheets if sheet.name in names}
    assert len(kept) == 3 and not kept & changed_parts(part, grown)
    assert "xl/styles.xml" in package and "xl/styles.xml" not in changed_parts(part, grown)


def test_the_facts_of_a_grown_workbook_are_in_order(part, grown, whole):
    assert workbook_facts(grown).missing_from_summary == ()
    patch = Patch.open(part)
    patch.import_sheet(Archive.open(whole), Patch.open(whole).sheets[5])
    assert workbook_facts(patch.bytes()).missing_from_summary == (Patch.open(whole).sheets[5],)


def test_every_place_of_every_form_can_be_marked_and_given_back(whole, tmp_path):
    patch = Patch.open(whole)
    for sheet in patch.sheets[2:6]:
        for number in range(4, 40):
            patch.mark(
                sheet, f"{'EFGHI'[number % 5]}{number}", ("error", "warning", "notice")[number % 3], f"第 {number} 处"
            )
    after = patch.bytes()
    assert faults(after, tmp_path) == faults(whole, tmp_path)
    assert changed_parts(whole, cleared(after)) == set()


@pytest.mark.office
def test_libreoffice_computes_in_a_grown_workbook_what_it_holds(grown, tmp_path):
    path = tmp_path / "自评.xlsx"
    path.write_bytes(grown)
    saved = office.recalculate([path], tmp_path / "saved")[0].read_bytes()
    for name in Patch.open(grown).sheets:
        before, after = values(grown, name), values(saved, name)
        assert {cell: fifteen_digits(after.get(cell)) for cell in before} == {
            cell: fifteen_digits(value) for cell, value in before.items()
        }, name
