"""JX1, wording: doubled punctuation, unpaired quotation marks, broken lists, units and names written carelessly."""

from __future__ import annotations

import re
from collections.abc import Iterable

from jixiao.rules.examples import BLANK
from jixiao.rules.offices import abbreviates
from jixiao.rules.phrasing import listed, quote
from jixiao.rules.registry import Hit, Location, each_form
from jixiao.rules.view import View
from jixiao.rules.wording_flaws import paired

SINGLE = r"([，。、；：,;])(?:\s*[，。、；：,;])+"
WRITING = "GB/T 15834—2011《标点符号用法》"
INNER_BLANK = r"[\u4e00-\u9fff）)] +[\u4e00-\u9fff（(）)]|[（(] | [）)]"


@each_form(
    "JX131",
    "notice",
    "标点重复",
    basis=WRITING,
    fix="删去多余的标点。",
    explanation="“。。”“、、”“，，”等重复标点，或单独成行的标点。同一张表的各处合并为一条。",
)
def punctuation_doubled(view: View) -> Iterable[Hit]:
    faults = view.with_flaw("doubled")
    if faults:
        shown = listed([quote(found) for _, _, found in faults])
        found = faults[0][2]
        single = re.sub(SINGLE, r"\1", found)
        example = f"{quote(found)}改为“{single}”"
        yield _together(f"有重复的标点：{shown}", [(field, text) for field, text, _ in faults], example)


@each_form(
    "JX132",
    "notice",
    "引号、括号不成对",
    basis=WRITING,
    fix="补上缺的一半，或删去多余的一半。",
    explanation="引号、括号、书名号缺了一半，常是删改或复制时丢字。",
)
def marks_unpaired(view: View) -> Iterable[Hit]:
    faults = view.with_flaw("unpaired")
    if faults:
        shown = listed([f"{quote(text)}的{found}" for _, text, found in faults], most=2)
        places = [(field, text) for field, text, _ in faults]
        yield _together(f"{shown}不成对", places, paired(faults[0][1]))


@each_form(
    "JX133",
    "notice",
    "列举缺序号",
    basis=WRITING,
    fix="补上缺少的序号，或改写成不带序号的句子。",
    explanation="有“二是”而没有“一是”，说明复制时丢了前文。",
)
def list_broken(view: View) -> Iterable[Hit]:
    for field, text, missing in view.with_flaw("list"):
        example = f"“{missing}是{BLANK}；二是……”"
        yield Hit(field, f"列举中缺“{missing}是”", text, f"含“{missing}是”的完整列举", example=example)


@each_form(
    "JX134",
    "notice",
    "金额没有写“元”",
    basis="计量单位应完整：万元、元",
    fix="写成完整的单位。",
    explanation="“5万”可以理解成 5 万元，也可以是 5 万次。成本指标的金额要写明单位。同一张表合并为一条。",
)
def yuan_missing(view: View) -> Iterable[Hit]:
    faults = [(field, text) for field, text, _ in view.with_flaw("myriad") if not field.endswith(".name")]
    if faults:
        shown = listed([quote(text) for _, text in faults])
        text = faults[0][1].strip()
        yield _together(f"金额缺“元”字：{shown}", faults, f"“{text}”写成“{text}元”")


@each_form(
    "JX135",
    "notice",
    "名称里有多余的空格",
    basis="同一项目、同一单位在各表、各年度用同一写法，才能对应",
    fix="删去名称中间的空格。",
    explanation="项目名称、单位名称中间有空格，汇总和比对时会被当作两个名称。",
)
def blanks_in_names(view: View) -> Iterable[Hit]:
    for field in ("project", "department", "unit"):
        name = getattr(view.form, field)
        if name and " " in name and re.search(INNER_BLANK, name):
            wanted = re.sub(r"\s+", "", name)
            yield Hit(field, f"{quote(name)}中间有空格", name, wanted, example=f"“{wanted}”")


@each_form(
    "JX136",
    "notice",
    "单位简称与全称混用",
    basis="单位名称用全称，与预算批复一致",
    fix="主管部门和实施单位是同一单位的，都写全称。",
    explanation="主管部门写全称、实施单位写简称，看起来像两个单位。多张表之间的不一致由 JX603 报告。",
    after=("JX603",),
)
def short_name(view: View) -> Iterable[Hit]:
    department, unit = view.form.department, view.form.unit
    if department and unit and abbreviates(unit, department):
        message = f"实施单位{quote(unit)}像是主管部门{quote(department)}的简称"
        locations = (Location("department", None, department),)
        yield Hit("unit", message, unit, department, locations, example=f"“{department}”")


def _together(message: str, places: list[tuple[str, str]], example: str = "") -> Hit:
    """One hit for all places of the same fault in a form."""
    (field, text), *others = places
    return Hit(
        field, message, text, None, tuple(Location(path, None, other) for path, other in others), example=example
    )
