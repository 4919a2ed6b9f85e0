"""What files gave, kept by their content in SQLite beside the output; it may be deleted at any time."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from jixiao import __version__
from jixiao.collect.model import Read
from jixiao.collect.record import plain, restored

SCHEMA = "5"
TABLE = "CREATE TABLE IF NOT EXISTS files (code TEXT PRIMARY KEY, content BLOB NOT NULL) WITHOUT ROWID"
UNDER = "EXISTS (SELECT 1 FROM about WHERE name = 'terms' AND value = ?)"
WAIT = 5.0
"""Seconds to wait while another run writes."""
DAMAGED = frozenset({sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_ERROR})
"""A file that is no database, a damaged one, and one with other tables."""
REASONS = {
    sqlite3.SQLITE_BUSY: "另一次汇总正在使用",
    sqlite3.SQLITE_LOCKED: "另一次汇总正在使用",
    sqlite3.SQLITE_FULL: "磁盘已满",
    sqlite3.SQLITE_IOERR: "磁盘读写出错",
    sqlite3.SQLITE_READONLY: "没有写入权限",
    sqlite3.SQLITE_PERM: "没有写入权限",
    sqlite3.SQLITE_CANTOPEN: "打不开，那里可能是文件夹，或没有写入权限",
}
T = TypeVar("T")
ABOUT = "CREATE TABLE IF NOT EXISTS about (name TEXT PRIMARY KEY, value TEXT NOT NULL)"


class Cache:
    """Outcomes by content. `terms` is all that the outcomes depend on beside the files: other terms empty the cache.

    A cache that cannot be used is done without, and `trouble` says why: collecting never ends because of it. What is put
    is written with `save`, all at once, so that another run with the same cache waits for moments only.
    """

    def __init__(self, path: Path, terms: str) -> None:
        self.trouble: str | None = None
        self._path, self._terms = path, f"{SCHEMA} {__version__} {terms}"
        self._pending: dict[str, bytes] = {}
        self._connection: sqlite3.Connection | None = None
        self._guarded(self._open)

    def get(self, code: str) -> tuple[Read, ...] | None:
        """What the file with this code gave; None where that is not known."""
        content = self._pending.get(code) or self._guarded(lambda connection: _content(connection, code, self._terms))
        try:
            return tuple(restored(Read, item) for item in json.loads(zlib.decompress(content))) if content else None
        except (ValueError, TypeError, ArithmeticError, zlib.error):
            return None

    def put(self, code: str, reads: Iterable[Read]) -> None:
        """Keep what a file gave."""
        content = json.dumps([plain(read) for read in reads], ensure_ascii=False, separators=(",", ":"))
        self._pending[code] = zlib.compress(content.encode("utf-8", "surrogatepass"), 1)

    def save(self) -> None:
        """Make what was put last."""
        if self._pending:
            self._guarded(lambda connection: _write(connection, self._terms, self._pending))
            self._pending = {}

    def close(self) -> None:
        """Save and close."""
        self.save()
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _open(self, _: None = None) -> None:
        self._connection = _opened(self._path, self._terms)

    def _guarded(self, work: Callable[..., T]) -> T | None:
        """What `work` gives; None where the cache fails. A damaged one is replaced, any other failure ends its use."""
        if self.trouble is not None:
            return None
        try:
            return work(self._connection)
        except sqlite3.Error as error:
            if _primary(error) not in DAMAGED:
                self._give_up(_words(error))
                return None
        except OSError as error:
            self._give_up(str(error.strerror))
            return None
        self._replace()
        return None

    def _replace(self) -> None:
        """Begin again in the place of a damaged cache: nothing in it is worth keeping."""
        try:
            if self._connection is not None:
                self._connection.close()
            self._connection = None
            for suffix in ("", "-journal", "-wal", "-shm"):
                self._path.with_name(self._path.name + suffix).unlink(missing_ok=True)
            self._open()
        except (sqlite3.Error, OSError):
            self._give_up("已损坏，又删不掉")

    def _give_up(self, why: str) -> None:
        self.trouble = f"缓存 {self._path.name} 用不了（{why}）：结果不受影响，下次运行会重新读这些文件。"
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def code_of(name: str, data: bytes) -> str:
    """The code of a file: of its own name, which messages quote, and its content."""
    return hashlib.sha256(name.encode("utf-8", "surrogatepass") + b"\0" + data).hexdigest()


def beside(output: Path) -> Path:
    """Where the cache of an output is."""
    return output.with_name(f"{output.stem}.收表缓存.sqlite")


def _opened(path: Path, terms: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=WAIT, isolation_level=None)
    try:
        # another run may be at work with it: nothing is written where nothing has to be
        if _terms(connection) != terms:
            _begin(connection, terms)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _terms(connection: sqlite3.Connection) -> str | None:
    if connection.execute("SELECT count(*) FROM sqlite_master WHERE name IN ('files', 'about')").fetchone() != (2,):
        return None
    found = connection.execute("SELECT value FROM about WHERE name = 'terms'").fetchone()
    return str(found[0]) if found else None


def _begin(connection: sqlite3.Connection, terms: str) -> None:
    """An empty cache under these terms."""
    with _transaction(connection):
        connection.execute(TABLE)
        connection.execute(ABOUT)
        connection.execute("DELETE FROM files")
        connection.execute("INSERT OR REPLACE INTO about VALUES ('terms', ?)", (terms,))


def _content(connection: sqlite3.Connection, code: str, terms: str) -> bytes | None:
    """What is kept, unless another run has put the cache under other terms since."""
    found = connection.execute(f"SELECT content FROM files WHERE code = ? AND {UNDER}", (code, terms)).fetchone()
    return found[0] if found else None


def _write(connection: sqlite3.Connection, terms: str, pending: Mapping[str, bytes]) -> None:
    with _transaction(connection):
        for code, content in pending.items():
            connection.execute(f"INSERT OR REPLACE INTO files SELECT ?, ? WHERE {UNDER}", (code, content, terms))


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _primary(error: sqlite3.Error) -> int:
    """SQLite's number for the kind of error; 0 where the error is not its own."""
    return (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF


def _words(error: sqlite3.Error) -> str:
    return REASONS.get(_primary(error), str(error))
