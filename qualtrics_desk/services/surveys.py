"""Browse surveys: the list, kept in the cache, and one survey with its definition."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from qualtrics_desk.api.endpoints import definitions, surveys
from qualtrics_desk.domain.errors import Forbidden, NotFound, UsageError
from qualtrics_desk.services.engine.progress import Progress, Report, silent
from qualtrics_desk.store.cache import Cache, Thing, open_cache

if TYPE_CHECKING:
    from collections.abc import Callable

    from qualtrics_desk.api.endpoints.definitions import Definition
    from qualtrics_desk.api.endpoints.surveys import Survey
    from qualtrics_desk.domain.errors import StatusError
    from qualtrics_desk.services.session import Session

KIND = "surveys"
PARALLEL = 6
"""Pages on their way at once: the list is paged by offset (B), the pool has 8 connections."""


async def refresh_surveys(
    session: Session, *, report: Report = silent, warn: Callable[[str], None] | None = None
) -> list[Survey]:
    """Fetch every survey the token sees and put the list into the profile's cache.

    Args:
        session: The profile at work.
        report: Told how far it is.
        warn: Told what was odd about the pages, such as a loop that ended the list early.
    """
    found: list[Survey] = []
    async for page in session.client.pages(surveys.list_surveys(), parallel=PARALLEL):
        found.extend(page.items)
        report(Progress("Listing surveys", len(found)))
        if page.warning and warn is not None:
            warn(page.warning)
    cache = await asyncio.to_thread(open_cache, session.home.cache(_cache_name(session)))
    try:
        await asyncio.to_thread(
            cache.replace, KIND, [_thing(s) for s in found], refreshed_at=datetime.now(UTC)
        )
    finally:
        await asyncio.to_thread(cache.close)
    return found


async def search_surveys(
    session: Session,
    text: str,
    *,
    report: Report = silent,
    warn: Callable[[str], None] | None = None,
) -> list[Thing]:
    """Surveys in whose name or id every word of the text occurs, after a refresh."""
    await refresh_surveys(session, report=report, warn=warn)
    cache = await asyncio.to_thread(open_cache, session.home.cache(_cache_name(session)))
    try:
        return await asyncio.to_thread(_search, cache, text)
    finally:
        await asyncio.to_thread(cache.close)


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


def _search(cache: Cache, text: str) -> list[Thing]:
    return cache.page(KIND, text=text, limit=cache.count(KIND, text=text))


def _thing(survey: Survey) -> Thing:
    modified = survey.last_modified
    return Thing(
        id=survey.id or "",
        name=survey.name or "",
        raw=survey.raw,
        columns={
            "ownerId": survey.owner_id,
            "isActive": survey.is_active,
            "lastModified": None if modified is None else modified.timestamp(),
        },
    )


def _cache_name(session: Session) -> str:
    """The profile, or the host where an address was given instead."""
    return session.profile or session.client.connection.host
