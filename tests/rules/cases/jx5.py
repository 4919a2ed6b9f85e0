"""Cases of JX5, contradictions inside one form."""

from decimal import Decimal

from jixiao.form.model import Measure
from tests.rules.cases import Case, beside

UNITS = {"indicators[0].target": "≥8台", "indicators[0].actual": "48万元"}
PARTS = {
    "indicators[3].name": "指标1：配件费",
    "indicators[3].target": "30万元",
    "indicators[3].actual": "30万元",
    "indicators[3].weight": "5",
    "indicators[3].score": "5",
}
SECOND = {"dimension": "产出指标", "category": "成本指标", "name": "指标2：人工费", "weight": "5", "score": "5"}

ZERO = {
    "funds.total.initial": "0", "funds.total.annual": "0", "funds.total.executed": "0", "funds.total.rate": None,
    "funds.total.score": "10", "funds.parts[0].initial": None, "funds.parts[0].annual": None,
    "funds.parts[0].executed": None, "funds.parts[0].rate": None, "total.score": "100",
}  # fmt: skip
RATE_968 = {
    "funds.total.rate": "0.9677",
    "funds.parts[0].rate": "0.9677",
    "funds.total.score": "9.68",
    "total.score": "99.68",
}
RATE_964 = {
    "funds.total.rate": "0.964",
    "funds.parts[0].rate": "0.964",
    "funds.total.score": "9.64",
    "total.score": "99.64",
}

