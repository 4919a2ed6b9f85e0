"""Compresses parts in a second thread while the next ones are being written; zlib lets other threads run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from queue import Empty, Queue, SimpleQueue
from threading import Thread
from time import sleep
from types import TracebackType

from jixiao.xlsx.opc.pack import Spooled, compress, pack, spool_pieces

PIECE = 1 << 18
"""Characters compressed at a time: few enough that a large part is never whole in memory."""
WAITING = 8
"""Pieces that wait to be compressed; who writes faster waits too."""
Channel = Queue[bytes | None]
"""The pieces of a part as they are written; None is its end."""


class Compressor:
    """Collects parts; `entries` has them compressed, in the order they were added, once the block is left."""

    def __init__(self) -> None:
        self._done: dict[int, Spooled] = {}
        self._waiting: SimpleQueue[tuple[int, str, Channel]] = SimpleQueue()
        self._ready: SimpleQueue[bool] = SimpleQueue()
        self._count = 0
        self._thread = Thread(target=self._work, daemon=True)
        self._fault: Exception | None = None

    @property
    def entries(self) -> list[Spooled]:
        """The compressed parts."""
        return [self._done[at] for at in range(self._count)]

    def __enter__(self) -> Compressor:
        self._thread.start()
        return self

    def add(self, name: str, content: bytes) -> None:
        """Hand over one part."""
        self._add(name, (content,))

    def write(self, name: str, texts: Iterable[str]) -> None:
        """Hand over one part text by text; it is compressed while the rest of it is being written."""
        self._add(name, _pieces(texts))

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ready.put(False)
        while fault is None and not self._waiting.empty():
            self._take()  # nothing is left to write: take a share of the parts still waiting
        self._thread.join()
        if self._fault is not None and fault is None:
            raise self._fault

    def _add(self, name: str, pieces: Iterable[bytes]) -> None:
        channel: Channel = Queue(WAITING)
        self._waiting.put((self._count, name, channel))
        self._ready.put(True)
        self._count += 1
        try:
            for piece in pieces:
                channel.put(piece)
                sleep(0)  # lets the other thread begin; otherwise it would wait out the interpreter's switch interval
        finally:
            channel.put(None)

    def _work(self) -> None:
        while self._ready.get():
            self._take()

    def _take(self) -> None:
        try:
            at, name, channel = self._waiting.get_nowait()
        except Empty:  # the other thread was faster
            return
        pieces = iter(channel.get, None)
        try:
            self._done[at] = spool_pieces(name, pieces)
        except Exception as fault:  # given to the thread that waits for the entries
            self._fault = self._fault or fault
            for _ in pieces:  # whoever writes this part must not wait for ever
                pass


def _pieces(texts: Iterable[str]) -> Iterator[bytes]:
    gathered: list[str] = []
    room = PIECE
    for text in texts:
        gathered.append(text)
        room -= len(text)
        if room <= 0:
            yield "".join(gathered).encode()
            gathered, room = [], PIECE
    yield "".join(gathered).encode()


def packed(parts: Mapping[str, bytes]) -> bytes:
    """A package of finished parts."""
    return pack(compress(name, content) for name, content in parts.items())
