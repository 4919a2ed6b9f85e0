"""All wheels a target needs: fetched by way of pip, and proven complete by resolving them again without an index."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from jixiao.deploy.bundle.target import Target, markers
from jixiao.errors import CannotGoOn

NO_PIP = 127
_MISSING = (
    re.compile(r"No matching distribution found for ([^\s(;]+)"),
    re.compile(r"satisfies the requirement ([^\s(;]+)"),
    re.compile(r"ResolutionImpossible.*?for ([^\s(;]+)"),
)


def download(own: Path, extras: Sequence[str], target: Target, folder: Path) -> None:
    """Put into `folder` the wheel `own` and all it needs on the target; CannotGoOn names what there is none of."""
    # pip's own settings hold here: an office with a mirror of the index uses it
    done = _pip(["download", "--dest", str(folder), *_for(target), f"{own}[{','.join(extras)}]"], target)
    _stop_at_failure(done, target, "取不到")


def prove(requirement: str, target: Target, folder: Path) -> frozenset[str]:
    """Resolve `requirement` from `folder` alone; the names of the wheels an installation there would take.

    Raises CannotGoOn with the names of what is missing.
    """
    with tempfile.TemporaryDirectory() as empty:
        report = Path(empty, "report.json")
        source = ["--isolated", "--no-index", "--find-links", str(folder)]
        aim = ["--dry-run", "--ignore-installed", "--target", empty, "--report", str(report)]
        done = _pip(["install", *source, *aim, *_for(target), requirement], target)
        _stop_at_failure(done, target, "离线装不上，包里缺")
        resolved = json.loads(report.read_text(encoding="utf-8"))
    if resolved["environment"] != markers(target):
        raise CannotGoOn(
            f"这个版本的 pip（{resolved['pip_version']}）不能按 {target.platform} 解析依赖，请升级 pip 后再试。"
        )
    return frozenset(Path(item["download_info"]["url"]).name for item in resolved["install"])


def prove_installed(requirement: str, target: Target, folder: Path) -> None:
    """Resolve `requirement` on the target from what is installed in `folder`; CannotGoOn names what is missing."""
    with tempfile.TemporaryDirectory() as empty:
        report = Path(empty, "report.json")
        source = ["--isolated", "--no-index", "--dry-run", "--report", str(report)]
        done = _pip(["install", *source, requirement], target, folder)
        _stop_at_failure(done, target, "程序文件夹里缺")
        lacking = [item["metadata"]["name"] for item in json.loads(report.read_text(encoding="utf-8"))["install"]]
    if lacking:
        raise CannotGoOn(f"程序文件夹里缺：{'、'.join(lacking)}（{target.platform}、Python {target.python}）。")


def _for(target: Target) -> list[str]:
    return [
        "--only-binary=:all:",
        *("--platform", target.platform),
        *("--python-version", target.python),
        *("--implementation", "cp"),
        *("--abi", f"cp{target.tag}"),
    ]


def _pip(arguments: Sequence[str], target: Target, installed: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run pip as on the target; where `installed` is given, what is in that folder counts as installed there."""
    resolved = json.dumps({"markers": markers(target), "installed": installed and str(installed)})
    pip = [sys.executable, "-P", "-m", "jixiao.deploy.bundle.pip_elsewhere", resolved, arguments[0]]
    command = [*pip, "--disable-pip-version-check", "--no-input", "--quiet", *arguments[1:]]
    return done_by(command)


def done_by(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """The end of a program, with what it said."""
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False)


def last_words(done: subprocess.CompletedProcess[str]) -> str:
    """The last line of what a program said of its failure."""
    return next((line for line in reversed(done.stderr.splitlines()) if line.strip()), "没有说明").strip()


def _stop_at_failure(done: subprocess.CompletedProcess[str], target: Target, what: str) -> None:
    if done.returncode == 0:
        return
    if done.returncode == NO_PIP:
        raise CannotGoOn("运行本程序的 Python 里没有 pip，做不了安装包。请先运行 python -m ensurepip。")
    names = missing(done.stderr)
    where = f"{target.platform}、Python {target.python}"
    if names:
        raise CannotGoOn(f"{what}：{'、'.join(names)}（{where}）。请检查网络或镜像，或换一个 --python 版本。")
    raise CannotGoOn(f"pip 没有做完（{where}）：{last_words(done)}。请检查网络或镜像后再试。")


def missing(said: str) -> list[str]:
    """The requirements that pip found nothing for, from what it said."""
    return list(dict.fromkeys(name for pattern in _MISSING for name in pattern.findall(said)))
