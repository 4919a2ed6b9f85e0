"""jixiao feedback also reminds: who sent nothing, what cannot be read, another year, warnings only; never twice the same."""

from __future__ import annotations

import email
import io
import zipfile
from email.message import EmailMessage
from email.policy import default

import pytest

from tests import build
from tests.submit.books import workbook
from tests.xlsx.audit import faults

ROSTER = "单位,联系人,联系电话,邮箱\n甲局,张三,0812-1111111,jia@example.cn\n乙局,李四,,yi@example.cn\n丙局,王五,0812-3333333,bing@example.cn\n丁局,赵六,0812-4444444,\n"


def book(unit, **changes):
    return workbook(build.form({"unit": unit, "project": f"{unit}项目", **changes}))


@pytest.fixture
def place(tmp_path):
    inbox = tmp_path / "收件夹"
    inbox.mkdir()
    (inbox / "甲局.xlsx").write_bytes(book("甲局"))
    (inbox / "乙局自评.xlsx").write_bytes(b"PK\x03\x04 broken")
    (tmp_path / "名单.csv").write_text(ROSTER, encoding="utf-8-sig")
    return tmp_path


def collected(run, place):
    run("collect", place / "收件夹", "-o", place / "汇总.xlsx", "--roster", place / "名单.csv")
    return place / "汇总.xlsx"


def letter(path):
    message = email.message_from_bytes(path.read_bytes(), policy=default)
    return str(message["To"] or ""), str(message["Subject"]), message.get_content().replace("\r\n", "\n")


def text_of(path):
    return zipfile.ZipFile(io.BytesIO(path.read_bytes())).read("word/document.xml").decode()


def test_a_unit_that_sent_nothing_is_reminded_with_both_days(run, place):
    out = run(
        "feedback", collected(run, place), "-o", place / "退回", "--by", "2021-04-10", "--deadline", "2021-03-31"
    )[1]
    to, subject, body = letter(place / "退回" / "丙局-催报.eml")
    assert to == "bing@example.cn" and subject == "请尽快报送：丙局 2020 年度项目支出绩效自评表"
    assert "规定的报送日期是 2021 年 3 月 31 日，已经过期" in body and "请于 2021 年 4 月 10 日前报送" in body
    assert "丙局" in out and "催办" in out


def test_a_unit_whose_file_cannot_be_read_learns_what_to_send_instead_and_not_called_missing(run, place):
    run("feedback", collected(run, place), "-o", place / "退回")
    to, _, body = letter(place / "退回" / "乙局-请重报.eml")
    assert to == "yi@example.cn" and "乙局自评.xlsx" in body and "不要发扫描件、照片或 PDF" in body
    assert not (place / "退回" / "乙局-催报.eml").exists()


def test_who_sent_an_unreadable_file_is_not_advised_to_ask_the_sender(run, place):
    (place / "收件夹" / "空.xlsx").write_bytes(b"")
    with zipfile.ZipFile(place / "收件夹" / "包.zip", "w") as archive:
        archive.writestr("内/丙.xlsx", b"PK\x03\x04 broken")
    run("feedback", collected(run, place), "-o", place / "退回")
    drafts = {path.name: letter(path)[2] for path in (place / "退回").glob("*-请重报.eml")}
    assert len(drafts) == 3 and not any("发送人" in body for body in drafts.values())
    assert "1. 空.xlsx：文件是空的。\n" in drafts["空.xlsx-请重报.eml"]
    (packed,) = (body for name, body in drafts.items() if name.startswith("包.zip"))
    assert packed.count("丙.xlsx") <= 2 and "：内/丙.xlsx：" not in packed


def test_a_form_of_another_year_is_asked_about(run, place):
    (place / "收件夹" / "丙局.xlsx").write_bytes(book("丙局"))
    (place / "收件夹" / "丁局.xlsx").write_bytes(
        workbook(build.form({"unit": "丁局", "project": "丁局项目"}, year=2019))
    )
    run("feedback", collected(run, place), "-o", place / "退回")
    to, subject, body = letter(place / "退回" / "丁局-年度不符.eml")
    assert to == "" and "不是 2020 年度的" in subject and "“丁局项目”写的是 2019 年度。" in body
    assert not (place / "退回" / "丙局-年度不符.eml").exists()


def test_last_years_form_beside_this_years_is_not_asked_about(run, place):
    last = build.form({"unit": "丙局", "project": "丙局项目"}, year=2019)
    (place / "收件夹" / "丙局.xlsx").write_bytes(book("丙局"))
    (place / "收件夹" / "丙局去年.xlsx").write_bytes(workbook(last))
    run("feedback", collected(run, place), "-o", place / "退回")
    assert not (place / "退回" / "丙局-年度不符.eml").exists()
    (place / "收件夹" / "丙局去年.xlsx").write_bytes(
        workbook(last, build.form({"unit": "丙局", "project": "乙项目"}, year=2019))
    )
    run("feedback", collected(run, place), "-o", place / "退回")
    body = letter(place / "退回" / "丙局-年度不符.eml")[2]
    assert "“乙项目”写的是 2019 年度。" in body and "丙局项目" not in body


