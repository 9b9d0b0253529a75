"""Browse surveys: the list, kept in a table, and one survey with its definition."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, NamedTuple

from qualtrics_desk.api.endpoints import definitions, surveys
from qualtrics_desk.api.records import whole
from qualtrics_desk.domain.errors import Forbidden, NotFound, UsageError
from qualtrics_desk.domain.rows import Sort, View
from qualtrics_desk.services.engine.progress import Report, Stop, silent
from qualtrics_desk.services.tables.places import profile_of, surveys_table
from qualtrics_desk.services.tables.surveys import refresh_surveys

if TYPE_CHECKING:
    from collections.abc import Callable

    from qualtrics_desk.api.endpoints.definitions import Definition
    from qualtrics_desk.domain.errors import StatusError
    from qualtrics_desk.services.session import Session
    from qualtrics_desk.store.paths import Home


async def list_surveys(
    session: Session,
    text: str = "",
    *,
    stop: Stop | None = None,
    report: Report = silent,
    warn: Callable[[str], None] | None = None,
) -> list[dict[str, Any]]:
    """Surveys as the service has them now.

    Args:
        session: The profile at work.
        text: Every word of it must occur in name or ids; they then come by name, without a text
            as the service gave them.
        stop: The wish to stop.
        report: Told how far it is.
        warn: Told what was odd about the pages, such as a loop that ended the list early.
    """
    read = await refresh_surveys(session, stop=stop, report=report)
    for warning in read.warnings:
        if warn is not None:
            warn(warning)
    view = View(text=text, sort=Sort("name") if text.strip() else None)
    return await asyncio.to_thread(_raws, session.home, profile_of(session), view)


def _raws(home: Home, profile: str, view: View) -> list[dict[str, Any]]:
    table = surveys_table(home, profile)
    try:
        with table.moment() as now:
            return now.raws(now.ids(view))
    finally:
        table.close()


async def show_survey(session: Session, survey_id: str) -> Definition:
    """The whole definition of a survey.

    Raises:
        UsageError: When there is none that this token can see; the service says "forbidden" for
            an unknown survey, too (F.6).
    """
    try:
        reply = await session.client.send(definitions.get_definition(survey_id), urgent=True)
    except (Forbidden, NotFound) as error:
        raise unknown_survey(survey_id, error) from error
    return reply.value


def unknown_survey(survey_id: str, error: StatusError) -> UsageError:
    """What to say of a survey that the token cannot see."""
    return UsageError(
        f"The survey {survey_id} is not there, or it is not shared with this user.",
        detail=error.detail,
        hint="`qualtrics-desk surveys list` shows the surveys this token sees.",
    )


class Counts(NamedTuple):
    """Responses of a survey (D.2).

    Attributes:
        auditable: Real ones.
        generated: Test data.
        deleted: Deleted ones.
    """

    auditable: int
    generated: int
    deleted: int


async def response_counts(session: Session, survey_id: str) -> Counts | None:
    """How many responses a survey has: a slow call for big surveys.

    Returns:
        None where this token may not know, or the service does not say.

    Raises:
        ApiError: When the service cannot be asked.
    """
    try:
        found = (await session.client.send(surveys.get_survey(survey_id))).value.response_counts
    except (Forbidden, NotFound):
        return None
    if not found:
        return None
    return Counts(*(whole(found.get(key)) or 0 for key in Counts._fields))
