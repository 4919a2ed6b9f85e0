"""Mails as other programs write them are read; one that gives nothing says why."""

from __future__ import annotations

import base64
import gzip
from datetime import UTC, datetime

import pytest

from jixiao.actions.collect_file import Take
from jixiao.collect.containers.unwrap import unwrap
from jixiao.collect.model import BESIDE, UNREADABLE, Closed, Item
from jixiao.deploy.addin.compound import write
from tests.build import form
from tests.collect.raw_mails import HEAD, attached, body, mail, nested, uu
from tests.collect.test_outlook import tree
from tests.importers.documents import docx, official
from tests.importers.sheets_and_pages import html

CONTENT = ("项目名称\t甲\n" * 20).encode()
AT = datetime(2021, 3, 4, 10, 30, tzinfo=UTC)
RARE = "崔喆镕.xlsx"
"""A name with characters that GBK has and gb2312 has not."""


def leaves(data, name="信.eml"):
    return list(unwrap(Item((name,), data)))


def only(data):
    (found,) = leaves(data)
    assert isinstance(found, Item), found
    return found


def b64(text, encoding="gbk"):
    return base64.b64encode(text.encode(encoding))


@pytest.mark.parametrize(
    "dress",
    [
        lambda sent: b"\xef\xbb\xbf" + sent,
        lambda sent: b"\r\n" + sent,
        lambda sent: b"%d      \n" % len(sent) + sent + b'<?xml version="1.0"?><plist/>',
        lambda sent: b" \n\n\n" + sent,
        lambda sent: sent.replace(b"\r\n", b"\r"),
        lambda sent: sent.replace(b"\r\n", b"\n"),
        lambda sent: sent.replace(b"\r\n", b"\r\r\n"),
        lambda sent: sent.decode().encode("utf-16"),
        lambda sent: sent.replace(b"Date:", b"Date :"),
        lambda sent: b"  " + sent,
        lambda sent: sent.replace(b"MIME-Version", b"no header at all\r\nMIME-Version", 1),
        lambda sent: sent.replace(b"--BB--\r\n", b""),
        lambda sent: sent.replace(b"boundary=BB", b"x=1"),
        lambda sent: sent.replace(b"boundary=BB", b"boundary=other"),
        lambda sent: sent.replace(b"MIME-Version", b"\r\nMIME-Version"),
        lambda sent: sent.replace(b"Content-Type: multipart", b"content-type:multipart"),
    ],
)
def test_a_mail_however_its_lines_are_written(dress):
    found = only(dress(mail(attached(CONTENT))))
    assert (found.name, found.data) == ("a.txt", CONTENT)
    assert found.arrival.sender == "a@example.org"


@pytest.mark.parametrize(
    ("way", "label"),
    [
        ("base64", b"Content-Transfer-Encoding: base64;"),
        ("base64", b"Content-Transfer-Encoding: BASE-64"),
        ("base64", b'Content-Transfer-Encoding: "base64"'),
        ("base64", b"Content-Transfer-Encoding: base64 (RFC 2045)"),
        ("base64", b"Content-Transfer-Encoding: x-base64"),
        ("base64", b"Content-Transfer-Encoding:base64"),
        ("base64", b"Content-Transfer-Encoding: 7bit"),
        ("base64", b"Content-Transfer-Encoding: 8bit"),
        ("base64", b"X-Nothing: 1"),
        ("quoted-printable", b"Content-Transfer-Encoding: Quoted_Printable"),
        ("quoted-printable", b"Content-Transfer-Encoding: quoted-printable;"),
        ("x-uuencode", b"Content-Transfer-Encoding: x-uuencode"),
        ("x-uuencode", b"Content-Transfer-Encoding: UUENCODE"),
        ("x-uuencode", b"Content-Transfer-Encoding: x-uue"),
        ("8bit", b"Content-Transfer-Encoding: binary"),
    ],
)
def test_transfer_encodings_under_any_spelling_or_none(way, label):
    assert only(mail(attached(CONTENT, way, more=label))).data == CONTENT


