"""The project's own wheel: built from a checkout, or put together again from the installed files."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from jixiao import __version__, resources
from jixiao.deploy.bundle import wheel
from jixiao.deploy.bundle.resolve import done_by, last_words
from jixiao.deploy.bundle.wheel import Wheel
from jixiao.errors import CannotGoOn

NAME = "jixiao"
# what an installer adds of its own
INSTALLERS = frozenset({"RECORD", "INSTALLER", "REQUESTED", "direct_url.json"})


def own_wheel(folder: Path) -> Path:
    """Put the wheel of this very version into `folder`; CannotGoOn where it can neither be built nor put together."""
    checkout = resources.path("pyproject.toml")
    if checkout.is_file():
        return _built(checkout.parent, folder)
    target = folder / f"{NAME}-{__version__}-py3-none-any.whl"
    target.write_bytes(wheel.write(Wheel(target.name, dict(_installed()))))
    return target


def _built(checkout: Path, folder: Path) -> Path:
    pip = [sys.executable, "-P", "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check", "--no-input"]
    command = [*pip, "--no-deps", "--wheel-dir", str(folder), str(checkout)]
    done = done_by(command)
    made = sorted(folder.glob(f"{NAME}-*.whl"))
    if done.returncode or len(made) != 1:
        raise CannotGoOn(
            f"本项目自己的轮子没有做成：{last_words(done)}。请检查网络或镜像（做轮子要用 hatchling）后再试。"
        )
    return made[0]


def _installed() -> Iterator[tuple[str, bytes]]:
    """The files of the installed package as its wheel had them."""
    try:
        files = metadata.distribution(NAME).files or []
    except metadata.PackageNotFoundError:
        files = []
    found = {file.as_posix(): Path(str(file.locate())) for file in files if _is_of_the_wheel(file)}
    if f"{NAME}/__init__.py" not in found or not all(path.is_file() for path in found.values()):
        raise CannotGoOn(
            f"这里的 {NAME} 既不是源代码目录，也不是完整安装的包，做不出它的轮子。"
            "请在源代码目录里运行，或先用 pip install 正常安装。"
        )
    for name, path in found.items():
        yield name, path.read_bytes()


def _is_of_the_wheel(file: metadata.PackagePath) -> bool:
    outside = file.parts[0] == ".." or file.is_absolute()
    return not (outside or "__pycache__" in file.parts or file.name in INSTALLERS)
