"""The tables of everything that was read, whether it counts or not: files, submissions, funds and claims beside the forms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from jixiao.collect.choose import when
from jixiao.collect.model import Entry, Read
from jixiao.collect.rows import Row
from jixiao.form.fields import field_name
from jixiao.form.model import Form, FundPart, FundTotal
from jixiao.form.paths import fund_path
from jixiao.form.rounding import half_up
from jixiao.form.subjects import subject
from jixiao.rules.claims import Claim, claims
from jixiao.sheets.figures import factor

FUNDS = {"appropriation": "财政拨款", "carryover": "上年结转资金", "other": "其他资金"}
KINDS = {"unreadable": "无法读取", "beside": "不是自评表"}
SENT = {"forms": "自评表", "summary": "汇总"}
TOTAL = "年度资金总额"


def files(reads: Iterable[Read]) -> Iterator[Row]:
    """Each file, alone or inside another, with why nothing was read of it."""
    for read in reads:
        yield {
            "file": read.shown,
            "digest": read.digest or None,
            "came": when(read.arrival.at),
            "version": read.arrival.version,
            "sender": read.arrival.sender,
            "forms": len(read.entries),
            "state": KINDS.get(read.kind or "", "已读"),
            "message": "；".join((*([read.fault] if read.fault else []), *read.problems, *read.notes)) or None,
        }


def submissions(reads: Iterable[Read]) -> Iterator[Row]:
    """What the manifest of a file says: whose submission it is, of which year, the number of the submission."""
    for read in reads:
        if read.submission is not None:
            sent = read.submission
            yield {
                "unit": sent.unit,
                "year": sent.year,
                "version": sent.version,
                "contents": SENT.get(sent.kind, sent.kind),
                "file": read.shown,
            }


def funds(entries: Sequence[Entry]) -> Iterator[Row]:
    """Each row of the fund table of each form: amounts in 万元."""
    for number, entry in enumerate(entries, 1):
        form, times = entry.form, factor(entry.form)
        for path, label, kind, row in _fund_rows(form):
            amounts = {key: _money(getattr(row, key), times) for key in ("initial", "annual", "executed")}
            place = _place(entry, _first_cell(form, path))
            rest = {"label": label, "fund_kind": FUNDS.get(kind or ""), **amounts, "rate": row.rate, "note": row.note}
            yield {"project_number": number, **_whose(form), **rest, **place}


def counted(entries: Sequence[Entry]) -> Iterator[Row]:
    """Each counted output that a form reports: the number, its measure, and what it counts."""
    for number, entry in enumerate(entries, 1):
        form = entry.form
        for path, claim in _claims(form):
            yield {
                "project_number": number,
                **_whose(form),
                "field": field_name(path, subject(form, path)),
                "value": claim.value,
                "measure": claim.unit,
                "found": claim.written,
                **_place(entry, form.place(path)),
            }


def _fund_rows(form: Form) -> Iterator[tuple[str, str, str | None, FundTotal | FundPart]]:
    yield "funds.total", TOTAL, None, form.funds.total
    yield from ((fund_path(at), part.label, part.kind, part) for at, part in enumerate(form.funds.parts))


def _claims(form: Form) -> Iterator[tuple[str, Claim]]:
    for path, row in form.numbered():
        yield from ((f"{path}.actual", claim) for claim in claims(row.actual or ""))
    yield from (("goal.actual", claim) for claim in claims(form.goal.actual or ""))


def _whose(form: Form) -> Row:
    return {"unit": form.unit, "project": form.project, "year": form.year}


def _place(entry: Entry, cell: str | None) -> Row:
    return {"file": entry.shown, "sheet": entry.form.where, "cell": cell}


def _first_cell(form: Form, path: str) -> str | None:
    """The cell of the first amount of a row."""
    keys = ("initial", "annual", "executed", "rate")
    return next((cell for key in keys if (cell := form.place(f"{path}.{key}"))), None)


def _money(amount: Decimal | None, times: Decimal) -> Decimal | None:
    return None if amount is None else half_up(amount * times, 6)
