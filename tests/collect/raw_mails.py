"""Mails written byte by byte, as other programs write them."""

from __future__ import annotations

import base64
import binascii
import quopri
from collections.abc import Callable, Sequence

HEAD = b"From: a@example.org\r\nTo: b@example.org\r\nDate: Thu, 04 Mar 2021 18:30:00 +0800\r\nMIME-Version: 1.0\r\n"
Part = tuple[bytes, bytes]
"""Headers and body, as they are in the mail."""


def mail(
    *parts: Part, head: bytes = HEAD, kind: bytes = b"multipart/mixed; boundary=BB", boundary: bytes = b"BB"
) -> bytes:
    """A mail of these parts after a greeting."""
    greeting = (b"Content-Type: text/plain", b"hi")
    pieces = b"".join(b"--%s\r\n%s\r\n\r\n%s\r\n" % (boundary, headers, body) for headers, body in (greeting, *parts))
    return head + b"Content-Type: " + kind + b"\r\n\r\n" + pieces + b"--" + boundary + b"--\r\n"


def body(text: str, kind: bytes = b"text/plain; charset=utf-8") -> bytes:
    """A mail that is only a text."""
    return HEAD + b"Content-Type: " + kind + b"\r\n\r\n" + text.encode()


def attached(content: bytes, way: str = "base64", name: bytes = b'filename="a.txt"', more: bytes = b"") -> Part:
    """An attachment in the transfer encoding `way`."""
    labelled = more or b"Content-Transfer-Encoding: " + way.encode()
    headers = b"Content-Type: application/octet-stream\r\nContent-Disposition: attachment; " + name + b"\r\n" + labelled
    return headers, WAYS[way](content)


def uu(content: bytes, name: bytes = b"a.txt") -> bytes:
    """`content` uuencoded, the spaces at the ends of lines cut as mail servers do."""
    lines = [binascii.b2a_uu(content[at : at + 45]).rstrip() for at in range(0, len(content), 45)]
    return b"begin 644 " + name + b"\r\n" + b"\r\n".join([*lines, b"`", b"end"]) + b"\r\n"


def nested(inner: bytes, way: str = "") -> Part:
    """A mail as an attachment of another; encoded as if it were a file where `way` says so."""
    label = b"\r\nContent-Transfer-Encoding: " + way.encode() if way else b""
    return b"Content-Type: message/rfc822" + label, WAYS[way](inner)


def zipped_raw(files: Sequence[tuple[bytes, bytes]], flag: int = 0) -> bytes:
    """A .zip whose names are these bytes, with these general purpose flags, however wrong."""
    import io
    import struct
    import zipfile

    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, (name, content) in enumerate(files):
            archive.writestr(f"{number:06d}".ljust(len(name), "x"), content)
    data = bytearray(made.getvalue())
    for number, (name, _) in enumerate(files):
        given = f"{number:06d}".ljust(len(name), "x").encode()
        for mark, flags, at in ((b"PK\x03\x04", 6, 30), (b"PK\x01\x02", 8, 46)):
            start = next(place for place in _places(data, mark) if data[place + at : place + at + len(given)] == given)
            struct.pack_into("<H", data, start + flags, flag)
            data[start + at : start + at + len(name)] = name
    return bytes(data)


def _places(data: bytearray, mark: bytes) -> list[int]:
    found, at = [], data.find(mark)
    while at >= 0:
        found.append(at)
        at = data.find(mark, at + 1)
    return found


WAYS: dict[str, Callable[[bytes], bytes]] = {
    "base64": base64.encodebytes,
    "quoted-printable": quopri.encodestring,
    "x-uuencode": uu,
    "8bit": bytes,
    "": bytes,
}
