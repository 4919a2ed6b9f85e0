"""What collecting knows of files and forms: where they came from, what was read, which of them count."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from jixiao.form.finding import Finding, Waiver
from jixiao.form.model import Form

BETWEEN = " › "
"""Stands between a container and what is in it: 来信.eml › 附件.xlsx."""
UNREADABLE, BESIDE = "unreadable", "beside"


@dataclass(frozen=True, slots=True)
class Arrival:
    """How a file came: the sender's count of its submissions, the mail's date and sender, the file's own date."""

    version: int | None = None
    mailed: datetime | None = None
    dated: datetime | None = None
    sender: str | None = None

    @property
    def at(self) -> datetime | None:
        """When it came: by mail, else the date of the file."""
        return self.mailed or self.dated


@dataclass(frozen=True, slots=True)
class Item:
    """A file as found, alone or inside another: `archive_path` its names from the outermost container to itself.

    `spare` is given for one that is read only where no other file of its container holds a form, and says so.
    """

    archive_path: tuple[str, ...]
    data: bytes = field(repr=False)
    arrival: Arrival = Arrival()
    spare: str = ""

    @property
    def name(self) -> str:
        """The file's own name."""
        return self.archive_path[-1]


@dataclass(frozen=True, slots=True)
class Closed:
    """Something that could not be opened, or held nothing, and why; `kind` as in `Read`.

    `for_now`: another time, or with a program that is missing here, it may open.
    """

    item: Item
    reason: str
    kind: str = UNREADABLE
    for_now: bool = False


@dataclass(frozen=True, slots=True)
class Figures:
    """What was computed for a form: amounts in 万元, `rate` a fraction, scores in points.

    `base` is what the rate is taken of (年初 or 全年预算数, as the policy says); None where the form has no rate.
    """

    initial: Decimal | None
    annual: Decimal | None
    executed: Decimal | None
    base: Decimal | None
    rate: Decimal | None
    execution: Decimal | None
    output: Decimal | None
    benefit: Decimal | None
    satisfaction: Decimal | None
    cost: Decimal | None
    other: Decimal | None
    total: Decimal | None
    claimed: Decimal | None
    grade: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One form as it was submitted: judged on its own by the policy named, with the waivers of its file.

    `archive_path` leads to the original file, `digest` is the form's content as a code, `via` the row of 项目明细 in the
    collected workbook it was taken from (None: it was read from the original itself).
    """

    form: Form
    figures: Figures
    findings: tuple[Finding, ...]
    policy: str
    digest: str
    archive_path: tuple[str, ...]
    arrival: Arrival
    waivers: tuple[Waiver, ...] = ()
    via: int | None = None

    @property
    def shown(self) -> str:
        """The path in archive in one line."""
        return BETWEEN.join(self.archive_path)


@dataclass(frozen=True, slots=True)
class Between:
    """What was found between the forms of one file: `order` are their numbers in it, in the order they are compared in."""

    order: tuple[int, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Submission:
    """A submission as its sender counts it: forms or a summary (`submit.manifest`), whose, of which year, the number of the submission."""

    kind: str
    unit: str
    year: int | None
    version: int


@dataclass(frozen=True, slots=True)
class Read:
    """What one file gave: its forms, findings about the file itself, parts not read; or `fault`, why there is nothing.

    `kind` of a fault: "unreadable" for what should be a form and is none, "beside" for pictures and the like.
    `submission` is what the manifest of the file says, None where it has none. `notes` give what of the file was left aside
    without doubt about its forms. `between` follows from the forms; None where it is not at hand.
    """

    archive_path: tuple[str, ...]
    digest: str
    arrival: Arrival
    entries: tuple[Entry, ...] = ()
    findings: tuple[Finding, ...] = ()
    problems: tuple[str, ...] = ()
    fault: str | None = None
    kind: str | None = None
    submission: Submission | None = None
    notes: tuple[str, ...] = ()
    between: Between | None = field(default=None, compare=False)

    @property
    def shown(self) -> str:
        """The path in archive in one line."""
        return BETWEEN.join(self.archive_path)
