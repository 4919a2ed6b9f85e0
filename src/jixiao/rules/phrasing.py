"""How figures and texts are worded in messages, and how texts are made comparable."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache

from jixiao.form.rounding import plain

NOISE = re.compile(r"[\s，。、；：“”‘’（）《》【】,.;:()\[\]!！?？\"'·…—\-]+")
BLANKS = re.compile(r"\s+")
INNER_MARKS = str.maketrans("“”", "‘’")
LONGEST_QUOTE = 40


@lru_cache(maxsize=4096)
def points(value: Decimal) -> str:
    """Points, an amount or a count in its shortest text."""
    return plain(value)


@lru_cache(maxsize=8192)
def quote(text: str) -> str:
    """`text` between Chinese quotation marks (its own become single ones), on one line, cut in the middle when long."""
    line = BLANKS.sub(" ", text.strip()).translate(INNER_MARKS)
    if len(line) > LONGEST_QUOTE:
        line = f"{line[: LONGEST_QUOTE - 12]}……{line[-10:]}"
    return f"“{line}”"


@lru_cache(maxsize=16384)
def bare(text: str) -> str:
    """`text` without spaces and punctuation, half-width: what is compared when two cells are said to be the same."""
    return NOISE.sub("", unicodedata.normalize("NFKC", text))


def listed(texts: list[str], most: int = 4) -> str:
    """The first few of `texts`, joined; says how many there are when some are left out."""
    shown = "、".join(texts[:most])
    return shown if len(texts) <= most else f"{shown}等 {len(texts)} 处"
