"""The history of jobs, readable without a connection."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, NamedTuple

from qualtrics_desk.domain.outcomes import COUNTED
from qualtrics_desk.store.journal.journal import Journal
from qualtrics_desk.store.paths import open_home

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from qualtrics_desk.store.journal.jobs import Job


class Entry(NamedTuple):
    """One job of the history.

    Attributes:
        counts: Rows by outcome so far, in the order in which they are always shown.
        process: Id of the living process that drives it, or None.
    """

    job: Job
    counts: dict[str, int]
    process: int | None


class History:
    """Reads the journal."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    async def newest(self) -> list[Entry]:
        """The newest jobs first."""
        return await asyncio.to_thread(
            lambda: [self._entry(job) for job in self._journal.jobs.newest()]
        )

    async def get(self, job: int) -> Entry:
        """One job.

        Raises:
            StoreError: When there is none with this id.
        """
        return await asyncio.to_thread(lambda: self._entry(self._journal.jobs.get(job)))

    def _entry(self, job: Job) -> Entry:
        counts = (job.result or {}).get("counts")
        if counts is None:
            found = self._journal.ledger.counts(job.id)
            counts = {outcome.value: found.get(outcome, 0) for outcome in COUNTED}
            counts["open"] = found.get("open", 0)
        holder = self._journal.leases.holder_of(job.id)
        return Entry(job, counts, None if holder is None else holder[1])


@asynccontextmanager
async def open_history() -> AsyncIterator[History]:
    """Open the journal of this user for reading."""
    home = await asyncio.to_thread(open_home)
    journal = await asyncio.to_thread(Journal, home.journal)
    try:
        yield History(journal)
    finally:
        await asyncio.to_thread(journal.close)
