"""What a table knows of its readings: how far one has come, and what its columns are."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from qualtrics_desk.domain.rows import ColumnSpec, Value

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

MIGRATIONS = (
    """
    CREATE TABLE readings (
        generation INTEGER PRIMARY KEY,
        scope BLOB NOT NULL,
        columns BLOB NOT NULL,
        position TEXT,
        is_complete INTEGER NOT NULL,
        started_at TEXT NOT NULL,
        touched_at TEXT NOT NULL,
        read_at TEXT,
        total INTEGER,
        rows INTEGER NOT NULL,
        first_id INTEGER NOT NULL,
        last_id INTEGER NOT NULL,
        indexed INTEGER NOT NULL,
        warnings BLOB NOT NULL,
        facts BLOB NOT NULL
    );
    CREATE TABLE discarded (generation INTEGER PRIMARY KEY);
    CREATE TABLE counters (revision INTEGER NOT NULL, generation INTEGER NOT NULL,
        last_id INTEGER NOT NULL);
    INSERT INTO counters VALUES (0, 0, 0)
    """,
)

_FIELDS = (
    "generation, scope, columns, position, is_complete, started_at, touched_at, read_at, total,"
    " rows, first_id, last_id, indexed, warnings, facts"
)


class NewRow(NamedTuple):
    """A row for a table.

    Attributes:
        key: What makes it this thing and no other.
        values: By the key of the column; a column that is not named stays empty.
        raw: The object as the service gave it.
    """

    key: str
    values: Mapping[str, Value]
    raw: Mapping[str, Any]


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """One reading of a table, finished or under way.

    Attributes:
        generation: Its number; later readings have higher ones.
        scope: What was read, as given to `Table.begin`.
        columns: Its columns; a reading under way may find more of them.
        position: What the service gave for the page after the last one that is kept.
        is_complete: Whether it was finished.
        started_at: When it began.
        touched_at: When the last page was kept.
        read_at: When it was finished.
        total: How many rows there are, as far as the service says.
        rows: How many there are here.
        first_id: All its ids lie between this and `last_id`.
        last_id: See there.
        indexed: Rows up to this id are in the search index.
        warnings: What was odd about the pages.
        facts: What else the reader wanted to keep.
    """

    generation: int
    scope: dict[str, Any]
    columns: tuple[ColumnSpec, ...]
    position: str | None
    is_complete: bool
    started_at: datetime
    touched_at: datetime
    read_at: datetime | None
    total: int | None
    rows: int
    first_id: int
    last_id: int
    indexed: int
    warnings: tuple[str, ...]
    facts: dict[str, Any]

    @property
    def is_indexed(self) -> bool:
        """Whether a search needs to look into no row itself."""
        return self.indexed >= self.last_id


def newest(connection: sqlite3.Connection) -> list[Reading]:
    """The readings that count, the one that is shown first, then the one under way."""
    return [
        _reading(row)
        for row in connection.execute(
            f"SELECT {_FIELDS} FROM readings ORDER BY is_complete DESC, generation DESC"  # noqa: S608
        )
    ]


def shown(connection: sqlite3.Connection) -> Reading | None:
    """The newest finished reading, else the one under way."""
    return next(iter(newest(connection)), None)


def pending(connection: sqlite3.Connection) -> Reading | None:
    """The reading under way, or cut off."""
    return next((each for each in newest(connection) if not each.is_complete), None)


def one(connection: sqlite3.Connection, generation: int) -> Reading | None:
    """A reading by its number, or None: it was given up or replaced."""
    row = connection.execute(
        f"SELECT {_FIELDS} FROM readings WHERE generation=?",  # noqa: S608
        (generation,),
    ).fetchone()
    return None if row is None else _reading(row)


def insert(connection: sqlite3.Connection, reading: Reading) -> None:
    """Write a new reading."""
    connection.execute(
        f"INSERT INTO readings ({_FIELDS}) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",  # noqa: S608
        (
            reading.generation,
            msgspec.json.encode(reading.scope),
            msgspec.json.encode(reading.columns),
            reading.position,
            reading.is_complete,
            reading.started_at.isoformat(),
            reading.touched_at.isoformat(),
            None,
            reading.total,
            reading.rows,
            reading.first_id,
            reading.last_id,
            reading.indexed,
            msgspec.json.encode(reading.warnings),
            msgspec.json.encode(reading.facts),
        ),
    )


def change(connection: sqlite3.Connection, generation: int, **fields: object) -> None:
    """Write some fields of a reading, by the names of its attributes."""
    names = ", ".join(f"{name}=?" for name in fields)
    connection.execute(
        f"UPDATE readings SET {names} WHERE generation=?",  # noqa: S608
        (*(_kept(value) for value in fields.values()), generation),
    )


def bump(connection: sqlite3.Connection) -> None:
    """Say that the table is not what it was."""
    connection.execute("UPDATE counters SET revision = revision + 1")


def revision(connection: sqlite3.Connection) -> int:
    """A number that changes with everything that is written."""
    (number,) = connection.execute("SELECT revision FROM counters").fetchone()
    return int(number)


def _kept(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    return msgspec.json.encode(value) if isinstance(value, tuple | dict) else value


_COLUMNS = msgspec.json.Decoder(tuple[ColumnSpec, ...])
_TEXTS = msgspec.json.Decoder(tuple[str, ...])


def _reading(row: tuple[Any, ...]) -> Reading:
    return Reading(
        generation=row[0],
        scope=msgspec.json.decode(row[1]),
        columns=_COLUMNS.decode(row[2]),
        position=row[3],
        is_complete=bool(row[4]),
        started_at=datetime.fromisoformat(row[5]),
        touched_at=datetime.fromisoformat(row[6]),
        read_at=None if row[7] is None else datetime.fromisoformat(row[7]),
        total=row[8],
        rows=row[9],
        first_id=row[10],
        last_id=row[11],
        indexed=row[12],
        warnings=_TEXTS.decode(row[13]),
        facts=msgspec.json.decode(row[14]),
    )
