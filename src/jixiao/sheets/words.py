"""The words by which formulas and code name the same things: parameter names, scoring methods, check results."""

from __future__ import annotations

from jixiao.form.fields import NAMES

EXECUTION_WEIGHT = "参数_执行率分值"
EXECUTION_BASE = "参数_执行率基数"
EXECUTION_CAP = "参数_执行率上限"
AT_LEAST = "参数_不小于计分"
AT_MOST = "参数_不大于计分"
EQUAL = "参数_等于计分"
OVER_COMPLETION = "参数_超额完成界限"
LOW_EXECUTION = "参数_执行率说明界限"
GRADES = "等级表"
TIERS = "档次表"
TIER_LIST = "档次列表"
DIMENSIONS = "归类表"
DIMENSION_LIST = "一级指标列表"
CATEGORY_LIST = "二级指标列表"

ALL_OR_NOTHING, LINEAR, AS_AT_LEAST = "达标得分", "线性", "视同≥"
METHODS = {
    "ratio": "按比例",
    "inverse": "按比例",
    "deviation": "按差距",
    "linear": LINEAR,
    "all-or-nothing": ALL_OR_NOTHING,
    "at-least": AS_AT_LEAST,
}
BASES = {key: NAMES[key] for key in ("annual", "initial")}
QUANTITATIVE = "定量"
GROUPS = {"output": "产出指标", "benefit": "效益指标", "satisfaction": "满意度指标", "cost": "成本指标"}
OTHER = "其他"

NOT_SCORED = "得分未填"
NOT_A_SCORE = "得分不是数字"
NO_WEIGHT = "分值未填"
ABOVE_WEIGHT = "得分超过分值"
NEGATIVE = "得分为负数"
NO_REASON = "扣分未说明原因"
NOT_AS_SUGGESTED = "与建议得分不符"
OUTSIDE_TIER = "超出档次区间"
NO_OVER_REASON = "超额完成未说明原因"
OVERSPENT = "执行数大于预算数"
PARTS_DIFFER = "分项合计与总额不符"
RATE_DIFFERS = "执行率与核算不符"
EXECUTION_DIFFERS = "执行得分与核算不符"
WEIGHTS_NOT_100 = "分值合计不是100"
TOTAL_DIFFERS = "总分与核算不符"

POINT_TOLERANCE = "0.0075"  # points have two places; binary dust must not raise a check
AMOUNT_TOLERANCE = "0.0051"
RATE_TOLERANCE = "0.0051"
