"""Names of the people who own surveys and lists: asked for one by one, and kept."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from qualtrics_desk.api.endpoints import groups, users
from qualtrics_desk.domain.errors import Forbidden, NotFound
from qualtrics_desk.services.tables.places import profile_of
from qualtrics_desk.store.cache import Thing, open_cache

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qualtrics_desk.services.session import Session
    from qualtrics_desk.store.paths import Home

KIND = "owners"
MOST = 2_000


def known_owners(home: Home, profile: str) -> dict[str, str]:
    """Names by ids, "" for those that could not be read; blocks."""
    cache = open_cache(home.cache(profile))
    try:
        return {thing.id: thing.name for thing in cache.page(KIND, limit=MOST)}
    finally:
        cache.close()


async def learn_owners(session: Session, wanted: Iterable[str]) -> dict[str, str]:
    """Names of owners; those that were not known are asked for.

    A token that may not read other users learns its own name only, and asks once.

    Raises:
        ApiError: When the service cannot be asked.
    """
    home, profile = session.home, profile_of(session)
    known = await asyncio.to_thread(known_owners, home, profile)
    me = await session.me()
    found: dict[str, str] = {}
    if me.user_id and me.user_id not in known:
        found[me.user_id] = " ".join(part for part in (me.first_name, me.last_name) if part)
    for owner in wanted:
        if not owner.startswith("UR_") or owner in known or owner in found:
            continue
        try:
            user = (await session.client.send(users.get_user(owner))).value
        except NotFound:
            found[owner] = ""
        except Forbidden:
            # The right is missing for all of them (D.16): no use in asking for the next one.
            break
        else:
            found[owner] = " ".join(part for part in (user.first_name, user.last_name) if part)
    if found:
        await asyncio.to_thread(_keep, home, profile, found)
    return {**known, **found}


async def possible_owners(session: Session) -> dict[str, str]:
    """Who can own a list, users and groups, by id: what they are called, no two alike.

    A token that may not read users, or groups, is told none of them (D.16, D.17).

    Raises:
        ApiError: When the service cannot be asked.
    """
    found: dict[str, str] = {}
    try:
        async for page in session.client.pages(users.list_users(), urgent=True):
            for user in page.items:
                name = f"{user.first_name or ''} {user.last_name or ''}".strip()
                found[user.id or ""] = f"{name} · {user.username or user.id}".strip(" ·")
    except (Forbidden, NotFound):
        found.clear()
    try:
        async for page_ in session.client.pages(groups.list_groups(), urgent=True):
            for group in page_.items:
                found[group.id or ""] = f"{group.name or ''} · {group.id}".strip(" ·")
    except (Forbidden, NotFound):
        return found
    return found


def _keep(home: Home, profile: str, found: dict[str, str]) -> None:
    cache = open_cache(home.cache(profile))
    try:
        for owner, name in found.items():
            cache.put(KIND, Thing(id=owner, name=name, raw={}))
    finally:
        cache.close()
