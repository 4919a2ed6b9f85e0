"""报送: the checked clean copy under its proper name, with a manifest inside and a mail draft beside it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
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
from jixiao.rules import Report
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

    def __init__(self, name: str, report: Report) -> None:
        self.errors = tuple(item for item in report.findings if item.severity == "error")
        super().__init__(
            f"{name}：还有 {len(self.errors)} 处错误，没有报送。请先改正；确属特殊情况的登记豁免，"
            "或用 --with-errors 写明理由后带错报送。"
        )


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
    clock: Clock = now,
) -> Submission:
    """Write the workbook to send and its mail draft into `folder`.

    Raises ErrorsLeft where errors are neither mended, waived nor given a `reason`; CannotGoOn where a form of the file
    could not be read, or the copy would not say the same as the file.
    """
    summary = summarise(loaded, policy_name)
    _stop_at_faults(loaded, summary.report, reason)
    manifest = _manifest(summary, folder, reason, clock())
    content = _content(summary, manifest)
    stem = f"{file_stem(manifest.year, manifest.unit)}-v{manifest.version}"
    workbook, draft = folder / f"{stem}.xlsx", folder / f"{stem}.eml"
    message = eml(_draft(loaded, summary.report, manifest, mail, Attachment(workbook.name, content)))
    folder.mkdir(parents=True, exist_ok=True)
    write_atomic(workbook, content)
    write_atomic(draft, message)
    return Submission(workbook, draft, manifest)


def _stop_at_faults(loaded: Loaded, report: Report, reason: str | None) -> None:
    if reason is not None:
        if not reason.strip():
            raise CannotGoOn("--with-errors 后面要写明带错报送的理由，理由会写进邮件和报送清单。")
        return
    if loaded.problems:
        raise CannotGoOn("\n".join([*(item.message for item in loaded.problems), "有表读不出，没有报送。"]))
    if report.has_errors:
        raise ErrorsLeft(loaded.path.name, report)


def _manifest(summary: Summary, folder: Path, reason: str | None, at: datetime) -> Manifest:
    loaded, whole = summary.loaded, summary.whole
    unit, year = sender(loaded.forms), usual(form.year for form in loaded.forms)
    errors, warnings, notices = summary.report.totals
    facts = loaded.facts(summary.policy)
    left = errors or loaded.problems
    return Manifest(
        version=next_version(folder, file_stem(year, unit), _sent_before(loaded, unit, year)),
        made_at=at,
        unit=unit,
        department=usual(form.department for form in loaded.forms),
        year=year,
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
        reason=" ".join(reason.split()) if reason and left else None,
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


def _draft(loaded: Loaded, report: Report, manifest: Manifest, mail: Mail, attachment: Attachment) -> Draft:
    errors: list[Finding] = [item for item in report.findings if item.severity == "error"]
    unread = [item.message for item in loaded.problems]
    checksum = hashlib.sha256(attachment.content).hexdigest()
    words = letter.body(manifest, errors, unread, attachment.name, checksum)
    return Draft(letter.subject(manifest), words, mail.to, mail.cc, mail.sender, (attachment,))
