"""迁移: a filled workbook of an older template in the current one; nothing re-typed, every difference listed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from jixiao.actions.loaded import Loaded, forms_in, policy_for
from jixiao.actions.save import Saved, save
from jixiao.errors import CannotGoOn
from jixiao.form.fields import field_name
from jixiao.form.model import Form
from jixiao.sheets.book import build
from jixiao.sheets.completed import completed
from jixiao.sheets.facts import same, value_at
from jixiao.sheets.own import expected_formulas, own_sheets
from jixiao.sheets.settings import layout, names_beside_forms, sheet_name
from jixiao.submit import manifest
from jixiao.submit.manifest import attach
from jixiao.xlsx.edit.patch import Patch
from jixiao.xlsx.opc.archive import Archive
from jixiao.xlsx.opc.opc import relations
from jixiao.xlsx.read.read import Book
from jixiao.xlsx.read.read import read as open_book

COMMENT = re.compile(rb"<(?:\w+:)?comment\s")
SHOWN = 3


@dataclass(frozen=True, slots=True)
class Migrated:
    """The file written, the template versions before and after, and what is different in the new file."""

    saved: Saved
    before: str
    after: str
    differences: tuple[Difference, ...]


def current_version() -> str:
    """The version of the template this program makes workbooks from."""
    version: str = layout()["template"]["version"]
    return version


def version_of(loaded: Loaded) -> str:
    """The template version a workbook was made from. Raises CannotGoOn when it is not one of ours."""
    facts = loaded.facts(policy_for(loaded, None))
    if facts is None or not facts.template_version or not loaded.kept.policy:
        raise CannotGoOn(
            f"{loaded.path.name}：不是本工具模板的工作簿，没有版本可迁移。别的版式请用 jixiao import 导入。"
        )
    return facts.template_version


def migrate(loaded: Loaded, output: Path | None) -> Migrated:
    """Write the workbook of `loaded` in the current template, to `output` or in place (None).

    Sheets the clerk added come along. Raises CannotGoOn when a form could not be read, or would not read back as it
    was.
    """
    before = version_of(loaded)
    loaded.prove_whole("没有迁移")
    content, failed = _content(loaded)
    made = forms_in(content, loaded.source.name)
    policy = policy_for(loaded, None)
    if made != tuple(completed(form, policy) for form in loaded.forms):
        raise CannotGoOn(f"{loaded.path.name}：迁移后的表读回来与原来的不一致，没有写出，原文件未动。")
    found = differences(loaded, made, open_book(content), failed)
    return Migrated(save(content, loaded, output), before, current_version(), tuple(found))


def _content(loaded: Loaded) -> tuple[bytes, list[str]]:
    """The new workbook, and the sheets of the clerk's that could not come along."""
    policy = policy_for(loaded, None)
    patch = Patch.open(build(loaded.forms, policy, waivers=loaded.waivers), name=loaded.source.name)
    failed = list(_copy_values(patch, loaded))
    sent = manifest.read(loaded.source.book)
    if sent:
        attach(patch, sent)
    return patch.bytes(), failed


def _copy_values(patch: Patch, loaded: Loaded) -> Iterator[str]:
    """Bring the sheets that are no part of the template; yields those that cannot be."""
    old = Archive.open(loaded.source.data, name=loaded.source.name)
    place = patch.sheets[-2]
    for name in added(loaded):
        kind = next(sheet.kind for sheet in loaded.source.book.sheets if sheet.name == name)
        if kind != "worksheet" or name in patch.sheets:
            yield name
            continue
        patch.import_sheet(old, name, after=place)
        place = name


def added(loaded: Loaded) -> Sequence[str]:
    """The sheets of a workbook of ours that neither the template nor this program put there."""
    own = names_beside_forms() - {sheet_name("last_year")}
    forms = {form.source.sheet for form in loaded.forms}
    return [sheet.name for sheet in loaded.source.book.sheets if sheet.name not in own | forms]


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
            yield Difference(after.source.sheet or after.project or "", f"{len(moved)} 格换了位置：{_listed(moved)}")
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
    patch = loaded.patch()
    patch.clear_marks()
    archive, forms = patch.archive, {form.source.sheet for form in loaded.forms}
    parts = [sheet.part for sheet in loaded.source.book.sheets if sheet.name in forms]
    targets = [item.target for part in parts for item in relations(archive, part) if item.kind == "comments"]
    return sum(len(COMMENT.findall(archive.read(target))) for target in targets if target in archive)


def _word(field: str) -> str:
    """The Chinese name of a field; what the template only computes has none of its own."""
    return "核算区" if {"working", "summary"} & set(field.split(".")) else field_name(field)


def _listed(texts: Sequence[str]) -> str:
    more = f" 等 {len(texts)} 处" if len(texts) > SHOWN else ""
    return "、".join(texts[:SHOWN]) + more
