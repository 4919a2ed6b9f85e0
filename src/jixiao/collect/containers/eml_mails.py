"""Mails (.eml) and mailboxes (.mbox): their attachments with date and sender; a mail that gives nothing says why."""

from __future__ import annotations

import codecs
import quopri
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from email import message_from_bytes
from email.message import Message
from email.utils import parsedate_to_datetime
from itertools import chain

from jixiao.collect import mail_body, tnef
from jixiao.collect.base64_text import decoded as from_base64
from jixiao.collect.mail_headers import file_name, header, raw
from jixiao.collect.model import BESIDE, UNREADABLE, Arrival, Closed, Item
from jixiao.errors import CannotGoOn
from jixiao.importers.foreign import is_secured

HEADER = re.compile(rb"(?:[!-9;-~]+[ \t]*:[^\n]*\n(?:[ \t][^\n]*\n)*)+", re.S)
KNOWN = re.compile(
    rb"(?im)^(?:from|to|subject|date|received|mime-version|message-id|return-path|x-unsent|content-type)[ \t]*:"
)
DELIVERED = re.compile(rb"(?im)^(?:to|cc|received|message-id|return-path|delivered-to|x-unsent)[ \t]*:")
PAGE = re.compile(rb"(?im)^content-type:\s*multipart/related")
SEPARATOR = re.compile(rb"(?m)^From [^\n]*\r?\n(?=[!-9;-~]+[ \t]*:)")
BLANK_LINES = re.compile(rb"\A(?:[ \t]*[\r\n]+)+")
LENGTH = re.compile(rb"\A\d{1,10}[ \t]*\r?\n(?=[!-9;-~]+[ \t]*:)")
"""Apple's mail program writes the length of a mail before it (.emlx)."""
DOUBLED = re.compile(rb"(?<!\r)\r+\n")
BARE_RETURNS = re.compile(rb"[!-9;-~]+[ \t]*:[^\r\n]*\r(?!\n)[!-9;-~]+[ \t]*:")
WIDE_COLON = re.compile(rb"(?m)^([!-9;-~]+)[ \t]+:")
BOUNDARY = re.compile(rb"(?m)^--(\S[^\r\n]{0,70}?)[ \t]*\r?$")
LOST_HEADER = re.compile(
    rb"\s*(?:[^\r\n:]{1,200}\r?\n){0,3}(?=(?:mime-version|content-type|content-transfer-encoding):)", re.I
)
"""Headers go on behind a blank line, or behind a line that is none, which ends them for the parser."""
ADDRESS = re.compile(r"[^\s<>\"'(),;:@]{1,64}@[^\s<>\"'(),;:@]{1,255}")
HEAD = 65536
UNNAMED = "附件"
REFUSED = {
    "application/pkcs7-mime": "邮件是加密或整体签名的，打不开。请发送人关闭加密后重发，或在邮件程序里打开后把附件另存放入。",
    "application/x-pkcs7-mime": "邮件是加密或整体签名的，打不开。请发送人关闭加密后重发，或在邮件程序里打开后把附件另存放入。",
    "multipart/encrypted": mail_body.LOCKED_WORDS,
    "application/pgp-encrypted": mail_body.LOCKED_WORDS,
    "message/partial": "这封邮件是一封大邮件拆开后的一段，拼不出附件。请发送人压缩附件后重发。",
    "message/external-body": "附件不在邮件里，邮件里只有它的地址。请下载后放入收件夹。",
}
BESIDES = {
    "application/pkcs7-signature": "数字签名，不是自评表。",
    "application/x-pkcs7-signature": "数字签名，不是自评表。",
    "application/pgp-signature": "数字签名，不是自评表。",
    "application/applefile": "苹果电脑的附加信息，不是自评表。",
}
"""Parts that programs add by themselves."""


def identify(data: bytes) -> bool:
    """Whether the bytes begin as a mail or a mailbox does: with header lines, two of them well known."""
    head = normal(data[:HEAD])
    start = SEPARATOR.match(head)
    found = HEADER.match(head[start.end() if start else 0 :])
    if found is None or len(set(map(bytes.lower, KNOWN.findall(found[0])))) < 2:
        return False
    # a page saved as one file (.mht) has the headers of a mail, but was sent to nobody
    return not PAGE.search(found[0]) or DELIVERED.search(found[0]) is not None


