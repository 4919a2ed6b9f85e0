"""The user's own folder on this machine: the log and the copies kept before changes."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from jixiao.form.file_name import file_name
from jixiao.xlsx.save import write_atomic

KEPT = 30  # copies of one workbook; older ones go
LONGEST = 200  # bytes of its name in the name of a copy


def folder(environment: Mapping[str, str] = os.environ) -> Path:
    """Where the program keeps what belongs to this user and this machine; on Windows it does not roam."""
    given = environment.get("LOCALAPPDATA") or environment.get("XDG_STATE_HOME")
    return (Path(given) if given else Path.home() / ".local" / "state") / "jixiao"


def log_file() -> Path:
    """The log, which a clerk sends along when she asks for help."""
    return folder() / "jixiao.log"


def keep(content: bytes, name: str, at: datetime | None = None) -> Path:
    """Keep a copy of the workbook `name` as it is now; the path of the copy. Of each workbook the last 30 stay."""
    place = folder() / "备份"
    place.mkdir(parents=True, exist_ok=True)
    stem, suffix = file_name(Path(name).stem, "工作簿", LONGEST), Path(name).suffix or ".xlsx"
    copy = place / f"{stem}-备份-{at or datetime.now():%Y%m%d-%H%M%S-%f}{suffix}"
    write_atomic(copy, content)
    earlier = sorted(each for each in place.iterdir() if each.name.startswith(f"{stem}-备份-"))
    for old in earlier[:-KEPT]:
        old.unlink(missing_ok=True)
    return copy
