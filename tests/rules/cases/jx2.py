"""Cases of JX2, funds and execution."""

from decimal import Decimal

from jixiao.form.model import FundPart, UnreadCell
from tests.rules.cases import Case, beside
from tests.rules.cases.jx6 import own

LOW = {
    "funds.total.executed": "25",
    "funds.total.rate": "0.5",
    "funds.total.score": "5",
    "funds.parts[0].executed": "25",
    "funds.parts[0].rate": "0.5",
    "indicators[3].actual": "25万元",
    "total.score": "95",
}
CHANGED = {"funds.total.initial": "40", "funds.parts[0].initial": "40"}
NO_OTHER = (FundPart("当年财政拨款", "appropriation"), FundPart("上年结转资金", "carryover"))
BY_LEVEL = (
    FundPart("中央资金", None, Decimal(30), Decimal(30), Decimal(30)),
    FundPart("地方资金", None, Decimal(20), Decimal(20), Decimal(16)),
)
REASON = "追加10万元，见区财政局年中调整指标文"

ROUNDED = {
    "funds.parts[0].executed": "31.96",
    "funds.parts[0].rate": None,
    "funds.parts[1].executed": "16.03",
}
IN_YUAN = {
    f"funds.{row}.{field}": amount
    for row in ("total", "parts[0]")
    for field, amount in (("initial", "500000"), ("annual", "500000"), ("executed", "480000"))
}
LARGE = {
    **{f"funds.{row}.{field}": amount for row in ("total", "parts[0]") for field, amount in (("initial", "25000"), ("annual", "25000"), ("executed", "24000"))},
    "indicators[3].target": "≤25000万元", "indicators[3].actual": "24000万元",
}  # fmt: skip
OVER = {
    "funds.total.executed": "52",
    "funds.parts[0].executed": "52",
    "funds.total.score": "10",
    "total.score": "100",
    "indicators[3].target": "不超合同价",
    "indicators[3].actual": "未超合同价",
}
IN_FULL = {"funds.total.rate": "1", "funds.parts[0].rate": "1"}
ARRIVED = {
    "funds.total.rate": "0.9756",
    "funds.parts[0].rate": "0.9756",
    "funds.total.score": "9.76",
    "total.score": "99.76",
}
THIRD = {
    "funds.total.executed": "48.43",
    "funds.parts[0].executed": "48.43",
    "funds.total.rate": "0.9686",
    "funds.parts[0].rate": "0.9686",
    "indicators[3].actual": "48.43万元",
}
CAUSES = ("政府采购节约", "机构改革，职能划转", "年中新增人员3名", "政策变化，标准提高", "受疫情影响，活动推迟")
NO_CAUSES = ("无", "——", "\\", "/", "无偏差", "不适用")

WITHIN = (
    FundPart("本级财政拨款", None, Decimal(30), Decimal(30), Decimal(30)),
    FundPart("一般公共预算", None, Decimal(20), Decimal(20), Decimal(20)),
    FundPart("政府性基金", None, Decimal(10), Decimal(10), Decimal(10)),
    FundPart("其他资金", "other"),
)
BY_SOURCE = (
    FundPart("一般公共预算", "appropriation", Decimal(50), Decimal(50), Decimal(48)),
    FundPart("上级专项", None, Decimal(20), Decimal(20), Decimal(18)),
    FundPart("本级安排", None, Decimal(30), Decimal(30), Decimal(30)),
)
BY_SOURCE_AND_USE = (
    FundPart("按资金来源分：一般公共预算", None, Decimal(35), Decimal(35), Decimal(34)),
    FundPart("政府性基金", None, Decimal(15), Decimal(15), Decimal(14)),
    FundPart("按支出结构分：基本支出", None, Decimal(20), Decimal(20), Decimal(18)),
    FundPart("项目支出", None, Decimal(30), Decimal(30), Decimal(30)),
)
BY_INITIAL = {"funds.total.initial": "60", "funds.parts[0].initial": "60", "indicators[3].note": REASON}

