"""Import contacts: make a job, plan it, run it, resume it (design.md 3)."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from qualtrics_desk.domain import recipes
from qualtrics_desk.domain.errors import (
    DeskError,
    JobFailed,
    SheetError,
    StoreError,
    UsageError,
)
from qualtrics_desk.domain.ids import DirectoryId, ListId
from qualtrics_desk.domain.outcomes import COUNTED, JobState
from qualtrics_desk.services.engine.drive import drive, owned
from qualtrics_desk.services.engine.judge import PlanRules
from qualtrics_desk.services.engine.plan import Forecast, Limits, make_plan
from qualtrics_desk.services.engine.problems import problem_of
from qualtrics_desk.services.engine.progress import Progress, Report, Stop, silent
from qualtrics_desk.services.engine.run import Run
from qualtrics_desk.services.imports.intake import Intake, take_in
from qualtrics_desk.services.imports.live_list import read_settled_list
from qualtrics_desk.services.imports.result_files import result_paths, write_result_files
from qualtrics_desk.services.lists import find_list
from qualtrics_desk.store.journal.jobs import NewJob
from qualtrics_desk.store.staging.staging import Staging, delete_staging

if TYPE_CHECKING:
    from qualtrics_desk.domain.recipes import Recipe
    from qualtrics_desk.services.session import Session
    from qualtrics_desk.store.journal.jobs import Job

KIND = recipes.KIND
_CRITERIA = {"externalDataReference": "extRef"}
"""Names of the directory's criteria (D.6) that differ from those of contacts (D.8, F.18)."""


class ImportOptions(msgspec.Struct, frozen=True, kw_only=True):
    """What a person decides for one job and never in a recipe.

    Attributes:
        results: Folder of the result files; None: beside the source.
        allow_resubscribe: Consent to take opt-outs back.
        allow_blanking: Consent to empty filled fields.
        allow_share: Percentage of the list that may change in this job, or None for the recipe's.
        limits: How large one bulk request may be.
        deduplication: Fields the directory matches by, as found when the job was made.
        dry_run: The person wanted to see the plan only; whoever resumes the job sends nothing.
    """

    results: str | None = None
    allow_resubscribe: bool = False
    allow_blanking: bool = False
    allow_share: float | None = None
    limits: Limits = Limits()
    deduplication: tuple[str, ...] = ()
    dry_run: bool = False


class ImportPlan(msgspec.Struct, frozen=True, kw_only=True):
    """A planned job: what would happen, and what reading the file brought."""

    job: int
    forecast: Forecast
    intake: Intake


class JobResult(msgspec.Struct, frozen=True, kw_only=True):
    """What a command that made a job ends with (design.md 7)."""

    job: int
    state: JobState
    counts: dict[str, int]
    files: dict[str, str]


async def create_import(
    session: Session, source: Path, recipe: Recipe, options: ImportOptions
) -> int:
    """Write a job in state `planning`; returns its id. Sends nothing that writes.

    Args:
        session: The profile at work.
        source: The file, absolute: another process may resume the job from another folder.
        recipe: What goes where, and the rules.
        options: What is decided for this job only.

    Raises:
        UsageError: When the list is not there.
    """
    place = await find_list(session.client, recipe.list.id, recipe.list.directory)
    me = await session.me()
    matching = place.directory.matching_fields or ()
    options = msgspec.structs.replace(
        options, deduplication=tuple(_CRITERIA.get(field, field) for field in matching)
    )
    pinned = msgspec.structs.replace(
        recipe,
        list=recipes.ListChoice(
            id=recipe.list.id,
            name=place.list.name or "",
            directory=place.directory.directory_id,
        ),
    )
    new = NewJob(
        kind=KIND,
        base_url=session.client.connection.base_url,
        brand=me.brand_id or "",
        user_id=me.user_id or "",
        profile=session.profile,
        directory=place.directory.directory_id,
        list_id=recipe.list.id,
        list_name=place.list.name,
        source=str(source),
        recipe=recipes.to_toml(pinned),
        options=msgspec.to_builtins(options),
    )
    return await asyncio.to_thread(session.journal.jobs.create, new)


async def plan_import(
    session: Session, job_id: int, *, stop: Stop | None = None, report: Report = silent
) -> ImportPlan:
    """Read the file and the live list, and say what would happen to each row.

    Raises:
        JobBusy: When another process drives the job.
        DeskError: When the file or the list cannot be read.
    """
    stop = stop or Stop()
    async with owned(session.journal.leases, job_id), session.staging(job_id) as staging:
        job = await _planning_job(session, job_id)
        recipe = recipes.from_toml(job.recipe or "")
        options = msgspec.convert(job.options, ImportOptions)
        intake = await take_in(Path(job.source or ""), recipe, staging, stop=stop, report=report)
        await asyncio.to_thread(session.journal.jobs.set_header, job_id, intake.header)
        rules = _rules(recipe, options)
        await read_settled_list(session, job, staging, rules.key, stop, report)
        forecast = await make_plan(
            staging,
            session.journal.ledger,
            job_id,
            rules,
            options.limits,
            stop=stop,
            report=report,
        )
    return ImportPlan(job=job_id, forecast=forecast, intake=intake)


