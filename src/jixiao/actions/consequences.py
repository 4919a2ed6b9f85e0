"""Findings at cells that hold a formula: where an input of it is at fault, that is reported and the result is not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jixiao.actions.loaded import Loaded
from jixiao.form.finding import Finding
from jixiao.form.paths import PRINTED
from jixiao.form.workbook import WorkbookFacts


def without_consequences(findings: Iterable[Finding], loaded: Loaded, facts: WorkbookFacts | None) -> Iterator[Finding]:
    """`findings` about the forms of `loaded`, less those that follow from what `facts` report of the same sheet.

    A stale result is reported once, as such; a printed formula does not count a number kept as text.
    """
    if facts is None or not (facts.stale or facts.text_numbers):
        yield from findings
        return
    stale = {(item.sheet, item.cell) for item in facts.stale}
    with_texts = {item.sheet for item in facts.text_numbers}
    formulas = loaded.source.book.formula_cells
    for item in findings:
        follows = (
            item.sheet in with_texts
            and PRINTED.match(item.field)
            and item.cell in formulas.get(item.sheet or "", frozenset())
        )
        if not follows and (item.sheet, item.cell) not in stale:
            yield item
