"""A job that was cancelled: what was not sent gets its outcome, what was sent is waited for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualtrics_desk.domain.outcomes import ChunkState, Outcome, PlanState, Route

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualtrics_desk.store.database import Database

REASON = "cancelled"
_NOT_SENT = "The job was cancelled before this row was sent."
_HALF = "Created, but not all of it was stored: the job was cancelled before the rest was sent."
_CLOSE = "UPDATE job_rows SET outcome=?, reason=?, message=? WHERE job=? AND outcome IS NULL"


class Cancelling:
    """Closes rows of cancelled jobs."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def is_wanted(self, job: int) -> bool:
        """Whether nothing more of a job shall be sent; cheap enough to be asked for every row."""
        row = self._database.one("SELECT cancelled FROM jobs WHERE id=?", (job,))
        return row is not None and row[0] is not None

    def close_planned(self, job: int) -> int:
        """Close the rows of requests that were not sent; returns how many rows that were.

        A request that another process is about to send is either closed here or sent there: both
        look at its state and change it in one transaction.
        """
        with self._database.transaction() as connection:
            closed = connection.execute(
                f"{_CLOSE} AND chunk IN (SELECT number FROM chunks WHERE job=? AND state=?)",  # noqa: S608
                (Outcome.SKIPPED, REASON, _NOT_SENT, job, job, ChunkState.PLANNED),
            )
            connection.execute(
                "UPDATE chunks SET state=? WHERE job=? AND state=?",
                (ChunkState.CANCELLED, job, ChunkState.PLANNED),
            )
            return closed.rowcount

    def close_single(self, job: int, routes: Sequence[Route]) -> None:
        """Close the open rows of single calls; only whoever drives the job knows that none is sent.

        A row that was created already and lacks the rest is told as failed, so that it can be
        tried again.
        """
        marks = ",".join("?" * len(routes))
        with self._database.transaction() as connection:
            connection.execute(
                f"{_CLOSE} AND route IN ({marks}) AND plan=? AND contact_id IS NOT NULL",
                (Outcome.FAILED, REASON, _HALF, job, *routes, PlanState.NEW),
            )
            connection.execute(
                f"{_CLOSE} AND route IN ({marks})",
                (Outcome.SKIPPED, REASON, _NOT_SENT, job, *routes),
            )
