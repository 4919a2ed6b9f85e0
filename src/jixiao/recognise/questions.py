"""A label nobody knows, where a known one is missing: which of the missing fields it may mean."""

from __future__ import annotations

import re
from collections.abc import Mapping

from jixiao.form.fields import AMOUNTS, INDICATOR_FIELDS, NAMES, OF_INDICATOR, TOTAL
from jixiao.form.model import Form, Part
from jixiao.form.paths import indicator_path
from jixiao.form.wording import label
from jixiao.recognise.labels import Labels

LONGEST_QUESTION = 14
ALIKE = 0.4
COMMON = frozenset("指标级值")
"""四级指标 is not like 一级指标 nor 年度指标值."""
RESULTS = (".actual", ".score", ".note", ".executed")
ASKED: dict[Part, dict[str, str]] = {
    "head": {key: NAMES[key] for key in ("project", "department", "unit")},
    "funds": {f"funds.total.{key}": NAMES[key] for key in (*AMOUNTS, "rate", "weight", "score")},
    "goal": {f"goal.{key}": NAMES[key] for key in ("expected", "actual")},
    "indicators": {indicator_path(0, key): OF_INDICATOR[key] for key in INDICATOR_FIELDS},
    "total": {"total.score": TOTAL},
}
"""The fields that a question may be about, by part of the form: path → label."""


def question(text: str, part: Part, form: Form, labels: Labels, is_heading: bool) -> str | None:
    """The path of the missing field of this part whose label `text` is most like; None where it is like none.

    A heading may also be asked about by the characters such labels have: 年终达成数 is like 实际完成值 only in what it says.
    """
    word = label(text) if len(text) <= LONGEST_QUESTION else ""
    if len(word) < 2:
        return None
    places = form.source.places
    missing = {path: name for path, name in ASKED[part].items() if path not in places}
    likeness = {path: _alike(word, name) for path, name in missing.items()}
    best = max(likeness, key=likeness.__getitem__, default=None)
    if best is not None and likeness[best] >= ALIKE:
        return best
    return _hinted(word, missing, form, labels) if is_heading and word.isalpha() else None


def _hinted(word: str, missing: Mapping[str, str], form: Form, labels: Labels) -> str | None:
    """The missing field that the characters of a heading point at; a goal form has no results to be missing."""
    none = RESULTS if form.kind == "goal" else ()
    found = (path for path, hint in labels.hints.items() if path in missing and re.search(hint, word))
    return next((path for path in found if not path.endswith(none)), None)


def asked(field: str) -> str:
    """The label a question asks about, as the standard form words it."""
    return next(names[field] for names in ASKED.values() if field in names)


def _alike(one: str, other: str) -> float:
    """The share of characters two labels have in common, those aside that most labels of indicators have."""
    first, second = set(one) - COMMON, set(other) - COMMON
    return 2 * len(first & second) / (len(first) + len(second)) if first and second else 0
