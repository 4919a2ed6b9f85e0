"""What a submission is called, and which one of its unit and year it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from jixiao.form.file_name import file_name
from jixiao.form.model import Form

T = TypeVar("T", str, int)

NO_UNIT, NO_YEAR = "单位未填", "年度未填"


def sender(forms: Sequence[Form]) -> str | None:
    """Whose forms these are: the unit; where there are several, their department, or the first unit with 等."""
    units, departments = _names(form.unit for form in forms), _names(form.department for form in forms)
    if len(units) > 1:
        return departments[0] if len(departments) == 1 else f"{units[0]}等"
    return next(iter([*units, *departments]), None)


def usual(values: Iterable[T | None]) -> T | None:
    """The value most of the forms have; None where none has any."""
    counted = Counter(value for value in values if value is not None).most_common(1)
    return counted[0][0] if counted else None


def file_stem(year: int | None, unit: str | None) -> str:
    """年度-单位-绩效自评, fit for every file system."""
    return f"{year or NO_YEAR}-{file_name(unit, NO_UNIT)}-绩效自评"


def summary_stem(year: int | None, unit: str | None) -> str:
    """年度-单位-绩效自评汇总: a summary is counted apart from the forms of the unit that sends it."""
    return f"{file_stem(year, unit)}汇总"


def next_version(folder: Path, stem: str, sent: int) -> int:
    """One more than the highest version in `folder` or the one last `sent` (0: none)."""
    pattern = re.compile(re.escape(stem) + r"-v(\d{1,6})\.(?:xlsx|eml)", re.IGNORECASE)
    names = (path.name for path in folder.iterdir()) if folder.is_dir() else ()
    found = [int(match[1]) for name in names if (match := pattern.fullmatch(name))]
    return max([sent, *found]) + 1


def _names(given: Iterable[str | None]) -> list[str]:
    """The names in order of use, the most used first."""
    return [name for name, _ in Counter(name for name in given if name).most_common()]
