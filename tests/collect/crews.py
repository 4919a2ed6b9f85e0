"""Functions for one file that test those who read: one that kills, one that tells where it runs, one that takes its time."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path

from jixiao.actions.collect_file import Take
from jixiao.collect.model import Arrival, Item, Read

MARKS = "JIXIAO_TEST_MARKS"


@dataclass(frozen=True)
class Crashing:
    """Tells its process as the digest; a file that says "deadly" kills the process."""

    def __call__(self, item: Item) -> tuple[Read, ...]:
        if item.data == b"deadly":
            os._exit(9)
        time.sleep(0.02)
        return (Read(item.archive_path, str(os.getpid()), Arrival()),)


@dataclass(frozen=True)
class Listening:
    """Tells as the digest at which addresses its process can be reached."""

    def __call__(self, item: Item) -> tuple[Read, ...]:
        return (Read(item.archive_path, " ".join(sorted(listening())), Arrival()),)


class Slow(Take):
    """Reads as always, but takes its time and leaves a mark for each file."""

    def __call__(self, item: Item) -> tuple[Read, ...]:
        Path(os.environ[MARKS], item.name).touch()
        time.sleep(0.15)
        return super().__call__(item)


def listening() -> set[str]:
    """The addresses at which this process can be reached."""
    import psutil

    return {one.laddr.ip for one in psutil.Process().net_connections() if one.status == psutil.CONN_LISTEN}
