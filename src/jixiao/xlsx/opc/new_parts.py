"""New parts of a package as text: their first line, relations, and a small workbook of given sheets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from jixiao.xlsx.cells import MAIN, escape_attribute
from jixiao.xlsx.opc.pack import compress, pack

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def relation_xml(id: str, type: str, target: str, mode: str = "") -> str:
    """One relation; `mode` is "External" for an address outside the package."""
    outside = f' TargetMode="{mode}"' if mode else ""
    return f'<Relationship Id="{id}" Type="{type}" Target="{escape_attribute(target)}"{outside}/>'


def relations_xml(items: Iterable[str]) -> bytes:
    """A part of finished relations."""
    return f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{"".join(items)}</Relationships>'.encode()


def types_xml(items: str) -> bytes:
    """The part of content types: those of XML and of relations by extension, then `items`."""
    return (
        f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{items}</Types>'
    ).encode()


def override_xml(part: str, kind: str) -> str:
    """The content type of one part."""
    return f'<Override PartName="/{part}" ContentType="{kind}"/>'


def new_workbook(sheets: Sequence[tuple[str, str]], styles: str = "") -> bytes:
    """The .xlsx of `sheets`, names and worksheet elements, calculated when it is opened. The same ones give the same bytes.

    `styles` is a styleSheet element; without one there are no cell formats.
    """
    numbered = [(f"worksheets/sheet{at}.xml", *sheet) for at, sheet in enumerate(sheets, 1)]
    tabs = "".join(
        f'<sheet name="{escape_attribute(name)}" sheetId="{at}" r:id="rId{at}"/>'
        for at, (_, name, _) in enumerate(numbered, 1)
    )
    workbook = f'<sheets>{tabs}</sheets><calcPr calcId="191029" fullCalcOnLoad="1"/>'
    related = [relation_xml(f"rId{at}", f"{OFFICE}/worksheet", part) for at, (part, *_) in enumerate(numbered, 1)]
    kinds = {"xl/workbook.xml": "sheet.main", **{f"xl/{part}": "worksheet" for part, *_ in numbered}}
    if styles:
        related.append(relation_xml("rIdStyles", f"{OFFICE}/styles", "styles.xml"))
        kinds["xl/styles.xml"] = "styles"
    types = "".join(override_xml(part, f"{SPREADSHEET}.{kind}+xml") for part, kind in kinds.items())
    parts = {
        "[Content_Types].xml": types_xml(types),
        "_rels/.rels": relations_xml([relation_xml("rId1", f"{OFFICE}/officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": _xml(f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{workbook}</workbook>'),
        "xl/_rels/workbook.xml.rels": relations_xml(related),
        **({"xl/styles.xml": _xml(styles)} if styles else {}),
        **{f"xl/{part}": _xml(content) for part, _, content in numbered},
    }
    return pack(compress(part, content) for part, content in parts.items())


def _xml(content: str) -> bytes:
    return f"{DECLARATION}{content}".encode()
