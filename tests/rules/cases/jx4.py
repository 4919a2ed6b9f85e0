"""Cases of JX4, scores."""

from jixiao.form.model import Measure
from tests.rules.cases import Case

PARTLY = {"indicators[0].actual": "6台", "indicators[0].note": "两台待大修，列入下年计划"}
TOP = {"indicators[5].measure": Measure(nature="定性", tier="达成预期指标")}
EMPTY = {"indicators[5].target": None, "indicators[5].actual": None}

CASES = (
    Case("JX401", "满分 15 得 16", {"indicators[5].score": "16", "total.score": "100.6"}, ("indicators[5].score",)),
    Case("JX401", "执行率得分超过分值", {"funds.total.score": "11", "total.score": "101"}, ("funds.total.score",)),
    Case("JX401", "得分等于分值", {"indicators[5].score": "15"}),
    Case(
        "JX402",
        "得分为负",
        {"indicators[5].score": "-1", "indicators[5].note": "扣分", "total.score": "83.6"},
        ("indicators[5].score",),
    ),
    Case(
        "JX402",
        "得 0 分",
        {
            "indicators[5].score": "0",
            "indicators[5].note": "尚未建立台账",
            "total.score": "84.6",
            "indicators[5].actual": "台账由物业公司筹建",
        },
    ),
    Case("JX403", "完成 6/8 却得满分", PARTLY, ("indicators[0].score",)),
    Case("JX403", "完成 6/8 得 11.25", {**PARTLY, "indicators[0].score": "11.25", "total.score": "95.85"}),
    Case("JX403", "整数打分差不到 0.5", {**PARTLY, "indicators[0].score": "11", "total.score": "95.6"}),
    Case("JX403", "约数不据以核分", {**PARTLY, "indicators[0].actual": "6余台"}),
    Case(
        "JX404",
        "选最高档却得 6 分",
        {**TOP, "indicators[5].score": "6", "indicators[5].note": "台账不全", "total.score": "90.6"},
        ("indicators[5].score",),
    ),
    Case(
        "JX404",
        "选最高档得 13 分",
        {**TOP, "indicators[5].score": "13", "indicators[5].note": "台账不全", "total.score": "97.6"},
    ),
    Case("JX405", "完成 8 台却扣 2 分", {"indicators[0].score": "13", "total.score": "97.6"}, ("indicators[0].score",)),
    Case(
        "JX405",
        "数值相同却扣 1 分",
        {
            "indicators[2].target": "8台",
            "indicators[2].actual": "8台",
            "indicators[2].score": "9",
            "total.score": "98.6",
        },
        ("indicators[2].score",),
    ),
    Case(
        "JX405",
        "完成却扣分但写了原因",
        {"indicators[0].score": "13", "indicators[0].note": "两台返修一次", "total.score": "97.6"},
    ),
    Case("JX406", "扣 3 分没有原因", {"indicators[5].score": "12", "total.score": "96.6"}, ("indicators[5].note",)),
    *(
        Case(
            "JX406",
            f"原因栏写“{note}”",
            {"indicators[5].score": "12", "indicators[5].note": note, "total.score": "96.6"},
            ("indicators[5].note",),
        )
        for note in ("无", "——", "--", "\\", "/", "没有偏差", "无偏差。", "不适用", "……", "－", "N/A", "无 ")
    ),
    *(
        Case(
            "JX406",
            f"原因栏写“{note}”，是原因",
            {"indicators[5].score": "12", "indicators[5].note": note, "total.score": "96.6"},
        )
        for note in ("无人机未到货", "无，因台账缺两台", "没有偏差记录台账", "见附件-1", "2")
    ),
    Case(
        "JX406",
        "扣 3 分有原因",
        {"indicators[5].score": "12", "indicators[5].note": "台账缺两台", "total.score": "96.6"},
    ),
    Case("JX407", "两格都空得满分", EMPTY, ("indicators[5].score",)),
    Case("JX407", "两格都有得满分", {"indicators[5].actual": "台账已移交物业公司"}),
    Case("JX408", "尚未验收却得满分", {"indicators[5].actual": "台账尚未验收"}, ("indicators[5].score",)),
    Case("JX408", "“未完成率”不是未完成", {"indicators[5].actual": "台账齐全，没有未完成事项"}),
)
