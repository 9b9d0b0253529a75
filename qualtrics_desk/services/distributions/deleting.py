"""Deleting what was not sent yet (qualtrics-api.md D.4): that cancels it."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import msgspec

from qualtrics_desk.api.endpoints import distributions, sms_distributions
from qualtrics_desk.domain.errors import DeskError, NotFound, UsageError
from qualtrics_desk.domain.outcomes import JobState
from qualtrics_desk.services.distributions.making import Made
from qualtrics_desk.services.distributions.removing import run_removal
from qualtrics_desk.services.engine.drive import owned
from qualtrics_desk.services.engine.problems import problem_of
from qualtrics_desk.services.lists import find_list

if TYPE_CHECKING:
    from qualtrics_desk.services.session import Session

KIND = "distribution delete"
PENDING = "Pending"


class Unsent(msgspec.Struct, frozen=True, kw_only=True):
    """A distribution that waits to be sent."""

    id: str
    survey: str
    kind: str
    list_id: str | None
    send: datetime | None


async def require_unsent(session: Session, survey: str, distribution: str) -> Unsent:
    """Make sure that a distribution waits still.

    Raises:
        UsageError: When it was sent: deleting it would forget what became of it, and bring nothing
            back.
        ApiError: When it cannot be asked for.
    """
    if distribution.startswith("SMSD_"):
        sms = (
            await session.client.send(sms_distributions.get_sms(distribution, survey), urgent=True)
        ).value
        found = Unsent(
            id=distribution,
            survey=survey,
            kind=f"SMS {sms.method or ''}".strip(),
            list_id=sms.mailing_list_id,
            send=sms.moment("sendDate"),
        )
        status = sms.request_status
    else:
        mail = (
            await session.client.send(
                distributions.get_distribution(distribution, survey), urgent=True
            )
        ).value
        found = Unsent(
            id=distribution,
            survey=survey,
            kind=mail.request_type or "unknown",
            list_id=mail.mailing_list_id,
            send=mail.send_date,
        )
        status = mail.request_status
    if status != PENDING or (found.send is not None and found.send <= datetime.now(UTC)):
        raise UsageError(
            f"The distribution {distribution} was sent already (status {status or 'unknown'}).",
            detail="Deleting it would bring nothing back; what became of it would be forgotten.",
            hint="Links that were made are taken back by undoing the job that made them.",
        )
    return found


async def delete_unsent(session: Session, unsent: Unsent) -> Made:
    """Delete it, as a job of the journal; `counts.unchanged` is 1 where it was gone already.

    Raises:
        UsageError: When it was sent meanwhile.
        ApiError: When the service refuses.
    """
    job = await session.create_job(
        KIND,
        {"unsent": msgspec.to_builtins(unsent)},
        list_id=unsent.list_id,
        list_name=await _list_name(session, unsent.list_id),
    )
    return await run_deletion(session, job)


async def run_deletion(session: Session, job_id: int) -> Made:
    """Delete what a job says, if it waits still.

    Raises:
        JobBusy: When another process drives the job.
        UsageError: When it was sent meanwhile.
        ApiError: When the service refuses.
    """
    jobs = session.journal.jobs
    async with owned(session.journal.leases, job_id):
        job = await asyncio.to_thread(jobs.get, job_id)
        if job.state is JobState.DONE:
            return msgspec.convert(job.result or {}, Made)
        await session.require_same_brand(job)
        unsent = msgspec.convert(job.options["unsent"], Unsent)
        try:
            # Asked again: it may have been sent while somebody read the question.
            await require_unsent(session, unsent.survey, unsent.id)
        except NotFound:
            # Deleting says so, too, and ends the job.
            pass
        except DeskError as error:
            await asyncio.to_thread(jobs.set_state, job_id, JobState.STOPPED, problem_of(error))
            raise
        request = (
            sms_distributions.delete_sms(unsent.id, unsent.survey)
            if unsent.id.startswith("SMSD_")
            else distributions.delete_distribution(unsent.id, unsent.survey)
        )
        return await run_removal(session, job, unsent.id, request, urgent=True)


async def _list_name(session: Session, list_id: str | None) -> str | None:
    if list_id is None:
        return None
    try:
        return (await find_list(session.client, list_id)).list.name
    except UsageError:
        # It went to a list that is not there any more: the id says where.
        return None
