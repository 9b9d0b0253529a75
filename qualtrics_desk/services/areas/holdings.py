"""What a user has: surveys, lists, groups, messages; to be looked at before one leaves.

The service hands nothing over by itself and does not say what becomes of it when a user is deleted
(qualtrics-api.md D.16). A token sees the surveys of its own user and those shared with it singly
(F.9), so others of the user may be there that it does not see.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from qualtrics_desk.api.endpoints import (
    distributions,
    events,
    groups,
    libraries,
    surveys,
    users,
)
from qualtrics_desk.domain.errors import ApiError, Forbidden, InvalidRequest, NotFound
from qualtrics_desk.services.concurrency import results_of
from qualtrics_desk.services.engine.progress import Progress, Report, Stop, silent
from qualtrics_desk.services.lists import all_directories, all_lists

if TYPE_CHECKING:
    from qualtrics_desk.services.session import Session

AT_ONCE = 6
SEEN_ONLY = "Only surveys that this token sees are counted; the user may have others."


class Holdings(msgspec.Struct, frozen=True, kw_only=True):
    """What a user has; each with id and name.

    Attributes:
        user: The id.
        name: The user name.
        surveys: Those that this token sees.
        lists: Mailing lists, each with its directory.
        groups: Groups the user is in.
        messages: Messages of the own library.
        waiting: Distributions of the surveys that are not sent yet.
        subscriptions: Event subscriptions about the surveys; whose they are nobody tells.
        notes: What could not be found out.
    """

    user: str
    name: str = ""
    surveys: list[dict[str, Any]] = []
    lists: list[dict[str, Any]] = []
    groups: list[dict[str, Any]] = []
    messages: list[dict[str, Any]] = []
    waiting: list[dict[str, Any]] = []
    subscriptions: list[dict[str, Any]] = []
    notes: list[str] = []

    @property
    def steps(self) -> list[str]:
        """What to do before the user leaves, in this order; in English."""
        found = []
        if self.surveys:
            count = len(self.surveys)
            found.append(f"Hand over or share {count:,} survey{'s' if count != 1 else ''}.")
        if self.lists:
            count = len(self.lists)
            found.append(f"Hand over {count:,} mailing list{'s' if count != 1 else ''}.")
        if self.messages:
            count = len(self.messages)
            found.append(
                f"Copy {count:,} message{'s' if count != 1 else ''} of the user's own library"
                " into another one."
            )
        if self.groups:
            count = len(self.groups)
            found.append(f"Take the user out of {count:,} group{'s' if count != 1 else ''}.")
        return [*found, "Disable the account; delete it only when nothing needs it any more."]


async def holdings_of(
    session: Session, user: str, *, stop: Stop | None = None, report: Report = silent
) -> Holdings:
    """Find out what a user has; only reads.

    Raises:
        ApiError: When the surveys or groups cannot be listed.
        JobStopped: On wish.
    """
    stop = stop or Stop()
    notes = [SEEN_ONLY]
    owned = []
    async for page in session.client.pages(surveys.list_surveys(), parallel=AT_ONCE):
        stop.check()
        owned += [{"id": one.id, "name": one.name} for one in page.items if one.owner_id == user]
        report(Progress("Looking through surveys", len(owned)))
    known = []
    async for page_ in session.client.pages(groups.list_groups()):
        known += page_.items

    async def is_in(group: groups.Group) -> bool:
        stop.check()
        async for page in session.client.pages(groups.list_members(group.id or "")):
            if any(member.key == user for member in page.items):
                return True
        return False

    joined = await results_of(known, is_in, AT_ONCE)
    messages = []
    try:
        async for rows in session.client.pages(libraries.list_messages(user)):
            messages += [{"id": one.id, "name": one.description} for one in rows.items]
    except (Forbidden, NotFound):
        notes.append("The user's own library cannot be seen with this token.")
    except ApiError as error:
        notes.append(f"The user's own library could not be read: {error.user_message}")
    lists = await _lists_of(session, user, notes)
    waiting = await _waiting(session, owned, stop)
    return Holdings(
        user=user,
        name=await _name_of(session, user),
        surveys=owned,
        lists=lists,
        groups=[
            {"id": one.id, "name": one.name}
            for one, is_member in zip(known, joined, strict=True)
            if is_member
        ],
        messages=messages,
        waiting=waiting,
        subscriptions=await _subscriptions(session, owned, notes),
        notes=notes,
    )


async def _name_of(session: Session, user: str) -> str:
    try:
        return (await session.client.send(users.get_user(user))).value.username or ""
    except (Forbidden, NotFound):
        return ""


async def _lists_of(session: Session, user: str, notes: list[str]) -> list[dict[str, Any]]:
    found = []
    try:
        for directory in await all_directories(session.client):
            place = directory.directory_id
            found += [
                {"id": one.mailing_list_id, "name": one.name, "directory": place}
                async for one in all_lists(session.client, directory, owner=user)
            ]
    except (Forbidden, NotFound, InvalidRequest):
        notes.append("The mailing lists of the user cannot be seen with this token.")
    return found


async def _waiting(session: Session, owned: list[dict[str, Any]], stop: Stop) -> list[Any]:
    """Distributions of the user's surveys whose time has not come (D.4)."""

    async def of(survey: dict[str, Any]) -> list[dict[str, Any]]:
        stop.check()
        found = []
        try:
            async for page in session.client.pages(
                distributions.list_distributions(str(survey["id"]))
            ):
                found += [
                    {"id": one.id, "name": survey["name"]}
                    for one in page.items
                    if one.request_status == "Pending"
                ]
        except (Forbidden, NotFound, InvalidRequest):
            # One that cannot be read (F.31) keeps the others from nothing.
            return []
        return found

    return [one for rows in await results_of(owned, of, AT_ONCE) for one in rows]


async def _subscriptions(
    session: Session, owned: list[dict[str, Any]], notes: list[str]
) -> list[dict[str, Any]]:
    mine = {str(one["id"]) for one in owned}
    found: list[dict[str, Any]] = []
    if not mine:
        return found
    try:
        async for page in session.client.pages(events.list_subscriptions()):
            found += [
                {"id": one.id, "name": one.raw.get("topics")}
                for one in page.items
                if mine & set(str(one.raw.get("topics") or "").split("."))
            ]
    except (Forbidden, NotFound):
        notes.append("The event subscriptions cannot be seen with this token.")
    return found
