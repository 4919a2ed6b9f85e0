"""The forms in a flow of paragraphs and tables: a title above belongs to the table below, split tables come together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from jixiao.form.table import Table
from jixiao.form.wording import half_width, label, one_line
from jixiao.importers.document import Flow, Grid, Paragraph, Row, merges, values
from jixiao.importers.split_tables import aligned
from jixiao.importers.split_tables import parts as heading_parts
from jixiao.recognise.blocks import CONTINUED, is_title
from jixiao.recognise.header import ALONE, OWN
from jixiao.recognise.labels import Labels, standard

PARAGRAPHS_ABOVE = 6
LONGEST_ABOVE = 60
PIECES = re.compile(r"\t+|[ \u3000]{2,}")
PAIR = re.compile(r"^([^:：]{2,20})[:：]\s*(\S.*)?$")


@dataclass(frozen=True, slots=True)
class Facts:
    """What the labels of one table say it holds."""

    project: str | None
    titled: bool
    parts: frozenset[str]


@dataclass(slots=True)
class Story:
    """One form as it is gathered: the paragraphs above it and the tables it is split into."""

    above: list[str] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    parts: set[str] = field(default_factory=set)
    project: str | None = None


def tables(flow: Flow, file: str) -> tuple[Table, ...]:
    """One table for each form in the flow, or for each table that is no part of one."""
    return tuple(_table(story, file) for story in _stories(flow, standard()))


def _stories(flow: Flow, labels: Labels) -> Iterator[Story]:
    story = Story()
    pending: list[str] = []
    for item in flow:
        if isinstance(item, Paragraph):
            pending.append(item.text.strip())
            continue
        facts = _facts(item, labels)
        above = _above(pending, labels)
        goes_on = _goes_on(story, facts, above, labels)
        piece = item if goes_on is None else aligned(story.grids, item, labels) if goes_on else None
        if not story.grids or piece is None or goes_on is None:
            if story.grids:
                yield story
            story, piece = Story(above), item
        story.grids.append(piece)
        story.parts |= facts.parts
        story.project = story.project or facts.project or _named(above, labels)
        pending = []
    if story.grids:
        yield story


def _goes_on(story: Story, facts: Facts, above: list[str], labels: Labels) -> bool | None:
    """Whether a table goes on with the form above it; None where it begins a form of its own."""
    if not story.grids or facts.titled or (facts.project and facts.project != story.project):
        return None
    if any(_begins(line, labels) for line in above) and not facts.project:
        return None
    if _named(above, labels) not in (None, story.project) or {"indicators", "total"} <= story.parts:
        return None
    if facts.project and facts.parts & story.parts & {"funds", "goal"}:
        return None
    return True


def _facts(grid: Grid, labels: Labels) -> Facts:
    project = None
    titled = False
    parts: set[str] = set()
    for row in grid.rows:
        cells = [cell.text for cell in row if cell.text and not cell.covered]
        words = [label(text) for text in cells if len(text) <= LONGEST_ABOVE]
        titled = titled or any(_begins(text, labels) for text in cells)
        project = project or _project(cells, labels)
        parts |= heading_parts(cells, labels)
        if words and words[0] in labels.totals and ("indicators" in parts or "funds" not in parts):
            parts.add("total")
    return Facts(project, titled, frozenset(parts))


def _begins(text: str, labels: Labels) -> bool:
    """Whether a text is the title of a form, and not that of its second page."""
    return is_title(text, labels) and CONTINUED not in text


def _project(cells: list[str], labels: Labels) -> str | None:
    for at, text in enumerate(cells):
        if len(text) <= LONGEST_ABOVE and labels.header.get(label(text)) == "project":
            return cells[at + 1] if at + 1 < len(cells) else ""
        pair = PAIR.match(text)
        if pair and labels.header.get(label(pair.group(1))) == "project":
            return (pair.group(2) or "").strip()
    return None


def _named(above: Iterable[str], labels: Labels) -> str | None:
    return next((found for line in above if (found := _project(_cells(line, labels), labels)) is not None), None)


def _above(pending: list[str], labels: Labels) -> list[str]:
    """The short paragraphs right above a table, from the last title on where there is one."""
    short = [line for line in pending if line and len(line) <= LONGEST_ABOVE][-PARAGRAPHS_ABOVE:]
    titles = [at for at, line in enumerate(short) if is_title(one_line(line), labels)]
    if not titles:
        return short
    first = _first_of_run(titles)
    return short[first - 1 :] if first and ALONE.match("".join(half_width(short[first - 1]).split())) else short[first:]


def _first_of_run(titles: list[int]) -> int:
    """Of the titles right above a table the first, where at most one line is between them: the page's heading comes first."""
    first = titles[-1]
    for at in reversed(titles):
        if first - at <= 2:
            first = at
    return first


def _cells(line: str, labels: Labels) -> list[str]:
    """A paragraph as cells: titles whole, else cut at wide gaps and, after a known label, at its colon."""
    if is_title(one_line(line), labels) or not re.search("[:：]", line):
        return [one_line(line)]
    found: list[str] = []
    for piece in PIECES.split(line):
        pair = PAIR.match(piece.strip())
        known = pair and labels.header.get(label(pair.group(1))) not in (None, *OWN)
        found.extend([pair.group(1), (pair.group(2) or "").strip()] if pair and known else [one_line(piece)])
    return found


def _table(story: Story, file: str) -> Table:
    labels = standard()
    first = story.grids[0].number
    above = [tuple(_cells(line, labels)) for line in story.above]
    width = max(grid.width for grid in story.grids)
    rows: list[tuple[str | None, ...]] = [*above]
    marks = [f"表 {first} 上方"] * len(above)
    blocks = merges([row for grid in story.grids for row in grid.rows], len(above))
    for grid in story.grids:
        rows.extend(values(row, width) for row in grid.rows)
        marks.extend(f"表 {grid.number} 行 {number}" for number in _numbers(grid.rows))
    return Table(tuple(rows), tuple(blocks), file, None, first, marks=tuple(marks))


def _numbers(rows: tuple[Row, ...]) -> range:
    return range(1, len(rows) + 1)
