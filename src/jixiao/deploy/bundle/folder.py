"""The program folder: a Windows Python with all wheels unpacked into it, ready to run where it is copied to."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping

from jixiao.deploy.bundle import licences, wheel
from jixiao.deploy.bundle.python_package import PythonPackage
from jixiao.deploy.bundle.wheel import Wheel
from jixiao.errors import CannotGoOn

LIBRARIES = "Lib/site-packages"
STARTER = "jixiao.bat"
INSTALLER = "jixiao bundle"
# scripts would start a Python at a place that is not known yet, headers are for compilers
SPARE = ("scripts", "headers")
# pywin32 finds its own libraries by a line of Python that runs at each start; beside python.exe Windows finds them
BESIDE_PYTHON = "pywin32_system32"
BOOTSTRAP = "import pywin32_bootstrap"
# what pip makes for a command names the folder of its Python; this one works wherever the folder is copied to
_STARTER = '@"%~dp0python.exe" -P -m jixiao %*\r\n'


def folder(package: PythonPackage, wheels: Iterable[Wheel]) -> dict[str, bytes]:
    """All files by their name below the folder; CannotGoOn where two wheels bring different files of one name."""
    files = dict(package.files)
    searched = [*package.paths, ".", LIBRARIES]
    for each in wheels:
        lighter = without_spare_parts(each)
        placed = {
            _place(name, lighter): content for name, content in lighter.files.items() if _scheme(name) not in SPARE
        }
        _stop_at_another(files, placed, each.name)
        searched += _search_path(lighter)
        record = f"{LIBRARIES}/{lighter.info}"
        placed[f"{record}/INSTALLER"] = f"{INSTALLER}\n".encode()
        below = {posixpath.relpath(name, LIBRARIES): content for name, content in placed.items()}
        files |= placed | {f"{record}/RECORD": wheel.record(below, f"{lighter.info}/RECORD").encode()}
    files[STARTER] = _STARTER.encode("ascii")
    # only these places are searched, whatever other Pythons, variables or settings there are on the PC
    files[f"python{package.target.tag}._pth"] = (
        "".join(f"{each}\r\n" for each in searched).replace("/", "\\").encode("ascii")
    )
    return files


def without_spare_parts(each: Wheel) -> Wheel:
    """The wheel without the folders that a program folder does not need and that need libraries Windows has not."""
    spare = licences.stated("left_out_of_folder").get(each.name.split("-")[0].lower(), [])
    folders = tuple(f"{name}/" for name in spare)
    kept = {name: content for name, content in each.files.items() if name not in spare and not name.startswith(folders)}
    return Wheel(each.name, kept)


def _scheme(name: str) -> str:
    """To which part of an installation a file in a wheel belongs (PEP 427); most are libraries."""
    first, *rest = name.split("/")
    return rest[0] if first.endswith(".data") and rest else "purelib"


def _place(name: str, each: Wheel) -> str:
    scheme = _scheme(name)
    inside = name if not name.split("/")[0].endswith(".data") else name.split("/", 2)[2]
    if scheme == "data":
        return inside
    if scheme not in ("purelib", "platlib"):
        raise CannotGoOn(f"{each.name}：里面的 {name} 不知道该放到哪里，没有做包。请换用这个库的别的版本。")
    if inside.startswith(f"{BESIDE_PYTHON}/"):
        return inside.removeprefix(f"{BESIDE_PYTHON}/")
    return f"{LIBRARIES}/{inside}"


def _stop_at_another(files: Mapping[str, bytes], placed: Mapping[str, bytes], name: str) -> None:
    known = {each.lower(): content for each, content in files.items()}
    for each, content in placed.items():
        if known.get(each.lower(), content) != content:
            raise CannotGoOn(f"{name}：里面的 {each} 与别的库或 Python 自带的重名而内容不同，没有做包。")


def _search_path(each: Wheel) -> Iterator[str]:
    """What the .pth files of a wheel add. Python does not read them in this folder: it takes the list it is given only."""
    for name in sorted(each.files):
        if "/" not in name and name.endswith(".pth"):
            for line in map(str.strip, each.files[name].decode("utf-8").splitlines()):
                if line.startswith("import ") and line != BOOTSTRAP:
                    raise CannotGoOn(f"{each.name}：{name} 要在 Python 启动时运行“{line}”，这种包里做不到，没有做包。")
                inside = line.replace("\\", "/")
                if any(one.startswith(f"{inside}/") for one in each.files) and inside:
                    yield f"{LIBRARIES}/{inside}"
