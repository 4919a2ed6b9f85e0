"""How much text fits into a cell of the template: from the width of its columns and the size of its letters."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from jixiao.xlsx.cells import MAIN, text_element
from jixiao.xlsx.references import column_number

if TYPE_CHECKING:
    from lxml import etree

WIDTH_PIXELS = 7.0  # one unit of column width in pixels; fonts differ, the narrow one is safe
USUAL_WIDTH = 8.43
PADDING_PIXELS = 6
LINE = 1.38  # height of a line over the size of its letters, for the tallest of the usual fonts
ITEM = re.compile(r"<si>.*?</si>|<si/>", re.DOTALL)
PLAIN = re.compile(r"<si><t(?: [^>]*)?>([^<]*)</t></si>")
ENTITIES = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'", "&amp;": "&"}
ENTITY = re.compile("|".join(ENTITIES))
NS = {"m": MAIN}
DEFAULT_SIZE = 11.0


class Fit(NamedTuple):
    """How much text a field's cell takes: Latin letters per line (a Chinese one counts two), points per line."""

    characters: int
    line: float


def fits(
    root: etree._Element,
    fields: Mapping[str, tuple[str, int]],
    merges: Sequence[tuple[str, int, str, int]],
    styles: Styles,
) -> dict[str, Fit]:
    """The fit of each field's cell, merged columns together."""
    wide = widths(root)
    style_of = {cell.get("r"): int(cell.get("s", "0")) for cell in root.iter(f"{{{MAIN}}}c")}
    right = {(left, top): end for left, top, end, _ in merges}
    found = {}
    for field, (column, row) in fields.items():
        first, last = column_number(column), column_number(right.get((column, row), column))
        width = sum(wide.get(number, USUAL_WIDTH) for number in range(first + 1, last + 2))
        size = styles.size(style_of.get(f"{column}{row}", 0))
        characters = int((width * WIDTH_PIXELS - PADDING_PIXELS) / (size * 2 / 3))
        found[field] = Fit(max(2, characters), size * LINE)
    return found


def widths(root: etree._Element) -> dict[int, float]:
    """The width of each column that has one of its own."""
    found: dict[int, float] = {}
    for column in root.iterfind(f"{{{MAIN}}}cols/{{{MAIN}}}col"):
        for number in range(int(column.get("min", "1")), min(int(column.get("max", "1")), 100) + 1):
            found[number] = float(column.get("width", "8.43"))
    return found


class TemplateStrings:
    """What the template's table holds; read once."""

    def __init__(self, xml: str) -> None:
        self.items = ITEM.findall(xml)
        self.index: dict[str, int] = {
            _plain(found[1]): at for at, item in enumerate(self.items) if (found := PLAIN.fullmatch(item))
        }

    def add(self, text: str) -> int:
        """The index of `text`, added when new: a template's inline strings become shared ones."""
        if text not in self.index:
            self.index[text] = len(self.items)
            self.items.append(f"<si>{text_element(text)}</si>")
        return self.index[text]


def _plain(text: str) -> str:
    return ENTITY.sub(lambda found: ENTITIES[found[0]], text)


class Styles:
    """styles.xml of the template; styles are only ever appended."""

    def __init__(self, xml: bytes) -> None:
        from lxml import etree

        self._root = etree.fromstring(xml)
        formats = self._root.find("m:cellXfs", NS)
        if formats is None:
            raise ValueError("模板的 styles.xml 缺少 cellXfs，请用 Excel 重新保存模板")
        self._formats = formats
        self._sizes = [_size(font) for font in self._root.iterfind("m:fonts/m:font", NS)]
        self._open: dict[int, int] = {}

    def size(self, style: int) -> float:
        """The font size in points of a cell style."""
        number = int(self._formats[style].get("fontId", "0"))
        return self._sizes[number] if number < len(self._sizes) else DEFAULT_SIZE

    def unlocked(self, style: int) -> int:
        """The style that looks like `style` and may be typed into on a protected sheet."""
        if style not in self._open:
            self._open[style] = self._append_unlocked(style)
        return self._open[style]

    def xml(self) -> bytes:
        """styles.xml with what was appended."""
        from lxml import etree

        self._formats.set("count", str(len(self._formats)))
        content: bytes = etree.tostring(self._root, xml_declaration=True, encoding="UTF-8", standalone=True)
        return content

    def _append_unlocked(self, style: int) -> int:
        from lxml import etree

        copy = etree.fromstring(etree.tostring(self._formats[style]))
        protection = copy.find("m:protection", NS)
        if protection is None:
            protection = etree.Element(f"{{{MAIN}}}protection")
            copy.insert(1 if copy.find("m:alignment", NS) is not None else 0, protection)
        protection.set("locked", "0")
        copy.set("applyProtection", "1")
        self._formats.append(copy)
        return len(self._formats) - 1


def _size(font: etree._Element) -> float:
    size = font.find("m:sz", NS)
    return float(size.get("val", DEFAULT_SIZE)) if size is not None else DEFAULT_SIZE
