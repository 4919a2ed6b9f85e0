"""Cases of JX7, the workbook and the waivers."""

from jixiao.form.finding import Waiver
from jixiao.form.workbook import CutText, Overwritten, PlainRow, StaleValue, TextNumber, WorkbookFacts
from jixiao.rules.jx7_submissions import Sending
from tests.build import form
from tests.rules.cases import Case

FILE = "青河区物业管理中心-2020.xlsx"
CLEAN = WorkbookFacts(FILE, "0.1.0", "0.1.0")
TYPED = Overwritten("老旧小区电梯维修", "I6", "funds.total.score", "9.6", "=ROUND(G6*H6,2)")
STALE = StaleValue("汇总表", "R5", "total", "98", "78")
AS_TEXT = TextNumber("老旧小区电梯维修", "E6", "funds.total.annual", "12.33万元")
LONG = CutText("老旧小区电梯维修", "F14", "indicators[1].actual", 60, 28)
PLAIN = PlainRow("老旧小区电梯维修", "D15", "indicators[2].name", 15, "巡查次数")
NAMELESS = PlainRow("老旧小区电梯维修", "D15", "indicators[2].name", 15, "")
BEYOND = PlainRow("老旧小区电梯维修", "D20", "indicators[6].name", 20, "居民满意度", computes=True)
HOLDS = Waiver("JX303", "老旧小区电梯维修", "以奖代补项目，产出权重经批复调整", "张三", "2021-03-15")
EMPTY = Waiver("JX303", "老旧小区电梯维修", " ", "张三", "2021-03-15")
EXCEL_DATE = Waiver("JX303", "老旧小区电梯维修", "以奖代补项目，产出权重经批复调整", "张三", "2021年3月15日")
NO_SUCH_DAY = Waiver("JX303", "老旧小区电梯维修", "经批复调整", "张三", "2021/13/1")
NO_DATE = Waiver("JX303", "老旧小区电梯维修", "经批复调整", "张三", "去年三月")
SEVERE = Waiver("JX311", "老旧小区电梯维修", "总分由上级核定", "张三", "2021-03-15")

SECOND = Sending(form(), 1, 2, "2020-青河区物业管理中心-绩效自评-v2.xlsx")

CASES = (
    Case("JX701", "旧版模板", facts=WorkbookFacts(FILE, "0.0.9", "0.1.0"), at=("workbook",)),
    Case("JX701", "当前模板", facts=CLEAN),
    Case("JX701", "不是本模板的文件", facts=WorkbookFacts(FILE, None, "0.1.0")),
    Case("JX702", "公式被键入的数盖住", facts=WorkbookFacts(FILE, overwritten=(TYPED,)), at=("funds.total.score",)),
    Case("JX702", "公式完好", facts=CLEAN),
    Case("JX703", "显示 98 应为 78", facts=WorkbookFacts(FILE, stale=(STALE,)), at=("total",)),
    Case("JX703", "显示值与公式一致", facts=CLEAN),
    Case("JX709", "金额存成文字", facts=WorkbookFacts(FILE, text_numbers=(AS_TEXT,)), at=("funds.total.annual",)),
    Case("JX709", "金额是数字", facts=CLEAN),
    Case(
        "JX714",
        "六十行字，最高的格子只显示 28 行",
        facts=WorkbookFacts(FILE, cut_texts=(LONG,)),
        at=("indicators[1].actual",),
    ),
    Case("JX714", "文字都显示得下", facts=CLEAN),
    Case("JX715", "手工插入一行", facts=WorkbookFacts(FILE, plain_rows=(PLAIN,)), at=("indicators[2].name",)),
    Case(
        "JX715", "手工插入的行没有名称", facts=WorkbookFacts(FILE, plain_rows=(NAMELESS,)), at=("indicators[2].name",)
    ),
    Case("JX715", "合计没有到这一行", facts=WorkbookFacts(FILE, plain_rows=(BEYOND,)), at=("indicators[6].name",)),
    Case("JX715", "每行都有公式", facts=CLEAN),
    Case(
        "JX704",
        "项目表没有进入汇总表",
        facts=WorkbookFacts(FILE, missing_from_summary=("综治维稳经费",)),
        at=("summary",),
    ),
    Case("JX704", "全部进入汇总表", facts=CLEAN),
    Case(
        "JX705",
        "汇总表多一行",
        facts=WorkbookFacts(FILE, summary_rows_without_sheet=("综治维稳经费",)),
        at=("summary",),
    ),
    Case("JX705", "每行都有项目表", facts=CLEAN),
    Case("JX706", "带宏", facts=WorkbookFacts("自评.xlsm", has_macros=True), at=("workbook",)),
    Case("JX706", "不带宏", facts=CLEAN),
    Case("JX707", "引用别的文件", facts=WorkbookFacts(FILE, external_links=("决算.xlsx",)), at=("workbook",)),
    Case("JX707", "没有外部链接", facts=CLEAN),
    Case("JX708", "隐藏的项目表", facts=WorkbookFacts(FILE, hidden_project_sheets=("综治维稳经费",)), at=("workbook",)),
    Case("JX708", "都可见", facts=CLEAN),
    Case("JX711", "豁免没有理由", waivers=(EMPTY,), at=("waivers[0]",)),
    Case("JX711", "豁免日期不成立", waivers=(HOLDS, NO_DATE), at=("waivers[1]",)),
    Case("JX711", "日历上没有这一天", waivers=(NO_SUCH_DAY,), at=("waivers[0]",)),
    Case("JX711", "豁免齐全", waivers=(HOLDS,)),
    Case("JX711", "日期格式的单元格", waivers=(EXCEL_DATE,)),
    Case("JX712", "豁免总分算错", waivers=(SEVERE,), at=("waivers[0]",)),
    Case("JX713", "第二次报送少了一个项目", sent=SECOND, at=("project",)),
    Case("JX713", "只报送过一次"),
    Case("JX712", "豁免权重偏离", waivers=(HOLDS,)),
)
