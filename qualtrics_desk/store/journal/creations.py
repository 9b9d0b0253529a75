"""Which contacts jobs have made: the proof of what a list must show by now."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qualtrics_desk.store.database import Database

READ_PIECE = 5_000
"""Rows fetched at once."""


class Creations:
    """The contacts that settled rows account for."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def known(self, job: int) -> Iterator[list[str]]:
        """Contact ids that settled rows already account for, in bounded pieces."""
        after = 0
        while True:
            rows = self._database.all(
                "SELECT row, contact_id FROM job_rows WHERE job=? AND row>?"
                " AND contact_id IS NOT NULL ORDER BY row LIMIT ?",
                (job, after, READ_PIECE),
            )
            if not rows:
                return
            yield [str(row[1]) for row in rows]
            after = int(rows[-1][0])

    def lately(
        self, base_url: str, list_id: str, since: float, *, beside: int | None = None
    ) -> list[str]:
        """A contact of the last request of each job that wrote to a list lately.

        Args:
            base_url: The brand.
            list_id: The list.
            since: Seconds since the epoch.
            beside: A job that does not count.
        """
        jobs = self._database.all(
            "SELECT o.id FROM jobs o WHERE o.list_id=? AND o.base_url=? AND o.id IS NOT ?"
            " AND EXISTS (SELECT 1 FROM chunks c WHERE c.job=o.id AND c.sent_at>=?)",
            (list_id, base_url, beside, since),
        )
        found = [self.latest(int(job)) for (job,) in jobs]
        return [
            latest[1]
            for latest in found
            if latest is not None and not self._was_removed(base_url, list_id, latest[1])
        ]

    def _was_removed(self, base_url: str, list_id: str, contact_id: str) -> bool:
        """Whether a job of the list has removed a contact."""
        row = self._database.one(
            "SELECT 1 FROM jobs o JOIN job_rows r"
            " ON r.job=o.id AND r.contact_id=? AND r.outcome='removed'"
            " WHERE o.list_id=? AND o.base_url=?"
            " AND o.kind IN ('contacts edit', 'contacts undo') LIMIT 1",
            (contact_id, list_id, base_url),
        )
        return row is not None

    def latest(self, job: int) -> tuple[int, str] | None:
        """The last sent settled chunk with a created contact: its sending number, and that id."""
        row = self._database.one(
            "SELECT c.sent_number, (SELECT r.contact_id FROM job_rows r WHERE r.job=c.job"
            "   AND r.row BETWEEN c.first_row AND c.last_row AND r.chunk=c.number"
            "   AND r.plan='new' AND r.contact_id IS NOT NULL LIMIT 1) AS contact"
            " FROM chunks c WHERE c.job=? AND c.state='settled' AND c.import_id IS NOT NULL"
            " AND contact IS NOT NULL ORDER BY c.sent_number DESC LIMIT 1",
            (job,),
        )
        return None if row is None else (int(row[0]), str(row[1]))
