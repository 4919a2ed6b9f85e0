"""Cases of JX3, weights and totals."""

from tests.rules.cases import Case

EXTRA = {
    "dimension": "效益指标",
    "category": "经济效益指标",
    "name": "指标1：节约电费",
    "target": "≥1000元",
    "actual": "1100元",
}

OPEN = {
    "total.score": "99.2",
    "funds.total.weight": "20", "funds.total.score": "19.2", "indicators[0].weight": "10", "indicators[0].score": "10", "indicators[1].weight": "10",
    "indicators[1].score": "10",
}  # fmt: skip

EXECUTION = {
    **EXTRA,
    "dimension": "产出指标",
    "category": "时效指标",
    "name": "预算执行率",
    "target": "100%",
    "actual": "96%",
    "weight": "10",
    "score": "9.6",
    "note": "尾款按合同下年支付。",
}

CASES = (
    Case("JX301", "合计 100 填成 90", {"total.weight": "90"}, ("total.weight",)),
    Case("JX301", "合计 100", {"total.weight": "100"}),
    Case(
        "JX302",
        "合计 105",
        {
            "indicators[6].weight": "15",
            "indicators[6].score": "15",
            "total.weight": "105",
            "total.score": "104.6",
            "indicators[6].dimension": "满意度指标",
        },
        ("total.weight",),
        also=(("JX303", "indicators[6].weight"),),
    ),
    Case("JX302", "合计 100 而没有总分行分值", {"total.weight": None}),
    Case(
        "JX303",
        "产出 45 效益 35",
        {
            "indicators[0].weight": "10",
            "indicators[0].score": "10",
            "indicators[4].weight": "20",
            "indicators[4].score": "20",
        },
        ("indicators[0].weight", "indicators[4].weight"),
    ),
    Case(
        "JX303",
        "执行率 20 满意度 0",
        {
            "funds.total.weight": "15",
            "funds.total.score": "14.4",
            "indicators[6].weight": "5",
            "indicators[6].score": "5",
            "total.score": "99.4",
        },
        ("funds.total.weight", "indicators[6].weight"),
    ),
    Case(
        "JX303",
        "与办法一致",
        {
            "indicators[0].weight": "10",
            "indicators[0].score": "10",
            "indicators[1].weight": "20",
            "indicators[1].score": "20",
        },
    ),
    Case(
        "JX304",
        "没有满意度指标",
        {
            "indicators[6].dimension": "效益指标",
            "indicators[6].category": "社会效益指标",
            "indicators[6].name": "指标1：投诉办结率",
            "indicators[5].weight": "5",
            "indicators[5].score": "5",
            "indicators[0].weight": "25",
            "indicators[0].score": "25",
        },
        ("indicators",),
        also=(("JX303", "indicators[0].weight"),),
    ),
    Case("JX304", "满意度是效益指标下的二级指标", {"indicators[6].dimension": "效益指标"}),
    Case("JX304", "三个一级指标齐全", {"indicators[6].dimension": "服务对象满意度指标"}),
    Case("JX305", "一级指标写成项目管理", {"indicators[5].dimension": "项目管理"}, ("indicators[5].dimension",)),
    Case("JX305", "办法认得的另一种写法", {"indicators[5].dimension": "效益指标（30分）"}),
    Case(
        "JX306",
        "分值为负",
        {
            "indicators[4].weight": "35",
            "indicators[4].score": "35",
            "indicators[5].weight": "-5",
            "indicators[5].score": "0",
            "total.score": "104.6",
        },
        ("indicators[5].weight",),
    ),
    Case("JX306", "分值为正", {"indicators[5].weight": "15"}),
    Case(
        "JX307",
        "分值为 0",
        {"indicators[6+]": {**EXTRA, "weight": "0", "score": "0"}},
        ("indicators[6].weight",),
    ),
    Case("JX307", "没有名称的空行", {"indicators[4].weight": "15"}),
    Case(
        "JX308",
        "质量指标列在效益下",
        {"indicators[5].category": "质量指标", "indicators[5].name": "指标1：台账合格率"},
        ("indicators[5].category",),
    ),
    Case(
        "JX308",
        "满意度列在效益下的表式",
        {"indicators[5].category": "服务对象满意度", "indicators[5].target": "≥90%", "indicators[5].actual": "95%"},
    ),
    Case("JX308", "名称里有社会二字的满意度", {"indicators[6].category": "社会公众或服务对象满意度指标"}),
    Case(
        "JX309",
        "产出没有质量指标",
        {
            "indicators[1].category": "数量指标",
            "indicators[1].name": "指标2：检验次数",
            "indicators[1].target": "≥8次",
            "indicators[1].actual": "8次",
        },
        ("indicators[3].category",),
    ),
    Case(
        "JX309",
        "产出的二级指标另行分类",
        {
            **{
                f"indicators[{at}].category": word
                for at, word in enumerate(("职责履行", "重点工作", "履职进度", "保障"))
            },
            "indicators[3].target": "≥10次",
            "indicators[3].actual": "10次",
        },
    ),
    Case("JX309", "成本单列为一级指标", {"indicators[3].dimension": "产出指标"}),
    Case(
        "JX311", "合计行只是指标的合计", {"total.weight": "90", "total.score": "90"}, also=(("JX301", "total.weight"),)
    ),
    Case("JX311", "总分 99.6 填成 98", {"total.score": "98"}, ("total.score",)),
    Case(
        "JX311",
        "一位小数的总分按一位核对",
        {
            "funds.total.executed": "48.22",
            "funds.total.rate": "0.9644",
            "funds.total.score": "9.64",
            "total.score": "99.6",
            "funds.parts[0].executed": "48.22",
            "funds.parts[0].rate": "0.9644",
            "indicators[3].actual": "48.22万元",
        },
    ),
    Case(
        "JX311",
        "没有读到的行最多还有 10 分",
        {"indicators[6]": None, "total.weight": None, "total.score": "99.7"},
        ("total.score",),
        also=(("JX302", "total.weight"), ("JX304", "indicators")),
    ),
    Case("JX311", "总分正确", {"total.score": "99.6"}),
    Case(
        "JX311",
        "预算执行率已是一项指标，资金栏的得分只是重复",
        {
            "funds.total.weight": None,
            "indicators[7+]": EXECUTION,
            "total.score": "99.6",
        },
    ),
    Case("JX312", "99.6 取整为 100", {"total.score": "100"}, ("total.score",)),
    Case("JX312", "总分保留小数", {"total.score": "99.60"}),
    Case("JX313", "总分空白", {"total.score": None}, ("total.score",)),
    Case("JX313", "总分为 99.6", {"total.score": "99.6"}),
    Case("JX303", "办法没有定一级指标的分值", {**OPEN}, policy="hubei-2020"),
    Case("JX305", "办法没有定分值时也认得一级指标", {**OPEN, "indicators[5].dimension": "效益"}, policy="hubei-2020"),
)
