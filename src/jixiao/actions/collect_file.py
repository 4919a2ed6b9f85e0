"""收表，一个文件: bytes and what is known of their arrival → what each file within gave. Pure, so it runs anywhere."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from jixiao.actions.consequences import without_consequences
from jixiao.actions.loaded import Loaded, unknown_policy
from jixiao.actions.open import load_source
from jixiao.collect import embedded
from jixiao.collect.containers.unwrap import unwrap
from jixiao.collect.content import unforeseen
from jixiao.collect.cross_checks import between
from jixiao.collect.mail_body import shows_labels
from jixiao.collect.model import BESIDE, UNREADABLE, Closed, Entry, Figures, Item, Read, Submission
from jixiao.errors import CannotGoOn, ForNow
from jixiao.form.fields import AMOUNTS
from jixiao.form.finding import Finding
from jixiao.form.model import Form
from jixiao.form.workbook import WorkbookFacts
from jixiao.importers.foreign import old_xml
from jixiao.importers.source import Source
from jixiao.policy import Policy, for_form, load
from jixiao.policy.score import Scores, score
from jixiao.rules import check
from jixiao.rules.offices import shortened
from jixiao.sheets import words
from jixiao.sheets.figures import in_myriads
from jixiao.submit import manifest
from jixiao.submit.digest import digest

PICTURES = (
    *(b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"RIFF"),
    *(b"\xd7\xcd\xc6\x9a", b"\x01\0\x09\0\0\x03", b"\0\0\1\0"),
)
METAFILE = (b"\x01\0\0\0", b" EMF", 40)
"""How a picture of Windows begins (.emf), what it says further on, and where."""
MEDIA = re.compile(rb"....ftyp", re.S)
SVG = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*)*<svg\b", re.S)
OFFICE = (".xlsx", ".xlsm", ".xls", ".et", ".ods", ".docx", ".doc", ".wps", ".odt", ".rtf", ".eml", ".emlx", ".mbox")
PDF, OFD = b"%PDF", b"OFD.xml"
"""How a .pdf begins, and the part that every .ofd has."""
LONGEST_NOTE = 1 << 20
ALONE = ("JX6", "JX7")
BY_POLICY = ("JX2", "JX3", "JX4")
"""What a form is not accused of where the policy its workbook names is not at hand."""
ABOUT_FILE = ("JX1", "JX2", "JX3", "JX4", "JX5", "JX6", "JX714")
"""Text that does not show in full is for who fills the form in, not for who receives it."""


@dataclass(frozen=True, slots=True)
class Take:
    """The function for one file; `policy` is the scoring policy named for all of them, `taught` the user's own labels."""

    policy: Policy | None = None
    taught: str = ""

    def __call__(self, item: Item) -> tuple[Read, ...]:
        """What the file, or each file within it, gave; never raises for a bad one."""
        try:
            found: list[Read] = []
            for inner in unwrap(item):
                found.append(self._read(_as_needed(inner, found)))
            return tuple(found)
        except Exception as error:  # nor does a mail or an archive that no program should write
            return (unforeseen(item, error),)

    def _read(self, item: Item | Closed) -> Read:
        if isinstance(item, Closed):
            fault = _fault(item.item, item.reason, item.kind)
            return replace(fault, digest="") if item.for_now else fault
        if item.data.startswith(PDF) or (OFD in item.data and OFD.decode() in Source(item.name, item.data).members):
            kind = "PDF" if item.data.startswith(PDF) else "OFD"
            why = f"{kind} 不读，以 Excel 或 Word 原件为准；只有 {kind} 的请向填报人索取原件。"
            return _fault(item, f"{item.name}：{why}", BESIDE)
        if _is_picture(item.data):
            return _fault(item, f"{item.name}：图片不读。", BESIDE)
        source = Source(item.name, item.data)
        try:
            return self._opened(item, source)
        except ForNow as reason:
            return replace(_fault(item, str(reason), _kind(source)), digest="")
        except CannotGoOn as reason:
            return _fault(item, str(reason), _kind(source))
        except Exception as error:  # one bad file never stops a run
            return unforeseen(item, error)

    def _opened(self, item: Item, source: Source) -> Read:
        code = hashlib.sha256(item.data).hexdigest()
        collected = embedded.read(source.book, item, code) if source.is_package else None
        if collected is None:
            return self._forms(item, load_source(source, Path(source.name), self.taught), code)
        sent = manifest.read(source.book)
        return replace(collected, submission=_submission(sent)) if sent else collected

    def _forms(self, item: Item, loaded: Loaded, code: str) -> Read:
        arrival = item.arrival
        sent = manifest.read(loaded.source.book) if loaded.is_workbook else None
        if sent is not None:
            arrival = replace(arrival, version=sent.version)
        unknown = None if self.policy else unknown_policy(loaded)
        policy = self._policy(loaded.forms[0], loaded)
        facts = None if unknown else loaded.facts(policy)
        arrived = replace(item, arrival=arrival)
        entries = tuple(self._entry(form, loaded, arrived, facts) for form in loaded.forms)
        problems = tuple(problem.message for problem in loaded.problems)
        counted = _submission(sent) if sent else None
        return Read(
            item.archive_path,
            code,
            arrival,
            entries,
            self._about(loaded, facts, policy),
            problems,
            submission=counted,
            notes=(*loaded.notes, *_by_another(item, unknown, policy)),
            between=between(entries, policy),
        )

    def _entry(self, form: Form, loaded: Loaded, item: Item, facts: WorkbookFacts | None) -> Entry:
        policy = self._policy(form, loaded)
        scores = score(form, policy)
        off = ALONE if self.policy or not unknown_policy(loaded) else (*ALONE, *BY_POLICY)
        report = check((form,), policy, waivers=loaded.waivers, off=off, scores=(scores,))
        found = tuple(without_consequences(report.findings, loaded, facts))
        own = figures(form, scores, policy)
        return Entry(form, own, found, policy.name, digest(form), item.archive_path, item.arrival, loaded.waivers)

    def _policy(self, form: Form, loaded: Loaded) -> Policy:
        if self.policy:
            return self.policy
        known = loaded.kept.policy and not unknown_policy(loaded)
        return load(loaded.kept.policy) if known else for_form(form)

    def _about(self, loaded: Loaded, facts: WorkbookFacts | None, policy: Policy) -> tuple[Finding, ...]:
        report = check((), policy, waivers=loaded.waivers, facts=facts, off=ABOUT_FILE, owners=loaded.forms)
        return report.findings


