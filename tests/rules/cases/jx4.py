"""Cases of JX4, scores."""

from dataclasses import replace

from jixiao.form.model import Measure, UnreadCell
from tests.rules.cases import Case

PARTLY = {"indicators[0].actual": "6台", "indicators[0].note": "两台待大修，列入下年计划"}
TOP = {"indicators[5].measure": Measure(nature="定性", tier="达成预期指标")}
WHY = UnreadCell("indicators", "台账缺两台", "第 14 行", 13, 8, "人员保障")
EMPTY = {"indicators[5].target": None, "indicators[5].actual": None}

LIGHT = {
    "indicators[0].weight": "2", "indicators[0].score": "2", "indicators[0].note": "毕业离校", "indicators[1].weight": "28",
    "indicators[1].score": "28",
}  # fmt: skip
LIGHTEST = {
    "indicators[0].weight": "1", "indicators[0].score": "1", "indicators[0].note": "毕业离校", "indicators[1].weight": "29",
    "indicators[1].score": "29",
}  # fmt: skip
UNDONE = (
    "台账尚在编制", "台账正在建立", "部分完成", "完成80%", "台账建立进度达60%", "项目取消", "台账预计2021年完成", "未验收", "暂缓", "推迟至下年", "延期至2021年6月完成", "招标流标", "结转下年实施", "台账未全部完成",
)  # fmt: skip
DONE = (
    "全年未发生安全事故",
    "系统正在运行",
    "工期未延期",
    "取消收费2项",
    "台账完成100%",
    "无未完成事项",
    "尚未发现问题",
    "首次流标，重新招标后完成",
    "设备尚在质保期",
    "终止妊娠手术保险已落实",
)

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
    Case(
        "JX403",
        "完成 6/7 按整数百分点 86% 得 12.9",
        {**PARTLY, "indicators[0].target": "≥7台", "indicators[0].score": "12.9", "total.score": "97.5"},
    ),
    Case("JX403", "完成 6/8 得 11.25", {**PARTLY, "indicators[0].score": "11.25", "total.score": "95.85"}),
    Case("JX403", "整数打分差不到 0.5", {**PARTLY, "indicators[0].score": "11", "total.score": "95.6"}),
    Case(
        "JX403", "约数不据以核分", {**PARTLY, "indicators[0].actual": "6余台"}, also=(("JX408", "indicators[0].score"),)
    ),
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
        "原因或许写在没有读出的格里",
        {"indicators[5].score": "12", "total.score": "96.6", "unread_cells": (WHY,)},
        also=(("JX104", "indicators"),),
    ),
    Case(
        "JX405",
        "原因写在表下的“存在问题”里",
        {
            "indicators[0].score": "13",
            "total.score": "97.6",
            "unread_cells": (replace(WHY, part="total", name="存在问题", is_other=True),),
        },
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
    Case(
        "JX403",
        "1.946 写成 1.9",
        {
            **LIGHT,
            "indicators[0].target": "≥1000人",
            "indicators[0].actual": "973人",
            "indicators[0].score": "1.9",
            "total.score": "99.5",
        },
    ),
    Case(
        "JX403",
        "1.946 写成 1.8",
        {
            **LIGHT,
            "indicators[0].target": "≥1000人",
            "indicators[0].actual": "973人",
            "indicators[0].score": "1.8",
            "total.score": "99.4",
        },
        ("indicators[0].score",),
    ),
    Case(
        "JX403",
        "1 分完成 51% 得 1 分",
        {**LIGHTEST, "indicators[0].target": "≥100人", "indicators[0].actual": "51人"},
        ("indicators[0].score",),
    ),
    Case(
        "JX403",
        "15 分完成 98% 取整为 15 分",
        {"indicators[0].target": "≥100人", "indicators[0].actual": "98人", "indicators[0].note": "两人转出"},
    ),
    *(Case("JX408", said, {"indicators[5].actual": said}, ("indicators[5].score",)) for said in UNDONE),
    *(Case("JX408", said, {"indicators[5].actual": said}) for said in DONE),
)
