"""A prototype as JSON text and back, with a checksum of the template it was made of."""

from __future__ import annotations

import json
from typing import Any

from jixiao.xlsx.stamp.prototype import FormulaSlot, Prototype, RowText, Slot
from jixiao.xlsx.stamp.slots import Block
from jixiao.xlsx.stamp.tables import Fit


def dumps(made_of: int, prototype: Prototype) -> str:
    """JSON text of `prototype`, one line a row of the sheet."""
    data = {name: getattr(prototype, name) for name in Prototype.__slots__}
    rows = ",\n".join(map(_text, data.pop("rows")))
    return f'{{"made_of": {made_of},\n"sheet": {_text(data)},\n"rows": [\n{rows}\n]}}\n'


def loads(text: str) -> tuple[int, Prototype]:
    """The checksum and the prototype that `dumps` was given."""
    data = json.loads(text)
    sheet = data["sheet"]
    prototype = Prototype(
        name=sheet["name"],
        head=sheet["head"],
        tail=sheet["tail"],
        rows=tuple(map(_row, data["rows"])),
        blocks=tuple(Block(*block) for block in sheet["blocks"]),
        merges=tuple(map(tuple, sheet["merges"])),
        places={field: tuple(place) for field, place in sheet["places"].items()},
        fits={field: Fit(*fit) for field, fit in sheet["fits"].items()},
        widths={int(column): width for column, width in sheet["widths"].items()},
    )
    return data["made_of"], prototype


def _text(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _row(data: list[Any]) -> RowText:
    row, text, height, slots, fields, computed = data
    return RowText(row, text, height, tuple(map(_slot, slots)), tuple(fields), tuple(computed))


def _slot(data: list[Any]) -> Slot:
    field, content, formula = data
    return field, content, FormulaSlot(*formula) if formula else None
