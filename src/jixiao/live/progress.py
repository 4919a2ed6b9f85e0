"""How far a long command is, given in the status bar, and the Esc key that ends it with what is done so far."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

T = TypeVar("T")
ESCAPE = 0x1B  # VK_ESCAPE
HELD = 0x8000
EVERY = 0.5  # seconds between two messages


def watch(show_status: Callable[[str], None]) -> Callable[[Iterator[T], int, str], Iterator[T]]:
    """A watcher of a long run: it gives how many are done and how long the rest takes.

    Raises KeyboardInterrupt while Esc is held.
    """

    def watched(items: Iterator[T], total: int, label: str) -> Iterator[T]:
        begun = shown_at = time.monotonic()
        for done, item in enumerate(items, 1):
            yield item
            now = time.monotonic()
            if escape_is_held():
                raise KeyboardInterrupt
            if now - shown_at >= EVERY:
                shown_at = now
                left = (now - begun) / done * (total - done)
                show_status(f"{label} {done}/{total}，还需约 {left:.0f} 秒（按住 Esc 停止，已读的照样汇总）")

    return watched


def escape_is_held(keyboard: Any = None) -> bool:
    """Whether the Esc key is down at this moment; only Windows tells."""
    if keyboard is None:
        if sys.platform != "win32":
            return False
        import ctypes

        keyboard = ctypes.windll.user32
    return bool(keyboard.GetAsyncKeyState(ESCAPE) & HELD)
