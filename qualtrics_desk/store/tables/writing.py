"""Writing a table: its readings, their rows, and what takes their place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from qualtrics_desk.domain.collation import sort_key
from qualtrics_desk.domain.rows import ColumnKind
from qualtrics_desk.store.database import insert_rows
from qualtrics_desk.store.tables import reading as readings
from qualtrics_desk.store.tables import search

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from qualtrics_desk.domain.rows import ColumnSpec, Value
    from qualtrics_desk.store.tables.reading import NewRow, Reading

MOST_COLUMNS = 900
"""SQLite takes 2,000, and a text needs two."""
ASK_PIECE = 400
SHORT_TABLE = 20_000
MOST_INDEXES = 24
"""Columns beyond are sorted without an index: each takes thirty megabytes in a million rows."""

_encode = msgspec.json.Encoder().encode


def create(connection: sqlite3.Connection, reading: Reading) -> None:
    """Make the tables of a new reading and write down that it exists."""
    generation = reading.generation
    cells = "".join(f", {name}" for name in _names(reading.columns))
    connection.execute(
        f"CREATE TABLE rows_{generation} (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE{cells})"
    )
    connection.execute(
        f"CREATE TABLE raws_{generation} (id INTEGER PRIMARY KEY, raw BLOB NOT NULL)"
    )
    search.create(connection, generation)
    readings.insert(connection, reading)


def discard(connection: sqlite3.Connection, generation: int) -> None:
    """Let a reading count no more; its rows are dropped later (`drop_discarded`)."""
    connection.execute("DELETE FROM readings WHERE generation=?", (generation,))
    connection.execute("INSERT INTO discarded VALUES (?)", (generation,))


def discarded(connection: sqlite3.Connection) -> list[str]:
    """The tables of readings that count no more."""
    return [
        f"{kind}_{generation}"
        for (generation,) in connection.execute("SELECT generation FROM discarded")
        for kind in ("found", "texts", "raws", "rows")
    ]


def drop_discarded(connection: sqlite3.Connection, table: str) -> None:
    """Drop one of them."""
    kind, _, generation = table.partition("_")
    connection.execute(f"DROP TABLE IF EXISTS {table}")
    if kind == "rows":
        connection.execute("DELETE FROM discarded WHERE generation=?", (int(generation),))


def add_columns(
    connection: sqlite3.Connection, reading: Reading, columns: Sequence[ColumnSpec]
) -> Reading:
    """Give a reading further columns; what goes beyond the most that is possible is left out."""
    known = {column.key for column in reading.columns}
    fresh = [column for column in columns if column.key not in known]
    fresh = fresh[: max(0, MOST_COLUMNS - len(reading.columns))]
    if not fresh:
        return reading
    whole = (*reading.columns, *fresh)
    for name in _names(whole)[len(_names(reading.columns)) :]:
        connection.execute(f"ALTER TABLE rows_{reading.generation} ADD COLUMN {name}")
    readings.change(connection, reading.generation, columns=whole)
    return msgspec.structs.replace(reading, columns=whole)


def add_rows(connection: sqlite3.Connection, reading: Reading, rows: Sequence[NewRow]) -> Reading:
    """Add the rows whose keys are not there yet; returns the reading with its new counts."""
    known = set(ids_of(connection, reading, [row.key for row in rows]))
    fresh: list[NewRow] = []
    for row in rows:
        if row.key not in known:
            known.add(row.key)
            fresh.append(row)
    if not fresh:
        return reading
    generation, first = reading.generation, reading.last_id + 1
    columns, numbered = reading.columns, list(enumerate(fresh, start=first))
    insert_rows(
        connection,
        f"rows_{generation}",
        [(row_id, row.key, *_cells(columns, row)) for row_id, row in numbered],
    )
    insert_rows(
        connection,
        f"raws_{generation}",
        [(row_id, _encode(row.raw)) for row_id, row in numbered],
    )
    insert_rows(
        connection,
        f"texts_{generation}",
        [(row_id, search.text_of(columns, row.values)) for row_id, row in numbered],
    )
    last = numbered[-1][0]
    rows_now = reading.rows + len(fresh)
    readings.change(connection, generation, last_id=last, rows=rows_now)
    connection.execute("UPDATE counters SET last_id = max(last_id, ?)", (last,))
    return msgspec.structs.replace(reading, last_id=last, rows=rows_now)


def replace_row(connection: sqlite3.Connection, reading: Reading, row_id: int, row: NewRow) -> None:
    """Write the new state of a row that is there."""
    generation, names = reading.generation, _names(reading.columns)
    changes = ", ".join(f"{name}=?" for name in names)
    if names:
        connection.execute(
            f"UPDATE rows_{generation} SET {changes} WHERE id=?",  # noqa: S608
            (*_cells(reading.columns, row), row_id),
        )
    connection.execute(
        f"UPDATE raws_{generation} SET raw=? WHERE id=?",  # noqa: S608
        (_encode(row.raw), row_id),
    )
    text = search.text_of(reading.columns, row.values)
    search.replace_text(connection, reading, row_id, text)


def set_cells(
    connection: sqlite3.Connection,
    reading: Reading,
    column: ColumnSpec,
    values: Mapping[int, Value],
) -> None:
    """Write one cell of rows, by their ids; ids that are gone are left out."""
    if column.kind in search.SEARCHED:
        raise ValueError(f"{column.key} is searched: its rows are written as a whole")
    place = next(n for n, one in enumerate(reading.columns) if one.key == column.key)
    connection.executemany(
        f"UPDATE rows_{reading.generation} SET {cell_name(place)}=? WHERE id=?",  # noqa: S608
        ((value, row_id) for row_id, value in values.items()),
    )


def drop_rows(connection: sqlite3.Connection, reading: Reading, keys: Sequence[str]) -> Reading:
    """Take rows out of a reading."""
    found = ids_of(connection, reading, keys)
    for row_id in found.values():
        search.replace_text(connection, reading, row_id, None)
        for kind in ("rows", "raws"):
            connection.execute(
                f"DELETE FROM {kind}_{reading.generation} WHERE id=?",  # noqa: S608
                (row_id,),
            )
    rows = reading.rows - len(found)
    readings.change(connection, reading.generation, rows=rows)
    return msgspec.structs.replace(reading, rows=rows)


def index_orders(connection: sqlite3.Connection, reading: Reading) -> str | None:
    """Make the next index that sorting by a column wants; None when there are all of them.

    A short table is sorted faster than anybody looks.
    """
    if reading.rows < SHORT_TABLE:
        return None
    for place in range(len(reading.columns))[:MOST_INDEXES]:
        name = f"order_{reading.generation}_{place}"
        if connection.execute("SELECT 1 FROM sqlite_schema WHERE name=?", (name,)).fetchone():
            continue
        blank, by = order_by(reading, place)
        connection.execute(f"CREATE INDEX {name} ON rows_{reading.generation} ({blank}, {by})")
        return name
    return None


def order_by(reading: Reading, place: int) -> tuple[str, str]:
    """What a column is sorted by: blank cells last, then the value or what stands for it."""
    cell = cell_name(place)
    by = f"nullif({cell}, '')"
    if reading.columns[place].kind is ColumnKind.TEXT:
        by = f"coalesce({_sort_name(place)}, {by})"
    return f"({cell} IS NULL OR {cell} = '')", by


def ids_of(connection: sqlite3.Connection, reading: Reading, keys: Sequence[str]) -> dict[str, int]:
    """The ids of the rows with these keys."""
    found: dict[str, int] = {}
    for piece in pieces(keys):
        marks = ",".join("?" * len(piece))
        found.update(
            connection.execute(
                f"SELECT key, id FROM rows_{reading.generation} WHERE key IN ({marks})",  # noqa: S608
                piece,
            )
        )
    return found


def pieces(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """The values, not too many at once for one statement."""
    for start in range(0, len(values), ASK_PIECE):
        yield values[start : start + ASK_PIECE]


def cell_name(place: int) -> str:
    """The name of the value of a column."""
    return f"c{place}"


def _sort_name(place: int) -> str:
    """The name of what a text column is sorted by, where that is not the value itself."""
    return f"s{place}"


def _names(columns: Sequence[ColumnSpec]) -> list[str]:
    names = []
    for place, column in enumerate(columns):
        names.append(cell_name(place))
        if column.kind is ColumnKind.TEXT:
            names.append(_sort_name(place))
    return names


def _cells(columns: Sequence[ColumnSpec], row: NewRow) -> list[Value]:
    cells: list[Value] = []
    values = row.values
    for column in columns:
        value = values.get(column.key)
        cells.append(value)
        if column.kind is ColumnKind.TEXT:
            key = sort_key(value) if isinstance(value, str) and value else None
            cells.append(None if key == value else key)
    return cells
