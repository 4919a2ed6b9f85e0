"""清除标记: the workbook as it was before a check, with its own styles, notes and sheets."""

from __future__ import annotations

from pathlib import Path

from jixiao.actions.loaded import Loaded
from jixiao.actions.save import Saved, save
from jixiao.errors import CannotGoOn
from jixiao.sheets.settings import sheet_name


def clear(loaded: Loaded, output: Path | None) -> Saved:
    """Write the workbook without marks and without 校验结果, to `output` or in place (None).

    Raises CannotGoOn for a text, which has no marks.
    """
    return save(cleared(loaded), loaded, output)


def cleared(loaded: Loaded) -> bytes:
    """The workbook without marks and without 校验结果; see `clear`. Raises CannotGoOn where it is no workbook."""
    if not loaded.is_workbook:
        raise CannotGoOn(f"{loaded.path.name}：不是工作簿，没有标记可清除。")
    patch = loaded.patch()
    patch.clear_marks()
    if sheet_name("findings") in patch.sheets:
        patch.lift(sheet_name("findings"))
    return patch.bytes()
