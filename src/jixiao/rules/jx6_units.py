"""JX6, names and years: one unit under two names, mixed years or amount units in one file."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from jixiao.form.fields import NAMES
from jixiao.rules.corpus import Corpus
from jixiao.rules.phrasing import quote
from jixiao.rules.registry import Hit, Location, across_forms

SAME_WRITING = "单位名称用全称，与预算批复一致；汇总按单位名称归集"


@across_forms(
    "JX603",
    "warning",
    "同一单位用了两个名称",
    basis=SAME_WRITING,
    fix="各表统一用全称。",
    explanation="同一主管部门下，一些表写全称，一些表写简称，汇总会把一个单位算成两个。",
)
def unit_under_two_names(corpus: Corpus) -> Iterable[Hit]:
    users: dict[tuple[str, str], list[int]] = defaultdict(list)
    full_names = {view.form.unit for view in corpus.views}
    for view in corpus.views:
        key = (view.form.department or "", view.form.unit or "")
        if key in corpus.aliases and corpus.aliases[key] in full_names:
            users[key].append(view.number)
    for (department, short), numbers in users.items():
        full = corpus.aliases[department, short]
        locations = tuple(Location("unit", number, short) for number in numbers[1:])
        others = sum(1 for view in corpus.views if view.form.unit == full)
        message = f"实施单位在 {len(numbers)} 张表写{quote(short)}，在 {others} 张表写{quote(full)}"
        yield Hit("unit", message, short, full, locations, numbers[0])


@across_forms(
    "JX607",
    "warning",
    "同一文件里年度不一致",
    basis="一个文件报送一个年度的自评表",
    fix="改正年度，或把不同年度的表分开报送。",
    explanation="同一个文件里多数表是一个年度，个别表写了另一个年度。",
)
def years_mixed(corpus: Corpus) -> Iterable[Hit]:
    yield from _odd_ones(corpus, "year")


@across_forms(
    "JX608",
    "notice",
    "同一文件里金额单位不一致",
    basis="金额单位应统一，否则合计无意义",
    fix="统一用万元；确需用元的，确认汇总表已换算。",
    explanation="同一个文件里有的表以万元计，有的以元计，人工合计容易差一万倍。",
)
def amount_units_mixed(corpus: Corpus) -> Iterable[Hit]:
    yield from _odd_ones(corpus, "amount_unit")


@across_forms(
    "JX609",
    "notice",
    "同一文件里表名不一致",
    basis="同一年度、同一主管部门下发一种自评表",
    fix="统一用当年下发的表式。",
    explanation="同一个文件里有的表叫“项目支出绩效自评表”，有的叫“项目（政策）支出绩效自评表”，多半混用了往年的模板。只报告一次。",
)
def titles_mixed(corpus: Corpus) -> Iterable[Hit]:
    hits = list(_odd_ones(corpus, "title"))
    if hits:
        first, *others = hits
        locations = tuple(Location("title", hit.form, hit.found) for hit in others)
        yield first._replace(related=locations)


def _odd_ones(corpus: Corpus, field: str) -> Iterable[Hit]:
    """The forms of a file whose `field` is not what most forms of the file say."""
    files: dict[str | None, list[int]] = defaultdict(list)
    for view in corpus.views:
        if getattr(view.form, field) is not None:
            files[view.form.source.file].append(view.number)
    for numbers in files.values():
        counted = Counter(str(getattr(corpus.views[number].form, field)) for number in numbers)
        (usual, most), *rest = counted.most_common()
        if not rest or most == rest[0][1]:
            continue
        for number in numbers:
            value = str(getattr(corpus.views[number].form, field))
            if value != usual:
                message = f"{NAMES[field]}写{quote(value)}，同一文件的其他 {most} 张表是{quote(usual)}"
                yield Hit(field, message, value, usual, (), number)
