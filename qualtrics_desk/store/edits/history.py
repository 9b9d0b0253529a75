"""Steps of editing: each keeps its rows as they were before and after, so undo only copies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualtrics_desk.store.database import change_rows, insert_rows
from qualtrics_desk.store.edits.records import decode

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from qualtrics_desk.store.edits.records import Change


_PIECE = 2_000


class Step:
    """A step that is carried out and kept, in pieces of one transaction.

    What had been undone cannot be redone any more; a step that changes nothing leaves that alone.

    Attributes:
        rows: How many rows it has changed.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.rows = 0
        self._connection = connection
        self._number: int | None = None

    def add(self, changes: Sequence[Change]) -> None:
        """Carry out changes of rows that the step has not had yet."""
        if not changes:
            return
        if self._number is None:
            self._begin()
        insert_rows(self._connection, "step_rows", changes, same=(self._number,))
        put(self._connection, [(key, after) for key, _, after in changes])
        self.rows += len(changes)

    def _begin(self) -> None:
        connection = self._connection
        connection.execute("DELETE FROM steps WHERE number>(SELECT cursor FROM position)")
        self._number = connection.execute("INSERT INTO steps DEFAULT VALUES").lastrowid
        connection.execute("UPDATE position SET cursor=?", (self._number,))
        count_on(connection)


def copy(connection: sqlite3.Connection, step: int, side: str) -> list[str]:
    """Put the rows of a step back as they were on one side of it; returns their keys."""
    keys = []
    kept = connection.execute(
        f"SELECT key, {side} FROM step_rows WHERE step=?",  # noqa: S608
        (step,),
    )
    while rows := kept.fetchmany(_PIECE):
        put(connection, rows)
        keys += [str(key) for key, _ in rows]
    count_on(connection)
    return keys


def put(connection: sqlite3.Connection, rows: Sequence[tuple[str, bytes | None]]) -> None:
    """Stage rows, each another one, as they are said to be; None unstages."""
    connection.executemany(
        "DELETE FROM rows WHERE key=?", [(key,) for key, body in rows if body is None]
    )
    change_rows(
        connection,
        "INSERT INTO rows (key, body, state) VALUES {rows} ON CONFLICT (key) DO UPDATE"
        " SET body=excluded.body, state=excluded.state, reason=NULL, theirs=NULL",
        [(key, body, decode(body).state) for key, body in rows if body is not None],
    )


def count_on(connection: sqlite3.Connection) -> None:
    """Note that something is different now."""
    connection.execute("UPDATE position SET version=version+1")


def one(connection: sqlite3.Connection, sql: str) -> int | None:
    """The one number that a statement gives, or None."""
    (found,) = connection.execute(sql).fetchone()
    return None if found is None else int(found)
