"""What openpyxl writes loosely, put as Excel itself writes it: shared strings, the order inside a font, fixed dates."""

from __future__ import annotations

import re
from datetime import datetime

from jixiao.xlsx.cells import MAIN
from jixiao.xlsx.opc.new_parts import DECLARATION, OFFICE, override_xml, relation_xml
from jixiao.xlsx.opc.parts import TYPES
from jixiao.xlsx.stamp.stamp import STRINGS_TYPE
from jixiao.xlsx.stamp.template import STRINGS

FONT_ORDER = (
    *("b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign"),
    *("sz", "color", "name", "family", "charset", "scheme"),
)
FONT = re.compile(r"(<font>)(.*?)(</font>)", re.DOTALL)
CHILD = re.compile(r"<\w+[^>]*/>")
INLINE = re.compile(r't="inlineStr"><is>(<t[^>]*>[^<]*</t>)</is>')
MODIFIED = re.compile(r"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
RELATIONS = "xl/_rels/workbook.xml.rels"


def tidy(parts: dict[str, bytes], dated: datetime) -> dict[str, bytes]:
    """The parts of a workbook by openpyxl, tidied."""
    parts = {**parts, "xl/styles.xml": _ordered_fonts(parts["xl/styles.xml"])}
    core = parts["docProps/core.xml"].decode()
    parts["docProps/core.xml"] = MODIFIED.sub(rf"\g<1>{dated:%Y-%m-%dT%H:%M:%SZ}\g<2>", core).encode()
    return _shared_strings(parts)


def _ordered_fonts(styles: bytes) -> bytes:
    def ordered(found: re.Match[str]) -> str:
        return found[1] + "".join(sorted(CHILD.findall(found[2]), key=_place)) + found[3]

    return FONT.sub(ordered, styles.decode()).encode()


def _place(child: str) -> int:
    return FONT_ORDER.index(child.strip("<>/ ").split(" ")[0])


def _shared_strings(parts: dict[str, bytes]) -> dict[str, bytes]:
    if STRINGS in parts and b"<si>" in parts[STRINGS]:
        return parts
    index: dict[str, int] = {}

    def shared(found: re.Match[str]) -> str:
        return f't="s"><v>{index.setdefault(found[1], len(index))}</v>'

    for name, content in parts.items():
        if name.startswith("xl/worksheets/sheet"):
            parts[name] = INLINE.sub(shared, content.decode()).encode()
    items = "".join(f"<si>{text}</si>" for text in index)
    table = f'<sst xmlns="{MAIN}" uniqueCount="{len(index)}">{items}</sst>'
    parts[STRINGS] = f"{DECLARATION}{table}".encode()
    return _declared(parts)


def _declared(parts: dict[str, bytes]) -> dict[str, bytes]:
    types, relations = parts[TYPES].decode(), parts[RELATIONS].decode()
    if STRINGS not in types:
        parts[TYPES] = types.replace("</Types>", override_xml(STRINGS, STRINGS_TYPE) + "</Types>").encode()
    if "sharedStrings" not in relations:
        link = relation_xml("rIdStrings", f"{OFFICE}/sharedStrings", f"/{STRINGS}")
        parts[RELATIONS] = relations.replace("</Relationships>", link + "</Relationships>").encode()
    return parts
