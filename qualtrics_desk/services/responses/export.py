"""Export the responses of a survey: start, wait, fetch, unpack (qualtrics-api.md D.13).

What has begun is written beside the file it will become, so that a process that was killed goes on
with the same job of the service in place of starting another one. The file appears when it is
whole.
"""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from qualtrics_desk.api.endpoints import definitions, response_exports
from qualtrics_desk.domain.errors import (
    Forbidden,
    InvalidRequest,
    JobFailed,
    JobStopped,
    NotFound,
)
from qualtrics_desk.domain.file_names import safe_file_name
from qualtrics_desk.domain.marking import marked
from qualtrics_desk.domain.response_exports import SUFFIXES, ResponseExportOptions
from qualtrics_desk.services.engine.progress import Progress, Report, Stop, silent
from qualtrics_desk.services.paged_export import require_target
from qualtrics_desk.services.responses.begun import Begun
from qualtrics_desk.services.responses.unpacking import place_file
from qualtrics_desk.services.surveys import unknown_survey

if TYPE_CHECKING:
    from qualtrics_desk.api.endpoints.response_exports import ExportProgress, ResponseFilter
    from qualtrics_desk.services.session import Session

FIRST_LOOK = 0.5
LONGEST_PAUSE = 10.0
"""Seconds between two looks: half of one at first, growing by half (D.13)."""

_PHASE = marked("phases", "The service writes the responses")
_FETCHING = marked("phases", "Fetching the file, bytes")
_WRITING = marked("phases", "Writing the file")


class ResponsesExport(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be exported.

    Attributes:
        survey: SV_….
        out: The file to make, or the folder for a file named after the survey.
        options: What is asked of the service.
    """

    survey: str
    out: Path
    options: ResponseExportOptions = ResponseExportOptions()


class ResponsesExported(msgspec.Struct, frozen=True, kw_only=True):
    """What came out.

    Attributes:
        size: Bytes of the file.
        token: With it the next export brings only what is new; it lives seven days.
    """

    survey: str
    file: str
    size: int
    token: str | None = None


async def export_responses(
    session: Session, wish: ResponsesExport, *, stop: Stop | None = None, report: Report = silent
) -> ResponsesExported:
    """Make the file; run again after a break, it goes on with the job it had started.

    Raises:
        UsageError: When options do not go together, the folder is not there, or the survey is not.
        JobFailed: When the service could not make the export.
        ApiError: When the service cannot be reached or refuses.
        JobStopped: On wish.
    """
    stop = stop or Stop()
    wish.options.require_fit()
    out = await _target(session, wish)
    require_target(out)
    me = await session.me()
    begun = await asyncio.to_thread(
        Begun.open, out, {"brand": me.brand_id, "survey": wish.survey, **wish.options.body()}
    )
    with begun:
        try:
            progress = await _written(session, wish, begun, stop, report)
            fetched = await _fetched(session, wish.survey, progress, begun, stop, report)
        except JobStopped as error:
            raise JobStopped(
                "The export was stopped.",
                detail="The service keeps what it has begun for seven days.",
                hint="Run the same export again to go on from there.",
            ) from error
        report(Progress(_WRITING))
        size = await asyncio.to_thread(place_file, fetched, out, packed=wish.options.compress)
        await asyncio.to_thread(begun.finish)
    return ResponsesExported(
        survey=wish.survey, file=str(out), size=size, token=progress.continuation_token
    )


async def list_filters(session: Session, survey: str) -> list[ResponseFilter]:
    """The filters that the token's user made in the product for a survey."""
    found: list[ResponseFilter] = []
    async for page in session.client.pages(response_exports.list_filters(survey), urgent=True):
        found.extend(page.items)
    return found


def file_name(title: str, survey: str, options: ResponseExportOptions) -> str:
    """The name of a survey's file; with its id, because titles repeat."""
    return f"{safe_file_name(title, 'survey')} {survey}{SUFFIXES[options.format]}"


async def _target(session: Session, wish: ResponsesExport) -> Path:
    if not wish.out.is_dir():
        return wish.out
    try:
        reply = await session.client.send(definitions.get_metadata(wish.survey), urgent=True)
    except (Forbidden, NotFound) as error:
        raise unknown_survey(wish.survey, error) from error
    return wish.out / file_name(reply.value.survey_name or "", wish.survey, wish.options)


async def _written(
    session: Session, wish: ResponsesExport, begun: Begun, stop: Stop, report: Report
) -> ExportProgress:
    """Wait until the service has written the file."""
    restarted = False
    wait = FIRST_LOOK
    report(Progress(_PHASE))
    while True:
        if begun.progress_id is None:
            await _start(session, wish, begun)
        await stop.wait(wait)
        wait = min(wait * 1.5, LONGEST_PAUSE)
        request = response_exports.export_progress(wish.survey, begun.progress_id or "")
        try:
            progress = (await session.client.send(request)).value
        except NotFound:
            # The job is gone (D.13): its time is over, or it was of another session.
            await asyncio.to_thread(begun.forget)
            if restarted:
                raise
            restarted = True
            continue
        if progress.is_complete:
            return progress
        if progress.is_failed:
            await asyncio.to_thread(begun.forget)
            raise JobFailed(
                "The service could not export these responses.",
                detail=f"Its job {request.path.rpartition('/')[2]} ended as {progress.status}.",
                hint="Try again; if it fails again, export a smaller span of time at once.",
            )
        report(Progress(_PHASE, round(progress.percent_complete or 0), 100, note="percent"))


async def _start(session: Session, wish: ResponsesExport, begun: Begun) -> None:
    request = response_exports.start_export(wish.survey, wish.options.body())
    try:
        reply = await session.client.send(request)
    except NotFound as error:
        raise unknown_survey(wish.survey, error) from error
    except InvalidRequest as error:
        if wish.options.continuation_token is not None:
            error.hint = "Tokens live seven days: export everything once, then what is new."
        raise
    await asyncio.to_thread(begun.keep, reply.value.id)


async def _fetched(
    session: Session,
    survey: str,
    progress: ExportProgress,
    begun: Begun,
    stop: Stop,
    report: Report,
) -> Path:
    def on_progress(size: int, total: int | None) -> None:
        stop.check()
        report(Progress(_FETCHING, size, total))

    request = response_exports.export_file(survey, progress.file_id or "")
    try:
        await session.client.download(request, begun.download, on_progress=on_progress)
    except NotFound as error:
        await asyncio.to_thread(begun.forget)
        error.hint = "Files live seven days: run the export again to have it written anew."
        raise
    return begun.download
