"""What could not be read is shown by every command, by cell, and marked in a marked copy until it is cleared."""

import json

import pytest

from jixiao.cli import main
from jixiao.xlsx.edit.notes import note_texts
from jixiao.xlsx.opc import opc
from jixiao.xlsx.opc.archive import Archive
from tests.build import form
from tests.importers.documents import Box, Layout, official
from tests.importers.sheets_and_pages import xlsx
from tests.samples import GOLDENS

LAYOUT = official(form())
UNKNOWN = [Box("归口股室"), Box("综合股", 8)]
OTHER = [Box("项目负责人"), Box("张三", 8)]
EXTRA = Layout(LAYOUT.above, (*LAYOUT.rows[:2], UNKNOWN, OTHER, *LAYOUT.rows[2:]))


@pytest.fixture
def run(capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "表.xlsx").write_bytes(xlsx([[EXTRA]]))

    def run(*words):
        status = main([str(word) for word in words])
        shown = capsys.readouterr()
        return status, shown.out, shown.err

    return run


@pytest.mark.parametrize(
    "words",
    [
        ("read", "表.xlsx"),
        ("check", "表.xlsx"),
        ("score", "表.xlsx"),
        ("import", "表.xlsx", "-o", "出.xlsx"),
        ("collect", "表.xlsx"),
    ],
    ids=lambda words: words[0],
)
def test_every_command_shows_what_was_not_read_in_one_line_of_a_form(run, words):
    _, out, _ = run(*words)
    (line,) = [line for line in out.splitlines() if line.startswith("没有读出：")]
    assert (
        line
        == "没有读出：老旧小区电梯维修 A5“归口股室”、B5“综合股”；自评表式以外的内容 2 格没有收入：A6“项目负责人”、B6“张三”。"
    )


@pytest.mark.parametrize("command", ["read", "check", "score"])
def test_it_is_in_the_json_cell_by_cell(run, command):
    cells = json.loads(run(command, "表.xlsx", "--json")[1])["unread_cells"]
    assert [(cell["cell"], cell["text"], cell["other"]) for cell in cells] == [
        ("A5", "归口股室", False),
        ("B5", "综合股", False),
        ("A6", "项目负责人", True),
        ("B6", "张三", True),
    ]


def test_many_cells_are_counted(run):
    _, out, _ = run("read", GOLDENS / "shapes" / "anxi_water_goal_2022.xlsx")
    (line,) = [line for line in out.splitlines() if line.startswith("没有读出：")]
    assert "“西坪镇尧山村”" in line and "，另 9 处" in line


def notes_of(path):
    archive = Archive.open(path)
    return {cell: text for sheet in opc.sheets(archive) for cell, text in note_texts(archive, sheet.part).items()}


def test_each_of_them_is_marked_and_cleared(run, tmp_path):
    run("check", "表.xlsx", "-o", "标.xlsx")
    notes = notes_of(tmp_path / "标.xlsx")
    assert "表头有内容没有读出：A5“归口股室”、B5“综合股”" in notes["A5"]
    assert "“综合股”没有读出" in notes["B5"]
    assert not {"A6", "B6"} & notes.keys()
    run("clear", "标.xlsx", "-o", "清.xlsx")
    assert notes_of(tmp_path / "清.xlsx") == {}


def test_a_rule_switched_off_marks_none(run, tmp_path):
    run("check", "表.xlsx", "--off", "JX104", "-o", "标.xlsx")
    assert not {"A5", "B5"} & notes_of(tmp_path / "标.xlsx").keys()


def test_an_imported_workbook_says_what_was_left_behind(run, tmp_path):
    run("import", "表.xlsx", "-o", "出.xlsx")
    (notes,) = [text for text in notes_of(tmp_path / "出.xlsx").values() if "JX104" in text]
    assert "原件（表.xlsx 表1）表头有内容没有读出：A5“归口股室”、B5“综合股”" in notes
    assert main(["check", str(tmp_path / "出.xlsx")]) == 0
