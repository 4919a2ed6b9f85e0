"""A summary goes up as forms do: one command, a clean numbered copy with its manifest, nothing counted twice above."""

from __future__ import annotations

import email
from decimal import Decimal
from email.policy import default

import pytest

from jixiao.actions.collect import Wanted, collect, gather, write
from jixiao.cli import main
from jixiao.submit.manifest import SUMMARY
from jixiao.submit.manifest import read as read_manifest
from jixiao.xlsx.read.read import read
from tests.build import form
from tests.collect.seasons import collected, silent, tables
from tests.submit.books import workbook
from tests.xlsx.audit import faults

BUREAU = form().department
STEM = f"2020-{BUREAU}-绩效自评汇总"
WRONG = {"total.score": "90"}
MORE = {"goal.actual": "8台电梯全部修好，另检修2台。"}


@pytest.fixture
def run(capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "家"))

    def run(*words):
        status = main([str(word) for word in words])
        shown = capsys.readouterr()
        return status, shown.out, shown.err

    return run


@pytest.fixture
def street(run, tmp_path):
    """The folder of a street office: `collect` makes the summary of the forms given, `submit` sends it."""

    class Street:
        inbox, sent = tmp_path / "街道收件夹", tmp_path / "上报"

        def summary(self, *forms, name="汇总.xlsx"):
            self.inbox.mkdir(exist_ok=True)
            for old in self.inbox.iterdir():
                old.unlink()
            for made in forms:
                (self.inbox / f"{made.unit}{made.project}.xlsx").write_bytes(workbook(made))
            run("collect", self.inbox, "-o", tmp_path / name)
            return tmp_path / name

        def submit(self, *forms, words=()):
            """The status, what was said, and what was said beside it."""
            return run("submit", self.summary(*forms), "-o", self.sent, *words)

    return Street()


A, B, C = form(), form(project="路灯更换"), form(unit="青河区园林队", project="行道树修剪")


def test_a_summary_goes_out_with_a_manifest_that_says_what_it_is(street):
    status, out, err = street.submit(A, B, C)
    assert status == 0 and "3 张表，第 1 次报送" in out and f"{STEM}-v1.xlsx" in err
    sent = read_manifest(read(street.sent / f"{STEM}-v1.xlsx"))
    assert (sent.kind, sent.unit, sent.year, sent.version) == (SUMMARY, BUREAU, 2020, 1)
    assert (sent.annual, sent.executed, sent.rate) == (Decimal(150), Decimal(144), Decimal("0.96"))
    assert [item.project for item in sent.forms] == ["行道树修剪", "老旧小区电梯维修", "路灯更换"]


def test_the_letter_refers_to_a_summary_and_its_units(street):
    street.submit(A, B, C)
    mail = email.message_from_bytes((street.sent / f"{STEM}-v1.eml").read_bytes(), policy=default)
    assert mail["Subject"] == f"报送：{BUREAU} 2020 年度项目支出绩效自评汇总 3 张（第 1 次）"
    words = mail.get_body().get_content()
    assert "3 张，2 个单位（第 1 次报送）" in words and "全年预算合计：150 万元" in words


def test_the_level_above_reads_it_from_the_mail_as_the_summary_itself(street, tmp_path):
    street.submit(A, B, C)
    made = tables(collected(street.sent / f"{STEM}-v1.eml"))
    before = tables(collected(tmp_path / "汇总.xlsx"))
    kept = ("project", "annual", "executed", "total", "errors", "warnings")
    assert [[row[key] for key in kept] for row in made.projects] == [
        [row[key] for key in kept] for row in before.projects
    ]
    assert made.projects[0]["file"] == f"{STEM}-v1.eml › {STEM}-v1.xlsx › 青河区园林队行道树修剪.xlsx"


def test_links_into_the_senders_folders_stay_at_home_and_the_figures_go(street, run, tmp_path):
    street.summary(form({"unit": "甲所"} | WRONG))
    kept = read((tmp_path / "汇总.xlsx").read_bytes())
    run("submit", tmp_path / "汇总.xlsx", "-o", street.sent, "--with-errors", "催报")
    sent = read((street.sent / f"{STEM}-v1.xlsx").read_bytes())
    for sheet in ("项目明细", "指标明细", "问题清单"):
        at = kept.table(sheet).rows[2].index("链接")
        links, gone = ([row[at] for row in book.table(sheet).rows[3:]] for book in (kept, sent))
        assert all("街道收件夹" in link for link in links) and links and not any(gone)
        before, after = ([(*row[:at], *row[at + 1 :]) for row in book.table(sheet).rows[3:]] for book in (kept, sent))
        assert before == after
    assert "可点" in str(kept.table("项目明细").rows[1]) and "可点" not in str(sent.table("项目明细").rows[1])


