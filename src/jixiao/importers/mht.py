"""A page saved as one file (.mht, 单个文件网页): the page itself out of its envelope."""

from __future__ import annotations

import re

HEAD = re.compile(rb"\A(?:[\w-]+:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){0,30}?content-type:\s*multipart/related", re.I)
FROM = 4096


def page(data: bytes) -> bytes | None:
    """The bytes of the first page in the envelope; None where the file is none."""
    if not HEAD.match(data[:FROM]):
        return None
    from email import message_from_bytes

    for part in message_from_bytes(data).walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            found = part.get_payload(decode=True)
            return found if isinstance(found, bytes) else None
    return None
