"""结转: next year's workbook, with names, indicators and targets copied and last year's results beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from jixiao.actions.import_forms import prove_alike
from jixiao.actions.loaded import Loaded, forms_in, policy_for
from jixiao.actions.save import Saved, as_file, put
from jixiao.errors import CannotGoOn
from jixiao.form.fields import form_name
from jixiao.form.model import Form, FundPart, Funds, FundTotal, Goal, Indicator, Measure, Total
from jixiao.form.subjects import field_on
from jixiao.sheets.book import build
from jixiao.sheets.figures import printed_weight
from jixiao.submit.last_year_sheet import put as put_last_year
from jixiao.submit.naming import usual
from jixiao.xlsx.edit.patch import Patch

YEAR = re.compile(r"(?<![\d.])(20\d\d)(?=\s*(?:年|[-./]\d))")
MOST_NOTES = 20


def roll(loaded: Loaded, year: int, output: Path, policy_name: str | None = None) -> Saved:
    """Write the workbook of `year` made from last year's `loaded`.

    A different file that was at `output` is kept beside it as a backup. Recorded waivers are not copied: they were given for one year. Raises CannotGoOn when a form of the file
    could not be read, is of `year` or a later one, or the workbook cannot be written.
    """
    _stop_at_faults(loaded, year, output)
    forms = tuple(rolled(form, year) for form in loaded.forms)
    patch = Patch.open(build(forms, policy_for(loaded, policy_name)), name=output.name)
    made = forms_in(patch.bytes(), output.name)
    if len(made) != len(forms):
        raise CannotGoOn(
            f"{loaded.path.name}：有表没有标题和项目名称，结转后认不出是自评表，没有写出。请先在原表补上项目名称。"
        )
    prove_alike(((loaded.path.name, form) for form in forms), made, "没有写出。")
    put_last_year(patch, loaded.forms, usual(form.year for form in loaded.forms), made[-1].source.sheet)
    return put(output, patch.bytes(), tuple(_notes(loaded, forms, year)))


def rolled(form: Form, year: int) -> Form:
    """The form of `year`: what was planned stays, what was achieved is empty."""
    total = form.funds.total
    title = form.title.replace(f"{form.year}年", f"{year}年") if form.title and form.year else form.title
    return Form(
        project=form.project,
        year=year,
        title=title,
        department=form.department,
        unit=form.unit,
        amount_unit=form.amount_unit,
        funds=Funds(
            FundTotal(weight=total.weight), tuple(FundPart(part.label, part.kind) for part in form.funds.parts)
        ),
        goal=Goal(form.goal.expected),
        indicators=tuple(map(planned, form.indicators)),
        total=Total(_printed(form)),
        kind=form.kind,
    )


def _printed(form: Form) -> Decimal | None:
    """What the formula of 总分·分值 gives: the weights are copied, so is their sum."""
    weight = printed_weight(form)
    return weight if isinstance(weight, Decimal) else None


def planned(row: Indicator) -> Indicator:
    """The indicator without what was achieved."""
    kept = replace(row.measure, actual=None, tier=None) if row.measure else None
    measure = None if kept == Measure() else kept
    return replace(row, actual=None, score=None, note=None, measure=measure)


def _stop_at_faults(loaded: Loaded, year: int, output: Path) -> None:
    loaded.prove_whole("没有结转")
    same = next((form for form in loaded.forms if form.year == year), None)
    if same:
        raise CannotGoOn(f"{loaded.path.name}：“{form_name(same)}”已经是 {year} 年度的表，不用结转。请核对 --year。")
    later = next((form for form in loaded.forms if form.year is not None and form.year > year), None)
    if later:
        raise CannotGoOn(
            f"{loaded.path.name}：“{form_name(later)}”是 {later.year} 年度的表，"
            f"只能结转到以后的年度，不能结转到 {year} 年。请核对 --year。"
        )
    as_file(output, ".xlsx")
    if output.exists() and output.samefile(loaded.path):
        raise CannotGoOn(f"{output.name}：输出文件就是上年的工作簿，没有结转。请用 -o 写一个新的文件名。")


def _notes(loaded: Loaded, forms: tuple[Form, ...], year: int) -> Iterator[str]:
    yield f"结转 {len(forms)} 张表；资金、完成值、得分和原因留空，上年的在“上年数据”工作表。"
    if loaded.waivers:
        yield f"上年登记的 {len(loaded.waivers)} 条豁免没有带过来，今年仍有特殊情况的请重新登记。"
    found = [note for form in forms for note in dated(form, year)]
    yield from found[:MOST_NOTES]
    if len(found) > MOST_NOTES:
        yield f"（还有 {len(found) - MOST_NOTES} 处写着往年的年份，未列出）"


def dated(form: Form, year: int) -> Iterator[str]:
    """The copied texts that still name another year, a sentence for each."""
    planned = [
        ("goal.expected", form.goal.expected),
        *((f"{path}.target", row.target) for path, row in form.numbered()),
    ]
    for path, text in planned:
        named = [found for found in YEAR.findall(text or "") if found != str(year)]
        if named:
            line = " ".join((text or "").split())
            short = line if len(line) <= 40 else f"{line[:39]}…"
            yield f"请改年份：“{form_name(form)}”{field_on(form, path)}写着 {named[0]} 年：{short}"
