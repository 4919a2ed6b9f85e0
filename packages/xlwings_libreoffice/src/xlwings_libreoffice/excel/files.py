"""Excel's FileDialog: choosing files and folders."""

from __future__ import annotations

from typing import Any

from xlwings_libreoffice.calls import Member
from xlwings_libreoffice.dialogs import Question

KINDS = {1: "open", 2: "save", 3: "file", 4: "folder"}
CHOSEN, CANCELLED = -1, 0


class FileDialog(Member):
    """A dialog of one kind: 1 open, 2 save as, 3 file picker, 4 folder picker."""

    def __init__(self, application: Any, kind: int) -> None:
        self.calls = application.calls
        self.application = application
        self.kind = KINDS[kind]
        self.shown = {
            "Title": "",
            "InitialFileName": "",
            "AllowMultiSelect": False,
            "ButtonName": "",
        }
        self.chosen: tuple[str, ...] = ()
        self.filters = Filters(self)

    @property
    def Filters(self) -> Filters:
        return self.filters

    def Show(self) -> int:
        title = str(self.shown["Title"])
        several = bool(self.shown["AllowMultiSelect"])
        question = Question(
            self.kind,
            title,
            title,
            self.filters.text(),
            self.shown["InitialFileName"],
            several,
        )
        answer = self.application.dialogs.ask(question)
        paths = answer if isinstance(answer, (list, tuple)) else (answer,) if answer else ()
        self.chosen = tuple(str(path) for path in paths)
        return CHOSEN if self.chosen else CANCELLED

    @property
    def SelectedItems(self) -> SelectedItems:
        return SelectedItems(self)


class SelectedItems(Member):
    """The paths chosen, counted from 1."""

    excel = "FileDialogSelectedItems"

    def __init__(self, dialog: FileDialog) -> None:
        self.calls = dialog.calls
        self.paths = dialog.chosen

    @property
    def Count(self) -> int:
        return len(self.paths)

    def Item(self, Index: int) -> str:
        return self.paths[Index - 1]

    __call__ = Item

    def __iter__(self) -> Any:
        return iter(self.paths)


class Filters(Member):
    """The kinds of files the dialog offers."""

    excel = "FileDialogFilters"

    def __init__(self, dialog: FileDialog) -> None:
        self.calls = dialog.calls
        self.pairs: list[tuple[str, str]] = []

    def Clear(self) -> None:
        self.pairs.clear()

    def Add(self, Description: str, Extensions: str, Position: int = 0) -> None:
        self.pairs.append((Description, Extensions))

    def text(self) -> str:
        return "；".join(f"{name} {extensions}" for name, extensions in self.pairs)


def shown_filter(text: str) -> str:
    """Excel's `说明,*.xlsx;*.xls,说明,*.*` as one line."""
    parts = text.split(",")
    return "；".join(" ".join(parts[at : at + 2]) for at in range(0, len(parts), 2))


def _shown(name: str) -> property:
    def read(self: FileDialog) -> Any:
        return self.shown[name]

    def write(self: FileDialog, value: Any) -> None:
        self.shown[name] = value

    return property(read, write)


for _name in ("Title", "InitialFileName", "AllowMultiSelect", "ButtonName"):
    setattr(FileDialog, _name, _shown(_name))
