"""Steps of editing: each keeps its rows as they were before and after, so undo only copies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualtrics_desk.store.edits.records import decode

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from qualtrics_desk.store.edits.records import Change


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
        self._connection.executemany(
            "INSERT INTO step_rows VALUES (?,?,?,?)",
            ((self._number, *change) for change in changes),
        )
        for key, _, after in changes:
            put(self._connection, key, after)
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
    for key, body in connection.execute(
        f"SELECT key, {side} FROM step_rows WHERE step=?",  # noqa: S608
        (step,),
    ):
        put(connection, key, body)
        keys.append(str(key))
    count_on(connection)
    return keys


def put(connection: sqlite3.Connection, key: str, body: bytes | None) -> None:
    """Stage a row as it is said to be; None unstages it."""
    if body is None:
        connection.execute("DELETE FROM rows WHERE key=?", (key,))
        return
    connection.execute(
        "INSERT INTO rows (key, body, state) VALUES (?,?,?) ON CONFLICT (key) DO UPDATE"
        " SET body=excluded.body, state=excluded.state, reason=NULL, theirs=NULL",
        (key, body, decode(body).state),
    )


def count_on(connection: sqlite3.Connection) -> None:
    """Note that something is different now."""
    connection.execute("UPDATE position SET version=version+1")


def one(connection: sqlite3.Connection, sql: str) -> int | None:
    """The one number that a statement gives, or None."""
    (found,) = connection.execute(sql).fetchone()
    return None if found is None else int(found)
