"""What a package may hold before anything in it is inflated: sizes, names, ways of compression."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from dataclasses import dataclass

from jixiao.xlsx.opc.errors import PackageError
from jixiao.xlsx.opc.pack import DEFLATED, STORED

MIB = 1 << 20
DAMAGED = "内容已损坏，请向发送人重新索取，或用 Excel“打开并修复”后另存"
RESAVE = "请用 Excel 或 WPS 打开后另存为 .xlsx 再试"


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a package may inflate to, in bytes; `ratio` binds parts larger than `ratio_from`."""

    part: int = 96 * MIB
    total: int = 192 * MIB
    entries: int = 10_000
    ratio: int = 250
    ratio_from: int = 8 * MIB


DEFAULT_LIMITS = Limits()


def checked(infos: Iterable[zipfile.ZipInfo], name: str, limits: Limits) -> dict[str, zipfile.ZipInfo]:
    """The entries by part name; PackageError for what no office program writes."""
    parts: dict[str, zipfile.ZipInfo] = {}
    folded: set[str] = set()
    total = 0
    for info in infos:
        if info.filename.endswith("/"):
            continue
        _check_name(info, name, folded)
        total += info.file_size
        _check_size(info, name, limits, total)
        folded.add(info.filename.lower())
        parts[info.filename] = info
    if len(parts) > limits.entries:
        raise PackageError(
            f"“{name}”含有 {len(parts)} 个部件，超过 {limits.entries} 个的上限，不像正常的工作簿；{RESAVE}"
        )
    return parts


def _check_name(info: zipfile.ZipInfo, name: str, folded: set[str]) -> None:
    part = info.orig_filename
    if "\\" in part or "\0" in part or part.startswith("/") or ":" in part or ".." in part.split("/"):
        raise PackageError(f"“{name}”的内部路径不规范（{part!r}），出于安全不予打开；{RESAVE}")
    if part.lower() in folded:
        raise PackageError(f"“{name}”的部件 {part} 重复出现，无法判断以哪个为准；{RESAVE}")
    if info.flag_bits & 1:
        raise PackageError(f"“{name}”是加密的压缩包，请取消密码后另存再试")
    if info.compress_type not in (STORED, DEFLATED):
        raise PackageError(f"“{name}”的部件 {part} 使用了不常见的压缩方式；{RESAVE}")


def _check_size(info: zipfile.ZipInfo, name: str, limits: Limits, total: int) -> None:
    size = info.file_size
    if size > limits.part or total > limits.total:
        raise PackageError(
            f"“{name}”解压后超过 {limits.total // MIB} MB 的上限，不像正常的工作簿；请确认来源，{RESAVE}"
        )
    if size > limits.ratio_from and size > limits.ratio * max(info.compress_size, 1):
        raise PackageError(
            f"“{name}”的部件 {info.filename} 压缩比超过 {limits.ratio} 倍，疑似压缩炸弹，不予打开；请确认来源"
        )
