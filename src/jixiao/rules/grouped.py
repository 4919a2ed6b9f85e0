"""Findings as people work through them: those of one rule in one project together, and what to do first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import NamedTuple

from jixiao.form.fields import about_form, field_name
from jixiao.form.finding import SEVERITIES, Finding, Severity
from jixiao.form.subjects import quoted
from jixiao.rules.registry import catalogue
from jixiao.rules.tallies import TALLIES

MOST_TASKS, MOST_ERRORS = 5, 3
"""Lines of what to do first, and how many of them are kept for errors: all errors are listed right below."""
MOST_QUOTED = 6
"""Findings of a group whose messages are quoted; of the others the places are."""
JOINT = "·"
OF_WORKBOOK = "JX7"
COUNTED, FORMS = "个项目", "张表"

Place = Callable[[Finding], str]


def cell_or_sheet(item: Finding) -> str:
    """Where a finding is, as its own file has it; blank where it has no place."""
    return item.cell or item.sheet or ""


class Group(NamedTuple):
    """The findings of one rule in one project, in the order of the form; never empty."""

    findings: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        """The finding that is at the top of the form."""
        return self.findings[0]

    @property
    def severity(self) -> Severity:
        """The severity of the rule."""
        return self.first.severity

    def field(self) -> str:
        """The field by its name on the form; for several rows what they have in common, and how many there are."""
        names = list(dict.fromkeys(field_name(item.field, item.subject) for item in self.findings))
        if len(names) == 1:
            return names[0]
        ends = list(dict.fromkeys(name.rpartition(JOINT)[2] for name in names))
        return f"{'、'.join(ends)}（{len(self.findings)} 处）"

    def place(self, place: Place = cell_or_sheet) -> str:
        """The first cell, and how many there are."""
        cells = list(dict.fromkeys(place(item) for item in self.findings))
        return cells[0] if len(cells) == 1 else f"{cells[0]} 等 {len(cells)} 格"

    def message(self, message_of: Place = lambda item: item.message, place: Place = cell_or_sheet) -> str:
        """What is wrong: `message_of` gives the message of one finding. Several are listed with their cells and rows."""
        if len(self.findings) == 1:
            return message_of(self.first)
        shown, others = self.findings[:MOST_QUOTED], self.findings[MOST_QUOTED:]
        lines = [f"{_label(item, place)}：{message_of(item)}" for item in shown]
        if others:
            lines.append(f"另有 {len(others)} 处：{'、'.join(place(item) or _label(item, place) for item in others)}")
        return "\n".join((f"{len(self.findings)} 处：", *lines))

    def fix(self) -> str:
        """How to correct them; the differing examples of several findings come one after another."""
        return "\n".join(list(dict.fromkeys(item.fix for item in self.findings))[:2])

    def common(self, name: str) -> str | None:
        """What all findings have in `name` ("found", "expected"); None where they differ."""
        values = {getattr(item, name) for item in self.findings}
        value: str | None = values.pop() if len(values) == 1 else None
        return value


class Task(NamedTuple):
    """One of the things to do first: all findings of a rule, counted, and how to correct them."""

    findings: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        """Where to begin."""
        return self.findings[0]

    @property
    def projects(self) -> int:
        """How many projects have such a finding; 0 where it is about the workbook as a whole."""
        return len({_form(item) for item in self.findings if item.project or not _about_workbook(item)})

    @property
    def counted(self) -> str:
        """What the forms are counted as: 个项目, and 张表 where the form of a whole department is among them."""
        return FORMS if any(item.kind == "department" for item in self.findings) else COUNTED

    @property
    def text(self) -> str:
        """The findings counted in a sentence: 28 个失分项没有写原因."""
        rule = self.first.code
        pattern = TALLIES.get(rule) or f"{_titles()[rule]}：{{count}} 处"
        text = pattern.format(count=len(self.findings), projects=self.projects)
        return text if self.counted == COUNTED else text.replace(COUNTED, self.counted)

    @property
    def where(self) -> str:
        """Where to begin; the project's name on one line."""
        if not self.projects:
            return "在工作簿里"
        return f"{'第一处' if len(self.findings) > 1 else ''}在“{quoted(about_form(self.first))}”"


def grouped(findings: Iterable[Finding]) -> tuple[Group, ...]:
    """The findings of one rule in one project together, groups and findings in the order they came."""
    together: dict[tuple[object, ...], list[Finding]] = defaultdict(list)
    for item in findings:
        together[(*_form(item), item.code)].append(item)
    return tuple(Group(tuple(items)) for items in together.values())


def by_project(findings: Iterable[Finding]) -> tuple[tuple[Group, ...], ...]:
    """The groups of each form together, the gravest first; forms in the order they came."""
    items = tuple(findings)
    sheets = {(item.file, item.project): item.sheet for item in reversed(items) if not _about_workbook(item)}
    together: dict[tuple[object, ...], list[Finding]] = defaultdict(list)
    for item in items:
        file, sheet, project = _form(item)
        of_project = sheets.get((file, project), sheet) if _about_workbook(item) else sheet
        together[file, of_project, project].append(item)
    return tuple(
        tuple(sorted(grouped(group), key=lambda group: SEVERITIES.index(group.severity))) for group in together.values()
    )


def tasks(findings: Iterable[Finding]) -> tuple[Task, ...]:
    """What to do first, by rule: the most frequent errors, then the most frequent warnings; notices are never urgent.

    At most five; errors leave room for warnings and are filled up to five where there are fewer of those.
    """
    by_rule: dict[str, list[Finding]] = defaultdict(list)
    for item in findings:
        by_rule[item.code].append(item)
    made = sorted((Task(tuple(items)) for items in by_rule.values()), key=lambda task: -len(task.findings))
    errors, warnings = ([task for task in made if task.first.severity == severity] for severity in ("error", "warning"))
    room = max(MOST_ERRORS, MOST_TASKS - len(warnings))
    return tuple([*errors[:room], *warnings][:MOST_TASKS])


def _form(item: Finding) -> tuple[str | None, str | None, str | None]:
    """The form a finding is about: two projects of one name in a file are on different sheets."""
    return item.file, item.sheet, item.project


def _label(item: Finding, place: Place) -> str:
    return " ".join(filter(None, (place(item), item.subject))) or field_name(item.field)


def _about_workbook(item: Finding) -> bool:
    return item.code.startswith(OF_WORKBOOK)


@cache
def _titles() -> dict[str, str]:
    return {rule.code: rule.title for rule in catalogue()}


def sentences(made: Sequence[Task]) -> list[str]:
    """The tasks as numbered lines of a letter or a dialog."""
    return [f"{number}. {_counted(task)}，{task.where}。{task.first.fix}" for number, task in enumerate(made, 1)]


def _counted(task: Task) -> str:
    several = task.projects > 1 and task.counted not in task.text
    return f"{task.text}（{task.projects} {task.counted}）" if several else task.text
