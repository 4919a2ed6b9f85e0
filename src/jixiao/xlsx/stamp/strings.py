"""The string table of a stamped workbook: the template's own entries first, as they are, then the new texts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.xlsx.cells import MAIN, text_element
from jixiao.xlsx.stamp.plan import Fill

ITEM = re.compile(r"<si>.*?</si>|<si/>", re.DOTALL)
PLAIN = re.compile(r"<si><t(?: [^>]*)?>([^<]*)</t></si>")
ENTITIES = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'", "&amp;": "&"}
ENTITY = re.compile("|".join(ENTITIES))


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


class StampedStrings:
    """The table of one new workbook; `tails` remembers the end of the `<c>` of each value already written."""

    def __init__(self, base: TemplateStrings) -> None:
        self._base = base
        self._index = dict(base.index)
        self._new: list[str] = []
        self.tails: dict[Fill, str] = {}

    def add(self, text: str) -> int:
        """The index of `text`, added when new."""
        at = self._index.get(text)
        if at is None:
            at = self._index[text] = len(self._base.items) + len(self._new)
            self._new.append(text)
        return at

    def xml(self) -> Iterator[str]:
        """The part xl/sharedStrings.xml, item by item."""
        head = f'<sst xmlns="{MAIN}" uniqueCount="{len(self._base.items) + len(self._new)}">'
        yield f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{head}'
        yield from self._base.items
        yield from (f"<si>{text_element(text)}</si>" for text in self._new)
        yield "</sst>"


def _plain(text: str) -> str:
    return ENTITY.sub(lambda found: ENTITIES[found[0]], text)
