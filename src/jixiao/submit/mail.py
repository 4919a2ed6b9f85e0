"""A mail draft as an .eml file, which Outlook, Foxmail and Thunderbird open as a message not yet sent."""

from __future__ import annotations

import hashlib
import mimetypes
import re
from collections.abc import Iterable
from dataclasses import dataclass
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import getaddresses

from jixiao.errors import CannotGoOn

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
UNKNOWN = "application/octet-stream"
LINE_END, FOLD = "\r\n", "\r\n "
ENCODED = 66  # an encoded word with the name of its header stays below 78
BETWEEN = re.compile(r"[;；、,，]")
NARROW = SMTP.clone(max_line_length=76)  # at 78 Python makes encoded words of 76 characters; RFC 2047 allows 75


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file to go with a mail."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Draft:
    """A mail to be sent by a person; addresses as people write them: 绩效科 <jixiao@example.cn>.

    `answers` is the Message-ID of the mail this one replies to.
    """

    subject: str
    body: str
    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    sender: str | None = None
    attachments: tuple[Attachment, ...] = ()
    answers: str | None = None


def eml(draft: Draft) -> bytes:
    """The draft by RFC 5322, Chinese by RFC 2047 and RFC 2231; the same draft gives the same bytes.

    Raises CannotGoOn for an address no mail program would take.
    """
    message = EmailMessage(policy=NARROW)
    message["X-Unsent"] = "1"
    if draft.answers:
        message["In-Reply-To"] = message["References"] = _one_line(draft.answers)
    message.set_content(draft.body, cte="base64")
    names = [_one_line(item.name) for item in draft.attachments]
    for number, (item, name) in enumerate(zip(draft.attachments, names, strict=True)):
        kind = XLSX if item.name.lower().endswith(".xlsx") else mimetypes.guess_type(item.name)[0] or UNKNOWN
        main, _, sub = kind.partition("/")
        message.add_attachment(item.content, main, sub, filename=name, params={"name": _stand_in(number)})
    if draft.attachments:
        message.set_boundary(f"=_jixiao_{hashlib.sha256(repr(draft).encode()).hexdigest()[:32]}")
    senders = (draft.sender,) if draft.sender else ()
    people = [_people(*item) for item in (("From", senders), ("To", draft.to), ("Cc", draft.cc)) if item[1]]
    subject = f"Subject: {_words(_one_line(draft.subject))}{LINE_END}"
    return "".join((*people, subject)).encode() + _named(message.as_bytes(), names)


def addresses(people: Iterable[str]) -> list[Address]:
    """Each address parsed. Raises CannotGoOn naming the one that is none."""
    return [_address(person, *pair) for person in people for pair in getaddresses([_one_line(person)]) or [("", "")]]


def usable(written: str) -> tuple[str, ...]:
    """The addresses in a text as people write several of them, apart by ; or 、; what is none is left out."""
    return tuple(person for person in map(str.strip, BETWEEN.split(written)) if is_address(person))


def is_address(person: str) -> bool:
    """Whether a mail program would take it."""
    try:
        return bool(addresses([person]))
    except CannotGoOn:
        return False


def _address(written: str, name: str, spec: str) -> Address:
    local, at, domain = spec.rpartition("@")
    if not (local and at and domain and spec.isascii() and " " not in spec):
        raise CannotGoOn(f"收件人“{written}”不是邮箱地址。应写成 name@example.cn，或 绩效科 <name@example.cn>。")
    return Address(name, local, domain)


def _people(header: str, people: Iterable[str]) -> str:
    return f"{header}: " + f",{FOLD}".join(map(_person, addresses(people))) + LINE_END


def _person(item: Address) -> str:
    return str(item) if item.display_name.isascii() else f"{_words(item.display_name)}{FOLD}<{item.addr_spec}>"


def _words(text: str) -> str:
    """RFC 2047 words that hold the spaces of `text` too; the folding of EmailMessage loses or adds some."""
    return Header(text, "utf-8", maxlinelen=ENCODED).encode(linesep=LINE_END)


def _stand_in(number: int) -> str:
    return f"jixiao-{number}"


def _named(content: bytes, names: Iterable[str]) -> bytes:
    """Put the names of attachments beside their types as RFC 2047 words, as Thunderbird and Outlook do.

    Outlook and QQ mail know no RFC 2231: without it they call the attachment ATT00001.dat. EmailMessage never writes it.
    """
    for number, name in enumerate(names):
        plain = f'name="{_stand_in(number)}"'.encode()
        content = content.replace(plain, f'name="{_words(name)}"'.encode(), 1)
    return content


def _one_line(text: str) -> str:
    """A line break in a header would begin another header."""
    return " ".join(text.split())