def _by_another(item: Item, unknown: str | None, policy: Policy) -> Iterator[str]:
    """What is said of a file whose forms count though its policy is not at hand."""
    if unknown:
        yield (
            f"{item.name}：{unknown}，各表计入汇总，按“{policy.title}”核算，资金、分值、得分没有校验。有那个 .toml 文件的，用 --policy 指明后重新汇总。"
        )


def _as_needed(inner: Item | Closed, found: Sequence[Read]) -> Item | Closed:
    """A spare file closed where its container has given a form already."""
    if isinstance(inner, Closed) or not inner.spare:
        return inner
    holder = inner.archive_path[:-1]
    has_form = any(read.entries and read.archive_path[: len(holder)] == holder for read in found)
    return Closed(replace(inner, archive_path=holder, data=b""), inner.spare, BESIDE) if has_form else inner


def _submission(sent: manifest.Manifest) -> Submission | None:
    """What the manifest counts; None where it does not say whose."""
    return Submission(sent.kind, shortened(sent.unit), sent.year, sent.version) if sent.unit else None


def _kind(source: Source) -> str:
    """A note among the forms is no form; a text that calls itself a workbook or a mail, or has the labels of a form, is a broken one."""
    text = source.text
    if not text or source.name.lower().endswith(OFFICE) or old_xml(text) is not None:
        return UNREADABLE
    return UNREADABLE if shows_labels(text[:LONGEST_NOTE]) else BESIDE


def figures(form: Form, scores: Scores, policy: Policy) -> Figures:
    """What is computed for a form: amounts in 万元, its rate, its scores by dimension, its total and grade."""
    total = form.funds.total
    amounts = {key: in_myriads(form, getattr(total, key)) for key in AMOUNTS}
    base = in_myriads(form, policy.execution.of(total))
    counted = total.score if scores.execution.suggested is None else scores.execution.suggested
    parts = {
        key: part.score if (part := scores.dimension(name)) else None
        for key, name in (words.GROUPS | {"other": words.OTHER}).items()
    }
    return Figures(
        **amounts,
        base=None if scores.rate is None else base,
        rate=scores.rate,
        execution=counted,
        **parts,
        total=scores.whole_total,
        claimed=form.total.score,
        grade=scores.whole_grade,
    )


def _fault(item: Item, reason: str, kind: str) -> Read:
    return Read(item.archive_path, hashlib.sha256(item.data).hexdigest(), item.arrival, fault=reason, kind=kind)


def _is_picture(data: bytes) -> bool:
    start, then, at = METAFILE
    return (
        data.startswith(PICTURES)
        or (data.startswith(start) and data[at : at + len(then)] == then)
        or MEDIA.match(data) is not None
        or SVG.match(data[:4096].removeprefix(b"\xef\xbb\xbf")) is not None
    )
