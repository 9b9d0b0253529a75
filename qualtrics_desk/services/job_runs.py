"""The way of every job: planned, confirmed, run, and run again where it ended (design.md 3)."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from qualtrics_desk.domain.errors import (
    DeskError,
    JobFailed,
    SheetError,
    StoreError,
    UsageError,
)
from qualtrics_desk.domain.numbers import several
from qualtrics_desk.domain.outcomes import JobState, told_counts
from qualtrics_desk.services import lineage, undo
from qualtrics_desk.services.distributions import deleting, sending
from qualtrics_desk.services.driving import run_of, steps_of
from qualtrics_desk.services.edits import commit, standing
from qualtrics_desk.services.edits.planning import OrderOptions, plan_orders
from qualtrics_desk.services.engine.drive import drive, owned
from qualtrics_desk.services.engine.plan import Forecast
from qualtrics_desk.services.engine.problems import problem_of
from qualtrics_desk.services.engine.progress import Progress, Report, Stop, silent
from qualtrics_desk.services.imports import contacts as imports
from qualtrics_desk.services.imports.intake import Intake
from qualtrics_desk.services.imports.result_files import result_paths, write_result_files
from qualtrics_desk.services.links import generate
from qualtrics_desk.services.links import undo as links_undo
from qualtrics_desk.services.offboarding import jobs as offboarding
from qualtrics_desk.services.roster import planning as roster
from qualtrics_desk.services.roster import rosters
from qualtrics_desk.store.staging.staging import delete_staging

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from qualtrics_desk.services.engine.judge import Consents
    from qualtrics_desk.services.engine.run import Run
    from qualtrics_desk.services.session import Session
    from qualtrics_desk.store.journal.jobs import Job
    from qualtrics_desk.store.staging.mended import MendedCell
    from qualtrics_desk.store.staging.staging import Staging


class JobPlan(msgspec.Struct, frozen=True, kw_only=True):
    """A planned job.

    Attributes:
        forecast: What would happen.
        intake: What reading the file brought; None for a job without one.
    """

    job: int
    kind: str
    forecast: Forecast
    intake: Intake | None = None


class JobResult(msgspec.Struct, frozen=True, kw_only=True):
    """What a command that made a job ends with (design.md 7)."""

    job: int
    state: JobState
    counts: dict[str, int]
    files: dict[str, str] = {}


async def plan_job(
    session: Session,
    job_id: int,
    *,
    consents: Consents | None = None,
    reread: bool = True,
    take_out: Collection[int] = (),
    put_back: Collection[int] = (),
    mended: Sequence[MendedCell] | None = None,
    stop: Stop | None = None,
    report: Report = silent,
) -> JobPlan:
    """Say what a job would do to each row; as often as wanted until it is confirmed.

    Args:
        session: The profile at work.
        job_id: The job.
        consents: What the person allows now; None: what was allowed before. Kept with the job.
        reread: Whether the file and the list of an import are read again; if not, it is planned
            from what was read for its last plan, and what reading brought is not told again.
        take_out: Rows of an import that shall not be sent; only for one that is not read again, as
            its rows may be other ones then.
        put_back: Rows that were taken out and shall be sent after all.
        mended: All cells of an import that a person has mended; None: as before.
        stop: The wish to stop.
        report: Told how far it has come.

    Raises:
        JobBusy: When another process drives the job.
        UsageError: When an edit or an undo would write more than the profile allows, or the rows to
            be taken out are not at hand.
        DeskError: When the file or the list cannot be read.
    """
    stop = stop or Stop()
    async with owned(session.journal.leases, job_id):
        job = await _planning_job(session, job_id)
        await session.require_same_brand(job)
        if job.kind == links_undo.KIND:
            forecast = links_undo.forecast_links_undo()
            return JobPlan(job=job_id, kind=job.kind, forecast=forecast)
        if consents is not None:
            await asyncio.to_thread(
                session.journal.jobs.set_options, job_id, _with_consents(job, consents)
            )
            job = await _planning_job(session, job_id)
        intake = None
        async with session.staging(job_id) as staging:
            is_import = job.kind == imports.KIND
            if job.kind in rosters.KINDS:
                forecast, intake = await _plan_roster(
                    session, job, staging, reread, take_out, put_back, stop, report
                )
                session.require_within_limits(forecast.sent)
            elif job.kind in offboarding.KINDS:
                forecast = await offboarding.plan_offboarding(session, job, staging, stop, report)
                session.require_within_limits(forecast.sent)
            elif is_import and not reread and await imports.was_read(session, job, staging):
                await asyncio.to_thread(staging.taken_out.add, take_out)
                await asyncio.to_thread(staging.taken_out.remove, put_back)
                if mended is not None:
                    intake = await imports.mend_rows(job, staging, mended)
                forecast = await imports.plan_again(session, job, staging, stop, report)
            elif take_out or put_back:
                raise UsageError(_NOT_AT_HAND, hint=_PLAN_AGAIN)
            elif is_import:
                if mended is not None:
                    await asyncio.to_thread(staging.mended.keep, mended)
                forecast, intake = await imports.plan_rows(session, job, staging, stop, report)
            else:
                forecast = await plan_orders(session, job, staging, stop, report)
                session.require_within_limits(forecast.sent)
    return JobPlan(job=job_id, kind=job.kind, forecast=forecast, intake=intake)


async def _plan_roster(
    session: Session,
    job: Job,
    staging: Staging,
    reread: bool,
    take_out: Collection[int],
    put_back: Collection[int],
    stop: Stop,
    report: Report,
) -> tuple[Forecast, Intake | None]:
    reread = reread or not await roster.was_read(session, job, staging)
    if reread and (take_out or put_back):
        raise UsageError(_NOT_AT_HAND, hint=_PLAN_AGAIN)
    await asyncio.to_thread(staging.taken_out.add, take_out)
    await asyncio.to_thread(staging.taken_out.remove, put_back)
    return await roster.plan_roster(session, job, staging, reread=reread, stop=stop, report=report)


_NOT_AT_HAND = "The rows of this plan are not at hand any more."
_PLAN_AGAIN = "Make the plan again, then take rows out of it."


async def confirm_job(session: Session, job_id: int) -> None:
    """The person has seen the plan: from here on the job is sent, whatever process drives it.

    Raises:
        UsageError: When it would write more rows than the profile allows.
    """
    async with owned(session.journal.leases, job_id):
        await _planning_job(session, job_id)
        counts = await asyncio.to_thread(session.journal.ledger.counts, job_id)
        session.require_within_limits(counts.get("open", 0))
        await asyncio.to_thread(session.journal.jobs.set_state, job_id, JobState.RUNNING)


async def discard_job(session: Session, job_id: int) -> None:
    """Forget a job that was only planned."""
    async with owned(session.journal.leases, job_id):
        await _planning_job(session, job_id)
        await asyncio.to_thread(session.journal.jobs.delete, job_id)
        await asyncio.to_thread(delete_staging, session.home.staging(job_id))


async def cancel_job(session: Session, job_id: int) -> bool:
    """Nothing more of a job is sent from here on, whatever process drives it.

    What was sent is settled by `run_job`, by the process that drives the job or by the next one:
    then every row has its outcome.

    Returns:
        Whether a process drives it now.

    Raises:
        UsageError: When it has ended, was not confirmed, or is of a kind that has no rows.
    """
    jobs = session.journal.jobs
    job = await asyncio.to_thread(jobs.get, job_id)
    if job.kind not in undo.KINDS:
        raise UsageError(f"A job of the kind “{job.kind}” cannot be cancelled.")
    if not job.state.is_resumable:
        raise UsageError(f"Job {job_id} has ended.", hint="Undo takes back what it did.")
    if job.state is JobState.PLANNING:
        raise UsageError(f"Job {job_id} has sent nothing.", hint="Discard its plan.")
    await asyncio.to_thread(jobs.cancel, job_id)
    await asyncio.to_thread(session.journal.ledger.cancelling.close_planned, job_id)
    holder = await asyncio.to_thread(session.journal.leases.holder_of, job_id)
    return holder is not None


async def run_job(
    session: Session, job_id: int, *, stop: Stop | None = None, report: Report = silent
) -> JobResult | generate.LinksResult:
    """Send what was confirmed, or go on where an earlier process ended.

    Raises:
        JobBusy: When another process drives the job.
        JobStopped: On wish.
        UsageError: When it was not confirmed, or was undone.
        DeskError: When it cannot go on; the job is then `stopped` and can be resumed.
    """
    stop = stop or Stop()
    jobs = session.journal.jobs
    job = await asyncio.to_thread(jobs.get, job_id)
    if job.kind == generate.KIND:
        return await generate.run_generation(session, job_id, stop=stop, report=report)
    if job.kind == sending.KIND:
        return await sending.run_sending(session, job_id, stop=stop, report=report)
    if job.kind == deleting.KIND:
        return await deleting.run_deletion(session, job_id)
    async with owned(session.journal.leases, job_id):
        job = await asyncio.to_thread(jobs.get, job_id)
        if job.state is JobState.DONE:
            return _stored(job)
        await _require_runnable(session, job)
        if job.kind == links_undo.KIND:
            return await links_undo.run_links_undo(session, job)
        await asyncio.to_thread(jobs.set_state, job_id, JobState.RUNNING)
        try:
            async with session.staging(job_id) as staging:
                run = await run_of(session, job, staging, stop, report)
                await asyncio.to_thread(_require_whole, run)
                if _follows_edits(job):
                    await standing.leave_dropped(session, job, staging)
                await drive(run, steps_of(session, job, run))
                return await _finish(session, job, run)
        except (StoreError, SheetError) as error:
            # The job ended before its end; nothing is wrong with what was asked for.
            failed = JobFailed(error.user_message, detail=error.detail, hint=error.hint)
            await _note_end(session, job_id, failed)
            raise failed from error
        except DeskError as error:
            await _note_end(session, job_id, error)
            raise
        except asyncio.CancelledError:
            # Not in a thread: a cancelled task must not wait, and this is one short statement.
            jobs.set_state(job_id, JobState.STOPPED)
            raise


async def _require_runnable(session: Session, job: Job) -> None:
    if job.state is JobState.PLANNING:
        raise UsageError(f"Job {job.id} was not confirmed yet.")
    await session.require_same_brand(job)
    undone = await asyncio.to_thread(lineage.undone_by, session.journal.jobs, job.id)
    if undone is not None:
        raise UsageError(f"Job {job.id} was undone by job {undone}: it cannot go on.")


async def _note_end(session: Session, job_id: int, error: DeskError) -> None:
    # A full disk may refuse this too. A job that says it runs and has no driver can be resumed.
    with suppress(StoreError):
        await asyncio.to_thread(
            session.journal.jobs.set_state, job_id, JobState.STOPPED, problem_of(error)
        )


def _follows_edits(job: Job) -> bool:
    return job.kind == commit.KIND and msgspec.convert(job.options, OrderOptions).follows_edits


def _require_whole(run: Run) -> None:
    """Refuse to go on without the rows: nothing could be sent, recognised or reported."""
    planned = sum(run.ledger.counts(run.job).values())
    if run.rows != planned:
        raise StoreError(
            f"The working copy of job {run.job} holds {run.rows:,} of"
            f" its {several(planned, 'row')}.",
            detail="It lies in the folder “staging” and was deleted, or its plan was cut off.",
            hint="Nothing was sent now. `qualtrics-desk jobs show` says what had been done before."
            " Import the file again: rows that arrived are recognised by their key.",
        )


async def _finish(session: Session, job: Job, run: Run) -> JobResult:
    files: dict[str, str] = {}
    if job.kind == imports.KIND:
        run.report(Progress("Writing the result files"))
        files = await imports.write_results(session, job, run.staging)
    elif (paths := _result_paths(job)) is not None:
        run.report(Progress("Writing the result files"))
        await asyncio.to_thread(
            write_result_files, job.id, job.header or [], paths, run.ledger, run.staging
        )
        files = {kind: str(path) for kind, path in paths.items()}
    found = await asyncio.to_thread(run.ledger.counts, job.id)
    result = JobResult(job=job.id, state=JobState.DONE, counts=told_counts(found), files=files)
    jobs = session.journal.jobs
    await asyncio.to_thread(jobs.set_result, job.id, msgspec.to_builtins(result))
    await asyncio.to_thread(jobs.set_state, job.id, JobState.DONE)
    return result


def _result_paths(job: Job) -> dict[str, Path] | None:
    """Where the result files go: of a file beside it, of orders into the chosen folder if any."""
    folder = msgspec.convert(job.options, OrderOptions).results
    target = None if folder is None else Path(folder)
    if job.source is not None:
        return result_paths(Path(job.source), job.id, target)
    if target is None:
        return None
    return result_paths(Path(f"{job.kind.replace(' ', '-')}.csv"), job.id, target)


def _stored(job: Job) -> JobResult | generate.LinksResult:
    if job.kind == links_undo.KIND:
        return msgspec.convert(job.result or {}, generate.LinksResult)
    return msgspec.convert(job.result or {}, JobResult)


def _with_consents(job: Job, consents: Consents) -> dict[str, Any]:
    if job.kind == imports.KIND:
        return imports.with_consents(job, consents)
    return {**job.options, "consents": msgspec.to_builtins(consents)}


async def _planning_job(session: Session, job_id: int) -> Job:
    job = await asyncio.to_thread(session.journal.jobs.get, job_id)
    if job.kind not in (*undo.KINDS, links_undo.KIND) or job.state is not JobState.PLANNING:
        raise UsageError(
            f"Job {job_id} is {job.state}: its plan cannot be changed any more.",
            hint="`qualtrics-desk jobs resume` goes on with it.",
        )
    return job