async def confirm_import(session: Session, job_id: int) -> None:
    """The person has seen the plan: from here on the job is sent, whatever process drives it."""
    async with owned(session.journal.leases, job_id):
        await _planning_job(session, job_id)
        await asyncio.to_thread(session.journal.jobs.set_state, job_id, JobState.RUNNING)


async def discard_import(session: Session, job_id: int) -> None:
    """Forget a job that was only planned."""
    async with owned(session.journal.leases, job_id):
        await _planning_job(session, job_id)
        await asyncio.to_thread(session.journal.jobs.delete, job_id)
        await asyncio.to_thread(delete_staging, session.home.staging(job_id))


async def run_import(
    session: Session, job_id: int, *, stop: Stop | None = None, report: Report = silent
) -> JobResult:
    """Send what was confirmed, or go on where an earlier process ended; write the result files.

    Raises:
        JobBusy: When another process drives the job.
        JobStopped: On wish.
        DeskError: When it cannot go on; the job is then `stopped` and can be resumed.
    """
    stop = stop or Stop()
    jobs = session.journal.jobs
    async with owned(session.journal.leases, job_id):
        job = await asyncio.to_thread(jobs.get, job_id)
        if job.state is JobState.DONE:
            return _stored(job)
        if job.state is JobState.PLANNING:
            raise UsageError(f"Job {job_id} was not confirmed yet.")
        await session.require_same_brand(job)
        await asyncio.to_thread(jobs.set_state, job_id, JobState.RUNNING)
        try:
            async with session.staging(job_id) as staging:
                run = await _run_of(session, job, staging, stop, report)
                await asyncio.to_thread(_require_whole, run)
                options = msgspec.convert(job.options, ImportOptions)
                await drive(run, options.limits)
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


async def _note_end(session: Session, job_id: int, error: DeskError) -> None:
    # A full disk may refuse this too. A job that says it runs and has no driver can be resumed.
    with suppress(StoreError):
        await asyncio.to_thread(
            session.journal.jobs.set_state, job_id, JobState.STOPPED, problem_of(error)
        )


async def _run_of(session: Session, job: Job, staging: Staging, stop: Stop, report: Report) -> Run:
    options = msgspec.convert(job.options, ImportOptions)
    return Run(
        job=job.id,
        client=session.client,
        ledger=session.journal.ledger,
        staging=staging,
        directory=DirectoryId(job.directory or ""),
        list_id=ListId(job.list_id or ""),
        rules=_rules(recipes.from_toml(job.recipe or ""), options),
        absence_wait=session.absence_wait,
        rows=await asyncio.to_thread(staging.row_count),
        stop=stop,
        report=report,
    )


def _require_whole(run: Run) -> None:
    """Refuse to go on without the rows: nothing could be sent, recognised or reported."""
    planned = sum(run.ledger.counts(run.job).values())
    if run.rows != planned:
        raise StoreError(
            f"The working copy of job {run.job} holds {run.rows} of its {planned} rows.",
            detail="It lies in the folder “staging” and was deleted, or its plan was cut off.",
            hint="Nothing was sent now. `qualtrics-desk jobs show` says what had been done before."
            " Import the file again: rows that arrived are recognised by their key.",
        )


async def _finish(session: Session, job: Job, run: Run) -> JobResult:
    run.report(Progress("Writing the result files"))
    options = msgspec.convert(job.options, ImportOptions)
    folder = Path(options.results) if options.results else None
    paths = result_paths(Path(job.source or ""), job.id, folder)
    await asyncio.to_thread(
        write_result_files, job.id, job.header or [], paths, run.ledger, run.staging
    )
    found = await asyncio.to_thread(run.ledger.counts, job.id)
    result = JobResult(
        job=job.id,
        state=JobState.DONE,
        counts={outcome.value: found.get(outcome, 0) for outcome in COUNTED},
        files={kind: str(path) for kind, path in paths.items()},
    )
    jobs = session.journal.jobs
    await asyncio.to_thread(jobs.set_result, job.id, msgspec.to_builtins(result))
    await asyncio.to_thread(jobs.set_state, job.id, JobState.DONE)
    return result


def _stored(job: Job) -> JobResult:
    return msgspec.convert(job.result or {}, JobResult)


async def _planning_job(session: Session, job_id: int) -> Job:
    job = await asyncio.to_thread(session.journal.jobs.get, job_id)
    if job.kind != KIND or job.state is not JobState.PLANNING:
        raise UsageError(
            f"Job {job_id} is {job.state}: its plan cannot be changed any more.",
            hint="`qualtrics-desk jobs resume` goes on with it.",
        )
    return job


def _rules(recipe: Recipe, options: ImportOptions) -> PlanRules:
    share = recipe.share_limit if options.allow_share is None else options.allow_share
    return PlanRules(
        key=tuple(field for field in recipe.key if field in recipe.mapping.targets()),
        duplicates=recipe.duplicates,
        blanks=recipe.blanks,
        share_limit=share,
        allow_resubscribe=options.allow_resubscribe,
        allow_blanking=options.allow_blanking,
        deduplication=options.deduplication,
    )
