"""The collected workbook: its sheets as plans, formulas with their values, and the forms kept for the level above."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO, TypeVar

from jixiao import resources
from jixiao.collect import embedded
from jixiao.collect.lines import Lines
from jixiao.collect.result import Collected, Whole
from jixiao.collect.rows import Row
from jixiao.collect.tables import Tables
from jixiao.collect.totals import GRADES
from jixiao.collect.year_on_year_sheet import plan as changes_plan
from jixiao.form.structure import written
from jixiao.form.table import Value
from jixiao.sheets import heights
from jixiao.sheets.abridge import CELL, SENTENCE, abridged
from jixiao.sheets.collected import CHANGES, CLICKED, FIRST, LISTS, TEMPLATE, collected
from jixiao.sheets.totals import LACKING, uncounted
from jixiao.xlsx.stamp.plan import Line, Plan
from jixiao.xlsx.stamp.prototype import Prototype
from jixiao.xlsx.stamp.stamp import stamp_into
from jixiao.xlsx.stamp.tables import Fit
from jixiao.xlsx.stamp.template import Template, read_template

if TYPE_CHECKING:
    from jixiao.xlsx.read.read import Book

T = TypeVar("T")
RAW = ("initial", "annual", "executed", "claimed", "cell")
"""Columns whose cell is a link over the plain value in a hidden column beside."""
PARTLY, HEAD = "只读了", 3
"""How the title says that somebody interrupted, and in how many rows it is."""
MOST_CELLS = 8
SHORT = {"findings": {"found": CELL, "expected": CELL, "message": SENTENCE}}
CHARTED, CHARTED_AMOUNTS = 12, ("annual", "executed")
"""More bars in one chart are too fine to read."""


def build(found: Collected, made: Tables) -> bytes:
    """The .xlsx of a collection. The same result gives the same bytes."""
    stream = BytesIO()
    build_into(stream, found, made)
    return stream.getvalue()


def build_into(stream: BinaryIO, found: Collected, made: Tables) -> None:
    """Write the same, never whole in memory."""
    template = _template()
    plans = [_totals(made, _subtitle(found), template.prototypes["totals"])]
    if made.changes:
        plans.append(changes_plan(made.changes, template.prototypes[CHANGES]))
    notes = _notes(found, made)
    plans += [_list(role, getattr(made, role), template.prototypes[role], notes[role]) for role in LISTS]
    plans.append(_data(found))
    stamp_into(stream, template, plans)


def rows(book: Book, role: str) -> Iterator[dict[str, str]]:
    """The rows of a list of a collected workbook as texts by column key, found by their headings; none without the sheet."""
    name = collected()["sheets"][role]
    if name not in {sheet.name for sheet in book.sheets}:
        return
    keys = {column["label"]: column["key"] for column in collected()[role]["columns"]}
    lines = [[written(value) for value in row] for row in book.table(name).rows]
    head = next((at for at, line in enumerate(lines) if len(keys.keys() & set(line)) > len(keys) / 2), len(lines))
    for line in lines[head + 1 :]:
        yield dict.fromkeys(keys.values(), "") | {
            keys[word]: value for word, value in zip(lines[head], line, strict=False) if word in keys
        }


@dataclass(frozen=True, slots=True)
class Again(Iterable[T]):
    """What `begin` gives, as often as it is asked for."""

    begin: Callable[[], Iterator[T]]

    def __iter__(self) -> Iterator[T]:
        return self.begin()


@cache
def _template() -> Template:
    return read_template(resources.path(TEMPLATE).read_bytes())


def _totals(made: Tables, subtitle: str, prototype: Prototype) -> Plan:
    whole = made.whole
    count = sum(int(str(whole[key])) for key in GRADES)
    fields: dict[str, Value] = {"subtitle": subtitle}
    fields |= {f"whole.{key}": _shown(value) for key, value in whole.items() if _is_column(key)}
    for key, name in GRADES.items():
        share = int(str(whole[key])) / count if count else ""
        fields |= {f"grades.{key}.name": name, f"grades.{key}.count": whole[key], f"grades.{key}.share": share}
    blocks = {
        "departments": _groups("departments", made.departments, prototype),
        "units": _groups("units", made.units, prototype),
        "top_departments": _largest("top_departments", made.departments, "department"),
        "top_units": _largest("top_units", made.units, "unit"),
    }
    return Plan("totals", collected()["sheets"]["totals"], fields, blocks, pages=0)


def _largest(block: str, rows: Sequence[Row], name: str) -> list[Line]:
    """The rows with the largest budget, for a chart."""
    ordered = sorted(rows, key=lambda row: Decimal(str(row["annual"] or 0)), reverse=True)[:CHARTED]
    return [Line(_bar(block, row, name), 0, 15.0) for row in ordered]


def _bar(block: str, row: Row, name: str) -> dict[str, Value]:
    lacks = uncounted(row, CHARTED_AMOUNTS)
    label = f"{row[name]}（{lacks}）" if lacks else row[name]
    return {f"{block}.label": label, **{f"{block}.{key}": _shown(row[key]) for key in CHARTED_AMOUNTS}}


def _groups(block: str, rows: Sequence[Row], prototype: Prototype) -> list[Line]:
    return [_group(block, row, prototype) for row in rows]


def _group(block: str, row: Row, prototype: Prototype) -> Line:
    fields = {f"{block}.{key}": _shown(value) for key, value in row.items() if not key.endswith(LACKING)}
    wrapped = [f"{block}.{key}" for key in ("department", "unit", "uncounted")]
    height = heights.of_cells([(prototype.fits[name], fields[name]) for name in wrapped])
    return Line(fields | {f"{block}.group": row["number"]}, 0, height)


def _is_column(key: str) -> bool:
    return key not in ("department", "unit") and not key.endswith(LACKING)


def _list(role: str, rows: Sequence[Row], prototype: Prototype, subtitle: str) -> Plan:
    columns = collected()[role]["columns"]
    # one name for all rows of a column: a summary has tens of thousands
    names = {f"rows.{column['key']}": _key(column["key"]) for column in columns}
    wrapped = [f"rows.{column['key']}" for column in columns if column["kind"] == "text"]
    fits = [(name, prototype.fits[name]) for name in wrapped]
    short = SHORT.get(role, {})
    lines: Sequence[Line] = Lines(rows, len(rows), lambda row: _line(_shortened(row, short), names, fits))
    lines = lines or [Line(dict.fromkeys(names, ""))]
    return Plan(role, collected()["sheets"][role], {"subtitle": subtitle}, {"rows": lines}, pages=0)


def _shortened(row: Row, most: Mapping[str, int]) -> Row:
    """A finding quotes what its link leads to; the whole text is there, and in JSON."""
    return row | dict(_cut(row, most)) if most else row


def _cut(row: Row, most: Mapping[str, int]) -> Iterator[tuple[str, Value]]:
    for key, longest in most.items():
        text = row[key]
        if isinstance(text, str) and len(text) > longest:
            yield key, abridged(text, longest)


def _line(row: Row, names: Mapping[str, str], fits: Sequence[tuple[str, Fit]]) -> Line:
    fields = {name: "" if (value := row[key]) is None else value for name, key in names.items()}
    return Line(fields, 0, heights.of_cells([(fit, fields[name]) for name, fit in fits]))


def _key(key: str) -> str:
    """The key of a column's value in its row."""
    return key.removeprefix("raw_") if key.removeprefix("raw_") in RAW else key