def test_a_file_that_is_not_encoded_though_its_label_says_so_is_kept():
    content = docx([official(form())])
    assert only(mail(attached(content, "8bit", more=b"Content-Transfer-Encoding: base64"))).data == content


@pytest.mark.parametrize("padding", [b"", b"=", b"===="])
def test_base64_with_wrong_padding_in_pieces(padding):
    half = len(CONTENT) // 2
    first, second = (base64.b64encode(piece) for piece in (CONTENT[:half], CONTENT[half:]))
    label, _ = attached(CONTENT)
    written = first + b"\r\n" + second.rstrip(b"=") + padding
    assert only(mail((label, written))).data == CONTENT


@pytest.mark.parametrize(
    ("header", "name"),
    [
        (b'filename="=?gb2312?B?%s?="' % b64(RARE), RARE),
        (b'filename="=?GBK?B?%s?="' % b64(RARE), RARE),
        (b'filename="=?gb_2312-80?B?%s?="' % b64(RARE), RARE),
        (b'filename="=?cp936?B?%s?="' % b64(RARE), RARE),
        (b"filename==?gb18030?B?%s?=" % b64(RARE), RARE),
        (b'filename="=?unknown-8bit?B?%s?="' % b64(RARE), RARE),
        (b'filename="=?iso-8859-1?B?%s?="' % b64(RARE), RARE),
        (b'filename="=?no-such-charset?B?%s?="' % b64(RARE), RARE),
        (b'filename="=?gb2312?B?%s?="' % b64(RARE, "utf-8"), RARE),
        (b'filename="=?big5?B?%s?="' % b64("自評表.xlsx", "big5"), "自評表.xlsx"),
        (b'filename="=?UTF-8?Q?=E8=87=AA=E8=AF=84_1=2Exlsx?="', "自评 1.xlsx"),
        (b'filename="=?utf-8*zh-CN?B?%s?="' % b64("自评.xlsx", "utf-8"), "自评.xlsx"),
        (b"filename*=gb2312''%B4%DE%86%B4%E9F.xlsx", RARE),
        (b"filename*=UTF-8''%E8%87%AA%E8%AF%84.xlsx", "自评.xlsx"),
        (b"filename*=%E8%87%AA%E8%AF%84.xlsx", "自评.xlsx"),
        (b"filename*=\"UTF-8''%E8%87%AA%E8%AF%84.xlsx\"", "自评.xlsx"),
        (b"filename*0*=UTF-8''%E8%87;\r\n filename*1*=%AA%E8%AF%84;\r\n filename*2=.xlsx", "自评.xlsx"),
        (b"filename*1*=%AF%84.xlsx;\r\n filename*0*=UTF-8''%E8%87%AA%E8", "自评.xlsx"),
        (b'filename="%E8%87%AA%E8%AF%84.xlsx"', "自评.xlsx"),
        ("filename=自评 表 1.xlsx".encode("gbk"), "自评 表 1.xlsx"),
        (b"filename=zi ping biao.xlsx", "zi ping biao.xlsx"),
        ('filename="崔喆镕.xlsx"'.encode("gbk"), RARE),
        ('filename="崔喆镕.xlsx"'.encode(), RARE),
        ('filename="C:\\\\表\\\\自评.xlsx"'.encode(), "自评.xlsx"),
        (b'filename="../../a.xlsx"', "a.xlsx"),
        (b'filename="a.xlsx', "a.xlsx"),
    ],
)
def test_names_in_the_encoding_they_really_have(header, name):
    assert only(mail(attached(CONTENT, name=header))).name == name


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
@pytest.mark.parametrize("cut", range(1, 12))
def test_an_encoded_word_cut_inside_a_character(encoding, cut):
    data = RARE.encode(encoding)
    one, two = (base64.b64encode(piece) for piece in (data[:cut], data[cut:]))
    word = b"=?%s?B?%s?=" % (encoding.encode(), one)
    header = b'filename="%s\r\n =?%s?B?%s?="' % (word, encoding.encode(), two)
    assert only(mail(attached(CONTENT, name=header))).name == RARE


