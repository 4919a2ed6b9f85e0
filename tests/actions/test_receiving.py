"""收表汇总、退回、催报、抽审、上报汇总: an inbox of four files, and what is made of its collection."""

from __future__ import annotations

import email
from decimal import Decimal
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from jixiao.actions import publish as publishing
from jixiao.actions.collect import Wanted, collect, gather, tables_of, terms, write, years_summed
from jixiao.actions.collect_file import Take
from jixiao.actions.deliver import ErrorsLeft
from jixiao.actions.feedback import Mailing, feedback, office
from jixiao.actions.feedback_origin import by_file, is_collected, kept, season
from jixiao.actions.feedback_progress import progress
from jixiao.actions.remind import endings, matters, remind, stale, year_asked
from jixiao.actions.report import Options, report_of_collection
from jixiao.actions.report_collection import of_collection
from jixiao.actions.report_indicators import reasons
from jixiao.actions.report_sheets import same
from jixiao.actions.sample import sample
from jixiao.actions.sample import write as write_sample
from jixiao.actions.submit_summary import submit_summary
from jixiao.collect.model import BESIDE, UNREADABLE, Item
from jixiao.collect.roster import Expected
from jixiao.collect.years import Years
from jixiao.errors import CannotGoOn
from jixiao.importers.read import open_source
from jixiao.report.settings import settings
from jixiao.submit.reminder import Terms
from jixiao.submit.settings import Mail
from tests.actions.files import WRONG, document, ours
from tests.actions.test_giving_out import at_ten
from tests.build import form
from tests.collect.seasons import silent

ROSTER = (Expected("甲局"), Expected("乙局"), Expected("丙局"), Expected("丁局", mail="ding@example.cn"))


def of(unit: str, **changes) -> bytes:
    return ours(form({"unit": unit, "project": f"{unit}项目", **changes})).source.data


def mailed(content: bytes) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "李四 <li@example.cn>", "jx@example.cn", "报送"
    mail["Date"], mail["Message-ID"] = "Mon, 15 Mar 2021 10:00:00 +0800", "<abc@example.cn>"
    mail.set_content("见附件")
    mail.add_attachment(content, "application", "vnd.ms-excel", filename="丙局.xlsx")
    return mail.as_bytes()


