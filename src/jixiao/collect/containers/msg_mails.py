"""Mails that Outlook saved (.msg): attachments, date and sender, where the library olefile is installed."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from jixiao.collect.model import Arrival, Item
from jixiao.errors import CannotGoOn

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SIGN = "__properties_version1.0".encode("utf-16-le")
HEAD, ENTRY = 32, 16
SENT, DELIVERED = 0x0039, 0x0E06
CONTENT, LONG_NAME, SHORT_NAME = "37010102", "3707001F", "3704001F"
ADDRESSES = ("5D01001F", "0C1F001F")
EPOCH = datetime(1601, 1, 1, tzinfo=UTC)


def identify(data: bytes) -> bool:
    """Whether the bytes are a compound file with the properties of a mail."""
    return data.startswith(OLE) and SIGN in data


def items(item: Item) -> Iterator[Item | str]:
    """The attachments. Raises CannotGoOn without olefile, and for a damaged mail."""
    try:
        import olefile  # type: ignore[import-untyped]
    except ImportError:
        raise CannotGoOn(
            f"{item.name}：这是 Outlook 的 .msg 邮件，本机没有读取它的组件 olefile。请在 Outlook 里把附件另存出来，或把邮件另存为 .eml。"
        ) from None
    try:
        mail = olefile.OleFileIO(io.BytesIO(item.data))
        arrival = Arrival(None, _date(mail), None, _first(mail, "", ADDRESSES))
        for storage in sorted({path[0] for path in mail.listdir() if path[0].startswith("__attach")}):
            yield _attachment(mail, storage, item, arrival)
    except (OSError, ValueError, IndexError, struct.error, TypeError, OverflowError) as error:
        raise CannotGoOn(f"{item.name}：Outlook 邮件已损坏，打不开。请发送人重发。") from error


def _attachment(mail: Any, storage: str, item: Item, arrival: Arrival) -> Item | str:
    name = _first(mail, f"{storage}/", (LONG_NAME, SHORT_NAME)) or "附件"
    path = f"{storage}/__substg1.0_{CONTENT}"
    if not mail.exists(path):
        return f"{item.name} 里的 {name}：附件是另一封邮件或嵌入对象，没有读。请把它单独另存后放入。"
    return Item((*item.trail, name), mail.openstream(path).read(), arrival)


def _first(mail: Any, place: str, properties: tuple[str, ...]) -> str | None:
    paths = (f"{place}__substg1.0_{name}" for name in properties)
    found = next((path for path in paths if mail.exists(path)), None)
    if found is None:
        return None
    content: bytes = mail.openstream(found).read()
    return content.decode("utf-16-le", "replace").strip("\0")


def _date(mail: Any) -> datetime | None:
    """When it was sent: a count of 100 ns since 1601."""
    properties = mail.openstream("__properties_version1.0").read()[HEAD:]
    for at in range(0, len(properties) - ENTRY + 1, ENTRY):
        kind, name, _, value = struct.unpack_from("<HHIQ", properties, at)
        if name in (SENT, DELIVERED) and kind == 0x40:
            return (EPOCH + timedelta(microseconds=value // 10)).astimezone()
    return None
