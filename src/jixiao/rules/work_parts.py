"""Which part of a work a text refers to (一标段, 44-1期, 第2批, 3号楼, 工程（二）): equal counts of two parts are two outputs."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from jixiao.form import numerals

SENTENCE = re.compile(r"[。；;\n]")
NUMBER = r"[一二三四五六七八九十]{1,3}|\d{1,3}(?:[-－—–]\d{1,3})?"
PART = re.compile(
    rf"第?({NUMBER}|[A-Za-z甲乙丙丁])(标段|标(?![准志识语题的])|期|批次|批|号楼|幢|栋|单元|片区|区|组(?!织)|社(?!区)|村|季度|学期|阶段)"
    rf"|(?<=\w)[（(]({NUMBER}|[A-Za-z甲乙丙丁])[）)]"
)
"""A bracketed number that begins a sentence counts the sentences; behind a word it is part of a name."""
CODE = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{1,4}-?\d{1,5}(?![A-Za-z0-9])|[〔\[（(]20\d\d[〕\]）)]\s*第?\d+号")
"""G318, DN300, 〔2020〕15号: what is written with one is another thing than what is written with another."""
WHOLE = ("工程", "项目", "建设", "改造", "安置", "标段", "道路", "管网")
"""What comes in parts: 2期工程 is the second part, 2期培训 are two trainings."""
BRACKET = "（）"
DASHES = str.maketrans("—–", "--")

Part = tuple[str, str]


@lru_cache(maxsize=16384)
def parts_before(text: str, place: int) -> tuple[Part, ...]:
    """The parts named in the sentence of `text` before `place`, the last of each kind: (标段, 1), (（）, 2)."""
    sentence = SENTENCE.split(text[:place])[-1]
    codes = tuple(("编号", _plain(match[0])) for match in CODE.finditer(sentence))
    return (*dict(map(_part, PART.finditer(sentence))).items(), *codes[-1:])


def apart(one: tuple[Part, ...], other: tuple[Part, ...]) -> bool:
    """Whether two texts refer to different parts: they name one kind of part with different numbers."""
    known = dict(one)
    return any(known.get(kind, number) != number for kind, number in other)


@lru_cache(maxsize=4096)
def siblings(one: str, other: str) -> bool:
    """Whether two projects are parts of one work: their names differ in nothing but which part it is."""
    return apart(_named(one), _named(other)) and PART.sub("", one) == PART.sub("", other)


def is_part(unit: str, written: str, after: str) -> bool:
    """Whether a number names a part and counts nothing: 44-1期, or 2期 before what comes in parts."""
    return bool(PART.fullmatch(written)) and (not written[: -len(unit)].isdigit() or after.startswith(WHOLE))


def _named(name: str) -> tuple[Part, ...]:
    return parts_before(name, len(name))


def _part(found: re.Match[str]) -> Part:
    number, kind, bracketed = found.groups()
    return kind or BRACKET, _plain(number or bracketed)


def _plain(number: str) -> str:
    """一 and 1 are one number, and so are the dashes people type."""
    value = numerals.number(number)
    return unicodedata.normalize("NFKC", number if value is None else str(value)).translate(DASHES)
