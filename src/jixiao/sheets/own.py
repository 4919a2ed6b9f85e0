"""The project sheets of our own workbooks: which cells hold formulas, what they give, and which inputs are still open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from jixiao.form.draft import Places
from jixiao.form.measure import QUALITATIVE, measured
from jixiao.form.model import Form, Indicator, Measure
from jixiao.form.paths import INDICATOR, indicator_path
from jixiao.form.structure import written
from jixiao.form.table import Table, Value, column_name
from jixiao.form.workbook import TextNumber
from jixiao.policy import Policy
from jixiao.sheets.facts import same, value_at
from jixiao.sheets.shifted import NONE, CellRef, Shift
from jixiao.xlsx.read.read import Book

if TYPE_CHECKING:
    from jixiao.sheets.layout import Expected as Seated

Expected = tuple[str, str, Value]
"""Field, formula (without "=") and result."""

NUMBERS = ("initial", "annual", "executed", "weight", "score", "target_number", "actual_number")
DIGIT = re.compile(r"\d")
INPUTS = ("nature", "direction", "target_number", "actual_number", "measure_unit")


@dataclass(frozen=True)
class OwnSheet:
    """A sheet laid out as our template's.

    `whole` is the form with its unused template rows as empty indicators, `numbers` gives for each of its rows which
    indicator of `form` it is (None: an unused row), `positions` the zero-based row and column of each field of `whole`,
    `shift` how far from its place in the template the sheet is as a whole.
    """

    form: Form
    whole: Form
    numbers: tuple[int | None, ...]
    positions: Mapping[str, CellRef]
    places: Places
    shift: Shift = NONE

    @property
    def name(self) -> str:
        """The sheet's name."""
        return self.form.source.sheet or ""

    @property
    def unchanged(self) -> bool:
        """Whether no row is unused, so that `whole` numbers its indicators as `form` does."""
        return None not in self.numbers

    @cached_property
    def computes(self) -> bool:
        """Whether the sheet has the 核算区; a form of others may look like ours and end where that begins."""
        from jixiao.sheets.settings import layout

        row, column = self.positions["summary.output"]
        return bool(self._at(row - 1, column) == layout()["project"]["summary"]["output"])

    @cached_property
    def text_numbers(self) -> tuple[TextNumber, ...]:
        """The numbers of the form that the sheet keeps as text, which no formula counts."""
        return tuple(text_numbers(self.form))

    def cell(self, path: str) -> str:
        """The address of a field of `whole`."""
        row, column = self.positions[path]
        return f"{column_name(column)}{row + 1}"

    def value(self, path: str) -> Value:
        """What the cell of a field of `whole` holds."""
        return self._at(*self.positions[path])

    def _at(self, row: int, column: int) -> Value:
        table = self.places.table
        return table.value(row - table.first_row, column - table.first_column)


def own_sheets(forms: Iterable[Form]) -> Iterator[OwnSheet]:
    """The sheets of `forms` whose every field is where our template puts it, or all as far from there."""
    for form in forms:
        found = _own(form)
        if found is not None:
            yield found


def expected_formulas(
    sheets: Iterable[OwnSheet], policy: Policy, book: Book
) -> Iterator[tuple[tuple[str, str], Expected]]:
    """(sheet, cell) → field, formula and result of every formula that can be worked out from the sheet's inputs.

    A sheet without 核算区 should hold none. One with a number typed as text, an Excel error or a formula of the clerk's
    own without a result is left to Excel; so is an indicator whose working inputs say something else than its texts.
    """
    for sheet in sheets:
        for cell, item in _computed(sheet, policy, book):
            yield _named(sheet, cell, item)


def doubtful_formulas(
    sheets: Iterable[OwnSheet], policy: Policy, book: Book
) -> Iterator[tuple[tuple[str, str], Expected]]:
    """The `expected_formulas` but those that are in their cells with the very result: nearly all, seen at little cost."""
    for sheet in sheets:
        held, table = book.formula_cells.get(sheet.name, frozenset()), sheet.places.table
        for cell, item in _computed(sheet, policy, book):
            if not (cell in held and _alike(value_at(table, cell), item.value)):
                yield _named(sheet, cell, item)


