"""The report and the forms in one PDF to be sealed: in order, bookmarks, pages numbered throughout, nothing left open."""

from __future__ import annotations

import io
import re
import sys

import pytest

from jixiao import libreoffice
from jixiao.cli import main
from jixiao.xlsx.opc.archive import Archive
from tests.office import convert, require
from tests.samples import HEMENKOU

pypdf = pytest.importorskip("pypdf")
pytestmark = pytest.mark.office


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    """A report with every gap filled, as a person leaves it."""
    require("soffice")
    path = tmp_path_factory.mktemp("盖章") / "报告.docx"
    assert main(["report", str(HEMENKOU), "-o", str(path)]) == 0
    archive = Archive.open(path)
    text = archive.xml("word/document.xml").decode()
    archive.write("word/document.xml", re.sub("【待补充：[^】]*】", "已写明。", text).encode())
    finished = path.with_name("定稿.docx")
    finished.write_bytes(archive.packed())
    return finished


@pytest.fixture(scope="module")
def sealed(report):
    path = report.with_name("报送.pdf")
    assert main(["export", str(HEMENKOU), "--to", "pdf", "--with", str(report), "-o", str(path)]) == 0
    return pypdf.PdfReader(path)


def flat(items):
    for item in items:
        if isinstance(item, list):
            yield from ((level + 1, title) for level, title in flat(item))
        else:
            yield 0, str(item.title)


def test_the_report_comes_first_and_every_form_behind_it_has_its_bookmark(sealed):
    marks = list(flat(sealed.outline))
    tops = [title for level, title in marks if level == 0]
    assert tops == ["自评报告", "自评表"]
    split = marks.index((0, "自评表"))
    assert (1, "一、基本情况") in marks[:split]
    assert len([mark for mark in marks[split + 1 :] if mark[0] == 1]) == 15
    assert "摘要" in sealed.pages[0].extract_text()


def test_every_page_has_its_number_from_the_first_to_the_last(sealed):
    numbers = [re.findall(r"—(\d+)—", "".join(page.extract_text().split())) for page in sealed.pages]
    assert [found[-1] if found else None for found in numbers] == [str(at) for at in range(1, len(numbers) + 1)]
    assert len(numbers) > 25


def test_a_report_with_places_still_to_be_written_in_is_not_sealed(report, capsys):
    path = report.with_name("没有.pdf")
    assert (
        main(["export", str(HEMENKOU), "--to", "pdf", "--with", str(report.with_name("报告.docx")), "-o", str(path)])
        == 2
    )
    assert "还有 10 处【待补充】" in capsys.readouterr().err
    assert not path.exists()


def test_a_pdf_that_word_printed_is_taken_as_it_is(report):
    (printed,) = convert([report], report.parent / "Word", "pdf", ".pdf")
    path = report.with_name("由PDF.pdf")
    assert main(["export", str(HEMENKOU), "--to", "pdf", "--with", str(printed), "-o", str(path)]) == 0
    assert len(pypdf.PdfReader(path).pages) == len(pypdf.PdfReader(report.with_name("报送.pdf")).pages)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--to", "docx"], "请写 --to pdf"),
        (["--to", "pdf", "--each"], "合成一个 PDF"),
        (["--to", "pdf", "--template", "x.docx"], "不能同时用"),
    ],
)
def test_what_does_not_go_together_is_said(report, capsys, words, said):
    assert main(["export", str(HEMENKOU), "--with", str(report), "-o", str(report.with_name("出.pdf")), *words]) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("content", [b"%PDF-1.7 broken", b"no document"])
def test_what_is_no_report_is_refused(report, capsys, content):
    path = report.with_name("坏.pdf")
    path.write_bytes(content)
    assert (
        main(["export", str(HEMENKOU), "--to", "pdf", "--with", str(path), "-o", str(report.with_name("出.pdf"))]) == 2
    )
    assert "坏.pdf" in capsys.readouterr().err


def test_without_pypdf_the_way_to_it_is_reported_before_anything_is_printed(report, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "pypdf", None)
    monkeypatch.setattr(libreoffice, "convert", None)
    assert (
        main(["export", str(HEMENKOU), "--to", "pdf", "--with", str(report), "-o", str(report.with_name("出.pdf"))])
        == 2
    )
    assert "pip install pypdf" in capsys.readouterr().err


def test_the_same_parts_give_the_same_bytes(report):
    from jixiao.exporters.pdf_bound import bound

    content = report.with_name("报送.pdf").read_bytes()
    assert bound([("一", content), ("二", content)]) == bound([("一", content), ("二", content)])
    assert len(pypdf.PdfReader(io.BytesIO(bound([("一", content)]))).pages) > 25
