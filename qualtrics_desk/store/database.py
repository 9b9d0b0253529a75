"""One way to open a SQLite file: private, migrated, one writer connection per file and process.

Between processes `BEGIN IMMEDIATE` with a busy time-out keeps writers in turn (design.md 3,
"Ownership"). Within a process a lock does, so that threads may share a `Database`.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from contextlib import contextmanager
from itertools import chain
from typing import TYPE_CHECKING, Any, Literal, cast

from qualtrics_desk.domain.errors import FileDamaged, StoreError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

BUSY_SECONDS = 30.0
"""How long a writer waits for another process before it gives up."""
OLDEST = (3, 35, 0)
"""SQLite that has RETURNING (3.35), the trigrams of the search index (3.34), UPDATE ... FROM."""
_AT_ONCE = 500
_MOST_VALUES = 30_000
"""Rows that one statement takes, and values; SQLite itself takes 32,766 of these."""

Row = tuple[Any, ...]


class Database:
    """A SQLite file with its writer connection; reading happens on the same connection.

    Every method may be called from any thread. Long reads should fetch in bounded pieces.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection
        self._lock = threading.RLock()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Run the body in one `BEGIN IMMEDIATE` transaction; roll back when it raises.

        Raises:
            StoreError: When the file cannot be written (full disk, lock held too long).
        """
        with self._lock:
            try:
                self._connection.execute("BEGIN IMMEDIATE")
                try:
                    yield self._connection
                except BaseException:
                    # SQLite may have rolled back itself, as it does when the disk is full.
                    if self._connection.in_transaction:
                        self._connection.execute("ROLLBACK")
                    raise
                self._connection.execute("COMMIT")
            except sqlite3.DatabaseError as error:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                if not _is_of_the_file(error):
                    raise
                raise _store_error(self.path, error) from error

    def all(self, sql: str, parameters: Sequence[object] = ()) -> list[Row]:
        """Every row of a query that is known to be small."""
        with self._lock, self._told():
            return cast("list[Row]", self._connection.execute(sql, parameters).fetchall())

    def one(self, sql: str, parameters: Sequence[object] = ()) -> Row | None:
        """The first row of a query, or None."""
        with self._lock, self._told():
            return cast("Row | None", self._connection.execute(sql, parameters).fetchone())

    def change(self, sql: str, parameters: Sequence[object] = ()) -> int:
        """One statement in a transaction of its own; returns the number of rows it changed."""
        with self.transaction() as connection:
            return connection.execute(sql, parameters).rowcount

    def change_many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """One statement for many rows, in one transaction."""
        with self.transaction() as connection:
            connection.executemany(sql, rows)

    def written_by_others(self) -> int:
        """A number that changes when another connection, or another process, has written.

        What is written through this `Database` does not change it.
        """
        row = self.one("PRAGMA data_version")
        return 0 if row is None else int(row[0])

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Say in a person's words what keeps the file from being used."""
        try:
            yield
        except sqlite3.DatabaseError as error:
            if not _is_of_the_file(error):
                raise
            raise _store_error(self.path, error) from error

    def fold(self) -> None:
        """Fold the WAL file back and empty it, as far as no other connection reads it."""
        with self._lock, self._told():
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def shrink(self) -> None:
        """Give free pages back to the disk; the file is copied, and must not be in use."""
        with self._lock, self._told():
            self._connection.execute("VACUUM")
            self.fold()

    def close(self) -> None:
        """Close the connection; the last one to close folds the WAL file back into the database."""
        with self._lock:
            self._connection.close()


def insert_rows(
    connection: sqlite3.Connection,
    into: str,
    rows: Sequence[Sequence[object]],
    *,
    same: Sequence[object] = (),
) -> None:
    """Insert many rows, some hundreds with each statement.

    Most of the time goes into handing over values. So columns that stay empty are best left out,
    and a value of a `StrEnum` should come as a plain text, which `sqlite3` takes as it is.

    Args:
        connection: In a transaction.
        into: A table, and the columns if not all are given: "chunks (job, number)".
        rows: Their values, as many in each row.
        same: What every row begins with; it is handed over once.
    """
    known = "".join(f"?{number}," for number in range(1, len(same) + 1))
    statement = f"INSERT INTO {into} VALUES {{rows}}"  # noqa: S608
    change_rows(connection, statement, rows, same=same, known=known)


