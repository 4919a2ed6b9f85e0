"""What counts as no reason in 偏差原因分析及改进措施 (workbook/reasons.toml)."""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from typing import NamedTuple

from jixiao import resources

SPACES = " \u3000\n"
"""Left out of the comparison beside the marks; what Excel keeps of a line break is its second half alone."""


class NoReason(NamedTuple):
    """`marks` are left out before a text is compared with `words`, case apart."""

    marks: str
    words: tuple[str, ...]


@cache
def no_reason() -> NoReason:
    """The list as data: used by the rules, and by the formula of 校验 on a project sheet."""
    data = tomllib.loads(resources.path("workbook/reasons.toml").read_text(encoding="utf-8"))
    return NoReason(SPACES + data["marks"], tuple(data["words"]))


@lru_cache(maxsize=16384)
def gives_reason(note: str | None) -> bool:
    """Whether the text of 偏差原因 says anything: blank cells, marks alone and words such as 无 do not."""
    left_out, words = _compared()
    bare = (note or "").replace("\r", "").translate(left_out)
    return bool(bare) and bare.casefold() not in words


@cache
def _compared() -> tuple[dict[int, None], frozenset[str]]:
    marks, words = no_reason()
    return dict.fromkeys(map(ord, marks)), frozenset(word.casefold() for word in words)
