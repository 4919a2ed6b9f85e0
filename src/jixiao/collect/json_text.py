"""The tables as the text of one JSON document, row by row: a province's is too long for memory."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import Any

from jixiao.collect.result import Collected
from jixiao.collect.tables import Tables, head, of_changes, plain_row

STEP = "  "


def pieces(made: Tables, collected: Collected) -> Iterator[str]:
    """The text that `json.dumps(document(made, collected), ensure_ascii=False, indent=2)` gives, some at a time."""
    before = "{\n"
    for name, value in head(collected).items():
        yield f"{before}{STEP}{json.dumps(name)}: {_indented(value, STEP)}"
        before = ",\n"
    for table in fields(made):
        if table.name != "changes":
            rows = getattr(made, table.name)
            yield f"{before}{STEP}{json.dumps(table.name)}: "
            yield from (_indented(plain_row(rows), STEP),) if isinstance(rows, dict) else _list(map(plain_row, rows))
    for name, value in (of_changes(made.changes) if made.changes else {}).items():
        yield f"{before}{STEP}{json.dumps(name)}: {_indented(value, STEP)}"
    yield "\n}"


def _list(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    before = "["
    for row in rows:
        yield f"{before}\n{STEP * 2}{_indented(row, STEP * 2)}"
        before = ","
    yield "[]" if before == "[" else f"\n{STEP}]"


def _indented(value: object, by: str) -> str:
    # a line break inside a text is written as \n, so each of these begins a line of the document
    return json.dumps(value, ensure_ascii=False, indent=2).replace("\n", f"\n{by}")
