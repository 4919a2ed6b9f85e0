"""What openpyxl writes loosely, put as Excel itself writes it: shared strings, the order inside a font, fixed dates."""

from __future__ import annotations

import re
from datetime import datetime

from lxml import etree

from jixiao.package.cells import MAIN
from jixiao.package.stamp import STRINGS, STRINGS_TYPE, TYPES

FONT_ORDER = (
    *("b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign"),
    *("sz", "color", "name", "family", "charset", "scheme"),
)
INLINE = re.compile(r't="inlineStr"><is>(<t[^>]*>[^<]*</t>)</is>')
MODIFIED = re.compile(r"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
RELATIONS = "xl/_rels/workbook.xml.rels"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"


def tidy(parts: dict[str, bytes], dated: datetime) -> dict[str, bytes]:
    """The parts of a workbook by openpyxl, tidied."""
    parts = {**parts, "xl/styles.xml": _ordered_fonts(parts["xl/styles.xml"])}
    core = parts["docProps/core.xml"].decode()
    parts["docProps/core.xml"] = MODIFIED.sub(rf"\g<1>{dated:%Y-%m-%dT%H:%M:%SZ}\g<2>", core).encode()
    return _shared_strings(parts)


def _ordered_fonts(styles: bytes) -> bytes:
    root = etree.fromstring(styles)
    for font in root.iter(f"{{{MAIN}}}font"):
        font[:] = sorted(font, key=lambda child: FONT_ORDER.index(etree.QName(child).localname))
    content: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return content


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
    parts[STRINGS] = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{table}'.encode()
    return _declared(parts)


def _declared(parts: dict[str, bytes]) -> dict[str, bytes]:
    types, relations = parts[TYPES].decode(), parts[RELATIONS].decode()
    if STRINGS not in types:
        override = f'<Override PartName="/{STRINGS}" ContentType="{STRINGS_TYPE}"/>'
        parts[TYPES] = types.replace("</Types>", override + "</Types>").encode()
    if "sharedStrings" not in relations:
        link = f'<Relationship Id="rIdStrings" Type="{RELATION}" Target="/{STRINGS}"/>'
        parts[RELATIONS] = relations.replace("</Relationships>", link + "</Relationships>").encode()
    return parts
