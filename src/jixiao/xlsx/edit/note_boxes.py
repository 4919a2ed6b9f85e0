"""The boxes of notes: Excel shows a note only where a VML drawing holds a box for its cell."""

from __future__ import annotations

import re
from collections.abc import Collection

from jixiao.xlsx.opc.markup import Markup
from jixiao.xlsx.references import position

TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_NEW = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" '
    'data="{number}"/></o:shapelayout></xml>'
)
_BOX_TYPE = (
    '<v:shapetype id="{id}" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_BOX = (
    '<v:shape id="_x0000_s{number}" type="#{type}" style="position:absolute;margin-left:80pt;margin-top:5pt;'
    'width:108pt;height:60pt;z-index:{order};visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">'
    '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>'
    "<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
BOX_TYPE = "_x0000_t202"
_NUMBER = re.compile(r"""["']_x0000_s(\d+)["']""")
_AT = re.compile(r"<x:(Row|Column)>\s*(\d+)\s*</x:")


def new_drawing(number: int) -> str:
    """An empty drawing; `number` keeps its shapes apart from those of other sheets."""
    return _NEW.format(number=number)


def add_boxes(drawing: str, number: int, boxes: Collection[tuple[str, str]]) -> str:
    """The drawing with a box for each (cell, anchor)."""
    markup = Markup(drawing)
    taken = [int(found) for found in _NUMBER.findall(drawing)]
    first = max(taken, default=number * 1024) + 1
    text = "" if f'"{BOX_TYPE}"' in drawing else _BOX_TYPE.format(id=BOX_TYPE)
    for offset, (cell, anchor) in enumerate(boxes):
        row, column = position(cell)
        text += _BOX.format(
            number=first + offset, type=BOX_TYPE, order=len(taken) + offset + 1, anchor=anchor, row=row, column=column
        )
    markup.append(markup.root, text)
    return markup.result()


def remove_boxes(drawing: str, cells: Collection[str]) -> str:
    """The drawing without the boxes of notes at `cells`."""
    places = {position(cell) for cell in cells}
    markup = Markup(drawing)
    left = 0
    for shape in markup.every("shape"):
        source = markup.source(shape)
        at = {name: int(value) for name, value in _AT.findall(source)}
        if 'ObjectType="Note"' in source and (at.get("Row"), at.get("Column")) in places:
            markup.remove(shape)
        elif f"#{BOX_TYPE}" in source:
            left += 1
    # a drawing of controls alone had no box type before our notes came
    if not left:
        for element in markup.every("shapetype"):
            if element.attributes.get("id") == BOX_TYPE:
                markup.remove(element)
    return markup.result()


def is_empty(drawing: str) -> bool:
    """Whether the drawing shows nothing any more."""
    return not any(Markup(drawing).every(name) for name in ("shape", "group", "rect", "line", "oval", "roundrect"))
