"""Are all files of the program and its libraries here? `python -m jixiao.deploy.install.whole` after they were copied."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from jixiao import resources


def lacking(libraries: Path) -> Iterator[str]:
    """The files that are missing or of another size than the lists of the libraries in that folder say."""
    for library in metadata.distributions(path=[str(libraries)]):
        for name, _, size in csv.reader((library.read_text("RECORD") or "").splitlines()):
            place = libraries / name
            if not place.is_file() or (size and int(size) != place.stat().st_size):
                yield str(place)


def main(libraries: Path = resources.PACKAGE.parent) -> int:
    """0 where all are here; otherwise 1, and each is named."""
    found = list(lacking(libraries))
    for name in found:
        print(name)
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
