"""The staged edits of one mailing list.

One file a list, so that a crash loses nothing. A row is known by its key: the contact id, or for
an added row its negative number as text. Every change is one step, however many rows it touches.
"""

from __future__ import annotations

import threading
from itertools import islice
from typing import TYPE_CHECKING, Any

import msgspec

from qualtrics_desk.store.database import open_database
from qualtrics_desk.store.edits import history
from qualtrics_desk.store.edits.records import (
    ADDED,
    CHANGED,
    DELETED,
    ERASED,
    LEAVING,
    Body,
    EditCounts,
    StagedRow,
    blank,
    decode,
    encode,
    filled,
)
from qualtrics_desk.store.edits.schema import MIGRATIONS

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from qualtrics_desk.domain.rows import Value
    from qualtrics_desk.store.edits.records import CellEdit, Change, Committed, NotTaken

READ_PIECE = 2_000
ASK_PIECE = 400
"""Keys looked up with one statement."""


class EditSet:
    """The staged edits of one list; every method may be called from any thread."""

    def __init__(self, path: Path) -> None:
        """Open or make the file.

        Raises:
            StoreError: When it cannot be used.
        """
        self._database = open_database(path, MIGRATIONS, synchronous="FULL")
        self._lock = threading.RLock()

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    @property
    def version(self) -> int:
        """A number that changes whenever anything staged does, whatever process changed it."""
        row = self._database.one("SELECT version FROM position")
        return 0 if row is None else int(row[0])

    def written_by_others(self) -> int:
        """A number that changes when something else than this object has staged something."""
        return self._database.written_by_others()

    def set_cells(self, edits: Iterable[CellEdit]) -> int:
        """Stage new values as one step; returns how many rows it touched.

        A cell that gets its base value back is unchanged again. Cells of deleted rows stay.
        """
        wanted: dict[str, dict[str, tuple[Value, Value]]] = {}
        for edit in edits:
            wanted.setdefault(edit.key, {})[edit.column] = (edit.new, edit.base)

        def change(key: str, body: Body | None) -> Body | None:
            if body is None:
                body = Body(CHANGED, {})
            if body.state in LEAVING:
                return body
            cells = dict(body.cells)
            # Taken out: so many things given up at once would stop the window.
            for column, (new, base) in wanted.pop(key).items():
                if blank(new) == blank(base):
                    cells.pop(column, None)
                else:
                    cells[column] = (new, base)
            return Body(body.state, cells) if cells or body.state == ADDED else None

        return self._step(list(wanted), change)

    def add_rows(self, rows: Iterable[Mapping[str, Value]]) -> list[int]:
        """Stage new rows as one step; returns their ids, which are negative."""
        values = list(rows)
        with self._lock, self._database.transaction() as connection:
            (added,) = connection.execute("SELECT added FROM position").fetchone()
            connection.execute("UPDATE position SET added=?", (added + len(values),))
            ids = [-(added + place) for place in range(1, len(values) + 1)]
            history.Step(connection).add(
                [
                    (str(number), None, encode(Body(ADDED, filled(row))))
                    for number, row in zip(ids, values, strict=True)
                ]
            )
        return ids

    def remove_rows(
        self, rows: Iterable[tuple[str, Mapping[str, Value]]], *, everywhere: bool = False
    ) -> int:
        """Stage rows for removal as one step; added rows vanish. Returns how many it touched.

        Args:
            rows: The key of each, and what the person saw in it by column: somebody whom another
                has changed since does not leave unasked.
            everywhere: Whether they leave the directory, and not only this list.
        """
        state = ERASED if everywhere else DELETED
        seen: dict[str, Mapping[str, Value]] = {}

        def keys() -> Iterator[str]:
            for key, values in rows:
                seen[key] = values
                yield key

        def change(key: str, body: Body | None) -> Body | None:
            held = dict(seen.pop(key))
            if body is None:
                return Body(state, {}, held)
            # A row that is not in the table any more was seen when it was marked first.
            held = held or body.seen
            return None if body.state == ADDED else Body(state, body.cells, held)

        return self._step(keys(), change)

    def take_out(self, keys: Iterable[str]) -> int:
        """Drop what is staged for rows, as one step; returns how many it touched."""
        return self._step(keys, lambda _key, _body: None)

    def keep_mine(self, keys: Iterable[str]) -> int:
        """Answer conflicts: the person has seen the other value and keeps his own (one step)."""
        return self._answer_all(keys, mine=True)

    def take_theirs(self, keys: Iterable[str]) -> int:
        """Answer conflicts: the cells that somebody else changed stay as they are (one step)."""
        return self._answer_all(keys, mine=False)

    def answer(self, choices: Mapping[str, Mapping[str, bool]]) -> int:
        """Answer conflicts cell by cell, as one step; returns how many rows it touched.

        Args:
            choices: By key and column whether the person's own value is kept; a cell that is left
                out keeps its base, so the next commit finds the conflict again.
        """
        theirs = {row.key: row.theirs for row in self.get(choices).values() if row.theirs}

        def change(key: str, body: Body | None) -> Body | None:
            if body is None:
                return None
            seen, chosen = theirs[key], choices[key]
            if body.state in LEAVING:
                return _answered_leaving(body, seen, chosen)
            cells: dict[str, tuple[Value, Value]] = {}
            for column, (new, base) in body.cells.items():
                if column not in seen or column not in chosen:
                    cells[column] = (new, base)
                elif chosen[column] and blank(seen[column]) != blank(new):
                    cells[column] = (new, seen[column])
            return Body(body.state, cells) if cells or body.state != CHANGED else None

        return self._step(theirs, change)

    def _answer_all(self, keys: Iterable[str], *, mine: bool) -> int:
        return self.answer(
            {row.key: dict.fromkeys(row.theirs, mine) for row in self.get(keys).values()}
        )

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return self._neighbour("SELECT MAX(number) FROM steps WHERE number<=?") is not None

    @property
    def can_redo(self) -> bool:
        """Whether a step was taken back and nothing was staged since."""
        return self._neighbour("SELECT MIN(number) FROM steps WHERE number>?") is not None

    def undo(self) -> list[str]:
        """Take the last step back; returns the keys of its rows, none where there is no step."""
        with self._lock, self._database.transaction() as connection:
            number = history.one(
                connection,
                "SELECT MAX(number) FROM steps WHERE number<=(SELECT cursor FROM position)",
            )
            if number is None:
                return []
            keys = history.copy(connection, number, "before")
            connection.execute("UPDATE position SET cursor=?", (number - 1,))
            return keys

    def redo(self) -> list[str]:
        """Take the last undone step again; returns the keys of its rows."""
        with self._lock, self._database.transaction() as connection:
            number = history.one(
                connection,
                "SELECT MIN(number) FROM steps WHERE number>(SELECT cursor FROM position)",
            )
            if number is None:
                return []
            keys = history.copy(connection, number, "after")
            connection.execute("UPDATE position SET cursor=?", (number,))
            return keys

    def counts(self) -> EditCounts:
        """How many rows are staged."""
        found = {
            str(state): (int(rows), int(failed))
            for state, rows, failed in self._database.all(
                "SELECT state, COUNT(*), COUNT(reason) FROM rows GROUP BY state"
            )
        }
        return EditCounts(
            added=found.get(ADDED, (0, 0))[0],
            changed=found.get(CHANGED, (0, 0))[0],
            removed=found.get(DELETED, (0, 0))[0],
            erased=found.get(ERASED, (0, 0))[0],
            failed=sum(failed for _, failed in found.values()),
        )

    @property
    def is_empty(self) -> bool:
        """Whether nothing is staged."""
        return self._database.one("SELECT 1 FROM rows LIMIT 1") is None

    def get(self, keys: Iterable[str]) -> dict[str, StagedRow]:
        """The staged rows with these keys; keys without staged changes are left out."""
        wanted = list(dict.fromkeys(keys))
        found: dict[str, StagedRow] = {}
        for start in range(0, len(wanted), ASK_PIECE):
            part = wanted[start : start + ASK_PIECE]
            marks = ",".join("?" * len(part))
            for row in self._database.all(
                f"SELECT number, key, body, reason, theirs FROM rows WHERE key IN ({marks})",  # noqa: S608
                part,
            ):
                staged = _staged(row)
                found[staged.key] = staged
        return found

    def all(self) -> Iterator[list[StagedRow]]:
        """All staged rows in the order of staging, in bounded pieces."""
        after = 0
        while True:
            rows = self._database.all(
                "SELECT number, key, body, reason, theirs FROM rows WHERE number>?"
                " ORDER BY number LIMIT ?",
                (after, READ_PIECE),
            )
            if not rows:
                return
            yield [_staged(row) for row in rows]
            after = int(rows[-1][0])

    def keys(self) -> list[str]:
        """The keys of all staged rows in the order of staging."""
        return [str(row[0]) for row in self._database.all("SELECT key FROM rows ORDER BY number")]

    def added(self) -> list[int]:
        """The ids of the added rows, oldest first."""
        rows = self._database.all("SELECT key FROM rows WHERE state=? ORDER BY number", (ADDED,))
        return [int(row[0]) for row in rows]

    def settle(self, done: Iterable[Committed], failed: Iterable[NotTaken]) -> None:
        """Take over what a commit brought, in one transaction.

        What was committed is dropped, from the undo history too; cells that were changed after the
        commit had begun stay staged, upon the committed values. What was not taken stays with its
        reason until the row is changed again.
        """
        with self._lock, self._database.transaction() as connection:
            for row in done:
                found = connection.execute(
                    "SELECT body FROM rows WHERE key=?", (row.key,)
                ).fetchone()
                connection.execute("DELETE FROM rows WHERE key=?", (row.key,))
                connection.execute("DELETE FROM step_rows WHERE key=?", (row.key,))
                if found is not None:
                    _keep_later(connection, decode(found[0]), row)
            connection.execute(
                "DELETE FROM steps WHERE NOT EXISTS"
                " (SELECT 1 FROM step_rows WHERE step=steps.number)"
            )
            connection.executemany(
                "UPDATE rows SET reason=?, theirs=? WHERE key=?",
                (
                    (row.reason, encode(row.theirs) if row.theirs else None, row.key)
                    for row in failed
                ),
            )
            history.count_on(connection)

    def _step(self, keys: Iterable[str], change: Callable[[str, Body | None], Body | None]) -> int:
        with self._lock, self._database.transaction() as connection:
            step = history.Step(connection)
            done: set[str] = set()
            pieces = iter(keys)
            while piece := list(islice(pieces, ASK_PIECE)):
                part = [key for key in dict.fromkeys(piece) if key not in done]
                done.update(part)
                marks = ",".join("?" * len(part))
                bodies = dict(
                    connection.execute(
                        f"SELECT key, body FROM rows WHERE key IN ({marks})",  # noqa: S608
                        part,
                    )
                )
                changes: list[Change] = []
                for key in part:
                    before = bodies.get(key)
                    held = None if before is None else decode(before)
                    made = change(key, held)
                    after = None if made is None else encode(made)
                    # A body of an older version is written otherwise, and is the same.
                    if made is not held and after != before:
                        changes.append((key, before, after))
                step.add(changes)
        return step.rows

    def _neighbour(self, sql: str) -> int | None:
        row = self._database.one(sql.replace("?", "(SELECT cursor FROM position)"))
        return None if row is None or row[0] is None else int(row[0])


