"""What files gave, kept by their content in SQLite beside the output; it may be deleted at any time."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Iterable
from pathlib import Path

from jixiao import __version__
from jixiao.collect.model import Read
from jixiao.collect.record import plain, restored

SCHEMA = "4"
TABLE = "CREATE TABLE IF NOT EXISTS files (code TEXT PRIMARY KEY, content BLOB NOT NULL) WITHOUT ROWID"
ABOUT = "CREATE TABLE IF NOT EXISTS about (name TEXT PRIMARY KEY, value TEXT NOT NULL)"


class Cache:
    """Outcomes by content. `terms` is all that the outcomes depend on beside the files: other terms empty the cache."""

    def __init__(self, path: Path, terms: str) -> None:
        self._terms = f"{SCHEMA} {__version__} {terms}"
        try:
            self._connection = _opened(path, self._terms)
        except sqlite3.DatabaseError:
            # not a database, or a damaged one: nothing in it is worth keeping
            path.unlink(missing_ok=True)
            self._connection = _opened(path, self._terms)

    def get(self, code: str) -> tuple[Read, ...] | None:
        """What the file with this code gave; None where that is not known."""
        found = self._connection.execute("SELECT content FROM files WHERE code = ?", (code,)).fetchone()
        if found is None:
            return None
        try:
            return tuple(restored(Read, item) for item in json.loads(zlib.decompress(found[0])))
        except (ValueError, TypeError, ArithmeticError, zlib.error):
            return None

    def put(self, code: str, reads: Iterable[Read]) -> None:
        """Keep what a file gave."""
        content = json.dumps([plain(read) for read in reads], ensure_ascii=False, separators=(",", ":"))
        self._connection.execute(
            "INSERT OR REPLACE INTO files VALUES (?, ?)",
            (code, zlib.compress(content.encode("utf-8", "surrogatepass"), 1)),
        )

    def save(self) -> None:
        """Make what was put last."""
        self._connection.commit()

    def close(self) -> None:
        """Save and close."""
        self._connection.commit()
        self._connection.close()


def code_of(name: str, data: bytes) -> str:
    """The code of a file: of its own name, which messages quote, and its content."""
    return hashlib.sha256(name.encode("utf-8", "surrogatepass") + b"\0" + data).hexdigest()


def beside(output: Path) -> Path:
    """Where the cache of an output lies."""
    return output.with_name(f"{output.stem}.收表缓存.sqlite")


def _opened(path: Path, terms: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path)
    try:
        connection.execute(TABLE)
        connection.execute(ABOUT)
        kept = connection.execute("SELECT value FROM about WHERE name = 'terms'").fetchone()
        if kept != (terms,):
            connection.execute("DELETE FROM files")
            connection.execute("INSERT OR REPLACE INTO about VALUES ('terms', ?)", (terms,))
        connection.commit()
    except sqlite3.DatabaseError:
        connection.close()
        raise
    return connection
