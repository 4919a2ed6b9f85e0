"""The questions that only Windows answers; elsewhere each has the answer of a PC without Excel."""

from __future__ import annotations

import subprocess
import sys
from pathlib import PureWindowsPath

EXCEL_WINDOW = "XLMAIN"
LONGEST_PATH = 32768
SECONDS = 180  # generating takes about ten on a slow PC


def short_name(path: PureWindowsPath) -> str:
    """The 8.3 name of a file that is there; the path itself where the disk keeps no such names."""
    if sys.platform != "win32":
        return str(path)
    import ctypes

    buffer = ctypes.create_unicode_buffer(LONGEST_PATH)
    length = ctypes.windll.kernel32.GetShortPathNameW(str(path), buffer, LONGEST_PATH)
    return buffer.value if 0 < length < LONGEST_PATH else str(path)


def registry(key: str, name: str) -> str | None:
    """A text of the user's registry; None where there is none."""
    if sys.platform != "win32":
        return None
    import winreg

    try:
        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, key) as opened:
            return str(winreg.QueryValueEx(opened, name)[0])
    except OSError:
        return None


def type_library(what: str) -> str:
    """`make`, `state` or `forget` of jixiao.live.type_library, in a process of its own; its answer, "absent" elsewhere."""
    if sys.platform != "win32":
        return "absent"
    command = [sys.executable, "-B", "-m", "jixiao.live.type_library", what]
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=SECONDS, creationflags=subprocess.CREATE_NO_WINDOW
        )
    except (OSError, subprocess.TimeoutExpired):
        return "failed"
    return done.stdout.strip() if done.returncode == 0 else "failed"


def excel_runs() -> bool:
    """Is a window of Excel there, shown or hidden? WPS 表格 may use the same sort of window."""
    if sys.platform != "win32":
        return False
    import ctypes

    return bool(ctypes.windll.user32.FindWindowW(EXCEL_WINDOW, None))
