"""Removing a distribution: one journalled call; one that is gone already is as good."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import msgspec

from qualtrics_desk.domain.errors import DeskError, NotFound
from qualtrics_desk.domain.outcomes import COUNTED, JobState, Outcome
from qualtrics_desk.services.distributions.making import Made
from qualtrics_desk.services.engine.problems import problem_of

if TYPE_CHECKING:
    from qualtrics_desk.api.requests import Request
    from qualtrics_desk.services.session import Session
    from qualtrics_desk.store.journal.jobs import Job


async def run_removal(
    session: Session, job: Job, distribution: str, request: Request[None], *, urgent: bool = False
) -> Made:
    """Send the call of a job that deletes a distribution. The caller holds the lease.

    Raises:
        ApiError: When the service refuses; the job is stopped and can be gone on with.
    """
    jobs = session.journal.jobs
    await asyncio.to_thread(jobs.set_state, job.id, JobState.RUNNING)
    outcome = Outcome.REMOVED
    try:
        await session.client.send(request, urgent=urgent)
    except NotFound:
        outcome = Outcome.UNCHANGED
    except DeskError as error:
        await asyncio.to_thread(jobs.set_state, job.id, JobState.STOPPED, problem_of(error))
        raise
    counts = {counted.value: 0 for counted in COUNTED}
    counts[outcome.value] = 1
    result = Made(job=job.id, state=JobState.DONE, counts=counts, distribution=distribution)
    await asyncio.to_thread(jobs.set_result, job.id, msgspec.to_builtins(result))
    await asyncio.to_thread(jobs.set_state, job.id, JobState.DONE)
    return result
