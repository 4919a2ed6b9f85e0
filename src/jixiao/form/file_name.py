"""A file name made of what a user wrote: fit for Windows, Excel and every file system, and still readable."""

from __future__ import annotations

import re

LONGEST = 150
"""Bytes in UTF-8, 50 Chinese characters: a name may have 255, and the folder before it counts in Excel's 218 characters."""
FORBIDDEN = str.maketrans('<>:"/\\|?*[]', "＜＞：”／＼｜？＊［］")
"""What Windows allows in no file name and, the brackets, Excel in no name of a workbook; each by its full-width form."""
DEVICES = re.compile(r"(CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(?:COM|LPT)[\d¹²³])(?= *(?:\.|$))", re.IGNORECASE)
"""Names of devices, which Windows opens instead of a file, whatever ending follows."""


def file_name(text: str | None, otherwise: str, longest: int = LONGEST) -> str:
    """A file name, or the beginning of one, that says `text` in at most `longest` bytes; `otherwise` where nothing is left."""
    visible = "".join(" " if letter.isspace() else letter for letter in text or "" if _is_shown(letter))
    name = " ".join(visible.split()).translate(FORBIDDEN).strip(". ")
    name = DEVICES.sub(r"\1_", name, count=1) if DEVICES.match(name) else name
    return name.encode("utf-8", "ignore")[:longest].decode("utf-8", "ignore").strip(". ") or otherwise


def _is_shown(letter: str) -> bool:
    return letter.isprintable() or letter.isspace()