def items(item: Item) -> Iterator[Item | Closed]:
    """The attachments of each mail, and what else it holds; at least one line for each mail."""
    data = normal(item.data)
    separators = list(SEPARATOR.finditer(data))
    if not data.startswith(b"From ") or not separators:
        yield from _mail(parsed(data, item), item)
        return
    ends = [*(found.start() for found in separators[1:]), len(data)]
    for number, (start, end) in enumerate(zip(separators, ends, strict=True), 1):
        mail = parsed(data[start.end() : end], item)
        title = f"第 {number} 封 {_subject(mail)}".rstrip()
        yield from _mail(mail, Item((*item.archive_path, title), b"", item.arrival))


def normal(data: bytes) -> bytes:
    """A mail without a byte order mark or blank lines before it, its lines ended as mails end them."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        data = data.decode("utf-16", "replace").encode("utf-8")
    data = LENGTH.sub(b"", BLANK_LINES.sub(b"", data.removeprefix(codecs.BOM_UTF8))).lstrip(b" \t")
    head = data[:HEAD]
    if BARE_RETURNS.match(head):
        return re.sub(rb"\r(?!\n)", b"\n", data)
    return DOUBLED.sub(b"\n", data) if b"\r\r\n" in head else data


def parsed(data: bytes, item: Item) -> Message:
    """The mail. Raises CannotGoOn for one that the parser of the standard library fails on."""
    try:
        head = HEADER.match(data[:HEAD])
        end = head.end() if head else 0
        return message_from_bytes(WIDE_COLON.sub(rb"\1:", data[:end]) + data[end:])
    except (ValueError, LookupError, TypeError, AttributeError, AssertionError) as error:
        raise CannotGoOn(
            f"{item.name}：邮件的格式不合规范，读不出来。请在邮件程序里打开它，把附件另存后放入。"
        ) from error


def dated(mail: Message) -> datetime | None:
    """When it was sent; where the mail does not say so, when it was received."""
    for text in (raw(mail, "date"), raw(mail, "received").rpartition(";")[2]):
        try:
            return parsedate_to_datetime(text).astimezone()
        except (ValueError, TypeError, AttributeError, LookupError, OverflowError, OSError):
            continue
    return None


def sent_by(mail: Message) -> str | None:
    """The address it was sent from."""
    found = ADDRESS.findall(header(mail, "from"))
    return found[-1] if found else None


def _mail(mail: Message, holder: Item) -> Iterator[Item | Closed]:
    arrival = Arrival(None, dated(mail) or holder.arrival.mailed, None, sent_by(mail) or holder.arrival.sender)
    holder = replace(holder, data=b"", arrival=arrival)
    bodies: list[Message] = []
    files = others = 0
    for part in _parts(mail):
        if _is_body(part):
            bodies.append(part)
            continue
        for inner in _attached(part, holder):
            yield inner
            files += not _is_picture(part)
            others += 1
    for inner in _written(bodies, holder, files):
        yield inner
        others += 1
    if not others:
        yield Closed(holder, f"{holder.name}：邮件里没有附件，正文里也没有自评表。", BESIDE)


def _parts(mail: Message) -> Iterator[Message]:
    """The leaves of a mail; a mail within it counts as one leaf."""
    kind = mail.get_content_type()
    if kind in REFUSED or kind == "message/rfc822":
        yield mail
    elif mail.is_multipart():
        leaves = [leaf for part in mail.get_payload() if isinstance(part, Message) for leaf in _parts(part)]
        yield from _best(leaves) if kind == "multipart/alternative" else leaves
    else:
        again = _reparsed(mail)
        yield from _parts(again) if again else [mail]


def _best(leaves: list[Message]) -> list[Message]:
    """The leaves of a text in several forms: where the page holds a self-assessment, the plain text does not count."""
    pages = [leaf for leaf in leaves if leaf.get_content_type() == "text/html" and _is_body(leaf)]
    if not any(mail_body.holds_form(mail_body.text(page)) for page in pages):
        return leaves
    return [leaf for leaf in leaves if leaf.get_content_type() != "text/plain" or not _is_body(leaf)]


def _reparsed(part: Message) -> Message | None:
    """A part once more: with the boundary it uses, where it names none or another; with headers that follow a blank line."""
    if part.is_multipart():
        return None
    content = mail_body.written(part)
    if part.get_content_maintype() == "multipart" and mail_body.encoding(part):
        content = mail_body.content(part)  # encoded as a whole, which only its parts should be
    found = BOUNDARY.search(content) if part.get_content_maintype() == "multipart" else None
    if found:
        again = message_from_bytes(b'Content-Type: multipart/mixed; boundary="%s"\n\n' % found[1] + content)
    elif part.get_content_type() == "text/plain" and (lost := LOST_HEADER.match(content)):
        again = message_from_bytes(content[lost.end() :])
    else:
        return None
    return again if again.is_multipart() else None


def _is_body(part: Message) -> bool:
    """Whether a part is the text a mail program shows, or one that servers write for each other."""
    kind = part.get_content_type()
    if kind == "message/rfc822" or kind in REFUSED or kind in BESIDES:
        return False
    shown = part.get_content_maintype() in ("text", "multipart", "message")
    return shown and not file_name(part) and not raw(part, "content-disposition").lower().startswith("attachment")


def _is_picture(part: Message) -> bool:
    return part.get_content_maintype() == "image" or part.get_content_type() in BESIDES


def _attached(part: Message, holder: Item) -> Iterator[Item | Closed]:
    kind, name = part.get_content_type(), file_name(part)
    item = Item((*holder.archive_path, name or UNNAMED), b"", holder.arrival)
    if kind in REFUSED:
        refused = item if name else holder
        yield Closed(refused, f"{refused.name}：{REFUSED[kind]}")
    elif kind == "message/rfc822":
        inner = _inner(part)
        if isinstance(inner, bytes):
            yield replace(item, data=inner)
            return
        yield from _mail(inner, replace(item, archive_path=(*holder.archive_path, _subject(inner) or name or UNNAMED)))
    elif kind in BESIDES:
        yield Closed(item, f"{item.name}：{BESIDES[kind]}", BESIDE)
    else:
        data = mail_body.content(part)
        if (sealed := _sealed(item.name, data)) is not None:
            yield Closed(
                item, f"{item.name}：{(BESIDES | REFUSED)[sealed]}", BESIDE if sealed in BESIDES else UNREADABLE
            )
        elif tnef.identify(data):
            yield from tnef.items(replace(item, data=data, archive_path=(*holder.archive_path, name or "winmail.dat")))
        else:
            yield replace(item, data=data)


def _sealed(name: str, data: bytes) -> str | None:
    """The type of a file sent as any file that is a signature, or a mail signed or enciphered as a whole; None for others."""
    if data.lstrip().startswith(mail_body.LOCKED.encode()):
        return "multipart/encrypted"
    if not is_secured(data):
        return None
    return "application/pkcs7-signature" if name.lower().endswith(".p7s") else "application/pkcs7-mime"


def _inner(part: Message) -> Message | bytes:
    """The mail in a part; some programs encode it as if it were a file, and some call any file a mail."""
    payload = part.get_payload()
    inner = payload[0] if isinstance(payload, list) and payload else payload
    whole = inner.as_bytes() if isinstance(inner, Message) else mail_body.written(part)
    way = mail_body.encoding(part)
    if way == "base64" or (isinstance(inner, Message) and not inner.keys()):
        made = from_base64(whole)
        if way and made and not identify(made) and not identify(whole):
            return made
        return _read(made if identify(made) else whole)
    if way == "quoted-printable":
        return _read(quopri.decodestring(whole))
    return inner if isinstance(inner, Message) else _read(whole)


def _read(data: bytes) -> Message:
    return message_from_bytes(normal(data))


def _written(bodies: list[Message], holder: Item, files: int) -> Iterator[Item | Closed]:
    """What is inside the text of a mail: files in uuencode, then all that its words hold."""
    for part in bodies:
        data = mail_body.content(part)
        for name, content in chain(mail_body.uuencoded(data), mail_body.yencoded(data)):
            item = Item((*holder.archive_path, name or UNNAMED), content or b"", holder.arrival)
            files += 1
            if content is None:
                yield Closed(item, f"{item.name}：附件没有传完整（缺少结尾），取不出来。请发送人重发。")
            else:
                yield item
    yield from mail_body.in_text([mail_body.text(part) for part in bodies], holder, files > 0)


def _subject(mail: Message) -> str:
    return " ".join(header(mail, "subject").split())[:40]
