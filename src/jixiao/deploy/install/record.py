"""What an installation put where, kept beside the settings so that uninstalling takes away that and nothing else."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import PureWindowsPath

from jixiao.deploy.install.computer import Computer


@dataclass(frozen=True, slots=True)
class Record:
    """One installation. `settings` are the values it wrote, `before` those of other origin that was in their place."""

    version: str
    addin: str
    sha256: str
    settings: Mapping[str, str]
    before: Mapping[str, str]


def read(path: PureWindowsPath, computer: Computer) -> Record | None:
    """The record; None where there is none, or none that can be read."""
    content = computer.content(path)
    if content is None:
        return None
    try:
        stored = json.loads(content)
        return Record(**{name: stored[name] for name in Record.__slots__})
    except (ValueError, TypeError, KeyError):
        return None


def write(record: Record) -> bytes:
    """The record as a file."""
    return (json.dumps(asdict(record), ensure_ascii=False, indent=2) + "\n").encode()


def digest(content: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()
