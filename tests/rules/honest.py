"""Random honest forms: many kinds of projects in natural wording, every figure right by one convention or another."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import ROUND_DOWN, Decimal
from random import Random

from jixiao.form.model import Form, FundPart, Funds, FundTotal, Goal, Indicator, Total
from jixiao.form.rounding import half_up, plain

PLACES = [
    "东河",
    "西山",
    "南湖",
    "北塘",
    "青石",
    "红岩",
    "白沙",
    "柳林",
    "平安",
    "新桥",
    "龙泉",
    "金坪",
    "双溪",
    "高台",
    "大营",
    "石门",
    "清水",
    "安宁",
    "三江",
    "玉泉",
]
DEPARTMENTS = (
    ("清河县教育局", "清河县教育局机关"), ("清河县水利局", "清河县河道管理所"), ("清河县卫生健康局", "清河县疾病预防控制中心"), ("清河县民政局", "清河县救助管理站"),
    ("清河县交通运输局", "清河县公路养护段"), ("清河县农业农村局", "清河县农技推广站"),
)  # fmt: skip


@dataclass(frozen=True)
class Kind:
    """A kind of project: name, counted outputs (name, verb, unit, least, most), quality rates, what it is good for.

    `deed` is what the goal says is done with the first output; `good` and `lasting` are (name, target, result) rows
    that are not counted, `gains` the counted benefits (name, unit, least, most).
    """

    name: str
    counted: tuple[tuple[str, str, str, int, int], ...]
    rates: tuple[str, ...]
    deed: str
    good: tuple[tuple[str, str, str], ...]
    gains: tuple[tuple[str, str, int, int], ...]
    lasting: tuple[str, str, str]
    pleased: str


TRICKY = (
    ("安全生产", "不发生安全事故", "全年未发生安全事故，没有未完成的整改事项"),
    ("系统运行", "正常运行", "系统正在运行，无中断"),
    ("工期控制", "不延期", "工期未延期"),
    ("疫情防控", "无聚集性疫情", "未发生聚集性疫情"),
    ("收费清理", "取消不合理收费", "取消收费项目2项，公示到位"),
    ("群众认可", "投诉明显减少", "投诉由31件降到18件"),
    ("在建工程监管", "不漏管", "在建工程均已纳入监管"),
)
KINDS = (
    Kind("{p}村道路硬化项目", (("硬化道路里程", "硬化道路", "公里", 2, 15), ("新建错车道", "新建错车道", "处", 3, 12)), ("工程验收合格率", "材料检测合格率"), "硬化村道", (("改善群众出行条件", "雨天能够通车", "硬化路段雨天正常通车，班车已通到村口"),), (("受益群众人数", "人", 300, 4000),), ("道路管护制度", "落实管护责任人", "已签订管护协议，村委会每月巡查"), "沿线群众满意度"),
    Kind("{p}小学教学楼维修改造项目", (("维修教室数量", "维修教室", "间", 6, 40), ("更换门窗数量", "更换门窗", "扇", 20, 200)), ("维修工程验收合格率",), "维修教室", (("保障教学秩序", "不影响正常上课", "利用暑假施工，开学前全部投入使用"),), (("受益学生人数", "人", 150, 1800),), ("校舍安全巡查制度", "每学期巡查", "学校后勤组每学期开学前巡查并登记"), "师生满意度"),
    Kind("{p}区干部业务培训经费", (("举办培训班期数", "举办培训班", "期", 2, 12), ("培训人次", "培训干部", "人次", 80, 900)), ("培训合格率", "参训率"), "举办业务培训", (("提升业务能力", "参训人员掌握新制度", "结业测试平均分比训前提高"),), (("可对外答疑的业务骨干", "人", 10, 60),), ("培训资料更新机制", "每年更新课件", "课件按新规定修订后上传学习平台"), "参训人员满意度"),
    Kind("{p}县城乡居民养老保险补助项目", (("补助发放人数", "发放补助", "人", 500, 9000), ("资格认证人数", "完成认证", "人", 500, 9000)), ("补助足额发放率", "发放对象准确率"), "发放养老保险补助", (("保障老年人基本生活", "补助按月到账", "每月25日前通过社保卡到账，没有拖欠"),), (("享受补助的困难老人", "人", 50, 900),), ("待遇领取资格核查", "每年核查一次", "与公安、民政数据比对后逐人核实"), "领取对象满意度"),
    Kind("{p}镇环境卫生保洁服务项目", (("清运生活垃圾", "清运垃圾", "吨", 800, 9000), ("保洁道路面积", "保洁道路", "万平方米", 5, 80)), ("垃圾清运及时率", "保洁考核合格率"), "清扫道路、清运垃圾", (("改善人居环境", "主干道无积存垃圾", "城管中队抽查，主干道未见积存垃圾"),), (("服务居民户数", "户", 400, 6000),), ("保洁考核办法", "按月考核付费", "保洁公司按月考核得分付费"), "居民满意度"),
    Kind("{p}街道信访维稳工作经费", (("接待来访群众", "接待来访", "批次", 40, 300), ("召开矛盾纠纷联席会", "召开联席会", "次", 4, 24)), ("信访事项按期办结率",), "接待来访群众并协调化解", (("维护社会稳定", "不发生到省集访", "全年没有发生到省集体上访"),), (("化解历史遗留问题", "件", 3, 40),), ("领导接访制度", "班子成员轮流接访", "每周三由班子成员接访，记录存档"), "来访群众满意度"),
    Kind("{p}中学人员工资经费", (("保障教职工人数", "保障教职工", "人", 60, 300), ("发放工资月数", "发放工资", "个月", 12, 12)), ("工资足额发放率", "社保缴费准确率"), "按月发放教职工工资", (("稳定教师队伍", "没有拖欠工资", "每月10日前发放，没有拖欠"),), (("稳定在岗的骨干教师", "人", 10, 90),), ("工资审核制度", "人事财务双审核", "人事、财务两个岗位逐月核对"), "教职工满意度"),
    Kind("{p}水库除险加固工程", (("加固坝体长度", "加固坝体", "米", 80, 900), ("更换闸门", "更换闸门", "扇", 1, 6)), ("单元工程质量合格率",), "加固坝体", (("消除防洪隐患", "达到设计防洪标准", "通过蓄水安全鉴定，恢复正常蓄水位"),), (("保护耕地面积", "亩", 300, 9000),), ("水库调度运用制度", "落实三个责任人", "行政、技术、巡查责任人名单已公示"), "下游群众满意度"),
    Kind("{p}乡高标准农田建设项目", (("建设高标准农田面积", "建成高标准农田", "亩", 500, 9000), ("修建机耕路", "修建机耕路", "公里", 2, 20)), ("项目验收合格率",), "建设高标准农田", (("提高灌溉保证程度", "旱季能够灌溉", "旱季由提灌站供水，田间沟渠畅通"),), (("新增粮食产能", "吨", 20, 400),), ("农田管护机制", "明确管护主体", "移交村集体管护，签订责任书"), "项目区农户满意度"),
    Kind("{p}社区居家养老服务项目", (("服务老年人数", "服务老年人", "人", 60, 900), ("上门服务次数", "上门服务", "次", 300, 6000)), ("服务记录完整率",), "为老年人上门服务", (("缓解空巢老人生活困难", "每周至少上门一次", "独居老人每周有社工上门，台账可查"),), (("减轻家庭照料负担的家庭", "户", 30, 500),), ("服务质量回访制度", "按季度回访", "每季度电话回访，问题当月整改"), "服务对象满意度"),
    Kind("{p}县公益性岗位补贴项目", (("开发公益性岗位", "开发岗位", "个", 30, 400), ("补贴发放人数", "发放岗位补贴", "人", 30, 400)), ("补贴发放准确率",), "开发公益性岗位", (("帮助就业困难人员就业", "优先安置零就业家庭", "零就业家庭成员已全部上岗"),), (("稳定就业半年以上人数", "人", 20, 380),), ("岗位退出机制", "期满转岗或退出", "期满人员转岗或退出，名册已更新"), "上岗人员满意度"),
    Kind("{p}医院医疗设备购置项目", (("购置彩超设备", "购置彩超", "台", 1, 6), ("购置监护仪", "购置监护仪", "台", 4, 60)), ("设备验收合格率", "设备完好率"), "购置医疗设备", (("提高诊疗能力", "能够开展心脏彩超检查", "6月起开展心脏彩超检查"),), (("开展检查人次", "人次", 600, 9000),), ("设备维护保养制度", "每季度保养", "设备科每季度保养，记录齐全"), "就诊患者满意度"),
    Kind("{p}县农家书屋图书更新项目", (("更新图书册数", "更新图书", "册", 600, 9000), ("开展阅读活动", "开展阅读活动", "场", 6, 60)), ("图书质检合格率",), "更新农家书屋图书", (("丰富群众文化生活", "每周开放五天", "每周开放五天，节假日照常开放"),), (("借阅人次", "人次", 500, 9000),), ("图书管理制度", "专人管理", "由村文化专干管理，借还有登记"), "读者满意度"),
    Kind("{p}区老旧小区改造工程", (("改造老旧小区个数", "改造小区", "个", 2, 12), ("更换雨污管网长度", "更换管网", "米", 600, 9000)), ("工程一次验收合格率",), "改造老旧小区", (("消除管网堵塞问题", "雨天不积水", "汛期小区内没有积水"),), (("惠及居民户数", "户", 300, 5000),), ("物业管理覆盖", "引进物业或自治管理", "三个小区引进物业，其余由业委会自管"), "小区居民满意度"),
    Kind("{p}县重大动物疫病防控经费", (("强制免疫家禽数量", "免疫家禽", "万羽", 5, 90), ("采集检测样品", "采集样品", "份", 300, 3000)), ("免疫抗体合格率", "病死畜禽无害化处理率"), "开展强制免疫", (("防止疫情扩散", "不发生区域性疫情", "全年没有发生区域性疫情"),), (("减少养殖损失的养殖场", "家", 10, 200),), ("免疫档案制度", "一场一档", "规模场建立免疫档案，散户由村防疫员登记"), "养殖户满意度"),
    Kind("{p}县普法宣传教育经费", (("发放普法资料份数", "发放资料", "份", 2000, 20000), ("举办法治讲座", "举办讲座", "场", 6, 48)), ("普法对象知晓率",), "举办法治讲座", (("增强法治意识", "依法维权渠道公开", "法律服务热线号码张贴到村组"),), (("提供法律咨询人次", "人次", 100, 2000),), ("普法责任清单", "部门按清单普法", "各部门按清单报送普法情况"), "群众满意度"),
    Kind("{p}县政务信息系统运维项目", (("运维信息系统个数", "运维系统", "个", 3, 20), ("安全巡检次数", "安全巡检", "次", 12, 60)), ("系统可用率",), "运维政务信息系统", (("保障网上办事", "工作时间不中断", "工作时间没有发生系统中断"),), (("网上办件数量", "件", 2000, 90000),), ("应急预案演练", "每半年演练一次", "上、下半年各演练一次，报告存档"), "系统用户满意度"),
    Kind("{p}县贫困学生资助项目", (("资助学生人数", "资助学生", "人", 100, 3000), ("走访学生家庭", "走访家庭", "户", 60, 900)), ("资助对象认定准确率", "资助资金发放及时率"), "资助家庭经济困难学生", (("保障困难学生就学", "没有因贫失学", "学籍系统核对，没有因贫失学的学生"),), (("升入高中的受助学生", "人", 20, 800),), ("资助政策宣传机制", "开学前告知家长", "随录取通知书发放资助政策明白卡"), "受助学生家长满意度"),
)  # fmt: skip
LAYOUTS = (
    # (policy, execution weight, output, benefit, satisfaction, cost as a dimension)
    ("2020-caiyu-10", 10, 50, 30, 10, 0),
    ("2020-caiyu-10", 10, 50, 30, 10, 0),
    ("2021-caiyu-101", 10, 40, 20, 10, 20),
    ("variant-execution-20", 20, 40, 30, 10, 0),
    ("variant-initial-budget", 10, 50, 30, 10, 0),
    ("hubei-2020", 20, 45, 25, 10, 0),
)
SHORT_REASONS = (
    "{x}因雨季停工推迟，已列入下年计划",
    "受疫情影响，部分对象未能到场，下年补做",
    "申报对象减少，据实完成",
    "政府采购节约，数量按实际需要核定",
    "机构改革，职能划转后由新单位继续实施",
)
NOTHING = (None, None, None, None, "无", "——", "/")
"""What is in 偏差原因 where nothing was lost."""
LOW_REASONS = (
    "质保金未到支付期，结转下年支付",
    "政府采购节约，结余资金已交回财政",
    "受疫情影响，活动推迟到下年",
    "项目决算审计尚未出具报告，尾款待付",
    "年中人员调出3名，据实发放",
)
CHANGE_REASONS = (
    "年中追加，见区财政局指标文",
    "机构改革人员划转，经费一并划入",
    "政策标准提高，年中新增人员",
    "因上级专项资金下达，全年预算调增",
)


def honest(seed: int, year: int = 2022) -> tuple[Form, str]:
    """An honest form and the policy it follows."""
    return _Maker(Random(seed), year).form()


def unit_of_forms(seed: int, count: int = 6) -> tuple[list[Form], list[str]]:
    """Honest forms of one unit, each another kind of project, with their policies."""
    random = Random(seed)
    department, unit = random.choice(DEPARTMENTS)
    made = []
    for kind in random.sample(KINDS, count):
        form, name = _Maker(Random(random.random()), 2022, kind).form()
        made.append((replace(form, department=department, unit=unit), name))
    return [form for form, _ in made], [name for _, name in made]


class _Maker:
    def __init__(self, random: Random, year: int, kind: Kind | None = None) -> None:
        self.random, self.year = random, year
        self.kind = kind or random.choice(KINDS)
        self.layout = random.choice(LAYOUTS)
        self.money = "元" if random.random() < 0.2 else "万元"
        self.places = random.choice((2, 2, 2, 1, 0))
        self.numbered = random.random() < 0.7
        self.spans = iter(random.sample(PLACES, len(PLACES)))

    def form(self) -> tuple[Form, str]:
        random, kind = self.random, self.kind
        policy, execution, *_ = self.layout
        total, parts, low, changed = self.funds(execution)
        rows = self.rows(total)
        reasons = [random.choice(pool) for pool, due in ((LOW_REASONS, low), (CHANGE_REASONS, changed)) if due]
        if reasons:
            at = random.choice([number for number, row in enumerate(rows) if row.note in NOTHING])
            rows[at] = replace(rows[at], note="；".join(reasons))
        place = "清河" if "{p}县" in kind.name or "{p}区" in kind.name else next(self.spans)
        project = kind.name.format(p=place)
        score = sum((row.score or Decimal(0) for row in rows), total.score)
        department, unit = random.choice(DEPARTMENTS)
        form = Form(
            project=project, year=self.year, title="项目支出绩效自评表", department=department, unit=unit, amount_unit=self.money,
            funds=Funds(total, parts), goal=self.goal(rows, total), indicators=tuple(rows), total=Total(Decimal(100), score),
        )  # fmt: skip
        return form, policy

    def funds(self, weight: int) -> tuple[FundTotal, tuple[FundPart, ...], bool, bool]:
        random, by_initial = self.random, self.layout[0] == "variant-initial-budget"
        scale, cents = (10000, 2) if self.money == "元" else (1, random.choice((0, 1, 2)))
        annual = self.amount(random.uniform(3, 600) * scale, cents)
        share = random.choice((1, 1, random.uniform(0.91, 0.999), random.uniform(0.55, 0.89)))
        executed = annual if share == 1 else self.amount(float(annual) * share, cents)
        changed = random.random() < 0.2 and not by_initial
        initial = self.amount(float(annual) * random.uniform(0.7, 0.95), cents) if changed else annual
        exact = executed / annual
        rate = self.shown_rate(exact)
        total = FundTotal(
            initial, annual, executed, Decimal(weight), rate, self.execution_score(weight * exact, weight * rate)
        )
        return total, tuple(self.parts(total)), exact < Decimal("0.9"), initial != annual

    def parts(self, total: FundTotal) -> list[FundPart]:
        if self.random.random() < 0.15 and self.money == "万元":
            return self.rounded_parts(total)
        if self.random.random() < 0.2:
            half = [half_up(amount / 2) for amount in (total.initial, total.annual, total.executed)]
            whole = FundPart("当年财政拨款", "appropriation", total.initial, total.annual, total.executed, total.rate)
            other = FundPart("其他资金", "other", Decimal(0), Decimal(0), Decimal(0), None)
            return [whole, FundPart("其中：中央资金", None, *half, None), FundPart("上年结转资金", "carryover"), other]
        blank = (FundPart("上年结转资金", "carryover"), FundPart("其他资金", "other"))
        if self.random.random() < 0.6:
            return [
                FundPart("当年财政拨款", "appropriation", total.initial, total.annual, total.executed, total.rate),
                *blank,
            ]
        share = Decimal(self.random.choice(("0.5", "0.6", "0.8")))
        cut = [half_up(amount * share) for amount in (total.initial, total.annual, total.executed)]
        rest = [amount - part for amount, part in zip((total.initial, total.annual, total.executed), cut, strict=True)]
        second = FundPart("上年结转资金", "carryover", *rest, None)
        return [FundPart("当年财政拨款", "appropriation", *cut, None), second, blank[1]]

    def rounded_parts(self, total: FundTotal) -> list[FundPart]:
        """Three parts in 万元, each rounded by itself from amounts in 元 that add up."""
        cuts = []
        for amount in (total.initial, total.annual, total.executed):
            third = (amount / 3).quantize(Decimal("0.0001"))
            cuts.append([half_up(third), half_up(third), half_up(amount - 2 * third)])
        labels = (("当年财政拨款", "appropriation"), ("上年结转资金", "carryover"), ("其他资金", "other"))
        return [FundPart(*label, *(cut[at] for cut in cuts), None) for at, label in enumerate(labels)]

    def rows(self, total: FundTotal) -> list[Indicator]:
        _, _, output, benefit, satisfaction, cost = self.layout
        kind, random = self.kind, self.random
        at = KINDS.index(kind)
        money = () if cost else (("成本指标", self.cost(total)),)
        outputs = [
            *(("数量指标", self.count(*item)) for item in kind.counted),
            *(("质量指标", self.rate(name)) for name in random.sample(kind.rates, 1)),
            ("时效指标", self.time()),
            *money,
        ]
        benefits = [
            ("社会效益指标", (*random.choice((*kind.good, *TRICKY[at : at + 1])), 1)),
            ("经济效益指标" if random.random() < 0.3 else "社会效益指标", self.gain(*random.choice(kind.gains))),
            ("可持续影响指标", (*kind.lasting, 1)),
        ]
        made = [*self.weighed("产出指标", outputs, output), *self.weighed("效益指标", benefits, benefit)]
        if cost:
            made = [*self.weighed("成本指标", [("经济成本指标", self.cost(total))], cost), *made]
        if random.random() < 0.15:
            made.insert(1 + bool(cost), self.sub_row(made[bool(cost)]))
        return [*made, *self.weighed("满意度指标", [("服务对象满意度指标", self.pleased())], satisfaction)]

    def weighed(self, dimension: str, rows: list, points: int) -> list[Indicator]:
        base, rest = divmod(points, len(rows))
        made = []
        for number, (category, (name, target, actual, share)) in enumerate(rows):
            weight = Decimal(base + (rest if number == 0 else 0))
            score = weight if share >= 1 else self.rounded(weight * share)
            note = self.random.choice(NOTHING) if score == weight else self.random.choice(SHORT_REASONS).format(x=name)
            named = f"指标{sum(row.category == category for row in made) + 1}：{name}" if self.numbered else name
            made.append(Indicator(dimension, category, named, target, actual, weight, score, note))
        return made

    def sub_row(self, above: Indicator) -> Indicator:
        """A row that shares the points of the row above it."""
        asked = self.random.randint(2, 9)
        return Indicator(above.dimension, above.category, f"其中：{next(self.spans)}点位", f"≥{asked}处", f"{asked}处")

    def count(self, name: str, verb: str, unit: str, least: int, most: int) -> tuple[str, str, str, Decimal]:
        random = self.random
        asked = random.randint(least, most)
        done = asked if random.random() < 0.5 else min(int(asked * random.uniform(1, 1.25)), most + asked // 4)
        if random.random() < 0.12 and asked > 4:
            done = int(asked * random.uniform(0.7, 0.97))
        target = random.choice(("≥{n}{u}", "{n}{u}", "不少于{n}{u}", "≥{n}{u}")).format(n=asked, u=unit)
        actual = random.choice(("{n}{u}", "实际完成{n}{u}", "{v}{n}{u}", "共{v}{n}{u}")).format(n=done, u=unit, v=verb)
        return name, target, actual, Decimal(done) / asked

    def rate(self, name: str) -> tuple[str, str, str, Decimal]:
        asked = self.random.choice((90, 95, 98, 100))
        done = 100 if asked == 100 else self.random.choice((asked, 100, asked + 1))
        sign = self.random.choice(("≥", "") if asked < 100 else ("", "=", "≥"))
        return name, f"{sign}{asked}%", f"{done}%", Decimal(1)

    def gain(self, name: str, unit: str, least: int, most: int) -> tuple[str, str, str, Decimal]:
        asked = self.random.randint(least, most)
        done = int(asked * self.random.uniform(1, 1.2))
        return name, f"≥{asked}{unit}", f"{done}{unit}", Decimal(1)

    def time(self) -> tuple[str, str, str, Decimal]:
        year = self.year
        name, target, actual = self.random.choice(
            (
                ("完成时间", f"{year}年12月底前", f"{year}年11月20日完成"),
                ("完成时限", f"{year}年12月31日前完成", "已按时完成"),
                ("实施期限", f"{year}年1月-12月", f"{year}年1月-12月"),
                ("工程完工时间", f"{year}年11月底前完工", f"{year}年10月完工"),
                ("建设周期", f"{year - 1}年至{year + 1}年", "按合同工期推进，本年度节点已完成"),
                ("资金拨付时间", "按季度拨付", f"四个季度均在季末前拨付，{year}年12月20日拨付最后一笔"),
                ("质保期", f"质保期至{year + 2}年12月", f"合同约定质保期至{year + 2}年12月"),
            )
        )
        return name, target, actual, Decimal(1)

    def cost(self, total: FundTotal) -> tuple[str, str, str, Decimal]:
        annual, executed, unit = plain(total.annual), plain(total.executed), self.money
        base = plain(total.annual)
        whole = plain(half_up(total.executed, 0)) if unit == "万元" and total.executed > 60 else executed
        name, target, actual = self.random.choice(
            (
                ("项目总成本", f"≤{base}{unit}", f"{executed}{unit}"),
                ("项目成本控制", f"不超过预算{base}{unit}", f"实际支出{executed}{unit}"),
                ("项目支出", f"控制在{annual}{unit}以内", f"{whole}{unit}"),
                ("项目成本", "控制在批复预算内", "未超批复预算"),
                ("项目总投资", "≤2600万元", "合同价2480万元"),
                ("人均成本", "≤350元/人", "340元/人"),
            )
        )
        return name, target, actual, Decimal(1)

    def pleased(self) -> tuple[str, str, str, Decimal]:
        asked = self.random.choice((85, 90, 95))
        done = self.random.choice(
            (
                f"{asked + self.random.randint(0, 4)}%",
                f"{asked + self.random.randint(1, 4)}.{self.random.randint(1, 9)}%",
            )
        )
        return self.kind.pleased, f"≥{asked}%", done, Decimal(1)

    def goal(self, rows: list[Indicator], total: FundTotal) -> Goal:
        first = next(row for row in rows if row.category == "数量指标")
        where, money = next(self.spans), f"{plain(total.annual)}{self.money}"
        expected = f"{self.kind.deed}，{first.name.split('：')[-1]}{first.target}。"
        if self.random.random() < 0.3:
            expected = f"安排预算资金{money}，{expected}"
        if self.random.random() < 0.1:
            expected += "项目总投资300万元，其中县级财政资金200万元，镇级自筹100万元。"
        actual = self.random.choice(
            (
                "{where}片区{deed}工作按计划实施，{name}为{actual}。",
                "{where}一带已{deed}，{name}{actual}，群众反映较好。",
            )
        )
        return Goal(
            expected,
            actual.format(where=where, deed=self.kind.deed, name=first.name.split("：")[-1], actual=first.actual),
        )

    def amount(self, value: float, cents: int) -> Decimal:
        return max(half_up(Decimal(str(value)), cents), Decimal(1))

    def shown_rate(self, exact: Decimal) -> Decimal:
        places = self.random.choice((2, 3, 4))
        step = Decimal(1).scaleb(-places)
        return exact.quantize(step, ROUND_DOWN) if self.random.random() < 0.3 else half_up(exact, places)

    def execution_score(self, exact: Decimal, by_rate: Decimal) -> Decimal:
        """Rounded, cut off, or worked out from the rate as it is shown."""
        way = self.random.choice(("rounded", "rounded", "cut", "by rate"))
        if way == "cut":
            return exact.quantize(Decimal("0.01"), ROUND_DOWN)
        return half_up(exact if way == "rounded" else by_rate)

    def rounded(self, exact: Decimal) -> Decimal:
        return half_up(exact, self.places)
