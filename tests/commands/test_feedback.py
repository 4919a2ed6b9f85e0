"""jixiao feedback: each file with errors goes back marked, with a list of one page and a reply to its sender."""

import email
import io
import zipfile
from dataclasses import replace
from email.message import EmailMessage
from email.policy import default

import openpyxl
import pytest

from jixiao.actions import feedback_origin
from jixiao.collect.containers.unwrap import unwrap
from jixiao.errors import CannotGoOn
from jixiao.form.finding import Finding
from jixiao.importers.read import read_source
from jixiao.importers.source import Source
from jixiao.submit.answer import body
from jixiao.submit.errata import errata
from jixiao.xlsx.read.read import read as open_book
from tests import build, office
from tests.samples import HEMENKOU
from tests.submit.books import workbook

WRONG = {"total.weight": "90"}
JIA, YI, BING = "2020-甲局-绩效自评", "2020-乙局-绩效自评", "2020-丙局-绩效自评"


def book(unit, **changes):
    return workbook(build.form({"unit": unit, "project": f"{unit}项目", **changes}))


def mailed(content, name):
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "李四 <li@example.cn>", "jx@example.cn", "报送"
    mail["Date"], mail["Message-ID"] = "Mon, 15 Mar 2021 10:00:00 +0800", "<abc@example.cn>"
    mail.set_content("见附件")
    mail.add_attachment(content, "application", "vnd.ms-excel", filename=name)
    return mail.as_bytes()


@pytest.fixture
def inbox(tmp_path):
    folder = tmp_path / "收件夹"
    folder.mkdir()
    (folder / "甲#1 50%.xlsx").write_bytes(book("甲局", **WRONG))
    (folder / "乙.xlsx").write_bytes(book("乙局"))
    (folder / "来信.eml").write_bytes(mailed(book("丙局", **WRONG), "丙局自评.xlsx"))
    return folder


@pytest.fixture
def collected(inbox, run, tmp_path):
    out = tmp_path / "汇总" / "汇总.xlsx"
    out.parent.mkdir()
    assert run("collect", inbox, "-o", out)[0] == 1
    return out


def parsed(path):
    return email.message_from_bytes(path.read_bytes(), policy=default)


def test_each_file_with_errors_goes_back_and_no_other(run, collected, tmp_path):
    status, out, _ = run("feedback", collected, "-o", tmp_path / "退回")
    assert status == 0 and "共退回 2 份" in out
    made = {path.name for path in (tmp_path / "退回").iterdir()}
    ends = ("校验.xlsx", "问题清单.docx", "退回.eml")
    assert made == {f"{stem}-{end}" for stem in (JIA, BING) for end in ends}


def test_the_workbook_is_the_units_own_with_marks(run, collected, inbox, tmp_path):
    run("feedback", collected, "-o", tmp_path)
    before, after = open_book(inbox / "甲#1 50%.xlsx"), open_book(tmp_path / f"{JIA}-校验.xlsx")
    kept = [sheet.name for sheet in before.sheets]
    assert {name: after.table(name).rows for name in kept} == {name: before.table(name).rows for name in kept}
    sheet = openpyxl.load_workbook(tmp_path / f"{JIA}-校验.xlsx")["甲局项目"]
    notes = [cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment]
    assert any("JX301" in note for note in notes)
    assert "JX301" in {value for row in after.table("校验结果").rows for value in row}


def test_the_reply_goes_to_the_sender_with_workbook_and_list(run, collected, tmp_path):
    run("feedback", collected, "-o", tmp_path, "--by", "2021-04-10")
    message = parsed(tmp_path / f"{BING}-退回.eml")
    assert message["X-Unsent"] == "1" and message["To"].addresses[0].addr_spec == "li@example.cn"
    assert message["In-Reply-To"] == "<abc@example.cn>"
    assert message["Subject"] == "退回修改：丙局 2020 年度项目支出绩效自评表（错误 1 处）"
    files = {part.get_filename(): part.get_content() for part in message.iter_attachments()}
    assert files == {name: (tmp_path / name).read_bytes() for name in (f"{BING}-校验.xlsx", f"{BING}-问题清单.docx")}
    words = message.get_body().get_content()
    assert "JX301" in words and "请于 2021 年 4 月 10 日前重新报送" in words
    lines = words.splitlines()
    assert lines[0] == "您好！" and lines[-1] == "（收表单位）"
    assert [line for line in lines[:-1] if line and not line.endswith(tuple("。；：！）"))] == []


def test_the_reply_is_signed_by_the_office_that_sends_it(run, collected, tmp_path):
    (collected.parent / "jixiao.toml").write_text('[mail]\nfrom = "区财政局绩效科 <jx@example.cn>"', encoding="utf-8")
    run("feedback", collected, "-o", tmp_path)
    words = parsed(tmp_path / f"{BING}-退回.eml").get_body().get_content()
    assert words.splitlines()[-1] == "区财政局绩效科"


