"""Connections that only read: as many as threads read at once, each with a view of one moment."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from qualtrics_desk.domain.collation import folded, sort_key
from qualtrics_desk.domain.errors import StoreError
from qualtrics_desk.store.database import BUSY_SECONDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_CACHE_KIB = 8 * 1024
_SORTERS = 2
"""Threads that SQLite may take for a sort."""


class Readers:
    """Hands out reading connections to a file; may be used from any thread."""

    def __init__(self, path: Path, attached: Mapping[str, Path] | None = None) -> None:
        """Nothing is opened yet.

        Args:
            path: The database.
            attached: Further databases by the name they have in statements.
        """
        self._path = path
        self._attached = dict(attached or {})
        self._idle: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        self._is_closed = False

    @contextmanager
    def moment(self) -> Iterator[sqlite3.Connection]:
        """A connection that sees the file as it is at the first statement, to the end of the body.

        Raises:
            StoreError: When the file cannot be read.
        """
        try:
            connection = self._take()
            try:
                connection.execute("BEGIN")
                yield connection
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                self._give_back(connection)
        except sqlite3.DatabaseError as error:
            raise StoreError(
                f"{self._path.name} could not be read.",
                detail=str(error),
                hint="If it happens again, read the list anew.",
            ) from error

    def close(self) -> None:
        """Close what nobody uses, and the others when they come back."""
        with self._lock:
            self._is_closed = True
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    def _take(self) -> sqlite3.Connection:
        with self._lock:
            if self._is_closed:
                raise StoreError(f"{self._path.name} was closed.")
            if self._idle:
                return self._idle.pop()
        connection = sqlite3.connect(
            self._path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        try:
            for name, path in self._attached.items():
                connection.execute(f"ATTACH ? AS {name}", (str(path),))
            connection.execute(f"PRAGMA cache_size=-{_CACHE_KIB}")
            connection.execute(f"PRAGMA threads={_SORTERS}")
            connection.execute("PRAGMA query_only=ON")
            connection.create_function("folded", 1, _folded, deterministic=True)
            connection.create_function("sort_key", 1, _sort_key, deterministic=True)
        except BaseException:
            connection.close()
            raise
        return connection

    def _give_back(self, connection: sqlite3.Connection) -> None:
        with self._lock:
            if not self._is_closed:
                self._idle.append(connection)
                return
        connection.close()


def _folded(value: str | float | None) -> str | float | None:
    return folded(value) if isinstance(value, str) else value


def _sort_key(value: str | float | None) -> str | float | None:
    return sort_key(value) if isinstance(value, str) else value
