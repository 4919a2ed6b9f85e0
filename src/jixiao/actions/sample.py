"""抽样: the projects of a collection that are drawn for review, as a list and a form for each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from jixiao.actions.feedback_origin import season
from jixiao.actions.save import Saved, as_file, put
from jixiao.collect.choose import key_of
from jixiao.collect.model import BETWEEN, Entry
from jixiao.collect.result import Collected
from jixiao.errors import CannotGoOn
from jixiao.form.fields import form_name
from jixiao.form.rounding import percent_or
from jixiao.importers.read import open_source
from jixiao.report.review_book import Review, Scored, build
from jixiao.report.sample import Candidate, Drawn, draw, settings
from jixiao.rules import catalogue
from jixiao.sheets.figures import printed_weight
from jixiao.sheets.names import sheet_names
from jixiao.submit.naming import usual


@dataclass(frozen=True, slots=True)
class Sample:
    """What was drawn of how many, with the reviews in their order."""

    reviews: tuple[Review, ...]
    drawn: tuple[Drawn, ...]
    total: int
    seed: str
    year: int | None


def sample(path: Path, seed: str | None = None) -> Sample:
    """Draw from the collected workbook at `path`; without a `seed` the year is it. Raises CannotGoOn where it is none."""
    collected = season(open_source(path)).collected
    if not collected.entries:
        raise CannotGoOn(f"{path.name}：汇总里没有自评表，没有可抽的。")
    year = usual(entry.form.year for entry in collected.entries)
    sown = seed or str(year or "")
    drawn = draw(_candidates(collected), sown)
    entries = [collected.entries[item.number] for item in drawn]
    words = settings()["words"]
    names = sheet_names((entry.form.project for entry in entries), (words["list"], words["rules"]))
    made = tuple(_review(*item) for item in zip(entries, drawn, names, strict=True))
    return Sample(made, tuple(drawn), len(collected.entries), sown, year)


def write(made: Sample, output: Path) -> Saved:
    """Write the workbook of the review."""
    as_file(output, ".xlsx")
    year = f"{made.year}年度" if made.year else ""
    return put(output, build(made.reviews, _rules(made), year, settings()["words"]))


def _candidates(collected: Collected) -> list[Candidate]:
    codes: Mapping[int, list[str]] = defaultdict(list)
    hints: Mapping[int, list[str]] = defaultdict(list)
    for item in collected.remarks:
        if item.entry is not None:
            (hints if item.finding.severity == "notice" else codes)[item.entry].append(item.finding.code)
    titles = {rule.code: rule.title for rule in catalogue()}
    return [
        _candidate(entry, tuple(codes[number]), tuple(hints[number]), titles)
        for number, entry in enumerate(collected.entries)
    ]


def _candidate(entry: Entry, codes: tuple[str, ...], hints: tuple[str, ...], titles: Mapping[str, str]) -> Candidate:
    figures, key = entry.figures, "|".join(map(str, key_of(entry)))
    printed = printed_weight(entry.form)
    weights = printed if isinstance(printed, Decimal) else Decimal(0)
    return Candidate(key, figures.annual, figures.rate, figures.total, weights, codes, hints, titles)


def _review(entry: Entry, drawn: Drawn, sheet: str) -> Review:
    form, figures = entry.form, entry.figures
    rate = percent_or(figures.rate, "")
    first = Scored("", settings()["words"]["execution"], "", rate, form.funds.total.weight, figures.execution)
    lines = (
        Scored(item.dimension or "", item.name or "", item.target or "", item.actual or "", item.weight, item.score)
        for item in form.indicators
    )
    return Review(
        sheet,
        form.department or "",
        form.unit or "",
        form_name(form),
        figures.annual,
        figures.rate,
        figures.total,
        tuple(reason for _, reason in drawn.reasons),
        BETWEEN.join(entry.archive_path[1:]),
        (first, *lines),
    )


def _rules(made: Sample) -> Sequence[tuple[str, int, str]]:
    """Each rule with how many it drew and what it says, with the limits of the settings."""
    return [
        (
            rule["title"],
            sum(title == rule["title"] for item in made.drawn for title, _ in item.reasons),
            _said(rule, made.seed),
        )
        for rule in settings()["rules"]
    ]


def _said(rule: Mapping[str, object], seed: str) -> str:
    limits = {"most": "最多 {} 个", "below": "界限 {}", "share": "比例 {}", "least": "至少 {}"}
    parts = [text.format(rule[key]) for key, text in limits.items() if key in rule]
    return "；".join([*parts, f"种子 {seed}"] if rule["kind"] == "random" else parts)
