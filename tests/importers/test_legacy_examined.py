"""Older and ODF files are looked through before LibreOffice is started: limits, passwords, whether a form can be in them."""

from __future__ import annotations

import io

import olefile
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao import libreoffice
from jixiao.deploy.addin.compound import write
from jixiao.errors import CannotGoOn, ForNow
from jixiao.importers import compound
from jixiao.importers.legacy import kind
from jixiao.importers.legacy_signs import SIGNS, STEP, in_rich_text, in_words
from jixiao.importers.read import read_source
from jixiao.importers.source import Source, UnreadForNow
from tests.importers.old_files import bare_xls, cell, doc, odf, row, table, xls
from tests.samples import HEMENKOU, REGIONS

FORM = cell("项目名称") + cell("三级指标")
GOOD = "项目名称"


@pytest.fixture(autouse=True)
def started(monkeypatch):
    """What LibreOffice was given, which opens nothing here."""
    given = []
    monkeypatch.setattr(libreoffice, "program", lambda: "soffice")
    monkeypatch.setattr(libreoffice, "converted", lambda program, data, *rest: given.append(data))
    return given


def refusal(data, name="表"):
    with pytest.raises(CannotGoOn) as refused:
        read_source(Source(name, data))
    assert not isinstance(refused.value, ForNow)
    return str(refused.value)


def is_converted(data, started):
    with pytest.raises(UnreadForNow, match="LibreOffice 打不开"):
        read_source(Source("表", data))
    return len(started) == 1


NESTED = "<text:list><text:list-item>"
TABLES = "<table:table><table:table-row><table:table-cell>"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (table(row(FORM, times=1_000_000_000)), "有内容的单元格超过 1000000 个"),
        (table(row(cell(GOOD, times=10**30))), "有内容的单元格超过 1000000 个"),
        (table(row(cell(GOOD, times=2000), times=2000)), "有内容的单元格超过 1000000 个"),
        (table(row(cell(f'{GOOD}<text:s text:c="1000000000"/>'))), "空格展开后超过"),
        (table(row(cell(NESTED * 200 + GOOD + "</text:list-item></text:list>" * 200))), "嵌套超过 256 层"),
        (TABLES * 90 + GOOD + "</table:table-cell></table:table-row></table:table>" * 90, "嵌套超过 256 层"),
        (GOOD + "</p>", "XML 已损坏"),
    ],
)
@pytest.mark.parametrize("of", ["spreadsheet", "text"])
def test_an_odf_file_that_unfolds_beyond_a_limit_is_refused_in_words(body, words, of, started):
    refused = refusal(odf(body, of))
    assert words in refused and "另存为" in refused and not started


def test_entities_and_parts_too_large_are_refused(started):
    bomb = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>'
    assert "实体定义" in refusal(odf(table(row(cell("&b;"))), head=bomb))
    assert "压缩炸弹" in refusal(odf(table(row(cell("项" * 9_000_000)))))
    assert not started


@pytest.mark.parametrize(
    "body",
    [
        table(row(FORM), row(cell(times=16384), times=1_048_570)),
        table(row(FORM), row(cell(times=10**9), times=10**9)),
        table(row(FORM, times=300_000)),
        table(row(cell("项") + cell("名")), row(cell("三级<text:span>指<text:s/></text:span>标"))),
    ],
)
def test_blank_rows_without_end_and_many_alike_are_no_reason_to_refuse(body, started):
    assert is_converted(odf(body), started)


def test_a_locked_odf_file_is_named(started):
    locked = odf(table(row(cell("x"))), manifest="<manifest:encryption-data/>")
    assert "打开密码" in refusal(locked) and not started


@pytest.mark.parametrize(
    "data",
    [
        odf(table(row(cell("Sales 2020")))),
        odf("<text:p>会议纪要</text:p>", "text"),
        xls("Sales", "会议纪要"),
        xls("会议", wide=False),
        bare_xls([["会议纪要"]]),
        doc("会议纪要"),
        doc("会议纪要", "gbk"),
        rb"{\rtf1\ansi\ansicpg936 \'bb\'e1\'d2\'e9 \u20250?\u35758?}",
    ],
)
def test_what_holds_no_word_of_a_form_is_reported_so_without_libreoffice(data, started):
    assert "没有自评表的标签" in refusal(data) and not started


