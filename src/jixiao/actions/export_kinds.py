"""What a file can be exported as: Word, the workbook's pages as PDF, a unit's own Word template as PDF."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from jixiao.actions.fit_rows import with_fitted_rows
from jixiao.actions.loaded import Loaded, policy_for
from jixiao.errors import CannotGoOn
from jixiao.exporters.redact import Hidden, counted, without
from jixiao.form.model import Form
from jixiao.form.structure import written
from jixiao.form.subjects import field_on
from jixiao.importers.read import open_source
from jixiao.importers.source import Source

PDF = b"%PDF"
REPORT, FORMS = "自评报告", "自评表"
"""The first bookmarks of a bound PDF."""
CONTENTS = "目录页码按版面估算；在 Word 里改动以后，点中目录按 F9 即更新。"


@dataclass(frozen=True, slots=True)
class Export:
    """What goes out: the forms as they will be shown and, for publication, what was left out of the texts of each.

    `notes` is what the user should know of it, in whatever it is written.
    """

    loaded: Loaded
    forms: tuple[Form, ...]
    omitted: tuple[tuple[Hidden, ...], ...] | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Made:
    """A finished document and what the user should know of it."""

    content: bytes
    notes: tuple[str, ...] = ()


class Kind(Protocol):
    """A way to export: all forms in one document, or one document for each."""

    @property
    def suffix(self) -> str:
        """How the names of its files end."""

    def whole(self, export: Export) -> Made:
        """All forms in one document."""

    def singles(self, export: Export) -> Sequence[Made]:
        """One document for each form, in their order."""


@dataclass(frozen=True, slots=True)
class Word:
    """Word: the official form with `label` (附件5) above its title, or the unit's own template."""

    template: Path | None = None
    label: str | None = None
    suffix: str = ".docx"

    def whole(self, export: Export) -> Made:
        """All forms in one document, with contents where the official form has several."""
        return self._made(export.forms)

    def singles(self, export: Export) -> Sequence[Made]:
        """A document for each form."""
        return [self._made((form,)) for form in export.forms]

    def _made(self, forms: tuple[Form, ...]) -> Made:
        if self.template is not None:
            from jixiao.exporters.docx_template import filled

            source = open_source(self.template)
            return Made(filled(source.data, source.name, forms, self.label))
        from jixiao.exporters.docx import document

        made = document(forms, self.label)
        long = ((form, fit.pages) for form, fit in zip(forms, made.fits, strict=True) if fit.pages > 1)
        notes = [f"“{form.project}”文字较多，一页放不下，约占 {pages} 页，每页重复表头。" for form, pages in long]
        if len(forms) > 1:
            notes.append(CONTENTS)
        return Made(made.content, tuple(notes))


@dataclass(frozen=True, slots=True)
class PrintedWord:
    """The Word document printed to PDF."""

    word: Word
    suffix: str = ".pdf"

    def whole(self, export: Export) -> Made:
        """The one document printed. Raises CannotGoOn without LibreOffice."""
        return _printed([self.word.whole(export)])[0]

    def singles(self, export: Export) -> Sequence[Made]:
        """Each document printed. Raises CannotGoOn without LibreOffice."""
        return _printed(self.word.singles(export))


@dataclass(frozen=True, slots=True)
class Bound:
    """The finished report and the forms behind it as one PDF to be sealed: bookmarks, pages numbered throughout.

    `report` is a Word document or a PDF printed from it; one with places still to be written in is refused.
    """

    report: Path
    label: str | None = None
    suffix: str = ".pdf"

    def whole(self, export: Export) -> Made:
        """The report, then the forms. Raises CannotGoOn while places of the report are unwritten, or it cannot be read."""
        from jixiao.exporters.docx import pages
        from jixiao.exporters.pdf import pdfs
        from jixiao.exporters.pdf_bound import bound, inside, require_pypdf

        require_pypdf()
        source = open_source(self.report)
        front = source.data if source.data.startswith(PDF) else pdfs([("报告.docx", _word(source))])[0]
        known = inside(front, self.report.name)
        if known.gaps:
            raise CannotGoOn(
                f"{self.report.name}：报告里还有 {known.gaps} 处【待补充】（第 {'、'.join(map(str, known.pages_with_gaps))} 页），没有合成。请补完再合成。"
            )
        forms = pages(export.forms, self.label, known.pages + 1)
        (behind,) = pdfs([("自评表.docx", forms.content)])
        return Made(bound([(REPORT, front), (FORMS, behind)]))

    def singles(self, export: Export) -> Sequence[Made]:
        """Raises CannotGoOn: a report is bound with all its forms."""
        raise CannotGoOn("--with 与 --each 不能同时用：报告和全部自评表合成一个 PDF。")


