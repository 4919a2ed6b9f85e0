"""The table of contents of a Word document: one line a project, with the page worked out beforehand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jixiao.exporters.docx import mark
from jixiao.exporters.docx_markup import paragraph, run
from jixiao.exporters.docx_settings import word
from jixiao.form.model import Form

FIELD = ' TOC \\o "1-1" \\h \\z \\u '
"""What Word gathers when the clerk updates the contents: the names in 标题 1, with links and page numbers."""


def contents(forms: Sequence[Form], pages: Sequence[int]) -> str:
    """The heading 目录 and a line for each form, which begins on the page of the same place in `pages`."""
    lines = list(_lines(forms, pages))
    first = paragraph(_begin(FIELD) + lines[0], "TOC1")
    others = "".join(paragraph(line, "TOC1") for line in lines[1:])
    return paragraph(run(word()["words"]["contents"]), "TOCHeading") + first + others + paragraph(_sign("end"))


def _lines(forms: Sequence[Form], pages: Sequence[int]) -> Iterator[str]:
    for at, (form, page) in enumerate(zip(forms, pages, strict=True)):
        anchor = mark(at)[0]
        name = form.project or word()["words"]["unnamed"]
        number = _begin(f" PAGEREF {anchor} \\h ") + run(str(page)) + _sign("end")
        yield f'<w:hyperlink w:anchor="{anchor}" w:history="1">{run(" ".join(name.split()) + chr(9))}{number}</w:hyperlink>'


def _begin(code: str) -> str:
    """The start of a field of ours; `code` never holds a text from outside."""
    return f'{_sign("begin")}<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>{_sign("separate")}'


def _sign(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'
