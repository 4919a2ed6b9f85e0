"""豁免: a lawful exception recorded in the workbook itself, so that it travels upward with it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from jixiao.actions.check import check_files
from jixiao.actions.loaded import Loaded
from jixiao.actions.save import Saved, save
from jixiao.errors import CannotGoOn
from jixiao.form.days import day
from jixiao.form.finding import Waiver
from jixiao.form.table import column_name
from jixiao.importers.parameters import WAIVERS
from jixiao.rules import catalogue
from jixiao.rules.waive import covers
from jixiao.sheets.settings import sheet_name


def waive(loaded: Loaded, waiver: Waiver, output: Path | None) -> Saved:
    """Write the workbook with `waiver` added to its list, to `output` or in place (None).

    Raises CannotGoOn when the workbook is not ours, or the waiver names no rule, project, reason, person or day of the
    calendar.
    """
    return save(waived(loaded, waiver), loaded, output)


def waived(loaded: Loaded, waiver: Waiver) -> bytes:
    """The workbook with `waiver` added to its list; see `waive`."""
    prove_it_holds(loaded, waiver)
    written = day(waiver.date)
    waiver = replace(waiver, date=written.isoformat() if written else waiver.date)
    patch = loaded.patch()
    row = _first_free_row(loaded)
    for column, text in enumerate((waiver.rule, waiver.project, waiver.reason, waiver.who, waiver.date)):
        if text:
            patch.set_value(sheet_name("parameters"), f"{column_name(column)}{row}", text)
    return patch.bytes()


def prove_it_is_found(loaded: Loaded, waiver: Waiver) -> None:
    """Raise CannotGoOn, which says what was found instead, where a check finds nothing that `waiver` covers."""
    report = check_files([loaded], hide=()).report
    found = [*report.findings, *(item.finding for item in report.waived)]
    if any(item.code == waiver.rule and covers(waiver, item) for item in found):
        return
    whom = f"“{waiver.project}”" if waiver.project else "这个工作簿"
    elsewhere = dict.fromkeys(item.project or "工作簿" for item in found if item.code == waiver.rule)
    others = f"{waiver.rule} 出现在：{'、'.join(elsewhere)}。" if elsewhere else ""
    raise CannotGoOn(
        f"{loaded.path.name}：校验没有在{whom}发现 {waiver.rule}，用不着豁免，未登记。{others}"
        "请核对编号和项目；确需预先登记的，加 --unfound。"
    )


def prove_it_holds(loaded: Loaded, waiver: Waiver) -> None:
    """Raise CannotGoOn where the workbook cannot keep `waiver`, or it lacks what makes it hold; see `waive`."""
    if not loaded.kept.policy:
        raise CannotGoOn(
            f"{loaded.path.name}：不是本工具的工作簿，没有地方登记豁免。请先用 jixiao import 转成标准工作簿。"
        )
    if waiver.rule not in {rule.code for rule in catalogue()}:
        raise CannotGoOn(f"没有编号为“{waiver.rule}”的规则，未登记。列出全部规则：jixiao rules")
    projects = [form.project for form in loaded.forms]
    if waiver.project is not None and waiver.project not in projects:
        raise CannotGoOn(
            f"{loaded.path.name}：没有名为“{waiver.project}”的项目，未登记。有：{'、'.join(filter(None, projects))}"
        )
    if not waiver.reason.strip() or not waiver.who.strip():
        raise CannotGoOn("豁免要写明理由和经办人，否则不算数。")
    if day(waiver.date) is None:
        raise CannotGoOn(f"日期“{waiver.date}”在日历上没有，未登记。请写成 2026-01-15 这样。")


def _first_free_row(loaded: Loaded) -> int:
    """The one-based row under the heading of the table 豁免 that is still empty."""
    table = loaded.source.book.table(sheet_name("parameters"))
    heading = next(at for at, row in enumerate(table.rows) if row and row[0] == WAIVERS)
    return table.first_row + heading + 3 + len(loaded.waivers)
