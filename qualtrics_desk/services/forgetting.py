"""Forgets old jobs with their before-images: people's data is kept as long as it can be needed.

The setting “history_days” says how long (design.md 3, "Files"); 0 keeps everything.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from qualtrics_desk.domain.errors import StoreError
from qualtrics_desk.domain.outcomes import JobState, Outcome
from qualtrics_desk.store.journal.journal import Journal
from qualtrics_desk.store.staging.staging import delete_staging

if TYPE_CHECKING:
    from qualtrics_desk.store.journal.jobs import Job
    from qualtrics_desk.store.paths import Home

_UNSETTLED = ("open", Outcome.UNKNOWN)


def forget_old_jobs(home: Home, days: int, *, now: datetime | None = None) -> list[int]:
    """Forget jobs that ended longer ago; returns their ids. Blocks: off the event loop only.

    A job stays that has not ended, that has a row whose fate is open or unknown, or that another
    job retries or undoes which stays: nothing of that could be looked up or taken back any more.

    Args:
        home: Where files are kept.
        days: How long jobs are kept; 0 is for ever.
        now: This moment.

    Raises:
        StoreError: When the journal cannot be read or written.
    """
    if days <= 0 or not home.journal.exists():
        return []
    before = (now or datetime.now(UTC)) - timedelta(days=days)
    journal = Journal(home.journal)
    try:
        gone: list[int] = []
        stays: set[int] = set()
        # A job is younger than those it belongs to, so newest first means children first.
        for job in journal.jobs.every():
            if job.id in stays or not _may_go(journal, job, before):
                stays.update(() if job.parent is None else (job.parent,))
                continue
            _forget(home, journal, job.id)
            gone.append(job.id)
        return gone
    finally:
        journal.close()


def _may_go(journal: Journal, job: Job, before: datetime) -> bool:
    if job.state is not JobState.DONE or job.finished is None:
        return False
    if datetime.fromisoformat(job.finished) >= before:
        return False
    counts = journal.ledger.counts(job.id)
    return not any(counts.get(outcome, 0) for outcome in _UNSETTLED)


def _forget(home: Home, journal: Journal, job: int) -> None:
    # The rows go first: a job without them is forgotten the next time, rows without a job never.
    try:
        delete_staging(home.staging(job))
    except OSError as error:
        raise StoreError(
            f"The working copy of job {job} cannot be deleted.", detail=str(error.strerror)
        ) from error
    journal.jobs.delete(job)
