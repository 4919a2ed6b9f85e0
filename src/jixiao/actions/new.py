"""新建: the standard workbook with empty forms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from jixiao.actions.loaded import made_by, named_policy
from jixiao.actions.save import Saved, as_file, put
from jixiao.errors import CannotGoOn
from jixiao.form.wording import label
from jixiao.policy import Policy, default, load
from jixiao.policy.choice import policy_marks
from jixiao.recognise.labels import standard


def new(
    output: Path,
    projects: Sequence[str | None],
    unit: str | None,
    department: str | None,
    year: int,
    policy_name: str | None = None,
    template: Path | None = None,
) -> Saved:
    """Write a workbook with one empty form for each of `projects` (None: to be named).

    A different file that was at `output` is kept beside it as a backup. Raises CannotGoOn when a name is a label of the form and would be read back as one.
    """
    from jixiao.sheets.book import blank

    as_file(output, ".xlsx")
    _prove_names((("--unit", unit), ("--department", department), *(("--projects", name) for name in projects)))
    policy = named_policy(policy_name) if policy_name else default(year)
    content = blank(unit, department, year, projects, policy, template)
    return put(output, content, tuple(_notes(policy, year, policy_name)))


def _prove_names(given: Sequence[tuple[str, str | None]]) -> None:
    for option, name in given:
        if name and label(name) in standard().known:
            raise CannotGoOn(f"{option} {name}：“{name}”是表上的栏目名，写进去会被当作标签。请写实际的名称。")


def _notes(policy: Policy, year: int, policy_name: str | None) -> Iterator[str]:
    yield from made_by(policy)
    if policy_name is None:
        for sign in policy_marks():
            if sign.dimension and sign.policy != policy.name and year >= int(load(sign.policy).dated[:4]):
                yield f"{sign.dimension}作为一级指标单独计分值的，请改用评分办法 {sign.policy}：在 Excel 里点“设置”，或用 --policy {sign.policy} 新建。"
