"""Ctrl-C that is not lost: an interrupt that arrives while an object is being freed is reported by Python and forgotten."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import get_ident, main_thread
from types import FrameType


@contextmanager
def remembered() -> Iterator[Callable[[], bool]]:
    """Gives a function that says whether somebody has interrupted meanwhile; the interrupt itself is raised as always."""
    before = signal.getsignal(signal.SIGINT)
    if get_ident() != main_thread().ident or not callable(before):
        yield lambda: False
        return
    raised, came = before, False

    def note(number: int, frame: FrameType | None) -> None:
        nonlocal came
        try:
            raised(number, frame)
        except KeyboardInterrupt:
            came = True
            raise

    signal.signal(signal.SIGINT, note)
    try:
        yield lambda: came
    finally:
        signal.signal(signal.SIGINT, before)
