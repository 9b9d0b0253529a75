"""A table: rows of one kind as the service gave them, in a SQLite file of its own.

A first reading shows its rows as they come. Reading anew fills a second generation beside the one
that is shown and takes its place at the end, so that nothing ever goes blank. Each page is one
transaction with the position behind it: a killed reading goes on from there.
"""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import msgspec

from qualtrics_desk.domain.errors import JobBusy
from qualtrics_desk.domain.rows import View
from qualtrics_desk.store.database import open_database
from qualtrics_desk.store.tables import reading as readings
from qualtrics_desk.store.tables import search, writing
from qualtrics_desk.store.tables.looking import Orders
from qualtrics_desk.store.tables.moment import Moment
from qualtrics_desk.store.tables.readers import Readers
from qualtrics_desk.store.tables.reading import MIGRATIONS, NewRow, Reading

if TYPE_CHECKING:
    import sqlite3
    from array import array
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from qualtrics_desk.domain.rows import ColumnSpec, Row, Value
    from qualtrics_desk.store.database import Database

INDEX_PIECE = 2_000
"""Rows indexed in one transaction: a tenth of a second in which nobody else can write."""
AHEAD_PIECE = 500
"""Rows indexed at once while a reading goes on: pages wait for no more than a hundredth of one."""
RESUME_WITHIN = timedelta(hours=1)
_WRITER_CACHE_KIB = 16 * 1024
_EVERYTHING = View()


