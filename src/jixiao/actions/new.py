"""新建: the standard workbook with empty forms."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from jixiao.actions.load import named_policy
from jixiao.actions.save import Saved
from jixiao.errors import CannotGoOn
from jixiao.package.save import write_atomic
from jixiao.policy import default


def new(
    output: Path,
    projects: Sequence[str | None],
    unit: str | None,
    department: str | None,
    year: int,
    policy_name: str | None = None,
    template: Path | None = None,
) -> Saved:
    """Write a workbook with one empty form for each of `projects` (None: to be named). Never overwrites a file."""
    from jixiao.sheets.book import blank

    if output.exists():
        raise CannotGoOn(f"{output}：文件已存在，没有覆盖。请换一个文件名，或先把它移走。")
    if output.suffix.lower() != ".xlsx":
        raise CannotGoOn(f"{output}：输出的是 Excel 工作簿，文件名应以 .xlsx 结尾。")
    policy = named_policy(policy_name) if policy_name else default(year)
    write_atomic(output, blank(unit, department, year, projects, policy, template))
    return Saved(output)
