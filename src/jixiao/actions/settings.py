"""设置: the scoring policy of a workbook, and its unit and year where they are still blank."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jixiao.actions.add import prove_ours
from jixiao.actions.loaded import Loaded, named_policy, policy_for
from jixiao.errors import CannotGoOn
from jixiao.form.finding import SEVERITIES, SEVERITY_WORDS, Severity
from jixiao.form.table import Value
from jixiao.policy import Policy
from jixiao.sheets.parameters import HIDDEN, HIDDEN_CELLS, LACKING_CELLS
from jixiao.sheets.settings import sheet_name
from jixiao.xlsx.edit.difference import held
from jixiao.xlsx.edit.patch import Patch
from jixiao.xlsx.opc.archive import Archive
from jixiao.xlsx.read.read import read

YEARS = range(2000, 2101)


@dataclass(frozen=True, slots=True)
class Settings:
    """What the clerk chose: a policy by name, the unit's and the department's full names, the year; None leaves it.

    `hides` are the severities a check does not show; an error is always shown.
    """

    policy: str | None = None
    unit: str | None = None
    department: str | None = None
    year: int | None = None
    hides: tuple[Severity, ...] | None = None


def settled(loaded: Loaded, chosen: Settings) -> bytes:
    """The workbook with these settings. A unit, department or year that is filled in already stays.

    Raises CannotGoOn where the workbook is not ours, PolicyError where no policy has that name.
    """
    prove_ours(loaded)
    if chosen.year is not None and chosen.year not in YEARS:
        raise CannotGoOn(f"年度“{chosen.year}”应为四位数字，如 2025。")
    if chosen.hides is not None and "error" in chosen.hides:
        raise CannotGoOn("错误必须先改，不能设为不显示。可以不显示的是：警告、提示。")
    patch = loaded.patch()
    for sheet, cell, text in _empty_cells(loaded, chosen):
        patch.set_value(sheet, cell, text)
    shows_other = chosen.hides is not None and set(chosen.hides) != set(loaded.kept.hides)
    if shows_other:
        label, value = HIDDEN_CELLS
        patch.set_value(sheet_name("parameters"), label, HIDDEN)
        words = "、".join(SEVERITY_WORDS[each] for each in SEVERITIES if each in (chosen.hides or ()))
        patch.set_value(sheet_name("parameters"), value, words or None)
    if chosen.policy is not None and chosen.policy != loaded.kept.policy:
        return _with_policy(loaded, patch, named_policy(chosen.policy))
    if not shows_other:
        return patch.bytes()
    from jixiao.actions.refresh import refreshed

    return refreshed(patch.bytes(), loaded.path.name, policy_for(loaded, None))


def _empty_cells(loaded: Loaded, chosen: Settings) -> Iterator[tuple[str, str, str]]:
    """Sheet, cell and text for every blank field that a setting fills."""
    for form in loaded.forms:
        sheet = form.source.sheet
        if sheet is None:
            continue
        for path, held_now, wanted in (
            ("department", form.department, chosen.department),
            ("unit", form.unit, chosen.unit),
            ("year", form.year, f"（{chosen.year}年度）" if chosen.year else None),
        ):
            cell = form.place(path)
            if wanted and held_now is None and cell:
                yield sheet, cell, wanted


def _with_policy(loaded: Loaded, patch: Patch, policy: Policy) -> bytes:
    """_参数 and 填报说明 as they are built for `policy`; then every result that hangs on it."""
    from jixiao.actions.refresh import refreshed
    from jixiao.sheets.book import build
    from jixiao.sheets.settings import layout

    sheets = layout()["sheets"]
    built = build(loaded.forms, policy, waivers=loaded.waivers)
    for cell, content in _changed(loaded, built, sheets["parameters"]):
        patch.set_value(sheets["parameters"], cell, content)
    if sheets["guide"] in patch.sheets:
        patch.replace_sheet(Archive.open(built), sheets["guide"])
    return refreshed(patch.bytes(), loaded.path.name, policy)


def _changed(loaded: Loaded, built: bytes, sheet: str) -> Iterator[tuple[str, Value]]:
    """_参数 holds texts and numbers only."""
    old, new = held(loaded.source.book, sheet), held(read(built), sheet)
    for cell in {**old, **new}:
        content = new.get(cell)
        if (
            cell not in (*HIDDEN_CELLS, *LACKING_CELLS)
            and old.get(cell) != content
            and (content is None or isinstance(content, str | float))
        ):
            yield cell, content
