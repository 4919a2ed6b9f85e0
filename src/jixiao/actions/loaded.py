"""A file as every action starts from it: its forms, the facts of the workbook, and what is kept in it beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from jixiao.errors import CannotGoOn
from jixiao.form.amounts import NO_RESULT
from jixiao.form.finding import Waiver
from jixiao.form.model import Form, Unread
from jixiao.form.paths import PRINTED
from jixiao.form.workbook import WorkbookFacts
from jixiao.importers.parameters import Parameters, parameters
from jixiao.importers.read import ReadProblem, read_source
from jixiao.importers.source import Source

if TYPE_CHECKING:
    from jixiao.policy import Policy
    from jixiao.xlsx.edit.patch import Patch

CLAIM = re.compile(r"(funds|total)\b")
"""Printed figures may be typed over their formulas: an imported form keeps what it claims, and JX2-JX4 judge that."""


@dataclass(frozen=True)
class Loaded:
    """One input file, read."""

    path: Path
    source: Source
    forms: tuple[Form, ...]
    problems: tuple[ReadProblem, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def is_workbook(self) -> bool:
        """Whether the file is an Excel workbook, which can be marked and written back."""
        return self.source.is_package

    @cached_property
    def kept(self) -> Parameters:
        """The policy and the waivers a workbook of ours keeps."""
        return parameters(self.source.book) if self.is_workbook else Parameters()

    @property
    def waivers(self) -> tuple[Waiver, ...]:
        """The waivers recorded in the workbook."""
        return self.kept.waivers

    def patch(self) -> Patch:
        """The workbook, open for changes."""
        from jixiao.xlsx.edit.patch import Patch

        return Patch.open(self.source.data, name=self.source.name)

    def prove_whole(self, undone: str) -> None:
        """Raise CannotGoOn where a form could not be read; `undone` says what was left undone for it, such as 没有结转."""
        if self.problems:
            raise CannotGoOn("\n".join([*(item.message for item in self.problems), f"有表读不出，{undone}。"]))

    def after(self, content: bytes) -> Loaded:
        """The file as a workbook of other content, read again."""
        name = self.source.name if self.is_workbook else f"{self.path.stem}.xlsx"
        return loaded(self.path, Source(name, content, self.path))

    def facts(self, policy: Policy) -> WorkbookFacts | None:
        """The facts of the workbook, its formulas held against those `policy` gives; None for a text."""
        if not self.is_workbook:
            return None
        from jixiao.actions.plain_rows import Upset, plain_rows
        from jixiao.actions.text_numbers import uncounted
        from jixiao.sheets.facts import workbook_facts
        from jixiao.sheets.overflow import cut_texts
        from jixiao.sheets.own import doubtful_formulas, own_sheets
        from jixiao.sheets.settings import layout

        sheets = [form.source.sheet for form in self.forms if form.source.sheet]
        own = tuple(own_sheets(self.forms))
        expected = dict(doubtful_formulas(own, policy, self.source.book))
        version, upset = layout()["template"]["version"], Upset(own, self.source.book)
        found = workbook_facts(self.source.book, projects=sheets, expected=expected, current_version=version)
        return replace(
            found,
            overwritten=tuple(
                item for item in found.overwritten if not CLAIM.match(item.field) and not upset.is_of_row(item)
            ),
            stale=tuple(item for item in found.stale if not upset.counts_rows(item)),
            text_numbers=tuple(uncounted(self.forms, own, self.source.book)),
            cut_texts=tuple(cut_texts(own, self.source.book)),
            plain_rows=tuple(plain_rows(own, self.source.book)),
        )


def evaluations(loaded: Loaded) -> tuple[Loaded, tuple[str, ...]]:
    """The file without its goal forms (绩效目标申报表), which have no results, and a note on them.

    Raises CannotGoOn where it holds no others.
    """
    forms = tuple(form for form in loaded.forms if form.kind != "goal")
    left_out = len(loaded.forms) - len(forms)
    if not left_out:
        return loaded, ()
    if not forms:
        raise CannotGoOn(f"{loaded.path.name}：绩效目标申报表只有目标，没有完成情况。请用填好的自评表。")
    return replace(loaded, forms=forms), (f"绩效目标申报表 {left_out} 张只有目标，没有列入。",)


def policy_for(loaded: Loaded, named: str | None) -> Policy:
    """The policy to score by: the one named on the command line, the one the workbook says, or what the forms show.

    Raises PolicyError where none is called that, as on the computer of who gets a workbook made by a policy file.
    """
    from jixiao.policy import PolicyError, for_form, load

    if named:
        return named_policy(named)
    if unknown := unknown_policy(loaded):
        raise PolicyError(
            f"{loaded.path.name}：{unknown}。请用 --policy 指明那个 .toml 文件；没有的，--policy 写自带的名称，或在 Excel 里点“设置”改用自带的办法。"
        )
    return load(loaded.kept.policy) if loaded.kept.policy else for_form(loaded.forms[0])


def unknown_policy(loaded: Loaded) -> str | None:
    """What to say of the policy a workbook names where it is not among the bundled ones; None where it is."""
    from jixiao.policy import names

    code = loaded.kept.policy
    return f"这本工作簿用的评分办法“{code}”不在自带的办法里" if code and code not in names() else None


def made_by(policy: Policy) -> Iterator[str]:
    """By which policy a workbook was made, and what that asks of later commands where it is a file of one's own."""
    from jixiao.policy import names

    yield f"评分办法：{policy.title}（{policy.name}）"
    if policy.name not in names():
        yield (
            f"这个办法不是自带的：以后校验、评分、汇总、报送这本工作簿，都要写 --policy {policy.name}.toml；收表的单位也要有这个文件。"
        )


def named_policy(name: str) -> Policy:
    """The policy called `name`: a bundled one, or a bureau's own .toml file. Raises PolicyError."""
    from jixiao.policy import load, read

    return read(Path(name)) if name.endswith(".toml") else load(name)


def loaded(path: Path, source: Source, taught: str = "") -> Loaded:
    """The forms of a file whose content is at hand, nothing computed; `taught` is the text of the user's labels file."""
    result = read_source(source, taught)
    forms = tuple(_with_unknown(form, source) for form in result.forms) if source.is_package else result.forms
    return Loaded(path, source, forms, result.problems, result.notes)


def forms_of(files: Iterable[Loaded]) -> list[Form]:
    """The forms of all files, in their order."""
    return [form for file in files for form in file.forms]


def forms_in(content: bytes, name: str) -> tuple[Form, ...]:
    """The forms that a workbook just made reads back to; `name` is the file it will be."""
    return read_source(Source(name, content)).forms


def _with_unknown(form: Form, source: Source) -> Form:
    """The form with its formulas that were saved without a result listed as unread: unknown is not blank.

    So are the fields that were not on the form it was imported from.
    """
    sheet = form.source.sheet or ""
    lacking = parameters(source.book).lacking.get(sheet)
    if lacking:
        form = replace(form, lacking=lacking)
    unknown = source.book.uncomputed.get(sheet, ())
    if not unknown:
        return form
    formulas, listed = source.book.formulas_of(sheet), {item.field for item in form.unread}
    ours = parameters(source.book).policy is not None
    added = [
        Unread(
            path,
            f"={formulas.get(cell, '')}{NO_RESULT}",
            "pending" if ours and PRINTED.match(path) else "number",
        )
        for path, cell in form.source.places.items()
        if cell in unknown and path not in listed and not path.endswith((".dimension", ".category"))
    ]
    return replace(form, unread=(*form.unread, *added))
