"""Mails, mailboxes and archives are opened by what they hold; nothing in them can stop a run."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from bench.parcels import locked, mailbox, mailed, zipped

from jixiao.actions.collect_file import Take
from jixiao.collect.containers import eml_mails, zip_archives
from jixiao.collect.containers.unwrap import DEEPEST, Closed, unwrap
from jixiao.collect.model import BESIDE, UNREADABLE, Item
from jixiao.policy import default
from jixiao.sheets.book import build
from tests import build as make

AT = datetime(2021, 3, 4, 10, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def workbook():
    return build([make.form()], default(2020))


def leaves(name, data):
    return list(unwrap(Item((name,), data)))


def test_a_mail_gives_its_attachments_with_date_and_sender(workbook):
    sent = bytes(mailed("a@example.org", AT, [("一.xlsx", workbook), ("二.xlsx", workbook)]))
    first, second = leaves("不是邮件名.dat", sent)
    assert [first.archive_path, second.archive_path] == [("不是邮件名.dat", "一.xlsx"), ("不是邮件名.dat", "二.xlsx")]
    assert first.data == workbook and first.arrival.mailed == AT and first.arrival.sender == "a@example.org"


@pytest.mark.parametrize(
    "header",
    [
        b"Content-Disposition: attachment; filename*=UTF-8''%E8%87%AA%E8%AF%84.xlsx",
        b'Content-Disposition: attachment; filename="=?GB2312?B?19TGwC54bHN4?="',
        b'Content-Disposition: attachment; filename="=?utf-8?B?6Ieq6K+ELnhsc3g=?="',
        'Content-Disposition: attachment; filename="自评.xlsx"'.encode("gb18030"),
        'Content-Disposition: attachment; filename="自评.xlsx"'.encode(),
    ],
)
def test_chinese_names_in_any_encoding(header):
    raw = b"From: a@example.org\r\nDate: Thu, 04 Mar 2021 18:30:00 +0800\r\nMIME-Version: 1.0\r\n"
    raw += b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: application/octet-stream\r\n"
    raw += header + b"\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n--x--\r\n"
    (item,) = leaves("信.eml", raw)
    assert item.name == "自评.xlsx" and item.arrival.mailed == AT


def test_attachments_of_one_name_are_distinguished(workbook):
    other = build([make.form(unit="乙所")], default(2020))
    mails = [mailed("a@example.org", AT, [("自评表.xlsx", content)] * 2) for content in (workbook, other)]
    found = leaves("包.zip", zipped([(f"{at}.eml", bytes(each)) for at, each in enumerate(mails)], AT))
    assert [item.archive_path[1:] for item in found] == [
        (f"{at}.eml", name) for at in range(2) for name in ("自评表.xlsx", "自评表（2）.xlsx")
    ]


def test_a_mailbox_gives_the_attachments_of_each_mail(workbook):
    box = mailbox(
        [mailed("a@example.org", AT, [("一.xlsx", workbook)]), mailed("b@example.org", AT, [("二.xlsx", workbook)])]
    )
    assert [(item.archive_path[-1], item.arrival.sender) for item in leaves("箱", box)] == [
        ("一.xlsx", "a@example.org"),
        ("二.xlsx", "b@example.org"),
    ]


def test_a_forwarded_mail_counts_by_its_own_date(workbook):
    outer = EmailMessage()
    outer["From"], outer["Date"], outer["Subject"] = "c@example.org", "Sat, 06 Mar 2021 09:00:00 +0800", "转发"
    outer.set_content("见附件")
    outer.add_attachment(mailed("a@example.org", AT, [("一.xlsx", workbook)]))
    (item,) = leaves("转发.eml", bytes(outer))
    assert item.arrival.mailed == AT and item.archive_path == ("转发.eml", "报送2020年度绩效自评表", "一.xlsx")


def test_names_in_the_encoding_of_a_chinese_windows():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("XXXX.txt", b"1")
    content = made.getvalue().replace(b"XXXX.txt", "自评.txt".encode("gb18030"))
    assert leaves("包.zip", content)[0].archive_path == ("包.zip", "自评.txt")


def test_an_archive_of_uncompressed_workbooks_is_no_workbook(workbook):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("表.xlsx", workbook)
    assert zip_archives.identify(made.getvalue()) and not zip_archives.identify(workbook)
    assert leaves("包.zip", made.getvalue())[0].data == workbook


def test_a_text_with_colons_is_no_mail():
    assert not eml_mails.identify("项目名称：甲\n单位：乙\n".encode())
    assert not eml_mails.identify(b"title: x\nbody: y\n\ntext")


def test_archives_in_archives_end_somewhere(workbook):
    content = workbook
    for level in range(DEEPEST + 2):
        content = zipped([(f"{level}.zip", content)], AT)
    (found,) = leaves("深.zip", content)
    assert isinstance(found, Closed) and f"{DEEPEST} 层以上" in found.reason


def test_a_bomb_is_not_opened():
    (found,) = leaves("包.zip", zipped([("弹.xlsx", bytes(30 << 20))], AT))
    assert isinstance(found, Closed) and "压缩炸弹" in found.reason


def test_a_bad_file_beside_a_good_one_stops_nothing(workbook):
    sent = bytes(
        mailed("a@example.org", AT, [("坏.xlsx", workbook[:900]), ("锁.xlsx", locked()), ("好.xlsx", workbook)])
    )
    broken, shut, good = Take()(Item(("信.eml",), sent))
    assert (broken.kind, shut.kind, good.kind) == (UNREADABLE, UNREADABLE, None)
    assert "密码" in shut.fault and good.entries[0].form.project == "老旧小区电梯维修"


@pytest.mark.parametrize("date", ["Fri, 31 Dec 9999 23:59:59 -1200", "Mon, 1 Mar 2021 25:00:00 +0800", "三月一日"])
def test_a_mail_with_an_impossible_date_is_read_as_one_without(workbook, date):
    sent = mailed("a@example.org", AT, [("表.xlsx", workbook)])
    written = bytes(sent).replace(f"Date: {sent['Date']}".encode(), f"Date: {date}".encode())
    assert written != bytes(sent)
    (read,) = Take()(Item(("信.eml",), written))
    assert len(read.entries) == 1 and read.arrival.mailed is None and read.arrival.sender == "a@example.org"


def test_what_no_one_foresaw_in_a_mail_stops_no_run(workbook, monkeypatch):
    def fails(item):
        raise ZeroDivisionError("never seen")

    monkeypatch.setattr(eml_mails, "items", fails)
    (read,) = Take()(Item(("信.eml",), bytes(mailed("a@example.org", AT, [("表.xlsx", workbook)]))))
    assert read.kind == UNREADABLE and read.fault.startswith("信.eml：读取时出错")


@pytest.mark.parametrize("cut", [0, 30, 200, 5000, -30])
def test_a_torn_archive_or_mail_is_named_and_nothing_else(workbook, cut):
    for name, whole in (("包.zip", zipped([("表.xlsx", workbook)], AT)), ("表.xlsx", workbook)):
        for read in Take()(Item((name,), whole[:cut])):
            assert read.fault and read.kind in (UNREADABLE, BESIDE) and name in read.fault


def test_renamed_files_are_read_by_content(workbook):
    (read,) = Take()(Item(("表.doc",), workbook))
    assert len(read.entries) == 1


def test_pictures_are_set_aside():
    (read,) = Take()(Item(("章.jpg",), b"\xff\xd8\xff\xe0" + bytes(50)))
    assert read.kind == BESIDE and read.fault == "章.jpg：图片不读。"