CASES = (
    Case(
        "JX533",
        "要求次年上报的",
        {"indicators[2].target": "次年1月10日前上报", "indicators[2].actual": "2021年1月8日上报"},
    ),
    Case("JX501", "成本上限不是预算数", {"indicators[3].target": "不超预算数60万元"}, ("indicators[3].target",)),
    Case("JX501", "没有读入的追加数以后的预算", {"indicators[3].target": "≤60万元", **beside("10")}),
    Case(
        "JX501",
        "两条成本合计超过预算",
        {**PARTS, "indicators[4+]": {**SECOND, "target": "25万元", "actual": "18万元"}},
        ("indicators[3].target",),
    ),
    Case("JX501", "以元为单位的同一金额", {"indicators[3].target": "≤500000元"}),
    Case(
        "JX501",
        "人均成本不比较",
        {
            "indicators[3].name": "指标1：单台成本",
            "indicators[3].target": "≤6万元/台",
            "indicators[3].actual": "6万元/台",
        },
    ),
    Case(
        "JX501",
        "按年初预算设的指标",
        {
            "indicators[3].target": "≤40万元",
            "funds.total.initial": "40",
            "funds.parts[0].initial": "40",
            "indicators[3].actual": "控制在预算内",
            "indicators[3].note": "年中追加10万元",
        },
    ),
    Case("JX502", "完成值不是执行数", {"indicators[3].actual": "项目完成，共计45万元"}, ("indicators[3].actual",)),
    Case("JX502", "完成值等于执行数", {"indicators[3].actual": "项目完成，共计48万元"}),
    Case("JX502", "约数不比较", {"indicators[3].actual": "约45万元"}),
    Case(
        "JX503",
        "两条成本少于预算",
        {**PARTS, "indicators[4+]": {**SECOND, "target": "15万元", "actual": "15万元"}},
        ("indicators[3].target",),
    ),
    Case("JX503", "两条成本等于预算", {**PARTS, "indicators[4+]": {**SECOND, "target": "20万元", "actual": "18万元"}}),
    Case(
        "JX511",
        "数量指标只有文字",
        {"indicators[0].target": "维修小区电梯", "indicators[0].actual": "修好小区电梯"},
        ("indicators[0].target",),
    ),
    Case("JX511", "数量写在句子里", {"indicators[0].target": "维修小区电梯8台"}),
    Case(
        "JX512",
        "数量指标写成率",
        {"indicators[0].target": "100%", "indicators[0].actual": "100%"},
        ("indicators[0].target",),
    ),
    Case("JX512", "质量指标可以是率", {"indicators[1].target": "100%"}),
    Case("JX513", "台与万元", UNITS, ("indicators[0].actual",)),
    Case("JX513", "平方米与㎡是同一单位", {"indicators[0].target": "≥800平方米", "indicators[0].actual": "820㎡"}),
    Case("JX514", "完成值写≥90%", {"indicators[6].actual": "≥90%"}, ("indicators[6].actual",)),
    Case("JX514", "完成值写90%", {"indicators[6].actual": "90%"}),
    Case("JX515", "完成 150% 没有原因", {"indicators[0].actual": "12台"}, ("indicators[0].note",)),
    Case("JX515", "完成 125%", {"indicators[0].actual": "10台"}),
    Case("JX515", "完成 150% 有原因", {"indicators[0].actual": "12台", "indicators[0].note": "新增4台应急维修"}),
    Case("JX517", "要求大于而相等", {"indicators[0].target": "＞8台"}, ("indicators[0].actual",)),
    Case("JX517", "要求小于而相等", {"indicators[4].target": "<372户"}, ("indicators[4].actual",)),
    Case(
        "JX517",
        "要求小于而单位不同",
        {"indicators[0].target": "＞80米", "indicators[0].actual": "0.08公里"},
        ("indicators[0].actual",),
    ),
    Case("JX517", "要求不小于而相等", {"indicators[0].target": "≥8台"}),
    Case("JX517", "要求大于而更大", {"indicators[0].target": "＞8台", "indicators[0].actual": "9台"}),
    Case(
        "JX517",
        "相等而已扣分",
        {
            "indicators[0].target": "＞8台",
            "indicators[0].score": "14",
            "indicators[0].note": "一台待验收，12月底前验收",
            "total.score": "98.6",
        },
    ),
    Case("JX516", "满意度 110%", {"indicators[6].actual": "110%"}, ("indicators[6].actual",)),
    Case("JX516", "满意度 100%", {"indicators[6].actual": "100%"}),
    Case("JX521", "文字一字不差", {"indicators[5].actual": "建立维护台账并定责任人"}, ("indicators[5].actual",)),
    Case("JX521", "数值相同是正常的", {"indicators[0].actual": "8台"}),
    Case(
        "JX522",
        "满意度照抄整句",
        {"indicators[6].target": "居民满意度达90%", "indicators[6].actual": "居民满意度达90%"},
        ("indicators[6].actual",),
    ),
    Case("JX522", "满意度数值相同", {"indicators[6].target": "90%", "indicators[6].actual": "90%"}),
    Case("JX523", "只写良好", {"indicators[5].actual": "良好"}, ("indicators[5].actual",)),
    Case("JX523", "写了事实", {"indicators[5].actual": "台账建立良好，故障登记齐全"}),
    Case("JX524", "指标值写取得了", {"indicators[5].target": "取得了良好的维护效果"}, ("indicators[5].target",)),
    Case("JX524", "指标值写取得", {"indicators[5].target": "取得电梯使用登记证"}),
    Case("JX525", "完成情况照抄目标", {"goal.actual": "维修老旧小区电梯8台，保障居民出行安全。"}, ("goal.actual",)),
    Case("JX525", "只写完成年度目标", {"goal.actual": "完成年度目标。"}, ("goal.actual",)),
    Case("JX525", "写了做成的事", {"goal.actual": "8台电梯完成年度维修，全部通过检验。"}),
    Case("JX526", "以逗号结尾", {"goal.actual": "8台电梯全部修好，"}, ("goal.actual",)),
    Case("JX526", "以句号结尾", {"goal.actual": "8台电梯全部修好。"}),
    Case(
        "JX527",
        "指标值就是名称",
        {"indicators[5].name": "指标1：建立维护台账", "indicators[5].target": "建立维护台账"},
        ("indicators[5].target",),
    ),
    Case("JX527", "指标值是程度", {"indicators[5].name": "指标1：维护台账", "indicators[5].target": "一梯一账"}),
    Case("JX528", "满意度写基本满意", {"indicators[6].target": "居民基本满意以上"}, ("indicators[6].target",)),
    Case(
        "JX529",
        "只有一个数",
        {"indicators[0].name": "指标1：维修电梯", "indicators[0].target": "8", "indicators[0].actual": "8"},
        ("indicators[0].target",),
    ),
    Case("JX529", "数后有单位", {"indicators[0].target": "≥8台"}),
    Case(
        "JX529",
        "名称里有单位",
        {"indicators[0].name": "指标1：维修电梯台数", "indicators[0].target": "8", "indicators[0].actual": "8"},
    ),
    Case("JX528", "满意度写百分比", {"indicators[6].target": "90%以上"}),
    Case(
        "JX531",
        "预计 2021 年完工与已完工",
        {"indicators[2].actual": "2020年10月已完工", "indicators[5].actual": "台账预计2021年完成"},
        ("indicators[2].actual",),
        also=(("JX408", "indicators[5].score"),),
    ),
    Case(
        "JX531",
        "预计当年完工",
        {"indicators[2].actual": "2020年10月已完工", "indicators[5].actual": "台账预计2020年完成"},
    ),
    Case(
        "JX532",
        "时效写上一年",
        {"indicators[2].target": "2019年11月底前完工"},
        ("indicators[2].target",),
    ),
    Case("JX532", "时效跨两年含本年度", {"indicators[2].target": "2019年11月至2020年11月"}),
    Case("JX533", "次年才完工却满分", {"indicators[2].actual": "2021年1月完工"}, ("indicators[2].actual",)),
    Case(
        "JX533",
        "次年完工已扣分说明",
        {
            "indicators[2].actual": "2021年1月完工",
            "indicators[2].score": "8",
            "indicators[2].note": "汛期停工",
            "total.score": "97.6",
        },
    ),
    Case("JX534", "期限后一个月完工却满分", {"indicators[2].actual": "2020年12月20日完工"}, ("indicators[2].actual",)),
    Case(
        "JX534",
        "没有写年份",
        {"indicators[2].target": "6月30日前", "indicators[2].actual": "7月5日"},
        ("indicators[2].actual",),
    ),
    Case(
        "JX534",
        "写成小数的日期",
        {"indicators[2].target": "6.30前", "indicators[2].actual": "7.5"},
        ("indicators[2].actual",),
    ),
    Case("JX534", "期限当月完工", {"indicators[2].actual": "2020年11月完工"}),
    Case("JX534", "提前完工", {"indicators[2].target": "12.30前", "indicators[2].actual": "11.20"}),
    Case(
        "JX534",
        "晚了已扣分说明",
        {
            "indicators[2].actual": "2020年12月20日完工",
            "indicators[2].score": "8",
            "indicators[2].note": "汛期停工",
            "total.score": "97.6",
        },
    ),
    Case("JX534", "开工和完工两个日期", {"indicators[2].actual": "2020年3月开工，2020年12月完工"}),
    Case("JX501", "总额为 0 的不比较", {**ZERO}),
    Case(
        "JX501",
        "总投资是几年的钱",
        {
            "indicators[3].name": "指标1：项目总投资",
            "indicators[3].target": "≤380万元",
            "indicators[3].actual": "按合同支付",
        },
    ),
    Case(
        "JX501", "跨年项目", {"indicators[3].target": "≤80万元", "goal.expected": "2020年至2022年维修电梯12台，本年8台"}
    ),
    Case(
        "JX501",
        "取整的预算数",
        {
            "funds.total.initial": "49.6",
            "funds.parts[0].initial": "49.6",
            "funds.total.annual": "49.6",
            "funds.parts[0].annual": "49.6",
            **RATE_968,
        },
    ),
    Case("JX502", "取整的执行数", {"funds.total.executed": "48.2", "funds.parts[0].executed": "48.2", **RATE_964}),
    Case("JX502", "结算价不比较", {"indicators[3].actual": "审定结算价47万元"}),
    Case("JX502", "取整差一成以上不算取整", {"indicators[3].actual": "43万元"}, ("indicators[3].actual",)),
    Case(
        "JX504",
        "各部分之和小于总数",
        {"goal.expected": "项目总投资100万元，其中财政资金60万元，单位自筹30万元。"},
        ("goal.expected",),
    ),
    Case(
        "JX504",
        "各部分之和大于总数",
        {"goal.actual": "支付工程款48万元，包括一期30万元、二期20万元。"},
        ("goal.actual",),
    ),
    Case("JX504", "各部分之和等于总数", {"goal.expected": "项目总投资100万元，其中财政资金70万元，单位自筹30万元。"}),
    Case("JX504", "只列出一部分", {"goal.expected": "项目总投资100万元，其中监理费6万元、设计费3万元。"}),
    Case("JX505", "目标里的预算是另一个数", {"goal.expected": "安排预算资金65万元，维修电梯8台。"}, ("goal.expected",)),
    Case("JX505", "目标里的预算一致", {"goal.expected": "安排预算资金50万元，维修电梯8台。"}),
    Case("JX505", "写的是总投资", {"goal.expected": "项目总投资预算资金380万元，维修电梯8台。"}),
    Case("JX505", "写的是另一年度", {"goal.expected": "2019年安排预算资金65万元，本年继续维修电梯8台。"}),
    Case("JX516", "毛入学率可以超过 100%", {"indicators[1].name": "指标1：毛入学率", "indicators[1].actual": "102%"}),
    Case("JX518", "≥8台写“达成预期指标”", {"indicators[0].actual": "达成预期指标"}, ("indicators[0].actual",)),
    Case(
        "JX518",
        "两行合并为一条",
        {"indicators[0].actual": "达成预期指标", "indicators[4].actual": "已完成"},
        ("indicators[0].actual",),
    ),
    Case("JX518", "文字指标写“达成”", {"indicators[5].actual": "达成预期指标"}),
    Case("JX519", "配备率写件数", {"indicators[0].name": "指标1：设备配备率100%"}, ("indicators[0].target",)),
    Case("JX519", "配备数写件数", {"indicators[0].name": "指标1：设备配备数"}),
    Case("JX519", "频率不是比率", {"indicators[0].name": "指标1：维修频率"}),
    Case(
        "JX530",
        "两行的指标值都是分值",
        {
            "indicators[0].target": "15",
            "indicators[0].actual": "15台",
            "indicators[4].target": "15",
            "indicators[4].actual": "16户",
        },
        ("indicators[0].target",),
    ),
    Case(
        "JX530",
        "满意度填成分值",
        {"indicators[6].target": "10", "indicators[6].actual": "93.5%"},
        ("indicators[6].target",),
        also=(("JX515", "indicators[6].note"),),
    ),
    Case(
        "JX530",
        "台数恰与分值相同",
        {"indicators[0].name": "指标1：维修电梯（台）", "indicators[0].target": "15", "indicators[0].actual": "15"},
    ),
    Case(
        "JX530",
        "单位另有一栏",
        {"indicators[0].target": "15", "indicators[0].actual": "16", "indicators[0].measure": Measure(unit="台")},
    ),
    Case("JX532", "起止年份", {"indicators[2].target": "2018年至2022年"}),
    Case(
        "JX532", "质保期的年份", {"indicators[2].name": "指标1：质保期", "indicators[2].target": "质保期至2023年11月"}
    ),
    Case("JX532", "完工在本年，质保到后年", {"indicators[2].target": "2020年11月完工，质保期到2022年"}),
    Case("JX533", "质保期的年份", {"indicators[2].name": "指标1：质保期", "indicators[2].actual": "质保至2023年11月"}),
    Case(
        "JX535",
        "目标写全部完成，指标写尚未",
        {
            "goal.actual": "8台电梯已全部完成维修。",
            "indicators[5].actual": "台账尚未建立",
            "indicators[5].score": "10",
            "indicators[5].note": "物业更换",
            "total.score": "94.6",
        },
        ("goal.actual",),
    ),
    Case(
        "JX535",
        "目标写尚未，时效写按期完成",
        {"goal.actual": "8台电梯尚未完成维修。", "indicators[2].actual": "按期完成"},
        ("goal.actual",),
    ),
    Case(
        "JX537",
        "完成数与文字不符",
        {"indicators[0].measure": Measure("定量", "≥", Decimal(8), Decimal(9), "台")},
        ("indicators[0].actual_number",),
    ),
    Case("JX537", "完成数换了单位", {"indicators[4].measure": Measure(actual=Decimal("0.0372"), unit="万户")}),
    Case("JX537", "两个数同换了单位", {"indicators[4].measure": Measure(target=Decimal(3600), actual=Decimal(3720))}),
    Case("JX537", "文字不是一个数", {"indicators[5].measure": Measure("定量", "≥", Decimal(1), Decimal(1), "项")}),
    Case("JX536", "完成情况写 9 台而指标写 8 台", {"goal.actual": "维修电梯9台，通过检验。"}, ("goal.actual",)),
    Case("JX536", "两处相同", {"goal.actual": "维修电梯8台，通过检验。"}),
    Case("JX536", "只说其中一处", {"goal.actual": "完成甲社区维修电梯3台，通过检验。"}),
    Case("JX536", "其中数", {"goal.actual": "电梯全部修好，其中上半年维修电梯6台。"}),
    Case("JX536", "约数", {"goal.actual": "维修电梯近10台，通过检验。"}),
    Case("JX536", "另一个单位", {"goal.actual": "维修电梯12次，通过检验。"}),
    Case("JX536", "四舍五入", {"goal.actual": "恢复电梯出行的居民0.037万户。"}),
    Case("JX535", "都写完成", {"goal.actual": "8台电梯已全部完成维修。"}),
    *(
        Case("JX516", f"{name}可以超过 100%", {"indicators[1].name": f"指标1：{name}", "indicators[1].actual": "112%"})
        for name in ("拨备覆盖率", "流动性覆盖率", "准备金覆盖率", "种子供应覆盖率", "偿债覆盖率")
    ),
    Case(
        "JX516",
        "要求就超过 100%",
        {"indicators[1].name": "指标1：风险覆盖率", "indicators[1].target": "≥120%", "indicators[1].actual": "131%"},
    ),
    Case(
        "JX533",
        "年内完成，次年印发",
        {"indicators[2].target": "2020年12月31日", "indicators[2].actual": "已于12月29日完成，2021年2月印发"},
    ),
    *(
        Case("JX533", said, {"indicators[2].actual": said}, ("indicators[2].actual",))
        for said in ("主体12月29日完成，2021年2月完工", "计划11月20日完成，2021年2月交付")
    ),
    Case(
        "JX516",
        "保障的满意度不能超过 100%",
        {"indicators[6].name": "指标1：后勤保障满意度", "indicators[6].actual": "110%"},
        ("indicators[6].actual",),
    ),
)
