"""Modules compiled beforehand: a button starts a Python of its own each time, which may not write what it compiles."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from jixiao.deploy.bundle.target import Target
from jixiao.errors import CannotGoOn

CACHE = "__pycache__"


def can_compile(target: Target) -> bool:
    """Is the Python that runs now of the target's version? Compiled modules fit one version, and any processor."""
    return sys.implementation.name == "cpython" and "{}.{}".format(*sys.version_info[:2]) == target.python


def compiled(files: Mapping[str, bytes], target: Target) -> dict[str, bytes]:
    """The compiled form of each module among `files`, by its name; nothing where `can_compile` says no.

    What is no Python of this version (old test files of libraries) is left as it is. Compiled modules are not compared
    with their sources when they are loaded, so it does not matter what time unpacking gives to a file.
    """
    if not can_compile(target):
        return {}
    with tempfile.TemporaryDirectory() as place:
        root = Path(place).resolve()
        for name in (name for name in files if name.endswith(".py")):
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(files[name])
        _compile(root)
        made = sorted(path for path in root.rglob("*.pyc") if path.parent.name == CACHE)
        return {path.relative_to(root).as_posix(): path.read_bytes() for path in made}


def _compile(root: Path) -> None:
    # -s takes the folder of this machine out of what is compiled; the seed makes sets come out in one order
    options = ["-q", "-q", "-f", "-s", str(root), "--invalidation-mode", "unchecked-hash"]
    command = [sys.executable, "-P", "-s", "-m", "compileall", *options, str(root)]
    environment = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONOPTIMIZE": "", "PYTHONPYCACHEPREFIX": ""}
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    # 1 says that some file could not be compiled
    if done.returncode not in (0, 1):
        raise CannotGoOn(f"预编译没有做完（退出码 {done.returncode}）。请再试一次；仍不行请把这句话报给技术人员。")