@pytest.mark.parametrize(
    "data",
    [
        xls("Sales", "项目名称"),
        xls("三 级 指　标"),
        xls("项目名称", wide=False),
        bare_xls([["Sales", "项目名称"]]),
        doc("三级指\r\n标"),
        doc("项目名称", "gbk"),
        doc("????", flags=1),
        xls("????", locked=True),
        rb"{\rtf1\ansi\ansicpg936 {\f1\'cf\'ee}{\f1\'c4\'bf}}",
        rb"{\rtf1\ansi\uc1 \u25351?\b \u26631?}",
        rb"{\rtf1\ansi\uc1 \u-26615?\u-29817?" + "预算".encode("gbk") + b"}",
    ],
)
def test_what_may_hold_a_form_is_converted(data, started):
    assert is_converted(data, started)


def test_rows_or_sheets_beyond_what_excel_wrote_then_are_refused(started):
    assert "写明有 2000000000 行" in refusal(xls(GOOD, rows=2_000_000_000))
    assert "256 列" in refusal(xls(GOOD, columns=60_000))
    assert "有 2500 张工作表" in refusal(xls(GOOD, sheets=2500))
    assert not started


def test_groups_without_end_and_files_too_large_are_refused(started, monkeypatch):
    assert "嵌套超过 1000 层" in refusal(rb"{\rtf1 " + b"{" * 5000 + "指标".encode("gbk") + b"}" * 5000 + b"}")
    monkeypatch.setattr("jixiao.importers.legacy_limits.LARGEST", 1 << 20)
    assert "超过 1 MB 的上限" in refusal(doc(GOOD) + bytes(1 << 20))
    assert not started


def test_paragraphs_without_end_are_refused(started):
    assert "段落和单元格超过 1500000 个" in refusal(rb"{\rtf1 " + b"\\par x" * 1_500_001 + b"}")
    assert not started


@pytest.mark.parametrize("text", ["项目名称".encode("gbk"), rb"\u39033?\u30446?", rb"\'cf\'ee\'c4\'bf"])
def test_a_word_deep_in_a_long_rich_text_is_found(text):
    for before in (STEP - 12, STEP + 100):
        assert in_rich_text(rb"{\rtf1 " + rb"\'d7\'d4" * (before // 8) + b" " + text + b"}")


def test_a_conversion_that_takes_too_long_or_cannot_start_is_reported(monkeypatch):
    def late(*given):
        raise libreoffice.TimedOut(30)

    def missing(*given):
        raise OSError(13, "Permission denied")

    monkeypatch.setattr(libreoffice, "converted", late)
    with pytest.raises(UnreadForNow, match=r"表\.xls：LibreOffice 超过 30 秒没有完成.*另存为 \.xlsx"):
        read_source(Source("表.xls", xls(GOOD)))
    monkeypatch.setattr(libreoffice, "converted", missing)
    with pytest.raises(UnreadForNow, match="启动不了"):
        read_source(Source("表.xls", xls(GOOD)))


@pytest.mark.parametrize("path", [HEMENKOU, *REGIONS], ids=lambda path: path.stem)
def test_every_form_has_several_of_the_words(path):
    text = path.read_text(encoding="utf-8")
    assert in_words(text) and sum(sign in "".join(text.split()) for sign in SIGNS) >= 4


CONTENT = st.one_of(st.binary(max_size=200), st.integers(0, 70_000).map(lambda size: b"\x5a\xa5" * size))


@settings(max_examples=60, deadline=None)
@given(CONTENT, CONTENT)
def test_a_stream_comes_out_whole(wanted, other):
    data = write({"Workbook": wanted, "x": {"other": other}})
    assert compound.stream(data, ("Book", "Workbook")) == wanted
    assert compound.stream(data, ("other",)) == other
    assert compound.stream(data, ("none",)) is None


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_a_damaged_compound_file_is_read_as_far_as_it_goes_or_called_damaged(data):
    whole = bytearray(xls(GOOD, "x" * 9000))
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.sampled_from([*range(24, 600), *range(len(whole) - 1600, len(whole))]))
        whole[at] = data.draw(st.sampled_from([0, 1, 2, 0x7F, 0xFE, 0xFF]))
    cut = bytes(whole[: data.draw(st.integers(8, len(whole)))])
    try:
        found = compound.stream(cut, ("Workbook",))
    except compound.Damaged:
        return
    assert found is None or len(found) <= len(cut)


def test_the_reader_agrees_with_olefile_on_a_file_with_many_sectors():
    data = write({"Workbook": bytes(range(256)) * 40_000, "small": b"x" * 100})
    with olefile.OleFileIO(io.BytesIO(data)) as file:
        assert compound.stream(data, ("Workbook",)) == file.openstream("Workbook").read()
        assert compound.stream(data, ("small",)) == b"x" * 100
    assert kind(Source("a", data)) is not None
