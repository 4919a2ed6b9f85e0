"""Functions for one file that test those who read: ones that get killed, that tell where they run, that wait at a gate."""

from __future__ import annotations

import fcntl
import os
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jixiao.actions.collect_file import Take
from jixiao.collect.model import Arrival, Item, Read
from jixiao.collect.run import run

GATE, REACHED = "JIXIAO_TEST_GATE", "JIXIAO_TEST_REACHED"
"""Where a collection finds the file whose lock is its gate, and the pipe by which it tells that it is there."""
BEFORE_GATE = 10
"""So many files are read whether the gate is open or not."""


@dataclass(frozen=True)
class Crashing:
    """Tells its process as the digest; a file that says "deadly" kills the process."""

    def __call__(self, item: Item) -> tuple[Read, ...]:
        if item.data == b"deadly":
            os._exit(9)
        return (Read(item.archive_path, str(os.getpid()), Arrival()),)


@dataclass(frozen=True)
class Victim:
    """Tells its process as the digest; a file that says "held" is read no further, the first time, but names its process
    in the pipe `pipe` for somebody to kill it."""

    pipe: Path

    def __call__(self, item: Item) -> tuple[Read, ...]:
        begun = self.pipe.with_name(f"{item.name}.begun")
        if item.data == b"held" and not begun.exists():
            begun.touch()
            self.pipe.write_text(str(os.getpid()))
            threading.Event().wait()
        return (Read(item.archive_path, str(os.getpid()), Arrival()),)


@dataclass(frozen=True)
class Listening:
    """Tells as the digest at which addresses its process can be reached."""

    def __call__(self, item: Item) -> tuple[Read, ...]:
        return (Read(item.archive_path, " ".join(sorted(listening())), Arrival()),)


class Gated(Take):
    """Reads as always; files from number BEFORE_GATE on wait until nobody holds the gate any more."""

    def __call__(self, item: Item) -> tuple[Read, ...]:
        if int(Path(item.name).stem) >= BEFORE_GATE:
            with Path(os.environ[GATE]).open() as gate:
                fcntl.flock(gate, fcntl.LOCK_SH)
        return super().__call__(item)


def run_to_the_gate(*given: object) -> Iterator[tuple[Read, ...]]:
    """`run`, which tells when all files before the gate are in and the next ones are under way."""
    for number, reads in enumerate(run(*given), 1):
        yield reads
        if number == BEFORE_GATE:
            os.write(int(os.environ[REACHED]), b"reached")


def listening() -> set[str]:
    """The addresses at which this process can be reached."""
    import psutil

    return {one.laddr.ip for one in psutil.Process().net_connections() if one.status == psutil.CONN_LISTEN}
