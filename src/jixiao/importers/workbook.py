"""Excel workbooks: every sheet that carries a form, ours or another office's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from jixiao.form.model import Form
from jixiao.form.table import Table
from jixiao.importers.source import Source
from jixiao.sheets.settings import names_beside_forms
from jixiao.xlsx.opc import opc

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


def notes(source: Source, forms: Iterable[Form]) -> tuple[str, ...]:
    """One sentence for each sheet with cells so far outside that they are not read, and each hidden one of the forms."""
    counted = Counter(form.source.sheet for form in forms)
    hidden = (sheet.name for sheet in source.book.sheets if sheet.state != "visible" and sheet.name in counted)
    return (
        *(_outside(source.name, sheet, cells) for sheet, cells in source.book.stray.items()),
        *(_hidden(source.name, sheet, counted[sheet]) for sheet in hidden),
    )


def _hidden(name: str, sheet: str, count: int) -> str:
    return (
        f"{name}：隐藏的工作表“{sheet}”里有自评表 {count} 张，也读入了。"
        "不该算的请取消隐藏后删去这张工作表；该算的请取消隐藏，免得别人看不到。"
    )


def lost(source: Source) -> tuple[str, ...]:
    """The names of sheets whose content is not in the file."""
    return opc.lost_sheets(source.book.archive)


def _outside(name: str, sheet: str, cells: tuple[str, ...]) -> str:
    listed = "、".join(cells[:NAMED]) + (f" 等 {len(cells)} 个格" if len(cells) > NAMED else "")
    return (
        f"{name}：工作表“{sheet}”的 {listed} 离表格很远，多半是误填，没有读入。"
        "不要的请删去后保存；要的请移到表格旁边，保存后重试。"
    )
