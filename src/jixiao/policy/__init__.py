"""Scoring policies (评分办法): load one, choose the one for a year or a form, score a form by it."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

from jixiao import Verb
from jixiao.form.model import Form
from jixiao.policy.build import policy as _built
from jixiao.policy.choice import policy_marks
from jixiao.policy.files import PolicyError, bundled, folder, missing, tables, years
from jixiao.policy.model import Policy

__all__ = ["Policy", "PolicyError", "default", "for_form", "load", "names", "read"]

sys.modules[__name__].__class__ = Verb


def names() -> tuple[str, ...]:
    """The names of the bundled policies."""
    return bundled()


@cache
def load(name: str) -> Policy:
    """The bundled policy `name`; raises PolicyError when there is none or its file is wrong.

    A name is looked up among the bundled ones, never made a path: it may come from the cell of a mailed workbook.
    """
    if name not in bundled():
        raise missing(name)
    return read(folder() / f"{name}.toml")


def read(path: Path) -> Policy:
    """The policy in the file `path`, a bureau's own; `extends` may name a file beside it or a bundled policy."""
    return _built(path.stem, tables(path))


@cache
def default(year: int | None = None) -> Policy:
    """The policy a budget year is scored by unless another is named: the latest dated one at that time."""
    dated = sorted(years().items(), key=lambda entry: entry[1])
    in_force = [name for name, since in dated if year is None or since <= year]
    return load(in_force[-1] if in_force else dated[0][0])


def for_form(form: Form) -> Policy:
    """The policy `form` itself shows it follows by the features the policy files name, else the default of its year.

    成本指标 as a 一级指标 of its own, an execution score worth 20 points, and no 全年预算数 on the form are such characters.
    """
    usual = default(form.year)
    return next((load(each.policy) for each in policy_marks() if each.shown_by(form, usual)), usual)
