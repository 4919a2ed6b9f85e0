"""How a cell's text is tidied: as written for people, and as a bare label for comparing; words as patterns."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache

HAN = r"[^\W\da-zA-Z_\x80-\xff]"
"""A Chinese character: a letter that is no Latin one. A range of them all would take each pattern a millisecond to compile."""
NOT_HAN = r"[\W\da-zA-Z_\x80-\xff]"
LINE_BREAK = re.compile(r"[ \t\u3000]*(?:\r\n|[\r\n\v\f\u2028])\s*")
WIDE = ("\u2e80\u9fff", "\uf900\ufaff", "\uff00\uffef", "\u2018\u201d", "\u2026\u2026", "\u2014\u2014")
"""First and last of the characters that are side by side without a blank."""
INVISIBLE = re.compile("[\x7f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
"""Characters of no width that copying leaves behind: nobody wrote them."""
BLANK = re.compile(r"\s+")
BRACKETS = re.compile(r"\([^()]*\)")
ORDINAL = re.compile(r"^(?:\d{1,2}[.、](?!\d)|[一二三四五六七八九十]{1,2}、)")
AMONG = re.compile(r"^其中[:\-—]?")
POINTS = re.compile(
    r"\s*(?:[(（]\s*(?:\d+\s*[-—~～至]\s*)?\d+(?:\.\d+)?\s*[分%]?\s*[)）]\s*分?|\d+(?:\.\d+)?\s*分)\s*$"
)
BETWEEN_WIDE = re.compile(rf"(?<={HAN})\s+(?={HAN})")


@lru_cache(maxsize=8192)
def one_line(text: str) -> str:
    """`text` with the layout's line breaks removed and outer spaces trimmed; Latin words keep one blank between."""
    text = INVISIBLE.sub("", text).strip()
    return LINE_BREAK.sub(_joint(text), text) if "\n" in text or "\r" in text or "\v" in text else text


@lru_cache(maxsize=8192)
def label(text: str) -> str:
    """The bare label in `text`: half-width, no spaces, no brackets with their content, no ordinal, no 其中, no colon."""
    bare = BLANK.sub("", unicodedata.normalize("NFKC", INVISIBLE.sub("", text)))
    bare = BRACKETS.sub("", bare)
    return AMONG.sub("", ORDINAL.sub("", bare)).strip(":;*")


@lru_cache(maxsize=1024)
def level_name(text: str) -> str:
    """The name of a dimension or category alone, without its points; the few there are stand in every row of every form."""
    return BETWEEN_WIDE.sub("", POINTS.sub("", text)).replace("\n", "")


@lru_cache(maxsize=8192)
def half_width(text: str) -> str:
    """`text` with full-width letters, digits and signs made half-width, invisible ones dropped, outer spaces trimmed."""
    return unicodedata.normalize("NFKC", INVISIBLE.sub("", text)).strip()


def search(words: Iterable[str]) -> re.Pattern[str]:
    """What finds any of `words`, the longest first."""
    return re.compile(any_of(words))


def any_of(words: Iterable[str]) -> str:
    """The text of such a pattern."""
    return "|".join(map(re.escape, longest_first(words)))


def longest_first(words: Iterable[str]) -> tuple[str, ...]:
    """`words`, longer ones before those they hold."""
    return tuple(sorted(words, key=len, reverse=True))


def _is_wide(letter: str) -> bool:
    return any(span[0] <= letter <= span[1] for span in WIDE)


def _joint(text: str) -> Callable[[re.Match[str]], str]:
    def joint(match: re.Match[str]) -> str:
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        return "" if _is_wide(before) or _is_wide(after) else " "

    return joint