def test_a_unit_of_a_new_roster_whose_form_is_of_another_year_is_not_called_missing_as_well(run, place):
    (place / "收件夹" / "丙局.xlsx").write_bytes(book("丙局"))
    (place / "收件夹" / "丁局.xlsx").write_bytes(
        workbook(build.form({"unit": "丁局", "project": "丁局项目"}, year=2019))
    )
    made = collected(run, place)
    (place / "新名单.csv").write_text("单位\n丙局\n丁局\n戊局\n", encoding="utf-8")
    run("feedback", made, "-o", place / "退回", "--roster", place / "新名单.csv")
    drafts = {path.name for path in (place / "退回").glob("*.eml")}
    assert {"丁局-年度不符.eml"} <= drafts and not any(name.startswith("丁局-催报") for name in drafts)
    assert any(name.startswith("戊局") for name in drafts)


def test_units_with_warnings_only_are_written_to_when_asked(run, place):
    changed = book("甲局", **{"funds.total.initial": None, "funds.parts[0].initial": None})
    (place / "收件夹" / "甲局.xlsx").write_bytes(changed)
    made = collected(run, place)
    run("feedback", made, "-o", place / "退回")
    assert not (place / "退回" / "甲局-请核对.eml").exists()
    run("feedback", made, "-o", place / "退回", "--warnings")
    _, subject, body = letter(place / "退回" / "甲局-请核对.eml")
    assert "警告" in subject and "JX204" in body and "改法：" in body


def test_the_list_for_the_telephone_names_everybody_with_number_and_reason(run, place, tmp_path):
    run("feedback", collected(run, place), "-o", place / "退回")
    path = place / "退回" / "电话催办名单.docx"
    text = text_of(path)
    assert "丙局" in text and "0812-3333333" in text and "赵六" in text and "无法读取" in text and "没有电话" in text
    assert "甲局" not in text
    assert faults(path.read_bytes(), tmp_path, ".docx") == []


def test_nobody_is_reminded_twice_of_the_same(run, place):
    made = collected(run, place)
    run("feedback", made, "-o", place / "退回")
    draft = place / "退回" / "丙局-催报.eml"
    draft.write_bytes(b"as it was sent")
    out = run("feedback", made, "-o", place / "退回")[1]
    assert draft.read_bytes() == b"as it was sent" and "不要重发" in out


@pytest.mark.parametrize("more", [["--by", "2021-05-01"], ["--again"]])
def test_a_new_day_or_a_wish_writes_again(run, place, more):
    made = collected(run, place)
    run("feedback", made, "-o", place / "退回")
    draft = place / "退回" / "丙局-催报.eml"
    draft.write_bytes(b"as it was sent")
    run("feedback", made, "-o", place / "退回", *more)
    assert "丙局" in letter(draft)[1]


def test_a_reminder_that_is_settled_is_named_as_not_to_be_sent(run, place):
    run("feedback", collected(run, place), "-o", place / "退回")
    (place / "收件夹" / "丙局.xlsx").write_bytes(book("丙局"))
    err = run("feedback", collected(run, place), "-o", place / "退回")[2]
    assert "不要再发：丙局-催报.eml" in err


def test_an_unreadable_file_nobody_is_known_for_is_answered_to_its_sender(run, place):
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "孙七 <sun@example.cn>", "jx@example.cn", "报送"
    mail["Date"], mail["Message-ID"] = "Mon, 15 Mar 2021 10:00:00 +0800", "<abc@example.cn>"
    mail.set_content("见附件")
    mail.add_attachment(b"PK\x03\x04 broken", "application", "vnd.ms-excel", filename="自评.xlsx")
    (place / "收件夹" / "来信.eml").write_bytes(mail.as_bytes())
    made = collected(run, place)
    run("feedback", made, "-o", place / "退回", "--inbox", place / "收件夹")
    found = [letter(path) for path in (place / "退回").glob("*-请重报.eml")]
    assert {to for to, _, _ in found} == {"sun@example.cn", "yi@example.cn"}


def test_each_mail_of_a_mailbox_is_answered_to_its_own_sender(run, place):
    mails = []
    for number, name in enumerate(("sun", "zhou")):
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = f"{name}@example.cn", "jx@example.cn", f"报送{number}"
        mail["Date"], mail["Message-ID"] = "Mon, 15 Mar 2021 10:00:00 +0800", f"<{number}@example.cn>"
        mail.set_content("见附件")
        mail.add_attachment(b"PK\x03\x04 broken", "application", "vnd.ms-excel", filename=f"表{number}.xlsx")
        mails.append(b"From x@example.cn Mon Mar 15 10:00:00 2021\n" + mail.as_bytes() + b"\n")
    (place / "收件夹" / "邮箱.mbox").write_bytes(b"".join(mails))
    run("feedback", collected(run, place), "-o", place / "退回", "--inbox", place / "收件夹")
    found = [letter(path) for path in (place / "退回").glob("*-请重报.eml")]
    assert {"sun@example.cn", "zhou@example.cn"} <= {to for to, _, _ in found}


def test_a_record_that_cannot_be_read_is_said(run, place):
    made = collected(run, place)
    (place / "退回").mkdir()
    (place / "退回" / "催办记录.json").write_text("[", encoding="utf-8")
    status, _, err = run("feedback", made, "-o", place / "退回")
    assert status == 2 and "催办记录读不出" in err
