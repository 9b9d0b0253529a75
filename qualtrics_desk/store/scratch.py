"""Sets and tables too large for memory, for the time of one job.

They lie in a SQLite file without a name, which only this process can reach and which is gone when
it is closed or the process dies. Nothing here outlives a crash, so nothing here waits for a disk.
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Self

import msgspec

from qualtrics_desk.domain.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from types import TracebackType

_CACHE_KIB = 8 * 1024


class Scratch:
    """One set of keys and one table of values by key; by one thread at a time."""

    def __init__(self) -> None:
        self._encoder = msgspec.msgpack.Encoder()
        self._decoder = msgspec.msgpack.Decoder()
        # An empty name is a file of its own in the system's folder for temporary files, made
        # unreadable for others and removed at once.
        self._connection = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        with _named_errors():
            for pragma in ("journal_mode=OFF", "synchronous=OFF", f"cache_size=-{_CACHE_KIB}"):
                self._connection.execute(f"PRAGMA {pragma}")
            self._connection.execute("CREATE TABLE seen (key TEXT PRIMARY KEY) WITHOUT ROWID")
            self._connection.execute(
                "CREATE TABLE held (key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID"
            )

    def seen(self, keys: Sequence[str]) -> list[bool]:
        """Remember keys, and tell for each whether it came before, here or in an earlier call."""
        here: set[str] = set()
        with _named_errors():
            # One statement for all keys: a statement a key costs more than everything else.
            marks = ",".join("?" * len(keys))
            known = {
                key
                for (key,) in self._connection.execute(
                    f"SELECT key FROM seen WHERE key IN ({marks})",  # noqa: S608
                    tuple(keys),
                )
            }
            self._connection.execute("BEGIN")
            self._connection.executemany(
                "INSERT OR IGNORE INTO seen VALUES (?)",
                ((key,) for key in keys if key not in known),
            )
            self._connection.execute("COMMIT")
        repeated = []
        for key in keys:
            repeated.append(key in known or key in here)
            here.add(key)
        return repeated

    def put(self, rows: Iterable[tuple[str, Any]]) -> None:
        """Hold values of JSON kind by key; a later value takes the place of an earlier one."""
        encode = self._encoder.encode
        with _named_errors():
            self._connection.executemany(
                "INSERT OR REPLACE INTO held VALUES (?, ?)",
                ((key, encode(value)) for key, value in rows),
            )

    def get(self, key: str) -> Any:  # noqa: ANN401 - whatever was put
        """The value held for a key, or None."""
        with _named_errors():
            row = self._connection.execute(
                "SELECT value FROM held WHERE key = ?", (key,)
            ).fetchone()
        return None if row is None else self._decoder.decode(row[0])

    def held(self) -> int:
        """How many values are held."""
        with _named_errors():
            return int(self._connection.execute("SELECT count(*) FROM held").fetchone()[0])

    def close(self) -> None:
        """Give the disk space back."""
        self._connection.close()

    def __enter__(self) -> Self:
        """The scratch itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close it."""
        self.close()


@contextmanager
def _named_errors() -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        raise StoreError(
            "The folder for temporary files cannot be used.",
            detail=str(error),
            hint="Free some disk space, or point TMPDIR to another folder.",
        ) from error
