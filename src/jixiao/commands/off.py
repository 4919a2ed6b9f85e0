"""The rules that --off switches off, as a user types them."""

from __future__ import annotations

import re

from jixiao.errors import CannotGoOn
from jixiao.rules import catalogue

BETWEEN = re.compile(r"[\s,，、;；]+")


def codes(text: str) -> tuple[str, ...]:
    """Codes and families such as "jx6，JX101"; CannotGoOn when one of them names no rule."""
    given = tuple(code for code in BETWEEN.split(text) if code)
    known = {name for rule in catalogue() for name in (rule.code, rule.family)}
    unknown = [code for code in given if code.upper() not in known]
    if unknown or not given:
        raise CannotGoOn(f"--off：没有编号为“{'、'.join(unknown) or text}”的规则。列出全部规则：jixiao rules")
    return tuple(code.upper() for code in given)