def test_a_name_only_the_content_type_gives():
    headers, written = attached(CONTENT)
    headers = headers.replace(b"octet-stream", 'octet-stream; name="自评.xlsx"'.encode("gbk")).replace(
        b'filename="a.txt"', b"x=1"
    )
    assert only(mail((headers, written))).name == "自评.xlsx"


@pytest.mark.parametrize("way", ["", "base64", "quoted-printable"])
def test_a_mail_inside_a_mail_is_opened_even_where_it_is_encoded(way):
    inner = mail(
        attached(CONTENT),
        head=HEAD + "Subject: 转发\r\n".encode(),
        boundary=b"CC",
        kind=b"multipart/mixed; boundary=CC",
    )
    found = only(mail(nested(inner, way)))
    assert found.data == CONTENT and found.archive_path == ("信.eml", "转发", "a.txt")


@pytest.mark.parametrize("name", ["自评表.txt".encode("gbk"), "自评表.txt".encode(), b"a b.txt"])
def test_a_file_uuencoded_into_the_text(name):
    sent = HEAD + b"Content-Type: text/plain; charset=gb2312\r\n\r\nhello\r\n\r\n" + uu(CONTENT, name) + b"bye\r\n"
    found = only(sent)
    assert found.data == CONTENT and found.name in ("自评表.txt", "a b.txt")


def test_a_uuencoded_file_without_its_end_is_named():
    sent = HEAD + b"\r\nhello\r\n" + uu(CONTENT)[:300]
    (found,) = leaves(sent)
    assert isinstance(found, Closed) and found.item.name == "a.txt" and "没有传完整" in found.reason


def test_a_sentence_that_begins_as_such_a_file_is_none():
    (found,) = leaves(body("begin 644 times\n请查收\nend\nbegin 644 x"))
    assert isinstance(found, Closed) and "没有附件" in found.reason


@pytest.mark.parametrize(
    "text",
    [
        "begin 644 a\nM\n" * 40_000,
        "<style " * 100_000,
        "<" * 300_000,
        "a" * 300_000,
        "=?gbk?B?" * 50_000,
        "\r" * 300_000,
    ],
    ids=["uu", "style", "tags", "name", "words", "returns"],
)
def test_texts_made_to_take_long_do_not(text):
    for sent in (
        body(text),
        body(text, b"text/html"),
        HEAD + b"Subject: " + text.encode().replace(b"\n", b" ") + b"\r\n\r\nx",
    ):
        assert leaves(sent.replace(b"From: a@", b"From: " + b"a" * 200_000 + b"@"))


def test_a_form_in_the_text_itself_is_read():
    page = html([official(form())])
    (read,) = Take()(Item(("信.eml",), body(page, b"text/html; charset=utf-8")))
    assert read.archive_path == ("信.eml", "正文.html") and read.entries[0].form.project == form().project


def page_of(*forms):
    return b"Content-Type: text/html; charset=utf-8", html(map(official, forms)).encode()


def test_with_a_form_attached_the_one_in_the_text_is_named_only():
    file, beside = Take()(Item(("信.eml",), mail(page_of(form()), attached(docx([official(form())])))))
    assert len(file.entries) == 1 and beside.kind == BESIDE and "以附件为准" in beside.fault


@pytest.mark.parametrize("content", [b"%PDF-1.4", CONTENT, b"PK\x03\x04????", "请查收".encode()])
def test_a_form_in_the_text_is_read_where_what_is_attached_holds_none(content):
    *others, read = Take()(Item(("信.eml",), mail(page_of(form()), attached(content))))
    assert len(read.entries) == 1 and all(other.fault for other in others)


