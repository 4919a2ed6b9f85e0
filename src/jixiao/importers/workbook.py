"""Excel workbooks: every sheet that carries a form, ours or another office's."""

from __future__ import annotations

from jixiao.form.table import Table
from jixiao.importers.source import Source
from jixiao.sheets.settings import names_beside_forms

NAMED = 3


def identify(source: Source) -> bool:
    """Whether the file is a zip package with a workbook in it."""
    return source.is_package


def tables(source: Source) -> tuple[Table, ...]:
    """One table for each sheet but the workbook's own beside the forms."""
    book = source.book
    names = [sheet.name for sheet in book.sheets if sheet.kind == "worksheet" and sheet.part in book.archive]
    beside = names_beside_forms()
    return tuple(book.table(name) for name in names if name not in beside)


def notes(source: Source) -> tuple[str, ...]:
    """One sentence for each sheet with cells so far outside that they are not read."""
    return tuple(_outside(source.name, sheet, cells) for sheet, cells in source.book.stray.items())


def _outside(name: str, sheet: str, cells: tuple[str, ...]) -> str:
    listed = "、".join(cells[:NAMED]) + (f" 等 {len(cells)} 个格" if len(cells) > NAMED else "")
    return (
        f"{name}：工作表“{sheet}”的 {listed} 离表格很远，多半是误填，没有读入。"
        "不要的请删去后保存；要的请移到表格旁边，保存后重试。"
    )
