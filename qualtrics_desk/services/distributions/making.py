"""Making a distribution: one journalled call that must never be repeated blindly (C.3, D.4, D.5).

Each call makes another one, and whoever it goes to gets it twice. So the journal keeps which
distributions there were before, and after a lost answer the new one among them is looked for.
"""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Protocol

import msgspec

from qualtrics_desk.domain.errors import ApiError, DeskError, Fate, JobFailed
from qualtrics_desk.domain.outcomes import COUNTED, JobState, Outcome
from qualtrics_desk.services.engine.drive import owned
from qualtrics_desk.services.engine.problems import problem_of
from qualtrics_desk.services.engine.progress import Progress, Report, Stop, silent

if TYPE_CHECKING:
    from collections.abc import Callable, Set

    from qualtrics_desk.api.records import Created
    from qualtrics_desk.api.requests import Request
    from qualtrics_desk.services.session import Session
    from qualtrics_desk.store.journal.jobs import Job

FIRST_LOOK = 2.0
"""Seconds before a distribution is looked for again after a lost answer; doubled each time."""


class Order(Protocol):
    """A distribution to be made.

    Attributes:
        phase: What is being done, for the progress.
        noun: What is made, as in "whether the links were made".
    """

    phase: str
    noun: str

    def call(self) -> Request[Created]:
        """The call that makes it."""
        ...

    async def there(self, session: Session) -> Set[str]:
        """The distributions there are that look like it."""
        ...


class Made(msgspec.Struct, frozen=True, kw_only=True, rename={"distribution": "distributionId"}):
    """What the command ends with (design.md 7); `counts.created` counts distributions."""

    job: int
    state: JobState
    counts: dict[str, int]
    files: dict[str, str] = {}
    distribution: str | None = None


async def run_making(
    session: Session,
    job_id: int,
    order_of: Callable[[Job], Order],
    *,
    stop: Stop | None = None,
    report: Report = silent,
) -> Made:
    """Make the distribution of a job, or find out whether an earlier call made it.

    Args:
        session: The profile at work.
        job_id: A job whose options hold, as `before`, the ids that were there when it was made.
        order_of: Reads what is to be made from the job.
        stop: The wish to stop.
        report: Told how far it is.

    Raises:
        JobBusy: When another process drives the job.
        ApiError: When the service refuses; nothing was made then.
        JobFailed: When it cannot be told whether it was made.
    """
    stop = stop or Stop()
    jobs = session.journal.jobs
    async with owned(session.journal.leases, job_id):
        job = await asyncio.to_thread(jobs.get, job_id)
        if job.state is JobState.DONE:
            return msgspec.convert(job.result or {}, Made)
        await session.require_same_brand(job)
        was_sent = job.state is not JobState.PLANNING
        await asyncio.to_thread(jobs.set_state, job_id, JobState.RUNNING)
        order = order_of(job)
        try:
            found = await _look(session, job, order, stop, report) if was_sent else None
            if found is None:
                found = await _make(session, job, order, stop, report)
        except ApiError as error:
            # What is proved not to have been carried out starts anew when it is resumed.
            state = JobState.PLANNING if error.fate is Fate.NOT_APPLIED else JobState.STOPPED
            await asyncio.to_thread(jobs.set_state, job_id, state, problem_of(error))
            raise
        except DeskError as error:
            await asyncio.to_thread(jobs.set_state, job_id, JobState.STOPPED, problem_of(error))
            raise
        return await _finish(session, job, found)


async def _make(session: Session, job: Job, order: Order, stop: Stop, report: Report) -> str:
    report(Progress(order.phase))
    try:
        return (await session.client.send(order.call())).value.id or ""
    except ApiError as error:
        if error.fate is Fate.NOT_APPLIED:
            raise
        found = await _look(session, job, order, stop, report)
        if found is not None:
            return found
        raise JobFailed(
            f"It cannot be told whether the {order.noun} made.",
            detail=f"The answer was lost ({error.user_message}), and no new distribution of this"
            " list has appeared.",
            hint=f"Look once more with `qualtrics-desk jobs resume {job.id}`; it makes them only"
            " if none have appeared by then.",
        ) from error


async def _look(session: Session, job: Job, order: Order, stop: Stop, report: Report) -> str | None:
    """Wait for a distribution that was not there before; None if none appears in time."""
    before = set(job.options["before"])
    deadline = time.monotonic() + session.absence_wait
    wait = FIRST_LOOK
    while True:
        report(Progress("Looking for it", note="the answer of the service was lost"))
        ours = sorted(await order.there(session) - before)
        if len(ours) == 1:
            return ours[0]
        if ours:
            raise JobFailed(
                "Several new distributions of this list have appeared.",
                detail=", ".join(ours),
                hint="Somebody else made one at the same time; choose one of these.",
            )
        left = deadline - time.monotonic()
        if left <= 0:
            return None
        await stop.wait(min(wait, left))
        wait *= 2


async def _finish(session: Session, job: Job, distribution: str) -> Made:
    counts = {outcome.value: 0 for outcome in COUNTED}
    counts[Outcome.CREATED] = 1
    result = Made(job=job.id, state=JobState.DONE, counts=counts, distribution=distribution)
    jobs = session.journal.jobs
    await asyncio.to_thread(jobs.set_result, job.id, msgspec.to_builtins(result))
    await asyncio.to_thread(jobs.set_state, job.id, JobState.DONE)
    return result
