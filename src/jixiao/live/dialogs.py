"""Questions to the user by Excel's own dialogs; cancelling ends the command without a word."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jixiao.live.faults import Stopped
from jixiao.sheets.names import cut

if TYPE_CHECKING:
    from xlwings import App

TITLE = "绩效自评"
LONGEST = 255  # characters of a prompt and of the answer given in Application.InputBox
TEXT = 2  # Type of Application.InputBox
FOLDER_PICKER = 4  # msoFileDialogFolderPicker
CHOSEN = -1
CRITICAL, INFORMATION, IN_FRONT = 0x10, 0x40, 0x50000  # MB_ICONERROR, MB_ICONINFORMATION, MB_SETFOREGROUND | MB_TOPMOST
IMPORTABLE = (
    "自评表 (*.docx;*.doc;*.xlsx;*.xlsm;*.xls;*.txt;*.html;*.htm;*.wps;*.et),"
    "*.docx;*.doc;*.xlsx;*.xlsm;*.xls;*.txt;*.html;*.htm;*.wps;*.et,所有文件 (*.*),*.*"
)


def say(app: App, text: str) -> None:
    """Tell how it went."""
    app.alert(text, TITLE, "ok", "info")


def warn(app: App, text: str) -> None:
    """Tell why it did not go."""
    app.alert(text, TITLE, "ok", "critical")


def say_without_excel(text: str) -> None:
    """Tell how it went where Excel does not show messages any more."""
    _box(text, INFORMATION)


def warn_without_excel(text: str) -> None:
    """Tell why it did not go where Excel cannot be reached: by Windows' own message box, elsewhere on standard error."""
    _box(text, CRITICAL)


def _box(text: str, icon: int) -> None:
    import ctypes

    windows: Any = getattr(ctypes, "windll", None)
    if windows is None:
        print(text, file=sys.stderr)
    else:
        windows.user32.MessageBoxW(None, text, TITLE, icon | IN_FRONT)


def agree(app: App, text: str) -> None:
    """Go on only when the user says yes; Stopped otherwise."""
    if app.alert(text, TITLE, "yes_no", "info") != "yes":
        raise Stopped


def text(app: App, prompt: str, given: str = "") -> str:
    """A line of text, which may be empty. Stopped when the user cancels.

    Excel takes no more than LONGEST characters of a prompt: a longer one is given first, its last line asks.
    """
    if prompt != cut(prompt, LONGEST):
        say(app, prompt)
        prompt = cut(prompt.splitlines()[-1], LONGEST)
    answer = app.api.InputBox(Prompt=prompt, Title=TITLE, Default=cut(given, LONGEST), Type=TEXT)
    if answer is False:
        raise Stopped
    return str(answer).strip()


def files(app: App) -> list[Path]:
    """The files to read from. Stopped when the user cancels."""
    chosen = app.api.GetOpenFilename(FileFilter=IMPORTABLE, Title="选择要导入的自评表", MultiSelect=True)
    if chosen is False:
        raise Stopped
    return [Path(name) for name in ([chosen] if isinstance(chosen, str) else chosen)]


def folder(app: App, title: str) -> Path:
    """A folder. Stopped when the user cancels."""
    dialog = app.api.FileDialog(FOLDER_PICKER)
    dialog.Title = title
    if dialog.Show() != CHOSEN:
        raise Stopped
    return Path(dialog.SelectedItems.Item(1))