def test_two_versions_of_a_summary_and_the_originals_count_once(street):
    street.submit(A, B, C)
    street.submit(form(MORE), B, C)
    (street.sent / "原件.xlsx").write_bytes(workbook(C))
    found = collected(street.sent)
    made = tables(found)
    assert len(made.projects) == 3 and made.whole["annual"] == 150
    lifts = next(entry for entry in found.entries if entry.form.project == A.project)
    assert lifts.form.goal.actual == MORE["goal.actual"] and "-v2." in lifts.archive_path[0]
    assert {row["reason"] for row in made.unused} == {"重复", "已被新版代替"}


def test_the_newer_summary_counts_where_the_office_went_back_to_an_older_form(street):
    street.submit(form(MORE))
    street.submit(A)
    for draft in street.sent.glob("*.eml"):
        draft.unlink()
    found = collected(street.sent)
    assert [(entry.form.goal.actual, entry.archive_path[0]) for entry in found.entries] == [
        (A.goal.actual, f"{STEM}-v2.xlsx")
    ]
    (row,) = found.unused
    assert row.message.startswith("报送次数：这份第 1 次，采用的第 2 次")


def test_a_project_that_the_newer_summary_lacks_is_reported(street):
    street.submit(A, B)
    street.submit(A)
    made = tables(collected(street.sent))
    assert [(row["project"], row["code"]) for row in made.findings if row["code"] == "JX713"] == [("路灯更换", "JX713")]


def test_errors_stop_a_summary_and_are_named_with_their_unit(street):
    status, out, _ = street.submit(A, form(WRONG, unit="青河区园林队"))
    assert status == 1 and "青河区园林队·老旧小区电梯维修" in out and not street.sent.exists()
    status, out, _ = street.submit(
        A, form(WRONG, unit="青河区园林队"), words=("--with-errors", "园林队已退回，限期改正")
    )
    assert status == 0 and "带错报送，理由：园林队已退回，限期改正" in out


def test_an_office_over_several_departments_says_in_whose_name_it_sends(street):
    forms = (A, form(department="青河区教育局", unit="青河区第一中学"))
    status, _, err = street.submit(*forms)
    assert status == 2 and "2 个主管部门" in err and "--unit" in err
    assert street.submit(*forms, words=("--unit", "青河区财政局"))[0] == 0
    assert (street.sent / "2020-青河区财政局-绩效自评汇总-v1.xlsx").exists()


def test_the_copy_is_sound_and_leads_up_through_a_third_level(street, run, tmp_path):
    street.submit(A, C)
    sent = street.sent / f"{STEM}-v1.xlsx"
    assert faults(sent.read_bytes(), tmp_path) == []
    run("collect", street.sent, "-o", tmp_path / "区汇总.xlsx")
    assert run("submit", tmp_path / "区汇总.xlsx", "--unit", "青河区财政局", "-o", tmp_path / "市")[0] == 0
    (row, _) = tables(collected(tmp_path / "市" / "2020-青河区财政局-绩效自评汇总-v1.xlsx")).projects
    assert row["file"].count(" › ") == 2


def test_a_summary_that_somebody_interrupted_does_not_go_up(street, run, tmp_path):
    street.summary(A, C)
    gathered = gather([street.inbox], [], None, None, 1, silent)
    half = collect(gathered.reads[:1], gathered.found, Wanted(), done=1)
    write(half, tables(half), tmp_path / "半份.xlsx")
    status, _, err = run("submit", tmp_path / "半份.xlsx", "-o", street.sent)
    assert status == 2 and "只读了一部分文件。请重新汇总。" in err and not street.sent.exists()


def test_a_policy_cannot_be_chosen_for_a_summary(street):
    status, _, err = street.submit(A, words=("--policy", "2020-caiyu-10"))
    assert status == 2 and "--policy 用在汇总时" in err


def test_a_summary_that_lacks_units_or_files_goes_on_only_with_a_reason(street, run, tmp_path):
    street.summary(A)
    (street.inbox / "坏.xlsx").write_bytes(b"PK\x03\x04broken")
    roster = tmp_path / "名单.csv"
    roster.write_text(f"单位\n{A.unit}\n青河区园林队\n", encoding="utf-8")
    run("collect", street.inbox, "-o", tmp_path / "汇总.xlsx", "--roster", roster)
    status, _, err = run("submit", tmp_path / "汇总.xlsx", "-o", street.sent)
    assert (
        status == 2 and "1 个单位未报" in err and "青河区园林队" in err and "坏.xlsx" in err and "--with-errors" in err
    )
    assert not street.sent.exists()
    status, _, _ = run("submit", tmp_path / "汇总.xlsx", "-o", street.sent, "--with-errors", "园林队延期")
    mail = email.message_from_bytes((street.sent / f"{STEM}-v1.eml").read_bytes(), policy=default)
    assert status == 0 and "青河区园林队" in mail.get_body().get_content()