def _computed(sheet: OwnSheet, policy: Policy, book: Book) -> Iterable[tuple[str, Seated]]:
    """Cell and formula of each that can be worked out from the inputs of one sheet."""
    if not sheet.computes:
        return ()
    found = formulas(sheet, sheet.whole, policy)
    if not found.keys() >= set(book.uncomputed.get(sheet.name, ())) or _is_beyond_us(sheet):
        return ()
    open_rows = {at for at in range(len(sheet.numbers)) if not _inputs_agree(sheet, at)}
    items = found.items()
    return [each for each in items if not _depends_on(each[1].field, open_rows)] if open_rows else items


def _named(sheet: OwnSheet, cell: str, item: Seated) -> tuple[tuple[str, str], Expected]:
    """A formula with its sheet, its field numbered as in the form."""
    field = item.field if sheet.unchanged else _reported(item.field, sheet.numbers)
    return (sheet.name, cell), (field, item.formula, item.value)


def formulas(sheet: OwnSheet, whole: Form, policy: Policy) -> Mapping[str, Seated]:
    """Cell → field, formula and result, as if `whole` were the form on the sheet."""
    from jixiao.sheets.layout import expected_formulas as usual

    return sheet.shift.formulas(usual(whole, policy))


def open_inputs(sheet: OwnSheet) -> Iterator[tuple[str, Value]]:
    """Cell and value of the working inputs (性质 to 单位) nobody has filled, as the indicator's texts say them."""
    for at, indicator in enumerate(sheet.whole.indicators):
        paths = [indicator_path(at, name) for name in INPUTS]
        if indicator.target and all(written(sheet.value(path)) == "" for path in paths):
            values = _inputs(measured(replace(indicator, measure=None)))
            yield from (
                (sheet.cell(path), value) for path, value in zip(paths, values, strict=True) if value is not None
            )


def text_numbers(form: Form) -> Iterator[TextNumber]:
    """The numbers of `form`, read from a sheet, that its cells keep as text."""
    places, unread = form.source.places, {item.field for item in form.unread}
    if not isinstance(places, Places):
        return
    table = places.table
    for path, position in places.coordinates.items():
        value = table.value(*position) if _is_number(path) else None
        if isinstance(value, str) and path not in unread and DIGIT.search(value) and not value.endswith("%"):
            yield TextNumber(form.source.sheet or "", places[path], path, value)


@lru_cache(maxsize=4096)
def _is_number(path: str) -> bool:
    return path.endswith(NUMBERS)


def _own(form: Form) -> OwnSheet | None:
    from jixiao.sheets.layout import positions, unmerged

    places = form.source.places
    if not form.source.sheet or not isinstance(places, Places) or not _has_our_cells(form, places):
        return None
    first = positions(form, 1)
    shift = Shift.between(first["project"], places)
    rows, numbers = _rows(form, places, shift.moved(first))
    if not rows:
        return None
    found, whole = _on_sheet(places), form if rows == form.indicators else replace(form, indicators=rows)
    if numbers != tuple(range(len(form.indicators))):
        moved = {old: new for new, old in enumerate(numbers) if old is not None}
        found = {_renumbered(path, moved): position for path, position in found.items()}
    if not _agrees(found, shift.moved(unmerged(form, len(rows)))):
        return None
    return OwnSheet(form, whole, numbers, shift.moved(positions(form, len(rows))), places, shift)


def _has_our_cells(form: Form, places: Places) -> bool:
    """Whether the cells a sheet of ours is found by are there: forms of departments have no project."""
    names = (indicator_path(number, "name") for number in range(len(form.indicators)))
    return all(path in places for path in ("project", "total.score", *names))


