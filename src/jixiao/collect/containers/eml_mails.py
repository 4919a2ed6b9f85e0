"""Mails (.eml) and mailboxes (.mbox): their attachments with date and sender, whatever encoding their names are in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from email.utils import parseaddr

from jixiao.collect.model import Arrival, Item

HEADER = re.compile(rb"(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*)+", re.S)
KNOWN = re.compile(
    rb"(?im)^(?:from|to|subject|date|received|mime-version|message-id|return-path|x-unsent|content-type):"
)
SEPARATOR = re.compile(rb"(?m)^From [^\n]*\r?\n(?=[!-9;-~]+:)")
RAW = re.compile(
    rb"(?im)^(?:(?:subject|from|content-type|content-disposition):|[ \t]+(?:file)?name\*?=)[^\n]*[\x80-\xff][^\n]*$"
)
UNNAMED = "附件"
TNEF = b"\x78\x9f\x3e\x22"


def identify(data: bytes) -> bool:
    """Whether the bytes begin as a mail or a mailbox does: with header lines, two of them well known."""
    start = SEPARATOR.match(data)
    head = HEADER.match(data[start.end() if start else 0 :][:65536])
    return head is not None and len(set(map(bytes.lower, KNOWN.findall(head[0])))) >= 2


def items(item: Item) -> Iterator[Item | str]:
    """The attachments of each mail."""
    separators = list(SEPARATOR.finditer(item.data))
    if not item.data.startswith(b"From ") or not separators:
        yield from _attachments(_parsed(item.data), item)
        return
    ends = [*(found.start() for found in separators[1:]), len(item.data)]
    for number, (start, end) in enumerate(zip(separators, ends, strict=True), 1):
        mail = _parsed(item.data[start.end() : end])
        holder = Item((*item.trail, f"第 {number} 封 {_subject(mail)}".rstrip()), b"", item.arrival)
        yield from _attachments(mail, holder)


def _parsed(data: bytes) -> EmailMessage:
    """The mail; names written in bare GB bytes, as old programs do, are turned into UTF-8, which the parser takes."""
    return message_from_bytes(RAW.sub(_as_utf8, data), policy=policy.default)


def _as_utf8(line: re.Match[bytes]) -> bytes:
    try:
        line[0].decode()
        return line[0]
    except UnicodeDecodeError:
        return line[0].decode("gb18030", "replace").encode()


def _attachments(mail: Message, holder: Item) -> Iterator[Item | str]:
    arrival = Arrival(None, _date(mail) or holder.arrival.mailed, None, _sender(mail) or holder.arrival.sender)
    for part in _parts(mail):
        name = _name(part)
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload(0)
            if isinstance(inner, Message):
                yield from _attachments(inner, Item((*holder.trail, _subject(inner) or UNNAMED), b"", arrival))
            continue
        if not name and part.get_content_maintype() == "text":
            continue
        data = part.get_payload(decode=True)
        if isinstance(data, bytes) and data.startswith(TNEF):
            yield f"{holder.name} 里的 {name or 'winmail.dat'}：这是 Outlook 专有格式的附件，读不出来。请发送人用“纯文本”或“HTML”格式重发。"
        elif isinstance(data, bytes):
            yield Item((*holder.trail, name or UNNAMED), data, arrival)


def _parts(mail: Message) -> Iterator[Message]:
    """The leaves of a mail; a mail within it counts as one leaf."""
    if mail.get_content_type() == "message/rfc822" or not mail.is_multipart():
        yield mail
        return
    for part in mail.get_payload():
        if isinstance(part, Message):
            yield from _parts(part)


def _name(part: Message) -> str:
    try:
        return part.get_filename() or ""
    except (ValueError, LookupError, IndexError):  # headers no program should write
        return ""


def _subject(mail: Message) -> str:
    try:
        return " ".join(str(mail.get("Subject", "")).split())[:40]
    except (ValueError, LookupError, IndexError):
        return ""


def _date(mail: Message) -> datetime | None:
    try:
        found = mail["Date"].datetime if isinstance(mail, EmailMessage) and mail["Date"] else None
        return found.astimezone() if isinstance(found, datetime) else None
    except (ValueError, TypeError, AttributeError, LookupError, OverflowError, OSError):
        return None


def _sender(mail: Message) -> str | None:
    try:
        return parseaddr(str(mail.get("From", "")))[1] or None
    except (ValueError, LookupError, IndexError):
        return None
