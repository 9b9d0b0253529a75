"""The outline of one survey: what was last seen at once, then what the service says now."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import msgspec

from qualtrics_desk.api.endpoints import definitions
from qualtrics_desk.domain.definition.outline import Outline, read_outline
from qualtrics_desk.store.cache import Thing, open_cache

if TYPE_CHECKING:
    from qualtrics_desk.services.session import Session

KIND = "definitions"


class SeenOutline(msgspec.Struct, frozen=True):
    """An outline and when the service gave its definition.

    Attributes:
        raw: The definition it was read from.
    """

    outline: Outline
    seen_at: datetime
    raw: dict[str, Any]


async def last_outline(session: Session, survey_id: str) -> SeenOutline | None:
    """The outline as it was last seen, or None; asks nobody."""
    return await asyncio.to_thread(_load, session, survey_id)


async def fetch_outline(
    session: Session, survey_id: str, known: SeenOutline | None = None
) -> SeenOutline:
    """The outline as the service gives it now; it is kept for the next time.

    Args:
        session: The profile at work.
        survey_id: SV_….
        known: What `last_outline` gave; an unchanged definition is not read again.

    Raises:
        Forbidden: When the survey is not there or not shared; the service does not say which (F.6).
        ApiError: When the service cannot be asked.
    """
    reply = await session.client.send(definitions.get_definition(survey_id), urgent=True)
    return await asyncio.to_thread(_keep, session, survey_id, reply.value.raw, known)


def _load(session: Session, survey_id: str) -> SeenOutline | None:
    cache = open_cache(session.home.cache(_name(session)))
    try:
        thing = cache.get(KIND, survey_id)
    finally:
        cache.close()
    if thing is None:
        return None
    seen_at = datetime.fromisoformat(str(thing.columns["seen_at"]))
    return SeenOutline(read_outline(thing.raw), seen_at, thing.raw)


def _keep(
    session: Session, survey_id: str, raw: dict[str, Any], known: SeenOutline | None
) -> SeenOutline:
    now = datetime.now(UTC)
    cache = open_cache(session.home.cache(_name(session)))
    try:
        columns = {"seen_at": now.isoformat()}
        name = str(raw.get("SurveyName") or "")
        cache.put(KIND, Thing(id=survey_id, name=name, raw=raw, columns=columns))
    finally:
        cache.close()
    if known is not None and known.raw == raw:
        return SeenOutline(known.outline, now, known.raw)
    return SeenOutline(read_outline(raw), now, raw)


def _name(session: Session) -> str:
    """The profile, or the host where an address was given instead."""
    return session.profile or session.client.connection.host
