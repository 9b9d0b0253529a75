"""What is there now: users, groups and members, as a plan compares a file with them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from qualtrics_desk.api.endpoints import groups, users
from qualtrics_desk.domain.errors import NotFound
from qualtrics_desk.services.concurrency import each
from qualtrics_desk.services.engine.progress import Progress, Report, Stop

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from qualtrics_desk.services.roster.rosters import Roster
    from qualtrics_desk.services.session import Session
    from qualtrics_desk.store.staging.staging import Staging

PARALLEL = 6
"""Pages, or single readings, on their way at once."""


class Names:
    """Ids by name, and the other way round; a name may stand for several.

    Args:
        brand: The brand: the service adds it to user names behind a “#” (D.16).
    """

    def __init__(self, brand: str = "") -> None:
        self._suffix = f"#{brand.casefold()}" if brand else ""
        self._ids: dict[str, list[str]] = {}
        self._known: set[str] = set()

    def add(self, thing: str, name: str) -> None:
        """Know a thing."""
        self._known.add(thing)
        self._ids.setdefault(self.key(name), []).append(thing)

    def key(self, name: str) -> str:
        """A name as it is compared."""
        return name.strip().casefold().removesuffix(self._suffix)

    def ids(self, text: str) -> list[str]:
        """The things that an id or a name means."""
        return [text] if text in self._known else self._ids.get(self.key(text), [])

    def __len__(self) -> int:
        return len(self._known)


class Live(NamedTuple):
    """What is there.

    Attributes:
        names: The things of the roster; of memberships, the users.
        groups: The groups, for memberships.
        total: How many there are that a change could touch, for the share limit.
        me: The own user.
    """

    names: Names
    groups: Names
    total: int
    me: str


def member_key(group: str, user: str) -> str:
    """A membership as staging knows it."""
    return f"{group} {user}"


async def read_live(
    session: Session, roster: Roster, staging: Staging, stop: Stop, report: Report
) -> Live:
    """Read everything a file of a roster is compared with; things go to staging.

    Raises:
        ApiError: When a list cannot be read.
        JobStopped: On wish.
    """
    me = await session.me()
    await asyncio.to_thread(staging.clear_live)
    names = Names() if roster.name == "groups" else Names(me.brand_id or "")
    known_groups = Names()
    request: Any = groups.list_groups() if roster.name == "groups" else users.list_users()
    name_field = "name" if roster.name == "groups" else "username"
    async for page in session.client.pages(request, parallel=PARALLEL):
        stop.check()
        found = []
        for item in page.items:
            thing = roster.area.id_of(item.raw)
            names.add(thing, str(item.raw.get(name_field) or ""))
            found.append((thing, None, None, msgspec.json.encode(item.raw)))
        if not roster.is_memberships:
            await asyncio.to_thread(staging.add_live, found)
        report(Progress("Reading the list", len(names)))
    if roster.is_memberships:
        async for groups_ in session.client.pages(groups.list_groups(), parallel=PARALLEL):
            stop.check()
            for group in groups_.items:
                known_groups.add(group.id or "", group.name or "")
    return Live(names, known_groups, len(names), me.user_id or "")


async def read_members(
    session: Session, wanted: Collection[str], staging: Staging, stop: Stop, report: Report
) -> int:
    """Read who is in some groups into staging; returns how many memberships there are.

    A group that is gone has no members.
    """
    count = 0
    for number, group in enumerate(sorted(wanted), start=1):
        stop.check()
        found = await members_of(session, group)
        count += len(found)
        rows = [(member_key(group, user), None, None, raw) for user, raw in found.items()]
        await asyncio.to_thread(staging.add_live, rows)
        report(Progress("Reading the members", number, len(wanted)))
    return count


async def members_of(session: Session, group: str) -> dict[str, bytes]:
    """The members of a group by their ids (JSON)."""
    found = {}
    try:
        async for page in session.client.pages(groups.list_members(group)):
            for user in page.items:
                found[user.key or ""] = msgspec.json.encode(user.raw)
    except NotFound:
        return {}
    return found


async def read_singly(
    session: Session,
    roster: Roster,
    wanted: Iterable[str],
    staging: Staging,
    stop: Stop,
    report: Report,
) -> None:
    """Read things one by one, where the list does not show what is compared."""
    show = roster.area.show
    if show is None:
        return
    things = sorted(set(wanted))
    done = 0

    async def work(thing: str) -> None:
        nonlocal done
        stop.check()
        try:
            raw = (await session.client.send(show("", thing))).value.raw
        except NotFound:
            return
        row = (thing, None, None, msgspec.json.encode(raw))
        await asyncio.to_thread(staging.add_live, [row])
        done += 1
        report(Progress("Reading one by one", done, len(things)))

    await each(things, work, PARALLEL)
