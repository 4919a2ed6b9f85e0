"""Outlook's own format for attachments (winmail.dat, MS-OXTNEF): the files in it, and those of mails inside it."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from jixiao.collect.encodings import chinese
from jixiao.collect.model import BESIDE, Closed, Item
from jixiao.errors import CannotGoOn

SIGNATURE = b"\x78\x9f\x3e\x22"
CODE_PAGE, BEGIN, TITLE, DATA, PROPERTIES = 0x00069007, 0x00069002, 0x00018010, 0x0006800F, 0x00069005
CONTENT, LONG_NAME, SHORT_NAME = 0x3701, 0x3707, 0x3704
FIXED = {2: 4, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 10: 4, 11: 4, 20: 8, 64: 8, 72: 16}
"""Bytes of the MAPI types of fixed length, by the number of the type."""
OBJECT, TEXT, WIDE_TEXT, BINARY = 13, 0x1E, 0x1F, 0x102
MANY = 0x1000
OBJECT_ID = 16


@dataclass(slots=True)
class Attachment:
    """An attachment as its attributes give it."""

    name: str = ""
    content: bytes | None = None


def identify(data: bytes) -> bool:
    """Whether the bytes are in this format."""
    return data.startswith(SIGNATURE)


def items(item: Item) -> Iterator[Item | Closed]:
    """The files in it, at least one line. Raises CannotGoOn for a damaged one."""
    try:
        found = _attachments(item.data)
    except (struct.error, IndexError, ValueError) as error:
        raise CannotGoOn(
            f"{item.name}：这是 Outlook 专有格式的附件，内容已损坏，读不出来。请发送人用“纯文本”或“HTML”格式重发。"
        ) from error
    if not found:
        yield Closed(item, f"{item.name}：这是 Outlook 专有格式的邮件正文，里面没有附件。", BESIDE)
    for one in found:
        inner = Item((*item.archive_path, one.name or "附件"), one.content or b"", item.arrival)
        if one.content is None:
            yield Closed(inner, f"{inner.name}：附件是链接或嵌入对象，取不出来。请发送人用“HTML”格式重发。")
        elif identify(inner.data):
            yield from items(inner)
        else:
            yield inner


def _attachments(data: bytes) -> list[Attachment]:
    found: list[Attachment] = []
    code_page = ""
    for kind, content in _attributes(data):
        if kind == CODE_PAGE:
            code_page = f"cp{struct.unpack_from('<I', content)[0]}"
        elif kind == BEGIN:
            found.append(Attachment())
        elif found and kind == TITLE:
            found[-1].name = found[-1].name or _text(content, code_page)
        elif found and kind == DATA:
            found[-1].content = content
        elif found and kind == PROPERTIES:
            _take(found[-1], dict(_properties(content, code_page)))
    return found


def _attributes(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = 6
    while at + 9 <= len(data):
        kind, length = struct.unpack_from("<II", data, at + 1)
        at += 9
        if at + length > len(data):
            raise ValueError("an attribute that reaches beyond the end")
        yield kind, data[at : at + length]
        at += length + 2


def _take(attachment: Attachment, properties: dict[int, str | bytes]) -> None:
    name = properties.get(LONG_NAME) or properties.get(SHORT_NAME)
    if isinstance(name, str):
        attachment.name = name
    content = properties.get(CONTENT)
    if isinstance(content, bytes):
        attachment.content = content


def _properties(data: bytes, code_page: str) -> Iterator[tuple[int, str | bytes]]:
    """The properties of variable length, one value each."""
    at = 4
    for _ in range(struct.unpack_from("<I", data)[0]):
        kind, name = struct.unpack_from("<HH", data, at)
        at = _after_name(data, at + 4) if name >= 0x8000 else at + 4
        single = kind & ~MANY
        count = 1
        if kind & MANY or single not in FIXED:
            count = struct.unpack_from("<I", data, at)[0]
            at += 4
        for _ in range(count):
            if single in FIXED:
                at += FIXED[single]
                continue
            length = struct.unpack_from("<I", data, at)[0]
            yield name, _value(single, data[at + 4 : at + 4 + length], code_page)
            at += 4 + -(-length // 4) * 4
            if at > len(data) + 3:
                raise ValueError("a property that reaches beyond the end")


def _after_name(data: bytes, at: int) -> int:
    kind, length = struct.unpack_from("<II", data, at + 16)
    return at + 24 + (-(-length // 4) * 4 if kind else 0)


def _value(kind: int, data: bytes, code_page: str) -> str | bytes:
    if kind == WIDE_TEXT:
        return data.decode("utf-16-le", "replace").rstrip("\0")
    if kind == TEXT:
        return _text(data, code_page)
    return data[OBJECT_ID:] if kind == OBJECT else data


def _text(data: bytes, code_page: str) -> str:
    return chinese(data.rstrip(b"\0"), code_page)
