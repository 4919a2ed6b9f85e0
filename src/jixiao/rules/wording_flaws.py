"""Flaws in the wording of one text, found once per text whatever the number of rules that ask."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from jixiao.form.quantity import reading
from jixiao.form.wording import HAN
from jixiao.rules.phrasing import INNER_MARKS

PROMPT = re.compile(
    r"请(?:在此)?(?:填写|输入|说明|选择)|点击此处|此处填写|[（(]\d+字以内[)）]|按实际填写|根据实际情况填写|^\s*[（(](?:填写|填报|简述|概述|描述)[^（()）]*[)）]\s*$"
    rf"|[×✕]{{2,}}|[Xx]{{3,}}|[*＊]{{2,}}|_{{3,}}|＿{{2,}}|(?<![A-Za-z])[Xx]{{2}}(?=[%％]|{HAN})|[≥≤＞＜><=]\s*[×✕＊*NnXx]{{1,2}}(?![A-Za-z\d])"
)
FRAME = re.compile(r"目标|任务|完成情况|[\d一二三四五六七八九十（()）：:、.．…。\s]")
DOUBLED = re.compile(r"[，。、；：,;]\s*[，。、；：,;]")
PAIRS = (("“", "”", "引号"), ("（", "）", "括号"), ("《", "》", "书名号"))
LIST_MARK = re.compile(r"(?<![第进唯不十之同另单])([一二三四五六七八九])(?:是(?!否|非)|要)")
BROKEN_OFF = re.compile(r"[，、：；,:;]\s*$")
SENTENCE_END = re.compile(r"[。；;！？!?\n]")
PAUSE = re.compile(r"[。；;！？!?\n，,、：:]")
AROUND = 12  # characters that are shown beside a mark
SHORT = 12  # an amount with nothing else in its cell


@lru_cache(maxsize=16384)
def wording_flaws(text: str) -> dict[str, str]:
    """Flaw → what is wrong, for every flaw of `text`; empty for nearly all texts. Not to be changed by the caller."""
    return {name: wrong for name, find in FINDERS.items() if (wrong := find(text))}


def prompt(text: str) -> str | None:
    """A prompt of the template left in `text`."""
    return text if PROMPT.search(text) else None


def is_frame(text: str) -> bool:
    """Whether a goal is only the frame of one: 目标1：目标2："""
    return "目标" in text and not FRAME.sub("", text)


def doubled(text: str) -> str | None:
    """The doubled punctuation in `text`, with the words before it."""
    found = DOUBLED.search(text)
    if found is None:
        return None
    start = max(0, found.start() - 4)
    while start and text[start - 1 : start + 1].isdigit():
        start -= 1  # a number is quoted whole
    return "".join(text[start : found.end()].split())


def unpaired(text: str) -> str | None:
    """What kind of mark in `text` lacks its other half."""
    folded = text.replace("(", "（").replace(")", "）")
    return next((name for left, right, name in PAIRS if folded.count(left) != folded.count(right)), None)


def paired(text: str) -> str:
    """The words around the mark without its other half, corrected: closed at the end of its clause, or taken out."""
    for left, right, name in PAIRS:
        if name == unpaired(text):
            at, opens = _single(text, left, right)
            end = SENTENCE_END.search(text, at)
            stop = end.start() if end else len(text)
            start = max((mark.end() for mark in PAUSE.finditer(text, 0, at)), default=0)
            if opens:
                piece = f"{text[start:stop]}{')' if text[at] == '(' else right}"
                return f"补上后半：“{piece.translate(INNER_MARKS)}”"
            piece = text[start:at] + text[at + 1 : min(stop, at + AROUND)]
            return f"删去多余的后半：“{piece.translate(INNER_MARKS)}”"
    return ""


def _single(text: str, left: str, right: str) -> tuple[int, bool]:
    """Where the mark without its other half is, and whether it opens."""
    opened: list[int] = []
    for at, letter in enumerate(text.replace("(", "（").replace(")", "）")):
        if letter == left:
            opened.append(at)
        elif letter == right:
            if not opened:
                return at, False
            opened.pop()
    return opened[-1], True


def broken_list(text: str) -> str | None:
    """The numeral missing at the front of a list such as 二是……三是……."""
    marks = LIST_MARK.findall(text)
    return "一" if marks and marks[0] == "二" and "一" not in marks else None


def bare_myriad(text: str) -> str | None:
    """An amount such as 5万, without 元, that is all there is in the cell."""
    if "万" not in text or len(text) > SHORT:
        return None
    found = reading(text).quantity
    return text if found is not None and found.unit == "万" else None


def broken_off(text: str) -> str | None:
    """The mark at the end of a sentence that goes on nowhere."""
    return text.strip()[-1] if BROKEN_OFF.search(text) else None


FINDERS: dict[str, Callable[[str], str | None]] = {
    "prompt": prompt,
    "doubled": doubled,
    "unpaired": unpaired,
    "list": broken_list,
    "myriad": bare_myriad,
    "broken_off": broken_off,
}
