"""Every workbook checked in is regular, and each kind of irregularity is seen in one that has it."""

import io
import re
import zipfile

import pytest

from tests.samples import ROOT
from tests.xlsx.irregular import irregular

SAMPLE = ROOT / "workbook" / "samples" / "河门口街道-2020-绩效自评.xlsx"
BOOKS = [
    ROOT / "template.xlsx",
    ROOT / "workbook" / "collected-template.xlsx",
    SAMPLE,
    ROOT / "workbook" / "jixiao.xlam",
]


@pytest.mark.parametrize("path", BOOKS, ids=lambda path: path.name)
def test_a_workbook_checked_in_is_regular(path):
    assert irregular(path.read_bytes()) == []


SHEET, BOOK, STYLES = "xl/worksheets/sheet3.xml", "xl/workbook.xml", "xl/styles.xml"
WRONG = [
    (SHEET, r'(<c r="[A-Z]+\d+" s=")\d+', r"\g<1>99999", "has the format 99999"),
    (SHEET, r'(<c r="(?:[A-Z]+\d+)"[^>]*t="s"[^>]*><v>)\d+', r"\g<1>99999", "shows the string 99999"),
    (SHEET, r'<dataValidations count="\d+"', '<dataValidations count="99"', "99 validations are counted"),
    (SHEET, r'prompt="', f'prompt="{"长" * 256}', "the prompt of"),
    (SHEET, r'promptTitle="', f'promptTitle="{"长" * 33}', "the promptTitle of"),
    (SHEET, r'<formula1>"[^"]*"', f'<formula1>"{"长" * 256}"', "the list of"),
    (SHEET, r'(<cfRule[^>]*priority=")\d+', r"\g<1>0", "the priority 0"),
    (SHEET, r'(<cfRule[^>]*dxfId=")\d+', r"\g<1>999", "the format 999"),
    (SHEET, r"(<mergeCell ref=\"[A-Z]+\d+:[A-Z]+\d+\"/>)", r'\1<mergeCell ref="A1:I40"/>', "overlap"),
    (SHEET, r'<row r="\d+"', '<row r="900"', "stands behind row 900"),
    (BOOK, r'name="填报说明"', 'name="汇总表"', "2 sheets are named 汇总表"),
    (BOOK, r'<definedName name="等级表"', '<definedName name="档次表"', "2 names 档次表"),
    (BOOK, r'<definedName name="等级表"', '<definedName name="AB12"', "'AB12' is no name"),
    (BOOK, r'localSheetId="0"', 'localSheetId="99"', "belongs to the sheet 99"),
    (STYLES, r'(<xf [^>]*fontId=")\d+', r"\g<1>999", "fontId 999"),
    (STYLES, r'<cellXfs count="\d+"', '<cellXfs count="1"', "cellXfs: 1 are counted"),
    ("xl/sharedStrings.xml", r'uniqueCount="(\d+)"', r'count="1" uniqueCount="\1"', "1 uses are counted"),
    ("xl/sharedStrings.xml", r'uniqueCount="\d+"', 'uniqueCount="1"', "1 strings are counted"),
]


def changed(part, pattern, text):
    """The template with the first place of the pattern replaced; a list of shared strings comes from the sample's own."""
    made = io.BytesIO()
    with zipfile.ZipFile(ROOT / "template.xlsx") as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            content = source.read(name).decode("utf-8") if name == part else source.read(name)
            if name == part:
                content, count = re.subn(pattern, text, content, count=1)
                assert count == 1
            target.writestr(name, content)
    return made.getvalue()


@pytest.mark.parametrize(("part", "pattern", "text", "words"), WRONG, ids=[words for *_, words in WRONG])
def test_what_excel_minds_is_seen(part, pattern, text, words):
    assert any(words in fault for fault in irregular(changed(part, pattern, text)))
