"""Mail drafts, read back with Python's own parser."""

import email
import re
from email.header import decode_header, make_header
from email.policy import default

import pytest

from jixiao.errors import CannotGoOn
from jixiao.submit.mail import Attachment, Draft, eml

NAME = "2020-攀枝花市西区河门口街道办事处（本级）及下属各事业单位-绩效自评-v12.xlsx"
DRAFT = Draft(
    subject="报送：攀枝花市西区河门口街道办事处 2020 年度项目支出绩效自评表 15 张（第 1 次，含未改错误 15 处）",
    body="年初预算合计：16.72 万元\n\n加权执行率：93.28%\n",
    to=("区财政局（绩效科） <jx@example.cn>", "second@example.cn"),
    cc=("张三 <zhang@example.cn>",),
    sender="河门口街道 <me@example.cn>",
    attachments=(Attachment(NAME, b"PK\x03\x04\r\n\x00\xff"), Attachment("清单.txt", "甲".encode())),
)


def parsed(draft=DRAFT):
    return email.message_from_bytes(eml(draft), policy=default)


def test_a_draft_opens_as_a_message_not_yet_sent():
    assert parsed()["X-Unsent"] == "1" and parsed()["Date"] is None


def test_chinese_headers_read_back():
    message = parsed()
    assert message["Subject"] == DRAFT.subject
    assert [(who.display_name, who.addr_spec) for who in message["To"].addresses] == [
        ("区财政局（绩效科）", "jx@example.cn"),
        ("", "second@example.cn"),
    ]
    assert str(message["Cc"].addresses[0]) == "张三 <zhang@example.cn>"
    assert message["From"].addresses[0].display_name == "河门口街道"


def test_spaces_in_a_long_subject_are_neither_lost_nor_added():
    subject = "𠮷）区甲甲a））a 甲a甲财甲（—𠮷0—财政b 乙（𠮷𠮷——区 （财 丙 甲— （政 ab丙 ）"
    assert parsed(Draft(subject, ""))["Subject"] == subject


def test_body_and_attachments_read_back():
    message = parsed()
    assert message.get_body().get_content().replace("\r\n", "\n") == DRAFT.body
    files = list(message.iter_attachments())
    assert [(item.get_filename(), item.get_content_type()) for item in files] == [
        (NAME, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("清单.txt", "text/plain"),
    ]
    assert files[0].get_content() == DRAFT.attachments[0].content
    assert files[1].get_payload(decode=True) == "甲".encode()


def test_programs_that_know_no_rfc_2231_find_the_names_of_attachments_too():
    attached = email.message_from_bytes(eml(DRAFT)).get_payload()[1:]  # the old parser decodes nothing by itself
    names = [make_header(decode_header(item.get_param("name"))) for item in attached]
    assert [str(name) for name in names] == [NAME, "清单.txt"]


def test_what_goes_over_the_wire_is_ascii_in_lines_the_standard_allows():
    content = eml(DRAFT)
    assert content.isascii()
    assert not re.search(rb"[^\r]\n|\r[^\n]", content)
    assert max(map(len, content.split(b"\r\n"))) <= 80  # 998 is the limit; the type of a workbook alone has 80
    assert all(len(word) <= 75 for word in re.findall(rb"=\?[^?]+\?[bq]\?[^?]*\?=", content))


def test_the_same_draft_gives_the_same_bytes():
    assert eml(DRAFT) == eml(DRAFT)


def test_a_line_break_in_a_name_begins_no_header():
    draft = Draft("报送\r\nBcc: spy@example.cn", "", to=("甲\nBcc: spy@example.cn <a@example.cn>",))
    message = parsed(draft)
    assert message["Bcc"] is None and message["Subject"] == "报送 Bcc: spy@example.cn"


@pytest.mark.parametrize("person", ["绩效科", "jx@", "@example.cn", "绩效@example.cn", "a b@example.cn", ""])
def test_what_is_no_address_is_refused_by_name(person):
    with pytest.raises(CannotGoOn, match="不是邮箱地址") as stopped:
        eml(Draft("报送", "", to=(person,)))
    assert f"“{person}”" in str(stopped.value)


def test_a_reply_names_the_mail_it_answers():
    message = parsed(Draft("答复", "", answers="<1@example.cn>"))
    assert message["In-Reply-To"] == message["References"] == "<1@example.cn>"
