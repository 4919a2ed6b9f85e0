"""报送: the checked clean copy under its proper name, with a manifest inside and a mail draft beside it."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path

from jixiao import __version__
from jixiao.actions.deliver import Clock, Delivery, Submission, deliver, now, stated, stop_at_faults
from jixiao.actions.fit_rows import with_fitted_rows
from jixiao.actions.loaded import Loaded, forms_in
from jixiao.actions.summary import Summary, summarise
from jixiao.errors import CannotGoOn
from jixiao.form.model import Form
from jixiao.sheets.completed import completed
from jixiao.sheets.totals import uncounted
from jixiao.submit.clean import clean
from jixiao.submit.digest import digest
from jixiao.submit.manifest import Manifest, Sent, attach
from jixiao.submit.manifest import read as read_manifest
from jixiao.submit.naming import NO_UNIT, file_stem, sender, usual
from jixiao.submit.settings import Mail


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

    Raises ErrorsLeft where errors are neither corrected, waived nor given a `reason`; CannotGoOn where a form of the file
    could not be read, or the copy would not say the same as the file.
    """
    summary = summarise(loaded, policy_name, hide=())
    errors = summary.report.errors
    unread = tuple(item.message for item in loaded.problems)
    stop_at_faults(loaded.path.name, unread, errors, reason)
    unit, year = unit or sender(loaded.forms), usual(form.year for form in loaded.forms)
    manifest = _manifest(summary, clock(), unit, year, stated(reason) if errors or unread else None)
    earlier = _sent_before(loaded, unit, year)
    made = Delivery(partial(_content, summary), manifest, earlier, errors, unread)
    return deliver(folder, file_stem(year, unit), made, mail)


def _manifest(summary: Summary, at: datetime, unit: str | None, year: int | None, reason: str | None) -> Manifest:
    loaded, whole = summary.loaded, summary.whole
    errors, warnings, notices = summary.report.totals
    facts = loaded.facts(summary.policy)
    return Manifest(
        version=1,
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
        uncounted=uncounted(whole.uncounted) or None,
        errors=errors,
        warnings=warnings,
        notices=notices,
        reason=reason,
        forms=tuple(Sent.of(form, digest(form)) for form in _forms_sent(summary)),
        waivers=loaded.waivers,
    )


def _sent_before(loaded: Loaded, unit: str | None, year: int | None) -> int:
    """The version the file was sent as when it was last sent, by this unit for this year."""
    earlier = read_manifest(loaded.source.book) if loaded.is_workbook else None
    return earlier.version if earlier and (earlier.unit, earlier.year) == (unit, year) else 0


def _content(summary: Summary, manifest: Manifest) -> bytes:
    loaded = summary.loaded
    patch = clean(_workbook(summary), loaded.path.name, manifest.unit or NO_UNIT, manifest.made_at)
    attach(patch, manifest)
    content = patch.bytes()
    if forms_in(content, loaded.path.name) != _forms_sent(summary):
        raise CannotGoOn(f"{loaded.path.name}：清理后的副本与原文件内容不一致，没有报送。请把原文件另存为 .xlsx 再试。")
    return content


def _forms_sent(summary: Summary) -> tuple[Form, ...]:
    """The forms as they are in the copy: a text becomes a workbook, whose formulas compute what it leaves blank."""
    forms = summary.loaded.forms
    return forms if summary.loaded.is_workbook else tuple(completed(form, summary.policy) for form in forms)


def _workbook(summary: Summary) -> bytes:
    loaded = summary.loaded
    if loaded.is_workbook:
        return with_fitted_rows(loaded.source.data, loaded.path.name, loaded.forms)
    from jixiao.actions.import_forms import workbook_of

    return workbook_of([loaded], summary.policy).content
