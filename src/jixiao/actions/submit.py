"""报送: the checked clean copy under its proper name, with a manifest inside and a mail draft beside it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from jixiao import __version__
from jixiao.actions.load import Loaded
from jixiao.actions.summary import Summary, summarise
from jixiao.errors import CannotGoOn
from jixiao.form.finding import Finding
from jixiao.form.model import Form
from jixiao.importers.read import read_source
from jixiao.importers.source import Source
from jixiao.package.save import write_atomic
from jixiao.submit import letter
from jixiao.submit.attach import attach
from jixiao.submit.clean import clean
from jixiao.submit.digest import digest
from jixiao.submit.mail import Attachment, Draft, eml
from jixiao.submit.manifest import Manifest, Sent
from jixiao.submit.manifest import read as read_manifest
from jixiao.submit.naming import NO_UNIT, file_stem, next_version, sender, usual
from jixiao.submit.settings import Mail

Clock = Callable[[], datetime]


class ErrorsLeft(CannotGoOn):
    """The forms have errors and nobody said why they should go on all the same."""

    def __init__(self, name: str, errors: tuple[Finding, ...]) -> None:
        self.errors = errors
        super().__init__(
            f"{name}：还有 {len(self.errors)} 处错误，没有报送。请先改正；确属特殊情况的登记豁免，"
            "或用 --with-errors 写明理由后带错报送。"
        )


@dataclass(frozen=True, slots=True)
class Parcel:
    """What is sent: the workbook with its manifest, and the errors and unread parts that the letter owns up to."""

    content: bytes
    manifest: Manifest
    errors: tuple[Finding, ...] = ()
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Submission:
    """The two files made, and what the manifest says."""

    workbook: Path
    draft: Path
    manifest: Manifest


def now() -> datetime:
    """The time of this machine, with its zone."""
    return datetime.now().astimezone()


def submit(
    loaded: Loaded,
    folder: Path,
    mail: Mail,
    reason: str | None = None,
    policy_name: str | None = None,
    unit: str | None = None,
    clock: Clock = now,
) -> Submission:
    """Write the workbook to send, in the name of `unit` (None: as the forms say), and its mail draft into `folder`.

    Raises ErrorsLeft where errors are neither mended, waived nor given a `reason`; CannotGoOn where a form of the file
    could not be read, or the copy would not say the same as the file.
    """
    summary = summarise(loaded, policy_name)
    errors = tuple(item for item in summary.report.findings if item.severity == "error")
    unread = tuple(item.message for item in loaded.problems)
    stop_at_faults(loaded.path.name, unread, errors, reason)
    unit, year = unit or sender(loaded.forms), usual(form.year for form in loaded.forms)
    stem = file_stem(year, unit)
    manifest = replace(
        _manifest(summary, clock()),
        version=next_version(folder, stem, _sent_before(loaded, unit, year)),
        unit=unit,
        year=year,
        reason=stated(reason) if errors or unread else None,
    )
    return deliver(folder, stem, Parcel(_content(summary, manifest), manifest, errors, unread), mail)


def stop_at_faults(name: str, unread: Sequence[str], errors: tuple[Finding, ...], reason: str | None) -> None:
    """Raise ErrorsLeft or CannotGoOn where something is wrong with the file `name` and there is no `reason` to send it."""
    if reason is not None:
        if not reason.strip():
            raise CannotGoOn("--with-errors 后面要写明带错报送的理由，理由会写进邮件和报送清单。")
        return
    if unread:
        raise CannotGoOn("\n".join([*unread, "有表读不出，没有报送。"]))
    if errors:
        raise ErrorsLeft(name, errors)


def stated(reason: str | None) -> str | None:
    """The reason in one line."""
    return " ".join(reason.split()) if reason else None


def deliver(folder: Path, stem: str, parcel: Parcel, mail: Mail) -> Submission:
    """Write the parcel and the draft that carries it into `folder`, under the version the manifest says."""
    name = f"{stem}-v{parcel.manifest.version}"
    workbook, draft = folder / f"{name}.xlsx", folder / f"{name}.eml"
    message = eml(_draft(parcel, mail, workbook.name))
    folder.mkdir(parents=True, exist_ok=True)
    write_atomic(workbook, parcel.content)
    write_atomic(draft, message)
    return Submission(workbook, draft, parcel.manifest)


def _manifest(summary: Summary, at: datetime) -> Manifest:
    """What can be said without knowing in whose name the file goes."""
    loaded, whole = summary.loaded, summary.whole
    errors, warnings, notices = summary.report.totals
    facts = loaded.facts(summary.policy)
    return Manifest(
        version=1,
        made_at=at,
        unit=None,
        department=usual(form.department for form in loaded.forms),
        year=None,
        form_type=usual(form.title for form in loaded.forms),
        template_version=facts.template_version if facts else None,
        tool_version=__version__,
        initial=whole.initial,
        annual=whole.annual,
        executed=whole.executed,
        rate=whole.rate,
        average=whole.total,
        errors=errors,
        warnings=warnings,
        notices=notices,
        forms=tuple(map(_sent, loaded.forms)),
        waivers=loaded.waivers,
    )


def _sent(form: Form) -> Sent:
    return Sent(form.source.sheet, form.project, form.unit, form.year, digest(form))


def _sent_before(loaded: Loaded, unit: str | None, year: int | None) -> int:
    """The version the file was sent as when it was last sent, by this unit for this year."""
    earlier = read_manifest(loaded.source.book) if loaded.is_workbook else None
    return earlier.version if earlier and (earlier.unit, earlier.year) == (unit, year) else 0


def _content(summary: Summary, manifest: Manifest) -> bytes:
    loaded = summary.loaded
    patch = clean(_workbook(summary), loaded.path.name, manifest.unit or NO_UNIT, manifest.made_at)
    attach(patch, manifest)
    content = patch.bytes()
    if read_source(Source(loaded.path.name, content)).forms != loaded.forms:
        raise CannotGoOn(f"{loaded.path.name}：清理后的副本与原文件内容不一致，没有报送。请把原文件另存为 .xlsx 再试。")
    return content


def _workbook(summary: Summary) -> bytes:
    if summary.loaded.is_workbook:
        return summary.loaded.source.data
    from jixiao.actions.import_forms import workbook_of

    return workbook_of(summary.loaded, summary.policy).content


def _draft(parcel: Parcel, mail: Mail, name: str) -> Draft:
    checksum = hashlib.sha256(parcel.content).hexdigest()
    words = letter.body(parcel.manifest, parcel.errors, parcel.unread, name, checksum)
    attached = (Attachment(name, parcel.content),)
    return Draft(letter.subject(parcel.manifest), words, mail.to, mail.cc, mail.sender, attached)