def test_a_file_that_came_by_hand_is_answered_by_the_roster(run, collected, tmp_path):
    assert "收件人留空：甲局" in run("feedback", collected, "-o", tmp_path)[2]
    assert parsed(tmp_path / f"{JIA}-退回.eml")["To"] is None
    (tmp_path / "名单.csv").write_text("单位,邮箱\n甲局,jia@example.cn\n", encoding="utf-8")
    run("feedback", collected, "-o", tmp_path, "--roster", tmp_path / "名单.csv")
    assert parsed(tmp_path / f"{JIA}-退回.eml")["To"] == "jia@example.cn"


@pytest.mark.parametrize(
    ("written", "to"),
    [("暂无", None), ("a@example.cn；王五 <b@example.cn>", "a@example.cn, 王五 <b@example.cn>"), ("张三 a@x.cn", None)],
)
def test_what_a_roster_calls_an_address_never_stops_the_others(run, collected, tmp_path, written, to):
    roster = tmp_path / "名单.csv"
    roster.write_text(f"单位,邮箱\n甲局,{written}\n", encoding="utf-8")
    _, out, err = run("feedback", collected, "-o", tmp_path / "退回", "--roster", roster)
    assert "共退回 2 份" in out
    assert parsed(tmp_path / "退回" / f"{JIA}-退回.eml")["To"] == to
    assert (f"甲局：“{written}”不是邮箱地址，收件人留空" in err) is (to is None)


def test_an_original_changed_after_collecting_is_not_marked(run, collected, inbox, tmp_path):
    (inbox / "甲#1 50%.xlsx").write_bytes(book("甲局", **WRONG, **{"goal.actual": "改过了"}))
    status, _, err = run("feedback", collected, "-o", tmp_path / "退回")
    assert status == 1 and "改动过" in err
    assert not (tmp_path / "退回" / f"{JIA}-校验.xlsx").exists()
    assert [part.get_filename() for part in parsed(tmp_path / "退回" / f"{JIA}-退回.eml").iter_attachments()] == [
        f"{JIA}-问题清单.docx"
    ]


def test_a_workbook_that_cannot_be_marked_keeps_no_reply_back(run, collected, tmp_path, monkeypatch):
    def marked(data, name, forms, report):
        raise CannotGoOn(f"{name}：样式已损坏")

    monkeypatch.setattr("jixiao.actions.feedback.marked", marked)
    status, out, err = run("feedback", collected, "-o", tmp_path / "退回")
    assert status == 1 and "共退回 2 份" in out and "甲局：甲#1 50%.xlsx：样式已损坏。没有附带标记的工作簿" in err
    attached = parsed(tmp_path / "退回" / f"{JIA}-退回.eml").iter_attachments()
    assert [item.get_filename() for item in attached] == [f"{JIA}-问题清单.docx"]


def test_a_mailbox_is_opened_once_for_all_its_units(run, tmp_path, monkeypatch):
    (tmp_path / "收").mkdir()
    mails = [mailed(book(unit, **WRONG), f"{unit}.xlsx") for unit in ("甲局", "乙局", "丙局")]
    box = b"".join(b"From - Mon Mar 15 10:00:00 2021\n" + mail + b"\n" for mail in mails)
    (tmp_path / "收" / "收件箱.mbox").write_bytes(box)
    run("collect", tmp_path / "收", "-o", tmp_path / "汇总.xlsx")
    opened = []
    monkeypatch.setattr(feedback_origin, "unwrap", lambda item: opened.append(item.name) or unwrap(item))
    _, out, _ = run("feedback", tmp_path / "汇总.xlsx", "-o", tmp_path / "退回")
    assert "共退回 3 份" in out and len(list((tmp_path / "退回").glob("*-校验.xlsx"))) == 3
    assert opened == ["收件箱.mbox"]


def test_an_inbox_that_moved_is_found_when_it_is_named(run, collected, inbox, tmp_path):
    moved = inbox.rename(tmp_path / "存档")
    status, _, err = run("feedback", collected, "-o", tmp_path / "退回")
    assert status == 1 and "--inbox" in err
    assert run("feedback", collected, "-o", tmp_path / "退回", "--inbox", moved)[0] == 0
    assert (tmp_path / "退回" / f"{JIA}-校验.xlsx").exists()


@pytest.mark.filterwarnings("error:Cell .* is part of a merged range")
def test_a_text_goes_back_as_a_marked_workbook(run, tmp_path):
    (tmp_path / "收").mkdir()
    (tmp_path / "收" / "自评.txt").write_bytes(HEMENKOU.read_bytes())
    run("collect", tmp_path / "收", "-o", tmp_path / "汇总.xlsx")
    assert run("feedback", tmp_path / "汇总.xlsx", "-o", tmp_path / "退回")[0] == 0
    (path,) = (tmp_path / "退回").glob("*-校验.xlsx")
    book = openpyxl.load_workbook(path)
    marks = [cell.comment.text for sheet in book for row in sheet.iter_rows() for cell in row if cell.comment]
    assert sum("JX101" in text for text in marks) >= 4
    assert len(read_source(Source(path.name, path.read_bytes())).forms) == 15


