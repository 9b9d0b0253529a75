"""Where the last export of a survey ended, so that the next brings only what is new (D.13)."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import msgspec

from qualtrics_desk.services.responses.export import ResponsesExported, export_responses
from qualtrics_desk.services.tables.places import profile_of
from qualtrics_desk.store.cache import Thing, open_cache

if TYPE_CHECKING:
    from qualtrics_desk.services.engine.progress import Report, Stop
    from qualtrics_desk.services.responses.export import ResponsesExport
    from qualtrics_desk.services.session import Session

LIFE = timedelta(days=7)
"""How long a token lives at the service (C.2)."""
_KIND = "response token"


class Place(msgspec.Struct, frozen=True):
    """Where the last export ended."""

    token: str
    at: datetime


async def last_place(session: Session, survey: str) -> Place | None:
    """Where the last export of what is new ended; None where there is none, or it is too old."""
    return await asyncio.to_thread(_load, session, survey)


async def export_new(
    session: Session, wish: ResponsesExport, *, stop: Stop, report: Report
) -> ResponsesExported:
    """Export what came since the last such export; the first one brings everything.

    The token is kept once the file is whole, so nothing is left out by an export that failed.
    """
    place = await last_place(session, wish.survey)
    options = msgspec.structs.replace(
        wish.options,
        continuation=place is None,
        continuation_token=None if place is None else place.token,
    )
    wish = msgspec.structs.replace(wish, options=options)
    done = await export_responses(session, wish, stop=stop, report=report)
    if done.token is not None:
        await asyncio.to_thread(_keep, session, wish.survey, done.token)
    return done


def _load(session: Session, survey: str) -> Place | None:
    cache = open_cache(session.home.cache(profile_of(session)))
    try:
        thing = cache.get(_KIND, survey)
    finally:
        cache.close()
    if thing is None:
        return None
    at = datetime.fromisoformat(str(thing.raw["at"]))
    if datetime.now(UTC) - at >= LIFE:
        return None
    return Place(str(thing.raw["token"]), at)


def _keep(session: Session, survey: str, token: str) -> None:
    raw = {"token": token, "at": datetime.now(UTC).isoformat()}
    cache = open_cache(session.home.cache(profile_of(session)))
    try:
        cache.put(_KIND, Thing(id=survey, name="", raw=raw))
    finally:
        cache.close()