def test_each_text_of_a_mail_that_holds_a_form_is_read():
    other = form(project="路灯更换")
    reads = Take()(Item(("信.eml",), mail(page_of(form()), page_of(other))))
    assert [entry.form.project for read in reads for entry in read.entries] == [form().project, other.project]


def test_of_a_text_in_two_forms_the_page_is_read():
    plain = (b"Content-Type: text/plain; charset=utf-8", "项目名称\t三级指标\n".encode())
    sent = mail(plain, page_of(form()), kind=b"multipart/alternative; boundary=BB")
    (read,) = Take()(Item(("信.eml",), sent))
    assert read.archive_path == ("信.eml", "正文.html") and len(read.entries) == 1


def test_a_file_that_is_called_a_mail_is_read_as_what_it_is():
    content = docx([official(form())])
    for way in (bytes, gzip.compress):
        (read,) = Take()(Item(("信.eml",), mail(nested(way(content), "base64"))))
        assert len(read.entries) == 1


def test_a_mail_whose_parts_are_encoded_all_together():
    head, _, parts = mail(attached(CONTENT)).partition(b"\r\n\r\n")
    sent = head + b"\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(parts)
    assert only(sent).data == CONTENT


def yenc(content, more=b""):
    coded = b"".join(
        bytes([61, (value + 106) % 256]) if (value + 42) % 256 in (0, 10, 13, 61) else bytes([(value + 42) % 256])
        for value in content
    )
    return b"=ybegin %sline=128 size=%d name=a b.txt\r\n%s\r\n=yend size=%d\r\n" % (
        more,
        len(content),
        coded,
        len(content),
    )


def test_a_file_in_yenc_in_the_text():
    content = CONTENT + bytes(range(256)) * 3
    found = only(HEAD + b"Content-Type: text/plain\r\n\r\nhello\r\n" + yenc(content) + b"bye\r\n")
    assert (found.name, found.data) == ("a b.txt", content)


@pytest.mark.parametrize(
    "coded", [yenc(CONTENT)[:-30], yenc(CONTENT).replace(b"=yend size=", b"=yend size=9"), yenc(CONTENT, b"part=1 ")]
)
def test_a_file_in_yenc_of_which_a_piece_is_missing_is_named(coded):
    (found,) = leaves(HEAD + b"\r\n" + coded)
    assert isinstance(found, Closed) and found.item.name == "a b.txt" and "没有传完整" in found.reason


SIGNED = b"0\x80\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02\xa0\x80" + bytes(50)


@pytest.mark.parametrize(
    ("name", "content", "kind", "words"),
    [
        (b'filename="smime.p7s"', SIGNED, BESIDE, "数字签名"),
        (b'filename="smime.p7m"', SIGNED, UNREADABLE, "加密或整体签名"),
        (b'filename="a.asc"', b"-----BEGIN PGP MESSAGE-----\r\n\r\nhQ\r\n", UNREADABLE, "加密"),
    ],
)
def test_signatures_and_ciphers_sent_as_any_file_are_called_what_they_are(name, content, kind, words):
    closed, file = leaves(mail(attached(content, name=name), attached(CONTENT)))
    assert file.data == CONTENT and closed.kind == kind and words in closed.reason


def test_what_is_signed_or_enciphered_is_called_that_in_a_mail_of_outlook_too():
    (read,) = Take()(Item(("信.msg",), write(tree([("smime.p7m", SIGNED)]))))
    assert read.kind == UNREADABLE and "签名或加密的邮件" in read.fault


def test_a_mail_not_known_as_one_is_no_note():
    (read,) = Take()(Item(("信.eml",), "主题：自评表\n请查收附件\n".encode()))
    assert read.kind == UNREADABLE


def test_a_text_that_is_enciphered_is_named():
    (found,) = leaves(body("-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----"))
    assert isinstance(found, Closed) and found.kind == UNREADABLE and "加密" in found.reason


