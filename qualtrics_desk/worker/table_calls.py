"""Requests that read tables and write them to files."""

from __future__ import annotations

import asyncio
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from qualtrics_desk.domain.errors import UsageError
from qualtrics_desk.services.areas.known import AREAS
from qualtrics_desk.services.areas.reading import read_area
from qualtrics_desk.services.background import messages
from qualtrics_desk.services.tables.contacts import read_contacts
from qualtrics_desk.services.tables.export import ExportColumn, ExportFormat, export_rows
from qualtrics_desk.services.tables.links import LinksReading, read_links
from qualtrics_desk.services.tables.places import existing_table, profile_of
from qualtrics_desk.services.tables.plan import open_plan_rows
from qualtrics_desk.services.tables.surveys import refresh_surveys

if TYPE_CHECKING:
    from qualtrics_desk.domain.rows import RowSource
    from qualtrics_desk.services.engine.progress import Report, Stop
    from qualtrics_desk.services.session import Session
    from qualtrics_desk.services.tables.export import ExportedRows


async def read(
    session: Session,
    request: messages.RefreshSurveys
    | messages.ReadArea
    | messages.ReadContacts
    | messages.ReadLinks,
    stop: Stop,
    report: Report,
) -> object:
    """Read a table."""
    match request:
        case messages.RefreshSurveys():
            return await refresh_surveys(session, stop=stop, report=report)
        case messages.ReadArea():
            area = AREAS[request.area]
            return await read_area(session, area, request.of, stop=stop, report=report)
        case messages.ReadContacts():
            return await read_contacts(
                session, request.directory, request.list_id, stop=stop, report=report
            )
        case messages.ReadLinks():
            wish = LinksReading(
                survey=request.survey,
                distribution=request.distribution,
                consent=request.consent,
                join=request.join,
            )
            return await read_links(session, wish, stop=stop, report=report)


async def export(
    session: Session, request: messages.ExportRows, stop: Stop, report: Report
) -> ExportedRows:
    """Write rows to a file."""
    with ExitStack() as ends:
        source = await asyncio.to_thread(_source, session, request, ends)
        return await export_rows(
            source,
            request.view,
            [ExportColumn(key, title) for key, title in request.columns],
            Path(request.path),
            ExportFormat(
                encoding=request.encoding,
                delimiter=request.delimiter,
                excel_safe=request.excel_safe,
            ),
            stop=stop,
            report=report,
        )


def _source(session: Session, request: messages.ExportRows, ends: ExitStack) -> RowSource:
    if request.job is not None:
        rows = open_plan_rows(session.home, session.journal, request.job, shows=request.shows)
        ends.callback(rows.close)
        return rows
    if request.table is None:
        raise UsageError("The request names neither a table nor a job.")
    table = existing_table(session.home, profile_of(session), request.table)
    ends.callback(table.close)
    # The file is the table as it was asked for, even if it is read anew while it is written.
    return ends.enter_context(table.moment())
