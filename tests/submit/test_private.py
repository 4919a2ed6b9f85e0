"""What people, machines and document systems leave in a file does not go out; what was written stays."""

import io
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment

from jixiao.submit.clean import clean
from jixiao.xlsx.opc.archive import Archive
from jixiao.xlsx.read.read import read
from tests import office
from tests.submit.books import AT
from tests.submit.traces import KEPT, SECRETS, traced
from tests.xlsx.audit import faults
from tests.xlsx.crowd import by_openpyxl


def cleaned(content: bytes) -> bytes:
    return clean(content, "自评.xlsm", "青河区物业管理中心", AT).bytes()


def everything(content: bytes) -> str:
    archive = Archive.open(content)
    return "\n".join(f"{part}\n{archive.read(part).decode('utf-8', 'replace')}" for part in archive)


@pytest.fixture(scope="module")
def sent() -> bytes:
    return cleaned(traced())


@pytest.mark.parametrize("word", SECRETS)
def test_no_name_of_a_person_or_machine_goes_out(sent, word):
    assert word in everything(traced())
    assert word not in everything(sent)


@pytest.mark.parametrize("word", KEPT)
def test_what_was_written_stays(sent, word):
    assert word in everything(traced()) and word in everything(sent)


def test_values_and_formulas_stay(sent):
    before, after = read(traced()), read(sent)
    assert {table.sheet: table.rows for table in after.tables} == {table.sheet: table.rows for table in before.tables}
    assert after.formulas == before.formulas != {}


def test_a_note_keeps_its_text_and_loses_its_author(sent):
    notes = Archive.open(sent).text("xl/comments1.xml")
    assert notes.count("<author>批注人1</author>") == 1 and "<author/>" in notes
    sheet = openpyxl.load_workbook(io.BytesIO(sent))["项目 甲"]
    assert [sheet[cell].comment.text for cell in ("D4", "E5")] == ["请附凭证", "已附，见第3页"]


@pytest.mark.parametrize(
    ("author", "text", "left"),
    [
        ("张三", "张三:\n请附凭证", "请附凭证"),
        ("张三", "张三：请附凭证", "请附凭证"),
        ("张三", "张三的意见：请附凭证", "张三的意见：请附凭证"),
        ("", "张三:\n请附凭证", "请附凭证"),
        ("", "备注:\n请附凭证", "备注:\n请附凭证"),
        ("", "金额：\n请附凭证", "金额：\n请附凭证"),
        ("张三", "请张三:\n附凭证", "请张三:\n附凭证"),
    ],
)
def test_only_the_signature_of_a_note_goes(author, text, left):
    book = openpyxl.load_workbook(io.BytesIO(by_openpyxl()))
    book["项目 甲"]["D4"].comment = Comment(text, author)
    stream = io.BytesIO()
    book.save(stream)
    sheet = openpyxl.load_workbook(io.BytesIO(cleaned(stream.getvalue())))["项目 甲"]
    assert sheet["D4"].comment.text == left


def test_the_two_who_speak_in_a_thread_can_still_be_distinguished(sent):
    archive = Archive.open(sent)
    thread, persons = archive.text("xl/threadedComments/threadedComment1.xml"), archive.text("xl/persons/person.xml")
    assert "<text>@批注人2 请看</text>" in thread and "mention" not in thread and 'personId="{P-1}"' in thread
    assert '<person displayName="批注人1" id="{P-1}" userId="批注人1" providerId="None"/>' in persons
    assert "@批注人2 请看" in archive.text("xl/comments1.xml")


def test_what_systems_attached_is_gone_with_its_relations(sent):
    gone = ("printerSettings", "revisions", "customXml", "thumbnail")
    assert [word for word in gone if word in everything(traced())] == list(gone)
    assert [word for word in gone if word in everything(sent)] == []


def test_cleaning_brings_no_fault_into_the_package(sent, tmp_path):
    assert set(faults(sent, tmp_path)) <= set(faults(traced(), tmp_path, ".xlsm"))


def test_cleaning_again_changes_nothing_more(sent):
    assert cleaned(sent) == sent


@pytest.mark.office
@pytest.mark.parametrize("make", [traced, by_openpyxl], ids=["excel", "openpyxl"])
def test_a_file_saved_again_by_libreoffice_goes_out_as_clean(make, tmp_path: Path):
    path = tmp_path / "自评.xlsx"
    path.write_bytes(make())
    (saved,) = office.recalculate([path], tmp_path / "再存")
    sent = cleaned(saved.read_bytes())
    # LibreOffice turns a thread into a plain note, so that a person spoken to is a word of its text
    assert [word for word in SECRETS if word in everything(sent).replace("李四 请看", "")] == []
    assert openpyxl.load_workbook(io.BytesIO(sent))["项目 甲"]["D4"].comment.text.strip() == "请附凭证"
