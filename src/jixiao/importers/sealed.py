"""Files that the encryption software of an office hands over as they are on the disk: only programs it trusts can read them."""

from __future__ import annotations

from pathlib import PurePath

from jixiao.importers.foreign import RTF
from jixiao.importers.source import BINARY
from jixiao.xlsx.opc.guard import OLE, ZIP

NAMES = frozenset({".xlsx", ".xlsm", ".xltx", ".xlsb", ".xls", ".et", ".docx", ".docm", ".doc", ".wps"})
STARTS = (
    b"\xff\xfe",
    b"\xfe\xff",
    ZIP,
    b"PK\x05\x06",
    OLE,
    b"%PDF",
    RTF,
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
)
WORDS = (
    "内容是加密的（或已损坏），不是正常的 Office 文件。多半是单位的文件加密软件加了密，只有它信任的程序读得出。"
    "请先在加密软件里解密，或向发送人索取解密后的文件"
)


def is_sealed(name: str, data: bytes) -> bool:
    """Whether a file of this name begins as no file of any format does that a document may turn out to be."""
    begins = data.startswith(STARTS) or BINARY.search(data, 0, 65536) is None
    return PurePath(name).suffix.lower() in NAMES and not begins
