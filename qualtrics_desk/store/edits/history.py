"""Steps of editing: each keeps its rows as they were before and after, so undo only copies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualtrics_desk.store.edits.records import decode

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from qualtrics_desk.store.edits.records import Change


def record(connection: sqlite3.Connection, changes: Sequence[Change]) -> None:
    """Carry a step out and keep it; what had been undone cannot be redone any more."""
    if not changes:
        return
    connection.execute("DELETE FROM steps WHERE number>(SELECT cursor FROM position)")
    number = connection.execute("INSERT INTO steps DEFAULT VALUES").lastrowid
    connection.executemany(
        "INSERT INTO step_rows VALUES (?,?,?,?)", ((number, *change) for change in changes)
    )
    for key, _, after in changes:
        put(connection, key, after)
    connection.execute("UPDATE position SET cursor=?", (number,))
    count_on(connection)


def copy(connection: sqlite3.Connection, step: int, side: str) -> list[str]:
    """Put the rows of a step back as they were on one side of it; returns their keys."""
    rows = connection.execute(
        f"SELECT key, {side} FROM step_rows WHERE step=?",  # noqa: S608
        (step,),
    ).fetchall()
    for key, body in rows:
        put(connection, key, body)
    count_on(connection)
    return [str(key) for key, _ in rows]


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
