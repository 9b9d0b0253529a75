"""What a token can do: who it belongs to, and which areas answer it.

Everything here reads, one page each. Links are never listed: that changes people's contact
frequency (qualtrics-api.md D.5). A refusal in an area is a finding; a refusal of the token itself
is an error.
"""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit

from qualtrics_desk.api.client import Client
from qualtrics_desk.api.endpoints import (
    access,
    account,
    contacts,
    directories,
    distributions,
    events,
    groups,
    libraries,
    mailing_lists,
    response_exports,
    surveys,
    users,
)
from qualtrics_desk.domain.errors import (
    ApiError,
    AuthRejected,
    DeskError,
    Forbidden,
    NotFound,
    StatusError,
)
from qualtrics_desk.services.sign_in.access import (
    Access,
    Area,
    AreaName,
    AreaState,
    DirectoryKind,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from qualtrics_desk.api.connection import Connection
    from qualtrics_desk.api.endpoints.account import Me
    from qualtrics_desk.api.endpoints.directories import Directory
    from qualtrics_desk.api.requests import Request

T = TypeVar("T")

PATIENCE = 30.0
"""Seconds one call of the probe may take: a person waits."""

_DOMAIN = ".qualtrics.com"


_SCOPES = {
    AreaName.SURVEYS: "read:surveys",
    AreaName.DISTRIBUTIONS: "read:distributions",
    AreaName.RESPONSES: "read:survey_responses",
    AreaName.DIRECTORY: "read:directories",
    AreaName.LISTS: "read:mailing_lists",
    AreaName.CONTACTS: "read:mailing_list_contacts",
    AreaName.USERS: "read:users",
    AreaName.GROUPS: "read:groups",
    AreaName.DIVISIONS: "read:divisions",
    AreaName.ORGANIZATION: "read:organizations",
    AreaName.LIBRARY: "read:libraries",
    AreaName.EVENTS: "read:subscriptions",
    AreaName.CORE_LISTS: "read:mailing_lists",
}


async def probe(connection: Connection, *, on_area: Callable[[Area], None] | None = None) -> Access:
    """Ask who the token belongs to and what it opens.

    Args:
        connection: What to try; nothing of it is kept.
        on_area: Told about each area as soon as it is known.

    Raises:
        ApiError: When the service cannot be reached, or does not take the token.
        UsageError: When a certificate or the proxy cannot be used.
    """
    async with Client(connection, patience=PATIENCE) as client:
        look = _Look(client, on_area)
        me = await look.ask(account.whoami())
        async with asyncio.TaskGroup() as group:
            for request, name in (
                (groups.list_groups(), AreaName.GROUPS),
                (libraries.list_libraries(), AreaName.LIBRARY),
                (events.list_subscriptions(), AreaName.EVENTS),
                (access.core_lists(), AreaName.CORE_LISTS),
                (groups.get_organization(me.brand_id or ""), AreaName.ORGANIZATION),
            ):
                group.create_task(look.at(name, request))
            group.create_task(look.at_users())
            group.create_task(look.at_surveys())
            group.create_task(look.at_directories())
        return Access(
            me=me,
            areas=tuple(look.areas[name] for name in AreaName),
            directory=look.directory,
            suggested_host=client.suggested_host or _right_host(connection, me),
            latency=look.latency,
        )


class _Look:
    """One probe under way."""

    def __init__(self, client: Client, on_area: Callable[[Area], None] | None) -> None:
        self._client = client
        self._on_area = on_area
        self.areas: dict[AreaName, Area] = {}
        self.directory = DirectoryKind.UNKNOWN
        self.latency = float("inf")

    async def ask(self, request: Request[T]) -> T:
        started = time.perf_counter()
        reply = await self._client.send(request, urgent=True)
        self.latency = min(self.latency, time.perf_counter() - started)
        return reply.value

    async def at(self, name: AreaName, request: Request[T]) -> T | None:
        """Ask an area; its answer, or None when it gave none."""
        try:
            value = await self.ask(request)
        except ApiError as error:
            self._tell(name, _state_of(name, error), reason=error)
            return None
        self._tell(name, AreaState.AVAILABLE)
        return value

    async def at_users(self) -> None:
        """Users, and a division that one of them is in: divisions have no list (D.17)."""
        page = await self.at(AreaName.USERS, users.list_users())
        known = (user.division_id for user in page.items) if page else ()
        division = next((one for one in known if one), None)
        if division is None:
            self._cannot_ask(AreaName.DIVISIONS, AreaName.USERS, "No user is in a division yet.")
            return
        await self.at(AreaName.DIVISIONS, groups.get_division(division))

    async def at_surveys(self) -> None:
        page = await self.at(AreaName.SURVEYS, surveys.list_surveys())
        survey = next((found.id for found in page.items if found.id), None) if page else None
        if survey is None:
            for name in (AreaName.DISTRIBUTIONS, AreaName.RESPONSES):
                self._cannot_ask(name, AreaName.SURVEYS, "There is no survey yet.")
            return
        # Of one survey, as the service wants it; its links are not touched, and no export begins.
        async with asyncio.TaskGroup() as group:
            group.create_task(
                self.at(AreaName.DISTRIBUTIONS, distributions.list_distributions(survey))
            )
            group.create_task(self.at(AreaName.RESPONSES, response_exports.list_filters(survey)))

    async def at_directories(self) -> None:
        page = await self.at(AreaName.DIRECTORY, directories.list_directories())
        directory = _first(page.items) if page else None
        if directory is None:
            if page is not None:
                self._tell(AreaName.DIRECTORY, AreaState.ABSENT)
            known = self.areas[AreaName.DIRECTORY].state
            if known in {AreaState.ABSENT, AreaState.RETIRED}:
                self.directory = DirectoryKind.NONE
            for name in (AreaName.LISTS, AreaName.CONTACTS):
                self._cannot_ask(name, AreaName.DIRECTORY, "There is no directory.")
            return
        async with asyncio.TaskGroup() as group:
            group.create_task(self._tell_kind(directory))
            group.create_task(self._at_lists(directory))

    async def _tell_kind(self, directory: str) -> None:
        try:
            await self.ask(access.directory_contacts(directory))
        except Forbidden as error:
            # The same status as a missing right: only the words tell them apart.
            if "lite" in (error.service_text or "").lower():
                self.directory = DirectoryKind.LITE
        except ApiError:
            pass
        else:
            self.directory = DirectoryKind.XM

    async def _at_lists(self, directory: str) -> None:
        page = await self.at(AreaName.LISTS, mailing_lists.list_lists(directory))
        found = (
            next((one.mailing_list_id for one in page.items if one.mailing_list_id), None)
            if (page)
            else None
        )
        if found is None:
            self._cannot_ask(AreaName.CONTACTS, AreaName.LISTS, "There is no mailing list yet.")
            return
        await self.at(
            AreaName.CONTACTS,
            contacts.list_contacts(directory, found, include_embedded=False, page_size=1),
        )

    def _cannot_ask(self, name: AreaName, before: AreaName, note: str) -> None:
        """An area that is reached through another one, which gave nothing to go on with."""
        known = self.areas[before]
        if known.state is AreaState.AVAILABLE:
            self._tell(name, AreaState.UNKNOWN, note=note)
        else:
            self._tell(name, known.state, reason=known.reason, note=known.note)

    def _tell(
        self,
        name: AreaName,
        state: AreaState,
        *,
        reason: DeskError | None = None,
        note: str = "",
    ) -> None:
        area = Area(name=name, state=state, scope=_SCOPES[name], reason=reason, note=note)
        self.areas[name] = area
        if self._on_area is not None:
            self._on_area(area)


def _state_of(name: AreaName, error: ApiError) -> AreaState:
    match error:
        case Forbidden() | AuthRejected():
            # The token itself was taken a moment ago, so a 401 means this area (A.4).
            return AreaState.NOT_ALLOWED
        case NotFound(status=410):
            return AreaState.RETIRED
        case NotFound():
            # Announced for removal (D.12); elsewhere an unknown route is one the brand lacks.
            retired = name is AreaName.CORE_LISTS
            return AreaState.RETIRED if retired else AreaState.ABSENT
        case StatusError(code="GS_5"):
            return AreaState.NOT_ALLOWED
        case _:
            return AreaState.UNKNOWN


def _first(found: list[Directory]) -> str | None:
    """The default directory, else the first one."""
    ordered = sorted(found, key=lambda directory: not directory.is_default)
    return next((one.directory_id for one in ordered if one.directory_id), None)


def _right_host(connection: Connection, me: Me) -> str | None:
    """The host of the user's own data centre, where the profile names another one (A.1)."""
    host = urlsplit(connection.base_url).hostname or ""
    centre = (me.datacenter or "").lower()
    if not host.endswith(_DOMAIN) or not centre.isalnum():
        return None
    right = f"{centre}{_DOMAIN}"
    return None if host == right or host.endswith(f".{right}") else right
