"""What installing has to know of the PC: paths as Windows writes them, and the few questions it asks of Windows."""

from __future__ import annotations

import locale
import os
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path, PureWindowsPath

from jixiao.deploy.install import windows
from jixiao.errors import CannotGoOn, why_refused

WINDOWS = "win32"
_VARIABLE = re.compile(r"%([^%]+)%")


def _here(path: PureWindowsPath) -> Path:
    return Path(str(path))


def _version(library: str) -> str | None:
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return None


@dataclass(frozen=True, slots=True)
class Computer:
    """One PC and the Python on it. `place` says where a Windows path is for this program; `ansi` is the code page
    in which VBA reads files; `base` is the folder of the Python that this environment was made from."""

    system: str
    variables: Mapping[str, str]
    executable: str
    base: str
    ansi: str
    place: Callable[[PureWindowsPath], Path] = _here
    short_name: Callable[[PureWindowsPath], str] = windows.short_name
    registry: Callable[[str, str], str | None] = windows.registry
    excel_runs: Callable[[], bool] = windows.excel_runs
    type_library: Callable[[str], str] = windows.type_library
    library: Callable[[str], str | None] = _version

    def variable(self, name: str) -> str:
        """The value of an environment variable; CannotGoOn where Windows should have set it and did not."""
        value = self.variables.get(name, "").strip()
        if not value:
            raise CannotGoOn(
                f"没有环境变量 {name}，不知道当前用户的文件夹在哪里。"
                "请登录到平时用 Excel 的那个用户的桌面，双击“安装.bat”或在命令提示符里再运行一次。"
            )
        return value

    def expand(self, text: str) -> str:
        """`text` with %NAME% replaced as Windows does: names in any case, unknown ones left as they are."""
        known = {name.upper(): value for name, value in self.variables.items()}
        return _VARIABLE.sub(lambda found: known.get(found[1].upper(), found[0]), text)

    def content(self, path: PureWindowsPath) -> bytes | None:
        """What the file holds; None where there is no file. Raises CannotGoOn where it cannot be read."""
        place = self.place(path)
        try:
            return place.read_bytes() if place.is_file() else None
        except OSError as error:
            raise CannotGoOn(
                f"{path}：读不出（{why_refused(error)}），没有做任何改动。请检查它的权限后再试。"
            ) from error


def this_computer() -> Computer:
    """The PC this program runs on."""
    return Computer(
        system=sys.platform,
        variables=dict(os.environ),
        executable=sys.executable,
        base=sys.base_prefix,
        ansi=locale.getencoding(),
    )


def example() -> Computer:
    """A plain Windows PC with nothing on it, to show elsewhere what installing does."""
    user = r"C:\Users\用户名"
    return Computer(
        system=WINDOWS,
        variables={
            "USERPROFILE": user,
            "APPDATA": rf"{user}\AppData\Roaming",
            "LOCALAPPDATA": rf"{user}\AppData\Local",
        },
        executable=rf"{user}\AppData\Local\jixiao\venv\Scripts\python.exe",
        base=r"C:\Program Files\Python312",
        ansi="gbk",
        # below a file there is never anything
        place=lambda path: Path(__file__, path.name),
        library=lambda name: "",
    )
