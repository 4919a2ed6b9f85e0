"""Files that hold other files, and are read by collecting only: what they are, in Chinese."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable

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
    (b"\x04\x22\x4d\x18", 0, "lz4 压缩包"),
    (b"\x5d\0\0", 0, "lzma 压缩包"),
    (b"xar!", 0, "xar 压缩包"),
    (b"!<arch>\n", 0, "ar 压缩包"),
    (b"070707", 0, "cpio 压缩包"),
    (b"070701", 0, "cpio 压缩包"),
)
"""Formats that only libarchive or their own programs read: first bytes, where they are, the name."""
MAIL = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:From [^\n]*\n|\d{1,10}[ \t]*\r?\n)?(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?(?:received|message-id|mime-version|return-path):",
    re.I,
)
HEAD = 65536
TAR, TAR_AT = b"ustar", 257
PROGRAM = b"MZ"
CMS = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07"
"""What is near the beginning of what S/MIME signs or enciphers."""
OUTLOOK = "__substg1.0_".encode("utf-16-le")
RTF = b"{\\rtf"
XML_KINDS = {
    "urn:schemas-microsoft-com:office:spreadsheet": ("Excel 2003 的 XML 表格", "Excel 或 WPS", ".xlsx"),
    "schemas.microsoft.com/office/word/2003/wordml": ("Word 2003 的 XML 文档", "Word 或 WPS", ".docx"),
    "schemas.microsoft.com/office/2006/xmlPackage": ("Word 的 XML 文档", "Word 或 WPS", ".docx"),
    "urn:oasis:names:tc:opendocument": ("ODF 的 XML 文件", "LibreOffice", ".xlsx 或 .docx"),
    "schemas.uof.org": ("UOF（标文通）文件", "WPS 或永中 Office", ".xlsx 或 .docx"),
}
"""Whole documents written as one XML text: a namespace each declares, its name, what opens it, what to save it as."""
XML_HEAD = 4096
VOLUME = re.compile(r"\.(?:[zr]\d\d|part\d+\.rar|\d{3})$", re.I)
VOLUME_WORDS = "这是分卷压缩包的一卷，单独打不开。请把各卷放在一个文件夹里，用解压软件解压后，读其中的表格"
_END = struct.Struct("<4sH")
"""How the last record of a zip begins: its sign, then the number of the volume it is in."""
STORES = (
    (b"!BDN", "Outlook 数据文件（.pst、.ost）"),
    (b"\xcf\xad\x12\xfe", "Outlook Express 邮箱（.dbx）"),
)
"""Whole mailboxes that only their own program opens."""
PACKAGES = {
    "ofd.xml": (" OFD 版式文件", "其中的表格读不准。请向填报人索取 Word 或 Excel 原件"),
    "index/document.iwa": ("苹果 Numbers、Pages 文件", "读不出来。请在苹果电脑上导出为 Excel 或 Word 后再试"),
    "ppt/presentation.xml": ("演示文稿（.pptx）", "不是自评表。请确认选对了文件"),
}
"""Zip packages of other programs by a part each has: the name, and what to do."""
OFFICE = frozenset({"ppt/presentation.xml"})


def old_xml(text: str | None) -> str | None:
    """What to do with a document written as one XML text; None for any other text."""
    if text is None or not text.lstrip().startswith("<"):
        return None
    found = next((kind for space, kind in XML_KINDS.items() if space in text[:XML_HEAD]), None)
    return found and f"这是 {found[0]}，读不出来。请用 {found[1]} 打开，另存为 {found[2]} 后再试。"


def archive(data: bytes) -> str | None:
    """The kind of an archive that Python does not read."""
    return next((name for sign, at, name in FOREIGN if data[at : at + len(sign)] == sign), None)


def is_secured(data: bytes) -> bool:
    """Whether a file is what S/MIME signs or enciphers."""
    return data[:1] == b"0" and CMS in data[:32]


def is_volume(name: str, data: bytes) -> bool:
    """Whether a file is one of several that an archive was split into: by its name, or as the last one of a zip says."""
    if VOLUME.search(name):
        return True
    at = data.rfind(b"PK\5\6", -(1 << 16))
    return at >= 0 and at + _END.size <= len(data) and 0 < _END.unpack_from(data, at)[1] < 0xFFFF


def package(names: Iterable[str]) -> str | None:
    """What to do with a zip package of another program that has parts of these names; None for any other."""
    folded = {name.replace("\\", "/").lower() for name in names}
    is_office = "[content_types].xml" in folded
    found = next(
        (words for part, words in PACKAGES.items() if part in folded and (is_office or part not in OFFICE)), None
    )
    return found and f"这是{found[0]}，{found[1]}。"


def holder(data: bytes) -> str | None:
    """What a file is that holds others; None for one that holds a form itself or nothing."""
    if MAIL.match(data[:HEAD]) or OUTLOOK in data:
        return "邮件"
    packed = data.startswith((b"\x1f\x8b\x08", b"BZh", b"\xfd7zXZ\0"))
    if data[TAR_AT : TAR_AT + len(TAR)] == TAR:
        return "tar 压缩包"
    return archive(data) or ("压缩文件" if packed else None)


def to_be_taken_out(data: bytes) -> str | None:
    """What to do with a file that holds others; None for one that does not."""
    store = next((name for sign, name in STORES if data.startswith(sign)), None)
    if store is not None:
        return f"这是 {store}，没有打开。请在 Outlook 里把邮件或附件另存出来再读。"
    if is_secured(data):
        return "这是签名或加密的邮件（S/MIME），没有打开。请在邮件程序里打开它，把附件另存出来再读。"
    if data.startswith(PROGRAM) and b"\0" in data[:HEAD]:
        return "这是可执行程序（或自解压包），没有打开。请把其中的表格取出来再读。"
    held = holder(data)
    space = " " if held and held[0].isascii() else ""
    return held and f"这是{space}{held}。请把其中的表格取出来再读，或用 jixiao collect 读它。"
