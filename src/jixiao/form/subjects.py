"""What the rows of a form are called: an indicator by its 一级 and 三级指标, a row of the funds by its label."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from jixiao.form.fields import field_name
from jixiao.form.model import Form, Indicator, This

ROW = re.compile(r"^(indicators|funds\.parts)\[(\d+)\]")
NUMBER = re.compile(r"^\s*指标\s*[\d一二三四五六七八九十]*\s*[：:、.．]\s*")
SPACES = re.compile(r"\s+")
LONGEST = 24
"""Characters of a name that are quoted; the rest is left out."""
JOINT = "·"


def subject(form: Form, path: str) -> str | None:
    """What the row of the field `path` is called on `form`; None for a field that is in no such row.

    Where two rows are called the same, or a row has no name, its number is added.
    """
    found = ROW.match(path)
    if found is None:
        return None
    part, number = found.group(1), int(found.group(2))
    if part == "indicators":
        return _indicator(form, number) if number < len(form.indicators) else None
    return _fund(form, number) if number < len(form.funds.parts) else None


def field_on(form: Form, path: str) -> str:
    """The field `path` by its name on `form`: 产出指标·受理矛盾纠纷·得分."""
    return field_name(path, subject(form, path))


def _indicator(form: Form, number: int) -> str | None:
    item = form.indicators[number]
    name = indicator_name(item)
    words = [text for text in (item.dimension, name or item.category) if text]
    if not words:
        return None
    known = JOINT.join(quoted(word) for word in words)
    alone = name and _names(This(form))[item.dimension, name] == 1
    return known if alone else f"{known}（第 {number + 1} 个指标）"


def indicator_name(item: Indicator) -> str | None:
    """The 三级指标 without its number: "指标1：受理矛盾纠纷。" → 受理矛盾纠纷; None where nothing else is written."""
    return _without_number(item.name) if item.name else None


@lru_cache(maxsize=8192)
def _without_number(name: str) -> str | None:
    return NUMBER.sub("", name).strip().rstrip("。；;，,") or None


def _fund(form: Form, number: int) -> str | None:
    label = form.funds.parts[number].label
    if not label:
        return None
    alone = _labels(This(form))[label] == 1
    return quoted(label) if alone else f"{quoted(label)}（第 {number + 1} 行）"


@lru_cache(maxsize=128)
def _names(form: This[Form]) -> Counter[tuple[str | None, str | None]]:
    """How often a form has each 一级 with each 三级指标: counted once, not for every finding."""
    return Counter((item.dimension, indicator_name(item)) for item in form.of.indicators)


@lru_cache(maxsize=128)
def _labels(form: This[Form]) -> Counter[str | None]:
    return Counter(part.label for part in form.of.funds.parts)


@lru_cache(maxsize=8192)
def quoted(text: str) -> str:
    """A name on one line, as much of it as is quoted."""
    line = SPACES.sub(" ", text.strip())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"
