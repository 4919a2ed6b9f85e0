"""Forms as a Word document: the bundled official 附件 filled, one form a page where it fits, with contents by project."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import accumulate

from jixiao.exporters.docx_fill import W, blocks_of, drop
from jixiao.exporters.docx_fit import Fit
from jixiao.exporters.docx_markup import paragraph, run
from jixiao.exporters.docx_package import MAIN, official
from jixiao.exporters.docx_page import bookmark_name, filled_page
from jixiao.exporters.docx_settings import word
from jixiao.exporters.docx_template import write
from jixiao.form.model import Form
from jixiao.sheets.settings import layout

FIELD = ' TOC \\o "1-1" \\h \\z \\u '
"""What Word gathers when the clerk updates the contents: the names in 标题 1, with links and page numbers."""


@dataclass(frozen=True, slots=True)
class Document:
    """A finished .docx, and for each form how it was made to fit."""

    content: bytes
    fits: tuple[Fit, ...]


def document(forms: Sequence[Form], label: str | None = None) -> Document:
    """All `forms` in one document: contents by project (where there are several), then each form on a new page.

    `label` is above the title, such as 附件5.
    """
    made = _Filled(forms, label)
    if len(forms) > 1:
        made.put_contents()
    return made.finished()


def pages(forms: Sequence[Form], label: str | None, first: int) -> Document:
    """All `forms` without contents, their pages numbered from `first`: what follows another document."""
    made = _Filled(forms, label)
    for numbers in made.section.iter(f"{W}pgNumType"):
        numbers.set(f"{W}start", str(first))
    return made.finished()


class _Filled:
    """The official form filled once for each of `forms`."""

    def __init__(self, forms: Sequence[Form], label: str | None) -> None:
        from lxml import etree

        self.forms = forms
        self.archive = official(next((form.title for form in forms if form.title), layout()["project"]["title"]))
        self.tree = etree.fromstring(self.archive.xml(MAIN))
        self.body = self.tree[0]
        *blocks, self.section = self.body
        made = [filled_page(blocks, form, label, at) for at, form in enumerate(forms)]
        self.fits = tuple(fit for _, fit in made)
        self.body[:] = [*(block for page, _ in made for block in page), self.section]

    def put_contents(self) -> None:
        """The contents and a section of their own, whose pages have no number, before the forms."""
        from lxml import etree

        section = deepcopy(self.section)
        drop(section, "footerReference", "pgNumType")
        starts = [1, *accumulate((fit.pages for fit in self.fits), initial=1)][1:-1]
        text = contents(self.forms, starts) + paragraph("", given=etree.tostring(section, encoding="unicode"))
        self.body[0:0] = blocks_of(text)

    def finished(self) -> Document:
        """The document as a file."""
        write(self.archive, MAIN, self.tree)
        return Document(self.archive.packed(), self.fits)


def contents(forms: Sequence[Form], pages: Sequence[int]) -> str:
    """The heading 目录 and a line for each form, which begins on the page of the same place in `pages`."""
    lines = list(_lines(forms, pages))
    first = paragraph(_begin(FIELD) + lines[0], "TOC1")
    others = "".join(paragraph(line, "TOC1") for line in lines[1:])
    return paragraph(run(word()["words"]["contents"]), "TOCHeading") + first + others + paragraph(_sign("end"))


def _lines(forms: Sequence[Form], pages: Sequence[int]) -> Iterator[str]:
    for at, (form, page) in enumerate(zip(forms, pages, strict=True)):
        anchor = bookmark_name(at)
        name = form.project or word()["words"]["unnamed"]
        number = _begin(f" PAGEREF {anchor} \\h ") + run(str(page)) + _sign("end")
        yield f'<w:hyperlink w:anchor="{anchor}" w:history="1">{run(" ".join(name.split()) + chr(9))}{number}</w:hyperlink>'


def _begin(code: str) -> str:
    """The start of a field of ours; `code` never holds a text from outside."""
    return f'{_sign("begin")}<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>{_sign("separate")}'


def _sign(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'
