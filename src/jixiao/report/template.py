"""A unit's own .docx template filled with a report: {{基本情况}} becomes a chapter, {{全年预算合计}} a figure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from jixiao.errors import CannotGoOn
from jixiao.exporters.docx_fill import PLACEHOLDER, W, blocks_of, fill, names_in, put_tree
from jixiao.exporters.docx_parts import TYPE, WORD
from jixiao.exporters.docx_template import BESIDE, MAIN, opened, refuse_plain
from jixiao.report.blocks import Block, Chapter, Heading, PageBreak
from jixiao.report.facts import Facts
from jixiao.report.word import BOOK, chart_parts, chart_relations, chart_types, comments, styles, text_width
from jixiao.report.word_text import Writer
from jixiao.xlsx.opc.new_parts import DECLARATION, OFFICE, override_xml, relation_xml, relations_xml

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from jixiao.xlsx.opc.archive import Archive

WHOLE, TITLE = "全文", "报告标题"
COMMENTS, STYLES, RELATIONS, TYPES = (
    "word/comments.xml",
    "word/styles.xml",
    "word/_rels/document.xml.rels",
    "[Content_Types].xml",
)


def filled(template: bytes, name: str, chapters: Sequence[Chapter], facts: Facts, title: str, commented: bool) -> bytes:
    """The report in the template called `name`: chapters without their own first heading, figures and words in place.

    Raises CannotGoOn where it is no Word document, names nothing or something unknown, or has a chapter's name inside a sentence.
    """
    from lxml import etree

    archive = opened(template, name)
    texts = {TITLE: title, **dict(_texts(facts))}
    parts = {part: etree.fromstring(archive.xml(part)) for part in archive if part == MAIN or BESIDE.fullmatch(part)}
    known = {WHOLE, *(chapter.name for chapter in chapters), *texts}
    for tree in parts.values():
        _refuse_unknown(tree, name, known, facts)
    refuse_plain(parts.values(), name, f"{{{{{WHOLE}}}}}，全部名称见“自评报告与公开”一页")
    writer = Writer(facts.settings, text_width(facts.settings), commented and COMMENTS not in archive)
    _put_chapters(parts[MAIN], name, chapters, writer)
    for part, tree in parts.items():
        fill(tree, texts)
        put_tree(archive, part, tree)
    _put_beside(archive, writer)
    return archive.packed()


def _texts(facts: Facts) -> Iterator[tuple[str, str]]:
    """Words and figures by their names in report.toml and by their Chinese labels; what is unknown stays to be written."""
    labels = facts.settings["words"]
    for word, text in facts.words.items():
        for key in (word, labels.get(word, word)):
            yield key, text or f"【待补充：{labels.get(word, word)}】"
    for key in facts.settings["figures"]:
        figure = facts.figure(key)
        shown = figure.shown or f"【待补充：{figure.label}】"
        yield key, shown
        yield figure.label, shown


def _refuse_unknown(tree: Element, name: str, known: set[str], facts: Facts) -> None:
    unknown = [item for item in dict.fromkeys(names_in(tree)) if item not in known]
    if not unknown:
        return
    chapters = [each["name"] for each in (*facts.settings["chapters"], *facts.settings["annexes"])]
    figures = [figure["label"] for figure in facts.settings["figures"].values()]
    listed = "、".join(f"{{{{{item}}}}}" for item in unknown)
    raise CannotGoOn(
        f"{name}：模板里的{listed}不是报告里的名称。章节可用：{'、'.join((WHOLE, '摘要', *chapters))}；数可用：{'、'.join(figures)}。"
    )


def _put_chapters(document: Element, name: str, chapters: Sequence[Chapter], writer: Writer) -> None:
    content: dict[str, list[Block]] = {chapter.name: _without_head(chapter) for chapter in chapters}
    content[WHOLE] = [block for chapter in chapters for block in chapter.blocks]
    for paragraph in list(document.iter(f"{W}p")):
        text = "".join(piece.text or "" for piece in paragraph.iter(f"{W}t"))
        wanted = [found for found in PLACEHOLDER.findall(text) if found in content]
        if not wanted:
            continue
        if PLACEHOLDER.sub("", text).strip() or len(wanted) > 1:
            raise CannotGoOn(f"{name}：模板里的 {{{{{wanted[0]}}}}} 是一整章，请让它单独占一段。")
        _replace(paragraph, writer.xml(content[wanted[0]]))


def _without_head(chapter: Chapter) -> list[Block]:
    """The chapter as it goes below the template's own heading."""
    return [
        block
        for block in chapter.blocks
        if not isinstance(block, PageBreak) and not (isinstance(block, Heading) and block.level < 2)
    ]


def _replace(paragraph: Element, xml: str) -> None:
    from lxml import etree

    made = blocks_of(xml)
    parent = paragraph.getparent()
    if parent is None:
        return
    at = parent.index(paragraph)
    parent[at : at + 1] = made or [etree.Element(f"{W}p")]


def _put_beside(archive: Archive, writer: Writer) -> None:
    """The styles, charts and comments that the new paragraphs refer to."""
    numbers = range(1, len(writer.charts) + 1)
    for part, content in chart_parts(writer.charts).items():
        archive.write(part, content)
    more, types = chart_relations(numbers), chart_types(numbers)
    if numbers and b'Extension="xlsx"' not in archive.xml(TYPES):
        _put(archive, TYPES, "Types", f'<Default Extension="xlsx" ContentType="{BOOK}"/>', 0)
    if writer.comments:
        made = f'{DECLARATION}<w:comments xmlns:w="{WORD}">{comments(writer.comments)}</w:comments>'
        archive.write(COMMENTS, made.encode())
        more.append(relation_xml("rIdJxComments", f"{OFFICE}/comments", "comments.xml"))
        types += override_xml(COMMENTS, f"{TYPE}.comments+xml")
    if STYLES not in archive:
        archive.write(STYLES, f'<w:styles xmlns:w="{WORD}"/>'.encode())
        more.append(relation_xml("rIdJxStyles", f"{OFFICE}/styles", "styles.xml"))
        types += override_xml(STYLES, f"{TYPE}.styles+xml")
    if RELATIONS not in archive:
        archive.write(RELATIONS, relations_xml([]))
    _put(archive, TYPES, "Types", types)
    _put(archive, RELATIONS, "Relationships", "".join(more))
    _put(archive, STYLES, "w:styles", styles(writer.settings))


def _put(archive: Archive, part: str, root: str, xml: str, at: int | None = None) -> None:
    """Put `xml`, in the namespaces of the root, into a part before its element number `at`, by default at the end."""
    from lxml import etree

    tree = etree.fromstring(archive.xml(part))
    spaces: Mapping[Any, str] = {"w": WORD, **tree.nsmap} if root.startswith("w:") else tree.nsmap
    declared = " ".join(f'xmlns{":" + key if key else ""}="{value}"' for key, value in spaces.items())
    place = len(tree) if at is None else at
    tree[place:place] = list(etree.fromstring(f"<{root} {declared}>{xml}</{root}>"))
    put_tree(archive, part, tree)
