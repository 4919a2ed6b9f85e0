"""报送汇总: a collected workbook sent one level up, as a clean numbered copy with its manifest and a mail draft."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from functools import partial
from pathlib import Path

from jixiao import __version__
from jixiao.actions.deliver import Clock, Delivery, Submission, deliver, now, stated, stop_at_faults
from jixiao.actions.feedback_origin import Season, why_unread
from jixiao.collect import embedded
from jixiao.collect.choose import REASONS
from jixiao.collect.model import Entry
from jixiao.collect.result import Collected
from jixiao.collect.roster import MISSING
from jixiao.collect.totals import groups
from jixiao.collect.workbook import rows, unfinished
from jixiao.errors import CannotGoOn
from jixiao.form.fields import unit_name
from jixiao.form.finding import SEVERITIES, Finding
from jixiao.sheets.totals import uncounted
from jixiao.submit.clean import clean
from jixiao.submit.manifest import SUMMARY, Manifest, Sent, attach
from jixiao.submit.naming import summary_stem, usual
from jixiao.submit.settings import Mail
from jixiao.submit.unlink import unlink
from jixiao.xlsx.read.read import read


def submit_summary(
    found: Season, folder: Path, mail: Mail, reason: str | None = None, unit: str | None = None, clock: Clock = now
) -> Submission:
    """Write the summary to send, in the name of `unit`, and its mail draft into `folder`.

    Without a `reason`, raises ErrorsLeft where forms have errors, and CannotGoOn that names the units 未报, the files
    无法读取 and the spoiled rows. Raises CannotGoOn, too, where it does not say whose it is, or the copy would not say
    the same.
    """
    errors = tuple(_errors(found.collected))
    unread = tuple(_unread(found))
    stop_at_faults(found.source.name, unread, errors, reason)
    unit = unit or _sender(found.collected.entries, found.source.name)
    year = usual(entry.form.year for entry in found.collected.entries)
    manifest = _manifest(found.collected, clock(), unit, year, stated(reason) if errors or unread else None)
    made = Delivery(partial(_content, found), manifest, errors=errors, unread=unread)
    return deliver(folder, summary_stem(year, unit), made, mail)


def _unread(found: Season) -> Iterator[str]:
    if unfinished(found.book):
        yield f"{found.source.name}：这份汇总做到一半被中断，只读了一部分文件。请重新汇总。"
    yield from (item.message for item in found.collected.unused)
    missing = [row["unit"] for row in rows(found.book, "roster") if row["state"] == MISSING]
    if missing:
        yield f"{found.source.name}：{len(missing)} 个单位未报，不在这份汇总里：{'、'.join(missing)}。"
    for row in rows(found.book, "unused"):
        if row["reason"] in (REASONS["unreadable"], REASONS["partly"]):
            yield f"{row['reason']}，没有计入：{why_unread(row['file'], row['message'])}"


def _errors(collected: Collected) -> Iterable[Finding]:
    for item in collected.remarks:
        if item.finding.severity == SEVERITIES[0] and item.entry is not None:
            unit = collected.entries[item.entry].form.unit
            yield replace(item.finding, project=f"{unit_name(unit)}·{item.finding.project or '（未写项目名称）'}")


def _sender(entries: Sequence[Entry], name: str) -> str:
    """The one department of all forms; a summary over several is sent by an office that is in none of them."""
    departments = list(dict.fromkeys(entry.form.department for entry in entries if entry.form.department))
    if len(departments) == 1:
        return departments[0]
    raise CannotGoOn(
        f"{name}：汇总里有 {len(departments)} 个主管部门，看不出由谁报送。请用 --unit 写明报送单位，如 --unit 青河区财政局。"
    )


def _manifest(collected: Collected, at: datetime, unit: str, year: int | None, reason: str | None) -> Manifest:
    counts = collected.counts()
    whole = groups(collected.entries, counts).whole.row()
    figures = {key: value if isinstance(value, Decimal) else None for key, value in whole.items()}
    errors, warnings, notices = (sum(count[severity] for count in counts) for severity in range(len(SEVERITIES)))
    return Manifest(
        version=1,
        made_at=at,
        unit=unit,
        department=usual(entry.form.department for entry in collected.entries),
        year=year,
        form_type=SUMMARY,
        template_version=None,
        tool_version=__version__,
        initial=figures["initial"],
        annual=figures["annual"],
        executed=figures["executed"],
        rate=figures["rate"],
        average=figures["average"],
        uncounted=uncounted(whole) or None,
        errors=errors,
        warnings=warnings,
        notices=notices,
        reason=reason,
        forms=tuple(Sent.of(entry.form, entry.digest) for entry in collected.entries),
    )


def _content(found: Season, manifest: Manifest) -> bytes:
    name = found.source.name
    patch = clean(found.source.data, name, manifest.unit or "", manifest.made_at)
    unlink(patch, found.book)
    attach(patch, manifest)
    content = patch.bytes()
    if read(content).table(embedded.sheet_name()).rows != found.book.table(embedded.sheet_name()).rows:
        raise CannotGoOn(f"{name}：清理后的副本与原文件内容不一致，没有报送。请重新汇总再试。")
    return content
