"""Figures by the names that workbook/report.toml gives them: value, how it is printed, and the formula that proves it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from jixiao.errors import CannotGoOn
from jixiao.form.rounding import half_up, percent, plain
from jixiao.report.conditions import Condition, Term, condition
from jixiao.report.records import Known, Record, Records, areas, counted, described, over, summed

ZERO = Decimal(0)
MOST_AREAS = 12


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of the report: `shown` as printed (None: unknown), `formula` gives it in a spreadsheet (None: `how` tells)."""

    value: Decimal | None
    shown: str | None
    label: str
    formula: str | None = None
    how: str = ""

    @property
    def origin(self) -> str:
        """Where the figure comes from, for a person who checks it."""
        return f"={self.formula}" if self.formula else self.how


@dataclass(frozen=True)
class Facts:
    """The tables of a report, the words that are no figures (`year`, `unit`), and the definitions of its figures."""

    tables: Mapping[str, Records]
    words: Mapping[str, str]
    settings: Mapping[str, Any]
    found: dict[str, Figure] = field(default_factory=dict, compare=False, repr=False)

    def table(self, name: str) -> Records:
        """The table `name`; CannotGoOn where report.toml asks for one that is not there."""
        if name not in self.tables:
            raise CannotGoOn(f"报告的文字设置：没有“{name}”这个表。可用：{'、'.join(self.tables)}。")
        return self.tables[name]

    def rows(self, given: Mapping[str, Any]) -> Records:
        """The rows of the table `of` of which the condition `where` holds, in the order `sort` where one is given."""
        found = self.table(given["of"]).where(condition(given.get("where", "")))
        return found.sorted_by(given["sort"]) if "sort" in given else found

    def scoped(self, key: str, value: str) -> Facts:
        """The same with only the rows whose `key` is `value`, in every table that knows it."""
        only = Condition((Term(key, "=", value),))
        cut = {name: records.where(only) if records.has(key) else records for name, records in self.tables.items()}
        return Facts(cut, {**self.words, key: value}, self.settings)

    def values(self) -> Mapping[str, Known]:
        """Every figure and word by name, for conditions."""
        figures = {name: self.figure(name).value for name in self.settings["figures"]}
        return {**figures, **self.words}

    def holds(self, text: str) -> bool:
        """Whether the condition written as `text` is true; only the figures it names are worked out.

        Raises CannotGoOn where it names one that report.toml does not have.
        """
        wanted = condition(text)
        names = {term.key for term in wanted.terms}
        unknown = names - set(self.settings["figures"]) - set(self.words)
        if unknown:
            raise CannotGoOn(f"报告的文字设置：条件“{text}”里没有“{'、'.join(sorted(unknown))}”这个数。")
        values = {name: self.words.get(name) or self.figure(name).value for name in names}
        return wanted.holds(values)

    def figure(self, name: str) -> Figure:
        """The figure `name`; CannotGoOn where report.toml does not define it."""
        if name not in self.found:
            given = self.settings["figures"].get(name)
            if given is None:
                raise CannotGoOn(f"报告的文字设置：没有“{name}”这个数，请在 [figures] 里定义。")
            self.found[name] = self._figure(given)
        return self.found[name]

    def _figure(self, given: Mapping[str, Any]) -> Figure:
        if "part" in given:
            return self._of_two(given)
        records = self.rows(given)
        value, formula = TAKES[given["take"]](records, given)
        key = given.get("field") or given.get("fields", ["name"])[0]
        how = given.get("how") or ("" if formula else described(records, key))
        return _printed(value, given, formula, how)

    def _of_two(self, given: Mapping[str, Any]) -> Figure:
        """A share of, or a difference between, two other figures."""
        part, whole = self.figure(given["part"]), self.figure(given["whole"])
        sign = "/" if given["take"] == "share" else "-"
        value = None
        if part.value is not None and whole.value is not None and (sign == "-" or whole.value):
            value = part.value / whole.value if sign == "/" else part.value - whole.value
        known = part.formula and whole.formula
        how = "" if known else f"{part.label}（{part.how}）{sign} {whole.label}（{whole.origin}）"
        return _printed(value, given, f"({part.formula}){sign}({whole.formula})" if known else None, how)


