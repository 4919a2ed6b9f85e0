"""Cases of JX6, forms of one unit together."""

from tests.rules.cases import Case


def own(project: str, things: str) -> dict[str, str]:
    """A project whose words and numbers are its own."""
    return {
        "project": project,
        "indicators[0].target": f"≥8{things}",
        "indicators[0].actual": f"8{things}",
        "indicators[4].actual": f"37{len(project)}户",
        "indicators[5].target": f"为{project}建立台账",
        "indicators[5].actual": f"{project}台账已建立",
        "goal.actual": f"{project}全部完成。",
    }


A = own("综治维稳经费", "场")
B = own("平安建设专项经费", "件")
C = own("社会管理经费补助", "次")
SENTENCE = "由物业公司专人管理并按季度向居民公布维护情况和责任人"
LAST = {"year": 2019, "goal.actual": "6台电梯修好。"}
RESULT = "8台电梯全部修好并通过特种设备检验，居民恢复乘梯。"

CASES = (
    Case("JX601", "同名同年度两张表", forms=(A, A), at=("project",)),
    Case("JX601", "两个项目", forms=(A, B)),
    Case(
        "JX602",
        "同一件数写进两个项目",
        forms=(
            {**A, "indicators[5].actual": "受理矛盾纠纷106件"},
            {**B, "indicators[5].actual": "全年受理矛盾纠纷106件，全部办结"},
        ),
        at=("indicators[5].actual",),
    ),
    Case(
        "JX602",
        "写法略有出入",
        forms=(
            A,
            {**B, "indicators[5].actual": "设置防疫卡点12处"},
            {**C, "indicators[5].actual": "封闭小区出口，设置卡点12处"},
        ),
        at=("indicators[5].actual",),
        on=1,
    ),
    Case(
        "JX602",
        "原有的数量是背景",
        forms=(
            {**A, "indicators[5].actual": "原有3个社区调减为2个"},
            {**B, "indicators[5].actual": "原有3个社区调减为1个"},
        ),
    ),
    Case(
        "JX602",
        "由多少调为多少是背景",
        forms=(
            {**A, "indicators[5].actual": "由63个网格片区调整合并"},
            {**B, "indicators[5].actual": "由63个网格片区调整优化"},
        ),
    ),
    Case(
        "JX602",
        "期次的编号不是数量",
        forms=(
            {**A, "indicators[5].actual": "完成44-1期安置房主体建设"},
            {**B, "indicators[5].actual": "完成44-2期安置房主体建设"},
        ),
    ),
    Case(
        "JX602",
        "不同期次的相同数量",
        forms=(
            {**A, "indicators[5].actual": "完成44-1期安置房主体建设120套"},
            {**B, "indicators[5].actual": "完成44-2期安置房主体建设120套"},
        ),
    ),
    Case(
        "JX602",
        "不同标段的相同数量",
        forms=(
            {**A, "indicators[5].actual": "一标段道路硬化3公里，安装路灯60盏"},
            {**B, "indicators[5].actual": "第2标段道路硬化3公里，安装路灯60盏"},
        ),
    ),
    Case(
        "JX602",
        "名称以（一）（二）区别",
        forms=(
            {**A, "indicators[5].actual": "村道整治工程（一）硬化路面1200米"},
            {**B, "indicators[5].actual": "村道整治工程(二)硬化路面1200米"},
        ),
    ),
    Case(
        "JX602",
        "不同楼栋、批次、季度",
        forms=(
            {**A, "indicators[5].actual": "1号楼外墙维修500平方米，第一批补助发放350户，一季度巡查街面120次"},
            {**B, "indicators[5].actual": "2号楼外墙维修500平方米，第二批补助发放350户，二季度巡查街面120次"},
        ),
    ),
    Case(
        "JX602",
        "名称只差标段的项目，计划数相同",
        forms=(
            {**A, "project": "村道硬化工程（一标段）", "indicators[5].actual": "道路硬化3公里，受益群众1200人"},
            {**B, "project": "村道硬化工程（二标段）", "indicators[5].actual": "道路硬化3公里，受益群众1200人"},
        ),
    ),
    Case(
        "JX602",
        "名称只差期次的项目，零头也相同",
        forms=(
            {**A, "project": "安置房44-1期", "indicators[5].actual": "受理矛盾纠纷106件"},
            {**B, "project": "安置房44-2期", "indicators[5].actual": "受理矛盾纠纷106件"},
        ),
        at=("indicators[5].actual",),
    ),
    Case(
        "JX602",
        "同一标段的相同数量",
        forms=(
            {**A, "indicators[5].actual": "一标段道路硬化3公里"},
            {**B, "indicators[5].actual": "第1标段完成道路硬化3公里"},
        ),
        at=("indicators[5].actual",),
    ),
    Case(
        "JX602",
        "句首的序号不是名称",
        forms=(
            {**A, "indicators[5].actual": "（一）受理矛盾纠纷106件"},
            {**B, "indicators[5].actual": "（三）受理矛盾纠纷106件"},
        ),
        at=("indicators[5].actual",),
    ),
    Case(
        "JX602",
        "下一句与前一句的标段无关",
        forms=(
            {**A, "indicators[5].actual": "一标段完工；受理矛盾纠纷106件"},
            {**B, "indicators[5].actual": "二标段完工；受理矛盾纠纷106件"},
        ),
        at=("indicators[5].actual",),
    ),
    Case(
        "JX602",
        "数量不同",
        forms=(
            {**A, "indicators[5].actual": "受理矛盾纠纷106件"},
            {**B, "indicators[5].actual": "受理矛盾纠纷98件"},
        ),
    ),
    Case(
        "JX602",
        "同一数量不是同一件事",
        forms=(
            {**A, "indicators[5].actual": "受理矛盾纠纷106件"},
            {**B, "indicators[5].actual": "办理信访事项106件"},
        ),
    ),
    Case(
        "JX602",
        "不同单位的相同数量",
        forms=(
            {**A, "indicators[5].actual": "受理矛盾纠纷106件"},
            {**B, "unit": "青河区信访局", "indicators[5].actual": "受理矛盾纠纷106件"},
        ),
    ),
    Case(
        "JX603",
        "全称与简称",
        forms=(
            {**A, "department": "西区河门口街道办事处", "unit": "西区河门口街道办事处"},
            {**B, "department": "西区河门口街道办事处", "unit": "河门口街办"},
        ),
        at=("unit",),
        on=1,
    ),
    Case(
        "JX603",
        "两个不同的单位",
        forms=(
            {**A, "department": "青河区教育局", "unit": "青河区教育局"},
            {**B, "department": "青河区教育局", "unit": "青河区教育局第一幼儿园"},
        ),
    ),
    Case(
        "JX604",
        "长句一字不差",
        forms=(
            {**A, "indicators[5].actual": f"台账{SENTENCE}"},
            {**B, "indicators[5].actual": f"台账{SENTENCE}；"[:-1]},
        ),
        at=("indicators[5].actual",),
    ),
    Case("JX604", "短句相同", forms=(A, B)),
    Case(
        "JX605",
        "三个项目同一完成值",
        forms=tuple({**one, "indicators[5].actual": "提供安全的出行环境"} for one in (A, B, C)),
        at=("indicators[5].actual",),
    ),
    Case(
        "JX605",
        "两个项目同一完成值",
        forms=tuple({**one, "indicators[5].actual": "提供安全的出行环境"} for one in (A, B)),
    ),
    Case(
        "JX606",
        "三个项目同一指标值",
        forms=tuple({**one, "indicators[5].target": "建立长效维护机制"} for one in (A, B, C)),
        at=("indicators[5].target",),
    ),
    Case(
        "JX610",
        "名称、指标值、完成值整行照抄",
        forms=(
            {**A, "indicators[5].target": "建立长效维护机制", "indicators[5].actual": "提供安全的出行环境"},
            {**B, "indicators[5].target": "建立长效维护机制", "indicators[5].actual": "提供安全的出行环境"},
        ),
        at=("indicators[5].actual",),
    ),
    Case(
        "JX610",
        "同类项目的地点不同",
        forms=(
            {
                **A,
                "project": "河东村公园维护",
                "indicators[5].target": "建立长效维护机制",
                "indicators[5].actual": "提供安全的环境",
            },
            {
                **B,
                "project": "河西村公园维护",
                "indicators[5].target": "建立长效维护机制",
                "indicators[5].actual": "提供安全的环境",
            },
        ),
    ),
    Case("JX606", "两个项目同一指标值", forms=(A, B)),
    Case(
        "JX607",
        "一张表写成另一年度",
        forms=(
            A,
            B,
            {**C, "year": 2021, "indicators[2].target": "2021年11月底前完工", "indicators[2].actual": "2021年10月完工"},
        ),
        at=("year",),
        on=2,
    ),
    Case("JX607", "年度一致", forms=(A, B)),
    Case(
        "JX608",
        "一张表以元计",
        forms=(A, B, {**C, "amount_unit": "元", "indicators[3].target": "≤50元", "indicators[3].actual": "48元"}),
        at=("amount_unit",),
        on=2,
    ),
    Case("JX608", "单位一致", forms=(A, B)),
    Case(
        "JX609",
        "两张表用了另一种表名",
        forms=({**A, "title": "项目（政策）支出绩效自评表"}, B, C),
        at=("title",),
    ),
    Case("JX609", "表名一致", forms=(A, B)),
    Case(
        "JX621",
        "预算由 30 万元增加到 50 万元",
        change={},
        before=({**LAST, "funds.total.initial": "30"},),
        at=("funds.total.initial",),
    ),
    Case(
        "JX621",
        "没有年初预算数的比全年预算数",
        change={},
        before=({**LAST, "funds.total.initial": None, "funds.total.annual": "80"},),
        at=("funds.total.annual",),
    ),
    Case("JX621", "增减不到三成", change={}, before=({**LAST, "funds.total.initial": "40"},)),
    Case(
        "JX621",
        "上年以元计，金额一样",
        change={},
        before=({**LAST, "amount_unit": "元", "funds.total.initial": "500000"},),
    ),
    Case("JX621", "前年的表不算上年", change={}, before=({**LAST, "year": 2018, "funds.total.initial": "30"},)),
    Case(
        "JX621",
        "别的单位的同名项目",
        change={},
        before=({**LAST, "unit": "青河区房管所", "funds.total.initial": "30"},),
    ),
    Case(
        "JX622",
        "总体完成情况照抄上年",
        change={"goal.actual": RESULT},
        before=({**LAST, "goal.actual": RESULT.replace("，", ", ")},),
        at=("goal.actual",),
    ),
    Case(
        "JX622",
        "两处照抄只报告一次",
        change={"goal.actual": RESULT, "indicators[5].actual": "台账由物业公司专人管理并按季度向居民公布"},
        before=({**LAST, "goal.actual": RESULT, "indicators[5].actual": "台账由物业公司专人管理并按季度向居民公布"},),
        at=("goal.actual",),
    ),
    Case("JX622", "短的完成值相同", change={}, before=(LAST,)),
    Case(
        "JX623",
        "上年有平均候梯时间",
        change={},
        before=(
            {
                **LAST,
                "indicators[1+]": {"dimension": "产出指标", "category": "质量指标", "name": "指标2：平均候梯时间"},
            },
        ),
        at=("indicators",),
    ),
    Case("JX623", "只是编号变了", change={}, before=({**LAST, "indicators[0].name": "指标3: 维修电梯"},)),
)
