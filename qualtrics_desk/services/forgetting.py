"""Forgets jobs with their before-images: people's data is kept as long as it can be needed.

The setting “history_days” says how long (design.md 3, "Files"); 0 keeps everything.
"""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from qualtrics_desk.domain.errors import JobBusy, StoreError
from qualtrics_desk.domain.outcomes import JobState, Keeping, Outcome
from qualtrics_desk.domain.system_refusals import reason_of
from qualtrics_desk.store.journal.journal import Journal
from qualtrics_desk.store.staging.staging import delete_staging

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qualtrics_desk.store.journal.jobs import Job
    from qualtrics_desk.store.paths import Home

_UNSETTLED = ("open", Outcome.UNKNOWN)


def forget_old_jobs(home: Home, days: int, *, now: datetime | None = None) -> list[int]:
    """Forget jobs that ended longer ago; returns their ids. Blocks: off the event loop only.

    Jobs that a person does not want to be kept go as soon as they have ended. A job stays that a
    person keeps, that has not ended, that has a row whose fate is open or unknown, or that another
    job retries or undoes which stays: nothing of that could be looked up or taken back any more.

    Args:
        home: Where files are kept.
        days: How long jobs are kept that nobody has chosen otherwise for; 0 is for ever.
        now: This moment.

    Raises:
        StoreError: When the journal cannot be read or written.
    """
    if not home.journal.exists():
        return []
    before = (now or datetime.now(UTC)) - timedelta(days=days) if days > 0 else None
    journal = Journal(home.journal)
    try:
        gone: list[int] = []
        stays: set[int] = set()
        # A job is younger than those it belongs to, so newest first means children first.
        for job in journal.jobs.every():
            if job.id in stays or not _may_go(journal, job, before):
                stays.update(() if job.parent is None else (job.parent,))
                continue
            _forget(home, journal, job)
            gone.append(job.id)
        if gone:
            journal.fold()
        return gone
    finally:
        journal.close()


def _may_go(journal: Journal, job: Job, before: datetime | None) -> bool:
    if job.state is not JobState.DONE or job.finished is None:
        return False
    if job.keep is not Keeping.USUAL:
        return job.keep is Keeping.NEVER
    if before is None:
        return False
    if datetime.fromisoformat(job.finished) >= before:
        return False
    counts = journal.ledger.counts(job.id)
    return not any(counts.get(outcome, 0) for outcome in _UNSETTLED)


class Wiped(msgspec.Struct, frozen=True):
    """What is gone: jobs, and files beside the program's own."""

    jobs: list[int]
    files: list[str]


def keep_job(home: Home, job: int, keep: Keeping) -> None:
    """Write how long a job stays. Blocks.

    Raises:
        StoreError: When there is no such job.
    """
    with _journal(home) as journal:
        journal.jobs.get(job)
        journal.jobs.set_keep(job, keep)


def to_be_wiped(home: Home, job: int | None) -> list[int]:
    """The jobs that go when one is wiped, or all: those that retry or undo it go with it. Blocks.

    Raises:
        JobBusy: When one of them is under way.
        StoreError: When there is no such job.
    """
    with _journal(home) as journal:
        if job is None:
            found = [one.id for one in journal.jobs.every()]
        else:
            found = _with_children(journal, journal.jobs.get(job).id)
        for one in found:
            if journal.leases.holder_of(one) is not None:
                raise JobBusy(f"Job {one} is under way.", hint="Pause or cancel it first.")
        return sorted(found, reverse=True)


def wipe_jobs(home: Home, jobs: Sequence[int], *, results: bool = False) -> Wiped:
    """Forget jobs with everything that is kept of them; children come before parents. Blocks.

    What was written to the service stays there, and cannot be undone from here afterwards.

    Args:
        home: Where files are kept.
        jobs: As `to_be_wiped` gives them.
        results: Whether the result files go that lie in folders of the person, too.

    Raises:
        StoreError: When a file cannot be deleted; its job is then still there.
    """
    gone = Wiped([], [])
    with _journal(home) as journal:
        for number in jobs:
            job = journal.jobs.get(number)
            if results:
                gone.files.extend(_delete_results(job))
            _forget(home, journal, job)
            gone.jobs.append(number)
        journal.fold()
    return gone


@contextmanager
def _journal(home: Home) -> Iterator[Journal]:
    journal = Journal(home.journal)
    try:
        yield journal
    finally:
        journal.close()


def _with_children(journal: Journal, job: int) -> list[int]:
    found = [job]
    for child in journal.jobs.children(job):
        found.extend(_with_children(journal, child.id))
    return found


def _files_of(job: Job) -> list[Path]:
    files: dict[str, str] = (job.result or {}).get("files") or {}
    return [Path(path) for path in files.values()]


def _delete_results(job: Job) -> list[str]:
    gone = []
    for path in _files_of(job):
        if path.exists():
            _delete(path, job.id)
            gone.append(str(path))
    return gone


def _delete(path: Path, job: int) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise StoreError(
            f"The file {path} of job {job} cannot be deleted.", detail=reason_of(error)
        ) from error


def _forget(home: Home, journal: Journal, job: Job) -> None:
    # Files of the product's own folder go with the job, those of the person's folders stay.
    for path in (*_files_of(job), Path(job.source or "")):
        if home.root in path.parents:
            _delete(path, job.id)
    # The rows go first: a job without them is forgotten the next time, rows without a job never.
    try:
        delete_staging(home.staging(job.id))
    except OSError as error:
        raise StoreError(
            f"The working copy of job {job.id} cannot be deleted.", detail=reason_of(error)
        ) from error
    journal.jobs.delete(job.id)
