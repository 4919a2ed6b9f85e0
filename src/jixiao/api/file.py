"""One file of forms: its forms, their scores, what is wrong with them, all as data frames or as a standard workbook."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from jixiao.actions.loaded import Loaded, policy_for
from jixiao.policy.model import Policy

if TYPE_CHECKING:
    from pandas import DataFrame

    from jixiao.form.finding import Finding
    from jixiao.form.model import Form
    from jixiao.policy.score import Scores
    from jixiao.rules import Report


@dataclass(frozen=True, eq=False)
class FormFile:
    """What `jixiao.read` gives: a file with the policy that its forms are scored by. The file itself is never changed."""

    path: Path
    policy: Policy = field(repr=False)
    _loaded: Loaded = field(repr=False)

    @property
    def forms(self) -> tuple[Form, ...]:
        """The forms in their order, as written: their amounts are in their own unit."""
        return self._loaded.forms

    @property
    def problems(self) -> tuple[str, ...]:
        """What of the file could not be read, a Chinese sentence each."""
        return tuple(item.message for item in self._loaded.problems)

    def scores(self) -> tuple[Scores, ...]:
        """The points of each form as the policy computes them, beside those it claims, each with its explanation."""
        return self._scores

    def findings(self) -> tuple[Finding, ...]:
        """All that `jixiao check` finds: in each form, between them, in the workbook; against last year's forms (上年数据)
        where the workbook keeps them. What is waived in it, and severities that its own settings hide, are left out."""
        return self._report.findings

    def frames(self) -> dict[str, DataFrame]:
        """`forms`, `funds`, `indicators`, `scores` and `findings`, each row with the file, sheet and cell it is from.

        Amounts are in 万元, rates fractions, scores points: exact `Decimal` in columns of objects, None where absent;
        numbers of things and years are `Int64`. Raises CannotGoOn where pandas is not installed.
        """
        from jixiao.actions.file_tables import TABLES, file_tables
        from jixiao.api.frames import frames

        made = file_tables(self._loaded, self.policy, self._scores, self.findings())
        return frames({name: getattr(made, name) for name in TABLES}, TABLES)

    def to_excel(self, path: Path | str) -> Path:
        """Write the standard workbook of the forms, checked and marked; the path.

        The file appears whole or not at all; a different one that was there is kept beside it as a backup. Raises
        CannotGoOn where `path` is the file that was read, or cannot be written.
        """
        from jixiao.actions.import_forms import workbook_of
        from jixiao.actions.save import save

        output = Path(path)
        return save(workbook_of([self._loaded], self.policy, output.name).content, self._loaded, output).path

    @cached_property
    def _scores(self) -> tuple[Scores, ...]:
        from jixiao.policy.score import score

        return tuple(score(form, self.policy) for form in self.forms)

    @cached_property
    def _report(self) -> Report:
        from jixiao.actions.check import check_each

        return check_each([self._loaded], [self.policy]).report


def read(path: Path | str, policy: str | Policy | None = None, labels: str = "") -> FormFile:
    """Read a file of any known kind: text, .docx, .xlsx, .html, older ones where LibreOffice is installed.

    `policy` scores its forms; without one, as in the commands, the policy that the workbook names, or the one the first
    form shows, else the default of its year. `labels` is the text of a labels file of one's own
    ("年终完成值 = 实际完成值", a line each). Raises CannotGoOn.
    """
    from jixiao.actions.open import load

    loaded = load(Path(path), taught=labels)
    chosen = policy if isinstance(policy, Policy) else policy_for(loaded, policy)
    return FormFile(Path(path), chosen, loaded)
