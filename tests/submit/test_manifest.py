"""The manifest inside a workbook: what goes in comes out, whoever saves the file in between."""

from dataclasses import replace
from decimal import Decimal

import openpyxl
import pytest

from jixiao.form.finding import Waiver
from jixiao.importers.read import read_source
from jixiao.importers.source import Source
from jixiao.sheets.settings import sheet_name
from jixiao.submit.manifest import Manifest, Sent, attach, read
from jixiao.xlsx.edit.patch import Patch
from jixiao.xlsx.read.read import read as open_book
from tests import office
from tests.submit.books import AT, workbook
from tests.xlsx.audit import faults

FULL = Manifest(
    version=3,
    made_at=AT,
    unit="=青河区物业管理中心",
    department="青河区住房和城乡建设局",
    year=2020,
    form_type="项目支出绩效自评表",
    template_version="2020-1",
    tool_version="0.1.0",
    initial=Decimal("50"),
    annual=Decimal("50.5"),
    executed=Decimal("48"),
    rate=Decimal("0.96"),
    average=Decimal("99.6"),
    errors=2,
    warnings=1,
    notices=0,
    reason="“上级”要求 <先报> & 后改",
    forms=(Sent("老旧小区电梯维修", "老旧小区电梯维修", "青河区物业管理中心", 2020, "ab" * 32),),
    waivers=(Waiver("JX303", None, "以奖代补", "张三", "2021-03-15"),),
)
BARE = Manifest(1, AT, None, None, None, None, None, "0.1.0", None, None, None, None, None, 0, 0, 0)


def attached(manifest):
    patch = Patch.open(workbook())
    attach(patch, manifest)
    return patch.bytes()


@pytest.mark.parametrize("manifest", [FULL, BARE], ids=["full", "bare"])
def test_a_manifest_reads_back_as_it_was_written(manifest):
    assert read(open_book(attached(manifest))) == manifest


def test_the_sheet_of_the_manifest_is_very_hidden_and_sound(tmp_path):
    content = attached(FULL)
    path = tmp_path / "自评.xlsx"
    path.write_bytes(content)
    assert openpyxl.load_workbook(path)[sheet_name("manifest")].sheet_state == "veryHidden"
    assert faults(content, tmp_path) == []


def test_the_manifest_is_no_form_and_no_problem():
    result = read_source(Source("自评.xlsx", attached(FULL)))
    assert len(result.forms) == 1 and result.problems == ()


def test_a_manifest_outlives_saving_by_other_programs(tmp_path):
    path, again = tmp_path / "自评.xlsx", tmp_path / "openpyxl.xlsx"
    path.write_bytes(attached(FULL))
    openpyxl.load_workbook(path).save(again)
    (saved,) = office.recalculate([path], tmp_path / "office")
    assert [read(open_book(file)) for file in (again, saved)] == [FULL, FULL]


def test_a_workbook_without_a_manifest_has_none():
    assert read(open_book(workbook())) is None


@pytest.mark.parametrize("cell, text", [("A1", "别的"), ("B1", "2"), ("B2", "第三次"), ("B3", "昨天"), ("A5", "")])
def test_a_manifest_somebody_has_spoilt_counts_as_none(cell, text):
    patch = Patch.open(attached(FULL))
    patch.set_value(sheet_name("manifest"), cell, text)
    assert read(open_book(patch.bytes())) is None


def test_a_fact_that_a_later_version_adds_is_passed_over():
    patch = Patch.open(attached(replace(FULL, waivers=())))
    patch.set_value(sheet_name("manifest"), "A40", "以后才有的一项")
    assert read(open_book(patch.bytes())) == replace(FULL, waivers=())
