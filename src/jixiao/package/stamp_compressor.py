"""Compresses parts in a second thread while the next ones are being written; zlib lets other threads run."""

from __future__ import annotations

from collections.abc import Mapping
from queue import Empty, SimpleQueue
from threading import Thread
from time import sleep
from types import TracebackType

from jixiao.package.pack import Entry, compress, pack


class Compressor:
    """Collects parts; `entries` has them compressed, in the order they were added, once the block is left."""

    def __init__(self) -> None:
        self._done: dict[int, Entry] = {}
        self._waiting: SimpleQueue[tuple[int, str, bytes]] = SimpleQueue()
        self._ready: SimpleQueue[bool] = SimpleQueue()
        self._count = 0
        self._thread = Thread(target=self._work, daemon=True)
        self._fault: Exception | None = None

    @property
    def entries(self) -> list[Entry]:
        """The compressed parts."""
        return [self._done[at] for at in range(self._count)]

    def __enter__(self) -> Compressor:
        self._thread.start()
        return self

    def add(self, name: str, content: bytes) -> None:
        """Hand over one part."""
        self._waiting.put((self._count, name, content))
        self._ready.put(True)
        self._count += 1
        sleep(0)  # lets the other thread begin; otherwise it would wait out the interpreter's switch interval

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ready.put(False)
        if fault is None:
            self._finish()
        self._thread.join()
        if self._fault is not None and fault is None:
            raise self._fault

    def _work(self) -> None:
        try:
            while self._ready.get():
                self._take()
        except Exception as fault:  # told to the thread that waits for the entries
            self._fault = fault

    def _finish(self) -> None:
        """Nothing is left to write: take a share of the parts still waiting."""
        while not self._waiting.empty():
            self._take()

    def _take(self) -> None:
        try:
            at, name, content = self._waiting.get_nowait()
        except Empty:  # the other thread was faster
            return
        self._done[at] = compress(name, content)


def packed(parts: Mapping[str, bytes]) -> bytes:
    """A package of finished parts."""
    return pack(compress(name, content) for name, content in parts.items())