def _keep_later(connection: sqlite3.Connection, body: Body, row: Committed) -> None:
    """Stage again what was changed while the row was on its way."""
    key = row.contact_id or row.key
    if row.is_removed or key.startswith("-"):
        return
    cells = {
        column: (new, row.values.get(column, base))
        for column, (new, base) in body.cells.items()
        if column not in row.values or blank(row.values[column]) != blank(new)
    }
    if cells or body.state in LEAVING:
        state = body.state if body.state in LEAVING else CHANGED
        # What it had committed is what the person saw.
        seen = {**body.seen, **row.values} if body.seen else {}
        history.put(connection, [(key, encode(Body(state, cells, seen)))])


def _answered_leaving(
    body: Body, theirs: Mapping[str, Value], chosen: Mapping[str, bool]
) -> Body | None:
    """A row that leaves, once the person has seen what somebody else wrote; or it stays."""
    if not all(chosen.get(column, True) for column in theirs):
        return Body(CHANGED, body.cells) if body.cells else None
    now = {column: theirs[column] for column in theirs if column in chosen}
    return Body(body.state, body.cells, {**body.seen, **now})


def _staged(row: tuple[Any, ...]) -> StagedRow:
    number, key, encoded, reason, theirs = row
    body = decode(encoded)
    return StagedRow(
        str(key),
        int(number),
        body.state,
        body.cells,
        reason or "",
        msgspec.json.decode(theirs) if theirs else {},
        body.seen,
    )
