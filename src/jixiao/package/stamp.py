"""A whole new workbook stamped from the template: each plan becomes a sheet, everything else is the template's own."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from xml.sax.saxutils import escape

from jixiao.package.cells import escape_attribute
from jixiao.package.stamp_parts import Copies
from jixiao.package.stamp_plan import Plan
from jixiao.package.stamp_refs import Rows, name_slots, quoted
from jixiao.package.stamp_render import counts_of, render
from jixiao.package.stamp_sheet import Prototype
from jixiao.package.stamp_strings import StampedStrings
from jixiao.package.stamp_template import WORKBOOK, Name, Template, relations_of, relations_part, sheet_of

EPOCH = (1980, 1, 1, 0, 0, 0)
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
STRINGS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
RELATION_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRINGS, STYLES, TYPES = "xl/sharedStrings.xml", "xl/styles.xml", "[Content_Types].xml"
DROPPED = ("/worksheet", "/sharedStrings", "/calcChain")
SELECTED = ' tabSelected="1"'
LEVEL = 6


def stamp(template: Template, plans: Sequence[Plan], active: int = 0) -> bytes:
    """The .xlsx of `plans`, in that order; `active` is the sheet shown on opening. The same input gives the same bytes."""
    return pack(stamped_parts(template, plans, active))


def stamped_parts(template: Template, plans: Sequence[Plan], active: int = 0) -> dict[str, bytes]:
    """The parts of the new workbook by name."""
    strings, copies = StampedStrings(template.strings), Copies(template)
    sheets: dict[str, bytes] = {}
    for at, plan in enumerate(plans):
        prototype = template.prototypes[plan.prototype]
        part = f"xl/worksheets/sheet{at + 1}.xml"
        sheets[part] = render(prototype, plan, strings, SELECTED if at == active else "").encode()
        copies.relations(template.sheet_parts[plan.prototype], part, prototype, _rows(prototype, plan), plan)
    kept = _kept(template)
    parts = {
        TYPES: b"",
        **kept,
        WORKBOOK: _workbook(template, plans, active),
        relations_part(WORKBOOK): _workbook_relations(template, len(plans)),
        STYLES: template.styles,
        **sheets,
        STRINGS: strings.xml(),
        **copies.parts,
    }
    parts[TYPES] = _types(template, parts, copies, sheets)
    return parts


def pack(parts: Mapping[str, bytes]) -> bytes:
    """A zip package with fixed time stamps."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content, compresslevel=LEVEL)
    return out.getvalue()


def _rows(prototype: Prototype, plan: Plan) -> Rows:
    return Rows(prototype.blocks, counts_of(prototype, plan))


def _kept(template: Template) -> dict[str, bytes]:
    """The template's parts that belong to no sheet."""
    owned = set(_owned(template))
    rewritten = {TYPES, STRINGS, STYLES, WORKBOOK, relations_part(WORKBOOK), "xl/calcChain.xml"}
    return {name: content for name, content in template.parts.items() if name not in owned | rewritten}


def _owned(template: Template) -> Iterator[str]:
    for relation in relations_of(template.parts, WORKBOOK):
        if relation.type.endswith("/worksheet"):
            yield from _tree(template, relation.target)


def _tree(template: Template, part: str) -> Iterator[str]:
    yield from (part, relations_part(part))
    for relation in relations_of(template.parts, part):
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
        lambda _: f'<sheets xmlns:r="{RELATION_TYPE}">{sheets}</sheets><definedNames>{names}</definedNames>',
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
    slotted = {name: name_slots(name.text, template.prototypes[name.role].name) for name in template.names if name.role}
    for at, plan in enumerate(plans):
        prototype = template.prototypes[plan.prototype]
        rows, sheet = _rows(prototype, plan), quoted(plan.name)
        for name, text in slotted.items():
            if name.role == plan.prototype:
                placed = (text % rows).replace(quoted(prototype.name), sheet)
                yield _name(
                    name,
                    f' localSheetId="{at}"',
                    placed.replace(f"{prototype.name}!", f"{sheet}!") if sheet not in placed else placed,
                )


def _text(template: Template, name: Name, plan: Plan) -> str:
    prototype = template.prototypes[plan.prototype]
    return name_slots(name.text, prototype.name) % _rows(prototype, plan)


def _name(name: Name, local: str, text: str) -> str:
    return f'<definedName name="{name.name}"{local}{name.attributes}>{escape(text)}</definedName>'


def _workbook_relations(template: Template, count: int) -> bytes:
    kept = [item for item in relations_of(template.parts, WORKBOOK) if not item.type.endswith(DROPPED)]
    items = [(f"sheet{at}", "worksheet", f"/xl/worksheets/sheet{at}.xml") for at in range(1, count + 1)]
    items.append(("strings", "sharedStrings", f"/{STRINGS}"))
    body = "".join(f'<Relationship Id="{id_}" Type="{RELATION_TYPE}/{kind}" Target="{to}"/>' for id_, kind, to in items)
    body += "".join(f'<Relationship Id="{item.id}" Type="{item.type}" Target="/{item.target}"/>' for item in kept)
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f'{head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{body}</Relationships>'.encode()


def _types(template: Template, parts: Mapping[str, bytes], copies: Copies, sheets: Mapping[str, bytes]) -> bytes:
    xml = template.parts[TYPES].decode()
    types = {name: kind for name, kind in template.types.items() if name in parts} | copies.types
    types |= dict.fromkeys(sheets, SHEET_TYPE) | {STRINGS: STRINGS_TYPE}
    overrides = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in types.items())
    bare = re.sub(r"<Override\b[^>]*/>", "", xml)
    return bare.replace("</Types>", overrides + "</Types>").encode()
