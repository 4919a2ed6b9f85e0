"""Figures as the commands print them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from jixiao.commands import terminal
from jixiao.form.fields import KINDS, about_form
from jixiao.form.finding import Finding
from jixiao.form.model import Form
from jixiao.form.rounding import NONE, percent_or, plain
from jixiao.form.table import Value

if TYPE_CHECKING:
    from jixiao.actions.save import Saved

OF_WORKBOOK = "JX7"


def decimal(value: Value) -> Decimal | None:
    """The number in a cell of a table; None where it holds none."""
    return Decimal(plain(value)) if isinstance(value, Decimal) else None


def amount(value: Decimal | None) -> str:
    """A number in its shortest form, or a dash."""
    return NONE if value is None else f"{value:f}"


def money(value: Decimal | None, unit: str | None) -> str:
    """An amount with its unit where that is not 万元."""
    return amount(value) + ("" if value is None or unit in (None, "万元") else str(unit))


def about(item: Finding) -> str:
    """The project a finding is about; blank where it is about the workbook as a whole."""
    return item.project or ("" if item.code.startswith(OF_WORKBOOK) else about_form(item))


def rate(value: Decimal | None) -> str:
    """A fraction as a percentage, or a dash."""
    return percent_or(value)


def kinds_of(forms: Sequence[Form]) -> str:
    """How many forms there are of each kind, in brackets; nothing where all are self-evaluations of projects."""
    counted = Counter(form.kind for form in forms)
    if counted.keys() <= {"project"}:
        return ""
    return f"（{'、'.join(f'{name} {counted[kind]}' for kind, name in KINDS.items() if counted[kind])}）"


def say_saved(saved: Saved) -> None:
    """Name the file written, on the error stream so that piped results stay clean, and the backup where there is one."""
    terminal.warn(f"已写出：{saved.path}" if saved.written else f"内容与已有的文件相同，没有重写：{saved.path}")
    if saved.backup:
        terminal.warn(f"原文件备份：{saved.backup}")
    terminal.warn_each(saved.notes)
