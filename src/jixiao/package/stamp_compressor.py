"""Compresses parts in a second thread while the next ones are being written; zlib lets other threads run."""

from __future__ import annotations

from collections.abc import Mapping
from queue import SimpleQueue
from threading import Thread
from time import sleep
from types import TracebackType

from jixiao.package.pack import Entry, compress, pack


class Compressor:
    """Collects `entries` in the order the parts were added; complete when the block is left."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self._waiting: SimpleQueue[tuple[str, bytes] | None] = SimpleQueue()
        self._thread = Thread(target=self._work, daemon=True)
        self._fault: Exception | None = None

    def __enter__(self) -> Compressor:
        self._thread.start()
        return self

    def add(self, name: str, content: bytes) -> None:
        """Hand over one part."""
        self._waiting.put((name, content))
        sleep(0)  # lets the other thread begin; otherwise it would wait out the interpreter's switch interval

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._waiting.put(None)
        self._thread.join()
        if self._fault is not None and fault is None:
            raise self._fault

    def _work(self) -> None:
        try:
            while (part := self._waiting.get()) is not None:
                self.entries.append(compress(*part))
        except Exception as fault:  # told to the thread that waits for the entries
            self._fault = fault


def packed(parts: Mapping[str, bytes]) -> bytes:
    """A package of finished parts."""
    return pack(compress(name, content) for name, content in parts.items())
