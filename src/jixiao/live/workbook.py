"""The workbook that is open: read as a saved copy in one call, changed by carrying over what an action made of it."""

from __future__ import annotations

import contextlib
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jixiao.actions.add import prove_ours
from jixiao.actions.loaded import Loaded
from jixiao.actions.open import load_content
from jixiao.errors import CannotGoOn
from jixiao.form.file_name import file_name
from jixiao.importers.sealed import WORDS, is_sealed
from jixiao.live.apply import apply
from jixiao.live.faults import Unfinished
from jixiao.live.user_folder import keep

if TYPE_CHECKING:
    from xlwings import App, Book

NEW = "绩效自评"


@dataclass(frozen=True, slots=True)
class CellRef:
    """Where the user is: a sheet and the one-based row and column of the first selected cell."""

    sheet: str
    row: int
    column: int


class OpenWorkbook:
    """One open workbook, and what a button may do with it.

    When it is done, the sheet `goal` names and the workbook `front` that was opened are shown.
    """

    def __init__(self, book: Book) -> None:
        self.book = book
        self.goal: str | None = None
        self.front: Any = None

    @property
    def app(self) -> App:
        """The running Excel."""
        return self.book.app

    @property
    def name(self) -> str:
        """Its name as a file's; one that has not been saved yet has no ending, whatever dots are in its name."""
        return self.book.name if self.book.api.Path else f"{self.book.name}.xlsx"

    @cached_property
    def content(self) -> bytes:
        """The workbook as it is now, unsaved changes included, as the bytes of a file. Raises CannotGoOn
        where Excel does not write it."""
        self.show_status("正在读取工作簿……")
        if self.app.calculation == "manual":
            self.app.calculate()
        with tempfile.TemporaryDirectory(prefix="jixiao-", ignore_cleanup_errors=True) as place:
            path = Path(place) / f"copy{Path(self.name).suffix}"
            self.book.api.SaveCopyAs(str(path))
            content = path.read_bytes()
        if is_sealed(path.name, content):
            raise CannotGoOn(
                f"{self.name}：Excel 存出的副本{WORDS}；要让按钮能用，请信息人员在加密软件里把 {sys.executable} 设为受信任的程序。"
            )
        return content

    @cached_property
    def loaded(self) -> Loaded:
        """Its forms. Raises CannotGoOn where no form is found."""
        return load_content(self.content, Path(self.book.api.Path or ".") / self.name)

    @property
    def ours(self) -> Loaded:
        """Its forms, where it follows our template; CannotGoOn says what to do where it does not."""
        prove_ours(self.loaded)
        return self.loaded

    @property
    def folder(self) -> Path:
        """The folder on this machine the workbook is saved in. Raises CannotGoOn where there is none."""
        given = self.book.api.Path
        if not given:
            raise CannotGoOn(f"{self.book.name}：还没有保存过。请先保存到本机的文件夹，再点此按钮。")
        if "://" in given:
            raise CannotGoOn(f"{self.book.name}：保存在网络位置（{given}）。请先另存到本机的文件夹，再点此按钮。")
        return Path(given)

    @cached_property
    def selected_cell(self) -> CellRef:
        """Where the user is. Raises CannotGoOn where no cell is selected."""
        selected = None
        with contextlib.suppress(Exception):  # xlwings asks a selected chart for its address
            selected = self.app.selection
        if selected is None:
            raise CannotGoOn("没有选中单元格。请先点一下要处理的单元格，再点此按钮。")
        return CellRef(selected.sheet.name, selected.row, selected.column)

    def show_status(self, text: str) -> None:
        """Say in the status bar what is going on."""
        self.app.status_bar = text

    def mark(self, content: bytes) -> None:
        """Take over marks and 校验结果 from `content`, which an action made of this workbook."""
        self.show_status("正在写入标记……")
        apply(self.content, content, self.book)

    def change(self, content: bytes) -> Path:
        """Take over what an action changed, after keeping a copy of the workbook as it was; the path of the copy."""
        with self.kept() as copy:
            apply(self.content, content, self.book)
        return copy

    @contextlib.contextmanager
    def kept(self) -> Iterator[Path]:
        """A copy of the workbook as it was, before it is written; a fault in the midst of that tells where the copy is
        (Unfinished)."""
        self.show_status("正在备份……")
        copy = keep(self.content, self.name)
        self.show_status("正在写入……")
        try:
            yield copy
        except CannotGoOn:
            raise
        except Exception as fault:
            raise Unfinished(copy) from fault

    def open_new(self, content: bytes, name: str) -> None:
        """Open `content` as a new workbook that has not been saved yet; `name` may say anything."""
        with tempfile.TemporaryDirectory(prefix="jixiao-", ignore_cleanup_errors=True) as place:
            path = Path(place) / f"{file_name(name, NEW)}.xlsx"
            path.write_bytes(content)
            self.front = self.app.api.Workbooks.Add(str(path))
