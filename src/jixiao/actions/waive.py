"""豁免: a lawful exception recorded in the workbook itself, so that it travels upward with it."""

from __future__ import annotations

from pathlib import Path

from jixiao.actions.loaded import Loaded
from jixiao.actions.save import Saved, save
from jixiao.errors import CannotGoOn
from jixiao.form.finding import Waiver
from jixiao.form.table import column_name
from jixiao.importers.parameters import WAIVERS
from jixiao.rules import catalogue
from jixiao.sheets.settings import sheet_name
from jixiao.xlsx.edit.patch import Patch


def waive(loaded: Loaded, waiver: Waiver, output: Path | None) -> Saved:
    """Write the workbook with `waiver` added to its list, to `output` or in place (None).

    Raises CannotGoOn when the workbook is not ours, or the waiver names no rule, project, reason or person.
    """
    return save(waived(loaded, waiver), loaded, output)


def waived(loaded: Loaded, waiver: Waiver) -> bytes:
    """The workbook with `waiver` added to its list; see `waive`."""
    _prove_it_holds(loaded, waiver)
    patch = Patch.open(loaded.source.data, name=loaded.path.name)
    row = _first_free_row(loaded)
    for column, text in enumerate((waiver.rule, waiver.project, waiver.reason, waiver.who, waiver.date)):
        if text:
            patch.set_value(sheet_name("parameters"), f"{column_name(column)}{row}", text)
    return patch.bytes()


def _prove_it_holds(loaded: Loaded, waiver: Waiver) -> None:
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


def _first_free_row(loaded: Loaded) -> int:
    """The one-based row under the heading of the table 豁免 that is still empty."""
    table = loaded.source.book.table(sheet_name("parameters"))
    heading = next(at for at, row in enumerate(table.rows) if row and row[0] == WAIVERS)
    return table.first_row + heading + 3 + len(loaded.waivers)
