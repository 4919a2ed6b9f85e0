"""What is left out for publication: phone numbers, addresses of mail and identity numbers inside the texts of a form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from jixiao.form.model import Form, FundPart, Funds, Indicator
from jixiao.form.paths import fund_path

OMITTED = "（略）"
PHONES = re.compile(
    r"(?<![\d.])(?:\+?86[- ]?)?1[3-9]\d(?:[- ]?\d{4}){2}(?![\d.]|\s*[元万亿千百余个人户件次份只棵平米吨])"
    r"|(?<!\d)0\d{2,3}[-－—‐]\d{7,8}(?!\d)"
    r"|(?<=电话)[:：]?\s*\d{7,8}(?!\d)"
)
MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
IDENTITY = re.compile(r"(?<!\d)([1-9]\d{16})([\dXx])(?![\dXx])")
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_SIGNS = "10X98765432"
"""GB 11643-1999: by the weighted sum of the first seventeen digits, modulo eleven."""
HEAD = ("project", "title", "department", "unit")
CELLS = ("dimension", "category", "name", "target", "actual", "note")


@dataclass(frozen=True, slots=True)
class Hidden:
    """A text of a form from which something was left out: its field path, what is left, and in how many places."""

    field: str
    text: str
    places: int


def hidden(form: Form) -> tuple[Hidden, ...]:
    """Every text of `form` that holds contact data, without it."""
    found = ((path, *_without(text)) for path, text in _texts(form))
    return tuple(Hidden(path, text, places) for path, text, places in found if places)


def published(form: Form, items: tuple[Hidden, ...]) -> Form:
    """`form` with the texts of `items`."""
    texts = {item.field: item.text for item in items}
    goal = replace(form.goal, **_given(texts, "goal.", ("expected", "actual")))
    parts = tuple(_part(texts, at, part) for at, part in enumerate(form.funds.parts))
    total = replace(form.funds.total, **_given(texts, "funds.total.", ("note",)))
    return replace(
        form,
        **_given(texts, "", HEAD),
        goal=goal,
        funds=Funds(total, parts),
        indicators=tuple(_indicator(texts, path, row) for path, row in form.numbered()),
        unread=tuple(replace(item, text=texts.get(item.field, item.text)) for item in form.unread),
    )


def _texts(form: Form) -> Iterator[tuple[str, str]]:
    yield from _present(form, "", HEAD)
    yield from _present(form.goal, "goal.", ("expected", "actual"))
    yield from _present(form.funds.total, "funds.total.", ("note",))
    for at, part in enumerate(form.funds.parts):
        yield from _present(part, f"{fund_path(at)}.", ("label", "note"))
    for path, row in form.numbered():
        yield from _present(row, f"{path}.", CELLS)
    yield from ((item.field, item.text) for item in form.unread)


def _present(holder: object, prefix: str, names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for name in names:
        text = getattr(holder, name)
        if text:
            yield prefix + name, text


def _without(text: str) -> tuple[str, int]:
    text, phones = PHONES.subn(OMITTED, text)
    text, mails = MAIL.subn(OMITTED, text)
    people = [found for found in IDENTITY.finditer(text) if _is_identity(found[1], found[2])]
    for found in reversed(people):
        text = text[: found.start()] + OMITTED + text[found.end() :]
    return text, phones + mails + len(people)


def _is_identity(digits: str, check: str) -> bool:
    total = sum(int(digit) * weight for digit, weight in zip(digits, WEIGHTS, strict=True))
    return CHECK_SIGNS[total % 11] == check.upper()


def _given(texts: Mapping[str, str], prefix: str, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: texts[prefix + name] for name in names if prefix + name in texts}


def _part(texts: Mapping[str, str], at: int, part: FundPart) -> FundPart:
    return replace(part, **_given(texts, f"{fund_path(at)}.", ("label", "note")))


def _indicator(texts: Mapping[str, str], path: str, row: Indicator) -> Indicator:
    return replace(row, **_given(texts, f"{path}.", CELLS))
