"""A form beside the form of the same project a year before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from jixiao.form.model import Form
from jixiao.policy.model import Policy
from jixiao.rules.phrasing import bare
from jixiao.rules.view import Outline

Key = tuple[str, str, int]


class Years(NamedTuple):
    """This year's form as the rules see it, last year's, and the policy that judges them."""

    view: Outline
    before: Form
    policy: Policy


def pairs(views: Iterable[Outline], before: Iterable[Form], policies: Sequence[Policy]) -> Iterator[Years]:
    """Each form whose project, under the same unit, has one form of the year before: in `before`, or checked with it.

    `policies` are those of the forms by number.
    """
    views = tuple(views)
    known: dict[Key, list[Form]] = {}
    for form in (*before, *(view.form for view in views)):
        if form.year is not None:
            known.setdefault(_key(form, form.year), []).append(form)
    for view in views:
        form = view.form
        earlier = known.get(_key(form, form.year - 1), []) if form.project and form.year else []
        if len(earlier) == 1:
            yield Years(view, earlier[0], policies[view.number])


State = Literal["both", "new", "gone", "unmatched"]


class Match(NamedTuple):
    """A project in two years: the numbers of its forms (None: it has none in that year), and what that makes it.

    "unmatched" are forms that nothing can be said of: without the name of a project, or one of several of the same name.
    """

    now: int | None
    before: int | None
    state: State


def matched(now: Sequence[Form], before: Sequence[Form]) -> Iterator[Match]:
    """Each form of one year and of the year before, once, in their order: by the same names as `pairs` compares.

    A project is the same where its name and its unit's are, but for spaces and punctuation; nothing is guessed.
    """
    keys_now, keys_before = list(map(_names, now)), list(map(_names, before))
    count_now, count_before = Counter(keys_now), Counter(keys_before)
    place = {key: at for at, key in enumerate(keys_before)}
    for at, key in enumerate(keys_now):
        if _is_open(key, count_now, count_before):
            yield Match(at, None, "unmatched")
        else:
            yield Match(at, place.get(key), "both" if key in place else "new")
    for at, key in enumerate(keys_before):
        if _is_open(key, count_now, count_before):
            yield Match(None, at, "unmatched")
        elif key not in count_now:
            yield Match(None, at, "gone")


def _is_open(key: tuple[str, str], now: Counter[tuple[str, str]], before: Counter[tuple[str, str]]) -> bool:
    return not key[0] or now[key] > 1 or before[key] > 1


def _names(form: Form) -> tuple[str, str]:
    return bare(form.project or ""), bare(form.unit or "")


def _key(form: Form, year: int) -> Key:
    return *_names(form), year
