"""`jobs list`, `jobs show`, `jobs resume`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qualtrics_desk.cli.commands import contacts as imports
from qualtrics_desk.cli.commands import links
from qualtrics_desk.cli.connect import session_of
from qualtrics_desk.cli.exits import Exit
from qualtrics_desk.domain.outcomes import JobState
from qualtrics_desk.services import jobs
from qualtrics_desk.services.imports import contacts
from qualtrics_desk.services.links import generate

if TYPE_CHECKING:
    from argparse import Namespace

    from qualtrics_desk.cli.output import Output
    from qualtrics_desk.services.engine.progress import Stop

_COLUMNS = (
    ("id", "Id"),
    ("kind", "Job"),
    ("state", "State"),
    ("created", "Started (UTC)"),
    ("listName", "List"),
    ("brand", "Brand"),
)


async def list_(_arguments: Namespace, output: Output, _stop: Stop) -> int:
    """List the newest jobs first; needs no connection."""
    async with jobs.open_history() as history:
        output.items((_document(entry) for entry in await history.newest()), _COLUMNS)
    return Exit.DONE


async def show(arguments: Namespace, output: Output, _stop: Stop) -> int:
    """Show one job with its counts; needs no connection."""
    async with jobs.open_history() as history:
        entry = await history.get(arguments.job)
    document = _document(entry)
    output.document(
        document,
        "\n".join(f"{name}: {value}" for name, value in document.items() if value is not None),
    )
    return Exit.DONE


async def resume(arguments: Namespace, output: Output, stop: Stop) -> int:
    """Go on with a job from what the journal says."""
    async with jobs.open_history() as history:
        entry = await history.get(arguments.job)
    job = entry.job
    if arguments.base_url is None and arguments.profile is None:
        arguments.profile = job.profile
        if job.profile is None:
            arguments.base_url = job.base_url
    async with session_of(arguments, output) as session:
        if job.kind == generate.KIND:
            return await links.run_generation(session, job.id, output, stop)
        if job.state is JobState.PLANNING:
            plan = await contacts.plan_import(session, job.id, stop=stop, report=output.progress)
            return await imports.confirm_and_run(session, plan, output, stop, arguments)
        return await imports.run_job(session, job.id, output, stop)


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
    }
