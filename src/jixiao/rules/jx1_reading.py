"""JX1, reading: what could not be read, template text left in, and forms that break off."""

from __future__ import annotations

from collections.abc import Iterable

from jixiao.form.amounts import NO_RESULT, is_error
from jixiao.form.fields import PARTS, field_name
from jixiao.form.rounding import percent
from jixiao.rules.phrasing import points, quote
from jixiao.rules.registry import EVERY_KIND, STRUCTURE, Hit, Location, each_form
from jixiao.rules.view import View

SAVE_AGAIN = "用 Excel 或 WPS 打开这个文件，保存一次，再校验。"
RETYPE = "直接填写结果，或改正公式引用的单元格。"
PARTS_OF_FORM = {part: PARTS[part] for part in ("head", "funds", "goal", "indicators", "total")}
MOST_SHOWN = 6


@each_form(
    "JX101",
    "error",
    "数字无法读出",
    basis=STRUCTURE,
    fix="只保留一个数字（百分比只写一个 %），删去换行和多余字符。",
    explanation="金额、分值、得分、执行率格里只能有一个数。写了两个数、夹杂文字或符号，或任何一格显示 #REF! 一类公式错误时不猜测、不当作 0，该格引起的其他错误也不再报告。",
    kinds=EVERY_KIND,
)
def unreadable_numbers(view: View) -> Iterable[Hit]:
    for item in view.form.unread:
        if item.reason == "number" and is_error(item.text):
            message = f"单元格显示公式错误{quote(item.text)}，没有可读的内容"
            yield Hit(item.field, message, item.text, _due(view, item.field), fix=RETYPE)
        elif item.reason == "number" and item.text.endswith(NO_RESULT):
            message = f"公式没有保存结果，读不出内容：{quote(item.text.removesuffix(NO_RESULT))}"
            yield Hit(item.field, message, item.text, _due(view, item.field), fix=SAVE_AGAIN)
        elif item.reason == "number":
            message = f"填写的{quote(item.text)}不是一个数字，无法读出"
            yield Hit(item.field, message, item.text, _due(view, item.field))


@each_form(
    "JX103",
    "warning",
    "模板提示语未替换",
    basis=STRUCTURE,
    fix="删去提示语，填写本项目的真实内容；没有内容的写“无”。",
    explanation="单元格里还是模板自带的填写提示（如“请填写……”“×××”），不是本项目的内容。",
    kinds=EVERY_KIND,
)
def prompts_left(view: View) -> Iterable[Hit]:
    for item in view.form.unread:
        if item.reason == "prompt":
            yield _prompt(item.field, item.text)
    for field, text, _ in view.with_flaw("prompt"):
        yield _prompt(field, text)


@each_form(
    "JX104",
    "notice",
    "表上有没有读出的内容",
    basis="每一格非空内容都要有着落：栏目名、栏目内容或说明文字",
    fix="核对这些格；栏目名称与通行表式不同的，在标签文件里写一行“自己的名称 = 通行名称”，以后就能读出。",
    explanation="这一部分有程序不认识的栏目或放错位置的内容。没有读出的不猜测，也不当作没有填写，由此引起的其他问题不再报告。",
    kinds=EVERY_KIND,
)
def cells_unread(view: View) -> Iterable[Hit]:
    for part, name in PARTS_OF_FORM.items():
        cells = [cell for cell in view.form.unread_cells if cell.part == part and not cell.is_other]
        if cells:
            shown = "、".join(f"{cell.place}{quote(cell.text)}" for cell in cells[:MOST_SHOWN])
            more = f"，另 {len(cells) - MOST_SHOWN} 处" if len(cells) > MOST_SHOWN else ""
            columns = ((cell.text, field_name(cell.field).rpartition("·")[2]) for cell in cells if cell.field)
            asked = "".join(f"；{quote(text)}是不是{quote(column)}？" for text, column in columns)
            others = tuple(Location(part, None, cell.text, cell.place) for cell in cells[1:])
            message = f"{name}有内容没有读出：{shown}{more}{asked}"
            yield Hit(part, message, cells[0].text, related=others, cell=cells[0].place)


@each_form(
    "JX114",
    "notice",
    "表未复制完整",
    basis=STRUCTURE,
    fix="从原表重新复制整张表，直到总分行和最后的说明。",
    explanation="读到的指标分值合计不到 100，又没有总分行，多半是复制时漏了后面的行。由此引起的分值、得分问题不再报告。",
)
def broken_off(view: View) -> Iterable[Hit]:
    if view.is_broken_off:
        last = view.rows[-1]
        message = f"没有读到总分行，读到的分值合计 {points(view.scores.weight_total)}，最后一行是{quote(last.indicator.name or '（无名称）')}"
        yield Hit(f"{last.path}.name", message, last.indicator.name, "完整的表")


def _prompt(field: str, text: str) -> Hit:
    return Hit(field, f"还是模板的提示语{quote(text)}", text, "本项目的内容")


def _due(view: View, field: str) -> str:
    """What the unreadable number should most likely be, where the rest of the form tells."""
    scores = view.scores
    if field == "total.score" and scores.printed_total is not None:
        return f"一个数字（各项得分合计 {points(scores.printed_total)}）"
    if field == "funds.total.rate" and scores.rate is not None:
        return f"一个百分数（核算为 {percent(scores.rate)}）"
    if field == "funds.total.score" and scores.execution.suggested is not None:
        return f"一个数字（核算为 {points(scores.execution.suggested)}）"
    return "一个数字"
