"""A whole new workbook stamped from the template: each plan becomes a sheet, everything else is the template's own."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from functools import lru_cache
from io import BytesIO
from typing import BinaryIO

from jixiao.xlsx.cells import entities, escape_attribute
from jixiao.xlsx.opc.new_parts import OFFICE, SPREADSHEET, override_xml, relation_xml, relations_xml
from jixiao.xlsx.opc.opc import USUAL_MAIN as WORKBOOK
from jixiao.xlsx.opc.opc import relations_part
from jixiao.xlsx.opc.pack import pack_into
from jixiao.xlsx.opc.parts import TYPES
from jixiao.xlsx.references import mentions, quoted
from jixiao.xlsx.stamp.compressor import Compressor
from jixiao.xlsx.stamp.plan import Plan
from jixiao.xlsx.stamp.prototype import Prototype
from jixiao.xlsx.stamp.render import counts_of, render
from jixiao.xlsx.stamp.sheet_parts import Copies
from jixiao.xlsx.stamp.slots import Rows, name_slots
from jixiao.xlsx.stamp.strings import StampedStrings
from jixiao.xlsx.stamp.template import OVERRIDE, STRINGS, Name, Template, sheet_of

SHEET_TYPE, STRINGS_TYPE = f"{SPREADSHEET}.worksheet+xml", f"{SPREADSHEET}.sharedStrings+xml"
STYLES = "xl/styles.xml"
DROPPED = ("/worksheet", "/sharedStrings", "/calcChain")
SELECTED = ' tabSelected="1"'
SHEET, INDEX = "\x03", "\x04"
"""Stand for the quoted name and the index of the sheet a name belongs to."""


def stamp(template: Template, plans: Sequence[Plan], active: int = 0) -> bytes:
    """The .xlsx of `plans`, in that order; `active` is the sheet shown on opening. The same input gives the same bytes."""
    stream = BytesIO()
    stamp_into(stream, template, plans, active)
    return stream.getvalue()


def stamp_into(stream: BinaryIO, template: Template, plans: Sequence[Plan], active: int = 0) -> None:
    """Write the same; sheets whose lines are made as they are asked for are never whole in memory."""
    with Compressor() as compressor:
        strings = StampedStrings(template.strings)
        for name, content in _frame(template, plans, active):
            compressor.add(name, content)
        for at, (part, plan) in enumerate(zip(_sheet_parts(plans), plans, strict=True)):
            selected = SELECTED if at == active else ""
            compressor.write(part, render(template.prototypes[plan.prototype], plan, strings, selected))
        compressor.write(STRINGS, strings.xml())
    pack_into(stream, compressor.entries)


def _sheet_parts(plans: Sequence[Plan]) -> list[str]:
    return [f"xl/worksheets/sheet{at}.xml" for at in range(1, len(plans) + 1)]


def _frame(template: Template, plans: Sequence[Plan], active: int) -> Iterator[tuple[str, bytes]]:
    """Every part but the sheets and their texts."""
    copies = Copies(template)
    sheets = _sheet_parts(plans)
    kept = _kept(template)
    rows = [_rows(template.prototypes[plan.prototype], plan) for plan in plans]
    for part, plan, numbers in zip(sheets, plans, rows, strict=True):
        prototype = template.prototypes[plan.prototype]
        copies.relations(template.sheet_parts[plan.prototype], part, prototype, numbers, plan)
    fixed = {**kept, **copies.parts, STYLES: template.styles}
    yield TYPES, _types(template, {*fixed, *sheets, WORKBOOK}, copies, sheets)
    yield from fixed.items()
    yield WORKBOOK, _workbook(template, plans, active)
    yield relations_part(WORKBOOK), _workbook_relations(template, len(plans))


def _rows(prototype: Prototype, plan: Plan) -> Rows:
    return Rows(prototype.blocks, counts_of(prototype, plan))


def _kept(template: Template) -> dict[str, bytes]:
    """The template's parts that belong to no sheet."""
    owned = set(_owned(template))
    rewritten = {TYPES, STRINGS, STYLES, WORKBOOK, relations_part(WORKBOOK), "xl/calcChain.xml"}
    return {name: content for name, content in template.parts.items() if name not in owned | rewritten}