def _rows(
    form: Form, places: Places, first: Mapping[str, CellRef]
) -> tuple[tuple[Indicator, ...], tuple[int | None, ...]]:
    """The rows between heading and total: the form's indicators, and the template's rows nobody used."""
    table = places.table
    start = first["indicators[0].name"][0] - table.first_row
    real = {places.at(indicator_path(number, "name"))[0]: number for number in range(len(form.indicators))}
    rows: list[Indicator] = []
    above = Indicator(None, None, None)
    for row in range(start, places.at("total.score")[0]):
        above = _used(form, real[row], above) if row in real else _unused(table, row, first, above)
        rows.append(above)
    numbers = tuple(real.get(start + at) for at in range(len(rows)))
    return (tuple(rows), numbers) if len(real) == sum(number is not None for number in numbers) else ((), ())


def _used(form: Form, number: int, above: Indicator) -> Indicator:
    """An indicator as the sheet's formulas count it: a blank 一级指标 is the one above."""
    item = form.indicators[number]
    if item.dimension is not None or above.dimension is None:
        return item
    places = form.source.places
    path = indicator_path(number, "dimension")
    value = places.table.value(*places.at(path)) if isinstance(places, Places) and path in places else None
    return item if written(value) else replace(item, dimension=above.dimension)


def _unused(table: Table, row: int, first: Mapping[str, CellRef], above: Indicator) -> Indicator:
    columns = [first[indicator_path(0, name)][1] - table.first_column for name in ("dimension", "category", "name")]
    dimension, category, name = (written(table.value(row, column)) for column in columns)
    same_block = not dimension
    return Indicator(dimension or above.dimension, category or (above.category if same_block else None), name or None)


def _agrees(found: Mapping[str, CellRef], wanted: Mapping[str, CellRef]) -> bool:
    """Whether every field the template knows is where it wants it."""
    return list(map(found.get, wanted, wanted.values())) == list(wanted.values())


def _renumbered(path: str, moved: Mapping[int, int]) -> str:
    found = INDICATOR.match(path)
    return INDICATOR.sub(indicator_path(moved[int(found[1])]), path) if found else path


def _on_sheet(places: Places) -> Mapping[str, CellRef]:
    top, left = places.table.first_row, places.table.first_column
    if not top and not left:
        return places.coordinates
    return {path: (row + top, column + left) for path, (row, column) in places.coordinates.items()}


def _is_beyond_us(sheet: OwnSheet) -> bool:
    """Whether an input holds what Excel's formulas see otherwise than we do: an error, a number typed as text."""
    return any(item.text.startswith("#") for item in sheet.form.unread) or bool(sheet.text_numbers)


def _inputs(measure: Measure) -> tuple[Value, ...]:
    return measure.nature, measure.direction, measure.target, measure.actual, measure.unit


def _alike(stored: Value, computed: Value) -> bool:
    """Whether a stored result is the computed one beyond doubt: the same text, or the same binary number."""
    if stored.__class__ is str:
        return stored == computed and isinstance(computed, str)
    return isinstance(stored, float) and isinstance(computed, (Decimal, float)) and stored == float(computed)


def _inputs_agree(sheet: OwnSheet, at: int) -> bool:
    """Whether the working inputs of a row hold what its indicator is measured by."""
    measure = measured(sheet.whole.indicators[at])
    held = [sheet.value(indicator_path(at, name)) for name in INPUTS]
    if all(written(value) == "" for value in held):
        return measure.nature == QUALITATIVE and measure.tier is None
    return all(_alike(*pair) or same(*pair) for pair in zip(held, _inputs(measure), strict=True))


def _depends_on(field: str, rows: set[int]) -> bool:
    found = INDICATOR.match(field)
    return (found is not None and int(found[1]) in rows) or (bool(rows) and field == "summary.failed")


def _reported(field: str, numbers: tuple[int | None, ...]) -> str:
    """The field as the form numbers it; an unused row is just one of the indicators."""
    found = INDICATOR.match(field)
    if found is None:
        return field
    number = numbers[int(found[1])]
    return "indicators" if number is None else INDICATOR.sub(indicator_path(number), field)