def change_rows(
    connection: sqlite3.Connection,
    statement: str,
    rows: Sequence[Sequence[object]],
    *,
    same: Sequence[object] = (),
    known: str = "",
) -> None:
    """Run a statement for some hundreds of rows at a time.

    Args:
        connection: In a transaction.
        statement: `{rows}` in it stands for the rows, as `VALUES` takes them.
        rows: Their values, as many in each row.
        same: Values for all rows, which the statement calls ?1, ?2 and so on.
        known: What each row begins with, of these: "?1,?2,".
    """
    if not rows:
        return
    marks = f"({known}{','.join('?' * len(rows[0]))})"
    most = max(1, min(_AT_ONCE, _MOST_VALUES // max(1, len(rows[0]))))
    start = 0
    while left := len(rows) - start:
        # `sqlite3` keeps statements with the values they had; so there are few lengths of them.
        size = most if left >= most else 1 << (left.bit_length() - 1)
        connection.execute(
            statement.replace("{rows}", ",".join([marks] * size)),
            (*same, *chain.from_iterable(rows[start : start + size])),
        )
        start += size


def open_database(
    path: Path, migrations: Sequence[str], *, synchronous: Literal["FULL", "NORMAL"]
) -> Database:
    """Open or make a database and bring it to the newest form.

    Args:
        path: The file; made with mode 0600.
        migrations: SQL scripts, oldest first; each runs once, in a transaction with its record.
        synchronous: FULL where a power cut must lose nothing, NORMAL where the file can be remade.

    Raises:
        StoreError: When the file is damaged, locked for too long, or from a newer version, or when
            the SQLite of this Python is too old.
    """
    if sqlite3.sqlite_version_info < OLDEST:
        raise StoreError(
            f"SQLite {sqlite3.sqlite_version} of this Python is too old.",
            detail=f"{'.'.join(map(str, OLDEST[:2]))} or newer is needed.",
            hint="Use an installer of Qualtrics Desk, or a Python with a newer SQLite.",
        )
    try:
        _make_private(path)
        connection = sqlite3.connect(
            path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute(f"PRAGMA synchronous={synchronous}")
            connection.execute("PRAGMA secure_delete=ON")
            connection.execute("PRAGMA foreign_keys=ON")
            _migrate(connection, path, migrations)
        except BaseException:
            connection.close()
            raise
    except (sqlite3.DatabaseError, OSError) as error:
        raise _store_error(path, error) from error
    return Database(path, connection)


def _make_private(path: Path) -> None:
    """Make the file before SQLite does, so that it never stands with wider rights.

    The -wal and -shm files copy its mode. A file that is there is not opened: closing any
    descriptor of a file gives up the locks of every connection that this process has to it (POSIX;
    sqlite.org/howtocorrupt.html, 2.2), and another process could fold and delete the WAL file
    under their feet.
    """
    # Nor may another thread connect to a new file before the descriptor that made it is closed.
    with _making:
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        except FileExistsError:
            return


_making = threading.Lock()


def delete_database(path: Path) -> None:
    """Remove a database file and what SQLite keeps beside it; a missing file is no error."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _migrate(connection: sqlite3.Connection, path: Path, migrations: Sequence[str]) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version > len(migrations):
            raise StoreError(
                f"{path.name} was written by a newer version of Qualtrics Desk.",
                hint="Start that version, or point QUALTRICS_DESK_HOME to another folder.",
            )
        for number, script in enumerate(migrations[version:], start=version + 1):
            for statement in script.split(";"):
                if statement.strip():
                    connection.execute(statement)
            connection.execute(f"PRAGMA user_version={number}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _is_of_the_file(error: sqlite3.DatabaseError) -> bool:
    """Whether the file or the disk is at fault (damaged, full, locked) and not a statement."""
    return isinstance(error, sqlite3.OperationalError) or type(error) is sqlite3.DatabaseError


def _store_error(path: Path, error: Exception) -> StoreError:
    text = str(error)
    if "locked" in text or "busy" in text:
        hint = "Another process is writing; try again when it has finished."
    elif "malformed" in text or "not a database" in text:
        return FileDamaged(
            f"{path.name} could not be read: it is damaged.",
            detail=f"{text}. Nothing in it was changed.",
            hint=f"Move it out of {path.parent} to start with an empty one, or put a copy from a"
            " backup in its place.",
        )
    elif "I/O error" in text:
        # What SQLite says of a quota that is used up, too.
        hint = (
            "The disk may be full, or its quota used up. Free some disk space; nothing written so"
            " far is lost."
        )
    elif "full" in text:
        hint = "Free some disk space; nothing written so far is lost."
    else:
        hint = "Check the rights of the folder, or move the file away and start again."
    return StoreError(f"{path.name} could not be read or written.", detail=text, hint=hint)
