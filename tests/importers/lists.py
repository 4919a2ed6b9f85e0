"""Builder of Word documents whose paragraphs Word numbers itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from tests.importers.documents import R, W, package

OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def level(at: int, kind: str, pattern: str, more: str = "", start: int = 1) -> str:
    """One level of a list."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>{more}'
        f'<w:lvlText w:val="{escape(pattern)}"/></w:lvl>'
    )


def definition(number: int, *levels: str) -> str:
    """The definition `number` of a list."""
    content = '<w:multiLevelType w:val="multilevel"/>' + "".join(levels)
    return f'<w:abstractNum w:abstractNumId="{number}">{content}</w:abstractNum>'


def instance(number: int, of: int, more: str = "") -> str:
    """The list `number`, counted by the definition `of`."""
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'


def item(text: str, number: int | None = None, at: int | None = None, style: str = "") -> str:
    """A paragraph of the list `number` on level `at`, of a style."""
    place = f'<w:ilvl w:val="{at}"/>' if at is not None else ""
    place += f'<w:numId w:val="{number}"/>' if number is not None else ""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    numbered = f"<w:numPr>{place}</w:numPr>" if place else ""
    return f"<w:p><w:pPr>{named}{numbered}</w:pPr><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def numbered(body: str, beginning: str, number: int) -> str:
    """`body` with the paragraphs whose text starts with `beginning` put into a list, that beginning taken out."""

    def listed(match: re.Match[str]) -> str:
        text = re.sub("<[^>]*>", "", match[1])
        return item(text.removeprefix(beginning), number, 0) if text.startswith(beginning) else match[0]

    return re.sub(r"<w:p>(.*?)</w:p>", listed, body)


def document(body: str, lists: Iterable[str], styles: str = "") -> bytes:
    """A Word document with a part of lists and one of styles."""
    related = (("numbering", "numbering.xml"), ("styles", "styles.xml"))
    relations = "".join(f'<Relationship Id="{k}" Type="{R}/{k}" Target="{part}"/>' for k, part in related)
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts = {
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{space}">{relations}</Relationships>',
        "word/numbering.xml": f'<w:numbering xmlns:w="{W}">{"".join(lists)}</w:numbering>',
        "word/styles.xml": f'<w:styles xmlns:w="{W}">{styles}</w:styles>',
    }
    return package(body, {name: text.encode() for name, text in parts.items()})
