"""JX5, units: numbers whose unit is not stated."""

from __future__ import annotations

import re
from collections.abc import Iterable

from jixiao.form.quantity import quantities
from jixiao.rules import examples
from jixiao.rules.jx5_results import MEASURABLE, together
from jixiao.rules.phrasing import listed, quote
from jixiao.rules.registry import Hit, each_form
from jixiao.rules.view import Row, View

BARE_NUMBER = re.compile(r"[≥≤=<>＞＜≧≦]?\s*\d[\d,.]*")
UNIT_IN_NAME = re.compile(
    r"[(（].{1,6}[)）]|率|度|比例|占比|比重|得分|指数|[次人个户件天场台套座处批期份篇米里亩吨元年月]数"
)


@each_form(
    "JX529",
    "notice",
    "数量没有写计量单位",
    basis=MEASURABLE,
    fix="在数字后写上单位，或填在核算区的“单位”栏。",
    explanation="指标值只有一个数，名称里也看不出单位（名称里有“率”“人数”“(台)”等的不报告）。同一张表合并为一条。",
)
def unit_missing(view: View) -> Iterable[Hit]:
    rows = [row for row in view.rows if _lacks_unit(row)]
    if rows:
        shown = listed([f"{quote(row.indicator.name or '')}的“{row.indicator.target}”" for row in rows], most=3)
        first = rows[0].indicator
        found = [one.unit for one in quantities(first.actual) if one.unit]
        unit = found[0] if found else f"{examples.BLANK}（单位）"
        example = f"“{(first.target or '').strip()}{unit}”"
        yield together(f"数量没有单位：{shown}", rows, "target", "带单位的数量", example)


def _lacks_unit(row: Row) -> bool:
    target, name = row.indicator.target or "", row.indicator.name or ""
    return not row.measure.unit and bool(BARE_NUMBER.fullmatch(target.strip())) and not UNIT_IN_NAME.search(name)
