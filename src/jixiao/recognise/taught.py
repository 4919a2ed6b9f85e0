"""What a user taught: lines such as “年终完成值 = 实际完成值”, each a label of some form and the standard one it means."""

from __future__ import annotations

import tomllib
from functools import lru_cache

from jixiao import resources
from jixiao.form.wording import label
from jixiao.recognise.labels import Labels, parse

MEANINGS: dict[str, tuple[tuple[str, str], ...]] = {
    "项目名称": (("header", "project"),),
    "主管部门": (("header", "department"),),
    "实施单位": (("header", "unit"),),
    "年度": (("header", "year"),),
    "自评总分": (("header", "total_score"),),
    "年度资金总额": (("fund_totals", "total"),),
    "当年财政拨款": (("fund_kinds", "appropriation"),),
    "上年结转资金": (("fund_kinds", "carryover"),),
    "其他资金": (("fund_kinds", "other"),),
    "年初预算数": (("funds", "initial"),),
    "全年预算数": (("funds", "annual"),),
    "全年执行数": (("funds", "executed"),),
    "执行率": (("funds", "rate"),),
    "预期目标": (("goal", "expected"),),
    "实际完成情况": (("goal", "actual"),),
    "一级指标": (("indicators", "dimension"),),
    "二级指标": (("indicators", "category"),),
    "三级指标": (("indicators", "name"),),
    "年度指标值": (("indicators", "target"),),
    "实际完成值": (("indicators", "actual"),),
    "分值": (("funds", "weight"), ("indicators", "weight")),
    "得分": (("funds", "score"), ("indicators", "score")),
    "偏差原因分析及改进措施": (("indicators", "note"),),
    "总分": (("total", "words"),),
}
"""The standard label → the parts of a form and the fields it names there."""


class WrongLine(ValueError):
    """A line that teaches nothing; the message names its number and what it should be."""


@lru_cache(maxsize=16)
def with_taught(text: str) -> Labels:
    """The standard labels and those of `text`, one a line; blank lines and those after # are passed over.

    Raises WrongLine.
    """
    taught: dict[str, dict[str, str]] = {}
    for number, line in enumerate(text.splitlines(), 1):
        plain = line.split("#", 1)[0].strip()
        if plain:
            word, meaning = _read(plain, number)
            for part, field in MEANINGS[meaning]:
                taught.setdefault(part, {})[word] = field
    return parse(tomllib.loads(resources.path("workbook/labels.toml").read_text(encoding="utf-8")), taught)


def _read(line: str, number: int) -> tuple[str, str]:
    left, sign, right = line.replace("＝", "=").partition("=")
    word, meaning = label(left.strip("“” ")), right.strip("“” ")
    if not sign or not word or meaning not in MEANINGS:
        known = "、".join(MEANINGS)
        raise WrongLine(f"第 {number} 行“{line}”：应写成“表上的写法 = 标准写法”，标准写法可用：{known}")
    if word in MEANINGS and word != meaning:
        raise WrongLine(f"第 {number} 行“{line}”：“{word}”本身就是标准写法，改作别的意思会读错其他表")
    return word, meaning
