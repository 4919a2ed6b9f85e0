"""公开: the forms without personal data, the table of projects and an index page, ready to be put on a web site."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from jixiao.actions.feedback_origin import season
from jixiao.actions.loaded import Loaded
from jixiao.actions.save import as_folder
from jixiao.actions.summary import SummaryLine, summarise
from jixiao.collect.model import Figures
from jixiao.collect.totals import groups
from jixiao.errors import CannotGoOn
from jixiao.exporters.docx import document
from jixiao.exporters.public_page import GENERATOR, Line, Page, html, settings, table
from jixiao.exporters.redact import Hidden, hidden, published
from jixiao.form.fields import about_form, form_name
from jixiao.form.finding import Finding
from jixiao.form.model import Form
from jixiao.form.subjects import field_on
from jixiao.importers.source import Source
from jixiao.submit.naming import sender, usual
from jixiao.xlsx.save import make_folder, write_atomic

INDEX, TABLE, FORMS, LIST = "index.html", "projects.csv", "forms", "-公开前核对.txt"
OURS = re.compile(rf"{re.escape(INDEX)}|{re.escape(TABLE)}|{FORMS}/\d+\.(?:docx|pdf)|{FORMS}")
"""What a publication of ours holds, and so what the next one may replace. ASCII: not every web site takes Chinese names."""
MOST_LISTED = 10


class NotPublished(CannotGoOn):
    """The forms have errors, and no reason was given to publish them all the same."""


@dataclass(frozen=True, slots=True)
class Issue:
    """What is to be published: the forms as they are, with their figures in the same order, and the errors left in them."""

    forms: tuple[Form, ...]
    lines: tuple[Line, ...]
    annual: Decimal | None
    executed: Decimal | None
    rate: Decimal | None
    errors: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Publication:
    """The folder written, how many forms, what was masked (as a message), and the list of it beside the folder."""

    folder: Path
    forms: int
    masked: tuple[str, ...]
    list: Path | None


def of_file(loaded: Loaded, policy: str | None) -> Issue:
    """The forms of a file, checked today."""
    summary = summarise(loaded, policy)
    lines = tuple(map(_line, loaded.forms, summary.lines))
    whole = summary.whole
    return Issue(loaded.forms, lines, whole.annual, whole.executed, whole.rate, summary.report.errors)


def of_collection(source: Source) -> Issue:
    """The forms of a collected workbook, with what was found about them. Raises CannotGoOn where it is none."""
    collected = season(source).collected
    if not collected.entries:
        raise CannotGoOn(f"{source.name}：汇总里没有自评表，没有可以公开的。")
    lines = tuple(_line(entry.form, entry.figures) for entry in collected.entries)
    whole = groups(collected.entries, collected.counts()).whole.row()
    sums = {key: value if isinstance(value := whole[key], Decimal) else None for key in ("annual", "executed", "rate")}
    errors = tuple(item.finding for item in collected.remarks if item.finding.severity == "error")
    return Issue(tuple(entry.form for entry in collected.entries), lines, **sums, errors=errors)


def publish(issue: Issue, folder: Path, unit: str | None, reason: str | None, as_pdf: bool) -> Publication:
    """Write the publication into `folder`, in place of an earlier one; with errors left only for a `reason`.

    Raises NotPublished where errors are left without one, another CannotGoOn where `folder` holds something else, or PDFs cannot be made.
    """
    _refuse_errors(issue, reason)
    _prove_ours(folder)
    omitted = [hidden(form) for form in issue.forms]
    shown = [published(form, items) for form, items in zip(issue.forms, omitted, strict=True)]
    files = list(_files(shown, as_pdf))
    page = _page(issue, shown, files, unit or sender(shown) or "", reason)
    for path in sorted(folder.glob(f"{FORMS}/*")):  # of an earlier publication, which must not stay on the site
        path.unlink()
    make_folder(folder / FORMS)
    for name, content in (item for each in files for item in each):
        write_atomic(folder / name, content)
    write_atomic(folder / TABLE, table(page))
    write_atomic(folder / INDEX, html(page, TABLE).encode())
    masked = tuple(_masked(issue.forms, omitted))
    return Publication(folder, len(shown), masked, _list(folder, masked))


def _line(form: Form, own: SummaryLine | Figures) -> Line:
    return Line(form.unit or "", form_name(form), own.annual, own.executed, own.rate, own.total, own.grade)


def _refuse_errors(issue: Issue, reason: str | None) -> None:
    if not issue.errors or reason:
        return
    listing = "\n".join(
        f"  {about_form(item)} {item.cell or ''}：{item.message}" for item in issue.errors[:MOST_LISTED]
    )
    more = "\n  ……" if len(issue.errors) > MOST_LISTED else ""
    raise NotPublished(
        f"自评表还有 {len(issue.errors)} 处错误，没有公开：\n{listing}{more}\n请先改正。确要带着错误公开的，用 --with-errors 写明理由，理由会写在公开页上。"
    )


def _prove_ours(folder: Path) -> None:
    """Nothing but an earlier publication is ever replaced."""
    if not as_folder(folder).exists():
        return
    inside = [path.relative_to(folder).as_posix() for path in folder.rglob("*")]
    strange = [name for name in inside if not OURS.fullmatch(name)]
    index = folder / INDEX
    earlier = index.is_file() and GENERATOR in index.read_text(encoding="utf-8", errors="replace")
    if strange or (inside and not earlier):
        raise CannotGoOn(
            f"{folder}：文件夹里有别的东西（{'、'.join((strange or inside)[:3])}），没有写。请换一个空文件夹，公开的文件夹里只放这次公开的。"
        )


def _files(forms: Sequence[Form], as_pdf: bool) -> Iterator[list[tuple[str, bytes]]]:
    """The files of each form by name."""
    digits = max(3, len(str(len(forms))))
    names = [f"{FORMS}/{number:0{digits}}" for number in range(1, len(forms) + 1)]
    words = [document([form]).content for form in forms]
    prints: list[bytes] = []
    if as_pdf:
        from jixiao.exporters.pdf import pdfs

        prints = pdfs([(f"{number}.docx", word) for number, word in enumerate(words)])
    for at, (name, word) in enumerate(zip(names, words, strict=True)):
        yield [(f"{name}.docx", word), *([(f"{name}.pdf", prints[at])] if prints else [])]


def _page(
    issue: Issue, forms: Sequence[Form], files: Sequence[Sequence[tuple[str, bytes]]], unit: str, reason: str | None
) -> Page:
    called = {".docx": settings()["words"]["download"], ".pdf": settings()["words"]["print"]}
    lines = tuple(
        replace(
            line,
            unit=form.unit or "",
            project=form_name(form),
            files=tuple((called[Path(name).suffix], name) for name, _ in own),
        )
        for line, form, own in zip(issue.lines, forms, files, strict=True)
    )
    year = usual(form.year for form in forms)
    return Page(unit, year, lines, issue.annual, issue.executed, issue.rate, reason)


def _masked(forms: Sequence[Form], omitted: Sequence[Sequence[Hidden]]) -> Iterator[str]:
    for form, items in zip(forms, omitted, strict=True):
        for item in items:
            yield f"“{form_name(form)}”{field_on(form, item.field)}：隐去{item.what}"


def _list(folder: Path, masked: Sequence[str]) -> Path | None:
    """The list of what was masked, beside the folder: it is for the office and never published."""
    path = folder.resolve().with_name(f"{folder.resolve().name}{LIST}")
    if not masked:
        path.unlink(missing_ok=True)
        return None
    write_atomic(path, ("公开前请逐处核对，并看有没有漏掉的：\n" + "\n".join(masked) + "\n").encode("utf-8-sig"))
    return path
