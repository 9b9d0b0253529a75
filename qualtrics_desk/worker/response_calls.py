"""Requests that export responses and look at what was exported."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from qualtrics_desk.domain.response_exports import ResponseExportOptions
from qualtrics_desk.services.background import response_messages as messages
from qualtrics_desk.services.responses.export import ResponsesExport, export_responses
from qualtrics_desk.services.responses.over_time import count_recorded
from qualtrics_desk.services.responses.quick_look import look_at
from qualtrics_desk.services.responses.tokens import export_new

if TYPE_CHECKING:
    from qualtrics_desk.services.engine.progress import Report, Stop
    from qualtrics_desk.services.session import Session


async def respond(
    session: Session,
    request: messages.ExportResponses | messages.LookAtResponses | messages.CountResponses,
    stop: Stop,
    report: Report,
) -> object:
    """Do what is asked for."""
    match request:
        case messages.LookAtResponses():
            return await look_at(session, Path(request.file), stop=stop, report=report)
        case messages.CountResponses():
            return await count_recorded(
                session, request.survey, since=request.since, stop=stop, report=report
            )
        case messages.ExportResponses():
            options = msgspec.convert(request.options, ResponseExportOptions)
            wish = ResponsesExport(survey=request.survey, out=Path(request.out), options=options)
            export = export_new if request.only_new else export_responses
            return await export(session, wish, stop=stop, report=report)
