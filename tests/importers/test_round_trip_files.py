"""A random form drawn in Word or in another office's workbook reads back the same, whatever the layout."""

from __future__ import annotations

import tomllib

from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.importers.read import read_source
from jixiao.importers.source import Source
from tests.importers.documents import docx, official, renamed, with_blank_column, with_blank_row
from tests.importers.sheets_and_pages import html, xlsx
from tests.samples import ROOT
from tests.strategies import forms

LABELS = tomllib.loads((ROOT / "workbook" / "labels.toml").read_text(encoding="utf-8"))
COLUMNS = ("target", "actual", "weight", "score", "note")
# label of the official layout → where its synonyms are
WORDS = {
    "项目名称": LABELS["header"]["project"],
    "主管部门": LABELS["header"]["department"],
    "实施单位": LABELS["header"]["unit"],
    "年初预算数": LABELS["funds"]["columns"]["initial"],
    "全年预算数": LABELS["funds"]["columns"]["annual"],
    "全年执行数": LABELS["funds"]["columns"]["executed"],
    "执行率": LABELS["funds"]["columns"]["rate"],
    "年度资金总额": LABELS["funds"]["rows"]["total"],
    "预期目标": LABELS["goal"]["expected"],
    "实际完成情况": LABELS["goal"]["actual"],
    "三级指标": LABELS["indicators"]["columns"]["name"],
    "年度指标值": LABELS["indicators"]["columns"]["target"],
    "实际完成值": LABELS["indicators"]["columns"]["actual"],
    "偏差原因分析及改进措施": LABELS["indicators"]["columns"]["note"],
    "总分": LABELS["total"]["words"],
}
synonyms = st.fixed_dictionaries({word: st.sampled_from(others) for word, others in WORDS.items()})


@st.composite
def foreign(draw):
    """A form, and the form laid out with other words, columns in another order, empty rows and columns between."""
    form = draw(forms())
    layout = renamed(official(form, draw(st.permutations(COLUMNS))), draw(synonyms))
    for _ in range(draw(st.integers(0, 2))):
        layout = with_blank_column(layout, draw(st.integers(1, layout.width - 1)))
    for _ in range(draw(st.integers(0, 3))):
        layout = with_blank_row(layout, draw(st.integers(0, len(layout.rows) - 1)))
    return form, layout


@settings(max_examples=60)
@given(st.lists(forms(), min_size=1, max_size=3), st.integers(0, 70))
def test_forms_in_a_word_document_read_back_the_same(several, wobble):
    assert read_source(Source("表.docx", docx(map(official, several), wobble))).forms == tuple(several)


@settings(max_examples=60)
@given(foreign(), st.integers(0, 60))
def test_a_foreign_layout_in_word_reads_back_the_same(pair, wobble):
    form, layout = pair
    assert read_source(Source("外地.docx", docx([layout], wobble))).forms == (form,)


@settings(max_examples=40)
@given(foreign())
def test_a_foreign_layout_in_excel_reads_back_the_same(pair):
    form, layout = pair
    assert read_source(Source("外地.xlsx", xlsx([[layout]]))).forms == (form,)


@settings(max_examples=40)
@given(foreign())
def test_a_foreign_layout_on_a_page_reads_back_the_same(pair):
    form, layout = pair
    assert read_source(Source("外地.html", html([layout]).encode())).forms == (form,)
