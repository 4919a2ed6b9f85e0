"""A label and its value in one cell: 项目名称：河道清淤."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from jixiao.form.wording import label
from jixiao.recognise.labels import Labels

PAIR = re.compile(r"^\s*([^:：]{2,20})[:：]\s*(\S.*)$", re.S)
GAP = re.compile(r"\t+|[ \u3000\xa0]{3,}")


def pairs(text: str, labels: Labels) -> Iterator[tuple[str, str]]:
    """Field and value of each "label：value" in a cell whose label is known; several are apart by wide gaps."""
    if ":" not in text and "：" not in text:
        return
    for piece in GAP.split(text):
        found = _pair(piece)
        field = labels.header.get(found[0]) if found else None
        if found and field:
            yield field, found[1]


@lru_cache(maxsize=1024)
def _pair(piece: str) -> tuple[str, str] | None:
    found = PAIR.match(piece)
    return (label(found.group(1)), found.group(2).strip()) if found else None
