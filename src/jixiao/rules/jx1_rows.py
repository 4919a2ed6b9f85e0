"""JX1, rows: the numbering of 三级指标, lost 二级指标 cells, doubled rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from jixiao.form.quantity import reading
from jixiao.rules.phrasing import bare, quote
from jixiao.rules.registry import EVERY_KIND, STRUCTURE, Hit, Location, each_form
from jixiao.rules.view import Row, View

NUMBER = re.compile(r"^\s*指标\s*(\d{1,2})\s*[：:、.．]")
KEEP_ORDER = "序号从 1 开始、逐条加 1；增删指标后重新编号。"


@each_form(
    "JX121",
    "warning",
    "疑缺二级指标：成本行填在其他指标下",
    basis=STRUCTURE,
    fix="在该行“二级指标”格补上“成本指标”。",
    explanation="指标值和完成值都只是一笔金额，表内又没有成本指标，说明这一行的“成本指标”四字丢失，金额行落到了上一类指标下面。",
)
def cost_row_misplaced(view: View) -> Iterable[Hit]:
    if any(row.kind == "cost" or "成本" in (row.indicator.dimension or "") for row in view.rows):
        return
    for row in view.rows:
        target, actual = row.indicator.target, row.indicator.actual
        is_open = row.kind == "time" or (row.kind is None and view.expects(f"{row.path}.category"))
        if is_open and target and actual and _only_money(target) and _only_money(actual):
            under = row.indicator.category or "空白"
            yield Hit(
                f"{row.path}.category",
                f"指标值{quote(target)}是金额，却列在{quote(under)}之下，表内没有成本指标",
                row.indicator.category,
                "成本指标",
                (Location(f"{row.path}.name", None, row.indicator.name),),
            )


@each_form(
    "JX122",
    "notice",
    "三级指标编号重复",
    basis=STRUCTURE,
    fix=KEEP_ORDER,
    explanation="同一个二级指标下有两条“指标1”等相同编号，引用时分不清是哪一条。",
    kinds=EVERY_KIND,
)
def number_repeated(view: View) -> Iterable[Hit]:
    group: object = None
    seen: dict[int, Row] = {}
    for row in view.rows:
        here = (row.indicator.dimension, row.indicator.category)
        if here != group:
            group, seen = here, {}
        number = ordinal(row.indicator.name)
        if number is None:
            continue
        first = seen.setdefault(number, row)
        if first.path != row.path:
            location = Location(f"{first.path}.name", None, first.indicator.name)
            yield _name_hit(row, f"“指标{number}”在同一个二级指标下出现两次", f"指标{len(seen) + 1}", location)


@each_form(
    "JX123",
    "notice",
    "三级指标编号不连续",
    basis=STRUCTURE,
    fix=KEEP_ORDER,
    explanation="二级指标下只有一条却写“指标4”，或跳号。多半是删行或从别的表复制时留下的，也可能漏了指标。",
    after=("JX121", "JX122"),
    kinds=EVERY_KIND,
)
def number_skipped(view: View) -> Iterable[Hit]:
    faults = [] if _numbered_in_one_run(view) else list(_skips(view))
    for row, number, due in faults:
        message = f"编号是“指标{number}”，按顺序应是“指标{due}”"
        yield _name_hit(row, message, f"指标{due}")


@each_form(
    "JX124",
    "notice",
    "两条指标内容相同",
    basis=STRUCTURE,
    fix="删去重复的一行，把分值并到保留的一行。",
    explanation="同一张表里两条三级指标的名称和指标值都一样，同一成果计了两次分。",
    kinds=EVERY_KIND,
)
def row_repeated(view: View) -> Iterable[Hit]:
    seen: dict[tuple[str, str], Row] = {}
    for row in view.rows:
        name, target = row.indicator.name, row.indicator.target
        if not name or not target:
            continue
        key = (_unnumbered(name), bare(target))
        if key in seen:
            location = Location(f"{seen[key].path}.name", None, seen[key].indicator.name)
            yield _name_hit(row, f"与前面一条{quote(name)}的名称和指标值相同", "不重复的指标", location)
        seen.setdefault(key, row)


def _name_hit(row: Row, message: str, expected: str, *related: Location) -> Hit:
    return Hit(f"{row.path}.name", message, row.indicator.name, expected, related)


def _skips(view: View) -> Iterator[tuple[Row, int, int]]:
    """The first wrongly numbered row of each 二级指标, with its number and the one due; repeated numbers count once."""
    group: object = None
    due, wrong = 1, False
    for row in view.rows:
        here = (row.indicator.dimension, row.indicator.category)
        if here != group:
            group, due, wrong = here, 1, False
        number = ordinal(row.indicator.name)
        if number is None or number == due - 1:
            continue
        if number != due and not wrong:
            wrong = True
            yield row, number, due
        due += 1


def _numbered_in_one_run(view: View) -> bool:
    """Whether the form numbers all its indicators in one run, which is lawful too."""
    last = 0
    for row in view.rows:
        number = ordinal(row.indicator.name)
        if number is None:
            continue
        if number != last + 1:
            return False
        last = number
    return True


@lru_cache(maxsize=4096)
def ordinal(name: str | None) -> int | None:
    """The N of 指标N： at the front of a 三级指标."""
    found = NUMBER.match(name or "")
    return int(found.group(1)) if found else None


@lru_cache(maxsize=4096)
def _unnumbered(name: str) -> str:
    return bare(NUMBER.sub("", name))


@lru_cache(maxsize=4096)
def _only_money(text: str) -> bool:
    found = reading(text)
    return (
        found.kind == "quantity" and found.quantity is not None and found.quantity.yuan is not None and len(text) <= 12
    )