def _word(source: Source) -> bytes:
    if not source.name.lower().endswith(".docx"):
        raise CannotGoOn(f"{source.name}：--with 后面应是写好的报告，.docx 或 .pdf 文件。")
    return source.data


@dataclass(frozen=True, slots=True)
class PrintedBook:
    """The workbook's pages as PDF: 汇总表 (not for publication) and the project sheets, as each is set up to print."""

    policy: str | None = None
    suffix: str = ".pdf"

    def whole(self, export: Export) -> Made:
        """The sheets in one PDF. Raises CannotGoOn without LibreOffice."""
        from jixiao.exporters.pdf import only, pdfs
        from jixiao.sheets.settings import layout

        book, notes = self._book(export)
        beside = (layout()["sheets"]["summary"],) if export.omitted is None else ()
        name = book.source.name
        (content,) = pdfs([(name, only(book.source.data, name, (*beside, *_sheets(book))))])
        return Made(content, (*notes, *_too_long(book)))

    def singles(self, export: Export) -> Sequence[Made]:
        """A PDF for each form. Raises CannotGoOn without LibreOffice."""
        from jixiao.exporters.pdf import only, pdfs

        book, notes = self._book(export)
        pages = [(f"{sheet}.xlsx", only(book.source.data, book.source.name, (sheet,))) for sheet in _sheets(book)]
        first, *others = pdfs(pages)
        return [Made(first, (*notes, *_too_long(book))), *map(Made, others)]

    def _book(self, export: Export) -> tuple[Loaded, tuple[str, ...]]:
        """The workbook to print, and what was left out beside the forms: the clerk's own as it is, or a standard one
        built from the forms."""
        from jixiao.exporters.pdf import publishable

        loaded = export.loaded
        if not loaded.kept.policy:
            loaded = _built(loaded, self.policy)
        else:
            loaded = loaded.after(with_fitted_rows(loaded.source.data, loaded.source.name, loaded.forms))
        if export.omitted is None:
            return loaded, ()
        texts = {
            (form.source.sheet, cell): item.text
            for form, items in zip(loaded.forms, export.omitted, strict=True)
            for item in items
            if form.source.sheet and (cell := form.place(item.field))
        }
        beside = [(place, *found) for place, *found in _beside_the_forms(loaded) if place not in texts]
        notes = tuple(f"公开版：“{sheet}”{cell} 隐去{counted(kinds)}，请核对。" for (sheet, cell), _, kinds in beside)
        every = [(*place, text) for place, text in (texts | {place: text for place, text, _ in beside}).items()]
        return loaded.after(publishable(loaded.source.data, loaded.source.name, every)), notes


def _beside_the_forms(book: Loaded) -> Iterator[tuple[tuple[str, str], str, tuple[str, ...]]]:
    """Every cell of the project sheets with contact data: its place, its text without it, the kind of each number.

    A number in a field of the form is an amount or a score; one beside the form may be somebody's telephone.
    """
    for form in book.forms:
        sheet, fields = form.source.sheet or "", set(form.source.places.values())
        table = book.source.book.table(sheet)
        for row, values in enumerate(table.rows):
            for column, value in enumerate(values):
                cell = table.place(row, column)
                typed = isinstance(value, str) or (cell not in fields and value is not None)
                text, kinds = without(written(value)) if typed else ("", ())
                if kinds:
                    yield (sheet, cell), text, kinds


def _built(loaded: Loaded, policy: str | None) -> Loaded:
    from jixiao.sheets.book import build

    return loaded.after(build(loaded.forms, policy_for(loaded, policy), waivers=loaded.waivers))


def _printed(documents: Sequence[Made]) -> list[Made]:
    from jixiao.exporters.pdf import pdfs

    contents = pdfs([(f"{number}.docx", made.content) for number, made in enumerate(documents)])
    return [Made(content, made.notes) for content, made in zip(contents, documents, strict=True)]


def _sheets(book: Loaded) -> list[str]:
    return [form.source.sheet for form in book.forms if form.source.sheet]


def _too_long(book: Loaded) -> Iterator[str]:
    """Each text whose end shows in no row, however high, and so not on the page."""
    from jixiao.sheets.overflow import cut
    from jixiao.xlsx.opc import opc

    archive = book.source.book.archive
    parts = {tab.name: tab.part for tab in opc.sheets(archive)}
    for form in book.forms:
        part = parts.get(form.source.sheet or "")
        for item in cut(form, archive.xml(part)) if part else ():
            if not item.fits:
                yield (
                    f"“{form.source.sheet}”{item.cell} {field_on(form, item.field)}：文字要 {item.needed} 行，"
                    f"格子调到最高也只显示 {item.most} 行，打印时看不全。请精简文字；导出 Word 则全部显示。"
                )
