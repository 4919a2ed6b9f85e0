"""Random forms in random foreign layouts: orders, kinds of parts, wordings of labels, headings, merged or lost cells."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from random import Random

from jixiao.form.amounts import tidy
from jixiao.form.model import Form, FundPart, Funds, FundTotal, Goal, Indicator, Kind, Total
from jixiao.form.table import Merge, Table, Value

KINDS: dict[Kind, tuple[str, ...]] = {
    "project": ("项目支出绩效自评表", "{year}年度项目支出绩效自评表", "预算项目支出绩效自评情况表"),
    "department": ("部门整体支出绩效自评表", "{year}年度部门（单位）整体支出绩效自评表"),
    "transfer": ("中央对地方转移支付绩效自评表", "{year}年度转移支付区域（项目）绩效自评表"),
    "goal": ("项目支出绩效目标申报表", "{year}年部门预算项目绩效目标表"),
}
LABELS = {
    "project": ("项目名称", "项目（政策）名称", "预算项目名称", "专项资金名称", "项 目 名 称"),
    "department": (
        "主管部门",
        "县级主管部门",
        "项目主管单位",
        "主管部门（单位）名称",
        "预算主管部门",
        "主管部门（盖章）",
    ),
    "unit": ("实施单位", "项目实施单位", "资金使用单位", "项目承担单位", "实施单位："),
    "initial": ("年初预算数", "年初预算", "年初预算安排数"),
    "annual": ("全年预算数", "全年预算数（A）", "调整后预算数", "预算数", "全年预算数\n（A）"),
    "executed": ("全年执行数", "全年执行数（B）", "实际执行数", "预算执行数", "全年支出数"),
    "rate": ("执行率", "执行率（B/A）", "预算执行率", "执行率(%)", "执行率（B/A×100%）"),
    "weight": ("分值", "分值（权重）", "标准分值", "权重分值"),
    "score": ("得分", "自评得分", "自评分", "实际得分"),
    "total": ("年度资金总额", "年度资金总额：", "合计", "资金总额", "总计", "项目资金总额"),
    "expected": ("预期目标", "年初设定目标", "年度目标", "年度预期目标"),
    "actual": ("实际完成情况", "全年实际完成情况", "年度总体目标完成情况综述", "目标完成情况"),
    "dimension": ("一级指标", "一级\n指标"),
    "category": ("二级指标", "二级\n指标"),
    "name": ("三级指标", "三级指标名称", "指标名称", "具体指标"),
    "target": ("年度指标值", "指标值", "年初目标值", "预期指标值", "年度指标值（A）", "计划指标值"),
    "result": ("实际完成值", "全年完成值", "年终完成值", "全年实际值", "实际完成值（B）", "完成值"),
    "note": ("偏差原因分析及改进措施", "未完成原因及改进措施", "未完成原因分析", "偏差原因及改进措施", "备注"),
    "sum": ("总分", "合计", "总计", "总得分"),
}
FURTHER = {
    "project": ("预算项目", "二级项目名称", "专项（项目）名称"),
    "department": ("主管部门及代码", "市县主管部门"),
    "initial": ("年初批复预算数",),
    "annual": ("全年（调整）预算数", "调整预算数", "预算数（A）"),
    "executed": ("决算数", "累计支出", "实际支出金额"),
    "rate": ("支出率", "预算完成率", "B/A", "支出进度（B/A）"),
    "weight": ("指标权重（分）", "权重"),
    "score": ("指标得分（分）", "单位自评得分"),
    "total": ("年度总金额", "年度预算总额", "资金申请总额"),
    "expected": ("年初预期目标", "年初绩效目标", "预期绩效目标"),
    "actual": ("具体完成情况", "目标实际完成情况", "绩效目标完成情况", "年度实际完成情况"),
    "target": ("计划完成值", "指标目标值", "绩效指标值", "年初设定值"),
    "result": ("全年实际完成值", "完成情况", "实际完成指标值"),
    "note": ("未达标原因", "偏差原因分析"),
    "sum": ("自评得分合计", "总分（100分）"),
}
"""Wordings of still other regions."""
SOURCES = (
    ("当年财政拨款", "appropriation"),
    ("财政拨款", "appropriation"),
    ("上年结转资金", "carryover"),
    ("其他资金", "other"),
    ("省级资金", None),
    ("县级资金", None),
)
OTHERS = (("项目负责人", "张三"), ("联系电话", "0000-1234567"), ("项目属性", "经常性"), ("填报人", "李四"))
HEADINGS = ("附件3", "附件2：", "{office}{year}年度部门决算公开", "{office}绩效自评公开表", "表五")
OFFICES = ("甲县水利局", "乙市教育局", "丙区城市管理局", "丁镇人民政府", "戊县公安局交通管理大队")
PROJECTS = (
    "河道清淤",
    "2022年农村公路养护",
    "城区道路保洁经费",
    "义务教育营养改善计划",
    "“雪亮工程”运行维护费",
    "禁毒工作经费",
)
GOALS = (
    "清淤河道5公里，改善水环境。",
    "完成县道养护300公里，道路完好率达到95%以上。",
    "保障全县学生营养餐供应，受益学生1200人。",
    "目标1：购置设备10台；\n目标2：培训人员50人次。",
    "已完成清淤5.2公里，群众满意。",
    "全年养护县道310公里，完好率96%。",
)
ROWS: dict[str, dict[str, tuple[tuple[str, str, str], ...]]] = {
    "产出指标": {
        "数量指标": (
            ("清淤长度", "≥5公里", "5.2公里"),
            ("购置设备", "10台", "10台"),
            ("培训人次", "≥50人次", "62人次"),
            ("印发宣传资料", "2000份", "2000份"),
        ),
        "质量指标": (("验收合格率", "100%", "100%"), ("设备完好率", "≥95%", "96.5%")),
        "时效指标": (("完成时间", "2023年12月底前", "2023年11月"), ("项目按期完成率", "100%", "100%")),
        "成本指标": (("项目总成本", "≤63万元", "62.8万元"), ("补助标准", "1600元/亩", "1600元/亩")),
    },
    "效益指标": {
        "经济效益指标": (("带动增收", "有所增加", "增加"), ("节约电费", "≥3万元", "3.4万元")),
        "社会效益指标": (("受益人口", "≥1000人", "1215人"), ("道路通行能力", "明显提升", "明显提升")),
        "生态效益指标": (("水质达标率", "≥90%", "92%"),),
        "可持续影响指标": (("管护机制", "健全", "已建立管护制度"), ("工程使用年限", "≥20年", "20年")),
    },
    "满意度指标": {"服务对象满意度指标": (("群众满意度", "≥90%", "95%"), ("受益学校满意度", "≥85%", "91%"))},
}
REASONS = ("受疫情影响，工期推迟，下年加快。", "招标节约。", "无", "因雨季延长，已加强调度")
EXTRA_COLUMNS = (("评分标准", "按完成比例计分"), ("佐证材料", "验收单"), ("计分依据", "达到得满分"))
NOTES = (
    "注：1.得分一档最高不能超过该指标分值上限。",
    "备注：定量指标若为正向指标，则得分计算方法应用全年实际值除以指标值。",
    "填表人：王五  联系电话：123",
)


@dataclass
class Sheet:
    """Rows under way; `merges` as they are, and the values a lost merge leaves out."""

    rows: list[list[Value]] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)

    def add(self, *cells: Value) -> int:
        self.rows.append(list(cells))
        return len(self.rows) - 1


@dataclass(frozen=True)
class Foreign:
    """A form and the table it was written as; `lost` says that its rows were shortened."""

    form: Form
    table: Table
    lost: bool


def foreign(seed: int) -> Foreign:
    """The same form and table for the same seed."""
    random = Random(seed)
    kind: Kind = random.choice(("project", "project", "project", "department", "transfer", "goal"))
    writer = _Writer(random, _form(random, kind))
    return writer.foreign()


def further(seed: int) -> Foreign:
    """The same with wordings and layouts of still other regions."""
    random = Random(f"further {seed}")
    kind: Kind = random.choice(("project", "project", "project", "department", "transfer", "goal"))
    return _FurtherWriter(random, _form(random, kind)).foreign()


def _form(random: Random, kind: Kind) -> Form:
    year = random.randint(2018, 2026)
    rows = _indicators(random, kind)
    funds = _funds(random, kind)
    score = tidy(sum((row.score for row in rows if row.score is not None), funds.total.score or Decimal(0)))
    weight = sum((row.weight for row in rows if row.weight is not None), funds.total.weight or Decimal(0))
    return Form(
        project=random.choice(PROJECTS) if kind != "department" or random.random() < 0.2 else None,
        year=year,
        title=random.choice(KINDS[kind]).format(year=year),
        department=random.choice(OFFICES),
        unit=random.choice(OFFICES),
        amount_unit=random.choice(("万元", "万元", "万元", "元")),
        funds=funds,
        goal=Goal(random.choice(GOALS), None if kind == "goal" else random.choice(GOALS)),
        indicators=rows,
        total=Total(weight, None if kind == "goal" else score),
        kind=kind,
    )


def _indicators(random: Random, kind: Kind) -> tuple[Indicator, ...]:
    found = []
    for dimension, categories in ROWS.items():
        names = list(categories)
        for category in sorted(random.sample(names, random.randint(1, len(names))), key=names.index):
            for name, target, actual in random.sample(
                categories[category], random.randint(1, len(categories[category]))
            ):
                weight = Decimal(random.choice((2, 5, 8, 10, 12, 15)))
                score = weight if random.random() < 0.7 else weight - Decimal(random.choice(("0.5", "1", "2")))
                note = random.choice(REASONS) if score < weight else None
                name = random.choice(("{}", "{}", "指标1：{}", "1.{}")).format(name)
                row = Indicator(dimension, category, name, target, actual, weight, score, note)
                found.append(replace(row, actual=None, score=None, note=None) if kind == "goal" else row)
    return tuple(found if kind == "goal" else _grouped(random, found))


def _grouped(random: Random, rows: list[Indicator]) -> list[Indicator]:
    """Now and then one score counts for two rows, or points are on a row above the rows that carry the values."""
    found: list[Indicator] = []
    for row in rows:
        above = found[-1] if found else None
        alike = above is not None and (above.dimension, above.category) == (row.dimension, row.category)
        if alike and random.random() < 0.08:
            found.append(replace(row, weight=None, score=None, note=None))
        elif random.random() < 0.04:
            found.append(replace(row, name="建设内容", target=None, actual=None))
            found.append(replace(row, weight=None, score=None, note=None))
        else:
            found.append(row)
    return found


def _funds(random: Random, kind: Kind) -> Funds:
    annual = tidy(Decimal(random.randint(800, 90000)) / 100)
    if kind == "goal":
        label, source = random.choice(SOURCES[:2])
        return Funds(FundTotal(annual=annual), (FundPart(label, source, annual=annual),))  # type: ignore[arg-type]
    executed = tidy((annual * Decimal(random.randint(600, 1000)) / 1000).quantize(Decimal("0.01")))
    initial = annual if random.random() < 0.6 else tidy(annual - Decimal(random.randint(1, 300)) / 100)
    rate = tidy((executed / annual).quantize(Decimal("0.0001")))
    total = FundTotal(initial, annual, executed, Decimal(10), rate, tidy((rate * 10).quantize(Decimal("0.01"))))
    first, *others = random.sample(SOURCES, random.randint(1, 3))
    parts = [FundPart(first[0], first[1], initial, annual, executed, rate)]  # type: ignore[arg-type]
    parts += [FundPart(label, source) for label, source in others]  # type: ignore[arg-type]
    return Funds(total, tuple(parts))


class _Writer:
    """Writes one form; what a layout has no place for is taken out of the form it is held against."""

    def __init__(self, random: Random, form: Form) -> None:
        self.random, self.form = random, form
        self.sheet = Sheet()
        self.headed = False
        self.lost = random.random() < 0.3
        self.is_text = self.lost or random.random() < 0.5

    def foreign(self) -> Foreign:
        self._head()
        parts: list[Callable[[], None]] = [self._money, self._goals]
        if self.random.random() < 0.25:
            parts.reverse()
        for part in parts:
            part()
        self._rows()
        self._foot()
        return Foreign(self.form, self._table(), self.lost)

    def label(self, name: str) -> str:
        return self.random.choice(LABELS[name])

    # head

    def _head(self) -> None:
        random, form, sheet = self.random, self.form, self.sheet
        year = form.year
        for heading in random.sample(HEADINGS, random.choice((0, 0, 1, 2))):
            sheet.add(heading.format(year=year, office=random.choice(OFFICES)))
        sheet.add(form.title)
        ways = ["（{}年度）", "{}年度", "( {} 年度)", "年度：{}年"]
        if str(year) not in (form.title or "") or random.random() < 0.3:
            sheet.add(random.choice(ways).format(year))
        if random.random() < 0.3:
            sheet.add(f"填报日期：{(year or 0) + 1}年3月{random.randint(1, 28)}日")
        pairs = [(self.label("department"), form.department), (self.label("unit"), form.unit)]
        random.shuffle(pairs)
        if form.project:
            sheet.add(self.label("project"), form.project)
        elif random.random() < 0.5:
            pairs = [("部门名称", form.department)]
            self.form = replace(form, unit=form.department)
        if random.random() < 0.5:
            for name, value in pairs:
                sheet.add(name, value)
        else:
            sheet.add(*(cell for pair in pairs for cell in pair))
        for name, value in random.sample(OTHERS, random.choice((0, 0, 1, 2))):
            sheet.add(name, value)
        if random.random() < 0.1:
            sheet.add("归口股室", "综合股")
        if form.total.score is not None and random.random() < 0.1:
            sheet.add(random.choice(("自评总分", "自评得分：", "自评总得分")), self.amount(form.total.score))
            self.headed = True

    # funds

    def _money(self) -> None:
        chance = self.random.random()
        if self.form.kind == "goal" or chance < 0.1:
            self._money_beside()
        elif chance < 0.2:
            self._money_across()
        else:
            self._money_table()

    def _money_beside(self) -> None:
        """资金情况（万元） | 年度资金总额： | 500, and a row for each source."""
        funds = self.form.funds
        total = self.random.choice(("年度资金总额：", "年度资金总额", "资金总额"))
        self.sheet.add(f"资金情况（{self.form.amount_unit}）", total, self.amount(funds.total.annual))
        for part in funds.parts:
            self.sheet.add(None, self.random.choice(("其中：{}", "{}")).format(part.label), self.amount(part.annual))
        parts = tuple(FundPart(part.label, part.kind, annual=part.annual) for part in funds.parts)
        self._cut(replace(funds, total=FundTotal(annual=funds.total.annual), parts=parts))

    def _money_across(self) -> None:
        """来源 | 中央 | 省级 | 合计 | 执行数 | 执行率, and one row of amounts."""
        total, unit = self.form.funds.total, self.form.amount_unit
        heads = [f"{name}（{unit}）" for name in ("中央资金", "省级资金", "合计", "执行数")]
        self.sheet.add("项目资金", "来源", *heads, "执行率")
        rate = f"{total.rate * 100:.2f}%" if total.rate is not None else None
        amounts = self.amount(total.annual), self.amount(total.annual), self.amount(total.executed)
        self.sheet.add(None, None, None, *amounts, rate)
        self._cut(Funds(FundTotal(annual=total.annual, executed=total.executed, rate=total.rate)))

    def _money_table(self) -> None:
        random, funds = self.random, self.form.funds
        columns = ["annual", "executed", "rate"]
        if random.random() < 0.6:
            columns.insert(0, "initial")
        for name in ("weight", "score"):
            if random.random() < 0.7:
                columns.append(name)
        if {"weight", "score"} <= set(columns) and random.random() < 0.5:
            columns.remove("weight")
            columns.insert(columns.index("rate"), "weight")
        title = random.choice(("项目资金（{}）", "预算执行情况（{}）", "资金情况\n（{}）")).format(
            self.form.amount_unit
        )
        heading = random.choice(("", "", "资金来源"))
        self.sheet.add(title, heading or None, *(self.label(name) for name in columns))
        lines: list[tuple[str, FundTotal | FundPart]] = [
            (random.choice(("其中：{}", "{}", "    {}")).format(part.label), part) for part in funds.parts
        ]
        word = self.label("total")
        lines.insert(random.choice((0, 0, len(lines))), (word, funds.total))
        percent = random.choice((True, True, True, False))
        for name, line in lines:
            cells = [self._money_cell(line, column, percent) for column in columns]
            self.sheet.add(None, name, *cells)
        kept = {name: getattr(funds.total, name) for name in columns}
        parts = tuple(
            FundPart(part.label, part.kind, **{name: getattr(part, name) for name in columns if hasattr(part, name)})
            for part in funds.parts
        )
        self._cut(Funds(FundTotal(**kept), tuple(replace(part, weight=None, score=None) for part in parts)))

    def _money_cell(self, line: FundTotal | FundPart, column: str, percent: bool) -> Value:
        if column in ("weight", "score") and isinstance(line, FundPart):
            return self.random.choice((None, "—", "-", "/"))
        value = getattr(line, column)
        if value is None:
            return None
        if column == "rate":
            return f"{value * 100:.2f}%" if percent else f"{value * 100:.2f}" if self.is_text else float(value)
        return self.amount(value)

    def _cut(self, funds: Funds) -> None:
        self.form = replace(self.form, funds=funds)
        # points nobody printed are in no total of the form either; the printed totals stay as they are

    def amount(self, value: Decimal | None) -> Value:
        if value is None:
            return None
        return f"{value.normalize():f}" if self.is_text else float(value)

    # goals

    def _goals(self) -> None:
        goal, random = self.form.goal, self.random
        if goal.actual is None:
            self.sheet.add("总体目标", self.random.choice(("年度目标", "年度绩效目标")))
            self.sheet.add(None, goal.expected)
        elif random.random() < 0.6:
            self.sheet.add("年度总体目标", self.label("expected"), self.label("actual"))
            self.sheet.add(None, goal.expected, goal.actual)
            if random.random() < 0.15 and not self.lost:
                more = "另：绿化5处。", "另：绿化5处，已完成。"
                self.sheet.add(None, *more)
                self.form = replace(self.form, goal=Goal(f"{goal.expected}\n{more[0]}", f"{goal.actual}\n{more[1]}"))
        else:
            self.sheet.add(self.label("expected"), goal.expected)
            self.sheet.add(self.label("actual"), goal.actual)

    # indicators

    def _rows(self) -> None:
        random, form = self.random, self.form
        results = form.kind != "goal"
        flat = random.random() < 0.08
        columns = ["name", "target"] if flat else ["dimension", "category", "name", "target"]
        columns += ["result", "weight", "score"] if results else ["weight"]
        if results and random.random() < 0.25:
            columns = [*columns[:-4], "weight", "target", "result", "score"]
        if results and random.random() < 0.8:
            columns.append("note")
        extra = random.choice(EXTRA_COLUMNS) if random.random() < 0.2 else None
        heading: list[Value] = [
            random.choice(("绩效指标", "年度绩效指标", "绩\n效\n指\n标")),
            *map(self.label, columns),
        ]
        at = random.choice((len(heading), len(heading), random.randint(2 if flat else 4, len(heading))))
        if extra:
            heading.insert(at, extra[0])
        self.at = at if extra else None
        self.sheet.add(*heading)
        upright = random.random() < 0.15
        points = not upright and random.random() < 0.2
        repeated = random.random() < 0.2
        before: tuple[str | None, str | None] = (None, None)
        starts: dict[int, int] = {}
        for item in form.indicators:
            here = (item.dimension, item.category)
            if random.random() < 0.02:
                self.sheet.add(f"年度目标{random.randint(1, 3)}：{random.choice(PROJECTS)}")
            shown = [
                self._level(item.dimension or "", points, upright) if repeated or item.dimension != before[0] else None,
                item.category if repeated or here != before else None,
            ]
            cells = [self._cell(item, column) for column in columns if column not in ("dimension", "category")]
            line: list[Value] = [None, *([] if flat else shown), *cells]
            if extra:
                line.insert(at, random.choice((extra[1], extra[1], None)))
            number = self.sheet.add(*line)
            for column, value in () if flat else enumerate(shown, 1):
                if value is not None:
                    self._merge(starts, column, number)
                    starts[column] = number
            before = here
        for column in list(starts):
            self._merge(starts, column, len(self.sheet.rows))
        if "note" not in columns:
            self.form = replace(self.form, indicators=tuple(replace(row, note=None) for row in self.form.indicators))
        if flat:
            bare = tuple(replace(row, dimension=None, category=None) for row in self.form.indicators)
            self.form = replace(self.form, indicators=bare)
        self.columns = columns

    def _level(self, name: str, points: bool, upright: bool) -> str:
        if upright:
            return self.random.choice(("\n", " ")).join(name)
        weight = sum(row.weight or 0 for row in self.form.indicators if row.dimension == name)
        return self.random.choice(("{}（{}分）", "{}{}分", "{}\n（{}分）")).format(name, weight) if points else name

    def _merge(self, starts: dict[int, int], column: int, end: int) -> None:
        top = starts.get(column)
        if top is not None and end - top > 1:
            self.sheet.merges.append(Merge(top, column, end - 1, column))

    def _cell(self, item: Indicator, column: str) -> Value:
        value = getattr(item, {"result": "actual"}.get(column, column))
        if isinstance(value, Decimal):
            return self.amount(value)
        return value

    # foot

    def _foot(self) -> None:
        random, total = self.random, self.form.total
        if random.random() < 0.8 and total.score is not None:
            cells: list[Value] = [None] * (len(self.columns) + 1)
            cells[0] = self.label("sum")
            cells[self.columns.index("weight") + 1] = self.amount(total.weight)
            cells[self.columns.index("score") + 1] = self.amount(total.score)
            if self.at is not None:
                cells.insert(self.at, None)
            self.sheet.add(*cells)
        else:
            self.form = replace(self.form, total=Total(None, total.score if self.headed else None))
        for note in random.sample(NOTES, random.choice((0, 1, 1))):
            self.sheet.add(note)

    def _table(self) -> Table:
        rows = [tuple(row) for row in self.sheet.rows]
        if self.lost:
            rows = [tuple(cell for cell in row if cell not in (None, "")) or (None,) for row in rows]
        width = max(map(len, rows))
        if self.is_text:
            lines = tuple(range(1, len(rows) + 1))
            return Table(tuple(rows), file="外地.txt", lines=lines)
        filled = tuple((*row, *[None] * (width - len(row))) for row in rows)
        return Table(filled, tuple(self.sheet.merges), file="外地.xlsx", sheet="表1")


class _FurtherWriter(_Writer):
    """Writes the funds below the indicators, running numbers before them, a further heading behind those of the goals."""

    def foreign(self) -> Foreign:
        if self.random.random() > 0.2:
            return super().foreign()
        self._head()
        self._goals()
        self._rows()
        self._money()
        self._foot()
        return Foreign(self.form, self._table(), self.lost)

    def label(self, name: str) -> str:
        return self.random.choice((*LABELS[name], *FURTHER.get(name, ())))

    def _goals(self) -> None:
        start = len(self.sheet.rows)
        super()._goals()
        heading = self.sheet.rows[start]
        if len(heading) == 3 and len(self.sheet.rows) == start + 2 and self.random.random() < 0.3:
            heading.append("总体完成率")
            self.sheet.rows[-1].append("100%")

    def _rows(self) -> None:
        start = len(self.sheet.rows)
        super()._rows()
        if self.random.random() < 0.2:
            rows = [row for row in self.sheet.rows[start:] if len(row) > 1]
            rows[0][0] = "序号"
            for number, row in enumerate(rows[1:], 1):
                row[0] = str(number)

    def _foot(self) -> None:
        start = len(self.sheet.rows)
        super()._foot()
        total = self.form.total.score
        if self.form.total.weight is not None and total is not None and self.random.random() < 0.2:
            self.sheet.rows[start] = ["自评总分", self.amount(total)]
            self.form = replace(self.form, total=Total(None, total))
