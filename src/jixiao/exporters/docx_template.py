"""A unit's own .docx template filled: {{项目名称}} and the like, rows of {{三级指标}} repeated for each indicator."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from copy import deepcopy
from typing import TYPE_CHECKING

from jixiao.errors import CannotGoOn
from jixiao.exporters import docx_fields as fields
from jixiao.exporters.docx_fill import GUARD, W, drop, fill, names_in, put_tree, repeat
from jixiao.form.model import Form
from jixiao.xlsx.opc.archive import Archive
from jixiao.xlsx.opc.guard import ZIP

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MAIN = "word/document.xml"
BESIDE = re.compile(r"word/(?:header|footer|footnotes|endnotes)\d*\.xml")
STATEMENT = re.compile(r"\{%.*?%\}")
TEMPLATE_TYPE, DOCUMENT_TYPE = b"wordprocessingml.template.main+xml", b"wordprocessingml.document.main+xml"
MACROS = "word/vbaProject.bin"


def filled(template: bytes, name: str, forms: Sequence[Form], label: str | None = None) -> bytes:
    """The document of `forms`, each on a new page, laid out as the template called `name` says.

    `label` is the number of the attachment, such as 附件5.

    Raises CannotGoOn when the file is no Word document, asks for nothing, or for something a form does not have.
    """
    from lxml import etree

    archive = opened(template, name)
    trees = {part: etree.fromstring(archive.xml(part)) for part in archive if part == MAIN or BESIDE.fullmatch(part)}
    for tree in trees.values():
        _refuse_unknown(tree, name)
    refuse_plain(trees.values(), name, "{{项目名称}}，全部名称见使用手册“导出 Word 和 PDF”")
    body = trees[MAIN].find(f"{W}body")
    if body is not None:
        blocks = [block for block in body if block.tag != f"{W}sectPr"]
        last = [block for block in body if block.tag == f"{W}sectPr"]
        pages = [_page(blocks, form, label, at) for at, form in enumerate(forms)]
        body[:] = [*(block for page in pages for block in page), *last]
    for part, tree in trees.items():
        if part != MAIN:
            fill(tree, _shared(tree, forms, label, name))
        write(archive, part, tree)
    return archive.packed()


def write(archive: Archive, part: str, tree: Element) -> None:
    """Put a filled tree back into its part."""
    for text in tree.iter(f"{W}t"):
        text.text = (text.text or "").replace(GUARD, "{{")
    put_tree(archive, part, tree)


def opened(template: bytes, name: str) -> Archive:
    """The template as a document to be filled. Raises CannotGoOn when it is no Word document, or has macros."""
    archive = Archive.open(template, name=name) if template.startswith(ZIP) else None
    if archive is None or MAIN not in archive:
        raise CannotGoOn(f"{name}：不是 Word 文档（.docx），不能作模板。请在 Word 或 WPS 中另存为 .docx 后再用。")
    if MACROS in archive:
        raise CannotGoOn(f"{name}：模板里有宏，出于安全不使用。请在 Word 中另存为不带宏的 .docx 后再用。")
    types = archive.xml("[Content_Types].xml")
    archive.write("[Content_Types].xml", types.replace(TEMPLATE_TYPE, DOCUMENT_TYPE))
    return archive


def refuse_plain(trees: Iterable[Element], name: str, example: str) -> None:
    """Raise CannotGoOn where a template asks for nothing: what was to be filled in would be nowhere in the document."""
    if not any(True for tree in trees for _ in names_in(tree)):
        raise CannotGoOn(f"{name}：模板里没有要填的名称，填不进内容，没有写。请在要填的地方写上名称，如 {example}。")


def _refuse_unknown(tree: Element, name: str) -> None:
    text = "".join(element.text or "" for element in tree.iter(f"{W}t"))
    if found := STATEMENT.search(text):
        raise CannotGoOn(
            f"{name}：模板里的“{found[0]}”不能用。这里只填 {{{{ }}}} 中的名称；要按指标重复的行，直接在那一行写 {{{{三级指标}}}} 等名称即可。"
        )
    unknown = dict.fromkeys(item for item in names_in(tree) if item not in fields.KNOWN)
    if unknown:
        listed = "、".join(f"{{{{{item}}}}}" for item in unknown)
        known = "、".join((*fields.FORM_NAMES, *fields.PART_NAMES, *fields.INDICATORS))
        raise CannotGoOn(f"{name}：模板里的{listed}不是自评表里的名称。可用的名称：{known}。")


def page(blocks: Sequence[Element], form: Form, label: str | None) -> Element:
    """A body with a copy of the template's `blocks` filled for one form."""
    from lxml import etree

    made = etree.Element(f"{W}body")
    made.extend(deepcopy(block) for block in blocks)
    texts = fields.once(form, label)
    repeat(made, {fields.TOTAL_REASON}, [fields.Line(texts, {})] if texts[fields.TOTAL_REASON] else [])
    fill(made, texts)
    repeat(made, fields.PART_NAMES, fields.parts(form))
    repeat(made, fields.INDICATORS, fields.indicators(form) or [fields.Line(dict.fromkeys(fields.INDICATORS, ""), {})])
    return made


def _page(blocks: Sequence[Element], form: Form, label: str | None, at: int) -> Element:
    """The template's content for one form; from the second on it begins a page, and leaves bookmarks to the first."""
    made = page(blocks, form, label)
    if at:
        drop(made, "bookmarkStart", "bookmarkEnd")
        begin_page(made)
    return made


def begin_page(page: Element) -> None:
    """Let the first paragraph of a body begin a page."""
    from lxml import etree

    first = page[0] if len(page) and page[0].tag == f"{W}p" else None
    if first is None:
        first = etree.Element(f"{W}p")
        page.insert(0, first)
    look = first.find(f"{W}pPr")
    if look is None:
        look = etree.Element(f"{W}pPr")
        first.insert(0, look)
    after = sum(child.tag in (f"{W}pStyle", f"{W}keepNext", f"{W}keepLines") for child in look)
    drop(look, "pageBreakBefore")
    look.insert(after, etree.Element(f"{W}pageBreakBefore"))


def _shared(tree: Element, forms: Sequence[Form], label: str | None, name: str) -> fields.Texts:
    """What a header or footer says, which is on the pages of every form: it must be the same for all of them."""
    every = [fields.once(form, label) for form in forms]
    wanted = dict.fromkeys(names_in(tree))
    for item in wanted:
        if item not in fields.FORM_NAMES:
            raise CannotGoOn(
                f"{name}：页眉、页脚里不能用 {{{{{item}}}}}，它在一张表里有许多个。请把它移到正文的表格行里。"
            )
        if len({texts[item] for texts in every}) > 1:
            raise CannotGoOn(
                f"{name}：页眉、页脚里的 {{{{{item}}}}} 各张表不同，放不进一个文件。请加 --each，每个项目导出一个文件。"
            )
    return {item: every[0][item] for item in wanted}