def printed(value: Decimal, kind: str) -> str:
    """A number as the report writes it: "count", "amount" (万元), "points", "percent" of a fraction."""
    if kind == "percent":
        return percent(value)
    return plain(half_up(value, 6 if kind == "amount" else 2))


def cell_figure(record: Record, key: str, kind: str, label: str) -> Figure:
    """The number in the cell of one row, or worked out from its cells."""
    value = record.value(key)
    if not isinstance(value, Decimal):
        return Figure(None, None, label)
    found = list(areas(record.cells.get(key, ())))
    formula = record.formulas.get(key) or (found[0] if len(found) == 1 else None)
    return Figure(value, printed(value, kind), label, formula, label)


def _printed(value: Decimal | None, given: Mapping[str, Any], formula: str | None, how: str) -> Figure:
    shown = None if value is None else printed(value, given.get("as", "count"))
    return Figure(value, shown, given["label"], formula, how)


Answer = tuple[Decimal | None, str | None]


def _count(records: Records, given: Mapping[str, Any]) -> Answer:
    return Decimal(len(records.rows)), counted(records, given.get("field", "name"))


def _sum(records: Records, given: Mapping[str, Any]) -> Answer:
    key = given["field"]
    known = records.known(key)
    value = sum(known, ZERO) if known else None if records.rows else ZERO
    return value, summed(records, key) or ("0" if value == 0 else None)


def _tally(records: Records, given: Mapping[str, Any]) -> Answer:
    """How many: a line of `field` counts as many as it says, or once in a table that has no such column."""
    known = records.span is not None and given["field"] in records.span.columns
    return _sum(records, given) if known else _count(records, {**given, "field": given["each"]})


def _average(records: Records, given: Mapping[str, Any]) -> Answer:
    key = given["field"]
    known = records.known(key)
    cells = over("AVERAGE", [cell for row in records.rows if row.value(key) is not None for cell in row.cells[key]])
    return half_up(sum(known, ZERO) / len(known)) if known else None, f"ROUND({cells},2)" if cells else None


def _distinct(records: Records, given: Mapping[str, Any]) -> Answer:
    return Decimal(len(records.different(given["field"]))), None


def _pair(records: Records, given: Mapping[str, Any]) -> tuple[Records, str, str]:
    """The rows that have both fields."""
    first, second = given["fields"]
    both = tuple(row for row in records.rows if row.value(first) is not None and row.value(second) is not None)
    terms = (*records.terms, Term(first, "known"), Term(second, "known"))
    return replace(records, rows=both, terms=terms), first, second


def _ratio(records: Records, given: Mapping[str, Any]) -> Answer:
    both, first, second = _pair(records, given)
    base = sum(both.known(second), ZERO)
    top, bottom = summed(both, first), summed(both, second)
    return sum(both.known(first), ZERO) / base if base else None, f"{top}/{bottom}" if top and bottom else None


def _difference(records: Records, given: Mapping[str, Any]) -> Answer:
    both, first, second = _pair(records, given)
    if not both.rows:
        return None, None
    value = sum(both.known(first), ZERO) - sum(both.known(second), ZERO)
    one, other = summed(both, first), summed(both, second)
    return value, f"{one}-{other}" if one and other else None


TAKES = {
    "count": _count,
    "sum": _sum,
    "tally": _tally,
    "average": _average,
    "distinct": _distinct,
    "ratio": _ratio,
    "difference": _difference,
}


def places(records: Sequence[Record], keys: Sequence[str]) -> str:
    """The cells that `keys` of these rows come from, in few words."""
    found = [area for key in keys for area in areas(cell for row in records for cell in row.cells.get(key, ()))]
    more = f" 等 {len(found)} 处" if len(found) > MOST_AREAS else ""
    return "、".join(found[:MOST_AREAS]) + more
