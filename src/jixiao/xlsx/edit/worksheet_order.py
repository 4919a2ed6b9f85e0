"""The elements of a worksheet in the order the schema wants them, and where a new one goes."""

from __future__ import annotations

import re

from jixiao.xlsx.opc.markup import Element, Markup
from jixiao.xlsx.opc.new_parts import OFFICE
from jixiao.xlsx.opc.parts import STRICT

# fmt: off
ORDER = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection",
    "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews",
    "mergeCells", "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions",
    "pageMargins", "pageSetup", "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches",
    "ignoredErrors", "smartTags", "drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture",
    "oleObjects", "controls", "webPublishItems", "tableParts", "extLst",
)
# fmt: on
RANK = {name: rank for rank, name in enumerate(ORDER)}
# Excel wraps controls and objects in mc:AlternateContent; they are after the drawings
LAST = RANK["oleObjects"]
_BOUND = re.compile(r"""xmlns:([\w.-]+)\s*=\s*["']([^"']+)["']""")


def place_for(sheet: Markup, local: str) -> int:
    """Where a new element of that name is inserted: before its like, behind all that must be before it."""
    rank = RANK[local]
    after = (item.start for item in sheet.children() if RANK.get(item.local, LAST) >= rank)
    return next(after, sheet.root.inside_end)


def add_child(sheet: Markup, local: str, given: str, inner: str = "") -> None:
    """Insert `<local given>inner</local>` in its place, with the sheet's own prefix."""
    tag = sheet.root.prefix + local
    text = f"<{tag}{given}>{inner}</{tag}>" if inner else f"<{tag}{given}/>"
    sheet.insert(place_for(sheet, local), text)


def relation_attribute(sheet: Markup, relation: str) -> str:
    """The attribute r:id with the prefix the sheet has bound for it, bound here where it has none."""
    for prefix, space in _BOUND.findall(sheet.root.given):
        if space in (OFFICE, STRICT):
            return f' {prefix}:id="{relation}"'
    space = STRICT if "purl.oclc.org" in sheet.root.given else OFFICE
    return f' xmlns:r="{space}" r:id="{relation}"'


def relation_of(element: Element) -> str | None:
    """The id of the relation an element names."""
    return next((value for key, value in element.attributes.items() if key.endswith(":id")), None)


def merged_area(sheet: Markup, cell: str) -> str:
    """The merged block whose first cell is `cell`, or the cell itself."""
    found = re.search(rf'ref="({re.escape(cell)}:[A-Z]+\d+)"', _merges(sheet))
    return found[1] if found else cell


def _merges(sheet: Markup) -> str:
    merges = sheet.child("mergeCells")
    return sheet.source(merges) if merges else ""
