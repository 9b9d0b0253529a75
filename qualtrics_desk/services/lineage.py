"""Jobs that retry or undo other jobs: what is in force, and what has to be undone first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualtrics_desk.domain.outcomes import JobState

if TYPE_CHECKING:
    from qualtrics_desk.store.journal.jobs import Job, Jobs

RETRY, UNDO = "retry", "undo"


def undone_by(jobs: Jobs, job: int) -> int | None:
    """The job that undid a job, if what it did is undone now."""
    for child in jobs.children(job):
        if child.relation == UNDO and _is_in_force(jobs, child):
            return child.id
    return None


def undo_first(jobs: Jobs, job: int) -> int | None:
    """The job that must be undone before this one can be, or None."""
    for child in reversed(jobs.children(job)):
        if _is_in_force(jobs, child):
            return child.id
        if child.relation == UNDO and child.state is not JobState.PLANNING:
            # It was undone in its turn: that job stands for this one now.
            return undone_by(jobs, child.id)
    return None


def retries_in_force(jobs: Jobs, job: int) -> list[Job]:
    """The jobs that have tried rows of a job again, oldest first; undone ones do not count."""
    return [
        child
        for child in jobs.children(job)
        if child.relation == RETRY and _is_in_force(jobs, child)
    ]


def _is_in_force(jobs: Jobs, job: Job) -> bool:
    return job.state is not JobState.PLANNING and undone_by(jobs, job.id) is None
