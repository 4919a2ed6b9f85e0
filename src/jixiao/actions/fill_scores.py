"""评分 in the workbook itself: suggested scores into empty score cells, never over what the clerk typed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from jixiao.actions.plain_rows import plain_rows
from jixiao.actions.save import Saved, save
from jixiao.actions.score import Scored
from jixiao.form.model import Form
from jixiao.policy.score import Scores
from jixiao.sheets.own import own_sheets


def fill_scores(scored: Scored, output: Path | None) -> Saved:
    """Write the workbook with suggestions filled in; a text or a foreign workbook becomes a standard one first.

    Raises CannotGoOn when it cannot be written there.
    """
    loaded = scored.loaded
    notes = (f"填入建议得分 {open_scores(scored)} 处；已填的得分没有改动。", *repairs(scored))
    content = filled(scored) if loaded.kept.policy else _built(scored)
    return replace(save(content, loaded, output), notes=notes)


def filled(scored: Scored) -> bytes:
    """A workbook of ours with suggestions in its empty score cells, and every stored result made right again."""
    from jixiao.actions.refresh import refreshed

    loaded = scored.loaded
    patch = loaded.patch()
    for sheet, cell, suggested in _open_cells(scored):
        patch.set_value(sheet, cell, suggested)
    return refreshed(patch.bytes(), loaded.path.name, scored.policy)


def open_scores(scored: Scored) -> int:
    """How many empty score cells have a suggestion."""
    if scored.loaded.kept.policy:
        return sum(1 for _ in _open_cells(scored))
    return sum(len(list(_empty_cells(form, scores))) for form, scores in scored.pairs)


def rows_without_formulas(scored: Scored) -> int:
    """How many indicators are in rows put in by hand that are not counted, until `filled` brings them in."""
    loaded = scored.loaded
    return sum(1 for _ in plain_rows(own_sheets(loaded.forms), loaded.source.book)) if loaded.kept.policy else 0


def repairs(scored: Scored) -> Iterator[str]:
    """What `filled` does beside the scores, as a message."""
    found = rows_without_formulas(scored)
    if found:
        yield f"手工插入的 {found} 行指标已按模板补好公式，算进了合计。"


def _built(scored: Scored) -> bytes:
    from jixiao.sheets.book import build

    return build([_filled(form, scores) for form, scores in scored.pairs], scored.policy, waivers=scored.loaded.waivers)


def _open_cells(scored: Scored) -> Iterator[tuple[str, str, Decimal]]:
    """Sheet and cell of each empty score of a workbook of ours with its suggestion.

    A formula that gives no score yet (an amount is kept as text) is not empty: it gives one once that is put right.
    """
    formulas = scored.loaded.source.book.formula_cells
    for form, scores in scored.pairs:
        sheet = form.source.sheet
        for path, suggested in _empty_cells(form, scores):
            cell = form.place(path)
            if sheet and cell and cell not in formulas.get(sheet, ()):
                yield sheet, cell, suggested


def _empty_cells(form: Form, scores: Scores) -> Iterator[tuple[str, Decimal]]:
    """The empty score cells that have a suggestion, by field path."""
    for line in (scores.execution, *scores.indicators):
        if line.suggested is not None and line.printed is None and not form.unreadable(line.field):
            yield line.field, line.suggested


def _filled(form: Form, scores: Scores) -> Form:
    given = dict(_empty_cells(form, scores))
    indicators = tuple(replace(row, score=given.get(f"{path}.score", row.score)) for path, row in form.numbered())
    total = form.funds.total
    if "funds.total.score" in given:
        total = replace(total, score=given["funds.total.score"])
    return replace(form, indicators=indicators, funds=replace(form.funds, total=total))