def _owned(template: Template) -> Iterator[str]:
    for relation in template.relations[WORKBOOK]:
        if relation.type.endswith("/worksheet"):
            yield from _tree(template, relation.target)


def _tree(template: Template, part: str) -> Iterator[str]:
    yield from (part, relations_part(part))
    for relation in template.relations.get(part, ()):
        if not relation.external:
            yield from _tree(template, relation.target)


def _workbook(template: Template, plans: Sequence[Plan], active: int) -> bytes:
    xml = template.parts[WORKBOOK].decode()
    sheets = "".join(
        f'<sheet name="{escape_attribute(plan.name)}" sheetId="{at}"{_state(template, plan)} r:id="sheet{at}"/>'
        for at, plan in enumerate(plans, 1)
    )
    names = "".join(_names(template, plans))
    xml = re.sub(r"<definedNames>.*?</definedNames>|<definedNames/>", "", xml, flags=re.DOTALL)
    xml = re.sub(
        r"(?s)<sheets>.*?</sheets>",
        lambda _: f'<sheets xmlns:r="{OFFICE}">{sheets}</sheets><definedNames>{names}</definedNames>',
        xml,
    )
    xml = re.sub(r' (?:activeTab|firstSheet)="\d+"', "", xml)
    return xml.replace("<workbookView", f'<workbookView activeTab="{active}"', 1).encode()


def _state(template: Template, plan: Plan) -> str:
    state = template.states[plan.prototype]
    return "" if state == "visible" or plan.prototype == "findings" else f' state="{state}"'


def _names(template: Template, plans: Sequence[Plan]) -> Iterator[str]:
    by_sheet = {template.prototypes[plan.prototype].name: plan for plan in plans}
    for name in template.names:
        if name.role is None:
            plan = by_sheet.get(sheet_of(name.text))
            yield _name(name, "", _text(template, name, plan) if plan else name.text)
    for at, plan in enumerate(plans):
        own = _own_names(template, plan.prototype, counts_of(template.prototypes[plan.prototype], plan))
        yield own.replace(SHEET, entities(quoted(plan.name))).replace(INDEX, str(at))


@lru_cache(maxsize=256)
def _own_names(template: Template, role: str, counts: tuple[int, ...]) -> str:
    """The names of a sheet of that size, as XML with marks for the sheet's name and index."""
    prototype = template.prototypes[role]
    rows = Rows(prototype.blocks, counts)
    own = mentions(prototype.name)
    return "".join(
        _name(name, f' localSheetId="{INDEX}"', own.sub(SHEET, name_slots(name.text, prototype.name) % rows))
        for name in template.names
        if name.role == role
    )


def _text(template: Template, name: Name, plan: Plan) -> str:
    prototype = template.prototypes[plan.prototype]
    return name_slots(name.text, prototype.name) % _rows(prototype, plan)


def _name(name: Name, local: str, text: str) -> str:
    return f'<definedName name="{name.name}"{local}{name.attributes}>{entities(text)}</definedName>'


def _workbook_relations(template: Template, count: int) -> bytes:
    kept = [item for item in template.relations[WORKBOOK] if not item.type.endswith(DROPPED)]
    items = [(f"sheet{at}", "worksheet", f"/xl/worksheets/sheet{at}.xml") for at in range(1, count + 1)]
    items.append(("strings", "sharedStrings", f"/{STRINGS}"))
    new = [relation_xml(id_, f"{OFFICE}/{kind}", target) for id_, kind, target in items]
    return relations_xml([*new, *(relation_xml(item.id, item.type, f"/{item.target}") for item in kept)])


def _types(template: Template, parts: Container[str], copies: Copies, sheets: Sequence[str]) -> bytes:
    xml = template.parts[TYPES].decode()
    types = {name: kind for name, kind in template.types.items() if name in parts} | copies.types
    types |= dict.fromkeys(sheets, SHEET_TYPE) | {STRINGS: STRINGS_TYPE}
    overrides = "".join(override_xml(name, kind) for name, kind in types.items())
    bare = OVERRIDE.sub("", xml)
    return bare.replace("</Types>", overrides + "</Types>").encode()
