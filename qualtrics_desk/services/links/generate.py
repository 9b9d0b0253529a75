"""Generate personal links: one journalled call that must never be repeated blindly (C.3, D.5).

Each call makes a new set of links for everybody, and the service answers no description back. So
the journal keeps which distributions there were before, and after a lost answer the new one among
them is looked for.
"""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import msgspec

from qualtrics_desk.api.endpoints import definitions, distributions
from qualtrics_desk.domain.errors import (
    ApiError,
    DeskError,
    Fate,
    Forbidden,
    JobFailed,
    NotFound,
    UsageError,
)
from qualtrics_desk.domain.outcomes import COUNTED, JobState, Outcome
from qualtrics_desk.services.engine.drive import owned
from qualtrics_desk.services.engine.problems import problem_of
from qualtrics_desk.services.engine.progress import Progress, Report, Stop, silent
from qualtrics_desk.services.lists import find_list
from qualtrics_desk.services.surveys import unknown_survey
from qualtrics_desk.store.journal.jobs import NewJob

if TYPE_CHECKING:
    from qualtrics_desk.services.session import Session
    from qualtrics_desk.store.journal.jobs import Job

KIND = "links generate"
FIRST_LOOK = 2.0
"""Seconds before a distribution is looked for again after a lost answer; doubled each time."""


