"""新建项目 where no workbook of ours is open: a new one from the template."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

from jixiao.actions.new import new
from jixiao.errors import CannotGoOn
from jixiao.live.dialogs import text
from jixiao.live.workbook import OpenWorkbook


def is_ours(opened: OpenWorkbook) -> bool:
    """Whether the open workbook follows our template; one without any form does not."""
    try:
        return bool(opened.loaded.kept.policy)
    except CannotGoOn:
        return False


def first_workbook(opened: OpenWorkbook) -> str:
    """Ask for unit, year and number of projects, and open the new workbook."""
    unit = text(opened.app, "实施单位全称（可以留空，以后再填）：") or None
    year = _number(text(opened.app, "自评年度：", str(date.today().year - 1)), 2000, 2100, "年度")
    count = _number(text(opened.app, "项目个数：", "1"), 1, 200, "项目个数")
    with tempfile.TemporaryDirectory(prefix="jixiao-", ignore_cleanup_errors=True) as place:
        saved = new(Path(place) / "new.xlsx", [None] * count, unit, None, year)
        content = saved.path.read_bytes()
    opened.open_new(content, f"{year}-{unit or '单位'}-绩效自评")
    return "已按模板新建工作簿，请先保存，再填写。\n" + "\n".join(saved.notes)


def _number(given: str, least: int, most: int, what: str) -> int:
    if not given.isdecimal() or not least <= int(given) <= most:
        raise CannotGoOn(f"{what}“{given}”应为 {least}～{most} 的整数，没有新建。请再点一次按钮。")
    return int(given)
