"""An indicator as one line, the same in 指标明细, in cell functions and in data frames."""

from __future__ import annotations

from jixiao.form.fields import INDICATOR_FIELDS, OF_INDICATOR
from jixiao.form.model import Form, Indicator
from jixiao.form.table import Value

INDICATOR: dict[str, str] = {
    **{key: OF_INDICATOR[key] for key in ("unit", "project", "year", *INDICATOR_FIELDS[:-1])},
    "suggested": "建议得分",
    "note": OF_INDICATOR["note"],
}
"""What is said of an indicator wherever one is a line, with the headings of 指标明细."""


def indicator_line(form: Form, item: Indicator, suggested: Value) -> dict[str, Value]:
    """The values of INDICATOR for one indicator of `form`; `suggested` are the points the policy gives."""
    own = {key: getattr(item, key) for key in INDICATOR if hasattr(item, key)}
    line: dict[str, Value] = {"unit": form.unit, "project": form.project, "year": form.year, **own}
    return line | {"suggested": suggested}
