"""The history of jobs, readable without a connection."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, NamedTuple

from qualtrics_desk.domain.outcomes import JobState, Outcome, told_counts
from qualtrics_desk.services import lineage, undo
from qualtrics_desk.services.distributions import deleting, sending
from qualtrics_desk.services.links import generate
from qualtrics_desk.services.links import undo as links_undo
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
        undone_by: The job that undid it, if what it did is undone now.
        undo_first: The job that must be undone before this one can be, or None.
    """

    job: Job
    counts: dict[str, int]
    process: int | None
    undone_by: int | None = None
    undo_first: int | None = None


def offers(entry: Entry) -> frozenset[str]:
    """Which of "resume", "retry" and "undo" make sense for a job."""
    return frozenset(what for what in _REASONS if not why_not(entry, what))


def why_not(entry: Entry, what: str) -> str:
    """Why "resume", "retry" or "undo" is not offered for a job; "" where it is."""
    if entry.process is not None:
        return "The job is running."
    return _REASONS[what](entry)


def _why_not_resume(entry: Entry) -> str:
    if not entry.job.state.is_resumable:
        return "The job has ended."
    if entry.undone_by is not None:
        return f"The job was undone by job {entry.undone_by}."
    return ""


def _why_not_retry(entry: Entry) -> str:
    if entry.job.kind not in undo.KINDS:
        return "The job has no rows."
    if entry.job.state is not JobState.DONE:
        return "The job has not ended: go on with it first."
    if entry.undone_by is not None:
        return f"The job was undone by job {entry.undone_by}."
    if not any(entry.counts.get(outcome, 0) for outcome in (Outcome.FAILED, Outcome.UNKNOWN)):
        return "No row failed."
    return ""


def _why_not_undo(entry: Entry) -> str:
    job = entry.job
    if job.state is JobState.PLANNING:
        return "The job has sent nothing."
    if job.kind in (links_undo.KIND, deleting.KIND):
        return "A distribution that was deleted cannot be made again."
    if entry.undone_by is not None:
        return f"The job was undone by job {entry.undone_by} already; undo that job instead."
    if entry.undo_first is not None:
        return f"Job {entry.undo_first} wrote on top of this one: undo that job first."
    if job.kind == sending.KIND:
        return "What was sent cannot be called back; what waits can be deleted."
    if job.kind == generate.KIND:
        made = (job.result or {}).get("distributionId")
        return "" if made else "It is not known which links the job made: go on with it first."
    if job.kind not in undo.KINDS:
        return "This kind of job cannot be undone."
    if not any(entry.counts.get(outcome, 0) for outcome in _WRITTEN):
        return "The job has changed nothing."
    return ""


_WRITTEN = (
    Outcome.CREATED,
    Outcome.UPDATED,
    Outcome.REMOVED,
    Outcome.UNKNOWN,
    Outcome.FAILED,
    "open",
)
_REASONS = {"resume": _why_not_resume, "retry": _why_not_retry, "undo": _why_not_undo}


class History:
    """Reads the journal."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    async def newest(self) -> list[Entry]:
        """The newest jobs first."""
        return await asyncio.to_thread(
            lambda: [self._entry(job) for job in self._journal.jobs.newest()]
        )

    async def search(self, text: str) -> list[Entry]:
        """The newest jobs first that have every word of a text in their names or as their id."""
        return await asyncio.to_thread(
            lambda: [self._entry(job) for job in self._journal.jobs.matching(text)]
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
            counts = told_counts(found)
            counts["open"] = found.get("open", 0)
        holder = self._journal.leases.holder_of(job.id)
        jobs = self._journal.jobs
        return Entry(
            job,
            counts,
            None if holder is None else holder[1],
            lineage.undone_by(jobs, job.id),
            lineage.undo_first(jobs, job.id),
        )


@asynccontextmanager
async def open_history() -> AsyncIterator[History]:
    """Open the journal of this user for reading."""
    home = await asyncio.to_thread(open_home)
    journal = await asyncio.to_thread(Journal, home.journal)
    try:
        yield History(journal)
    finally:
        await asyncio.to_thread(journal.close)
