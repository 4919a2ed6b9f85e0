"""Who, where and when a text refers to (河东村, 第一小学, 秋季): two texts that name different ones are about two things."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache
from itertools import takewhile

from jixiao.form.wording import HAN
from jixiao.rules.lists import either, groups, pattern, words
from jixiao.rules.phrasing import bare

NAME = 2  # characters in front of 村 or 小学 that tell one from another
BLOCK = 2  # characters two project names share at least when they are of one series
LONGEST = 5  # more characters in front are a sentence, not a name
NO_NAME = re.compile(r"[\W\d_]+|[及和与对在的为向于等]")
PORTION = 2  # and that are at least half of the shorter name

Subject = tuple[str, str]


@lru_cache(maxsize=16384)
def subjects(text: str) -> tuple[Subject, ...]:
    """The places, schools, seasons ... named in `text`, by kind: (村, 河东), (season group, 秋季)."""
    found = dict(_places(text))
    for number, group in enumerate(groups("claims.subjects.apart")):
        named = {word for word in group if word in text}
        if len(named) == 1:
            found[f"group {number}"] = named.pop()
    return tuple(found.items())


def differ(one: tuple[Subject, ...], other: tuple[Subject, ...]) -> bool:
    """Whether both name a thing of one kind, and not the same one."""
    known = dict(one)
    return any(kind in known and not _same_name(known[kind], name) for kind, name in other)


@lru_cache(maxsize=8192)
def one_series(one: str, other: str) -> bool:
    """Whether two projects are of one series: names alike but for a word each has of its own (禁毒宣传, 反诈宣传)."""
    from difflib import SequenceMatcher

    first, second = _framed(one), _framed(other)
    if not (Counter(first) - Counter(second) and Counter(second) - Counter(first)):
        return False
    block = SequenceMatcher(None, first, second, autojunk=False).find_longest_match().size
    return block >= BLOCK and block * PORTION >= min(len(first), len(second))


@lru_cache(maxsize=8192)
def sisters(one: str, other: str) -> bool:
    """Whether the names of two projects tell them apart by whose or what for they are (教师培训, 医生培训): one head
    noun, and in front of it nothing in common. A head that any project may have (建设, 管理) proves nothing.
    """
    first, second = _framed(one), _framed(other)
    common = takewhile(lambda pair: pair[0] == pair[1], zip(first[::-1], second[::-1], strict=False))
    head = "".join(letter for letter, _ in common)[::-1]
    mine, theirs = first.removesuffix(head), second.removesuffix(head)
    if len(head) < BLOCK or head.startswith(words("claims.series.general")) or not mine or not theirs:
        return False
    return not any(mine[at : at + BLOCK] in theirs for at in range(len(mine) - 1))


def _places(text: str) -> list[Subject]:
    found, start = [], 0
    for match in _kind().finditer(text):
        before = NO_NAME.split(text[start : match.start()])[-1]
        start = match.end()
        if 0 < len(before) <= LONGEST and not _general().search(text[:start]):
            found.append((match[0], before[-NAME:]))
    return found


def _same_name(one: str, other: str) -> bool:
    return one.endswith(other) or other.endswith(one)


def _framed(name: str) -> str:
    return bare(pattern("names.frame").sub("", _area().sub("", name)))


@cache
def _kind() -> re.Pattern[str]:
    """What finds 村 or 小学 where no other kind follows: 清河县 is a county, not a river, and 河道 is none."""
    areas, lines = either(words("claims.subjects.kinds")), either(words("claims.subjects.lines"))
    no_line = either(words("claims.subjects.not_before"))
    return re.compile(f"(?:(?:{areas})|(?:{lines})(?!{no_line}))(?!{areas}|{lines})")


@cache
def _area() -> re.Pattern[str]:
    """The area a name begins with: all projects of 清河县 share it."""
    return re.compile(f"^(?:{HAN}{{1,4}}?(?:{either(words('claims.subjects.areas'))}))+")


@cache
def _general() -> re.Pattern[str]:
    return re.compile(f"(?:{either(words('claims.subjects.general'))})$")
