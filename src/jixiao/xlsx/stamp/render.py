"""A prototype and a plan become the XML of one sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import repeat

from jixiao.form.table import Value
from jixiao.xlsx.cells import escape, escape_attribute, formula_tail, number
from jixiao.xlsx.references import column_number, quoted
from jixiao.xlsx.stamp.plan import FOOTER_MARK, Fill, Fills, Line, Link, Plan, Typed
from jixiao.xlsx.stamp.prototype import Prototype, RowText, Shaped, Slot, shaped
from jixiao.xlsx.stamp.slots import ABOVE, OWN, PROJECT, Rows
from jixiao.xlsx.stamp.strings import LONG, StampedStrings

COLUMNS = re.compile(r"<cols>.*?</cols>", re.DOTALL)
COLUMN = re.compile(r"<col\b[^>]*/>")
NOT_GIVEN: str = "\x00"
"""Stands for a field the plan says nothing of; no text of a form can hold it."""


def render(prototype: Prototype, plan: Plan, strings: StampedStrings, selected: str = "") -> Iterator[str]:
    """The worksheet part of `plan`, row by row."""
    sheet = shaped(prototype, counts_of(prototype, plan))
    head = sheet.head % {"_selected": selected}
    if plan.hidden:
        head = _hide(head, {column_number(prototype.places[field][0]) + 1 for field in plan.hidden})
    yield f"{head}<sheetData>"
    yield from _rows(prototype, sheet, plan, strings)
    tail = sheet.tail % {
        "_pages": plan.pages,
        "_links": _links(prototype, sheet, plan),
        "_merges": _merges(prototype, sheet, plan),
    }
    yield f"</sheetData>{tail.replace(FOOTER_MARK, escape(plan.footer.replace('&', '&&')))}"


def address(prototype: Prototype, numbers: Rows, field: str, line: int | None = None) -> str:
    """The cell of a field on the stamped sheet (in a block: on its line `line`)."""
    column, row = prototype.places[field]
    return f"{column}{numbers.start(row) + (line or 0)}"


def counts_of(prototype: Prototype, plan: Plan) -> tuple[int, ...]:
    """How many lines each block of the prototype gets; an empty block keeps one empty line."""
    return tuple(max(1, len(plan.blocks.get(block.name, ()))) for block in prototype.blocks)


def _rows(prototype: Prototype, sheet: Shaped, plan: Plan, strings: StampedStrings) -> Iterator[str]:
    heights = {prototype.places[field][1]: height for field, height in plan.heights.items()}
    by_number = {row.row: row for row in sheet.rows}
    own = escape(quoted(plan.name))
    blocks = {block.first: block for block in prototype.blocks}
    inside = {number for block in prototype.blocks for number in range(block.first, block.last + 1)}
    for row in sheet.rows:
        block = blocks.get(row.row)
        if block is not None:
            first = sheet.numbers.start(row.row)
            kinds = tuple(by_number[number] for number in range(block.first, block.last + 1) if number in by_number)
            for offset, line in enumerate(plan.blocks.get(block.name) or (Line({}),)):
                kind = kinds[min(line.kind, len(kinds) - 1)]
                about = own if line.sheet is None else escape(quoted(line.sheet))
                height = kind.height if line.height is None else f' ht="{line.height:g}"'
                yield _row(kind, first + offset, line.fields, height, strings, about)
        elif row.row not in inside:
            given = heights.get(row.row)
            height = row.height if given is None else f' ht="{given:g}" customHeight="1"'
            yield _row(row, sheet.numbers.start(row.row), plan.fields, height, strings, own)


def _row(row: RowText, at: int, fields: Fills, height: str, strings: StampedStrings, sheet: str) -> str:
    fills = list(map(fields.get, row.fields, repeat(NOT_GIVEN)))
    # most cells of a long list hold a value written before: those are looked up without a line of Python for each
    tails = list(map(strings.tails.get, fills))
    for at_slot in row.computed:
        tails[at_slot] = None
    if None in tails:
        given = zip(tails, fills, row.slots, strict=True)
        tails = [_filled(fill, slot, strings) if tail is None else tail for tail, fill, slot in given]
    rendered = (row.text % (height, *tails)).replace(OWN, str(at))
    if PROJECT in rendered:
        rendered = rendered.replace(PROJECT, sheet)
    return rendered.replace(ABOVE, str(at - 1)) if ABOVE in rendered else rendered


def _filled(fill: Fill, slot: Slot, strings: StampedStrings) -> str:
    _, content, formula = slot
    if formula is None:
        return content if fill is NOT_GIVEN else strings.tails.get(fill) or _value(fill, strings)
    if isinstance(fill, Typed):
        return f' s="{formula.open_style}"{_value(fill.value, strings)}'
    return f' s="{formula.style}"{formula_tail(formula.text, None if fill is NOT_GIVEN else fill)}'


def _value(value: Fill, strings: StampedStrings) -> str:
    if isinstance(value, Typed):
        return _value(value.value, strings)
    if isinstance(value, bool):
        return f' t="b"><v>{value:d}</v></c>'
    tail = _tail(value, strings)
    if not (isinstance(value, str) and len(value) > LONG):
        strings.remember(value, tail)
    return tail


def _tail(value: Value, strings: StampedStrings) -> str:
    if value is None or value == "":
        return "/>"
    if isinstance(value, str):
        return f' t="s"><v>{strings.add(value)}</v></c>'
    return f"><v>{number(value)}</v></c>"


def _merges(prototype: Prototype, sheet: Shaped, plan: Plan) -> str:
    found = list(sheet.merges)
    for block in prototype.blocks:
        inside = [merge for merge in prototype.merges if merge[1] == merge[3] and prototype.block_of(merge[1]) == block]
        first = sheet.numbers.start(block.first)
        for offset, line in enumerate(plan.blocks.get(block.name) or (Line({}),) if inside else ()):
            row = min(block.first + line.kind, block.last)
            found += [f"{left}{first + offset}:{right}{first + offset}" for left, top, right, _ in inside if top == row]
    for span in plan.spans:
        column, row = prototype.places[span.field]
        first = sheet.numbers.start(row)
        found.append(f"{column}{first + span.first}:{column}{first + span.last}")
    cells = "".join(f'<mergeCell ref="{area}"/>' for area in found)
    return f'<mergeCells count="{len(found)}">{cells}</mergeCells>' if found else ""


def _links(prototype: Prototype, sheet: Shaped, plan: Plan) -> str:
    links = "".join(_link(address(prototype, sheet.numbers, link.field, link.line), link) for link in plan.links)
    return f"<hyperlinks>{links}</hyperlinks>" if links else ""


def _link(cell: str, link: Link) -> str:
    target = escape_attribute(f"{quoted(link.sheet)}!{link.cell}")
    return f'<hyperlink ref="{cell}" location="{target}" display="{target}"/>'


def _hide(head: str, columns: set[int]) -> str:
    def expanded(match: re.Match[str]) -> str:
        return "<cols>" + "".join(_columns(match[0], columns)) + "</cols>"

    return COLUMNS.sub(expanded, head)


def _columns(cols: str, hidden: set[int]) -> Iterator[str]:
    for column in COLUMN.findall(cols):
        first, last = (int(re.search(rf'\b{side}="(\d+)"', column)[1]) for side in ("min", "max"))  # type: ignore[index]
        bare = re.sub(r'\s(?:min|max|hidden)="[^"]*"', "", column)
        for number_ in range(first, last + 1):
            mark = ' hidden="1"' if number_ in hidden else ""
            yield bare.replace("<col", f'<col min="{number_}" max="{number_}"{mark}', 1)