class Table:
    """An open table, a `RowSource`. Any thread may use it; one process at a time may write."""

    def __init__(self, path: Path, database: Database) -> None:
        self.path = path
        self._database = database
        self._readers = Readers(path)
        self._writes: int | None = None
        self._orders = Orders()

    @contextmanager
    def moment(self) -> Iterator[Moment]:
        """The table as it is now, to the end of the body, whatever is written meanwhile.

        Raises:
            StoreError: When the file cannot be read.
        """
        with self._readers.moment() as connection:
            yield Moment(connection, self._orders)

    @property
    def columns(self) -> tuple[ColumnSpec, ...]:
        """The columns of what is shown."""
        with self.moment() as now:
            return now.columns

    @property
    def shown(self) -> Reading | None:
        """The newest finished reading, else the one under way, or None: it was never read."""
        with self.moment() as now:
            return now.shown

    @property
    def pending(self) -> Reading | None:
        """The reading under way, or cut off, or None."""
        with self._readers.moment() as connection:
            return readings.pending(connection)

    @property
    def revision(self) -> int:
        """A number that changes with everything that is written."""
        with self._readers.moment() as connection:
            return readings.revision(connection)

    def written_by_others(self) -> int:
        """A number that changes when something else than this object has written."""
        return self._database.written_by_others()

    def ids(self, view: View) -> array[int]:
        """The ids of all rows of a view in its order."""
        with self.moment() as now:
            return now.ids(view)

    def count(self, view: View = _EVERYTHING) -> int:
        """How many rows a view has."""
        if view.text.strip() or view.filters:
            return len(self.ids(View(view.text, view.filters)))
        with self.moment() as now:
            return now.count

    def rows(self, ids: Sequence[int]) -> list[Row]:
        """The rows with these ids in their order; ids that are gone are left out."""
        with self.moment() as now:
            return now.rows(ids)

    def raws(self, ids: Sequence[int]) -> list[dict[str, Any]]:
        """The objects of these rows as the service gave them; ids that are gone are left out."""
        with self.moment() as now:
            return now.raws(ids)

    def raw(self, row_id: int) -> dict[str, Any] | None:
        """The object of one row, or None."""
        return next(iter(self.raws((row_id,))), None)

    def pending_raws(self, after: int, limit: int) -> list[tuple[int, str, dict[str, Any]]]:
        """Rows of the reading under way behind an id: their ids, keys and objects."""
        with self._readers.moment() as connection:
            pending = readings.pending(connection)
            if pending is None:
                return []
            number = pending.generation
            return [
                (row_id, key, msgspec.json.decode(raw))
                for row_id, key, raw in connection.execute(
                    f"SELECT id, key, raw FROM rows_{number} JOIN raws_{number} USING (id)"  # noqa: S608
                    " WHERE id > ? ORDER BY id LIMIT ?",
                    (after, limit),
                )
            ]

    def id_of(self, key: str) -> int | None:
        """The row with this key, or None."""
        return self.ids_of((key,)).get(key)

    def ids_of(self, keys: Sequence[str]) -> dict[str, int]:
        """The rows with these keys; keys that are not there are left out."""
        with self.moment() as now:
            return now.ids_of(keys)

    def keys_of(self, ids: Sequence[int]) -> dict[int, str]:
        """The keys of these rows; ids that are gone are left out."""
        with self.moment() as now:
            return now.keys_of(ids)

    def key_of(self, row_id: int) -> str | None:
        """The key of a row, or None."""
        return self.keys_of((row_id,)).get(row_id)

    def values_of(self, column: str, limit: int = 50) -> list[tuple[Value, int]]:
        """The values that occur in a column with their number of rows, the commonest first."""
        with self.moment() as now:
            return now.values_of(column, limit)

    def begin(
        self,
        columns: Sequence[ColumnSpec],
        scope: Mapping[str, Any],
        *,
        total: int | None = None,
        resume_within: timedelta = RESUME_WITHIN,
    ) -> Reading:
        """Start a reading, or go on with the one that was cut off.

        Args:
            columns: The columns known so far.
            scope: What is read, as JSON values: a reading of another scope is not gone on with.
            total: How many rows there are, as far as it is known.
            resume_within: How old the last page of a reading may be that is gone on with; zero
                starts anew in any case.
        """
        now = datetime.now(UTC)
        with self._database.transaction() as connection:
            pending = readings.pending(connection)
            if pending is not None:
                fresh = now - pending.touched_at < resume_within
                if fresh and pending.scope == dict(scope):
                    readings.change(connection, pending.generation, total=total)
                    self._writes = pending.generation
                    return msgspec.structs.replace(pending, total=total)
                writing.discard(connection, pending.generation)
            generation, last_id = connection.execute(
                "UPDATE counters SET generation = generation + 1 RETURNING generation, last_id"
            ).fetchone()
            started = Reading(
                generation=generation,
                scope=dict(scope),
                columns=tuple(columns)[: writing.MOST_COLUMNS],
                position=None,
                is_complete=False,
                started_at=now,
                touched_at=now,
                read_at=None,
                total=total,
                rows=0,
                first_id=last_id + 1,
                last_id=last_id,
                indexed=last_id,
                warnings=(),
                facts={},
            )
            writing.create(connection, started)
            readings.bump(connection)
        self._writes = generation
        return started

    def append(
        self,
        rows: Sequence[NewRow],
        position: str | None,
        *,
        new_columns: Sequence[ColumnSpec] = (),
    ) -> Reading:
        """Keep one page of the reading that was begun; keys that are there already are left out.

        Args:
            rows: The page.
            position: What the service gave for the next page.
            new_columns: Columns that were not known before; those that are known are no matter.

        Raises:
            JobBusy: When another process has begun the reading anew.
        """
        with self._database.transaction() as connection:
            current = self._current(connection)
            current = writing.add_columns(connection, current, new_columns)
            current = writing.add_rows(connection, current, rows)
            readings.change(
                connection, current.generation, position=position, touched_at=datetime.now(UTC)
            )
            readings.bump(connection)
        return msgspec.structs.replace(current, position=position)

    def index_waiting(self) -> None:
        """Index a piece of the reading that was begun, so that less is left for its end.

        Raises:
            JobBusy: When another process has begun it anew.
        """
        with self._database.transaction() as connection:
            current = self._current(connection)
            indexed = search.add_piece(connection, current, AHEAD_PIECE)
            readings.change(connection, current.generation, indexed=indexed)

    def finish(
        self, *, warnings: Sequence[str] = (), facts: Mapping[str, Any] | None = None
    ) -> None:
        """Let the reading that was begun take the place of the one before.

        Raises:
            JobBusy: When another process has begun it anew.
        """
        with self._database.transaction() as connection:
            current = self._current(connection)
            for other in readings.newest(connection):
                if other.generation < current.generation:
                    writing.discard(connection, other.generation)
            readings.change(
                connection,
                current.generation,
                is_complete=True,
                read_at=datetime.now(UTC),
                warnings=tuple(warnings),
                facts=dict(facts or {}),
            )
            readings.bump(connection)
        self._writes = None

    def prepare(self) -> Iterator[tuple[int, int]]:
        """Drop what was replaced and index what is shown, in bounded pieces.

        Yields:
            Rows indexed so far, and rows in all.
        """
        with self._database.transaction() as connection:
            names = writing.discarded(connection)
        for name in names:
            with self._database.transaction() as connection:
                writing.drop_discarded(connection, name)
            yield 0, 0
        while True:
            with self._database.transaction() as connection:
                shown = readings.shown(connection)
                if shown is None:
                    return
                rows = shown.last_id - shown.first_id + 1
                if shown.is_indexed:
                    indexed = shown.indexed
                    if not shown.is_complete or not writing.index_orders(connection, shown):
                        return
                else:
                    indexed = search.add_piece(connection, shown, INDEX_PIECE)
                    readings.change(connection, shown.generation, indexed=indexed)
            yield indexed - shown.first_id + 1, rows

    def put(self, rows: Sequence[NewRow], *, new_columns: Sequence[ColumnSpec] = ()) -> None:
        """Take the new state of rows, as after an edit; unknown keys are added at the end.

        A reading under way takes it only for rows it has read: the others will come as they are.
        """
        with self._database.transaction() as connection:
            for number, current in enumerate(readings.newest(connection)):
                whole = writing.add_columns(connection, current, new_columns)
                known = writing.ids_of(connection, whole, [row.key for row in rows])
                for row in rows:
                    if row.key in known:
                        writing.replace_row(connection, whole, known[row.key], row)
                if number == 0:
                    fresh = [row for row in rows if row.key not in known]
                    writing.add_rows(connection, whole, fresh)
            readings.bump(connection)

    def mark(
        self,
        generation: int,
        column: ColumnSpec,
        values: Mapping[int, Value],
        *,
        facts: Mapping[str, Any] | None = None,
    ) -> None:
        """Keep what was found out about rows of a reading since, in a column that no search reads.

        Args:
            generation: The reading; where it was replaced meanwhile, nothing is written.
            column: The column; made where it is missing.
            values: By the ids of the rows.
            facts: Take the place of those that are known by these names.
        """
        with self._database.transaction() as connection:
            current = readings.one(connection, generation)
            if current is None:
                return
            current = writing.add_columns(connection, current, (column,))
            writing.set_cells(connection, current, column, values)
            readings.change(connection, generation, facts={**current.facts, **(facts or {})})
            readings.bump(connection)

    def drop(self, keys: Sequence[str]) -> None:
        """Take rows out, as after they were deleted."""
        with self._database.transaction() as connection:
            for current in readings.newest(connection):
                writing.drop_rows(connection, current, keys)
            readings.bump(connection)

    def clear(self) -> None:
        """Forget everything; freed pages are overwritten."""
        with self._database.transaction() as connection:
            for each in readings.newest(connection):
                writing.discard(connection, each.generation)
            readings.bump(connection)
        for _ in self.prepare():
            pass

    def close(self) -> None:
        """Close the file."""
        self._readers.close()
        self._database.close()

    def _current(self, connection: sqlite3.Connection) -> Reading:
        if self._writes is None:
            raise ValueError("append and finish need a reading that was begun")
        current = readings.one(connection, self._writes)
        if current is None or current.is_complete:
            raise JobBusy(
                "This list is being read by another process.", hint="Wait until it has finished."
            )
        return current


def open_table(path: Path) -> Table:
    """Open a table (`Home.table`), or make it.

    Raises:
        StoreError: When the file cannot be used.
    """
    database = open_database(path, MIGRATIONS, synchronous="NORMAL")
    database.all(f"PRAGMA cache_size=-{_WRITER_CACHE_KIB}")
    return Table(path, database)
