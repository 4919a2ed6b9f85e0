"""A Word document as a package: the body, the parts beside it with their relations and content types."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from jixiao.xlsx.opc.new_parts import (
    DECLARATION,
    OFFICE,
    PACKAGE,
    override_xml,
    relation_xml,
    relations_xml,
    types_xml,
)
from jixiao.xlsx.opc.pack import compress, pack

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
CORE = "application/vnd.openxmlformats-package.core-properties+xml"
ROOTS = {"fontTable": "fonts", "footer": "ftr"}
"""The root elements that are not called as their part."""

PAGE_NUMBER = (
    '<w:r><w:t xml:space="preserve">— </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    '<w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t xml:space="preserve"> —</w:t></w:r>'
)
"""The runs — 1 —, of which Word keeps the number."""
ZOOM = '<w:zoom w:percent="100"/>'
COMPATIBLE = (
    '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting '
    'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>'
)
"""The two ends of a document's settings."""


def packed(
    body: str,
    beside: Mapping[str, str],
    title: str,
    more: Mapping[str, bytes] | None = None,
    relations: Sequence[str] = (),
    types: str = "",
) -> bytes:
    """The .docx of finished block content `body`, which ends with its section. The same content gives the same bytes.

    `beside` is the content of the parts named styles, footer1 and the like. `more` are further parts by their path,
    with the document's `relations` to them and their content `types`.
    """
    named = [relation_xml(relation_id(name), f"{OFFICE}/{_kind(name)}", f"{name}.xml") for name in beside]
    parts = {
        "[Content_Types].xml": _content_types(beside, types),
        "_rels/.rels": relations_xml(
            [
                relation_xml("rId1", f"{OFFICE}/officeDocument", "word/document.xml"),
                relation_xml("rId2", f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            ]
        ),
        "word/document.xml": _part("document", f"<w:body>{body}</w:body>"),
        "word/_rels/document.xml.rels": relations_xml([*named, *relations]),
        **{f"word/{name}.xml": _part(ROOTS.get(_kind(name), _kind(name)), content) for name, content in beside.items()},
        **(more or {}),
        "docProps/core.xml": _core(title),
    }
    return pack(compress(name, content) for name, content in parts.items())


def relation_id(name: str) -> str:
    """The id of the document's relation to the part called `name`."""
    return f"rId_{name}"


def fonts(names: Mapping[str, Iterable[str]]) -> str:
    """The content of the font table: each font, and those used in its place where it is not installed."""
    return "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{",".join(others)}"/><w:charset w:val="86"/>'
        '<w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'
        for name, others in names.items()
    )


def _kind(name: str) -> str:
    return name.rstrip("12")


def _content_types(beside: Iterable[str], more: str) -> bytes:
    kinds = {"document": "document.main", **{name: _kind(name) for name in beside}}
    made = (override_xml(f"word/{name}.xml", f"{TYPE}.{kind}+xml") for name, kind in kinds.items())
    return types_xml(f"{more}{''.join(made)}{override_xml('docProps/core.xml', CORE)}")


def _part(root: str, content: str) -> bytes:
    return f'{DECLARATION}<w:{root} xmlns:w="{WORD}" xmlns:r="{OFFICE}">{content}</w:{root}>'.encode()


def _core(title: str) -> bytes:
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(title)}</dc:title>'
        "<dc:language>zh-CN</dc:language></cp:coreProperties>"
    ).encode()
