"""The Python that the buttons start: its path as the macros can use it, or why they cannot."""

from __future__ import annotations

from pathlib import PureWindowsPath

from jixiao.deploy.install.computer import Computer
from jixiao.errors import CannotGoOn

CONSOLE, WINDOWED = "python.exe", "pythonw.exe"
# the Python of Microsoft's shop lives in a sandbox: what it writes below AppData, Excel does not see
SHOP = "windowsapps"
ANOTHER_FOLDER = r"请把工具装到只含常用汉字、字母和数字的文件夹（如 D:\jixiao），再运行一次 jixiao addin install。"


def interpreter(computer: Computer) -> str:
    """The absolute path of python.exe in a form that VBA reads right; CannotGoOn where there is none."""
    path = PureWindowsPath(computer.executable)
    if path.name.lower() == WINDOWED:
        path = path.with_name(CONSOLE)
    if SHOP in f"{computer.base} {path}".lower():
        raise CannotGoOn(
            f"{path}：这是微软应用商店版的 Python，它写的文件 Excel 看不到，按钮用不了。"
            "请装从 Python 官网安装程序得到的 Python，再重新安装本工具。"
        )
    if not path.is_absolute():
        raise CannotGoOn(f"Python 的位置不明（{computer.executable or '空'}），没有安装。请用“安装.bat”重新安装。")
    return _readable(path, computer)


def is_readable(text: str, ansi: str) -> bool:
    """Can VBA read this text from a file, and hand it to Windows? It does both in the code page of the PC."""
    try:
        text.encode(ansi)
    except UnicodeEncodeError:
        return False
    return True


def _readable(path: PureWindowsPath, computer: Computer) -> str:
    # the macros expand %NAME% in every setting, and so does cmd.exe, which starts Python
    for text in (str(path), computer.short_name(path)):
        if is_readable(text, computer.ansi) and "%" not in text:
            return text
    if "%" in str(path):
        raise CannotGoOn(f"{path}：文件夹名里有“%”，Excel 的宏会把它当成变量。{ANOTHER_FOLDER}")
    raise CannotGoOn(f"{path}：文件夹名里有本机编码（{computer.ansi}）没有的字，Excel 的宏读不了。{ANOTHER_FOLDER}")
