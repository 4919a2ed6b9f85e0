"""Forms of further places as compact texts: each with what stands in which field, marked by hand, and in each shape.

A file holds lines `field: value`, then `===`, then the table: one row a line, cells apart by `|`, `<` where the cell at the
left reaches over, `^` where the cell above reaches down. A row with fewer cells ends in one that reaches to the edge.
`@funds` and `@rows` name the column of each field by a letter until `@`; `*` begins the row of the total, `!` a row of no
indicator. In braces behind a cell: the field it holds (P, D, U, E, A, W, S) or, after `=`, what is to be read from it.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path

from openpyxl import Workbook

from tests.importers.documents import Box, Layout, docx
from tests.importers.sheets_and_pages import html, placed
from tests.samples import ROOT

FORMS = sorted((ROOT / "tests" / "data" / "forms").glob("*.form"))
MARK = re.compile(r"\{([^{}]*)\}$")
FUNDS = {
    "l": "label",
    "i": "initial",
    "a": "annual",
    "e": "executed",
    "w": "weight",
    "r": "rate",
    "s": "score",
    "o": "note",
}
ROWS = {
    "d": "dimension",
    "c": "category",
    "n": "name",
    "t": "target",
    "a": "actual",
    "w": "weight",
    "s": "score",
    "o": "note",
}
HEAD = {"P": "project", "D": "department", "U": "unit", "E": "goal.expected", "A": "goal.actual"}
TOTAL = {"W": "total.weight", "S": "total.score"}
NONE = {"", "—", "-", "/", "——", "－", "--"}
NUMBERS = {"initial", "annual", "executed", "weight", "score"}
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
PERCENT = re.compile(r"(\d+(?:\.\d+)?)%")


@dataclass(frozen=True)
class Written:
    """A form as laid out, what is to be read from it by field path, and the errors it truly has."""

    name: str
    kind: str
    layout: Layout
    fields: dict[str, object]
    errors: frozenset[tuple[str, str]] = field(default_factory=frozenset)


@cache
def written(path: Path) -> Written:
    head, _, body = path.read_text(encoding="utf-8").partition("===\n")
    said = dict(line.split(": ", 1) for line in head.splitlines() if ": " in line)
    reader = _Reader()
    reader.read(body.rstrip("\n").split("\n"))
    errors = frozenset(
        (code, place) for code, place in (item.split() for item in said.pop("errors", "").split(";") if item)
    )
    kind = said.pop("kind")
    said.pop("about", None)
    fields: dict[str, object] = {**said, **reader.fields}
    if "year" in fields:
        fields["year"] = int(str(fields["year"]))
    return Written(path.stem, kind, reader.layout(), fields, errors)


class _Reader:
    """Walks down the lines of a table."""

    def __init__(self) -> None:
        self.rows: list[list[str]] = []
        self.fields: dict[str, object] = {}
        self.part, self.columns = "", ""
        self.parts = self.indicators = 0
        self.levels: dict[str, str] = {}

    def read(self, lines: list[str]) -> None:
        for line in lines:
            if line.startswith("@"):
                self.part, _, self.columns = line[1:].partition(" ")
                self.columns = self.columns.replace(" ", "")
            else:
                self._row(line)

    def _row(self, line: str) -> None:
        sign = line[0] if line[:1] in ("*", "!") else ""
        cells = [cell.strip().replace("\\n", "\n") for cell in line[len(sign) :].split("|")]
        marked = [self._marked(cell) for cell in cells]
        self.rows.append([text for text, _ in marked])
        if self.part == "funds" and sign != "!":
            self._funds(marked, sign)
        elif self.part == "rows" and sign != "!":
            self._indicator(marked)

    def _marked(self, cell: str) -> tuple[str, str]:
        """The text of a cell, and what is to be read from it."""
        found = MARK.search(cell)
        if found is None:
            return cell, cell
        text, mark = cell[: found.start()].rstrip(), found.group(1)
        if mark.startswith("="):
            return text, mark[1:]
        name = {**HEAD, **TOTAL}[mark[0]]
        value: object = mark[2:] if mark[1:2] == "=" else text
        if mark[0] in TOTAL:
            value = Decimal(str(value))
        above = self.fields.get(name)
        self.fields[name] = value if above is None else f"{above}\n{value}"
        return text, text

    def _funds(self, marked: list[tuple[str, str]], sign: str) -> None:
        row = dict(zip(self.columns, marked, strict=False))
        path = "funds.total" if sign == "*" else f"funds.parts[{self.parts}]"
        self.parts += sign != "*"
        for letter, (text, value) in row.items():
            name = FUNDS.get(letter)
            if name == "label" and sign != "*":
                self.fields[f"{path}.label"] = re.sub(r"^其\s*中\s*[：:]\s*", "", value).strip(" ：:")
            elif name and name != "label" and value not in NONE and text not in ("^", "<"):
                self.fields[f"{path}.{name}"] = PARSERS.get(name, _amount)(value)

    def _indicator(self, marked: list[tuple[str, str]]) -> None:
        path = f"indicators[{self.indicators}]"
        self.indicators += 1
        for letter, (text, value) in zip(self.columns, marked, strict=False):
            name = ROWS.get(letter)
            if name in ("dimension", "category"):
                self._level(name, text, value)
            elif name and text not in ("^", "<") and value != "":
                if name in NUMBERS:
                    if value not in NONE:
                        self.fields[f"{path}.{name}"] = _amount(value)
                else:
                    self.fields[f"{path}.{name}"] = value
        for name, value in self.levels.items():
            self.fields[f"{path}.{name}"] = value

    def _level(self, name: str, text: str, value: str) -> None:
        if text in ("", "^", "<"):
            return
        if name == "dimension":
            self.levels.clear()
        self.levels[name] = value
        if value in NONE:
            del self.levels[name]

    def layout(self) -> Layout:
        rows = list(self.rows)
        above = []
        while len(rows[0]) == 1:
            above.append(rows.pop(0)[0])
        width = max(map(len, rows))
        return Layout(tuple(above), tuple(_boxes(row, width) for row in rows))


def _boxes(row: list[str], width: int) -> list[Box]:
    boxes: list[Box] = []
    for cell in [*row, *["<"] * (width - len(row))]:
        if cell == "<":
            boxes[-1] = Box(boxes[-1].text, boxes[-1].across + 1, boxes[-1].covered)
        else:
            boxes.append(Box("" if cell == "^" else cell, 1, cell == "^"))
    return boxes


def _amount(text: str) -> Decimal:
    return Decimal(re.sub(r"[,，分]|[万亿]?元", "", text))


def _fraction(text: str) -> Decimal:
    return Decimal(text[:-1]) / 100 if text.endswith("%") else Decimal(text)


PARSERS = {"rate": _fraction, "note": str}


def same(one: object, other: object) -> bool:
    """Whether two values are the same, whatever blanks and trailing noughts they are written with."""
    try:
        return Decimal(str(one)) == Decimal(str(other))
    except InvalidOperation:
        return re.sub(r"\s+", "", str(one)) == re.sub(r"\s+", "", str(other))


# shapes


def shapes(form: Written) -> Iterator[tuple[str, bytes]]:
    """File name and content of the form in each shape it may come in."""
    layout = form.layout
    yield f"{form.name}.docx", docx([layout])
    yield f"{form.name}.xlsx", typed(layout)
    yield f"{form.name}.html", html([layout]).encode()
    yield f"{form.name}.txt", rows(layout).encode()
    yield f"{form.name}.pad.txt", short_rows(layout).encode()
    yield f"{form.name}.raw.txt", cells(layout).encode()


def typed(layout: Layout) -> bytes:
    """A workbook as a person types it: numbers as numbers, 95% as 0.95 in a cell that shows percentages."""
    book = Workbook()
    sheet = book.active
    for number, text in enumerate(layout.above, 1):
        sheet.cell(number, 1, text)
        sheet.merge_cells(start_row=number, start_column=1, end_row=number, end_column=layout.width)
    top = len(layout.above) + 1
    for row, column, down, box in placed(layout.rows):
        _type(sheet.cell(top + row, column + 1), box.text)
        if down > 1 or box.across > 1:
            last = top + row + down - 1, column + box.across
            sheet.merge_cells(start_row=top + row, start_column=column + 1, end_row=last[0], end_column=last[1])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _type(cell, text: str) -> None:
    if NUMBER.fullmatch(text) and text == f"{Decimal(text).normalize():f}":
        cell.value = float(text)
    elif percent := PERCENT.fullmatch(text):
        cell.value = float(Decimal(percent.group(1)) / 100)
        places = len(percent.group(1).partition(".")[2])
        cell.number_format = f"0.{'0' * places}%" if places else "0%"
    elif text:
        cell.value = text
        cell.data_type = "s"


def rows(layout: Layout) -> str:
    """Rows of cells as Excel copies them: a merged block in its first cell, the rest blank."""
    lines = [_quoted(text) for text in layout.above]
    for row in layout.rows:
        texts = [text for box in row for text in (_quoted(box.text), *[""] * (box.across - 1))]
        lines.append("\t".join(texts).rstrip("\t"))
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return f'"{text}"' if "\n" in text else text


def short_rows(layout: Layout) -> str:
    """Rows as a browser copies them into Notepad: cells that are merged into another are gone."""
    lines = [text.replace("\n", "") for text in layout.above]
    for row in layout.rows:
        lines.append("\t".join(box.text.replace("\n", "") for box in row if not box.covered).rstrip("\t"))
    return "\n".join(lines) + "\n"


def cells(layout: Layout) -> str:
    """One cell a line; empty ones are gone."""
    texts = [box.text for row in layout.rows for box in row if box.text]
    return "\n".join([*layout.above, *texts]) + "\n"
