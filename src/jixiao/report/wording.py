"""Sentences of workbook/report.toml filled: {name} becomes a figure, a word, a list or a text of a form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from jixiao.errors import CannotGoOn
from jixiao.report.blocks import Gap, Number, Piece, Pieces, Quote, Text
from jixiao.report.facts import Facts, cell_figure
from jixiao.report.records import Record, Records, areas

TOKEN = re.compile(r"\{(\w+)\}|(【待补充：[^】]*】)")
OURS = frozenset({"group", "family", "cause", "title", "grade", "severity", "label"})
"""Texts of records that are words of the report and not of a form."""


def filled(text: str, facts: Facts, record: Record | None = None) -> Pieces:
    """The pieces of a sentence; a value of `record` goes before a word, a figure and a list of the same name.

    Raises CannotGoOn for a name that is none of these.
    """
    return tuple(piece for piece in _pieces(text, facts, record) if not (isinstance(piece, Text) and not piece.text))


def _pieces(text: str, facts: Facts, record: Record | None) -> Iterator[Piece]:
    at = 0
    for found in TOKEN.finditer(text):
        yield Text(text[at : found.start()])
        yield from [Gap(found[2])] if found[2] else _named(found[1], facts, record)
        at = found.end()
    yield Text(text[at:])


def _named(name: str, facts: Facts, record: Record | None) -> Iterator[Piece]:
    if record is not None and name in record.values:
        yield _of_record(name, facts, record)
    elif name in facts.words:
        yield Text(facts.words[name]) if facts.words[name] else Gap(f"【待补充：{_label(name, facts)}】")
    elif name in facts.settings["figures"]:
        figure = facts.figure(name)
        yield Gap(f"【待补充：{figure.label}】") if figure.shown is None else Number(figure)
    elif name in facts.settings["lists"]:
        yield from listed(facts.settings["lists"][name], facts)
    else:
        raise CannotGoOn(f"报告的文字设置：“{{{name}}}”既不是数，也不是词或清单。")


def _label(name: str, facts: Facts) -> str:
    label: str = facts.settings["words"].get(name, name)
    return label


def _of_record(name: str, facts: Facts, record: Record) -> Piece:
    given = facts.settings["fields"].get(name)
    if given:
        figure = cell_figure(record, name, given["as"], given["label"])
        return Text("—") if figure.shown is None else Number(figure)
    value = str(record.value(name) or "")
    if name in OURS or not value:
        return Text(value or "—")
    return Quote(" ".join(value.split()), "、".join(areas(record.cells.get(name, ()))))


def listed(given: Mapping[str, Any], facts: Facts) -> Iterator[Piece]:
    """The items of a list joined; beyond `most` of them `rest` says how many there are."""
    rows = facts.rows(given)
    made = list(_items(given, facts, rows))
    most = int(given.get("most", len(made) or 1))
    for number, item in enumerate(made[:most]):
        if number:
            yield Text(given.get("join", "、"))
        yield from item
    if len(made) > most:
        yield from filled(given.get("rest", ""), facts)


def _items(given: Mapping[str, Any], facts: Facts, rows: Records) -> Iterator[Pieces]:
    if "by" not in given:
        yield from (filled(given["item"], facts, row) for row in rows.rows)
        return
    groups = [(value, facts.scoped(given["by"], value)) for value in rows.different(given["by"])]
    if "order" in given:
        groups.sort(key=lambda group: -(group[1].figure(given["order"]).value or 0))
    for value, inner in groups:
        first = next(row for row in rows.rows if row.value(given["by"]) == value)
        yield filled(given["item"], inner, first)
