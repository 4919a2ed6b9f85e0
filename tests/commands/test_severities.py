"""What is not shown is in no list, mark or count; that it is not shown, and how much of it there is, is always said."""

from __future__ import annotations

import email
import io
import json
from email.policy import default

import openpyxl
import pytest

from jixiao.actions.check import check_files
from jixiao.actions.open import load
from jixiao.actions.settings import Settings, settled
from jixiao.actions.summary import summarise
from jixiao.cli import main
from jixiao.errors import CannotGoOn
from tests.build import form
from tests.collect.seasons import collected, tables
from tests.sheets.recalculated import shown
from tests.submit.books import workbook
from tests.xlsx.audit import faults

FAULTY = form(
    {
        "total.score": "70",
        "funds.total.initial": None,
        "funds.parts[0].initial": None,
        "indicators[5].actual": "良好",
    }
)
"""An error (JX311), a warning (JX204) and a notice (JX523)."""
CODES = {"JX311": "error", "JX204": "warning", "JX523": "notice"}


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "自评.xlsx"
    path.write_bytes(workbook(FAULTY))
    return path


@pytest.fixture
def run(capsys):
    def run(*words):
        status = main([str(word) for word in words])
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return run


def codes(text):
    return {code for code in CODES if code in text}


def test_the_form_has_one_of_each(run, book):
    assert codes(run("check", book)[1]) == set(CODES)


@pytest.mark.parametrize(
    ("words", "seen", "said"),
    [
        (["--only", "error"], {"JX311"}, "未显示：警告 1 处、提示 1 处。"),
        (["--hide", "notice"], {"JX311", "JX204"}, "未显示：提示 1 处。"),
        (["--hide", "警告，提示"], {"JX311"}, "未显示：警告 1 处、提示 1 处。"),
        (["--only", "warning", "--only", "notice"], {"JX204", "JX523"}, "未显示：错误 1 处。"),
        (["--errors"], {"JX311"}, "未显示：警告 1 处、提示 1 处。"),
    ],
)
def test_list_counts_marks_and_results_agree(run, book, tmp_path, words, seen, said):
    marked = tmp_path / "标记.xlsx"
    status, out, _ = run("check", book, "-o", marked, *words)
    assert status == 1, "an error stays an error when it is not shown"
    assert codes(out) == seen and said in out
    counts = [sum(CODES[code] == severity for code in seen) for severity in ("error", "warning", "notice")]
    assert f"错误 {counts[0]}，警告 {counts[1]}，提示 {counts[2]}。" in out
    sheet = shown(marked.read_bytes())["校验结果"]
    assert codes(str(sheet)) == seen and said.rstrip("。") in sheet[1][0]
    notes = [cell.comment.text for row in openpyxl.load_workbook(marked)[FAULTY.project].iter_rows() for cell in row
             if cell.comment]  # fmt: skip
    assert codes(str(notes)) == seen
    printed = json.loads(run("check", book, "--json", *words)[1])
    assert {item["code"] for item in printed["findings"]} == seen
    assert printed["hidden"] == {CODES[code]: 1 for code in CODES if code not in seen}
    assert {item["code"] for item in printed["first"]} == {code for code in seen if CODES[code] != "notice"}


def test_a_text_copied_in_is_marked_with_what_is_shown_only(run, book, tmp_path):
    made = tmp_path / "新.xlsx"
    _, out, _ = run("import", book, "-o", made, "--hide", "notice")
    assert "提示 0；" in out and "未显示：提示 1 处。" in out
    assert codes(str(shown(made.read_bytes())["校验结果"])) == {"JX311", "JX204"}


def test_an_unknown_word_is_refused_with_those_that_are_known(run, book):
    status, _, err = run("check", book, "--hide", "建议")
    assert status == 2 and "没有“建议”这种程度" in err and "notice（提示）" in err
    with pytest.raises(SystemExit):
        run("check", book, "--hide", "notice", "--only", "error")


@pytest.mark.parametrize("given", ["error", "提示，错误"])
def test_errors_cannot_be_hidden(run, book, given):
    status, out, err = run("check", book, "--hide", given)
    assert (status, out) == (2, "") and "错误必须先改，不能不显示" in err and "--only warning" in err


def hiding(path, *severities, policy=None):
    """The workbook with the setting."""
    path.write_bytes(settled(load(path), Settings(policy=policy, hides=severities)))
    return path


def test_the_setting_of_the_workbook_holds_for_the_check_and_the_overview(run, book, tmp_path):
    hiding(book, "notice", "warning")
    assert load(book).kept.hides == ("warning", "notice")
    status, out, _ = run("check", book)
    assert status == 1 and codes(out) == {"JX311"} and "未显示：警告 1 处、提示 1 处。" in out
    assert summarise(load(book)).lines[0].warnings is None
    row = next(row for row in shown(book.read_bytes())["汇总表"] if FAULTY.project in row)
    full = next(row for row in shown(workbook_with_counts(book, tmp_path))["汇总表"] if FAULTY.project in row)
    assert len([cell for cell in full if cell == 1]) == len([cell for cell in row if cell == 1]) + 1
    assert faults(book.read_bytes(), tmp_path) == []


def workbook_with_counts(path, tmp_path):
    """The same workbook with everything shown again."""
    other = tmp_path / "全.xlsx"
    other.write_bytes(path.read_bytes())
    return hiding(other).read_bytes()


def test_the_command_line_goes_before_the_setting(run, book):
    hiding(book, "notice")
    assert codes(run("check", book, "--only", "notice")[1]) == {"JX523"}


def test_another_policy_leaves_the_setting_and_the_setting_the_policy(book):
    hiding(book, "notice")
    hiding(book, "notice", policy="variant-linear")
    assert (load(book).kept.policy, load(book).kept.hides) == ("variant-linear", ("notice",))
    hiding(book)
    assert (load(book).kept.policy, load(book).kept.hides) == ("variant-linear", ())


def test_an_error_cannot_be_hidden_by_the_setting(book):
    with pytest.raises(CannotGoOn, match="错误必须先改"):
        hiding(book, "error")
    content = openpyxl.load_workbook(hiding(book, "notice"))
    content["_参数"]["H1"] = "错误、提示"
    made = io.BytesIO()
    content.save(made)
    book.write_bytes(made.getvalue())
    assert load(book).kept.hides == ("notice",)


def test_the_office_sees_what_the_clerk_does_not(run, book, tmp_path):
    inbox = tmp_path / "收件夹"
    inbox.mkdir()
    hiding(book, "warning", "notice")
    (inbox / "自评.xlsx").write_bytes(book.read_bytes())
    found = {row["code"] for row in tables(collected(inbox)).findings}
    assert set(CODES) <= found
    run("submit", book, "-o", tmp_path / "上报", "--with-errors", "经批准")
    (letter,) = (tmp_path / "上报").glob("*.eml")
    words = email.message_from_bytes(letter.read_bytes(), policy=default).get_body().get_content()
    assert "错误 1 处，警告 1 处，提示 1 处" in words


def test_a_hidden_finding_can_still_be_waived(book, run, tmp_path):
    hiding(book, "warning")
    made = tmp_path / "豁免.xlsx"
    status, _, err = run("waive", book, "--rule", "JX204", "--project", FAULTY.project, "--reason", "批复", "--who", "张",
                         "-o", made)  # fmt: skip
    assert status == 0, err
    report = check_files([load(made)]).report
    assert [item.waiver.rule for item in report.waived] == ["JX204"] and report.hidden == ()
    assert report.unshown == "未显示：警告 0 处"
