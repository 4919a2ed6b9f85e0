"""Chinese text in whatever encoding it really has: labels of mails and archives are often wrong or missing."""

from __future__ import annotations

import codecs
import re

GB = "gb18030"
"""Contains gb2312 and gbk; programs write gb2312 and mean one of the others."""
GB_NAMES = re.compile(r"(?:x-|cs)?(?:gb|cp936|ms936|euc-?cn|euc_cn|chinese|windows-936|936\b|iso-ir-58)", re.I)
VAGUE = re.compile(r"(?:us-)?ascii|iso-?8859|latin|windows-125|cp125|unknown|default|x-user|ansi|binary", re.I)
"""Labels that say nothing about Chinese text: what is written under them is in some other encoding."""
WIDE = re.compile(r"[\u2010-\u206f\u2100-\u27bf\u3000-\u9fff\uf900-\ufaff\ufe30-\uffef\U00020000-\U0003ffff]*")


def chinese(data: bytes, label: str = "") -> str:
    """The text of `data`; `label` is the encoding it claims. Characters that are in no encoding become U+FFFD."""
    if data.isascii() and b"\x1b" not in data and not label.lower().startswith(("utf-16", "utf-7", "hz")):
        return data.decode("ascii")
    for encoding in _candidates(data, label.strip().strip("\"'").partition("*")[0]):
        try:
            return data.decode(encoding)
        except (UnicodeError, LookupError, ValueError):
            continue
    return data.decode(GB, "replace")


def _candidates(data: bytes, label: str) -> list[str]:
    if _surely_utf8(data):
        return ["utf-8"]
    if not label or GB_NAMES.match(label):
        return [GB, "utf-8"] if label else ["utf-8", GB]
    if VAGUE.match(label):
        return ["utf-8", GB, label]
    return [label, "utf-8", GB] if _is_text(label) else ["utf-8", GB]


def _surely_utf8(data: bytes) -> bool:
    """Whether the bytes are UTF-8 and give East Asian text: text in a GB encoding is that by no likely chance."""
    try:
        text = data.decode("utf-8")
    except UnicodeError:
        return False
    foreign = "".join(character for character in text if ord(character) > 127)
    return bool(foreign) and WIDE.fullmatch(foreign) is not None


def _is_text(label: str) -> bool:
    """Whether Python knows the label as an encoding of text (it has others, such as rot13)."""
    try:
        return bool(getattr(codecs.lookup(label), "_is_text_encoding", True))
    except (LookupError, ValueError):
        return False
