"""The Windows Python that goes into a bundle: the official embeddable zip, or the NuGet package of python.org."""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from jixiao.deploy.bundle import pe
from jixiao.deploy.bundle.target import Target, target
from jixiao.errors import CannotGoOn, why_refused

WANTED = (
    "请从 Python 官网下载 Windows embeddable package（形如 python-3.12.8-embed-amd64.zip），"
    "或 NuGet 上的 python 包（形如 python.3.12.8.nupkg）。"
)
MACHINES: Mapping[int, str] = {pe.AMD64: "win_amd64", pe.X86: "win32", pe.ARM64: "win_arm64"}
# not needed to run a program, and large; the libraries of others that NuGet puts in are replaced by ours
NUGET_FOLDER = "tools/"
LEFT_OUT = (
    *("include/", "libs/", "Scripts/", "tcl/", "Doc/"),
    *(f"Lib/{name}/" for name in ("test", "idlelib", "tkinter", "turtledemo", "ensurepip", "venv", "site-packages")),
)
_LIBRARY = re.compile(r"python3(\d{1,2})(t?)(_d)?\.dll", re.I)
_EMBEDDABLE_NAME = re.compile(r"python-(3\.\d+\.\d+)\S*?-embed-(amd64|win32|arm64)\.zip", re.I)
_NUGET_NAME = re.compile(r"python(x86|arm64)?\.(3\.\d+\.\d+)\S*?\.(?:nupkg|zip)", re.I)
_IN_NAMES = {"amd64": "win_amd64", "win32": "win32", "arm64": "win_arm64", "x86": "win32", "": "win_amd64"}
# micro * 1000 + level * 10 + serial, as CPython writes it; level 15 is a final release
_MICRO, _FINAL = 1000, 15


@dataclass(frozen=True, slots=True)
class PythonPackage:
    """One Python for Windows. `files` by their name beside python.exe; `version` such as 3.12.8; `paths` is where its
    own modules are, in the order of its search path; `sha256` is that of the file it came in."""

    name: str
    sha256: str
    target: Target
    version: str
    files: Mapping[str, bytes]
    paths: tuple[str, ...]


def read(path: Path) -> PythonPackage:
    """The package in a file; CannotGoOn says what is wrong with it and what to download instead."""
    content = _content(path)
    files = _files(path)
    library, minor = _library(path, files)
    version = _version(path, library, files[library], minor)
    aim = target(_platform(path, files), f"3.{minor}")
    _compare_with_name(path.name, aim, version)
    paths = (f"python3{minor}.zip",) if f"python3{minor}.zip" in files else ("Lib", "DLLs")
    _stop_where_incomplete(path, files, paths)
    return PythonPackage(path.name, hashlib.sha256(content).hexdigest(), aim, version, files, paths)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CannotGoOn(f"{path}：读不出（{why_refused(error)}）。{WANTED}") from error


def _files(path: Path) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(path) as archive:
            names = [item.filename for item in archive.infolist() if not item.is_dir()]
            if any(_leads_outside(name) for name in names):
                raise CannotGoOn(f"{path.name}：里面有指向文件夹外面的文件名，不是官方的包。{WANTED}")
            files = {name: archive.read(name) for name in names}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError) as error:
        raise CannotGoOn(f"{path.name}：{_what_it_is(path)}。{WANTED}") from error
    if f"{NUGET_FOLDER}python.exe" in files:
        inside = {name.removeprefix(NUGET_FOLDER): files[name] for name in files if name.startswith(NUGET_FOLDER)}
        return {name: inside[name] for name in inside if not name.startswith(LEFT_OUT)}
    if "python.exe" not in files:
        raise CannotGoOn(f"{path.name}：里面没有 python.exe，不是 Windows 的 Python。{WANTED}")
    return files


def _what_it_is(path: Path) -> str:
    with path.open("rb") as file:
        start = file.read(2)
    return "这是安装程序，不能直接装进包里" if start == b"MZ" else "不是 zip 压缩包，或没有下载完整"


def _leads_outside(name: str) -> bool:
    return PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts or "\\" in name or ":" in name


def _library(path: Path, files: Mapping[str, bytes]) -> tuple[str, int]:
    found = {name: match for name in files if (match := _LIBRARY.fullmatch(name))}
    if len(found) != 1:
        raise CannotGoOn(f"{path.name}：里面应有一个 python3….dll，有 {len(found)} 个。{WANTED}")
    ((name, match),) = found.items()
    if match[2] or match[3]:
        kind = "自由线程版" if match[2] else "调试版"
        raise CannotGoOn(f"{path.name}：{name} 是{kind}的 Python，程序库不能用。{WANTED}")
    return name, int(match[1])


def _version(path: Path, library: str, content: bytes, minor: int) -> str:
    stated = _program(path, library, content).version
    if stated is None or stated[:2] != (3, minor):
        raise CannotGoOn(f"{path.name}：{library} 里写的版本与它的名称不符，文件可能损坏或被改过。{WANTED}")
    micro, rest = divmod(stated[2], _MICRO)
    if rest // 10 != _FINAL:
        raise CannotGoOn(f"{path.name}：这是 Python 3.{minor}.{micro} 的测试版，不能给办公电脑用。{WANTED}")
    return f"3.{minor}.{micro}"


def _platform(path: Path, files: Mapping[str, bytes]) -> str:
    programs = {name: _program(path, name, content) for name, content in files.items() if pe.is_program(name)}
    machines = {program.machine for program in programs.values()}
    known = {MACHINES.get(machine, f"{machine:#06x}") for machine in machines}
    if len(known) != 1 or not machines <= set(MACHINES):
        raise CannotGoOn(f"{path.name}：里面的程序分属不同的或不支持的处理器（{'、'.join(sorted(known))}）。{WANTED}")
    return known.pop()


def _program(path: Path, name: str, content: bytes) -> pe.Program:
    try:
        return pe.read(content)
    except ValueError as error:
        raise CannotGoOn(f"{path.name}：其中的 {name} 不是完整的 Windows 程序，文件可能损坏。{WANTED}") from error


def _compare_with_name(name: str, aim: Target, version: str) -> None:
    """The official names state version and processor: a file renamed by mistake is found here."""
    if found := _EMBEDDABLE_NAME.fullmatch(name):
        stated = found[1], _IN_NAMES[found[2].lower()]
    elif found := _NUGET_NAME.fullmatch(name):
        stated = found[2], _IN_NAMES[(found[1] or "").lower()]
    else:
        return
    if stated != (version, aim.platform):
        raise CannotGoOn(
            f"{name}：文件名说是 Python {stated[0]}（{stated[1]}），里面却是 {version}（{aim.platform}）。"
            "请核对下载的是不是要的那一个，并改回原来的文件名。"
        )


def _stop_where_incomplete(path: Path, files: Mapping[str, bytes], paths: tuple[str, ...]) -> None:
    needed = ["python.exe", "python3.dll", "vcruntime140.dll", "LICENSE.txt"]
    needed += ["Lib/os.py", "DLLs/_ctypes.pyd"] if paths[0] == "Lib" else ["_ctypes.pyd"]
    lacking = [name for name in needed if name not in files]
    if lacking:
        raise CannotGoOn(f"{path.name}：里面缺 {'、'.join(lacking)}，不完整。{WANTED}")
