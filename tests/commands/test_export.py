"""The command export: Word and PDF files, where they go and what is said of them."""

from __future__ import annotations

import pytest

from jixiao.cli import main
from jixiao.importers import read
from tests.samples import HEMENKOU


@pytest.fixture
def run(capsys):
    def run(*words):
        status = main(["export", *map(str, words)])
        return status, capsys.readouterr().err

    return run


def test_a_text_goes_out_as_one_word_document(run, tmp_path):
    status, said = run(HEMENKOU, "--to", "docx", "-o", tmp_path / "附件.docx")
    assert status == 0 and "已写出" in said and "按 F9" in said
    assert read(tmp_path / "附件.docx").forms == read(HEMENKOU).forms


def test_the_workbook_and_its_text_give_the_same_word_document(run, tmp_path):
    book = tmp_path / "自评表.xlsx"
    assert main(["import", str(HEMENKOU), "-o", str(book)]) == 0
    assert run(book, "--to", "docx")[0] == run(HEMENKOU, "--to", "docx", "-o", tmp_path / "文本.docx")[0] == 0
    assert (tmp_path / "自评表.docx").read_bytes() == (tmp_path / "文本.docx").read_bytes()


def test_each_project_is_a_file_named_after_it(run, tmp_path):
    assert run(HEMENKOU, "--to", "docx", "--each", "-o", tmp_path / "分")[0] == 0
    files = sorted((tmp_path / "分").iterdir())
    assert [path.name for path in files][3] == "04-环卫经费项目.docx"
    assert [read(path).forms for path in files] == [(form,) for form in read(HEMENKOU).forms]


def test_a_form_of_several_pages_is_reported(run, tmp_path):
    said = run(HEMENKOU, "--to", "docx", "-o", tmp_path / "甲.docx")[1]
    assert "“基层组织与公共运行维护费、二级支部委补助及社区办公经费”文字较多" in said


def test_an_existing_file_is_not_overwritten_unasked(run, tmp_path):
    source = tmp_path / "表.txt"
    source.write_bytes(HEMENKOU.read_bytes())
    (tmp_path / "表.docx").write_bytes(b"kept")
    status, said = run(source, "--to", "docx")
    assert status == 2 and "没有覆盖" in said and (tmp_path / "表.docx").read_bytes() == b"kept"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--to", "docx", "-o", "甲.pdf"), "应以 .docx 结尾"),
        (("--to", "docx", "-o", "甲.docx", "--template", "没有.docx"), "找不到这个文件"),
        (("--to", "docx", "-o", "甲.docx", "--template", "模板.docx", "--label", "附件5"), "不能同时用"),
    ],
)
def test_what_cannot_be_done_is_said_with_the_next_step(run, tmp_path, monkeypatch, words, message):
    monkeypatch.chdir(tmp_path)
    status, said = run(HEMENKOU, *words)
    assert status == 2 and message in said and list(tmp_path.iterdir()) == []


def test_the_input_is_never_the_output(run, tmp_path):
    path = tmp_path / "附件.docx"
    run(HEMENKOU, "--to", "docx", "-o", path)
    before = path.read_bytes()
    status, said = run(path, "--to", "docx", "-o", path, "--public")
    assert status == 2 and "就是输入文件" in said and path.read_bytes() == before
