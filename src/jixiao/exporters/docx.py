"""Forms as a Word document: the official 附件 on A4, one form a page where it fits, with contents by project."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from jixiao.exporters import docx_grid
from jixiao.exporters.docx_fit import Fit, fit, line_height, text_lines
from jixiao.exporters.docx_grid import Grid
from jixiao.exporters.docx_markup import paragraph, run, table
from jixiao.exporters.docx_package import numbered_section, package, section
from jixiao.exporters.docx_settings import widths, word
from jixiao.form.model import Form
from jixiao.sheets.settings import layout

GAPS = 9.0
"""Points after the year and before the note."""
NEW_PAGE = "<w:pageBreakBefore/>"


@dataclass(frozen=True, slots=True)
class Document:
    """A finished .docx, and for each form how it was made to fit."""

    content: bytes
    fits: tuple[Fit, ...]


def document(forms: Sequence[Form], label: str | None = None) -> Document:
    """All `forms` in one document: contents by project (where there are several), then each form on a new page.

    `label` is above the title, such as 附件5.
    """

    grids = [docx_grid.grid(form) for form in forms]
    fits = tuple(fit(rows, _above(form, label)) for form, rows in zip(forms, grids, strict=True))
    starts = [1, *accumulate((found.pages for found in fits), initial=1)][1:-1]
    front = contents(forms, starts) + paragraph("", given=section()) if len(forms) > 1 else ""
    made = (_form(at, *item, label) for at, item in enumerate(zip(forms, grids, fits, strict=True)))
    title = next((form.title for form in forms if form.title), layout()["project"]["title"])
    return Document(package(front + "".join(made) + numbered_section(), title), fits)


def pages(forms: Sequence[Form], label: str | None, first: int) -> Document:
    """All `forms` without contents, their pages numbered from `first`: what follows another document."""
    grids = [docx_grid.grid(form) for form in forms]
    fits = tuple(fit(rows, _above(form, label)) for form, rows in zip(forms, grids, strict=True))
    made = (_form(at, *item, label) for at, item in enumerate(zip(forms, grids, fits, strict=True)))
    title = next((form.title for form in forms if form.title), layout()["project"]["title"])
    return Document(package("".join(made) + numbered_section(first), title), fits)


def mark(at: int) -> tuple[str, int]:
    """The bookmark of the form number `at`: its name, as Word names those of contents, and its number."""
    return f"_Toc{10_000_001 + at}", at + 1


def _form(at: int, form: Form, rows: Grid, fit: Fit, label: str | None) -> str:
    lines = [("FormLabel", label or ""), ("FormTitle", docx_grid.title(form)), ("FormYear", docx_grid.year(form))]
    shown = [(style, text) for style, text in lines if text] or [("FormGap", "")]
    above = "".join(
        paragraph(run(text), style, NEW_PAGE if at and not number else "") for number, (style, text) in enumerate(shown)
    )
    return above + _tables(at, rows, fit) + paragraph(run(layout()["project"]["note"]), "FormNote")


def _tables(at: int, rows: Grid, fit: Fit) -> str:
    """One table, or two where the form takes several pages: only a table's first row can be repeated on each."""
    if fit.pages == 1:
        return table((*rows.head, rows.heading, *rows.body), fit, mark(at))
    split = docx_grid.apart(rows)
    lower = table((split.heading, *split.body), fit, mark(at), repeated=1)
    return table(rows.head, fit, mark(at)) + paragraph("", "FormGap") + lower


def _above(form: Form, label: str | None) -> float:
    """The height in points of what is on the page beside the table: the lines above it and the note."""
    sizes, width = word()["sizes"], sum(widths())
    height = line_height(sizes["label"]) if label else 0.0
    if text := docx_grid.title(form):
        height += line_height(sizes["title"]) * text_lines(text, width, sizes["title"])
    if docx_grid.year(form):
        height += line_height(sizes["year"])
    note = layout()["project"]["note"]
    return height + GAPS + line_height(sizes["note"]) * text_lines(note, width, sizes["note"])


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
