"""Where files are written: never over the input, never a file where a folder is wanted, what was there kept."""

from __future__ import annotations

import pytest

from jixiao.actions.save import as_file, as_folder, made_folder, put, save
from jixiao.errors import CannotGoOn
from tests.actions.files import document, ours


def test_the_same_content_is_not_written_again(tmp_path):
    path = tmp_path / "甲.xlsx"
    assert put(path, b"1").written and not put(path, b"1").written


def test_another_file_that_was_there_is_kept(tmp_path):
    path = tmp_path / "甲.xlsx"
    put(path, b"1")
    saved = put(path, b"2", ("说明",))
    assert path.read_bytes() == b"2" and saved.backup.read_bytes() == b"1" and saved.notes == ("说明",)


def test_without_an_output_the_workbook_is_changed_in_place_with_a_backup(tmp_path):
    loaded = ours(folder=tmp_path)
    saved = save(b"new", loaded, None)
    assert loaded.path.read_bytes() == b"new" and saved.backup.read_bytes() == loaded.source.data


def test_a_document_is_never_replaced_by_a_workbook(tmp_path):
    loaded = document(folder=tmp_path)
    with pytest.raises(CannotGoOn, match=r"自评\.docx"):
        save(b"new", loaded, None)
    assert loaded.path.read_bytes() == loaded.source.data


def test_the_input_is_no_output(tmp_path):
    loaded = ours(folder=tmp_path)
    with pytest.raises(CannotGoOn, match=r"输出文件就是输入文件.*--in-place"):
        save(b"new", loaded, loaded.path)


@pytest.mark.parametrize(("name", "message"), [("夹", "这是一个文件夹.*结果.xlsx"), ("甲.doc", "应以 .xlsx 结尾")])
def test_a_file_is_wanted_with_the_ending_of_its_kind(tmp_path, name, message):
    (tmp_path / "夹").mkdir()
    with pytest.raises(CannotGoOn, match=message):
        as_file(tmp_path / name, ".xlsx")
    assert as_file(tmp_path / "甲.XLSX", ".xlsx").name == "甲.XLSX"


@pytest.mark.parametrize(("name", "message"), [("甲", "这是一个文件"), ("乙.docx", "名称不能以 .docx 结尾")])
def test_a_folder_is_wanted_that_is_not_named_like_a_file(tmp_path, name, message):
    (tmp_path / "甲").write_bytes(b"")
    with pytest.raises(CannotGoOn, match=message):
        as_folder(tmp_path / name)
    assert made_folder(tmp_path / "新" / "夹").is_dir() and as_folder(tmp_path) == tmp_path
