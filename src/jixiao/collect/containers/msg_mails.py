"""Mails that Outlook saved (.msg): attachments, date and sender, mails inside mails, where the library olefile is installed."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from typing import Any

from jixiao.collect import mail_body
from jixiao.collect.containers.eml_mails import dated, sent_by
from jixiao.collect.encodings import chinese
from jixiao.collect.model import BESIDE, Arrival, Closed, Item
from jixiao.errors import CannotGoOn, ForNow
from jixiao.xlsx.opc.guard import OLE

SIGN = "__properties_version1.0".encode("utf-16-le")
PROPERTIES = "__properties_version1.0"
HEAD, INNER_HEAD, ENTRY = 32, 24, 16
SENT, DELIVERED = 0x0039, 0x0E06
CODE_PAGES = (0x3FFD, 0x3FDE)
"""The code page of the texts in bytes, and the one they were sent in."""
CONTENT, OBJECT = "37010102", "3701000D"
LONG_NAME, SHORT_NAME, SHOWN_NAME, ADDRESS = "3707", "3704", "3001", "370D"
SENDERS = ("5D01", "5D02", "0C1F", "0065")
HEADERS, SUBJECT, BODY, HTML = "007D", "0037", "1000", "1013"
WIDE, NARROW, BINARY = "001F", "001E", "0102"
EPOCH = datetime(1601, 1, 1, tzinfo=UTC)


def identify(data: bytes) -> bool:
    """Whether the bytes are a compound file with the properties of a mail."""
    return data.startswith(OLE) and SIGN in data


def items(item: Item) -> Iterator[Item | Closed]:
    """The attachments, at least one line. Raises CannotGoOn without olefile, and for a damaged mail."""
    try:
        import olefile  # type: ignore[import-untyped]
    except ImportError:
        raise ForNow(
            f"{item.name}：这是 Outlook 的 .msg 邮件，本机没有读取它的组件 olefile。请在 Outlook 里把附件另存出来，或把邮件另存为 .eml。"
        ) from None
    try:
        file = olefile.OleFileIO(io.BytesIO(item.data))
        yield from _mail(Storage(file, (), HEAD), replace(item, data=b""))
    except (OSError, ValueError, IndexError, struct.error, TypeError, OverflowError, AttributeError) as error:
        raise CannotGoOn(f"{item.name}：Outlook 邮件已损坏，打不开。请发送人重发。") from error


@dataclass(frozen=True, slots=True)
class Storage:
    """A mail or an attachment within the file: where it is, and how long the head of its properties is."""

    file: Any
    path: tuple[str, ...]
    head: int
    code_page: str = ""

    def text(self, *properties: str) -> str | None:
        """The first of these properties that has a text."""
        return next((text for name in properties if (text := self._text(name))), None)

    def content(self, name: str) -> bytes | None:
        """The bytes of a property by its number and type; None where it has none."""
        at = [*self.path, f"__substg1.0_{name}"]
        return bytes(self.file.openstream(at).read()) if self.file.exists("/".join(at)) else None

    def fixed(self) -> dict[int, tuple[int, int]]:
        """Type and value of the properties of fixed length, by number."""
        data = self.file.openstream([*self.path, PROPERTIES]).read()[self.head :]
        rows = (struct.unpack_from("<HHIQ", data, at) for at in range(0, len(data) - ENTRY + 1, ENTRY))
        return {name: (kind, value) for kind, name, _, value in rows}

    def inside(self, name: str, head: int) -> Storage:
        """A storage within this one."""
        return replace(self, path=(*self.path, name), head=head)

    def storages(self, prefix: str) -> list[str]:
        """The names of the storages here that begin so."""
        depth = len(self.path)
        listed = self.file.listdir()
        here = (path[depth] for path in listed if len(path) > depth + 1 and tuple(path[:depth]) == self.path)
        return sorted({name for name in here if name.startswith(prefix)})

    def _text(self, name: str) -> str | None:
        wide = self.content(name + WIDE)
        if wide is not None:
            return wide.decode("utf-16-le", "replace").rstrip("\0")
        narrow = self.content(name + NARROW)
        return None if narrow is None else chinese(narrow.rstrip(b"\0"), self.code_page)


def _mail(mail: Storage, item: Item) -> Iterator[Item | Closed]:
    fixed = mail.fixed()
    page = next((fixed[name][1] & 0xFFFFFFFF for name in CODE_PAGES if name in fixed), 0)
    mail = replace(mail, code_page="utf-8" if page == 65001 else f"cp{page}" if page else "")
    headers = message_from_bytes((mail.text(HEADERS) or "").encode("utf-8", "replace"))
    date = _date(fixed) or dated(headers) or item.arrival.mailed
    item = replace(item, arrival=Arrival(None, date, None, _sender(mail) or sent_by(headers) or item.arrival.sender))
    given = 0
    for name in mail.storages("__attach"):
        for inner in _attachment(mail.inside(name, 8), item):
            given += 1
            yield inner
    for inner in _written(mail, item, given):
        given += 1
        yield inner
    if not given:
        yield Closed(item, f"{item.name}：邮件里没有附件，正文里也没有自评表。", BESIDE)


def _attachment(one: Storage, item: Item) -> Iterator[Item | Closed]:
    name = one.text(LONG_NAME, SHORT_NAME, SHOWN_NAME) or "附件"
    inner = Item((*item.archive_path, name.replace("\\", "/").rpartition("/")[2] or "附件"), b"", item.arrival)
    content = one.content(CONTENT)
    if content is not None:
        yield replace(inner, data=content)
    elif OBJECT_STORAGE in one.storages("__substg"):
        mail = one.inside(OBJECT_STORAGE, INNER_HEAD)
        if mail.file.exists("/".join([*mail.path, PROPERTIES])):
            title = " ".join((mail.text(SUBJECT) or "").split())[:40]
            yield from _mail(mail, replace(inner, archive_path=(*item.archive_path, title or inner.name)))
        else:
            yield Closed(inner, f"{inner.name}：附件是嵌入对象，没有读。请把它单独另存后放入。")
    else:
        yield Closed(inner, f"{inner.name}：附件是链接或没有保存下来，取不出来。请向发送人索取原件。")


OBJECT_STORAGE = f"__substg1.0_{OBJECT}"


def _written(mail: Storage, item: Item, files: int) -> Iterator[Item | Closed]:
    html = mail.content(HTML + BINARY)
    bodies = [
        text for text in (chinese(html, mail.code_page) if html else None, mail.text(HTML), mail.text(BODY)) if text
    ]
    # one text in several forms: the first that has a form stands for all
    form = next(filter(mail_body.holds_form, bodies), None)
    yield from mail_body.in_text([form] if form else bodies, item, files > 0)


def _sender(mail: Storage) -> str | None:
    return next((text for name in SENDERS if (text := mail.text(name)) and "@" in text), None)


def _date(fixed: dict[int, tuple[int, int]]) -> datetime | None:
    """When it was sent: a count of 100 ns since 1601."""
    for name in (SENT, DELIVERED):
        kind, value = fixed.get(name, (0, 0))
        if kind == 0x40 and value:
            return (EPOCH + timedelta(microseconds=value // 10)).astimezone()
    return None
