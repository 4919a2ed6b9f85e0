"""JX7, the workbook as a file, and the recorded waivers."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from jixiao.form.days import day
from jixiao.form.finding import Waiver
from jixiao.form.rounding import half_up, plain
from jixiao.form.workbook import WorkbookFacts
from jixiao.rules.phrasing import listed, quote
from jixiao.rules.registry import Hit, catalogue, each_workbook

OWN_TEMPLATE = "本工作簿的填报说明：公式格不改写，版本与下发的一致"
ON_RECORD = "豁免须写明规则、理由、负责人和日期"


class Book(NamedTuple):
    """What the workbook rules judge: the facts of the file (None for a text source) and the recorded waivers."""

    facts: WorkbookFacts | None
    waivers: tuple[Waiver, ...]


@each_workbook(
    "JX701",
    "warning",
    "模板版本不是当前版本",
    basis=OWN_TEMPLATE,
    fix="用当前模板重新生成工作簿，或把内容导入当前模板。",
    explanation="工作簿由旧版模板生成，公式和清单可能已经更新。",
)
def old_template(book: Book) -> Iterable[Hit]:
    facts = book.facts
    if facts and facts.template_version and facts.current_version and facts.template_version != facts.current_version:
        message = f"模板版本 {facts.template_version}，当前版本 {facts.current_version}"
        yield Hit("workbook", message, facts.template_version, facts.current_version)


@each_workbook(
    "JX702",
    "warning",
    "公式被改写",
    basis=OWN_TEMPLATE,
    fix="恢复公式（从另一张项目表复制该格），不要直接键入数字。",
    explanation="模板里是公式的格，现在是键入的值，改动其他格时它不会跟着变。",
)
def formula_overwritten(book: Book) -> Iterable[Hit]:
    for item in book.facts.overwritten if book.facts else ():
        message = f"公式 {item.formula} 被改写为{quote(item.found)}"
        yield Hit(item.field, message, item.found, item.formula, sheet=item.sheet, cell=item.cell)


@each_workbook(
    "JX703",
    "error",
    "表内显示的数不是公式的结果",
    basis="算术关系：公式按现有内容重算",
    fix="在 Excel 里按 Ctrl+Alt+F9 全部重算后保存；仍不一致的，恢复公式。",
    explanation="文件里保存的显示值与公式重算的结果不同，常见于关闭了自动重算，或用其他软件改过。",
)
def stale_value(book: Book) -> Iterable[Hit]:
    for item in book.facts.stale if book.facts else ():
        message = f"表内 {_figure(item.stored)}，应为 {_figure(item.computed)}"
        yield Hit(item.field, message, item.stored, item.computed, sheet=item.sheet, cell=item.cell)


@each_workbook(
    "JX709",
    "warning",
    "数字存成了文字",
    basis="算术关系：公式只计算数字",
    fix="重新键入数字，不带单位、空格和全角字符；成批的用“数据 → 分列 → 完成”。",
    explanation="格里看着是数，Excel 当作文字，公式和汇总都算不到它。",
)
def number_as_text(book: Book) -> Iterable[Hit]:
    for item in book.facts.text_numbers if book.facts else ():
        message = f"{quote(item.found)}是文字，公式算不到它"
        yield Hit(item.field, message, item.found, "数字", sheet=item.sheet, cell=item.cell)


@each_workbook(
    "JX714",
    "notice",
    "文字在格里显示不全",
    basis="打印和公开的页面应显示全部填报内容",
    fix="精简文字，或把一部分移到附件；导出 Word 则全部显示。",
    explanation="新建、导入、评分、校验、报送和导出时，行高按列宽和字号自动调到放得下文字；Excel 的一行最高 409 磅，到了最高也放不下的才报告，屏幕上、打印和另存 PDF 时看不到后面的字。",
)
def text_cut(book: Book) -> Iterable[Hit]:
    for item in book.facts.cut_texts if book.facts else ():
        message = f"文字要 {item.needed} 行，格子调到最高也只显示 {item.shown} 行"
        yield Hit(item.field, message, f"{item.shown} 行", f"{item.needed} 行", sheet=item.sheet, cell=item.cell)


@each_workbook(
    "JX715",
    "warning",
    "手工插入的指标行没有算进合计",
    basis=OWN_TEMPLATE,
    fix="点“评分”或“更新汇总”（命令行：jixiao score 文件 -o 新文件），按模板补好这一行和合计的公式；以后增加指标请点“插入指标”。",
    explanation="多半是用 Excel 自带的“插入行”加的：这一行在核算区没有模板的公式，或者加在第一行之前、最后一行之后，合计公式的范围没有到它。补好以前，核算区的各项合计算不到它，这些合计不再另报；填报的总分照常核对。",
)
def row_without_formulas(book: Book) -> Iterable[Hit]:
    for item in book.facts.plain_rows if book.facts else ():
        name = quote(item.name) if item.name.strip() else "没有名称的指标"
        why = "合计公式的范围没有到这一行" if item.computes else "这一行没有本表的公式"
        message = f"第 {item.row} 行{name}没有算进核算区：{why}"
        yield Hit(item.field, message, sheet=item.sheet, cell=item.cell)


@each_workbook(
    "JX704",
    "error",
    "汇总表缺少项目",
    basis="汇总表应包含工作簿里的每一张项目表",
    fix="重新生成汇总表。",
    explanation="有项目表没有进入汇总表，合计因此偏小。",
)
def missing_from_summary(book: Book) -> Iterable[Hit]:
    for sheet in book.facts.missing_from_summary if book.facts else ():
        yield Hit("summary", f"项目表{quote(sheet)}没有列入汇总表", None, sheet, sheet=_summary_sheet(book))


@each_workbook(
    "JX705",
    "error",
    "汇总表多出项目",
    basis="汇总表的每一行应对应一张项目表",
    fix="重新生成汇总表。",
    explanation="汇总表里有一行，工作簿里却没有这张项目表，合计因此偏大或出现错误值。",
)
def summary_without_sheet(book: Book) -> Iterable[Hit]:
    for name in book.facts.summary_rows_without_sheet if book.facts else ():
        yield Hit("summary", f"汇总表的{quote(name)}没有对应的项目表", name, sheet=_summary_sheet(book))


@each_workbook(
    "JX706",
    "warning",
    "工作簿带有宏",
    basis="报送文件不带宏，邮件网关可能拦截",
    fix="另存为不带宏的 .xlsx 再报送。",
    explanation="标准工作簿不含宏；带宏的文件可能被拦截，也有安全风险。",
)
def has_macros(book: Book) -> Iterable[Hit]:
    if book.facts and book.facts.has_macros:
        yield Hit("workbook", f"{quote(book.facts.file)}带有宏", "宏", "不带宏的 .xlsx")


@each_workbook(
    "JX707",
    "warning",
    "链接到其他文件",
    basis="报送文件应自成一体",
    fix="在“数据—编辑链接”里断开链接，把数字留在本文件。",
    explanation="公式引用了别的文件，对方打开时看到的是旧数或错误值。",
)
def external_links(book: Book) -> Iterable[Hit]:
    if book.facts and book.facts.external_links:
        shown = listed([quote(link) for link in book.facts.external_links])
        yield Hit("workbook", f"公式链接到其他文件：{shown}", shown, "没有外部链接")


@each_workbook(
    "JX708",
    "notice",
    "项目表被隐藏",
    basis="报送的项目表应可见",
    fix="取消隐藏；不报送的项目表删去并重新生成汇总表。",
    explanation="隐藏的项目表仍然参加汇总，容易被漏看。",
)
def hidden_sheets(book: Book) -> Iterable[Hit]:
    for sheet in book.facts.hidden_project_sheets if book.facts else ():
        yield Hit("workbook", f"项目表{quote(sheet)}被隐藏", "隐藏", "可见", sheet=sheet)


@each_workbook(
    "JX711",
    "warning",
    "豁免不成立",
    basis=ON_RECORD,
    fix="补填规则编号、理由、负责人、日期（如 2021-03-15），否则该问题照常报告。",
    explanation="豁免是有据可查的例外。缺理由、缺负责人、日期不成立或规则编号不存在的，不起作用。",
)
def waiver_invalid(book: Book) -> Iterable[Hit]:
    for number, waiver in enumerate(book.waivers):
        lacking = shortcomings(waiver)
        if lacking:
            whom = waiver.project or "全部项目"
            message = f"对{quote(whom)}豁免 {waiver.rule or '（空）'} 不成立：{'、'.join(lacking)}"
            yield Hit(
                f"waivers[{number}]", message, waiver.rule, "规则、理由、负责人、日期齐全", project=waiver.project
            )


@each_workbook(
    "JX712",
    "warning",
    "豁免了错误级规则",
    basis="算术和结构错误不属于可以说明理由的例外",
    fix="改正该错误；确有必要豁免的，由主管部门复核。",
    explanation="豁免仍然有效，但会列出来供复核。",
)
def error_waived(book: Book) -> Iterable[Hit]:
    severe = {rule.code: rule.title for rule in catalogue() if rule.severity == "error"}
    for number, waiver in enumerate(book.waivers):
        if waiver.rule in severe and not shortcomings(waiver):
            message = f"{waiver.who}豁免了错误级规则 {waiver.rule}（{severe[waiver.rule]}），理由{quote(waiver.reason)}"
            yield Hit(f"waivers[{number}]", message, waiver.rule, "主管部门复核", project=waiver.project)


def shortcomings(waiver: Waiver) -> list[str]:
    """What keeps a waiver from holding, in Chinese; empty when it holds."""
    lacking = []
    if waiver.rule not in {rule.code for rule in catalogue()}:
        lacking.append("没有这个规则编号")
    if not waiver.reason.strip():
        lacking.append("没有理由")
    if not waiver.who.strip():
        lacking.append("没有负责人")
    if day(waiver.date) is None:
        lacking.append("日期不成立" if waiver.date.strip() else "没有日期")
    return lacking


def _summary_sheet(book: Book) -> str | None:
    return book.facts.summary_sheet if book.facts else None


def _figure(text: str) -> str:
    """A stored result as people read it: six places at most, a blank one named."""
    try:
        return plain(half_up(Decimal(text), 6))
    except InvalidOperation:
        return text or "空白"
