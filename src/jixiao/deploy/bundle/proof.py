"""Proof that a program folder is whole: nothing it needs on the PC is missing, nothing in it is for another PC."""

from __future__ import annotations

import csv
import posixpath
import re
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from jixiao import resources
from jixiao.deploy.bundle import pe, wheel
from jixiao.deploy.bundle.folder import LIBRARIES
from jixiao.deploy.bundle.python_package import MACHINES
from jixiao.deploy.bundle.resolve import prove_installed
from jixiao.deploy.bundle.target import Target
from jixiao.errors import CannotGoOn

DATA = "workbook/bundle/windows.toml"
# Windows allows 260 characters; the folder of a user with a long name and ours take up to 100
LONGEST_NAME = 160
_SHOWN = 5


def prove_folder(files: Mapping[str, bytes], requirement: str, target: Target) -> None:
    """Raise CannotGoOn that names what is missing, damaged or for another PC."""
    for faults in (_names(files), _records(files), _programs(files, target)):
        found = list(faults)
        if found:
            more = f"等 {len(found)} 处" if len(found) > _SHOWN else ""
            raise CannotGoOn(f"程序文件夹不完整，没有做包：{'；'.join(found[:_SHOWN])}{more}。")
    with tempfile.TemporaryDirectory() as place:
        _write_about(files, Path(place))
        prove_installed(requirement, target, Path(place))


def _names(files: Mapping[str, bytes]) -> Iterator[str]:
    """Windows knows no difference between A and a."""
    seen: dict[str, str] = {}
    for name in files:
        if name.lower() in seen:
            yield f"{name} 和 {seen[name.lower()]} 只有大小写不同"
        seen[name.lower()] = name
        if len(name) > LONGEST_NAME:
            yield f"{name} 的路径超过 {LONGEST_NAME} 个字符"


def _records(files: Mapping[str, bytes]) -> Iterator[str]:
    """Each library's own list of its files, with their sums, holds in the folder."""
    for record in (name for name in files if name.endswith(".dist-info/RECORD")):
        for name, digest, _ in csv.reader(files[record].decode("utf-8").splitlines()):
            content = files.get(posixpath.normpath(f"{LIBRARIES}/{name}"))
            if content is None:
                yield f"缺 {name}（{record.split('/')[-2]}）"
            elif digest and digest != wheel.digest(content):
                yield f"{name} 的内容与清单不符"


def _programs(files: Mapping[str, bytes], target: Target) -> Iterator[str]:
    """Each program fits the processor, and the libraries it loads are in the folder or part of Windows."""
    there = {name.rsplit("/", 1)[-1].lower() for name in files}
    for name in (name for name in files if pe.is_program(name)):
        if any(re.fullmatch(each, name) for each in resources.table(DATA)["loaded_by_excel"]["names"]):
            continue
        try:
            program = pe.read(files[name])
        except ValueError:
            yield f"{name} 不是完整的 Windows 程序"
            continue
        if MACHINES.get(program.machine) != target.platform:
            yield f"{name} 不是给 {target.platform} 的"
        yield from (f"{name} 要用的 {each} 不在包里" for each in program.imports if not _is_there(each, there))


def _is_there(library: str, there: set[str]) -> bool:
    known = resources.table(DATA)
    return library in there or library in known["libraries"] or library.startswith(tuple(known["prefixes"]))


def _write_about(files: Mapping[str, bytes], place: Path) -> None:
    """What libraries say of themselves is all that an installer reads."""
    for name in files:
        folder = name.split("/")[-2] if "/" in name else ""
        if folder.endswith(".dist-info"):
            (place / folder).mkdir(exist_ok=True)
            (place / folder / name.rsplit("/", 1)[-1]).write_bytes(files[name])
