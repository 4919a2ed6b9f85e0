"""The user's own labels file: named on the command line, or labels.txt in the folder of the user's settings."""

from __future__ import annotations

import os
from pathlib import Path

from jixiao.errors import CannotGoOn, why_refused
from jixiao.recognise.taught import WrongLine, with_taught

NAME = "labels.txt"
ENCODINGS = ("utf-8-sig", "gb18030")


def own_labels(named: Path | None = None) -> str:
    """The text of the labels file; "" where there is none. Raises CannotGoOn with the line that is wrong."""
    place = named or home()
    if named is None and not place.is_file():
        return ""
    text = _text(place)
    try:
        with_taught(text)
    except WrongLine as error:
        raise CannotGoOn(f"{place}：{error}。请改正这一行。") from None
    return text


def home() -> Path:
    """Where the labels file is looked for when none is named."""
    folder = os.environ.get("APPDATA") or os.environ.get("XDG_CONFIG_HOME")
    return (Path(folder) if folder else Path.home() / ".config") / "jixiao" / NAME


def _text(place: Path) -> str:
    try:
        data = place.read_bytes()
    except OSError as error:
        raise CannotGoOn(f"{place}：标签文件打不开（{why_refused(error)}）。请检查路径。") from None
    for encoding in ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise CannotGoOn(f"{place}：标签文件不是文本。请用记事本另存为 UTF-8。")
