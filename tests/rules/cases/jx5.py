"""Cases of JX5, contradictions inside one form."""

from tests.rules.cases import Case

UNITS = {"indicators[0].target": "≥8台", "indicators[0].actual": "48万元"}
PARTS = {
    "indicators[3].name": "指标1：配件费",
    "indicators[3].target": "30万元",
    "indicators[3].actual": "30万元",
    "indicators[3].weight": "5",
    "indicators[3].score": "5",
}
SECOND = {"dimension": "产出指标", "category": "成本指标", "name": "指标2：人工费", "weight": "5", "score": "5"}

CASES = (
    Case("JX501", "成本上限不是预算数", {"indicators[3].target": "不超预算数60万元"}, ("indicators[3].target",)),
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
    Case("JX528", "满意度写百分比", {"indicators[6].target": "90%以上"}),
    Case(
        "JX531",
        "预计 2021 年完工与已完工",
        {"indicators[2].actual": "2020年10月已完工", "indicators[5].actual": "台账预计2021年完成"},
        ("indicators[2].actual",),
    ),
    Case(
        "JX531",
        "预计当年完工",
        {"indicators[2].actual": "2020年10月已完工", "indicators[5].actual": "台账预计2020年完成"},
    ),
    Case("JX532", "时效写上一年", {"indicators[2].target": "2019年11月底前完工"}, ("indicators[2].target",)),
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
)
