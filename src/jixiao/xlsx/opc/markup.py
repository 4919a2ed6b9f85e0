"""XML as text with known places, so that one element can be changed and every other byte stays."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from jixiao.xlsx.opc.guard import DAMAGED, PackageError
from jixiao.xlsx.opc.opc import attributes

_HIDDEN = re.compile(r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>", re.S)
_OPEN = re.compile(r"""<([^\s/>!?"']+)((?:[^>"']|"[^"]*"|'[^']*')*?)(/?)>""")


@dataclass(frozen=True, slots=True)
class Element:
    """Where an element is in its text: the tag with its prefix, its attributes as written, its four edges."""

    tag: str
    given: str
    start: int
    inside: int
    inside_end: int
    end: int

    @property
    def local(self) -> str:
        """The name without its prefix."""
        return self.tag.rpartition(":")[2]

    @property
    def prefix(self) -> str:
        """The namespace prefix with its colon, or nothing."""
        return self.tag[: -len(self.local)]

    @property
    def closed(self) -> bool:
        """Whether it is written `<tag/>`."""
        return self.inside == self.end

    @property
    def attributes(self) -> dict[str, str]:
        """The attributes by their names as written, entities resolved."""
        return attributes(self.given)


class Markup:
    """An XML text, and the changes to make to it; places always mean the text before the changes."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._changes: list[tuple[int, int, str]] = []
        self._children: dict[int, tuple[Element, ...]] = {}

    @cached_property
    def masked(self) -> str:
        """The text with comments, CDATA and instructions blanked out, places unchanged."""
        return _HIDDEN.sub(lambda match: " " * len(match[0]), self.text)

    @cached_property
    def root(self) -> Element:
        """The document element; PackageError where there is none."""
        found = next(self._elements(0, len(self.masked)), None)
        if found is None:
            raise PackageError(f"XML 部件没有根元素；{DAMAGED}")
        return found

    def children(self, parent: Element | None = None) -> tuple[Element, ...]:
        """The elements directly inside `parent`, by default inside the root."""
        outer = parent or self.root
        if outer.start not in self._children:
            found = () if outer.closed else tuple(self._elements(outer.inside, outer.inside_end))
            self._children[outer.start] = found
        return self._children[outer.start]

    def child(self, local: str, parent: Element | None = None) -> Element | None:
        """The first child of that name."""
        return next((found for found in self.children(parent) if found.local == local), None)

    def items(self, local: str, parent: Element | None = None) -> tuple[Element, ...]:
        """The elements directly inside the first child of that name; none where it is missing."""
        found = self.child(local, parent)
        return self.children(found) if found else ()

    def every(self, local: str) -> tuple[Element, ...]:
        """Every element of that name, at any depth, in order; none may hold another of its name."""
        starts = (match.start() for match in _named(local).finditer(self.masked))
        return tuple(found for start in starts if (found := next(self._elements(start, len(self.masked)), None)))

    def source(self, element: Element) -> str:
        """The element as written."""
        return self.text[element.start : element.end]

    def inner(self, element: Element) -> str:
        """What the element holds, as written."""
        return "" if element.closed else self.text[element.inside : element.inside_end]

    def replace(self, start: int, end: int, text: str) -> None:
        """Put `text` in place of what is between two places."""
        self._changes.append((start, end, text))

    def remove(self, element: Element) -> None:
        """Take an element out with all that is in it."""
        self.replace(element.start, element.end, "")

    def insert(self, place: int, text: str) -> None:
        """Put `text` in at a place."""
        self.replace(place, place, text)

    def give(self, element: Element, attributes: Mapping[str, str | None]) -> None:
        """Set attributes of an element (values as XML has them), or with None take them away; the others stay."""
        given = element.given
        for name, value in attributes.items():
            given = set_attribute(given, name, value)
        if given != element.given:
            slash = "/" if element.closed else ""
            self.replace(element.start, element.inside, f"<{element.tag}{given}{slash}>")

    def append(self, parent: Element, text: str) -> None:
        """Add `text` as the last thing inside `parent`; an element written `<tag/>` is opened."""
        if parent.closed:
            self.replace(parent.start, parent.end, f"<{parent.tag}{parent.given}>{text}</{parent.tag}>")
        else:
            self.insert(parent.inside_end, text)

    def result(self) -> str:
        """The text with all changes made, those at one place in the order they were asked for."""
        pieces: list[str] = []
        at = 0
        for start, end, text in sorted(self._changes, key=lambda change: change[:2]):
            pieces += (self.text[at:start], text)
            at = max(at, end)
        return "".join((*pieces, self.text[at:]))

    def _elements(self, at: int, stop: int) -> Iterator[Element]:
        while (match := _OPEN.search(self.masked, at, stop)) is not None:
            tag, given, slash = match.groups()
            inside = match.end()
            inside_end, end = (inside, inside) if slash else self._close(tag, inside)
            yield Element(tag, given, match.start(), inside, inside_end, end)
            at = end

    def _close(self, tag: str, at: int) -> tuple[int, int]:
        depth = 1
        for match in _same(tag).finditer(self.masked, at):
            if match[1]:
                depth -= 1
            elif not match[2]:
                depth += 1
            if depth == 0:
                return match.start(), match.end()
        raise PackageError(f"XML 部件中的 <{tag}> 没有结束；{DAMAGED}")


def set_attribute(given: str, name: str, value: str | None) -> str:
    """The attributes of a start tag with one set, or with None taken away; the others stay as written."""
    pattern = re.compile(rf"""(\s)({re.escape(name)})(\s*=\s*)(?:"[^"]*"|'[^']*')""")
    found = pattern.search(given)
    if value is None:
        return pattern.sub("", given, count=1)
    if found:
        quote = found[0][-1] if found[0][-1] not in value else '"'
        return pattern.sub(lambda match: f"{match[1]}{name}{match[3]}{quote}{value}{quote}", given, count=1)
    before = given.rstrip()
    return f'{before} {name}="{value}"{given[len(before) :]}'


@lru_cache(maxsize=256)
def _same(tag: str) -> re.Pattern[str]:
    return re.compile(rf"""<(/?){re.escape(tag)}(?=[\s/>])(?:[^>"']|"[^"]*"|'[^']*')*?(/?)>""")


@lru_cache(maxsize=64)
def _named(local: str) -> re.Pattern[str]:
    return re.compile(rf"<(?:[\w.-]+:)?{re.escape(local)}(?=[\s/>])")
