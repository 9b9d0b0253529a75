"""Sets and tables too large for memory, for the time of one job.

They lie in a SQLite file without a name, which only this process can reach and which is gone when
it is closed or the process dies. Nothing here outlives a crash, so nothing here waits for a disk.
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any, Self

import msgspec

from qualtrics_desk.domain.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from types import TracebackType

_CACHE_KIB = 4 * 1024
_PIECE = 500
"""Values in one statement; each library of SQLite takes at least 999."""


class Scratch:
    """A set of keys, a set of numbers and a table of values by key; by one thread at a time."""

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
            self._connection.execute("CREATE TABLE numbers (number INTEGER PRIMARY KEY, call INT)")
            self._calls = 0
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

    def seen_numbers(self, numbers: Sequence[int]) -> list[bool]:
        """The same for numbers of 64 bits, a set of their own, at a third of the time.

        Hashes of texts, say. Two of a million different ones are equal in one of 37 million jobs.
        """
        self._calls += 1
        repeated: set[int] = set()
        with _named_errors():
            self._connection.execute("BEGIN")
            for start in range(0, len(numbers), _PIECE):
                repeated.update(self._add_numbers(numbers[start : start + _PIECE]))
            self._connection.execute("COMMIT")
        here: set[int] = set()
        found = []
        for number in numbers:
            found.append(number in repeated or number in here)
            here.add(number)
        return found

    def _add_numbers(self, piece: Sequence[int]) -> Iterable[int]:
        """Add numbers, in their order for the sake of the tree; returns those of earlier calls."""
        added = self._connection.execute(
            _insertion_of(len(piece)), (self._calls, *sorted(piece))
        ).rowcount
        if added == len(piece):
            return ()
        return (
            number
            for (number,) in self._connection.execute(
                f"SELECT number FROM numbers WHERE number IN ({','.join('?' * len(piece))})"  # noqa: S608
                " AND call<>?",
                (*piece, self._calls),
            )
        )

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


@cache
def _insertion_of(count: int) -> str:
    """The statement for so many numbers; its first parameter is the call that they belong to."""
    marks = ",".join(f"(?{place},?1)" for place in range(2, count + 2))
    return f"INSERT OR IGNORE INTO numbers VALUES {marks}"  # noqa: S608


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