def _shown(value: Value) -> Value:
    return "" if value is None else value


def _data(found: Collected) -> Plan:
    entries = found.entries
    rows = Again(
        lambda: embedded.rows(entries.texts() if isinstance(entries, Whole) else map(embedded.text_of, entries), FIRST)
    )
    lines = Lines(rows, len(found.entries) + 1, _pieces)
    return Plan("project", collected()["sheets"]["data"], {}, {"rows": lines})


def _pieces(row: Sequence[str]) -> Line:
    """A form of more text than eight cells hold is not kept for the level above: that is a hundred thousand characters."""
    cells = row if len(row) <= MOST_CELLS else (row[0],)
    return Line({f"rows.{at}": cells[at] if at < len(cells) else "" for at in range(MOST_CELLS)}, 0, 15.0)


def _subtitle(found: Collected) -> str:
    seen = sorted({entry.form.year for entry in found.named if entry.form.year})
    years = found.years.shown or "、".join(map(str, seen))
    partly = f"    {PARTLY} {found.progress.total} 个文件中的 {found.progress.done} 个" if _unfinished(found) else ""
    return f"{years + '年度    ' if years else ''}共 {len(found.named)} 张表    金额单位：万元{partly}"


def unfinished(book: Book) -> bool:
    """Whether a collected workbook says of itself that not every file was read."""
    top = book.table(collected()["sheets"]["totals"]).rows[:HEAD]
    return any(isinstance(value, str) and PARTLY in value for row in top for value in row)


def _unfinished(found: Collected) -> bool:
    return found.progress.done < found.progress.total


def _notes(found: Collected, made: Tables) -> dict[str, str]:
    severities = Counter(row["severity"] for row in made.findings)
    counted = {word: severities[word] for word in ("错误", "警告", "提示")}
    states: dict[str, int] = {}
    for row in made.roster:
        states[str(row["state"])] = states.get(str(row["state"]), 0) + 1
    return {
        "projects": f"{_subtitle(found)}    {CLICKED}",
        "indicators": f"共 {len(made.indicators)} 条指标",
        "findings": "、".join(f"{word} {count} 处" for word, count in counted.items()),
        "roster": "、".join(f"{state} {count} 家" for state, count in states.items()),
        "unused": f"共 {len(made.unused)} 项，不计入汇总",
    }
