"""The outline of one survey: what was last seen at once, then what the service says now."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import msgspec

from qualtrics_desk.domain.definition.documents import QUOTAS
from qualtrics_desk.domain.definition.outline import Outline, read_outline
from qualtrics_desk.services.concurrency import both
from qualtrics_desk.services.definitions.comparing import quotas_of
from qualtrics_desk.services.definitions.keeping import (
    fetch_described,
    keep,
    listed_survey,
    most_bytes,
    opened,
    stamp_of,
)
from qualtrics_desk.services.tables.places import profile_of

if TYPE_CHECKING:
    from qualtrics_desk.services.session import Session


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
    raw, quotas = await both(
        fetch_described(session, survey_id, urgent=True), quotas_of(session, survey_id)
    )
    return await asyncio.to_thread(_keep, session, survey_id, {**raw, QUOTAS: quotas}, known)


def _load(session: Session, survey_id: str) -> SeenOutline | None:
    with opened(session.home, profile_of(session)) as store:
        kept = store.get(survey_id)
    if kept is None:
        return None
    return SeenOutline(read_outline(kept.raw), kept.seen_at, kept.raw)


def _keep(
    session: Session, survey_id: str, raw: dict[str, Any], known: SeenOutline | None
) -> SeenOutline:
    now = datetime.now(UTC)
    home, profile = session.home, profile_of(session)
    stamp = stamp_of(listed_survey(home, profile, survey_id))
    with opened(home, profile) as store:
        if known is not None and known.raw == raw:
            store.touch(survey_id, stamp=stamp, seen_at=now)
            return SeenOutline(known.outline, now, known.raw)
        keep(store, survey_id, raw, stamp, now)
        store.trim(most_bytes(home), keep=survey_id)
    return SeenOutline(read_outline(raw), now, raw)
