"""催办: mails to units that sent nothing, or what cannot be read, or another year's forms, or forms with warnings only."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from jixiao.actions.feedback import Mailing
from jixiao.actions.feedback_origin import Season, why_unread
from jixiao.collect.choose import REASONS, key_of, year_said
from jixiao.collect.model import BETWEEN
from jixiao.collect.roster import MISSING, ONLY_GOALS, Expected, standings
from jixiao.collect.workbook import rows
from jixiao.errors import CannotGoOn
from jixiao.form.fields import form_name, project_name
from jixiao.form.file_name import file_name
from jixiao.form.finding import Finding
from jixiao.rules.grouped import grouped
from jixiao.rules.offices import shortened
from jixiao.submit import reminder
from jixiao.submit.answer import line
from jixiao.submit.mail import Draft, eml, usable
from jixiao.submit.naming import NO_UNIT, usual
from jixiao.submit.reminder import KINDS, Kind, Terms
from jixiao.submit.telephone import Call, telephone
from jixiao.xlsx.save import make_folder, write_atomic

RECORD = "催办记录.json"
UNREADABLE = (REASONS["unreadable"], REASONS["partly"])


@dataclass(frozen=True, slots=True)
class Matter:
    """What is to be said to one unit: `items` are the lines about `count` findings; whom to call, where to write.

    `file` is named instead where nothing shows whose it is.
    """

    kind: Kind
    unit: str
    items: tuple[str, ...] = ()
    count: int = 0
    contact: str = ""
    phone: str = ""
    mail: str = ""
    file: str = ""

    @property
    def whose(self) -> str:
        """The unit, or else the file."""
        return self.unit or self.file or NO_UNIT

    def state(self, terms: Terms) -> str:
        """A code that changes when the matter, or the day asked for, does."""
        state = json.dumps([self.kind, self.items, str(terms.until)], ensure_ascii=False)
        return hashlib.sha256(state.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Reminded:
    """A matter and its draft; `is_new` is False where the same was written in an earlier round and nothing changed."""

    matter: Matter
    draft: Path
    to: tuple[str, ...]
    is_new: bool


@dataclass(frozen=True)
class Reminders:
    """All of one round, and the list for the telephone (None: nobody is to be called)."""

    made: tuple[Reminded, ...] = ()
    list: Path | None = None

    @property
    def drafts(self) -> frozenset[Path]:
        """The mails of this round."""
        return frozenset(item.draft for item in self.made)


def matters(season: Season, expected: Sequence[Expected], year: int | None, with_warnings: bool) -> list[Matter]:
    """What there is to say, by unit in the order of the roster; a unit whose file cannot be read is not called missing."""
    people = _roster_kept(season) | {shortened(item.unit): item for item in expected}
    unread = [(row["file"], row["message"]) for row in rows(season.book, "unused") if row["reason"] in UNREADABLE]
    found = [*_missing(season, expected, unread), *_unread(season, unread, people)]
    found += _of_another_year(season, year)
    if with_warnings:
        found += _warnings(season)
    return [_with_people(item, people) for item in found]


def year_asked(season: Season, year: int | None) -> int | None:
    """The year given, or the one most forms have."""
    return year or usual(entry.form.year for entry in season.collected.entries)


def remind(found: Sequence[Matter], folder: Path, mailing: Mailing, terms: Terms, again: bool) -> Reminders:
    """Write a draft for each matter that is new, and the list for the telephone. `again` writes the same once more."""
    if not found:
        if (folder / RECORD).is_file():
            write_atomic(folder / RECORD, b"{}")
        return Reminders()
    make_folder(folder)
    record = _record(folder / RECORD)
    made = [_draft(item, folder, mailing, terms, record, again) for item in found]
    kept = {f"{item.matter.kind}|{item.matter.whose}": item.matter.state(terms) for item in made}
    write_atomic(folder / RECORD, json.dumps(kept, ensure_ascii=False, indent=1, sort_keys=True).encode())
    calls = [Call(item.whose, item.contact, item.phone, _reason(item)) for item in found]
    listed = folder / reminder.words()["telephone"]["name"]
    write_atomic(listed, telephone(calls, f"共 {len(calls)} 家"))
    return Reminders(tuple(made), listed)


def endings() -> tuple[str, ...]:
    """How the names of drafts of reminders end."""
    return tuple(reminder.words()[kind]["ending"] for kind in KINDS)


def _draft(
    item: Matter, folder: Path, mailing: Mailing, terms: Terms, record: Mapping[str, str], again: bool
) -> Reminded:
    path = folder / f"{file_name(item.whose, NO_UNIT)}{reminder.words()[item.kind]['ending']}"
    to = usable(item.mail or mailing.addresses.get(item.unit, ""))
    known = record.get(f"{item.kind}|{item.whose}") == item.state(terms)
    if known and path.exists() and not again:
        return Reminded(item, path, to, False)
    subject = reminder.subject(item.kind, item.unit, item.count, terms)
    draft = Draft(subject, reminder.body(item.kind, item.unit, item.items, terms), to, sender=mailing.sender)
    write_atomic(path, eml(draft))
    return Reminded(item, path, to, True)


def _record(path: Path) -> Mapping[str, str]:
    if not path.is_file():
        return {}
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        return {str(key): str(value) for key, value in kept.items()}
    except (OSError, ValueError, AttributeError):
        raise CannotGoOn(f"{path}：催办记录读不出，不知道写过哪些。请删去它再运行（会把各封都重写一遍）。") from None


def _reason(item: Matter) -> str:
    word = reminder.words()[item.kind]["word"]
    return f"{word}：{item.items[0]}" if item.items and item.kind != "warnings" else word


def _roster_kept(season: Season) -> dict[str, Expected]:
    """The units of 报送情况 with those who answer for them."""
    kept = (row for row in rows(season.book, "roster") if row["unit"])
    return {
        shortened(row["unit"]): Expected(row["unit"], row["department"], row["contact"], row["phone"], row["mail"])
        for row in kept
    }


def _missing(season: Season, expected: Sequence[Expected], unread: Sequence[tuple[str, str]]) -> Iterator[Matter]:
    """Units that sent no self-evaluation, by the roster given now or else by the one of the collection.

    What cannot be read and what is of another year has a mail of its own.
    """
    if expected:
        entries = [(entry, 0) for entry in season.collected.entries]
        states = standings(expected, entries, [name for name, _ in unread], None)
        others = {shortened(row["unit"]) for row in _not_summed(season)}
        absent = [item for item in states if item.state == MISSING and shortened(item.expected.unit) not in others]
        lacking = [(item.expected.unit, item.note) for item in absent]
    else:
        lacking = [(row["unit"], row["note"]) for row in rows(season.book, "roster") if row["state"] == MISSING]
    yield from (Matter("missing", unit) for unit, note in lacking if not note or note.startswith(ONLY_GOALS))


def _not_summed(season: Season) -> list[Mapping[str, str]]:
    """The lines of 未采用 about forms of other years."""
    return [row for row in rows(season.book, "unused") if row["reason"] == REASONS["other_year"]]


def _unread(season: Season, unread: Sequence[tuple[str, str]], people: Mapping[str, Expected]) -> Iterator[Matter]:
    """By unit where the file's name holds one of the roster; the others by file, to the sender of their mail."""
    by_unit: dict[str, list[str]] = defaultdict(list)
    for file, message in unread:
        unit, why = _unit_in(file, people), why_unread(file, message)
        if unit:
            by_unit[unit].append(why)
        else:
            mail = season.sender(tuple(file.split(BETWEEN)))
            yield Matter("unread", "", (why,), mail=mail, file=file)
    yield from (Matter("unread", unit, tuple(items)) for unit, items in by_unit.items())


