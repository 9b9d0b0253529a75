"""What comparing a list with its links would read, before anything is read."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import msgspec

from qualtrics_desk.services.links.reconcile import links_of
from qualtrics_desk.services.lists import find_list
from qualtrics_desk.services.tables.places import links_name, profile_of
from qualtrics_desk.services.tables.reading import opened

if TYPE_CHECKING:
    from qualtrics_desk.services.session import Session


class ReconcileForecast(msgspec.Struct, frozen=True, kw_only=True):
    """What a comparison would do.

    Attributes:
        contacts: Of the list, as the service counts them (approximate), or None.
        kept: Distributions whose links were read before.
        to_read: Those whose links would be read now, which counts as a contact for everybody.
    """

    list_name: str
    contacts: int | None
    kept: list[str]
    to_read: list[str]


async def foresee_reconcile(
    session: Session,
    survey: str,
    list_id: str,
    directory: str | None = None,
    *,
    reread: bool = False,
) -> ReconcileForecast:
    """Say whose links would be read; reads none.

    Raises:
        UsageError: When there is no such list or survey.
    """
    place = await find_list(session.client, list_id, directory)
    made = [one.id or "" for one in await links_of(session, survey, list_id)]
    kept = [] if reread else [one for one in made if await _is_kept(session, one)]
    return ReconcileForecast(
        list_name=place.list.name or list_id,
        contacts=place.list.contact_count,
        kept=kept,
        to_read=[one for one in made if one not in kept],
    )


async def _is_kept(session: Session, distribution: str) -> bool:
    path = session.home.table(profile_of(session), links_name(distribution))
    if not await asyncio.to_thread(path.exists):
        return False
    async with opened(session, links_name(distribution)) as table:
        shown = await asyncio.to_thread(lambda: table.shown)
    return shown is not None and shown.is_complete
