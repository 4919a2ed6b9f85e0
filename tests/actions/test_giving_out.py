"""导出、公开、写报告、报送: what leaves the house, checked first, and what stays inside."""

from __future__ import annotations

import email
from dataclasses import replace
from email.policy import default

import pytest

from jixiao.actions import publish as publishing
from jixiao.actions.deliver import Delivery, ErrorsLeft, deliver, stated, stop_at_faults, unchanged
from jixiao.actions.export import as_is, each, for_public, together, without_formulas
from jixiao.actions.export_kinds import Word
from jixiao.actions.report import Options, report_of_file, write_report
from jixiao.actions.report_material import of_file
from jixiao.actions.submit import submit
from jixiao.errors import CannotGoOn
from jixiao.importers.read import read as read_forms
from jixiao.report.settings import settings
from jixiao.submit.manifest import read as read_manifest
from jixiao.submit.settings import Mail
from jixiao.xlsx.edit.patch import Patch
from jixiao.xlsx.read.read import read as open_book
from tests.actions.files import WRONG, again, document, foreign, ours
from tests.build import form
from tests.submit.books import AT

PRIVATE = {"goal.actual": "8台电梯全部修好，联系电话13812345678。"}
TO = Mail(to=("jx@example.cn",))


def test_forms_go_out_as_one_document_or_one_each(tmp_path):
    export = as_is(ours(form(), form(project="另一个")))
    whole = together(export, Word(), tmp_path / "全部.docx")
    assert [item.project for item in read_forms(whole.path).forms] == ["老旧小区电梯维修", "另一个"]
    single = list(each(export, Word(), tmp_path / "分"))
    assert [item.path.name for item in single] == ["01-老旧小区电梯维修.docx", "02-另一个.docx"]


def test_a_document_beside_the_input_is_never_written_over_unasked(tmp_path):
    export = as_is(ours(folder=tmp_path))
    assert together(export, Word()).path == tmp_path / "自评.docx"
    with pytest.raises(CannotGoOn, match="文件已存在，没有覆盖"):
        together(export, Word())


def test_the_input_is_no_output(tmp_path):
    loaded = document(folder=tmp_path)
    with pytest.raises(CannotGoOn, match="输出文件就是输入文件"):
        together(as_is(loaded), Word(), loaded.path)


def test_for_the_public_contact_data_goes_and_errors_are_counted():
    export = for_public(foreign(form({**PRIVATE, **WRONG})))
    assert "13812345678" not in export.forms[0].goal.actual
    assert any("隐去" in note for note in export.notes) and any("还有错误 1 处" in note for note in export.notes)


def test_a_formula_without_a_result_is_left_blank_and_named():
    loaded = foreign()
    patch = Patch.open(loaded.source.data)
    patch.set_formula("表1", loaded.forms[0].place("total.score"), "1+1", None)
    known, (note,) = without_formulas(again(patch.bytes()))
    assert not known.forms[0].unread and "公式没有保存结果" in note
    assert without_formulas(document())[1] == ()


def test_a_publication_has_a_page_a_table_and_a_document_a_project(tmp_path):
    issue = publishing.of_file(ours(form(PRIVATE)), None)
    made = publishing.publish(issue, tmp_path / "公开", "某局", None, as_pdf=False)
    files = {path.relative_to(made.folder).as_posix() for path in made.folder.rglob("*") if path.is_file()}
    assert made.forms == 1 and len(files) == 3 and made.masked
    assert b"13812345678" not in b"".join(path.read_bytes() for path in made.folder.rglob("*.html"))
    assert publishing.publish(issue, tmp_path / "公开", "某局", None, as_pdf=False).forms == 1


def test_errors_are_published_only_for_a_reason_and_into_a_folder_of_our_own(tmp_path):
    issue = publishing.of_file(foreign(form(WRONG)), None)
    with pytest.raises(CannotGoOn, match="错误"):
        publishing.publish(issue, tmp_path / "公开", None, None, as_pdf=False)
    (tmp_path / "别的").mkdir()
    (tmp_path / "别的" / "我的.txt").write_text("x")
    with pytest.raises(CannotGoOn, match="别的"):
        publishing.publish(issue, tmp_path / "别的", None, "按批复", as_pdf=False)
    assert publishing.publish(issue, tmp_path / "公开", None, "按批复", as_pdf=False).forms == 1


@pytest.mark.parametrize("start", [ours, document])
def test_a_report_is_written_with_the_workbook_its_figures_lead_into(start, tmp_path):
    made = report_of_file(start(), tmp_path / "报告.docx", Options(unit="某局"))
    saved = write_report(made, tmp_path / "报告.docx")
    assert "某局" in made.title and made.gaps and made.blocks
    assert len(saved) == (1 if start is ours else 2) and all(item.path.is_file() for item in saved)
    assert (of_file(start(), None, settings(None), "底稿.xlsx").draft is None) == (start is ours)


def at_ten():
    return AT


def test_a_submission_is_a_numbered_clean_copy_with_a_manifest_and_a_draft(tmp_path):
    made = submit(ours(), tmp_path, TO, clock=at_ten)
    assert made.is_new and made.manifest.version == 1
    assert read_manifest(open_book(made.workbook)).unit == "青河区物业管理中心"
    draft = email.message_from_bytes(made.draft.read_bytes(), policy=default)
    assert draft["To"] == "jx@example.cn" and [part.get_filename() for part in draft.iter_attachments()]
    assert submit(ours(), tmp_path, TO, clock=at_ten).manifest.version == 1
    assert unchanged(made).startswith("与 2021-03-15 10:30 第 1 次报送的完全相同")


def test_a_changed_workbook_is_the_next_version(tmp_path):
    submit(ours(), tmp_path, TO, clock=at_ten)
    made = submit(ours(form({"goal.actual": "8台电梯修好，居民恢复出行。"})), tmp_path, TO, clock=at_ten)
    assert made.is_new and made.manifest.version == 2


def test_errors_are_sent_only_with_a_reason(tmp_path):
    with pytest.raises(ErrorsLeft, match="还有 1 处错误"):
        submit(foreign(form(WRONG)), tmp_path, TO)
    made = submit(foreign(form(WRONG)), tmp_path, TO, reason="按批复\n执行", clock=at_ten)
    assert made.manifest.reason == "按批复 执行"


def test_a_reason_must_say_something_and_what_is_unread_stops_a_submission():
    with pytest.raises(CannotGoOn, match="写明带错报送的理由"):
        stop_at_faults("自评.xlsx", (), (), "  ")
    with pytest.raises(CannotGoOn, match="甲没有读。\n不完整，没有报送"):
        stop_at_faults("自评.xlsx", ("甲没有读。",), (), None)
    assert stop_at_faults("自评.xlsx", ("甲没有读。",), (), "先报") is None and stated(None) is None


def test_a_draft_that_is_missing_or_goes_to_others_is_written_again(tmp_path):
    sent = submit(ours(), tmp_path, TO, clock=at_ten)
    delivery = Delivery(lambda manifest: sent.workbook.read_bytes(), sent.manifest)
    stem = sent.workbook.stem.removesuffix("-v1")
    sent.draft.unlink()
    assert not deliver(tmp_path, stem, delivery, TO).is_new and sent.draft.is_file()
    deliver(tmp_path, stem, delivery, replace(TO, to=("other@example.cn",)))
    assert "other@example.cn" in sent.draft.read_text(encoding="utf-8")
