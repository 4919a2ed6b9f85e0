"""JX1, the year of a form: none to be read at its title, or none written there at all."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePath

from jixiao.form.model import Form
from jixiao.rules.phrasing import quote
from jixiao.rules.registry import EVERY_KIND, STRUCTURE, Hit, each_form
from jixiao.rules.view import View

WRITE_YEAR = "在标题下的“（    年度）”内写一个四位数年份，如“（2020年度）”。"
PROJECT, SHEET_NAME, FILE_NAME = "项目名称", "工作表名", "文件名"
NAMED_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")


@each_form(
    "JX102",
    "error",
    "年度无法读出",
    basis=STRUCTURE,
    fix=WRITE_YEAR,
    explanation="标题处没有年份，或出现了不同的年份，无法确定是哪一年度的自评。",
    kinds=EVERY_KIND,
)
def unreadable_year(view: View) -> Iterable[Hit]:
    for item in view.form.unread:
        if item.reason == "year":
            yield Hit(item.field, f"标题处{quote(item.text)}读不出唯一的年度", item.text, "一个四位数年份")


@each_form(
    "JX115",
    "notice",
    "没有读到年度",
    basis=STRUCTURE,
    fix=WRITE_YEAR,
    explanation="标题和表上都没有年度。项目名称、工作表名、文件名里的年份不一定是自评的年度，不当作年度，只列出来供核对。标题下留了年度的格而空着、别处也看不出年份的，由 JX105 报告。",
    kinds=EVERY_KIND,
)
def year_not_written(view: View) -> Iterable[Hit]:
    form = view.form
    if form.year is not None or form.unreadable("year") or year_is_empty(form):
        return
    seen = "；".join(f"{where}里有 {'、'.join(years)} 年" for where, years in named_years(form).items())
    asked = f"（{seen}，请核对是不是这一年）" if seen else ""
    yield Hit("year", f"没有读到是哪一年度{asked}", None, "一个四位数年份")


def year_is_empty(form: Form) -> bool:
    """Whether the form has a cell for its year, which is blank, and nothing around it names one."""
    return form.state("year") == "empty" and not named_years(form)


def named_years(form: Form) -> dict[str, list[str]]:
    """The years in the names of the project, the sheet and the file, each under its Chinese name: hints, not the form's year."""
    names = {PROJECT: form.project or "", SHEET_NAME: form.source.sheet or ""}
    names[FILE_NAME] = PurePath(form.source.file or "").stem
    found = {where: sorted(set(NAMED_YEAR.findall(text))) for where, text in names.items()}
    return {where: years for where, years in found.items() if years}
