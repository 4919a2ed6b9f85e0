"""The words that are on forms, loaded from `workbook/labels.toml`: data, so that a new layout is a change of data."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from jixiao import resources
from jixiao.form.model import FundKind, Kind
from jixiao.form.wording import half_width, label
from jixiao.recognise.patterns import MOST_REMEMBERED, Known, Words, filled_in

LONGEST_TITLE, LONGEST_LABEL = 40, 30
FEWEST_LABELS = 4
"""So many labels make a table, or a text, one that may hold a form."""
KINDS: tuple[Kind, ...] = ("goal", "department", "transfer")


@dataclass(frozen=True, slots=True, eq=False)
class Labels:
    """Bare label → field, one collection of patterns for each part of a form; what else is known of its words.

    What a heading says is remembered for each set of labels, which no equal one takes over.
    """

    titles: re.Pattern[str]
    kinds: tuple[tuple[Kind, re.Pattern[str]], ...]
    project_title: re.Pattern[str]
    above_title: re.Pattern[str]
    lists: re.Pattern[str]
    monitors: re.Pattern[str]
    transfer: Words
    header: Words
    fund_columns: Words
    fund_totals: Words
    fund_kinds: Words
    fund_sources: Words
    fund_later: Words
    tasks: Words
    goal: Words
    goal_other: Words
    indicator_columns: Words
    totals: Words
    other: Words
    bonus: Words
    dimensions: Words
    categories: Words
    ends: tuple[str, ...]
    dimension_of: Mapping[str, str]
    static_labels: Words
    beside: tuple[str, ...]
    fillers: frozenset[str]
    prompts: re.Pattern[str]
    prompts_at_start: re.Pattern[str]
    hints: Mapping[str, str]
    known: Known
    _titled: dict[str, bool] = field(default_factory=dict, compare=False, repr=False)

    def is_prompt(self, text: str) -> bool:
        """Whether `text` is a prompt of the template that nobody replaced."""
        return self.prompts_at_start.match(text) is not None or self.prompts.search(text) is not None

    def is_title(self, text: str) -> bool:
        """Whether a text is a form's title, such as 项目支出绩效自评表."""
        if "表" not in text or len(text) > LONGEST_TITLE:
            return False
        found = self._titled.get(text)
        if found is None:
            if len(self._titled) >= MOST_REMEMBERED:
                self._titled.clear()
            found = self._titled[text] = self._says_title(text)
        return found

    def _says_title(self, text: str) -> bool:
        plain = half_width(text)
        return self.titles.search("".join(plain.split())) is not None and not plain.endswith(("。", ";"))

    def kind_of(self, title: str) -> Kind | None:
        """The kind of form a title names; None where it names none but a self-evaluation."""
        plain = "".join(half_width(title).split())
        return next((kind for kind, pattern in self.kinds if pattern.search(plain)), None)

    def says_department(self, title: str) -> bool:
        """Whether a title names a whole department."""
        return any(kind == "department" and pattern.search(half_width(title)) for kind, pattern in self.kinds)

    def says_project(self, title: str) -> bool:
        """Whether a title names a project's form in so many words."""
        return self.project_title.search(half_width(title)) is not None

    def is_above_title(self, text: str) -> bool:
        """Whether a text is one that a page has right above a form: 附件2, 公开14表, 单位：万元, (2022年度)."""
        return len(text) <= LONGEST_LABEL and self.above_title.fullmatch("".join(half_width(text).split())) is not None

    def says_list(self, title: str) -> bool:
        """Whether a title names a list of projects, such as 绩效自评情况汇总表, which is no form of one."""
        return self.lists.search("".join(half_width(title).split())) is not None

    def says_monitor(self, title: str) -> bool:
        """Whether a title names a table of how a project goes during the year, such as 绩效运行监控表."""
        return self.monitors.search("".join(half_width(title).split())) is not None

    def count(self, texts: Iterable[str]) -> int:
        """How many different labels of a form are among the texts of cells."""
        parts = (self.header, self.indicator_columns, self.fund_columns, self.fund_totals)
        words = {label(text) for text in texts if len(text) <= LONGEST_LABEL}
        return sum(any(word in part for part in parts) for word in words)

    def fund_kind(self, word: str) -> FundKind | None:
        """当年财政拨款, 上年结转资金 or 其他资金, by the bare label of a source of funds."""
        return self.fund_kinds.get(word)  # type: ignore[return-value]


