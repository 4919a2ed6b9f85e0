"""What a part of a mail holds: transfer encodings under any spelling, uuencoded files inside a text, links to files elsewhere."""

from __future__ import annotations

import binascii
import quopri
import re
import tomllib
from collections.abc import Iterator, Sequence
from copy import copy
from email.message import Message
from functools import cache
from html import unescape
from typing import Any

from jixiao import resources
from jixiao.collect.base64_text import decoded as from_base64
from jixiao.collect.base64_text import is_base64
from jixiao.collect.encodings import chinese
from jixiao.collect.mail_headers import parameters, raw
from jixiao.collect.model import Closed, Item
from jixiao.importers.foreign import RTF
from jixiao.xlsx.opc.guard import OLE, ZIP

KNOWN = (ZIP, b"PK\x05\x06", OLE, b"%PDF", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", RTF)
"""How files begin that nobody attaches as plain text."""
UU_BEGIN = re.compile(rb"begin(?P<base64>-base64)? [0-7]{3,4} (?P<name>\S.*)")
UU_LINE = re.compile(rb"[ -`]{1,90}")
UU_ENDS = (b"end", b"====")
Y_BEGIN = re.compile(rb"=ybegin (?P<given>.*?)name=(?P<name>.+)")
Y_END, Y_PART = re.compile(rb"=yend .*?\bsize=(\d{1,12})"), b"part="
Y_SHIFT = bytes((value - 42) % 256 for value in range(256))
LOCKED = "-----BEGIN PGP MESSAGE-----"
LOCKED_WORDS = "邮件是加密的，打不开。请发送人关闭加密后重发，或在邮件程序里打开后把附件另存放入。"
LINK = re.compile(r"""https?://[^\s"'<>，。）]+""", re.I)
TAG = re.compile(r"<(?:style|script)\b[^<]*|<[^<>]*>", re.I)
LONGEST = 1 << 20
"""Characters of a text that are searched for links."""


def content(part: Message) -> bytes:
    """The bytes of a part, its transfer encoding undone, whatever it is called and whether it is named rightly."""
    data = written(part)
    if data.startswith(KNOWN):
        return data
    made = _decoded(data, encoding(part))
    # a part labelled 7bit, or not at all, may be base64 all the same; and some gateways encode twice
    return from_base64(made) if is_base64(made.strip()) else made


def written(part: Message) -> bytes:
    """The bytes of a part as they are in the mail."""
    bare = copy(part)
    # without a transfer encoding the parser gives bytes beyond ASCII as they came
    del bare["content-transfer-encoding"]
    payload = bare.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def encoding(part: Message) -> str:
    """The transfer encoding: base64, quoted-printable, uuencode, or "" for none."""
    name = re.sub(r"[^a-z0-9]", "", raw(part, "content-transfer-encoding").lower().partition(";")[0].partition("(")[0])
    for known, starts in (("base64", ("base64", "b64", "xbase64")), ("quoted-printable", ("quotedprint", "qp"))):
        if name.startswith(starts):
            return known
    return "uuencode" if "uue" in name or name == "uu" else ""


def text(part: Message) -> str:
    """The text of a part, in the encoding it really has."""
    return chinese(content(part), parameters(raw(part, "content-type")).get("charset", ""))


def uuencoded(data: bytes) -> Iterator[tuple[str, bytes | None]]:
    """The files written into a text by old mail programs: name and content, None where its end is missing."""
    begun: re.Match[bytes] | None = None
    lines: list[bytes] = []
    for line in data.splitlines():
        found = UU_BEGIN.fullmatch(line)
        if begun is not None and line.rstrip() in UU_ENDS:
            yield _uu_name(begun), from_base64(b"\n".join(lines)) if begun["base64"] else b"".join(map(_uu_line, lines))
            begun = None
        elif found:
            if begun is not None and lines:
                yield _uu_name(begun), None
            begun, lines = found, []
        elif begun is not None:
            # a sentence that begins so is no file
            begun = begun if lines or UU_LINE.fullmatch(line) else None
            lines.append(line)
    if begun is not None and lines:
        yield _uu_name(begun), None


def yencoded(data: bytes) -> Iterator[tuple[str, bytes | None]]:
    """The files written into a text in yEnc: name and content, None where a part or the end is missing."""
    begun: re.Match[bytes] | None = None
    lines: list[bytes] = []
    for line in data.splitlines() if b"=ybegin " in data else ():
        found, end = Y_BEGIN.fullmatch(line), Y_END.match(line)
        if begun is not None and (found or end):
            content = _y_decoded(b"".join(lines))
            is_whole = end is not None and len(content) == int(end[1]) and Y_PART not in begun["given"]
            yield _uu_name(begun), content if is_whole else None
            begun = None
        if found:
            begun, lines = found, []
        elif begun is not None:
            lines.append(line)
    if begun is not None:
        yield _uu_name(begun), None


def linked(body: str) -> str | None:
    """What a link in the text leads to instead of an attachment: the file's name, "" where it has none; None without one."""
    words, body = _words(), body[:LONGEST]
    links = LINK.findall(unescape(body))
    plain = unescape(TAG.sub(" ", body))
    if not any(words["links"].search(link) for link in links) and not (
        links and any(word in plain for word in words["words"])
    ):
        return None
    named = words["names"].search(plain)
    return named[0] if named else ""


def in_text(texts: Sequence[str], holder: Item, has_files: bool) -> Iterator[Item | Closed]:
    """What the texts of a mail hold: tables with forms, which count where no file of the mail has one, enciphered text, a link to a file kept elsewhere."""
    spare = f"{holder.name}：正文里也有自评表，以附件为准，正文的没有读。" if has_files else ""
    for form in filter(holds_form, texts):
        name = "正文.html" if "<td" in form.lower() else "正文.txt"
        yield Item((*holder.archive_path, name), form.encode("utf-8", "replace"), holder.arrival, spare)
    if any(LOCKED in text for text in texts):
        yield Closed(holder, f"{holder.name}：{LOCKED_WORDS}")
    link = next((found for text in texts if (found := linked(text)) is not None), None)
    if link is not None:
        item = Item((*holder.archive_path, link or "云附件"), b"", holder.arrival)
        yield Closed(
            item,
            f"{item.name}：是云附件（超大附件、网盘链接），文件不在邮件里。请趁链接没有过期下载它，放入收件夹。",
        )


def shows_labels(body: str) -> bool:
    """Whether a text or a page has the labels that every form has."""
    plain = "".join(unescape(TAG.sub("", body)).split())
    return all(label in plain for label in _words()["labels"])


def holds_form(body: str) -> bool:
    """Whether a text of a mail has a form in a table."""
    return ("\t" in body or "<td" in body.lower()) and shows_labels(body)


def _decoded(data: bytes, encoding: str) -> bytes:
    if encoding == "base64":
        return from_base64(data)
    if encoding == "quoted-printable":
        return quopri.decodestring(data)
    if encoding == "uuencode":
        return next((found for _, found in uuencoded(data) if found is not None), data)
    return data


def _uu_name(begun: re.Match[bytes]) -> str:
    return chinese(begun["name"]).strip()


def _y_decoded(data: bytes) -> bytes:
    """Each character shifted back by 42; the one behind an equals sign by 64 more."""
    first, *others = data.split(b"=")
    escaped = (bytes([(piece[0] - 64) % 256]) + piece[1:] for piece in others if piece)
    return b"".join((first, *escaped)).translate(Y_SHIFT)


def _uu_line(line: bytes) -> bytes:
    """A line of uuencoded text; spaces that were cut from its end are put back."""
    if not line.strip():
        return b""
    length = (line[0] - 32) & 63
    wanted = (length + 2) // 3 * 4
    line = line[: wanted + 1].ljust(wanted + 1)
    try:
        return binascii.a2b_uu(line)
    except binascii.Error:
        return b""


@cache
def _words() -> dict[str, Any]:
    with resources.path("workbook/mails.toml").open("rb") as file:
        given = tomllib.load(file)
    cloud = given["cloud"]
    return {
        "labels": tuple(given["body"]["labels"]),
        "words": tuple(cloud["words"]),
        "links": re.compile("|".join(cloud["links"]), re.I),
        "names": re.compile(rf"[^\s/\\<>:\"'|?*，。：；]{{1,80}}\.(?:{'|'.join(cloud['names'])})\b", re.I),
    }
