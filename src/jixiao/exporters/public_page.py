"""The index page of a publication: HTML without scripts, that prints on A4 and reads as cards on a phone."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from html import escape
from typing import Any

from jixiao import resources
from jixiao.form.rounding import half_up, percent_or, plain

GENERATOR = "jixiao publish"
"""By this a folder is known as a publication of ours."""
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
NUMBERS = ("annual", "executed", "rate", "total")


@dataclass(frozen=True, slots=True)
class Line:
    """One project as it is published: amounts in 万元, `rate` a fraction; `files` are links by what they are called."""

    unit: str
    project: str
    annual: Decimal | None
    executed: Decimal | None
    rate: Decimal | None
    total: Decimal | None
    grade: str | None
    files: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """What the page says: whose, of which year, the sums, and why something is published with errors."""

    unit: str
    year: int | None
    lines: tuple[Line, ...]
    annual: Decimal | None
    executed: Decimal | None
    rate: Decimal | None
    reason: str | None = None


@cache
def settings() -> dict[str, Any]:
    """The tables of workbook/publish.toml."""
    return resources.table("workbook/publish.toml")


def html(page: Page, table: str) -> str:
    """The page; `table` is the link to the table of all projects."""
    title = _said("title", page)
    remark = f'<p class="remark">{escape(_said("remark", page))}</p>' if page.reason else ""
    head = "".join(f'<th scope="col">{escape(label)}</th>' for label in _labels(page))
    rows = "".join(_row(number, line, page) for number, line in enumerate(page.lines, 1))
    totals = "" if None in (page.annual, page.executed, page.rate) else _said("totals", page)
    words = settings()["words"]
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="UTF-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="generator" content="{GENERATOR}">\n<title>{escape(title)}</title>\n<style>\n{STYLE}</style>\n</head>\n'
        f"<body>\n<main>\n<h1>{escape(title)}</h1>\n<p>{escape(_said('intro', page))}{escape(totals)}</p>\n{remark}"
        f'<p class="unit">{escape(words["unit_of_money"])}</p>\n'
        f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n"
        f'<p><a href="{escape(table)}" download>{escape(words["table"])}</a></p>\n'
        f'<p class="published">{escape(_said("published", page))}</p>\n</main>\n</body>\n</html>\n'
    )


def table(page: Page) -> bytes:
    """All projects as CSV, which Excel opens; a text never becomes a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(_labels(page)[:-1])
    for number, line in enumerate(page.lines, 1):
        writer.writerow([str(number), *(harmless(text) for _, text in _cells(line, page))])
    return out.getvalue().encode("utf-8-sig")


def harmless(text: str) -> str:
    """A text that Excel takes for a text: only a number may begin with the sign of a formula."""
    is_number = text.removeprefix("-").removesuffix("%").replace(".", "", 1).isdigit()
    return f"'{text}" if text.startswith(STARTS_A_FORMULA) and not is_number else text


def _labels(page: Page) -> list[str]:
    columns = settings()["columns"]
    return [columns[key] for key in ("number", *_keys(page))] + [settings()["words"]["forms"]]


def _keys(page: Page) -> tuple[str, ...]:
    """The columns; a page of one unit does not repeat its name in each row."""
    several = len({line.unit for line in page.lines}) > 1
    return (*(["unit"] if several else []), "project", *NUMBERS, "grade")


def _cells(line: Line, page: Page) -> Iterator[tuple[str, str]]:
    shown = {
        "unit": line.unit,
        "project": line.project,
        "annual": _figure(line.annual, 6),
        "executed": _figure(line.executed, 6),
        "rate": percent_or(line.rate, settings()["words"]["none"]),
        "total": _figure(line.total, 2),
        "grade": line.grade or settings()["words"]["none"],
    }
    yield from ((key, shown[key]) for key in _keys(page))


def _row(number: int, line: Line, page: Page) -> str:
    columns = settings()["columns"]
    made = "".join(
        f'<td class="{key}{" figure" if key in NUMBERS else ""}" data-label="{escape(columns[key])}">{escape(text)}</td>'
        for key, text in _cells(line, page)
    )
    links = " ".join(f'<a href="{escape(target)}" download>{escape(name)}</a>' for name, target in line.files)
    first = f'<td class="number" data-label="{escape(columns["number"])}">{number}</td>'
    forms = f'<td class="forms" data-label="{escape(settings()["words"]["forms"])}">{links}</td>'
    return f"<tr>{first}{made}{forms}</tr>\n"


def _said(key: str, page: Page) -> str:
    text: str = settings()["words"][key]
    return text.format(
        unit=page.unit,
        year=f"{page.year}年度" if page.year else "本年度",
        projects=len(page.lines),
        annual=_figure(page.annual, 6),
        executed=_figure(page.executed, 6),
        rate=percent_or(page.rate, ""),
        reason=page.reason or "",
    )


def _figure(value: Decimal | None, places: int) -> str:
    none: str = settings()["words"]["none"]
    return none if value is None else plain(half_up(value, places))


STYLE = """:root { color: #1f2328; background: #fff; font: 16px/1.7 "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", sans-serif; }
body { margin: 0; }
main { max-width: 1080px; margin: 0 auto; padding: 24px 16px 48px; }
h1 { font-size: 1.5rem; line-height: 1.4; text-align: center; margin: 8px 0 20px; }
a { color: #0b57a4; }
.remark { border-left: 4px solid #b7791f; padding-left: 12px; }
.unit { text-align: right; font-size: .875rem; margin: 16px 0 4px; }
.published { text-align: right; }
table { width: 100%; border-collapse: collapse; font-size: .9375rem; }
th, td { border: 1px solid #9aa4af; padding: 6px 8px; text-align: center; vertical-align: middle; }
th { background: #eef3f8; }
td.project, td.unit { text-align: left; font-size: inherit; overflow-wrap: anywhere; }
td.figure { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
td.forms { white-space: nowrap; }
@media (max-width: 640px) {
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  table, tbody, tr, td { display: block; width: auto; }
  tr { border: 1px solid #9aa4af; border-radius: 6px; margin: 0 0 12px; padding: 6px 12px; }
  td, td.figure, td.project, td.unit { display: flex; justify-content: space-between; gap: 16px; border: 0; padding: 4px 0; margin: 0; text-align: right; white-space: normal; }
  td::before { content: attr(data-label); color: #57606a; flex: none; }
  td.project { font-weight: 600; }
  td.forms a { padding: 4px 0 4px 12px; }
}
@media print {
  @page { size: A4; margin: 18mm 15mm; }
  main { max-width: none; padding: 0; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  a { color: inherit; text-decoration: none; }
}
"""
