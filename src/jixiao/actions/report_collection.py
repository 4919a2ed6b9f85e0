"""What the report on a collected workbook is written from: its lists, whose values name their cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from jixiao.actions.feedback_origin import kept
from jixiao.actions.report_indicators import KEYS, indicators, reasons
from jixiao.actions.report_material import SUMMARY, Material, findings, more, words_of
from jixiao.actions.report_sheets import listed, with_values
from jixiao.collect.model import Entry
from jixiao.errors import CannotGoOn
from jixiao.importers.source import Source
from jixiao.policy import load
from jixiao.report.records import Cell, Record, Records, Span
from jixiao.sheets.collected import FIRST, collected, column_letters
from jixiao.xlsx.read.read import Book


def of_collection(source: Source, settings: Mapping[str, Any]) -> Material:
    """The material of a collected workbook. Raises CannotGoOn where it is none or holds no form."""
    read, book = kept(source), source.book
    entries = read.entries
    if not entries:
        raise CannotGoOn(f"{source.name}：汇总里没有自评表，写不出报告。请先用 jixiao collect 收表。")
    forms = tuple(entry.form for entry in entries)
    sheets = collected()["sheets"]
    projects = listed(book, sheets["projects"], _labels("projects"))
    if len(projects.rows) != len(entries):
        raise CannotGoOn(
            f"{source.name}：“{sheets['projects']}”有 {len(projects.rows)} 行，保存的自评表有 {len(entries)} 张，不一致。请重新汇总。"
        )
    rows = list(_rows_of_collection(entries))
    tables = {
        "projects": with_values(
            projects, (more(form, load(entry.policy)) for form, entry in zip(forms, entries, strict=True))
        ),
        "indicators": Records(tuple(rows), _span_of_indicators(entries, rows)),
        "reasons": Records(tuple(reasons([row for row in rows if row.value("note")], settings["reasons"]))),
        "findings": findings(listed(book, sheets["findings"], _labels("findings"))),
        "sources": Records(),
        "roster": listed(book, sheets["roster"], _labels("roster")),
        "units": _units(book),
    }
    words = words_of(forms, SUMMARY, load(entries[0].policy)) | {"book": source.name}
    return Material(tables, words, forms, None, read.problems)


def _rows_of_collection(entries: Sequence[Entry]) -> Iterator[Record]:
    """The indicators of all forms, whose rows in 指标明细 follow each other."""
    sheet, columns = collected()["sheets"]["indicators"], column_letters("indicators")
    row = FIRST
    for number, entry in enumerate(entries, 1):

        def seat(at: int, key: str, start: int = row) -> tuple[Cell, ...]:
            return (Cell(sheet, columns[key], start + at),)

        yield from indicators(number, entry.form, load(entry.policy), seat)
        row += len(entry.form.indicators)


def _span_of_indicators(entries: Sequence[Entry], rows: Sequence[Record]) -> Span:
    """指标明细, whose 一级指标 gives the group where all forms write it as the scoring policy does."""
    columns = {key: letter for key, letter in column_letters("indicators").items() if key in KEYS}
    written = [indicator.dimension for entry in entries for indicator in entry.form.indicators]
    if written == [row.value("group") for row in rows]:
        columns["group"] = column_letters("indicators")["dimension"]
    return Span(collected()["sheets"]["indicators"], FIRST, FIRST + len(rows) - 1, columns)


def _labels(role: str) -> Mapping[str, str]:
    return {column["key"]: column["label"] for column in collected()[role]["columns"]}


def _units(book: Book) -> Records:
    """The lines of 总汇总 that are about one unit."""
    lines = listed(book, collected()["sheets"]["totals"], _labels("totals"))
    return Records(tuple(row for row in lines.rows if row.value("unit")))