class LinksRequest(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked for.

    Attributes:
        survey: The survey the links lead to; it must be active.
        description: For the person's own records; the service never answers it back (F.47).
        expires: When the links end; None: 60 days (D.5).
        directory: Where the list lies, if it is ambiguous.
    """

    survey: str
    list_id: str
    description: str = "Links made by Qualtrics Desk"
    expires: datetime | None = None
    directory: str | None = None


class LinksResult(
    msgspec.Struct, frozen=True, kw_only=True, rename={"distribution": "distributionId"}
):
    """What the command ends with (design.md 7); `counts.created` counts distributions."""

    job: int
    state: JobState
    counts: dict[str, int]
    files: dict[str, str] = {}
    distribution: str | None = None


async def create_generation(session: Session, request: LinksRequest) -> int:
    """Check what can be checked and write the job; sends nothing that writes.

    Raises:
        UsageError: When the survey is inactive, survey or list are unknown, or the time is past.
    """
    if request.expires is not None and request.expires <= datetime.now(UTC):
        raise UsageError(
            f"The links would have ended already, {request.expires:%Y-%m-%d %H:%M %Z}."
        )
    await _require_active(session, request.survey)
    place = await find_list(session.client, request.list_id, request.directory)
    me = await session.me()
    before = await _generated(session, request.survey)
    new = NewJob(
        kind=KIND,
        base_url=session.client.connection.base_url,
        brand=me.brand_id or "",
        user_id=me.user_id or "",
        profile=session.profile,
        directory=place.directory.directory_id,
        list_id=request.list_id,
        list_name=place.list.name,
        options={"request": msgspec.to_builtins(request), "before": sorted(before)},
    )
    return await asyncio.to_thread(session.journal.jobs.create, new)


async def run_generation(
    session: Session, job_id: int, *, stop: Stop | None = None, report: Report = silent
) -> LinksResult:
    """Make the links, or find out whether an earlier call made them.

    Raises:
        JobBusy: When another process drives the job.
        ApiError: When the service refuses; nothing was made then.
        JobFailed: When it cannot be told whether the links were made.
    """
    stop = stop or Stop()
    jobs = session.journal.jobs
    async with owned(session.journal.leases, job_id):
        job = await asyncio.to_thread(jobs.get, job_id)
        if job.state is JobState.DONE:
            return msgspec.convert(job.result or {}, LinksResult)
        await session.require_same_brand(job)
        was_sent = job.state is not JobState.PLANNING
        await asyncio.to_thread(jobs.set_state, job_id, JobState.RUNNING)
        try:
            found = await _look(session, job, stop, report) if was_sent else None
            if found is None:
                found = await _make(session, job, stop, report)
        except ApiError as error:
            # What is proved not to have been carried out starts anew when it is resumed.
            state = JobState.PLANNING if error.fate is Fate.NOT_APPLIED else JobState.STOPPED
            await asyncio.to_thread(jobs.set_state, job_id, state, problem_of(error))
            raise
        except DeskError as error:
            await asyncio.to_thread(jobs.set_state, job_id, JobState.STOPPED, problem_of(error))
            raise
        return await _finish(session, job, found)


async def _make(session: Session, job: Job, stop: Stop, report: Report) -> str:
    request = _request_of(job)
    report(Progress("Generating links"))
    call = distributions.generate_links(
        request.survey, request.list_id, request.description, request.expires
    )
    try:
        return (await session.client.send(call)).value.id or ""
    except ApiError as error:
        if error.fate is Fate.NOT_APPLIED:
            raise
        found = await _look(session, job, stop, report)
        if found is not None:
            return found
        raise JobFailed(
            "It cannot be told whether the links were made.",
            detail=f"The answer was lost ({error.user_message}), and no new distribution of this"
            " list has appeared.",
            hint=f"Look once more with `qualtrics-desk jobs resume {job.id}`; it makes links only"
            " if none have appeared by then.",
        ) from error


async def _look(session: Session, job: Job, stop: Stop, report: Report) -> str | None:
    """Wait for a distribution that was not there before; None if none appears in time."""
    request = _request_of(job)
    before = set(job.options["before"])
    deadline = time.monotonic() + session.absence_wait
    wait = FIRST_LOOK
    while True:
        report(Progress("Looking for the links", note="the answer of the service was lost"))
        there = await _generated(session, request.survey)
        ours = [
            found
            for found, list_id in sorted(there.items())
            if found not in before and list_id == request.list_id
        ]
        if len(ours) == 1:
            return ours[0]
        if ours:
            raise JobFailed(
                "Several new distributions of this list have appeared.",
                detail=", ".join(ours),
                hint="Somebody else generated links at the same time; choose one of these.",
            )
        left = deadline - time.monotonic()
        if left <= 0:
            return None
        await stop.wait(min(wait, left))
        wait *= 2


async def _generated(session: Session, survey: str) -> dict[str, str | None]:
    """The link distributions of a survey with their lists."""
    request = distributions.list_distributions(survey, distributions.GENERATED_INVITE)
    found: dict[str, str | None] = {}
    async for page in session.client.pages(request):
        for item in page.items:
            # Not every brand obeys the filter (D.4).
            if item.id and item.request_type == distributions.GENERATED_INVITE:
                found[item.id] = item.mailing_list_id
    return found


async def _require_active(session: Session, survey: str) -> None:
    try:
        reply = await session.client.send(definitions.get_metadata(survey), urgent=True)
    except (Forbidden, NotFound) as error:
        raise unknown_survey(survey, error) from error
    status = reply.value.survey_status
    if status is not None and status != "Active":
        raise UsageError(
            f"The survey “{reply.value.survey_name or survey}” is {status.lower()}.",
            detail="The service makes links for active surveys only.",
            hint="Activate the survey, then generate the links.",
        )


async def _finish(session: Session, job: Job, distribution: str) -> LinksResult:
    counts = {outcome.value: 0 for outcome in COUNTED}
    counts[Outcome.CREATED] = 1
    result = LinksResult(job=job.id, state=JobState.DONE, counts=counts, distribution=distribution)
    jobs = session.journal.jobs
    await asyncio.to_thread(jobs.set_result, job.id, msgspec.to_builtins(result))
    await asyncio.to_thread(jobs.set_state, job.id, JobState.DONE)
    return result


def _request_of(job: Job) -> LinksRequest:
    return msgspec.convert(job.options["request"], LinksRequest)