def test_two_files_of_one_unit_go_back_apart(run, tmp_path):
    folder = tmp_path / "收"
    folder.mkdir()
    for name in ("一", "二"):
        (folder / f"{name}.xlsx").write_bytes(workbook(build.form({"unit": "甲局", "project": name, **WRONG})))
    run("collect", folder, "-o", tmp_path / "汇总.xlsx")
    run("feedback", tmp_path / "汇总.xlsx", "-o", tmp_path / "退回")
    assert {path.name for path in (tmp_path / "退回").glob("*.xlsx")} == {f"{JIA}-校验.xlsx", f"{JIA}-2-校验.xlsx"}


def test_the_next_round_says_what_is_corrected_what_remains_and_what_is_new(run, inbox, collected, tmp_path):
    corrected, more = book("丙局"), {**WRONG, "indicators[0].score": "16", "total.score": "100.6"}
    (inbox / "来信.eml").write_bytes(mailed(corrected, "丙局自评.xlsx"))
    (inbox / "甲#1 50%.xlsx").write_bytes(book("甲局", **more))
    again = tmp_path / "汇总2.xlsx"
    run("collect", inbox, "-o", again)
    _, out, _ = run("feedback", again, "-o", tmp_path / "退回", "--since", collected)
    returned, compared = out.split("与上次汇总相比的错误")
    counted = {line.split()[0]: line.split()[1:] for line in compared.splitlines() if line.startswith(("丙局", "甲局"))}
    assert counted["丙局"] == ["1", "0", "0"] and "丙局" not in returned
    assert counted["甲局"] == ["0", "1", "1"]


def test_a_draft_of_the_last_round_is_reported_when_its_unit_has_corrected_it(run, inbox, collected, tmp_path):
    run("feedback", collected, "-o", tmp_path / "退回")
    (inbox / "甲改.xlsx").write_bytes(book("甲局"))
    (inbox / "甲#1 50%.xlsx").unlink()
    run("collect", inbox, "-o", collected)
    _, out, err = run("feedback", collected, "-o", tmp_path / "退回")
    assert "共退回 1 份" in out
    assert f"不要再发：{JIA}-退回.eml" in err and f"{BING}-退回.eml" not in err


def test_nothing_is_written_when_the_last_round_cannot_be_read(run, inbox, collected, tmp_path):
    status, _, err = run("feedback", collected, "-o", tmp_path / "退回", "--since", inbox / "乙.xlsx")
    assert status == 2 and "乙.xlsx：不是收表汇总的工作簿" in err
    assert not (tmp_path / "退回").exists()


def test_what_was_not_collected_is_refused(run, inbox, tmp_path):
    status, _, err = run("feedback", inbox / "乙.xlsx", "-o", tmp_path)
    assert status == 2 and "jixiao collect" in err


def test_the_list_is_one_page_however_many_the_errors(tmp_path):

    office.require("pdfinfo")
    paths = []
    for count in (1, 14, 80):
        items = [
            Finding(
                "JX301",
                "error",
                f"第 {n} 个项目" + "名称很长的一个" * (n % 7),
                "total.weight",
                "合计" * 40,
                fix="改" * 50,
            )
            for n in range(count)
        ]
        path = tmp_path / f"{count}.docx"
        path.write_bytes(errata("甲局 2020 年度项目支出绩效自评表", items, "请于 2021-04-10 前重新报送。"))
        paths.append(path)
    for path in office.pdf(paths, tmp_path / "pdf"):
        assert pages(path) == 1
    text = zipfile.ZipFile(io.BytesIO(paths[-1].read_bytes())).read("word/document.xml").decode()
    assert "必须改正的错误 80 处" in text and "其余错误" in text


def test_warnings_are_mentioned_only_where_there_are_some():
    error = Finding("JX301", "error", "甲", "total.weight", "不等于 100", fix="改正分值。")
    with_warning = [error, replace(error, code="JX219", severity="warning")]
    for findings, said in (([error], False), (with_warning, True)):
        page = zipfile.ZipFile(io.BytesIO(errata("甲局", findings, "请重报。"))).read("word/document.xml").decode()
        assert ("另有警告和提示" in page, "另有警告和提示" in body("甲局", findings, None)) == (said, said)


def pages(path):
    import subprocess

    shown = subprocess.run(["pdfinfo", str(path)], capture_output=True, text=True, check=True).stdout
    return int(next(line.split()[1] for line in shown.splitlines() if line.startswith("Pages:")))


def test_the_list_of_the_real_document_is_one_page_that_begins_with_what_to_do_first(tmp_path):
    from jixiao import policy
    from jixiao.importers import read
    from jixiao.rules import check
    from tests.samples import HEMENKOU

    office.require("pdfinfo")
    findings = check(read(HEMENKOU).forms, policy.load("2020-caiyu-10")).findings
    path = tmp_path / "清单.docx"
    path.write_bytes(errata("河门口街办 2020 年度项目支出绩效自评表", findings, "请于 2021-04-10 前重新报送。"))
    (made,) = office.pdf([path], tmp_path / "pdf")
    assert pages(made) == 1
    text = zipfile.ZipFile(path).read("word/document.xml").decode()
    assert text.index("先做这几件事") < text.index("28 个失分项没有写原因") < text.index("必须改正的错误 14 处")
    assert "另有警告和提示 163 处" in text
