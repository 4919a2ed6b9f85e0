"""The one family of errors that end an action; each carries a whole Chinese message for the user."""

from __future__ import annotations

REASONS = {
    **dict.fromkeys(("ENOENT", "ENOTDIR"), "找不到"),
    **dict.fromkeys(("EACCES", "EPERM"), "没有权限，或正被别的程序打开"),
    **dict.fromkeys(("ENOSPC", "EDQUOT"), "磁盘已满"),
    "EROFS": "只读，没有写入权限",
    "EISDIR": "这是文件夹",
    "ENAMETOOLONG": "名称太长",
    "EIO": "磁盘或网络出错",
    **dict.fromkeys(("EMFILE", "ENFILE"), "同时打开的文件太多"),
}
"""What the usual refusals of an operating system mean; its own words are English."""


def why_refused(error: OSError) -> str:
    """Why the system refused, for a message: in its own words where they are not English, or nothing else is known."""
    from errno import errorcode

    said = error.strerror or str(error)
    return REASONS.get(errorcode.get(error.errno or 0, ""), said) if said.isascii() else said


class CannotGoOn(Exception):
    """The action cannot go on; the text names the file, what is wrong and the next step."""


class ForNow(CannotGoOn):
    """It cannot go on as this machine is now: a program is missing or too slow. Nothing remembers it as a result."""
