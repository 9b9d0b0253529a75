"""Chunks and rows of a job: each step is one transaction, so that a killed process leaves a truth.

A chunk moves planned → sending → accepted → settled, or → rejected (split and retried), or
→ unknown (design.md 3.2).
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import msgspec

from qualtrics_desk.domain.errors import JobBusy
from qualtrics_desk.domain.outcomes import ChunkState, Outcome, Route
from qualtrics_desk.store.journal.cancelling import Cancelling
from qualtrics_desk.store.journal.creations import Creations
from qualtrics_desk.store.journal.images import Images
from qualtrics_desk.store.journal.records import Chunk, PlannedRow, RowOutcome, RowRecord
from qualtrics_desk.store.journal.row_writing import write_outcomes, write_planned

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from qualtrics_desk.store.database import Database

READ_PIECE = 5_000
"""Rows fetched at once when a whole job is walked through."""


_CHUNK = (
    "number, state, first_row, last_row, size, sent_number, sent_at, import_id, request_id,"
    " unprocessed"
)
_ROW = "row, plan, route, chunk, contact_id, outcome, reason, code, message, request_id"


class Ledger:
    """Reads and writes chunks and rows.

    Attributes:
        images: What contacts were before.
        created: Which contacts were made.
        cancelling: Which jobs shall send nothing more.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self.images = Images(database)
        self.created = Creations(database)
        self.cancelling = Cancelling(database)

    def clear(self, job: int) -> None:
        """Forget a plan that was not finished, before planning again."""
        with self._database.transaction() as connection:
            for table in ("job_rows", "chunks", "images"):
                connection.execute(f"DELETE FROM {table} WHERE job=?", (job,))  # noqa: S608

    def add_rows(self, job: int, rows: Iterable[PlannedRow]) -> None:
        """Write planned rows; called in bounded pieces."""
        with self._database.transaction() as connection:
            write_planned(connection, job, rows)

    def add_chunks(self, job: int, chunks: Iterable[Chunk]) -> None:
        """Write planned chunks."""
        self._database.change_many(
            "INSERT INTO chunks (job, number, state, first_row, last_row, size)"
            " VALUES (?,?,?,?,?,?)",
            ((job, c.number, c.state, c.first_row, c.last_row, c.size) for c in chunks),
        )

    def chunks(self, job: int, *states: ChunkState) -> list[Chunk]:
        """The chunks of a job in these states, in the order of their numbers."""
        marks = ",".join("?" * len(states))
        return [
            _chunk(row)
            for row in self._database.all(
                f"SELECT {_CHUNK} FROM chunks WHERE job=? AND state IN ({marks}) ORDER BY number",  # noqa: S608
                (job, *states),
            )
        ]

    def chunk_rows(self, job: int, chunk: Chunk) -> list[RowRecord]:
        """The rows of a chunk in the order in which they stand in the request."""
        rows = self._database.all(
            f"SELECT {_ROW} FROM job_rows WHERE job=? AND row BETWEEN ? AND ? AND chunk=?"  # noqa: S608
            " ORDER BY row",
            (job, chunk.first_row, chunk.last_row, chunk.number),
        )
        return [RowRecord(*row) for row in rows]

    def ways(self, job: int, chunk: Chunk) -> list[tuple[int, str, str, str | None]]:
        """Row, plan, route and contact of each row of a chunk, in the order of the request."""
        return self._database.all(
            "SELECT row, plan, route, contact_id FROM job_rows"
            " WHERE job=? AND row BETWEEN ? AND ? AND chunk=? ORDER BY row",
            (job, chunk.first_row, chunk.last_row, chunk.number),
        )

    def mark_sending(self, job: int, chunk: Chunk) -> int:
        """Record that a chunk is about to be sent; returns its place in the order of sending.

        Raises:
            JobBusy: When it is no longer planned: another process has sent it.
        """
        with self._database.transaction() as connection:
            (number,) = connection.execute(
                "SELECT COALESCE(MAX(sent_number), 0) + 1 FROM chunks WHERE job=?", (job,)
            ).fetchone()
            changed = connection.execute(
                "UPDATE chunks SET state=?, sent_number=?, sent_at=?"
                " WHERE job=? AND number=? AND state=?",
                (ChunkState.SENDING, number, time.time(), job, chunk.number, ChunkState.PLANNED),
            )
            if changed.rowcount != 1:
                raise JobBusy(
                    f"Job {job} is being driven by another process.",
                    hint="`qualtrics-desk jobs show` says how far it has come.",
                )
            return int(number)

    def mark_accepted(
        self,
        job: int,
        chunk: Chunk,
        import_id: str,
        request_id: str | None,
        unprocessed: Sequence[int],
    ) -> None:
        """Record the service's import id before anything else is done with it."""
        self._database.change(
            "UPDATE chunks SET state=?, import_id=?, request_id=?, unprocessed=?"
            " WHERE job=? AND number=?",
            (
                ChunkState.ACCEPTED,
                import_id,
                request_id,
                msgspec.json.encode(list(unprocessed)),
                job,
                chunk.number,
            ),
        )

    def mark(
        self, job: int, chunk: Chunk, state: ChunkState, problem: dict[str, Any] | None = None
    ) -> None:
        """Move a chunk to `planned` (proved not sent) or `unknown`, with the reason."""
        self._database.change(
            "UPDATE chunks SET state=?, problem=? WHERE job=? AND number=?",
            (
                state,
                None if problem is None else msgspec.json.encode(problem),
                job,
                chunk.number,
            ),
        )

    def settle(
        self,
        job: int,
        outcomes: Iterable[RowOutcome],
        *,
        chunk: Chunk | None = None,
    ) -> None:
        """Write outcomes, and close the chunk they came from, in one transaction.

        An outcome of None keeps a row open (its contact id is recorded for the next step).
        """
        with self._database.transaction() as connection:
            write_outcomes(connection, job, outcomes)
            if chunk is not None:
                connection.execute(
                    "UPDATE chunks SET state=? WHERE job=? AND number=?",
                    (ChunkState.SETTLED, job, chunk.number),
                )

    def replace_chunk(
        self,
        job: int,
        old: Chunk,
        state: ChunkState,
        parts: Sequence[Sequence[int]],
        outcomes: Iterable[RowOutcome] = (),
    ) -> list[Chunk]:
        """Close a chunk and plan new ones for some of its rows, in one transaction.

        Used to split a refused chunk, to send again what was proved absent, and to leave out what
        was dropped before it was sent.

        Args:
            job: The job.
            old: The chunk that is closed.
            state: `rejected`, `settled` or `cancelled`.
            parts: Row numbers of each new chunk, ascending.
            outcomes: Outcomes of the rows that are not sent again.
        """
        with self._database.transaction() as connection:
            (number,) = connection.execute(
                "SELECT MAX(number) FROM chunks WHERE job=?", (job,)
            ).fetchone()
            made = []
            for part in parts:
                number += 1
                made.append(
                    Chunk(
                        number=number,
                        state=ChunkState.PLANNED,
                        first_row=part[0],
                        last_row=part[-1],
                        size=len(part),
                    )
                )
                connection.execute(
                    "INSERT INTO chunks (job, number, state, first_row, last_row, size, split_of)"
                    " VALUES (?,?,?,?,?,?,?)",
                    (job, number, ChunkState.PLANNED, part[0], part[-1], len(part), old.number),
                )
                connection.executemany(
                    "UPDATE job_rows SET chunk=? WHERE job=? AND row=?",
                    ((number, job, row) for row in part),
                )
            write_outcomes(connection, job, outcomes)
            connection.execute(
                "UPDATE chunks SET state=?, size=size-? WHERE job=? AND number=?",
                (state, sum(len(part) for part in parts), job, old.number),
            )
            return made

    def sent_rows(self, job: int) -> tuple[int, int]:
        """Rows of closed chunks and of all chunks; cheap however many rows there are."""
        row = self._database.one(
            "SELECT COALESCE(SUM(CASE WHEN state IN (?,?) THEN size ELSE 0 END), 0),"
            " COALESCE(SUM(size), 0) FROM chunks WHERE job=? AND state<>?",
            (ChunkState.SETTLED, ChunkState.REJECTED, job, ChunkState.CANCELLED),
        )
        return (0, 0) if row is None else (int(row[0]), int(row[1]))

    def reasons(self, job: int, limit: int) -> list[tuple[str, int]]:
        """Why rows failed, or are unknown, with the number of rows; the commonest first."""
        rows = self._database.all(
            "SELECT coalesce(message, reason, ''), COUNT(*) FROM job_rows"
            " WHERE job=? AND outcome IN (?,?) GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ?",
            (job, Outcome.FAILED, Outcome.UNKNOWN, limit),
        )
        return [(str(text), int(count)) for text, count in rows]

    def refused_alone(self, job: int) -> int:
        """Requests of one row that were refused."""
        row = self._database.one(
            "SELECT COUNT(*) FROM chunks WHERE job=? AND state=? AND size=1",
            (job, ChunkState.REJECTED),
        )
        return 0 if row is None else int(row[0])

    def open_rows(
        self, job: int, routes: Sequence[Route], after: int, limit: int
    ) -> list[RowRecord]:
        """Rows of these routes without an outcome, from row `after` on, in bounded pieces."""
        marks = ",".join("?" * len(routes))
        return [
            RowRecord(*row)
            for row in self._database.all(
                f"SELECT {_ROW} FROM job_rows WHERE job=? AND row>? AND outcome IS NULL"  # noqa: S608
                f" AND route IN ({marks}) ORDER BY row LIMIT ?",
                (job, after, *routes, limit),
            )
        ]

    def open_chunks(self, job: int) -> frozenset[int]:
        """Numbers of the chunks with rows that have no outcome."""
        return frozenset(
            int(row[0])
            for row in self._database.all(
                "SELECT DISTINCT chunk FROM job_rows WHERE job=? AND outcome IS NULL"
                " AND chunk IS NOT NULL",
                (job,),
            )
        )

    def walk(self, job: int) -> Iterator[list[RowRecord]]:
        """All rows in order, in bounded pieces."""
        after = 0
        while True:
            rows = self._database.all(
                f"SELECT {_ROW} FROM job_rows WHERE job=? AND row>? ORDER BY row LIMIT ?",  # noqa: S608
                (job, after, READ_PIECE),
            )
            if not rows:
                return
            yield [RowRecord(*row) for row in rows]
            after = rows[-1][0]

    def rows_between(self, job: int, first: int, last: int) -> dict[int, RowRecord]:
        """The rows of a range by their numbers."""
        rows = self._database.all(
            f"SELECT {_ROW} FROM job_rows WHERE job=? AND row BETWEEN ? AND ?",  # noqa: S608
            (job, first, last),
        )
        return {row[0]: RowRecord(*row) for row in rows}

    def partners_of_failed(self, job: int, begins: str) -> frozenset[int]:
        """Rows that were not sent because a row that failed, or is unknown, stands for them.

        Args:
            job: The job.
            begins: How the reason of such a row begins; the number of the other row follows.
        """
        rows = self._database.all(
            "SELECT m.row FROM job_rows m JOIN job_rows f ON f.job=m.job"
            " AND f.row=CAST(substr(m.reason, ?) AS INTEGER)"
            " WHERE m.job=? AND m.outcome='skipped' AND substr(m.reason, 1, ?)=?"
            " AND f.outcome IN ('failed', 'unknown')",
            (len(begins) + 1, job, len(begins), begins),
        )
        return frozenset(int(row) for (row,) in rows)

    def import_ids(self, job: int) -> dict[int, tuple[str | None, str | None]]:
        """Import id and request id of each chunk."""
        return {
            int(number): (import_id, request_id)
            for number, import_id, request_id in self._database.all(
                "SELECT number, import_id, request_id FROM chunks WHERE job=?", (job,)
            )
        }

    def counts(self, job: int) -> dict[str, int]:
        """Rows by outcome; rows without one under "open"."""
        return {
            str(outcome): int(count)
            for outcome, count in self._database.all(
                "SELECT COALESCE(outcome, 'open'), COUNT(*) FROM job_rows WHERE job=?"
                " GROUP BY outcome",
                (job,),
            )
        }

    def plans(self, job: int) -> dict[str, int]:
        """Rows by plan state."""
        return {
            str(plan): int(count)
            for plan, count in self._database.all(
                "SELECT plan, COUNT(*) FROM job_rows WHERE job=? GROUP BY plan", (job,)
            )
        }


def _chunk(row: tuple[Any, ...]) -> Chunk:
    number, state, first, last, size, sent, sent_at, import_id, request_id, unprocessed = row
    return Chunk(
        number=number,
        state=ChunkState(state),
        first_row=first,
        last_row=last,
        size=size,
        sent_number=sent,
        sent_at=sent_at,
        import_id=import_id,
        request_id=request_id,
        unprocessed=tuple(msgspec.json.decode(unprocessed)) if unprocessed else (),
    )
