"""The report as a Word document: valid, repeatable, gaps highlighted, figures commented, one page for leaders."""

from __future__ import annotations

import re
import subprocess

import pytest

from jixiao.actions.open import load
from jixiao.actions.report import Options, report_of_file
from jixiao.cli import main
from jixiao.errors import CannotGoOn
from jixiao.xlsx.opc.pack import compress, pack
from tests.exporters.test_docx_template import p, template
from tests.office import convert, require
from tests.report import proof
from tests.samples import HEMENKOU
from tests.xlsx.audit import faults


def made(tmp_path, **options):
    return report_of_file(load(HEMENKOU), tmp_path / "报告.docx", Options(**options))


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    return made(tmp_path_factory.mktemp("报告"))


def test_word_takes_the_document(report, tmp_path):
    assert faults(report.content, tmp_path, ".docx") == []


def test_the_same_forms_give_the_same_bytes(report, tmp_path):
    assert made(tmp_path).content == report.content


def test_every_place_to_write_in_is_highlighted_and_counted(report):
    body = proof.part(report.content, "word/document.xml")
    marked = [
        "".join(text.text for text in run.iter(f"{proof.W}t"))
        for run in body.iter(f"{proof.W}r")
        if run.find(f"{proof.W}rPr/{proof.W}highlight") is not None
    ]
    assert marked == report.gaps
    whole = "\n".join(proof.paragraphs(report.content))
    assert whole.count("【待补充：") == len(report.gaps) >= 8


def test_every_figure_is_in_the_comment_of_its_paragraph(report):
    notes = [
        "\n".join(text.text or "" for text in note.iter(f"{proof.W}t"))
        for note in proof.part(report.content, "word/comments.xml")
    ]
    body = proof.part(report.content, "word/document.xml")
    texts = [each for each in body.iter(f"{proof.W}p") if each.find(f"{proof.W}commentRangeStart") is not None]
    assert len(texts) == len(notes) > 30
    said = "".join(t.text for t in texts[0].iter(f"{proof.W}t"))
    assert "562.01万元" in said and "562.01（全年预算合计）：=SUM(汇总表!F4:F18)" in notes[0]


def test_a_clean_report_has_no_comments(tmp_path):
    content = made(tmp_path, commented=False).content
    assert not list(proof.part(content, "word/document.xml").iter(f"{proof.W}commentReference"))
    with pytest.raises(KeyError):
        proof.part(content, "word/comments.xml")


@pytest.mark.office
def test_the_summary_for_leaders_is_one_page_and_every_page_has_its_number(report, tmp_path):
    require("pdftotext")
    path = tmp_path / "报告.docx"
    path.write_bytes(report.content)
    (pdf,) = convert([path], tmp_path, "pdf", ".pdf")
    text = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    pages = [re.sub(r"\s", "", page) for page in text.split("\f") if page.strip()]
    assert "（摘要，供领导审阅）" in pages[0] and "一、基本情况" in pages[1]
    assert [page for number, page in enumerate(pages, 1) if not page.endswith(f"—{number}—")] == []


def test_a_units_own_template_gets_chapters_and_figures(tmp_path):
    content = template(
        p("关于{{报告单位名称}}的报告"), p("全年预算{{全年预", "算合计}}万元"), p("{{资金情况}}"), p("{{附表}}")
    )
    (tmp_path / "模板.docx").write_bytes(content)
    filled = made(tmp_path, template=tmp_path / "模板.docx").content
    lines = proof.paragraphs(filled)
    assert lines[:3] == ["关于攀枝花市西区河门口街道办事处的报告", "全年预算562.01万元", "（一）预算安排"]
    assert "表2　项目支出绩效自评结果" in [line.replace("表 2", "表2") for line in lines]
    assert set(faults(filled, tmp_path, ".docx")) <= set(faults(content, tmp_path, ".docx"))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{{没有的}}", "不是报告里的名称"),
        ("见{{资金情况}}一章", "单独占一段"),
        ("{% if x %}", "没有要填的名称"),
        ("关于绩效的报告", "没有要填的名称.*{{全文}}"),
    ],
)
def test_a_template_that_asks_for_the_impossible_is_refused_in_words(tmp_path, line, said):
    (tmp_path / "模板.docx").write_bytes(template(p(line)))
    with pytest.raises(CannotGoOn, match=said):
        made(tmp_path, template=tmp_path / "模板.docx")


def test_what_is_no_word_document_is_no_template(tmp_path):
    (tmp_path / "模板.docx").write_bytes(pack([compress("a.txt", b"x")]))
    with pytest.raises(CannotGoOn, match="不是 Word 文档"):
        made(tmp_path, template=tmp_path / "模板.docx")


def test_the_command_writes_the_report_and_its_draft_and_counts_the_gaps(tmp_path, capsys):
    assert main(["report", str(HEMENKOU), "-o", str(tmp_path / "报告.docx")]) == 0
    printed = capsys.readouterr()
    assert (tmp_path / "报告.docx").exists() and (tmp_path / "报告-底稿.xlsx").exists()
    assert "要人补写的地方 10 处" in printed.out
    assert "数字的出处指向底稿" in printed.err


def test_a_checked_workbook_of_ours_needs_no_draft(tmp_path, capsys):
    book = tmp_path / "自评表.xlsx"
    assert main(["import", str(HEMENKOU), "-o", str(book)]) == 0
    assert main(["report", str(book), "-o", str(tmp_path / "报告.docx")]) == 0
    assert not (tmp_path / "报告-底稿.xlsx").exists()
    assert "《自评表.xlsx》" in "".join(proof.paragraphs((tmp_path / "报告.docx").read_bytes()))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["没有.xlsx", "-o", "报告.docx"], "找不到这个文件"),
        ([str(HEMENKOU), "-o", "报告.pdf"], "以 .docx 结尾"),
        ([str(HEMENKOU), "-o", "报告.docx", "--wording", "没有.toml"], "读不出"),
    ],
)
def test_what_cannot_be_done_is_said_in_words(tmp_path, monkeypatch, capsys, words, said):
    monkeypatch.chdir(tmp_path)
    assert main(["report", *words]) == 2
    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
