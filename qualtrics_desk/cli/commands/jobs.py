"""`jobs list|show|resume|cancel|retry|undo|keep|wipe`."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from qualtrics_desk.cli import planned
from qualtrics_desk.cli.commands import distributions, links
from qualtrics_desk.cli.connect import session_of
from qualtrics_desk.cli.exits import Exit
from qualtrics_desk.cli.output import facts
from qualtrics_desk.domain.errors import UsageError
from qualtrics_desk.domain.numbers import several
from qualtrics_desk.domain.outcomes import JobState, Keeping
from qualtrics_desk.services import forgetting, job_runs, jobs
from qualtrics_desk.services import retry as retries
from qualtrics_desk.services import undo as undos
from qualtrics_desk.services.distributions import deleting, sending
from qualtrics_desk.services.links import generate
from qualtrics_desk.store.paths import open_home

if TYPE_CHECKING:
    from argparse import Namespace

    from qualtrics_desk.cli.output import Output
    from qualtrics_desk.services.engine.progress import Stop
    from qualtrics_desk.services.session import Session
    from qualtrics_desk.store.journal.jobs import Job

_KEEPING = {"always": Keeping.ALWAYS, "usual": Keeping.USUAL, "never": Keeping.NEVER}
_COLUMNS = (
    ("id", "Id"),
    ("kind", "Job"),
    ("state", "State"),
    ("created", "Started (UTC)"),
    ("listName", "List"),
    ("brand", "Brand"),
)
_FACTS = (
    ("kind", "Job"),
    ("state", "State"),
    ("created", "Started"),
    ("finished", "Finished"),
    ("brand", "Brand"),
    ("directory", "Directory"),
    ("listName", "List"),
    ("listId", "List id"),
    ("source", "File"),
    ("distributionId", "Distribution"),
    ("parent", "Belongs to job"),
    ("relation", "It is its"),
    ("undoneBy", "Undone by job"),
    ("process", "Driven by process"),
)


async def list_(_arguments: Namespace, output: Output, _stop: Stop) -> int:
    """List the newest jobs first; needs no connection."""
    async with jobs.open_history() as history:
        output.items(
            (_document(entry) for entry in await history.newest()),
            _COLUMNS,
            nothing="There was no job yet.",
        )
    return Exit.DONE


async def show(arguments: Namespace, output: Output, _stop: Stop) -> int:
    """Show one job with its counts; needs no connection."""
    async with jobs.open_history() as history:
        entry = await history.get(arguments.job)
    document = _document(entry)
    output.document(document, _text(document, entry))
    return Exit.DONE


async def resume(arguments: Namespace, output: Output, stop: Stop) -> int:
    """Go on with a job from what the journal says."""
    job = await _job(arguments)
    async with session_of(arguments, output) as session:
        if job.kind == sending.KIND:
            return await distributions.run_sending(session, job.id, output, stop)
        if job.kind == deleting.KIND:
            return await distributions.run_deletion(session, job.id, output)
        if job.kind == generate.KIND:
            return await links.run_generation(session, job.id, output, stop)
        if job.state is JobState.PLANNING:
            # A dry run that was killed stays one: it must not become an import by being resumed.
            arguments.dry_run = bool(job.options.get("dry_run"))
            plan = await job_runs.plan_job(session, job.id, stop=stop, report=output.progress)
            return await planned.confirm_and_run(session, plan, output, stop, arguments)
        return await planned.run_job(session, job.id, output, stop)


async def retry(arguments: Namespace, output: Output, stop: Stop) -> int:
    """Send the failed rows of a job again, and only these."""
    job = await _job(arguments)
    async with session_of(arguments, output) as session:
        rows = None
        if arguments.unknown:
            rows = await retries.rows_to_retry(session, job.id, unknown=True)
        child = await retries.create_retry(session, job.id, rows)
        return await _plan_and_run(session, child, output, stop, arguments)


async def cancel(arguments: Namespace, output: Output, stop: Stop) -> int:
    """Send nothing more of a job; unless another process does, find out what became of it."""
    job = await _job(arguments)
    async with session_of(arguments, output) as session:
        if await job_runs.cancel_job(session, job.id):
            text = f"Job {job.id} sends nothing more; the process that drives it settles the rest."
            output.document({"job": job.id, "state": "cancelled"}, text)
            return Exit.DONE
        return await planned.run_job(session, job.id, output, stop)


async def keep(arguments: Namespace, output: Output, _stop: Stop) -> int:
    """Say how long a job stays in the history; needs no connection."""
    home = await asyncio.to_thread(open_home)
    how = _KEEPING[arguments.how]
    await asyncio.to_thread(forgetting.keep_job, home, arguments.job, how)
    document = {"job": arguments.job, "keep": arguments.how}
    output.document(document, f"Job {arguments.job} is kept: {arguments.how}.")
    return Exit.DONE


async def wipe(arguments: Namespace, output: Output, _stop: Stop) -> int:
    """Forget one job or all, with everything this program keeps of them; needs no connection."""
    if (arguments.job is None) is not arguments.all:
        raise UsageError("Name one job, or say --all.")
    home = await asyncio.to_thread(open_home)
    jobs_ = await asyncio.to_thread(forgetting.to_be_wiped, home, arguments.job)
    if jobs_ and not arguments.yes:
        question = f"Forget {several(len(jobs_), 'job')}, for ever? Type yes: "
        if (await asyncio.to_thread(output.ask, question)).casefold() not in {"y", "yes"}:
            raise UsageError("Nothing was wiped.", hint="--yes wipes without asking.")
    wiped = await asyncio.to_thread(forgetting.wipe_jobs, home, jobs_, results=arguments.results)
    output.document(
        {"wiped": wiped.jobs, "files": wiped.files},
        f"Wiped {several(len(wiped.jobs), 'job')} and {several(len(wiped.files), 'file')}.",
    )
    return Exit.DONE


async def undo(arguments: Namespace, output: Output, stop: Stop) -> int:
    """Take back what a job did."""
    job = await _job(arguments)
    results = await asyncio.to_thread(planned.folder_of, arguments.results)
    async with session_of(arguments, output) as session:
        child = await undos.create_undo(
            session, job.id, results=results, stop=stop, report=output.progress
        )
        return await _plan_and_run(session, child, output, stop, arguments)


async def _job(arguments: Namespace) -> Job:
    """The job that is meant; its profile or address is used unless another one is named."""
    async with jobs.open_history() as history:
        job = (await history.get(arguments.job)).job
    if arguments.base_url is None and arguments.profile is None:
        arguments.profile = job.profile
        if job.profile is None:
            arguments.base_url = job.base_url
    return job


async def _plan_and_run(
    session: Session, job: int, output: Output, stop: Stop, arguments: Namespace
) -> int:
    plan = await planned.plan_job(session, job, output, stop)
    return await planned.confirm_and_run(session, plan, output, stop, arguments)


def _document(entry: jobs.Entry) -> dict[str, Any]:
    job = entry.job
    result = job.result or {}
    return {
        "id": job.id,
        "job": job.id,
        "kind": job.kind,
        "state": job.state,
        "created": job.created,
        "finished": job.finished,
        "brand": job.brand,
        "directory": job.directory,
        "listId": job.list_id,
        "listName": job.list_name,
        "source": job.source,
        "counts": entry.counts,
        "files": result.get("files"),
        "distributionId": result.get("distributionId"),
        "problem": job.problem,
        "process": entry.process,
        "parent": job.parent,
        "relation": job.relation,
        "undoneBy": entry.undone_by,
        "cancelled": job.cancelled,
        "keep": job.keep.name.lower(),
    }


def _text(document: dict[str, Any], entry: jobs.Entry) -> str:
    pairs = [("Id", str(document["id"]))]
    pairs += [(title, str(document[key] or "")) for key, title in _FACTS]
    counts = [f"{count:,} {outcome}" for outcome, count in entry.counts.items() if count]
    if entry.job.kind not in (generate.KIND, sending.KIND, deleting.KIND):
        pairs.append(("Rows", ", ".join(counts) or "none"))
    files: dict[str, str] = document["files"] or {}
    pairs += [(f"File: {kind}", path) for kind, path in files.items()]
    problem: dict[str, Any] = entry.job.problem or {}
    told = [str(problem[part]) for part in ("message", "detail", "hint") if problem.get(part)]
    pairs.append(("Problem", "\n".join(told)))
    if entry.job.state.is_resumable and entry.process is None:
        pairs.append(("Go on with", f"qualtrics-desk jobs resume {entry.job.id}"))
    return facts(pairs)