@cache
def standard() -> Labels:
    """The labels of the project's own `workbook/labels.toml`."""
    return parse(tomllib.loads(resources.path("workbook/labels.toml").read_text(encoding="utf-8")))


def parse(data: Mapping[str, Any], taught: Mapping[str, Mapping[str, str]] | None = None) -> Labels:
    """Labels from the tables of a TOML file of the same shape.

    `taught` gives, for header, funds, goal and indicators, bare label → field: what a user answered.
    """
    parts, more = data["parts"], taught or {}
    parts = {name: filled_in(text, parts)[0] for name, text in parts.items()}
    patterns = data["patterns"]

    def words(part: str, listed: Mapping[str, Iterable[str]] | None = None) -> Words:
        groups = {name: filled_in(each, parts) for name, each in patterns[part].items()}
        return Words(groups, {**_inverted(listed or {}), **more.get(part, {})})

    funds, title = data["funds"], patterns["title"]
    header, goal = words("header", data["header"]), words("goal", data["goal"])
    fund_columns, indicators = words("funds", funds["columns"]), words("indicators", data["indicators"]["columns"])
    fund_totals, totals = words("fund_totals", funds["rows"]), words("total", {"words": data["total"]["words"]})
    kinds, levels = words("fund_kinds", funds["kinds"]), patterns["levels"]
    prompts, prompts_at_start = _prompts(data["prompts"]["patterns"])
    return Labels(
        titles=re.compile("|".join([*map(re.escape, data["title"]["words"]), *title["words"]])),
        kinds=tuple((kind, re.compile(title[kind])) for kind in KINDS),
        project_title=re.compile(title["project"]),
        above_title=re.compile(title["above"]),
        lists=re.compile(title["lists"]),
        monitors=re.compile(title["monitors"]),
        transfer=Words({"transfer": [title["transfer_labels"]]}),
        header=header,
        fund_columns=fund_columns,
        fund_totals=fund_totals,
        fund_kinds=kinds,
        fund_sources=words("fund_sources"),
        fund_later=words("fund_later"),
        tasks=words("tasks"),
        goal=goal,
        goal_other=words("goal_other"),
        indicator_columns=indicators,
        totals=totals,
        other=words("other"),
        bonus=words("bonus"),
        dimensions=Words({"dimension": [levels["dimension"]]}),
        categories=Words({"category": [levels["category"]]}),
        ends=tuple(label(word) for word in data["end"]["starts"]),
        dimension_of=_inverted(data["dimensions"]),
        static_labels=words("static"),
        beside=tuple(data["static"]["beside"]),
        fillers=frozenset(data["blank"]["fillers"]),
        prompts=prompts,
        prompts_at_start=prompts_at_start,
        hints=data["hints"],
        known=Known(header, goal, fund_columns, indicators, fund_totals, totals, kinds),
    )


def _prompts(patterns: Iterable[str]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The prompts found anywhere in a text, and those at its start: apart, as a search that tries these at every character
    takes many times as long."""
    at_start = [pattern for pattern in patterns if pattern.startswith("^")]
    return _any(pattern for pattern in patterns if pattern not in at_start), _any(at_start)


def _any(patterns: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of several, none at all for none."""
    return re.compile("|".join(patterns) or "(?!)")


def _inverted(groups: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {label(word): name for name, words in groups.items() for word in words}