CASES = (
    Case("JX201", "明细比总额少", {"funds.parts[0].initial": "45"}, ("funds.total.initial",)),
    Case("JX201", "两项明细之和等于总额", {"funds.parts[0].initial": "45", "funds.parts[1].initial": "5"}),
    Case("JX201", "各级资金别的栏都加到总额", {"funds.parts": BY_LEVEL}, ("funds.total.executed",)),
    Case("JX201", "各级资金加到总额", {"funds.parts": BY_LEVEL, "funds.parts[1].executed": "18"}),
    Case("JX201", "没有其他资金行时明细可以少", {"funds.parts": NO_OTHER, "funds.parts[0].annual": "20"}),
    Case(
        "JX201",
        "中央资金是财政拨款的其中数",
        {"funds.parts[2]": FundPart("其中：中央资金", None, Decimal(30), Decimal(30), Decimal(30), Decimal(1))},
    ),
    Case(
        "JX202",
        "其他资金为负",
        {"funds.parts[0].initial": "52", "funds.parts[2].initial": "-2"},
        ("funds.parts[2].initial",),
    ),
    Case("JX202", "金额为 0", {"funds.parts[2].initial": "0"}),
    Case(
        "JX203",
        "执行大于全年预算",
        {
            "funds.total.executed": "51",
            "funds.total.rate": "1.02",
            "funds.total.score": "10",
            "total.score": "100",
            "funds.parts[0].executed": "51",
            "funds.parts[0].rate": "1.02",
            "indicators[3].actual": "控制在预算内",
        },
        ("funds.total.executed",),
    ),
    Case(
        "JX203",
        "执行等于全年预算",
        {
            "funds.total.executed": "50",
            "funds.total.rate": "1",
            "funds.total.score": "10",
            "total.score": "100",
            "funds.parts[0].executed": "50",
            "funds.parts[0].rate": "1",
            "indicators[3].actual": "50万元",
        },
    ),
    Case(
        "JX204",
        "年初预算数空白",
        {"funds.total.initial": None, "funds.parts[0].initial": None},
        ("funds.total.initial",),
    ),
    Case(
        "JX204",
        "年初没有安排填 0",
        {"funds.total.initial": "0", "funds.parts[0].initial": "0", "indicators[3].note": "年中追加50万元，见指标文"},
    ),
    Case("JX205", "来源行全空", {"funds.parts[0]": FundPart("当年财政拨款", "appropriation")}, ("funds.total.annual",)),
    Case("JX205", "来源已分列", {"funds.parts[0].label": "本年财政拨款"}),
    Case("JX211", "48 ÷ 50 写成 96.5%", {"funds.total.rate": "0.965"}, ("funds.total.rate",)),
    Case(
        "JX211",
        "得分按填错的执行率算，不另报",
        {"funds.total.rate": "0.965", "funds.total.score": "9.65", "total.score": "99.65"},
        ("funds.total.rate",),
    ),
    Case("JX211", "明细行的执行率也核对", {"funds.parts[0].rate": "0.9"}, ("funds.parts[0].rate",)),
    Case(
        "JX211",
        "按一位小数舍去",
        {
            "funds.total.executed": "45.53",
            "funds.total.rate": "0.91",
            "funds.total.score": "9.11",
            "funds.parts[0].executed": "45.53",
            "funds.parts[0].rate": "0.910",
            "indicators[3].actual": "45.53万元",
            "total.score": "99.11",
        },
    ),
    Case(
        "JX211",
        "按年初预算计执行率的办法",
        {
            **CHANGED,
            "funds.total.executed": "40",
            "funds.total.rate": "1",
            "funds.total.score": "10",
            "funds.parts[0].executed": "40",
            "funds.parts[0].rate": "1",
            "total.score": "100",
            "indicators[3].actual": "40万元",
            "indicators[3].note": REASON,
        },
        policy="variant-initial-budget",
    ),
    Case("JX212", "100% 写成 1", {"funds.total.rate": "0.0096"}, ("funds.total.rate",)),
    Case("JX212", "写全百分号", {"funds.total.rate": "0.96"}),
    Case("JX213", "得分比算出的少", {"funds.total.score": "9.5", "total.score": "99.5"}, ("funds.total.score",)),
    Case(
        "JX213",
        "执行率填错，得分又另外算错",
        {"funds.total.rate": "0.965", "funds.total.score": "9.5", "total.score": "99.5"},
        ("funds.total.score",),
        also=(("JX211", "funds.total.rate"),),
    ),
    Case(
        "JX213",
        "一位小数的得分按一位核对",
        {
            "funds.total.executed": "48.02",
            "funds.total.score": "9.6",
            "funds.parts[0].executed": "48.02",
            "indicators[3].actual": "48.02万元",
        },
    ),
    Case("JX214", "9.6 取整为 10", {"funds.total.score": "10", "total.score": "100"}, ("funds.total.score",)),
    Case(
        "JX214",
        "本来就是整数",
        {
            "funds.total.executed": "45",
            "funds.total.rate": "0.9",
            "funds.total.score": "9",
            "total.score": "99",
            "funds.parts[0].executed": "45",
            "funds.parts[0].rate": "0.9",
            "indicators[3].actual": "45万元",
        },
    ),
    Case(
        "JX215",
        "执行率 96% 却得 14 分",
        {
            "indicators[5].name": "预算执行率",
            "indicators[5].target": "100%",
            "indicators[5].actual": "95%",
            "indicators[5].score": "14.25",
            "indicators[5].note": "尾款未付",
            "total.score": "98.85",
        },
        ("indicators[5].score",),
    ),
    Case(
        "JX215",
        "执行率 96% 得 14.4 分",
        {
            "indicators[5].name": "预算执行率",
            "indicators[5].target": "100%",
            "indicators[5].actual": "96%",
            "indicators[5].score": "14.4",
            "indicators[5].note": "尾款未付",
            "total.score": "99",
        },
    ),
    Case("JX216", "执行率空白", {"funds.total.rate": None}, ("funds.total.rate",)),
    Case("JX216", "执行率得分空白", {"funds.total.score": None, "total.score": None}, ("funds.total.score",)),
    Case("JX216", "没有金额时不要求执行率", {"funds.parts[0].rate": None}),
    Case("JX217", "结转行没有金额却填 100%", {"funds.parts[1].rate": "1"}, ("funds.parts[1].rate",)),
    Case("JX217", "结转行金额为 0、执行率为 0", {"funds.parts[1].annual": "0", "funds.parts[1].rate": "0"}),
    Case("JX218", "执行 50% 没有原因", LOW, ("funds.total.executed",)),
    Case(
        "JX218",
        "原因或许写在没有读出的一行里",
        {**LOW, "unread_cells": (UnreadCell("funds", "尾款次年支付", "第 8 行", 7, 3, "资金结余情况"),)},
        also=(("JX104", "funds"),),
    ),
    Case("JX218", "执行 50% 有原因", {**LOW, "indicators[0].note": "尾款未到支付期，资金结转下年"}),
    Case("JX219", "追加 10 万元没有原因", CHANGED, ("funds.total.annual",)),
    Case("JX219", "追加 10 万元有原因", {**CHANGED, "indicators[0].note": REASON}),
    Case("JX206", "三项四舍五入差 0.01", ROUNDED, ("funds.total.executed",)),
    Case(
        "JX206",
        "差得更多是算错",
        {**ROUNDED, "funds.parts[1].executed": "16.06"},
        also=(("JX201", "funds.total.executed"),),
    ),
    Case(
        "JX206",
        "以元计不放宽",
        {**ROUNDED, "amount_unit": "元", "indicators[3].target": "≤50元", "indicators[3].actual": "48元"},
        also=(("JX201", "funds.total.executed"),),
    ),
    Case(
        "JX207",
        "年初数以元填写",
        {"funds.total.initial": "500000", "funds.parts[0].initial": "500000"},
        ("funds.total.initial",),
        also=(("JX219", "funds.total.annual"),),
    ),
    Case("JX207", "金额都以元填写而成本以万元写", {**IN_YUAN}, ("funds.total.annual",)),
    Case(
        "JX207",
        "是同单位其他项目的一万倍",
        forms=(
            {
                **own("综治维稳经费", "场"),
                **IN_YUAN,
                "indicators[3].target": "不超预算",
                "indicators[3].actual": "未超预算",
            },
            own("平安建设专项经费", "件"),
            own("社会管理经费补助", "次"),
        ),
        at=("funds.total.annual",),
    ),
    Case(
        "JX207",
        "单位里有一个大项目",
        forms=({**own("综治维稳经费", "场"), **LARGE}, own("平安建设专项经费", "件"), own("社会管理经费补助", "次")),
    ),
    Case("JX208", "其中行又写得分 9.6", {"funds.parts[0].score": "9.6"}, ("funds.parts[0].score",)),
    Case("JX208", "只有总额行有得分", {"funds.parts[0].score": None}),
    Case(
        "JX211",
        "执行数大于预算按 100% 填",
        {**OVER, "funds.total.rate": "1", "funds.parts[0].rate": "1"},
        also=(("JX203", "funds.total.executed"),),
    ),
    Case(
        "JX211",
        "明细行合用总的执行率",
        {
            "funds.parts[0].annual": "45",
            "funds.parts[0].initial": "45",
            "funds.parts[1].annual": "5",
            "funds.parts[1].initial": "5",
            "funds.parts[0].rate": "0.96",
            "funds.parts[0].executed": "45",
            "funds.parts[1].executed": "3",
        },
    ),
    Case("JX212", "百分数格里填 96", {"funds.total.rate": "96"}, ("funds.total.rate",)),
    Case("JX213", "截去尾数", {**THIRD, "funds.total.score": "9.68", "total.score": "99.68"}),
    Case(
        "JX213",
        "按取过位的执行率算",
        {**THIRD, "funds.total.rate": "0.97", "funds.total.score": "9.7", "total.score": "99.7"},
    ),
    Case(
        "JX220",
        "按年初预算数算执行率",
        {**CHANGED, "indicators[3].note": REASON, "funds.total.rate": "1.2"},
        ("funds.total.rate",),
    ),
    Case("JX220", "按全年预算数算执行率", {**CHANGED, "indicators[3].note": REASON}),
    *(Case("JX218", note, {**LOW, "indicators[0].note": note}) for note in CAUSES),
    *(
        Case("JX218", f"“{note}”不是原因", {**LOW, "indicators[0].note": note}, ("funds.total.executed",))
        for note in NO_CAUSES
    ),
    Case(
        "JX219",
        "上年结转正好是追加的数",
        {
            **CHANGED,
            "funds.parts[0].annual": "40",
            "funds.parts[0].executed": "38",
            "funds.parts[0].rate": "0.95",
            "funds.parts[1].annual": "10",
            "funds.parts[1].executed": "10",
        },
    ),
    Case("JX219", "目标里写了追加的数", {**CHANGED, "goal.actual": "完成全年任务，年中追加10万元用于设备更新。"}),
    *(Case("JX219", note, {**CHANGED, "indicators[0].note": note}) for note in CAUSES),
    Case(
        "JX201",
        "拨款行下面是它的其中数",
        {"funds.parts": WITHIN, "funds.parts[3]": FundPart("上级财政拨款", None, *map(Decimal, (20, 20, 18)))},
    ),
    Case("JX201", "全额行下面按来源再分", {"funds.parts": BY_SOURCE}),
    Case("JX201", "按来源分一次，再按支出分一次", {"funds.parts": BY_SOURCE_AND_USE}),
    Case(
        "JX201",
        "按支出再分的一次加不起来",
        {"funds.parts": BY_SOURCE_AND_USE, "funds.parts[3].initial": "35"},
        ("funds.total.initial",),
    ),
    Case(
        "JX201",
        "其他资金不是拨款的其中数",
        {"funds.parts[1].initial": "20", "funds.parts[2].initial": "30"},
        ("funds.total.initial",),
    ),
    Case("JX211", "按没有读入的到位资金算", {**ARRIVED, **beside("49.2")}),
    Case("JX211", "按没有读入的调减数算", {**ARRIVED, **beside("-0.8")}),
    Case(
        "JX211",
        "没有读入的金额也算不出",
        {**ARRIVED, **beside("47")},
        ("funds.total.rate", "funds.parts[0].rate"),
    ),
    Case("JX203", "没有读入的追加数够用", {**OVER, **IN_FULL, **beside("2")}),
    Case("JX203", "没有读入的追加数不够", {**OVER, **IN_FULL, **beside("1")}, ("funds.total.executed",)),
    Case(
        "JX220",
        "得分也按年初预算数",
        {**BY_INITIAL, "funds.total.rate": "0.8", "funds.total.score": "8", "total.score": "98"},
        ("funds.total.rate",),
    ),
    Case(
        "JX213",
        "执行率按年初预算数，得分算错",
        {**BY_INITIAL, "funds.total.rate": "0.8", "funds.total.score": "7", "total.score": "97"},
        ("funds.total.score",),
        also=(("JX220", "funds.total.rate"),),
    ),
)
