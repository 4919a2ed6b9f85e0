"""Where an output file is already: it is kept beside the new one, and a folder is never named like a file."""

import pytest

from jixiao.cli import main
from tests.build import form
from tests.samples import HEMENKOU
from tests.submit.books import workbook

BOOK = ("-o", "出.xlsx")
ONTO = [
    ("import", *BOOK),
    ("check", *BOOK),
    ("score", *BOOK),
    ("summary", *BOOK),
    ("waive", "--rule", "JX204", "--reason", "年初未细化", "--who", "李四", "--unfound", *BOOK),
    ("clear", *BOOK),
    ("export", "--to", "docx", "-o", "出.docx"),
]


@pytest.fixture
def run(capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "表.xlsx").write_bytes(workbook())

    def run(*words):
        status = main([str(word) for word in words])
        return status, capsys.readouterr().err

    return run


def backups(folder):
    return [path.read_bytes() for path in folder.iterdir() if "备份" in path.name]


@pytest.mark.parametrize("words", ONTO, ids=lambda words: words[0])
def test_another_file_at_the_output_is_kept_and_named(run, tmp_path, words):
    command, *options = words
    (tmp_path / options[-1]).write_bytes(b"filled in since")
    status, said = run(command, "表.xlsx", *options)
    assert status in (0, 1) and "原文件备份：" in said
    assert backups(tmp_path) == [b"filled in since"]
    assert (tmp_path / options[-1]).read_bytes() != b"filled in since"


def test_collecting_keeps_another_file_and_renews_the_last_round(run, tmp_path):
    (tmp_path / "出.xlsx").write_bytes(workbook(form({"unit": "甲局"})))
    assert "原文件备份：" in run("collect", "表.xlsx", *BOOK)[1]
    assert backups(tmp_path) == [workbook(form({"unit": "甲局"}))]
    before = (tmp_path / "出.xlsx").read_bytes()
    assert "备份" not in run("collect", "表.xlsx", "--exclude", "表.xlsx", *BOOK)[1]
    assert (tmp_path / "出.xlsx").read_bytes() != before and len(backups(tmp_path)) == 1


@pytest.mark.parametrize("words", ONTO, ids=lambda words: words[0])
def test_the_same_content_again_leaves_no_backup(run, tmp_path, words):
    command, *options = words
    run(command, "表.xlsx", *options)
    before = (tmp_path / options[-1]).stat().st_mtime_ns
    assert "没有重写" in run(command, "表.xlsx", *options)[1]
    assert (tmp_path / options[-1]).stat().st_mtime_ns == before and backups(tmp_path) == []


def test_each_project_file_that_differs_is_kept(run, tmp_path):
    run("export", "表.xlsx", "--to", "docx", "--each", "-o", "分")
    (made,) = (tmp_path / "分").iterdir()
    made.write_bytes(b"mine")
    assert "原文件备份：" in run("export", "表.xlsx", "--to", "docx", "--each", "-o", "分")[1]
    assert backups(tmp_path / "分") == [b"mine"]


def test_a_demo_twice_over_leaves_no_backup(run, tmp_path):
    run("demo", "-o", "演示")
    run("demo", "-o", "演示")
    assert backups(tmp_path / "演示") == []


@pytest.mark.parametrize(
    "words",
    [
        ("check", "表.xlsx", HEMENKOU, "-o", "两个.xlsx"),
        ("export", "表.xlsx", "--to", "docx", "--each", "-o", "分.docx"),
        ("export", "表.xlsx", "--to", "pdf", "--each", "-o", "分.PDF"),
        ("demo", "-o", "演示.xlsx"),
        ("submit", "表.xlsx", "-o", "报送.xlsx"),
    ],
    ids=lambda words: words[-1],
)
def test_a_folder_is_not_named_like_a_file(run, tmp_path, words):
    status, said = run(*words)
    assert status == 2 and "文件夹" in said and "结尾" in said
    assert [path.name for path in tmp_path.iterdir()] == ["表.xlsx"]


def test_one_readable_file_of_several_still_goes_into_the_folder(run, tmp_path):
    (tmp_path / "坏.txt").write_bytes(b"")
    assert run("check", "表.xlsx", "坏.txt", "-o", "校验")[0] == 2
    assert [path.name for path in (tmp_path / "校验").iterdir()] == ["表-校验.xlsx"]


NAMED = [
    ("check", "表.xlsx"),
    ("clear", "表.xlsx"),
    ("import", "表.xlsx"),
    ("score", "表.xlsx"),
    ("summary", "表.xlsx"),
    ("waive", "表.xlsx", "--rule", "JX204", "--reason", "年初未细化", "--who", "李四", "--unfound"),
    ("export", "表.xlsx", "--to", "docx"),
    ("export", "表.xlsx", "--to", "pdf"),
    ("new", "--unit", "甲局", "--year", "2021"),
    ("roll", "表.xlsx", "--year", "2021"),
    ("collect", "表.xlsx"),
    ("bundle",),
]


@pytest.mark.parametrize("words", NAMED, ids=lambda words: words[0])
@pytest.mark.parametrize("folder", ["夹", "夹.xlsx"])
def test_a_folder_where_a_file_is_wanted_is_refused(run, tmp_path, words, folder):
    (tmp_path / folder).mkdir()
    status, said = run(*words, "-o", folder)
    assert status == 2 and f"{folder}：这里应是文件，而这是一个文件夹" in said
    assert sorted(path.name for path in tmp_path.rglob("*")) == sorted(["表.xlsx", folder])


@pytest.mark.parametrize("name", ["退回.xlsx", "表.xlsx"])
def test_a_file_where_feedback_wants_a_folder_is_refused(run, tmp_path, name):
    run("collect", "表.xlsx", "-o", "汇总.xlsx")
    before = sorted(tmp_path.iterdir())
    status, said = run("feedback", "汇总.xlsx", "-o", name)
    assert status == 2 and f"{name}：这里应是文件夹" in said
    assert sorted(tmp_path.iterdir()) == before
