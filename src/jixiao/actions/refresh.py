"""After a change without Excel: every stored result of a workbook of ours made right again."""

from __future__ import annotations

from pathlib import Path

from jixiao.actions.fit_rows import with_fitted_rows
from jixiao.actions.loaded import Loaded
from jixiao.actions.plain_rows import restore
from jixiao.importers.read import read_source
from jixiao.importers.source import Source
from jixiao.policy import Policy
from jixiao.sheets.facts import same, value_at
from jixiao.sheets.own import expected_formulas, open_inputs, own_sheets

MOST_ROUNDS = 4


def refreshed(content: bytes, name: str, policy: Policy) -> bytes:
    """The workbook with the results of its project sheets' formulas, and its 汇总表, computed again, and rows fitted.

    Rows put in by hand get their formulas and open working inputs are filled first. A printed figure feeds others (执行率 → 得分 → 总分), so it takes as many rounds as the chain is long.
    """
    loaded = with_inputs(with_formulas(_loaded(content, name), policy))
    for _ in range(MOST_ROUNDS):
        changed = _round(loaded, policy)
        if changed is None:
            break
        loaded = changed
    return with_fitted_rows(with_overview(loaded, policy), name, loaded.forms)


def with_formulas(loaded: Loaded, policy: Policy) -> Loaded:
    """The workbook with the template's formulas in rows that were put into a project sheet by hand."""
    patch = loaded.patch()
    found = restore(patch, own_sheets(loaded.forms), policy, loaded.source.book)
    return _loaded(patch.bytes(), loaded.source.name) if found else loaded


def with_inputs(loaded: Loaded) -> Loaded:
    """The workbook with 性质, 方向, 目标数, 完成数 and 单位 filled in from the texts, in rows where all of them are blank."""
    patch, found = loaded.patch(), False
    for sheet in own_sheets(loaded.forms):
        for cell, value in open_inputs(sheet):
            patch.set_value(sheet.name, cell, value)
            found = True
    return _loaded(patch.bytes(), loaded.source.name) if found else loaded


def with_overview(loaded: Loaded, policy: Policy) -> bytes:
    """The workbook of `loaded` with a fresh 汇总表."""
    from jixiao.actions.check import check_each
    from jixiao.sheets.book import overview_book
    from jixiao.sheets.settings import layout
    from jixiao.xlsx.opc.archive import Archive

    report = check_each([loaded], [policy]).report
    sheets = layout()["sheets"]
    patch = loaded.patch()
    built = Archive.open(overview_book(loaded.forms, policy, report))
    patch.replace_sheet(built, sheets["summary"], after=sheets["guide"] if sheets["guide"] in patch.sheets else None)
    return patch.bytes()


def _round(loaded: Loaded, policy: Policy) -> Loaded | None:
    book = loaded.source.book
    tables = {table.sheet: table for table in book.tables}
    patch, found = loaded.patch(), False
    for (sheet, cell), (_, _, value) in expected_formulas(own_sheets(loaded.forms), policy, book):
        formula = book.formulas.get(sheet, {}).get(cell)
        unknown = cell in book.uncomputed.get(sheet, ())
        if formula is not None and (unknown or not same(value_at(tables[sheet], cell), value)):
            patch.set_formula(sheet, cell, formula, value)
            found = True
    return _loaded(patch.bytes(), loaded.source.name) if found else None


def _loaded(content: bytes, name: str) -> Loaded:
    source = Source(name, content)
    return Loaded(Path(name), source, read_source(source).forms)
