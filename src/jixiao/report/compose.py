"""The report from facts: chapters of workbook/report.toml whose conditions hold, numbered as offices number them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import Any, NamedTuple

from jixiao.form.numerals import chinese
from jixiao.report.blocks import (
    Block,
    Chapter,
    Chart,
    Column,
    Grid,
    Heading,
    PageBreak,
    Paragraph,
    Piece,
    Pieces,
    Series,
    Text,
)
from jixiao.report.facts import Facts, places
from jixiao.report.records import Record
from jixiao.report.wording import filled

Given = Mapping[str, Any]


def chapters(facts: Facts) -> list[Chapter]:
    """All chapters: the summary for leaders first, then those with numbers, then the annexes."""
    settings = facts.settings
    numbers = _Numbers(count(1), count(1))
    made = [_front(facts, settings["front"], numbers)]
    at = 0
    for chapter in settings["chapters"]:
        if facts.holds(chapter.get("when", "")):
            at += "title" in chapter
            head = [Heading(1, f"{chinese(at)}、{chapter['title']}")] if "title" in chapter else []
            made.append(Chapter(chapter["name"], (*head, *_parts(chapter, facts, numbers))))
    made += [_annex(facts, annex, numbers) for annex in settings["annexes"] if facts.holds(annex.get("when", ""))]
    return made


class _Numbers(NamedTuple):
    """The running numbers of tables and charts."""

    tables: Iterator[int]
    charts: Iterator[int]


def _front(facts: Facts, given: Given, numbers: _Numbers) -> Chapter:
    title = "".join(piece.text for piece in filled(given["title"], facts))
    lines = tuple(_lines(given["lines"], facts, numbers))
    return Chapter(given["name"], (Heading(0, title), *lines, PageBreak()))


def _annex(facts: Facts, given: Given, numbers: _Numbers) -> Chapter:
    head = Heading(1, given["title"])
    return Chapter(given["name"], (PageBreak(), head, *_lines(given["lines"], facts, numbers)))


def _parts(chapter: Given, facts: Facts, numbers: _Numbers) -> Iterator[Block]:
    yield from _lines(chapter.get("lines", ()), facts, numbers)
    parts = [part for part in chapter.get("parts", ()) if facts.holds(part.get("when", ""))]
    for at, part in enumerate(parts, 1):
        yield Heading(2, f"（{chinese(at)}）{part['title']}")
        yield from _lines(part["lines"], facts, numbers)


def _lines(lines: Sequence[Given], facts: Facts, numbers: _Numbers) -> Iterator[Block]:
    for line in lines:
        if "each" in line:
            yield from _each(line, facts)
        elif facts.holds(line.get("when", "")):
            yield from _line(line, facts, numbers)


def _each(line: Given, facts: Facts) -> Iterator[Block]:
    """A paragraph for each value of a column, numbered 1. 2. 3., over the rows with that value."""
    key = line["each"]
    found = facts.rows(line).different(key)
    ordered = [value for value in line.get("order", ()) if value in found]
    inner = [
        (value, facts.scoped(key, value)) for value in [*ordered, *(each for each in found if each not in ordered)]
    ]
    shown = [(value, scope) for value, scope in inner if scope.holds(line.get("when", ""))]
    for at, (value, scope) in enumerate(shown, 1):
        texts = {**facts.settings["names"], value: facts.settings["names"].get(value, value)}
        named = Facts(scope.tables, {**scope.words, key: texts[value]}, scope.settings)
        yield Paragraph((Text(f"{at}. "), *_sentence(line, named)))


def _line(line: Given, facts: Facts, numbers: _Numbers) -> Iterator[Block]:
    if "table" in line:
        yield from _table(facts.settings["tables"][line["table"]], facts, numbers)
    elif "chart" in line:
        yield _chart(facts.settings["charts"][line["chart"]], facts, next(numbers.charts))
    elif "heading" in line:
        yield Heading(3, line["heading"])
    else:
        yield Paragraph(_sentence(line, facts), line.get("style", "body"))


def _sentence(line: Given, facts: Facts) -> Pieces:
    """The text of a line and those of its further pieces whose conditions hold."""
    more = (piece["text"] for piece in line.get("also", ()) if facts.holds(piece.get("when", "")))
    return tuple(piece for text in (line["text"], *more) for piece in filled(text, facts))


def _table(given: Given, facts: Facts, numbers: _Numbers) -> Iterator[Block]:
    title = f"表 {next(numbers.tables)}　{given['title']}"
    if "rows" in given:
        yield _table_of_figures(given, facts, title)
        return
    rows = facts.rows(given)
    most = int(given.get("most", len(rows.rows) or 1))
    shown = rows.rows[:most]
    columns = given["columns"]
    lines = [tuple(_cell(column, at, row, facts) for column in columns) for at, row in enumerate(shown, 1)]
    total = tuple(filled(text, facts) for text in given.get("total", ()))
    keys = [column["field"] for column in columns if "field" in column]
    yield Grid(
        title,
        _columns(given),
        (*lines, *([total] if total else [])),
        places(shown, keys),
        given.get("unit", ""),
        bool(total),
    )
    if len(rows.rows) > most:
        rest = Facts(facts.tables, {**facts.words, "rest": str(len(rows.rows) - most)}, facts.settings)
        yield Paragraph(filled(given["rest"], rest), "note")


def _table_of_figures(given: Given, facts: Facts, title: str) -> Grid:
    lines = [row for row in given["rows"] if facts.holds(row.get("when", ""))]
    cells = [[{"text": cell} if isinstance(cell, str) else cell for cell in row["cells"]] for row in lines]
    made = tuple(tuple(_sentence(cell, facts) for cell in row) for row in cells)
    return Grid(title, _columns(given), made, unit=given.get("unit", ""))


def _columns(given: Given) -> tuple[Column, ...]:
    return tuple(Column(each["label"], each["width"], each.get("align", "center")) for each in given["columns"])


def _cell(column: Given, at: int, row: Record, facts: Facts) -> Pieces:
    if "field" not in column:
        return (Text(str(at)),)
    made: tuple[Piece, ...] = filled("{" + column["field"] + "}", facts, row)
    return made or (Text(""),)


def _chart(given: Given, facts: Facts, number: int) -> Chart:
    title = f"图 {number}　{given['title']}"
    if "bars" in given:
        figures = [facts.figure(name) for name in given["bars"]]
        values = tuple(figure.value for figure in figures)
        origin = "；".join(f"{figure.label} {figure.shown} {figure.origin}" for figure in figures)
        labels = tuple(given.get("labels") or (figure.label for figure in figures))
        return Chart(title, given["kind"], labels, (Series(given["series"], values),), origin)
    shown = facts.rows(given).rows[: int(given["most"])]
    cut = int(given["letters"])
    texts = [str(row.value(given["label"]) or "") for row in shown]
    names = tuple(f"{text[:cut]}…" if len(text) > cut else text for text in texts)
    series = tuple(Series(name, tuple(_number(row, key) for row in shown)) for key, name in given["series"].items())
    return Chart(title, given["kind"], names, series, places(shown, list(given["series"])))


def _number(row: Record, key: str) -> Any:
    value = row.value(key)
    return None if isinstance(value, str) else value
