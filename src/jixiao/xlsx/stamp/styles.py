"""The template's cell styles: the font size of each, and a copy of a style whose cell is open for typing."""

from __future__ import annotations

from lxml import etree

from jixiao.xlsx.cells import MAIN

NS = {"m": MAIN}
DEFAULT_SIZE = 11.0


class Styles:
    """styles.xml of the template; styles are only ever appended."""

    def __init__(self, xml: bytes) -> None:
        self._root = etree.fromstring(xml)
        self._formats = _found(self._root, "cellXfs")
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
        self._formats.set("count", str(len(self._formats)))
        content: bytes = etree.tostring(self._root, xml_declaration=True, encoding="UTF-8", standalone=True)
        return content

    def _append_unlocked(self, style: int) -> int:
        copy = etree.fromstring(etree.tostring(self._formats[style]))
        protection = copy.find("m:protection", NS)
        if protection is None:
            protection = etree.Element(f"{{{MAIN}}}protection")
            copy.insert(1 if copy.find("m:alignment", NS) is not None else 0, protection)
        protection.set("locked", "0")
        copy.set("applyProtection", "1")
        self._formats.append(copy)
        return len(self._formats) - 1


def _found(root: etree._Element, name: str) -> etree._Element:
    element = root.find(f"m:{name}", NS)
    if element is None:
        raise ValueError(f"模板的 styles.xml 缺少 {name}，请用 Excel 重新保存模板")
    return element


def _size(font: etree._Element) -> float:
    size = font.find("m:sz", NS)
    return float(size.get("val", DEFAULT_SIZE)) if size is not None else DEFAULT_SIZE