def test_a_page_saved_as_one_file_is_no_mail():
    page = html([official(form())])
    saved = b"From: <Saved by Windows>\r\nSubject: x\r\nDate: Thu, 4 Mar 2021 18:30:00 +0800\r\nMIME-Version: 1.0\r\n"
    saved += b'Content-Type: multipart/related; boundary="BB"\r\n\r\n--BB\r\nContent-Type: text/html; charset="utf-8"\r\n\r\n'
    (read,) = Take()(Item(("表.mht",), saved + page.encode() + b"\r\n--BB--\r\n"))
    assert len(read.entries) == 1


@pytest.mark.parametrize(
    "text",
    [
        "从QQ邮箱发来的超大附件 自评表.xlsx (12M) <a href='http://mail.qq.com/cgi-bin/ftnExs_download?k=1'>进入下载页面</a>",
        "自评表.xlsx https://wx.mail.qq.com/ftn/download?func=3&key=1",
        "来自网易邮箱的云附件 <a href='https://dashi.163.com/html/cloud-attachment-download/?key=1'>自评表.xlsx</a>",
        "您收到139邮箱的文件 自评表.xlsx：https://mail.10086.cn/s?x=1",
        "自评表.xlsx 链接：https://pan.baidu.com/s/1abc 提取码：1234",
        "某邮箱的超大附件：自评表.xlsx，下载 https://files.example.org/1",
    ],
)
def test_a_link_to_a_file_kept_elsewhere_is_named_with_the_file(text):
    (found,) = leaves(body(text, b"text/html; charset=utf-8"))
    assert isinstance(found, Closed) and found.kind == UNREADABLE
    assert found.item.archive_path == ("信.eml", "自评表.xlsx") and "云附件" in found.reason and "下载" in found.reason


def test_a_link_beside_an_attachment_is_named_too():
    link = (b"Content-Type: text/html; charset=utf-8", "云附件 https://dashi.163.com/x?1".encode())
    file, closed = leaves(mail(link, attached(CONTENT)))
    assert isinstance(file, Item) and "云附件" in closed.reason


@pytest.mark.parametrize("text", ["您好，表下周报。", "附件较大，见官网 https://www.example.org/ 的通知", ""])
def test_a_mail_that_holds_nothing_says_so(text):
    (found,) = leaves(body(text))
    assert isinstance(found, Closed) and found.kind == BESIDE and "没有附件" in found.reason


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (b"application/pkcs7-mime; name=smime.p7m", "加密或整体签名"),
        (b"multipart/encrypted; boundary=BB", "加密"),
        (b"message/partial; id=1; number=1", "一段"),
        (b"message/external-body; access-type=URL", "地址"),
    ],
)
def test_mails_nobody_here_can_open_are_named(kind, words):
    (found,) = leaves(HEAD + b"Content-Type: " + kind + b"\r\n\r\nAAAA\r\n")
    assert isinstance(found, Closed) and found.kind == UNREADABLE and words in found.reason


def test_a_signature_is_no_file_to_read():
    signature = (b"Content-Type: application/pkcs7-signature; name=smime.p7s", b"AAAA")
    file, closed = leaves(mail(attached(CONTENT), signature))
    assert isinstance(file, Item) and closed.kind == BESIDE and "签名" in closed.reason


def test_mails_in_mails_beyond_all_measure_end_in_words():
    sent = mail(attached(CONTENT))
    for _ in range(400):
        sent = HEAD + b"Content-Type: message/rfc822\r\n\r\n" + sent
    found = leaves(sent)
    assert all(isinstance(one, Closed) for one in found) or found[-1].data == CONTENT
    deep = b"".join(
        HEAD + b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (at, at) for at in range(3000)
    )
    (read,) = Take()(Item(("信.eml",), deep))
    assert read.fault and "Error" not in read.fault


def test_the_date_of_receipt_replaces_a_missing_date():
    head = HEAD.replace(b"Date: ", b"Received: from x by y; ")
    assert only(mail(attached(CONTENT), head=head)).arrival.mailed == AT