def _unit_in(file: str, people: Mapping[str, Expected]) -> str | None:
    found = [
        item.unit for name, item in people.items() if item.unit in file or (len(name) > 3 and name in shortened(file))
    ]
    return max(found, key=len, default=None)


def _of_another_year(season: Season, year: int | None) -> Iterator[Matter]:
    """By unit: the forms that were not summed for their year, and, where `year` is given, summed ones of another.

    Last year's form of a project whose form of this year is in as well is no matter.
    """
    asked, summed = year_asked(season, year), {key_of(entry)[:2] for entry in season.collected.entries}
    by_unit: dict[str, list[str]] = defaultdict(list)
    for row in _not_summed(season):
        given = year_said(row["message"])
        lacking = [name for name in _projects(row) if (shortened(row["unit"]), "".join(name.split())) not in summed]
        if lacking and given and given != str(asked):
            by_unit[row["unit"]].append(f"“{project_name('、'.join(lacking))}”写的是 {given} 年度。")
    for entry in season.collected.entries if year is not None else ():
        form = entry.form
        if form.year is not None and form.year != asked:
            by_unit[form.unit or ""].append(f"“{form_name(form)}”写的是 {form.year} 年度。")
    yield from (Matter("year", unit, tuple(items)) for unit, items in by_unit.items())


def _projects(row: Mapping[str, str]) -> list[str]:
    """The projects of a line of 未采用, which may be about several forms of a file."""
    return (row["project"] or "").split("、")


def _warnings(season: Season) -> Iterator[Matter]:
    """Units that have warnings and no error."""
    found: dict[str, list[Finding]] = defaultdict(list)
    for item in season.collected.remarks:
        if item.entry is not None and item.finding.severity != "notice":
            found[season.collected.entries[item.entry].form.unit or ""].append(item.finding)
    for unit, findings in found.items():
        if all(item.severity == "warning" for item in findings):
            yield Matter("warnings", unit, tuple(map(line, grouped(findings))), len(findings))


def _with_people(item: Matter, people: Mapping[str, Expected]) -> Matter:
    known = people.get(shortened(item.unit)) if item.unit else None
    return replace(item, contact=known.contact, phone=known.phone, mail=known.mail) if known else item


def stale(folder: Path, reminders: Reminders) -> Iterable[Path]:
    """Drafts of earlier rounds whose matter is settled: they must not be sent any more."""
    found = (path for ending in endings() for path in folder.glob(f"*{ending}"))
    return sorted(path for path in found if path not in reminders.drafts)
