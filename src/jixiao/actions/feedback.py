"""退回: for each file with errors its marked copy, a one-page list and a reply draft to the address it came from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from jixiao.actions.annotate import marked, note
from jixiao.actions.feedback_origin import ArchivePath, Origin, Season, by_file
from jixiao.actions.loaded import forms_in
from jixiao.collect.model import Entry
from jixiao.errors import CannotGoOn
from jixiao.form.fields import unit_name
from jixiao.form.finding import Finding
from jixiao.form.model import Form
from jixiao.importers.source import Source
from jixiao.policy import load as load_policy
from jixiao.rules import Report
from jixiao.submit import answer
from jixiao.submit.errata import errata
from jixiao.submit.mail import Attachment, Draft, addresses, eml, usable
from jixiao.submit.naming import file_stem, sender, usual
from jixiao.xlsx.edit.patch import Patch
from jixiao.xlsx.save import make_folder, write_atomic

DRAFT = "-退回.eml"
"""How the name of a reply draft ends."""


@dataclass(frozen=True, slots=True)
class Mailing:
    """Who gives back: its own address, the addresses of units by the roster, and the day corrected files are due."""

    sender: str | None = None
    addresses: Mapping[str, str] = field(default_factory=dict)
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Returned:
    """The files made for one original, whom the draft is addressed to, and what could not be done."""

    unit: str | None
    errors: int
    files: tuple[Path, ...]
    to: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """One original with its forms that count and all that is found about them."""

    entries: tuple[Entry, ...]
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What must be corrected."""
        return tuple(item for item in self.findings if item.severity == "error")

    @property
    def forms(self) -> tuple[Form, ...]:
        """The forms as read."""
        return tuple(entry.form for entry in self.entries)


def feedback(season: Season, folder: Path, mailing: Mailing) -> Iterator[Returned]:
    """Write the files for every original with errors into `folder`, one after another; files of the names are replaced."""
    make_folder(folder)
    taken: set[str] = set()
    found: dict[ArchivePath, list[Finding]] = defaultdict(list)
    for item in season.collected.remarks:
        if item.entry is not None:
            found[season.collected.entries[item.entry].archive_path[1:]].append(item.finding)
    for archive_path, numbers in by_file(season.collected):
        entries = tuple(season.collected.entries[number] for number in numbers)
        origin = season.origin(archive_path, entries)
        shown = origin.read.findings if isinstance(origin, Origin) else ()
        case = Case(entries, (*found[archive_path], *shown))
        if case.errors:
            stem = _free(file_stem(usual(form.year for form in case.forms), sender(case.forms)), taken)
            yield _give_back(case, origin, folder / stem, mailing)


def _give_back(case: Case, origin: Origin | str, stem: Path, mailing: Mailing) -> Returned:
    heading = _heading(case)
    to, unknown = _addresses(case, mailing)
    book = _book(case, origin)
    notes = tuple(note for note in (book, unknown) if isinstance(note, str))
    until = f"请于 {mailing.due:%Y-%m-%d} 前重新报送。" if mailing.due else ""
    made = [(f"{stem.name}-问题清单.docx", errata(heading, case.findings, until))]
    if isinstance(book, bytes):
        made.insert(0, (f"{stem.name}-校验.xlsx", book))
    draft = Draft(
        subject=answer.subject(heading, len(case.errors)),
        body=answer.body(heading, case.findings, mailing.due, office(mailing)),
        to=to,
        sender=mailing.sender,
        attachments=tuple(Attachment(*item) for item in made),
        answers=origin.message if isinstance(origin, Origin) else None,
    )
    made.append((f"{stem.name}{DRAFT}", eml(draft)))
    for name, content in made:
        write_atomic(stem.with_name(name), content)
    return Returned(
        sender(case.forms), len(case.errors), tuple(stem.with_name(name) for name, _ in made), "、".join(to), notes
    )


def office(mailing: Mailing) -> str | None:
    """The name before the sender's own address."""
    own = addresses([mailing.sender]) if mailing.sender else []
    return next((item.display_name for item in own if item.display_name), None)


def _addresses(case: Case, mailing: Mailing) -> tuple[tuple[str, ...], str | None]:
    """Where the file came from; for one that came by hand, what the roster says of its unit. Or what is no address."""
    came_from = next((entry.arrival.sender for entry in case.entries if entry.arrival.sender), "")
    written = [text for text in (came_from, mailing.addresses.get(sender(case.forms) or "", "")) if text]
    found = next((people for text in written if (people := usable(text))), ())
    return found, None if found or not written else f"“{written[-1]}”不是邮箱地址，收件人留空，请在邮件里填写。"


def _heading(case: Case) -> str:
    year = usual(form.year for form in case.forms)
    return f"{unit_name(sender(case.forms))}{f' {year} 年度' if year else ''}项目支出绩效自评表"


def _book(case: Case, origin: Origin | str) -> bytes | str:
    """The marked workbook, or why there is none: the list and the reply go out all the same."""
    if isinstance(origin, str):
        return origin
    try:
        return _marked(case, origin)
    except CannotGoOn as reason:
        return f"{str(reason).rstrip('。')}。没有附带标记的工作簿。"


def _marked(case: Case, origin: Origin) -> bytes:
    forms = tuple(entry.form for entry in origin.read.entries)
    report = Report(case.findings)
    name = origin.read.archive_path[-1]
    if Source(name, origin.data).is_package:
        return marked(origin.data, name, forms, report)
    return _built(forms, case, report)


def _built(forms: tuple[Form, ...], case: Case, report: Report) -> bytes:
    """A text or Word document as the standard workbook, its findings at the cells they have there."""
    from jixiao.sheets.base import template_of
    from jixiao.sheets.book import build
    from jixiao.sheets.locate import in_stamped
    from jixiao.sheets.names import sheet_names

    built = build(forms, load_policy(case.entries[0].policy), report=report)
    stamped = {form.source.sheet: form for form in forms_in(built, "校验.xlsx")}
    patch = Patch.open(built)
    locate = in_stamped(forms, sheet_names(form.project for form in forms), template_of(None))
    for item in report.findings:
        seat = locate(item)
        if seat:
            # a merged cell is marked in its first row, where the note can be seen
            patch.mark(seat.sheet, stamped[seat.sheet].place(item.field) or seat.cell, item.severity, note(item))
    return patch.bytes()


def _free(stem: str, taken: set[str]) -> str:
    """`stem`, numbered where another file of the unit has it already."""
    names = (stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 2)))
    name = next(name for name in names if name.casefold() not in taken)  # as Windows compares names
    taken.add(name.casefold())
    return name
