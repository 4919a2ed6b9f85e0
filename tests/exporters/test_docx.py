"""Forms as a Word document: lossless, valid, repeatable, merged and paged as the official form."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings

from jixiao.exporters.docx import document
from jixiao.exporters.docx_fields import percent
from jixiao.form.model import Funds, Goal, Total
from jixiao.importers.read import read, read_source
from jixiao.importers.source import Source
from tests.build import form
from tests.office import pdf, require
from tests.samples import HEMENKOU, REGIONS
from tests.strategies import forms
from tests.xlsx.audit import faults

OURS = {' TOC \\o "1-1" \\h \\z \\u ', " PAGE "}


def part(content: bytes, name: str = "word/document.xml") -> str:
    return zipfile.ZipFile(io.BytesIO(content)).read(name).decode()


def read_back(content: bytes):
    return read_source(Source("导出.docx", content)).forms


@pytest.fixture(scope="module")
def real():
    return read(HEMENKOU).forms


@pytest.fixture(scope="module")
def written(real):
    return document(real)


def test_the_real_document_reads_back_from_word_to_the_same_forms(real, written):
    assert read_back(written.content) == real


def test_word_to_form_to_word_gives_the_same_bytes(written):
    assert document(read_back(written.content)).content == written.content


@pytest.mark.parametrize("path", REGIONS, ids=lambda path: path.stem)
def test_forms_of_other_places_lose_nothing_in_the_official_layout(path):
    (found,) = read(path).forms
    rows = tuple(replace(row, measure=None) for row in found.indicators)
    assert read_back(document([found]).content) == (replace(found, indicators=rows),)


@pytest.mark.parametrize(
    "given",
    [
        form(title=None, year=None),
        form(title=None),
        form(amount_unit=None, department=None, unit=None),
        form(funds=Funds(), total=Total(), goal=Goal()),
        form(indicators=()),
        form({"indicators[3].category": None}),
    ],
    ids=["no title, no year", "no title", "no unit of money", "no funds", "no indicators", "a category left blank"],
)
def test_a_form_with_gaps_keeps_its_gaps(given):
    assert read_back(document([given]).content) == (given,)
    assert read_back(document([given, form()]).content) == (given, form())


@settings(max_examples=60)
@given(forms())
def test_any_form_reads_back_the_same(form):
    assert read_back(document([form]).content) == (form,)


def test_the_validator_finds_no_fault(written, tmp_path):
    assert faults(written.content, tmp_path, ".docx") == []


def test_equal_forms_give_equal_bytes(real, written):
    assert document(read(HEMENKOU).forms).content == written.content


def test_a_text_from_outside_never_becomes_a_field_or_markup():
    evil = '{ INCLUDETEXT "c:\\x" } </w:t><w:instrText> TOC \\o </w:instrText> ]]>&amp;\x07'
    outside = form(project=evil, unit=evil), form({"indicators[0].actual": evil, "goal.expected": evil})
    xml = part(document(outside).content)
    codes = set(re.findall(r"<w:instrText[^>]*>([^<]*)<", xml))
    assert {code for code in codes if not re.fullmatch(r" PAGEREF _Toc\d+ \\h ", code)} <= OURS
    assert read_back(document(outside).content)[0].project == evil.replace("\x07", "")


def test_one_level_name_is_one_merged_block_as_in_the_official_form():
    xml = part(document([form()]).content)
    assert xml.count('<w:vMerge w:val="restart"/>') == 5  # 项目资金, 年度总体目标, 绩效指标, 产出指标, 效益指标
    assert xml.count(">产出指标<") == xml.count(">效益指标<") == 1


def test_a_single_form_has_no_contents_and_several_have_a_line_for_each(real, written):
    assert "TOC" not in part(document([form()]).content).replace("_Toc", "")
    xml = part(written.content)
    assert [xml.count(f">{item.project}<") for item in real] == [2] * len(real)


def test_contents_name_the_page_on_which_each_form_begins(written):
    pages = [
        int(page)
        for page in re.findall(r'PAGEREF _Toc\d+ .*?separate"/></w:r><w:r><w:t[^>]*>(\d+)<', part(written.content))
    ]
    starts = [1 + sum(fit.pages for fit in written.fits[:at]) for at in range(len(written.fits))]
    assert pages == starts


def test_a_form_that_fits_one_page_is_one_table_and_a_longer_one_repeats_its_heading():
    short, long = (
        form(),
        form({f"indicators[{at}].actual": "按月检查并公示结果，问题当月整改。" * 40 for at in range(7)}),
    )
    assert part(document([short]).content).count("<w:tbl>") == 1
    assert "<w:tblHeader/>" not in part(document([short]).content)
    made = document([long])
    assert made.fits[0].pages > 1
    assert part(made.content).count("<w:tblHeader/>") == 1
    assert read_back(made.content) == (long,)


def test_the_label_of_the_attachment_is_above_the_title():
    xml = part(document([form()], "附件5").content)
    assert xml.index(">附件5<") < xml.index(">项目支出绩效自评表<")
    assert read_back(document([form()], "附件5").content) == (form(),)


def test_a_text_that_could_not_be_read_is_in_its_cell_as_found(real, written):
    unread = [item.text for item in real[3].unread]
    assert unread and all(text in part(written.content) for text in unread)


@pytest.mark.parametrize(
    ("rate", "text"), [("1", "100.00%"), ("0.666", "66.60%"), ("0.97243", "97.243%"), ("0", "0.00%")]
)
def test_rates_show_as_in_the_workbook_and_lose_no_digit(rate, text):
    assert percent(Decimal(rate)) == text


@pytest.mark.office
def test_each_form_takes_the_pages_it_was_fitted_to_and_the_bookmarks_are_the_projects(real, written, tmp_path):
    require("soffice", "pdftohtml")
    path = tmp_path / "自评表.docx"
    path.write_bytes(written.content)
    (printed,) = pdf([path], tmp_path)
    starts = [2 + sum(fit.pages for fit in written.fits[:at]) for at in range(len(written.fits))]
    assert outline(printed) == [(start, item.project) for start, item in zip(starts, real, strict=True)]


def outline(path):
    import subprocess
    from html import unescape

    words = ["pdftohtml", "-xml", "-i", "-stdout", str(path)]
    xml = subprocess.run(words, check=True, capture_output=True, text=True).stdout
    return [(int(page), unescape(name)) for page, name in re.findall(r'<item page="(\d+)">(.*?)</item>', xml)]