@pytest.fixture(scope="module")
def inbox(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("收件夹")
    (folder / "甲局.xlsx").write_bytes(of("甲局", **WRONG))
    (folder / "乙局.docx").write_bytes(document(form({"unit": "乙局", "project": "乙局项目"})).source.data)
    (folder / "来信.eml").write_bytes(mailed(of("丙局", **WRONG)))
    (folder / "坏.xlsx").write_bytes(b"PK\x03\x04 torn")
    return folder


@pytest.fixture(scope="module")
def gathered(inbox):
    return gather([inbox], [], None, None, 1, silent)


@pytest.fixture(scope="module")
def found(gathered):
    return collect(gathered.reads, gathered.found, Wanted(roster=ROSTER))


@pytest.fixture(scope="module")
def path(found, tmp_path_factory) -> Path:
    output = tmp_path_factory.mktemp("汇总") / "汇总.xlsx"
    write(found, tables_of(found, output), output)
    return output


@pytest.fixture
def held(path, inbox):
    return season(open_source(path), {file.name: file for file in inbox.iterdir()})


def test_every_file_is_read_and_each_form_is_counted_once(gathered, found):
    assert gathered.done == 4 and not gathered.interrupted
    assert sorted(entry.form.unit for entry in found.entries) == ["丙局", "乙局", "甲局"]
    assert [item.archive_path for item in found.unused] == [("坏.xlsx",)]
    assert {item.finding.code for item in found.remarks} >= {"JX301"}


def test_an_interrupted_run_keeps_what_it_has(inbox):
    def stopped(items, total, label):
        yield next(iter(items))
        raise KeyboardInterrupt

    found = gather([inbox], [], None, None, 1, stopped)
    assert found.interrupted and found.done == 1 and len(found.found) == 4


def test_what_was_read_is_kept_beside_the_output_for_the_next_run(inbox, tmp_path):
    def fields(gathered):
        return [(read.archive_path, read.fault, read.entries) for read in gathered.reads]

    first = gather([inbox], [], None, tmp_path / "汇总.xlsx", 1, silent)
    assert fields(gather([inbox], [], None, tmp_path / "汇总.xlsx", 1, silent)) == fields(first)


def test_the_terms_of_the_cache_change_with_policy_and_labels(tmp_path):
    own = tmp_path / "本市.toml"
    own.write_text('extends = "2020-caiyu-10"\ntitle = "a"\ndocument = "b"\ndated = "2026-01-05"\n', encoding="utf-8")
    assert len({terms(None), terms("2020-caiyu-10"), terms(str(own)), terms(None, "甲 = 项目名称")}) == 4


def test_the_years_that_are_summed_and_those_that_are_not_are_named():
    reads = [Take()(Item((f"{year}.xlsx",), of("甲局", year=year)))[0] for year in (2020, 2021)]
    whole = collect(reads, [], Wanted(years=Years((2020,), "given")))
    first, second = years_summed(whole)
    assert first.startswith("汇总年度：2020") and "甲局 2021 年度 1 张" in second
    *_, none = years_summed(collect(reads[1:], [], Wanted(years=Years((2020,), "given"))))
    assert "没有一张是汇总年度的" in none


def test_one_round_replaces_the_last_and_keeps_anything_else(found, tmp_path):
    output = tmp_path / "汇总.xlsx"
    output.write_bytes(of("甲局"))
    made = tables_of(found, output)
    assert write(found, made, output).backup is not None
    assert write(found, made, output).backup is None


@pytest.mark.parametrize(
    ("data", "kind"),
    [(b"%PDF-1.7", BESIDE), (b"\x89PNG\r\n", BESIDE), ("请查收".encode(), BESIDE), (b"PK\x03\x04 torn", UNREADABLE)],
)
def test_a_file_that_gives_no_form_says_why(data, kind):
    (read,) = Take()(Item(("甲",), data))
    assert read.fault and read.kind == kind and not read.entries


def test_a_collected_workbook_gives_back_its_forms(path, held):
    assert len(kept(open_source(path)).entries) == 3 == len(held.collected.entries) and held.book.sheets
    assert {archive_path[-1] for archive_path, _ in by_file(held.collected)} == {"甲局.xlsx", "乙局.docx", "丙局.xlsx"}


def test_another_workbook_is_no_collection(tmp_path):
    file = ours(folder=tmp_path).path
    assert not is_collected(open_source(file))
    for verb in (publishing.of_collection, lambda given: report_of_collection(given, Options())):
        with pytest.raises(CannotGoOn, match="自评"):
            verb(open_source(file))
    with pytest.raises(CannotGoOn, match="自评"):
        sample(file)


def test_each_original_with_errors_goes_back_to_where_it_came_from(held, tmp_path):
    made = {item.unit: item for item in feedback(held, tmp_path / "退回", Mailing("财政局 <cz@example.cn>"))}
    assert made.keys() == {"甲局", "丙局"} and made["丙局"].to == "li@example.cn" and made["甲局"].to == ""
    assert sorted(path.suffix for path in made["丙局"].files) == [".docx", ".eml", ".xlsx"]
    draft = email.message_from_bytes(
        next(f for f in made["丙局"].files if f.suffix == ".eml").read_bytes(), policy=default
    )
    assert draft["In-Reply-To"] == "<abc@example.cn>"
    assert office(Mailing("财政局 <cz@example.cn>")) == "财政局" and office(Mailing()) is None


def test_a_missing_original_is_said_and_the_list_goes_out_all_the_same(path, tmp_path):
    lost = season(open_source(path), {"甲局.xlsx": tmp_path / "没有.xlsx", "来信.eml": tmp_path / "没有.eml"})
    made = list(feedback(lost, tmp_path / "退回", Mailing()))
    assert all("找不到原件" in item.notes[0] for item in made) and len(made) == 2


def test_progress_since_the_last_round_counts_what_was_corrected(found, gathered):
    assert [(item.unit, item.corrected, item.remaining) for item in progress(found, found)] == [
        ("丙局", 0, 1),
        ("甲局", 0, 1),
    ]
    better = collect([read for read in gathered.reads if read.archive_path[0] != "甲局.xlsx"], gathered.found, Wanted())
    assert [item.unit for item in progress(better, found)] == ["丙局", "甲局"]


def test_units_that_sent_nothing_or_what_cannot_be_read_are_reminded_once(held, tmp_path):
    asked = matters(held, ROSTER, year_asked(held, None), with_warnings=True)
    assert ("missing", "丁局") in [(item.kind, item.unit) for item in asked]
    first = remind(asked, tmp_path / "催", Mailing("cz@example.cn"), Terms(), again=False)
    assert all(item.is_new for item in first.made) and first.list.is_file()
    second = remind(asked, tmp_path / "催", Mailing("cz@example.cn"), Terms(), again=False)
    assert not any(item.is_new for item in second.made)
    assert list(stale(tmp_path / "催", second)) == [] and len(endings()) >= 3
    settled = remind([], tmp_path / "催", Mailing(), Terms(), again=False)
    assert len(list(stale(tmp_path / "催", settled))) == len(first.made)


def test_a_sample_is_the_same_for_the_same_seed_and_is_written(path, tmp_path):
    made = sample(path, "7")
    assert made.drawn == sample(path, "7").drawn and made.total == 3 and made.seed == "7"
    assert write_sample(made, tmp_path / "抽审.xlsx").path.is_file()
    assert sample(path).seed == "2020"


def test_a_collection_is_published_and_reported_with_all_its_forms(path, tmp_path):
    issue = publishing.of_collection(open_source(path))
    assert len(issue.forms) == len(issue.lines) == 3 and len(issue.errors) == 2
    made = report_of_collection(open_source(path), Options())
    assert made.material.draft is None and made.content.startswith(b"PK")
    assert of_collection(open_source(path), settings(None)).words["level"]


def test_reasons_of_nothing_are_none_and_figures_are_compared_as_they_are_shown():
    assert list(reasons([], settings(None))) == []
    assert same(Decimal("1.0"), Decimal(1)) and not same(Decimal(1), "x")


def test_a_summary_goes_up_with_a_reason_where_units_are_missing(held, tmp_path):
    with pytest.raises(CannotGoOn, match=r"1 个单位未报.*丁局") as refused:
        submit_summary(held, tmp_path, Mail(), clock=at_ten)
    assert not isinstance(refused.value, ErrorsLeft) and "坏.xlsx" in str(refused.value)
    made = submit_summary(held, tmp_path, Mail(), reason="先报", clock=at_ten)
    assert made.workbook.is_file() and made.manifest.errors == 2 and len(made.manifest.forms) == 3
    assert is_collected(open_source(made.workbook))
    letter = message_from_bytes(made.draft.read_bytes(), policy=default).get_body().get_content()
    assert "无法读取，没有计入：" in letter and "坏.xlsx" in letter and "发送人" not in letter
