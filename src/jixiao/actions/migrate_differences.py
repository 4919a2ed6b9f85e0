"""What is different in a workbook moved to another template: sheets, places, formulas, results, notes left behind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from jixiao.actions.loaded import Loaded, policy_for
from jixiao.actions.own_sheets import expected_formulas, own_sheets
from jixiao.form.fields import field_name
from jixiao.form.model import Form
from jixiao.sheets.facts import same, value_at
from jixiao.sheets.settings import layout
from jixiao.xlsx.edit.patch import Patch
from jixiao.xlsx.opc.opc import relations
from jixiao.xlsx.read.read import Book

COMMENT = re.compile(rb"<(?:\w+:)?comment\s")
SHOWN = 3


class Difference(NamedTuple):
    """One difference: what it is about, and what changed, as a message."""

    about: str
    text: str


def differences(loaded: Loaded, made: Sequence[Form], book: Book, failed: Sequence[str]) -> Iterator[Difference]:
    """Everything in `book` (whose forms are `made`) that is not as it was; the entries themselves are proved equal."""
    pairs = list(zip(loaded.forms, made, strict=True))
    yield from _sheets(loaded, pairs, book, failed)
    for before, after in pairs:
        moved = _moved(before, after)
        if moved:
            yield Difference(_name(after), f"{len(moved)} 格换了位置：{_listed(moved)}")
    yield from _formulas(loaded, made, book)
    notes = _notes(loaded)
    if notes:
        yield Difference("批注", f"原文件里自己写的批注 {notes} 条没有带过来，请按需要重写。")


def _sheets(
    loaded: Loaded, pairs: Sequence[tuple[Form, Form]], book: Book, failed: Sequence[str]
) -> Iterator[Difference]:
    for before, after in pairs:
        if before.source.sheet != after.source.sheet:
            yield Difference("工作表", f"“{before.source.sheet}”改名为“{after.source.sheet}”")
    old = [sheet.name for sheet in loaded.source.book.sheets]
    new = {sheet.name for sheet in book.sheets}
    if layout()["sheets"]["findings"] in old:
        yield Difference("工作表", "上次的校验结果和标记没有带过来，请重新校验。")
    kept = [name for name in old if name in new and name not in layout()["sheets"].values()]
    for name in set(kept) - {form.source.sheet for pair in pairs for form in pair}:
        if book.table(name).rows and book.formulas_of(name):
            yield Difference("工作表", f"“{name}”原样带过来，其中的公式如引用了自评表的格，请核对。")
    for name in failed:
        yield Difference("工作表", f"“{name}”不能带过来，请从原文件复制。")


def _moved(before: Form, after: Form) -> list[str]:
    return [
        f"{field_name(path)} {place} → {after.source.places[path]}"
        for path, place in before.source.places.items()
        if after.source.places.get(path, place) != place
    ]


def _formulas(loaded: Loaded, made: Sequence[Form], book: Book) -> Iterator[Difference]:
    """Formulas and results at the places the current template has them."""
    old = loaded.source.book
    tables = {table.sheet: table for table in old.tables}
    by_sheet = {after.source.sheet: before.source.sheet for before, after in zip(loaded.forms, made, strict=True)}
    changed: dict[str, list[str]] = {}
    stale: dict[str, list[str]] = {}
    for (sheet, cell), (field, formula, value) in expected_formulas(own_sheets(made), policy_for(loaded, None), book):
        was = by_sheet[sheet] or sheet
        text = old.formulas.get(was, {}).get(cell)
        if text is not None and text != formula.removeprefix("="):
            changed.setdefault(sheet, []).append(f"{_word(field)} {cell}")
        elif text is not None and not same(value_at(tables[was], cell), value):
            stale.setdefault(sheet, []).append(f"{_word(field)} {cell}")
    for sheet, cells in changed.items():
        yield Difference(sheet, f"{len(cells)} 格换成新的公式：{_listed(cells)}")
    for sheet, cells in stale.items():
        yield Difference(sheet, f"{len(cells)} 格的计算结果原来是旧的，已重算：{_listed(cells)}")


def _notes(loaded: Loaded) -> int:
    """How many notes of the clerk's own there are, the marks of a check left out."""
    patch = Patch.open(loaded.source.data, name=loaded.source.name)
    patch.clear_marks()
    archive, forms = patch.archive, {form.source.sheet for form in loaded.forms}
    parts = [sheet.part for sheet in loaded.source.book.sheets if sheet.name in forms]
    targets = [item.target for part in parts for item in relations(archive, part) if item.kind == "comments"]
    return sum(len(COMMENT.findall(archive.read(target))) for target in targets if target in archive)


def _name(form: Form) -> str:
    return form.source.sheet or form.project or ""


def _word(field: str) -> str:
    """The Chinese name of a field; what the template only computes has none of its own."""
    return "核算区" if {"working", "summary"} & set(field.split(".")) else field_name(field)


def _listed(texts: Sequence[str]) -> str:
    more = f" 等 {len(texts)} 处" if len(texts) > SHOWN else ""
    return "、".join(texts[:SHOWN]) + more
