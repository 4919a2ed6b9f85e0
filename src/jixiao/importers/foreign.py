"""Files that hold other files, and are read by collecting only: what they are, in Chinese."""

from __future__ import annotations

import re

FOREIGN = (
    (b"Rar!\x1a\x07", 0, "rar 压缩包"),
    (b"7z\xbc\xaf\x27\x1c", 0, "7z 压缩包"),
    (b"MSCF\0\0\0\0", 0, "cab 压缩包"),
    (b"-lh", 2, "lzh 压缩包"),
    (b"CD001", 32769, "光盘映像（iso）"),
    (b"\x60\xea", 0, "arj 压缩包"),
    (b"ALZ\x01", 0, "alz 压缩包"),
    (b"EGGA", 0, "egg 压缩包"),
    (b"**ACE**", 7, "ace 压缩包"),
    (b"\x28\xb5\x2f\xfd", 0, "zst 压缩包"),
    (b"\x1f\x9d", 0, "Z 压缩包"),
)
"""Formats that only libarchive or their own programs read: first bytes, where they are, the name."""
MAIL = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?(?:received|message-id|mime-version|return-path):",
    re.I,
)
HEAD = 65536
OUTLOOK = "__substg1.0_".encode("utf-16-le")


def archive(data: bytes) -> str | None:
    """The kind of an archive that Python does not read."""
    return next((name for sign, at, name in FOREIGN if data[at : at + len(sign)] == sign), None)


def holder(data: bytes) -> str | None:
    """What a file is that holds others; None for one that holds a form itself or nothing."""
    if MAIL.match(data[:HEAD]) or OUTLOOK in data:
        return "邮件"
    if data.startswith(b"MZ") and b"\0" in data[:HEAD]:
        return "可执行程序（或自解压包），没有打开"
    packed = data.startswith((b"\x1f\x8b\x08", b"BZh", b"\xfd7zXZ\0"))
    return archive(data) or ("压缩文件" if packed else None)
