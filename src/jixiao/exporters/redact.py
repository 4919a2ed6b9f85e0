"""What is left out for publication: identity, card and phone numbers and addresses of mail inside the texts of a form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from jixiao.exporters.contact_data import contacts
from jixiao.form.model import Form, Funds
from jixiao.form.paths import fund_path

OMITTED = "（略）"
HEAD = ("project", "title", "department", "unit")
CELLS = ("dimension", "category", "name", "target", "actual", "note")


@dataclass(frozen=True, slots=True)
class Hidden:
    """A text of a form from which something was left out: its field path, what is left, and the kind of each number."""

    field: str
    text: str
    kinds: tuple[str, ...]

    @property
    def what(self) -> str:
        """手机号 2 处、证件号 1 处."""
        return counted(self.kinds)


def hidden(form: Form) -> tuple[Hidden, ...]:
    """Every text of `form` that holds contact data, without it."""
    found = ((path, *without(text)) for path, text in _texts(form))
    return tuple(Hidden(path, text, kinds) for path, text, kinds in found if kinds)


def without(text: str) -> tuple[str, tuple[str, ...]]:
    """`text` with OMITTED for every number and address that leads to a person, and the kind of each."""
    found = contacts(text)
    for contact in reversed(found):
        text = text[: contact.start] + OMITTED + text[contact.end :]
    return text, tuple(contact.kind for contact in found)


def counted(kinds: Iterable[str]) -> str:
    """How many of each kind: 手机号 2 处、证件号 1 处."""
    return "、".join(f"{kind} {count} 处" for kind, count in Counter(kinds).items())


def published(form: Form, items: tuple[Hidden, ...]) -> Form:
    """`form` with the texts of `items`."""
    texts = {item.field: item.text for item in items}
    goal = replace(form.goal, **_given(texts, "goal.", ("expected", "actual")))
    parts = tuple(
        replace(part, **_given(texts, f"{fund_path(at)}.", ("label", "note")))
        for at, part in enumerate(form.funds.parts)
    )
    total = replace(form.funds.total, **_given(texts, "funds.total.", ("note",)))
    return replace(
        form,
        **_given(texts, "", HEAD),
        goal=goal,
        funds=Funds(total, parts),
        indicators=tuple(replace(row, **_given(texts, f"{path}.", CELLS)) for path, row in form.numbered()),
        unread=tuple(replace(item, text=texts.get(item.field, item.text)) for item in form.unread),
    )


def _texts(form: Form) -> Iterator[tuple[str, str]]:
    holders: list[tuple[object, str, tuple[str, ...]]] = [
        (form, "", HEAD),
        (form.goal, "goal.", ("expected", "actual")),
        (form.funds.total, "funds.total.", ("note",)),
        *((part, f"{fund_path(at)}.", ("label", "note")) for at, part in enumerate(form.funds.parts)),
        *((row, f"{path}.", CELLS) for path, row in form.numbered()),
    ]
    for holder, prefix, names in holders:
        yield from ((prefix + name, text) for name in names if (text := getattr(holder, name)))
    yield from ((item.field, item.text) for item in form.unread)


def _given(texts: Mapping[str, str], prefix: str, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: texts[prefix + name] for name in names if prefix + name in texts}
