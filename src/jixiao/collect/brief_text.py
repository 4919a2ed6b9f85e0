"""Forms in brief as values for JSON and back; what many of them have in common is kept once."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from sys import intern
from typing import Any

from jixiao.collect.brief import NO_FIGURES, NOWHERE, USED, Brief, Severities
from jixiao.collect.model import Arrival, Figures, Read
from jixiao.collect.record import restored
from jixiao.form.finding import Finding, Waiver
from jixiao.form.model import Form, Source


def written(item: Brief, read: Read) -> list[Any]:
    """The form as `json_text` takes it; its path and its arrival are left out where they are those of its file."""
    form, figures = item.form, item.figures
    return [
        [form.project, form.year, form.department, form.unit, form.kind, form.source.sheet, form.source.block],
        bool(form.unread),
        None if figures == NO_FIGURES else [figures.initial, figures.annual, figures.executed],
        item.findings,
        item.policy,
        item.digest,
        None if item.archive_path == read.archive_path else item.archive_path,
        None if item.arrival == read.arrival else item.arrival,
        item.waivers,
        item.via,
        item.severities,
        item.outputs.hex(),
        item.has_unread,
    ]


def form_in_brief(data: list[Any], read: Read) -> Brief:
    """The form that `written` made `data` of."""
    names, used, amounts, findings, policy, digest, path, arrival, waivers, via, counts, outputs, unread = data
    return Brief(
        _form(used, *names),
        NO_FIGURES if amounts is None else _figures(amounts),
        tuple(restored(Finding, item) for item in findings),
        intern(policy),
        digest,
        read.archive_path if path is None else tuple(path),
        read.arrival if arrival is None else restored(Arrival, arrival),
        tuple(restored(Waiver, item) for item in waivers),
        via,
        _severities(*counts),
        bytes.fromhex(outputs),
        unread,
    )


def _form(
    used: bool,
    project: str | None,
    year: int | None,
    department: str | None,
    unit: str | None,
    kind: str,
    sheet: str | None,
    block: int | None,
) -> Form:
    of_kind: Any = intern(kind)
    return Form(
        project,
        year,
        department=_once(department),
        unit=_once(unit),
        unread=USED if used else (),
        # a sheet mostly bears its project's name: one text is kept for both
        source=Source(None, project if sheet == project else sheet, block, NOWHERE),
        kind=of_kind,
    )


def _figures(amounts: list[str | None]) -> Figures:
    initial, annual, executed = (restored(Figures, [text, *[None] * 13]).initial for text in amounts)
    return replace(NO_FIGURES, initial=initial, annual=annual, executed=executed)


def _once(name: str | None) -> str | None:
    return None if name is None else intern(name)


@lru_cache(maxsize=4096)
def _severities(errors: int, warnings: int, notices: int) -> Severities:
    return errors, warnings, notices
