"""Which policy a form shows it follows: the features are in the policy files (`chosen_when`), not in code."""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from jixiao.form.model import Form
from jixiao.policy.files import PolicyError, bundled, folder
from jixiao.policy.model import Policy
from jixiao.policy.section import Section

LINE = re.compile(r"^chosen_when\s*=.*$", re.M)
KEYS = ("dimension", "execution_weight", "absent")


class Marks(NamedTuple):
    """What a form of a policy shows; each sign given must be there.

    `dimension` is a 一级指标 the default policy gives no points of its own, `execution_weight` the points of 预算执行率,
    `absent` the path of a field this kind of form has no place for, such as funds.total.annual.
    """

    policy: str
    dimension: str | None = None
    execution_weight: Decimal | None = None
    absent: str | None = None

    def shown_by(self, form: Form, usual: Policy) -> bool:
        """Whether `form` shows all of them; `usual` is the default policy of its year."""
        return (
            (self.dimension is None or _has_dimension(form, self.dimension, usual))
            and (self.execution_weight is None or form.funds.total.weight == self.execution_weight)
            and (self.absent is None or _has_no_place(form, self.absent))
        )


@cache
def policy_marks() -> tuple[Marks, ...]:
    """The features of the bundled policies that name some, in the order of their names. Raises PolicyError."""
    return tuple(_marks(name, found[0]) for name in bundled() if (found := LINE.search(_text(name))))


def _text(name: str) -> str:
    return (folder() / f"{name}.toml").read_text(encoding="utf-8")


def _marks(name: str, line: str) -> Marks:
    # one line of each file: parsing every policy costs more than all else that choosing one takes
    try:
        given = tomllib.loads(line, parse_float=Decimal)["chosen_when"]
    except tomllib.TOMLDecodeError as error:
        raise PolicyError(f"{name}.toml：chosen_when 写法有误（{error}），应在一行内写成 {{ 标志 = 值 }}") from None
    section = Section(f"{name}.toml", "chosen_when", given)
    section.only(KEYS)
    weight = section.number("execution_weight", Decimal(0), Decimal(100)) if "execution_weight" in given else None
    return Marks(name, given.get("dimension"), weight, given.get("absent"))


def _has_dimension(form: Form, name: str, usual: Policy) -> bool:
    known = (usual.dimension(indicator.dimension) for indicator in form.indicators)
    return any(each is not None and each.name == name and not each.weight for each in known)


def _has_no_place(form: Form, path: str) -> bool:
    """Whether the form has no such field, though it has the row: without any amount there is nothing to go by."""
    total = form.funds.total
    return form.state(path) == "absent" and None not in (total.initial, total.executed)
