"""The search index of a reading: trigrams of the folded texts of its rows (SQLite FTS5).

Rows are searched before they are in the index, too: those behind it are looked through. So the
index can be made in pieces, while a reading waits for the service and after it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualtrics_desk.domain.collation import folded
from qualtrics_desk.domain.rows import ColumnKind
from qualtrics_desk.store.tables import trigrams
from qualtrics_desk.store.tables.views import Condition

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence

    from qualtrics_desk.domain.rows import ColumnSpec, Value
    from qualtrics_desk.store.tables.reading import Reading

SEARCHED = frozenset({ColumnKind.TEXT, ColumnKind.CODE})


def create(connection: sqlite3.Connection, generation: int) -> None:
    """Make the texts and the index of a new reading, both empty."""
    connection.execute(
        f"CREATE TABLE texts_{generation} (id INTEGER PRIMARY KEY, text TEXT NOT NULL)"
    )
    connection.execute(
        f"CREATE VIRTUAL TABLE found_{generation} USING fts5(text,"
        f" content='texts_{generation}', content_rowid='id', tokenize='trigram case_sensitive 1')"
    )


def text_of(columns: Iterable[ColumnSpec], values: Mapping[str, Value]) -> str:
    """What is searched of a row: its texts, folded, a line each."""
    cells = [
        value
        for column in columns
        if column.kind in SEARCHED and isinstance(value := values.get(column.key), str) and value
    ]
    # FTS5 would end a text at a NUL.
    return folded("\n".join(cells)).replace("\0", " ")


def add_piece(connection: sqlite3.Connection, reading: Reading, size: int) -> int:
    """Index the next rows; returns the id up to which all are in."""
    generation = reading.generation
    (last,) = connection.execute(
        f"SELECT max(id) FROM (SELECT id FROM texts_{generation} WHERE id > ? ORDER BY id LIMIT ?)",  # noqa: S608
        (reading.indexed, size),
    ).fetchone()
    if last is None:
        return reading.last_id
    connection.execute(
        f"INSERT INTO found_{generation}(rowid, text)"  # noqa: S608
        f" SELECT id, text FROM texts_{generation} WHERE id > ? AND id <= ?",
        (reading.indexed, last),
    )
    return int(last)


def replace_text(
    connection: sqlite3.Connection, reading: Reading, row_id: int, text: str | None
) -> None:
    """Put another text in the place of a row's; None takes it out."""
    generation = reading.generation
    if row_id <= reading.indexed:
        connection.execute(
            f"INSERT INTO found_{generation}(found_{generation}, rowid, text)"  # noqa: S608
            f" SELECT 'delete', id, text FROM texts_{generation} WHERE id=?",
            (row_id,),
        )
    if text is None:
        connection.execute(f"DELETE FROM texts_{generation} WHERE id=?", (row_id,))  # noqa: S608
        return
    connection.execute(
        f"INSERT OR REPLACE INTO texts_{generation} VALUES (?,?)",  # noqa: S608
        (row_id, text),
    )
    if row_id <= reading.indexed:
        connection.execute(
            f"INSERT INTO found_{generation}(rowid, text) VALUES (?,?)",  # noqa: S608
            (row_id, text),
        )


def select_words(reading: Reading, words: Sequence[str]) -> Condition:
    """A SELECT of the ids of all rows in which every word occurs, in the order of the store."""
    words = [word.replace("\0", " ") for word in words]
    generation = reading.generation
    long = [word for word in words if len(word) >= trigrams.LENGTH]
    if not long:
        return _scan(generation, words, after=None)
    short = [word for word in words if len(word) < trigrams.LENGTH]
    wanted = " AND ".join(trigrams.expression(word) for word in long)
    select = f"SELECT f.rowid AS id FROM found_{generation} f"  # noqa: S608
    if short:
        select += f" JOIN texts_{generation} t ON t.id = f.rowid"
    select += f" WHERE found_{generation} MATCH ?"
    select += " AND instr(t.text, ?) > 0" * len(short)
    if reading.is_indexed:
        return Condition(select, (wanted, *short))
    rest = _scan(generation, words, after=reading.indexed)
    return Condition(f"{select} UNION ALL {rest.sql}", (wanted, *short, *rest.values))


def _scan(generation: int, words: Sequence[str], after: int | None) -> Condition:
    conditions = ["instr(text, ?) > 0"] * len(words)
    values: tuple[object, ...] = tuple(words)
    if after is not None:
        conditions.insert(0, "id > ?")
        values = (after, *values)
    where = " AND ".join(conditions)
    return Condition(f"SELECT id FROM texts_{generation} WHERE {where}", values)  # noqa: S608
