"""`links generate`, `links export`."""

from __future__ import annotations

import asyncio
from datetime import date, datetime, time
from typing import TYPE_CHECKING

import msgspec

from qualtrics_desk.cli.commands.exporting import exported
from qualtrics_desk.cli.connect import require_writable, session_of
from qualtrics_desk.cli.exits import Exit
from qualtrics_desk.cli.output import several
from qualtrics_desk.domain.errors import ApiError, DeskError, Fate, UsageError
from qualtrics_desk.services.links import export as exporting
from qualtrics_desk.services.links import generate as generating
from qualtrics_desk.services.links.columns import LINK_COLUMNS

if TYPE_CHECKING:
    from argparse import Namespace

    from qualtrics_desk.cli.output import Output
    from qualtrics_desk.services.engine.progress import Stop
    from qualtrics_desk.services.session import Session


async def generate(arguments: Namespace, output: Output, stop: Stop) -> int:
    """Make a personal link for each contact of a list."""
    expires = None if arguments.expires is None else moment_of(arguments.expires)
    request = generating.LinksRequest(
        survey=arguments.survey,
        list_id=arguments.list_id,
        expires=expires,
        directory=arguments.directory,
    )
    if arguments.description:
        request = msgspec.structs.replace(request, description=arguments.description)
    async with session_of(arguments, output) as session:
        require_writable(session)
        job = await generating.create_generation(session, request)
        if expires is not None:
            output.say(f"The links end {expires:%Y-%m-%d %H:%M} ({expires.tzname()}).")
        return await run_generation(session, job, output, stop)


async def run_generation(session: Session, job: int, output: Output, stop: Stop) -> int:
    """Make the links of a job, or find those an earlier call made."""
    try:
        result = await generating.run_generation(session, job, stop=stop, report=output.progress)
    except (DeskError, asyncio.CancelledError) as error:
        if not _is_refused(error):
            output.warn(f"Go on with: qualtrics-desk jobs resume {job}")
        raise
    output.document(
        msgspec.to_builtins(result), f"The links are made: distribution {result.distribution}."
    )
    return Exit.DONE


def _is_refused(error: BaseException) -> bool:
    """Whether the same call would be refused again, so that resuming is of no use."""
    return (
        isinstance(error, ApiError) and error.fate is Fate.NOT_APPLIED and not error.retryable
    ) or isinstance(error, UsageError)


async def export(arguments: Namespace, output: Output, stop: Stop) -> int:
    """Write the links of a distribution to a file, one row each."""
    columns = LINK_COLUMNS
    if arguments.columns is not None:
        columns = tuple(name.strip() for name in arguments.columns.split(",") if name.strip())
        if not columns:
            raise UsageError("--columns names no column.")
    wish = exporting.LinksExport(
        survey=arguments.survey,
        distribution=arguments.distribution,
        out=await asyncio.to_thread(arguments.out.absolute),
        columns=columns,
        consent=arguments.reset_email_status,
    )
    async with session_of(arguments, output) as session:
        with exported(wish.out, output):
            done = await exporting.export_links(session, wish, stop=stop, report=output.progress)
    for warning in done.warnings:
        output.warn(warning)
    output.document(
        msgspec.to_builtins(done), f"Wrote {several(done.rows, 'link')} to {done.file}."
    )
    return Exit.DONE


def moment_of(text: str) -> datetime:
    """A date or a date and time; without a zone in the person's own, a date at its end."""
    try:
        return datetime.combine(date.fromisoformat(text.strip()), time(23, 59)).astimezone()
    except ValueError:
        pass
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise UsageError(
            f"“{text}” is no date.", hint="Write 2027-01-31, 2027-01-31T18:00 or …T18:00+01:00."
        ) from error
    return moment.astimezone() if moment.tzinfo is None else moment
