"""The steps of an offboarding: how each is looked at and done (D.2, D.7, D.16, D.17, D.18).

A step is looked at before it is done and after it: it is done when the service shows it so. Nothing
is made twice: who comes after a step that was tried looks for what it made.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from qualtrics_desk.api.endpoints import groups, libraries, mailing_lists, survey_changes, surveys
from qualtrics_desk.api.endpoints import users as users_endpoint
from qualtrics_desk.domain.errors import Forbidden, NotFound
from qualtrics_desk.domain.ids import DirectoryId, ListId
from qualtrics_desk.domain.outcomes import PlanState, Route
from qualtrics_desk.services.engine.orders import cells_of
from qualtrics_desk.services.roster.live import members_of

if TYPE_CHECKING:
    from qualtrics_desk.services.session import Session
    from qualtrics_desk.store.staging.records import Order

SURVEY, LIST = "hand over survey", "hand over list"
LEAVE, JOIN = "leave group", "join group"
COPY, DELETE_COPY = "copy message", "delete copied message"
DISABLE, ENABLE = "disable account", "enable account"


class Held(NamedTuple):
    """How a step stands.

    Attributes:
        is_done: Whether it is as asked for.
        image: What is there (JSON), for a way back.
        conflict: What somebody else did meanwhile, or "".
        made: The id of what it made, where it was found.
    """

    is_done: bool
    image: bytes = b"null"
    conflict: str = ""
    made: str | None = None


class Step(NamedTuple):
    """A kind of step.

    Attributes:
        plan: What the plan says of it.
        route: When and how it is sent.
        look: How it stands; told whether it was tried before.
        do: Does it; the id of what it made, or None.
    """

    plan: PlanState
    route: Route
    look: Callable[[Session, Order, bool], Awaitable[Held]]
    do: Callable[[Session, Order], Awaitable[str | None]]


def _by_value(order: Order, field: str, held: object, raw: object) -> Held:
    """A step that is about one value: what it shall be, and what it was."""
    new, base = cells_of(order)[field]
    conflict = "" if held in (new, base) else f"It is “{held}” by now and was left as it is."
    return Held(held == new, msgspec.json.encode(raw), conflict)


async def _survey(session: Session, order: Order, tried: bool) -> Held:
    request = surveys.get_survey(order.contact_id or "")
    try:
        found = (await session.client.send(request)).value
    except (Forbidden, NotFound):
        if not tried:
            raise
        # It was to be seen before it was given away: who has it now has not shared it.
        return Held(True)
    return _by_value(order, "ownerId", found.owner_id, {"ownerId": found.owner_id})


async def _give_survey(session: Session, order: Order) -> None:
    owner = str(cells_of(order)["ownerId"][0])
    request = survey_changes.update_survey(order.contact_id or "", owner_id=owner)
    await session.client.send(request)


async def _list(session: Session, order: Order, _tried: bool) -> Held:
    """Lists are told apart by whose they are: a single one may be hidden from others (D.7)."""
    new, base = (str(value) for value in cells_of(order)["ownerId"])
    directory = DirectoryId(order.key or "")
    for owner in (new, base):
        request = mailing_lists.list_lists(directory, owner=owner)
        async for page in session.client.pages(request):
            if any(one.mailing_list_id == order.contact_id for one in page.items):
                return _by_value(order, "ownerId", owner, {"ownerId": owner})
    raise NotFound("The list belongs to neither of them by now.", method="GET", path="")


async def _give_list(session: Session, order: Order) -> None:
    owner = str(cells_of(order)["ownerId"][0])
    request = mailing_lists.update_list(
        DirectoryId(order.key or ""), ListId(order.contact_id or ""), owner=owner
    )
    await session.client.send(request)


async def _is_member(session: Session, order: Order) -> bool:
    return (order.contact_id or "") in await members_of(session, order.key or "")


async def _in_group(session: Session, order: Order, _tried: bool) -> Held:
    return Held(await _is_member(session, order))


async def _out_of_group(session: Session, order: Order, _tried: bool) -> Held:
    return Held(not await _is_member(session, order))


async def _join(session: Session, order: Order) -> None:
    await session.client.send(groups.add_member(order.key or "", order.contact_id or ""))


async def _leave(session: Session, order: Order) -> None:
    await session.client.send(groups.remove_member(order.key or "", order.contact_id or ""))


async def _copied(session: Session, order: Order, tried: bool) -> Held:
    """A copy is only looked for after it was tried: another message may have the same name."""
    if not tried:
        return Held(False)
    name = cells_of(order)["description"][0]
    async for page in session.client.pages(libraries.list_messages(order.key or "")):
        for one in page.items:
            if one.description == name:
                return Held(True, made=one.id)
    return Held(False)


async def _copy(session: Session, order: Order) -> str:
    cells = cells_of(order)
    source = str(cells["library"][1])
    request = libraries.get_message(source, order.contact_id or "")
    held = (await session.client.send(request)).value
    make = libraries.create_message(
        order.key or "",
        category=held.category or "general",
        description=str(cells["description"][0]),
        texts=held.texts,
    )
    return (await session.client.send(make)).value.id


async def _deleted(session: Session, order: Order, _tried: bool) -> Held:
    request = libraries.get_message(order.key or "", order.contact_id or "")
    try:
        found = (await session.client.send(request)).value
    except NotFound:
        return Held(True)
    return Held(False, msgspec.json.encode(found.raw))


async def _delete(session: Session, order: Order) -> None:
    request = libraries.delete_message(order.key or "", order.contact_id or "")
    await session.client.send(request)


async def _account(session: Session, order: Order, _tried: bool) -> Held:
    request = users_endpoint.get_user(order.contact_id or "")
    found = (await session.client.send(request)).value
    status = {"accountStatus": found.account_status}
    return _by_value(order, "status", found.account_status, status)


async def _set_account(session: Session, order: Order) -> None:
    body: dict[str, Any] = {"status": cells_of(order)["status"][0]}
    await session.client.send(users_endpoint.update_user(order.contact_id or "", body))


STEPS = {
    SURVEY: Step(PlanState.CHANGED, Route.PUT, _survey, _give_survey),
    LIST: Step(PlanState.CHANGED, Route.PUT, _list, _give_list),
    JOIN: Step(PlanState.NEW, Route.POST, _in_group, _join),
    LEAVE: Step(PlanState.REMOVED, Route.DELETE, _out_of_group, _leave),
    COPY: Step(PlanState.NEW, Route.POST, _copied, _copy),
    DELETE_COPY: Step(PlanState.REMOVED, Route.DELETE, _deleted, _delete),
    DISABLE: Step(PlanState.CHANGED, Route.LAST, _account, _set_account),
    ENABLE: Step(PlanState.CHANGED, Route.PUT, _account, _set_account),
}
