"""The surveys that a profile sees, in a table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import msgspec

from qualtrics_desk.api.endpoints import surveys
from qualtrics_desk.domain.dates import to_service
from qualtrics_desk.domain.rows import ColumnKind, ColumnSpec
from qualtrics_desk.services.engine.progress import Report, Stop, silent
from qualtrics_desk.services.tables.places import SURVEYS
from qualtrics_desk.services.tables.reading import (
    Shaped,
    TableRead,
    Walk,
    read_pages,
    settle,
    turn,
)
from qualtrics_desk.store.tables.reading import NewRow

if TYPE_CHECKING:
    from qualtrics_desk.api.endpoints.surveys import Survey
    from qualtrics_desk.services.session import Session

PARALLEL = 6
"""Pages on their way at once: the list is paged by offset (B), the pool has 8 connections."""

COLUMNS = (
    ColumnSpec("id", "Id", ColumnKind.CODE),
    ColumnSpec("name", "Name"),
    ColumnSpec("isActive", "Active", ColumnKind.FLAG),
    ColumnSpec("lastModified", "Last modified", ColumnKind.MOMENT),
    ColumnSpec("creationDate", "Created", ColumnKind.MOMENT),
    ColumnSpec("ownerId", "Owner", ColumnKind.CODE),
)


async def refresh_surveys(
    session: Session, *, stop: Stop | None = None, report: Report = silent
) -> TableRead:
    """Read every survey the token sees.

    Always from the beginning: the list is short, and what lies before a page may have changed.

    Raises:
        ApiError: When a page cannot be fetched; what was read before stays.
        JobStopped: On wish.
    """
    stop = stop or Stop()
    me = await session.me()
    walk = Walk(
        columns=COLUMNS,
        scope={"brand": me.brand_id, "user": me.user_id},
        phase="Listing surveys",
        parallel=PARALLEL,
        resume_within=timedelta(0),
    )
    async with turn(session, SURVEYS) as ours:
        table = ours.table
        done = await ours.done_meanwhile()
        if done is not None:
            return TableRead(name=SURVEYS, rows=done.rows, warnings=list(done.warnings))
        warnings = await read_pages(
            session, surveys.list_surveys(), table, walk, _shape, stop=stop, report=report
        )
        await settle(table, warnings=warnings, stop=stop, report=report)
        return TableRead(name=SURVEYS, rows=table.count(), warnings=warnings)


def _shape(items: Sequence[Survey]) -> Shaped:
    return Shaped([row_of(item) for item in items])


def row_of(survey: Survey) -> NewRow:
    """A survey as the table keeps it."""
    return NewRow(
        survey.id or msgspec.json.encode(survey.raw).decode(),
        {
            "id": survey.id,
            "name": survey.name,
            "isActive": survey.is_active,
            "lastModified": _moment(survey.last_modified),
            "creationDate": _moment(survey.creation_date),
            "ownerId": survey.owner_id,
        },
        survey.raw,
    )


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else to_service(moment)
