"""A form beside the form of the same project a year before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

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


def _key(form: Form, year: int) -> Key:
    return bare(form.project or ""), bare(form.unit or ""), year
