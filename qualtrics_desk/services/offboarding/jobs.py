"""An offboarding as a job: a row a step, planned, sent, resumed and taken back as all jobs are."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import msgspec

from qualtrics_desk.api.endpoints import libraries, users
from qualtrics_desk.domain.errors import Forbidden, NotFound, StoreError, UsageError
from qualtrics_desk.services.areas.holdings import holdings_of
from qualtrics_desk.services.edits.planning import OrderOptions
from qualtrics_desk.services.engine.plan import Forecast, minutes_of
from qualtrics_desk.services.engine.progress import Progress, Report, Stop
from qualtrics_desk.services.offboarding import steps
from qualtrics_desk.services.roster.live import members_of
from qualtrics_desk.store.journal.records import PlannedRow
from qualtrics_desk.store.staging.records import Draft, Order, SourceLine, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from qualtrics_desk.services.areas.holdings import Holdings
    from qualtrics_desk.services.session import Session
    from qualtrics_desk.store.journal.jobs import Job
    from qualtrics_desk.store.staging.staging import Staging

KIND = "user offboard"
UNDO = "offboard undo"
KINDS = (KIND, UNDO)
HEADER = ["step", "name", "id"]
"""What a row of an offboarding is told by."""


class Handover(msgspec.Struct, frozen=True, kw_only=True):
    """What is wished.

    Attributes:
        user: Who leaves.
        successor: Who takes over; "" for nobody: then only groups and the account are seen to.
        surveys: Whether the surveys go to the successor.
        lists: Whether the mailing lists do.
        messages: Whether the messages of the own library are copied into the successor's.
        groups: Whether the user leaves all groups, and the successor joins those.
        disable: Whether the account is disabled at the end.
    """

    user: str
    successor: str = ""
    surveys: bool = True
    lists: bool = True
    messages: bool = True
    groups: bool = True
    disable: bool = True


class OffboardOptions(OrderOptions, frozen=True, kw_only=True):
    """What a job of an offboarding keeps beside its rows."""

    handover: Handover


async def create_offboarding(
    session: Session, wish: Handover, *, results: str | None = None
) -> int:
    """Write a job in state `planning`; returns its id. Sends nothing that writes.

    Raises:
        UsageError: When user and successor are the same, are not there, or it is the own user.
    """
    me = await session.me()
    if wish.user == wish.successor:
        raise UsageError("Somebody else has to take over.")
    if wish.disable and wish.user == me.user_id:
        raise UsageError(
            "This is your own user: you could not sign in any more.",
            hint="Let another brand administrator do it.",
        )
    found = (await session.client.send(users.get_user(wish.user), urgent=True)).value
    if wish.successor:
        await session.client.send(users.get_user(wish.successor), urgent=True)
    options = OffboardOptions(handover=wish, results=results)
    return await session.create_job(KIND, msgspec.to_builtins(options), list_name=found.username)


async def plan_offboarding(
    session: Session, job: Job, staging: Staging, stop: Stop, report: Report
) -> Forecast:
    """Find out what there is to hand over, and make a row of every step; writes nothing remote.

    Raises:
        ApiError: When what the user has cannot be read.
        StoreError: When the working copy of an undo or a retry is not whole.
    """
    options = msgspec.convert(job.options, OffboardOptions)
    notes = list(options.notes)
    limits: tuple[str, ...] = ()
    if job.parent is None:
        wish = options.handover
        held = await holdings_of(session, wish.user, stop=stop, report=report)
        if held.messages and wish.successor and wish.messages:
            wish = await _with_a_library(session, wish)
            if not wish.messages:
                notes.append(_NO_LIBRARY)
        if wish.successor and wish.groups:
            held = await _with_successor(session, wish, held)
        found = list(rows_of(wish, held))
        await asyncio.to_thread(write_rows, staging, found)
        await asyncio.to_thread(session.journal.jobs.set_header, job.id, HEADER)
        notes += [*held.notes, *_not_done(wish, held)]
        limits = (
            "Undo gives lists back, and surveys as far as this token still sees them; it deletes"
            " the copied messages, restores the groups and enables the account.",
        )
    elif await asyncio.to_thread(staging.row_count) != options.rows:
        raise StoreError(
            f"The working copy of job {job.id} is not whole.",
            hint="Nothing was sent. Discard the job and begin again.",
        )
    report(Progress("Writing the plan"))
    states = await asyncio.to_thread(_write_plan, session, job, staging)
    calls = sum(states.values())
    return Forecast(
        rows=calls,
        live=calls,
        states=states,
        chunks=0,
        single_calls=calls,
        changed_share=0.0,
        share_exceeded=False,
        protected={},
        minutes=minutes_of(calls, 0),
        notes=tuple(notes),
        undo_limits=limits,
    )


_NO_LIBRARY = (
    "The library of who takes over cannot be seen with this token: nothing is copied there."
)


async def _with_a_library(session: Session, wish: Handover) -> Handover:
    """The wish, without copies where the library they should go to is not open."""
    try:
        await session.client.send(libraries.list_messages(wish.successor))
    except (Forbidden, NotFound):
        return msgspec.structs.replace(wish, messages=False)
    return wish


async def _with_successor(session: Session, wish: Handover, held: Holdings) -> Holdings:
    """The groups, with a mark on those that the successor is in already."""
    marked = [
        {**one, "hasSuccessor": wish.successor in await members_of(session, one["id"])}
        for one in held.groups
    ]
    return msgspec.structs.replace(held, groups=marked)


def _write_plan(session: Session, job: Job, staging: Staging) -> dict[str, int]:
    ledger = session.journal.ledger
    ledger.clear(job.id)
    staging.clear_verdicts()
    states: dict[str, int] = {}
    for piece in staging.orders():
        rows, verdicts = [], []
        for order in piece:
            step = steps.STEPS[order.action]
            rows.append(PlannedRow(order.row, step.plan, step.route, None, _subject(order)))
            verdicts.append(
                Verdict(order.row, step.plan, None, order.contact_id or "", None, False)
            )
            states[step.plan] = states.get(step.plan, 0) + 1
        ledger.add_rows(job.id, rows)
        staging.add_verdicts(verdicts)
    return states


def _subject(order: Order) -> str | None:
    """The id that a row is about; of a copy it is known when it is made."""
    return None if order.action == steps.COPY else order.contact_id


Row = tuple[Order, str]
"""An order and the name of what it is about."""


def rows_of(wish: Handover, held: Holdings) -> Iterable[Row]:
    """The steps in their order."""
    owner = cells(ownerId=(wish.successor, wish.user))
    if wish.successor and wish.surveys:
        for one in held.surveys:
            yield _order(steps.SURVEY, None, one["id"], owner), one["name"]
    if wish.successor and wish.lists:
        for one in held.lists:
            yield _order(steps.LIST, one["directory"], one["id"], owner), one["name"]
    if wish.successor and wish.messages:
        for one in held.messages:
            # The name says whose it was: two users have a message “Invitation” each.
            name = f"{one['name']} (from {held.name or wish.user})"
            copy = cells(library=(wish.successor, wish.user), description=(name, None))
            yield _order(steps.COPY, wish.successor, one["id"], copy), name
    if wish.groups:
        for one in held.groups:
            if wish.successor and not one.get("hasSuccessor"):
                yield _order(steps.JOIN, one["id"], wish.successor, b"{}"), one["name"]
            yield _order(steps.LEAVE, one["id"], wish.user, b"{}"), one["name"]
    if wish.disable:
        status = cells(status=("disabled", "active"))
        yield _order(steps.DISABLE, None, wish.user, status), held.name or wish.user


def cells(**pairs: tuple[Any, Any]) -> bytes:
    """New value and base by field, as an order has them."""
    return msgspec.json.encode(pairs)


def _order(action: str, key: str | None, thing: str, cells_: bytes) -> Order:
    return Order(0, action, key, thing, cells_)


def write_rows(staging: Staging, found: Iterable[Row]) -> int:
    """Write steps as rows, in place of those that were there; how many there are."""
    staging.clear()
    lines, drafts, orders = [], [], []
    for number, (order, name) in enumerate(found, start=1):
        told = [order.action, name or "", order.contact_id or ""]
        lines.append(SourceLine(number, number, msgspec.json.encode(told)))
        drafts.append(Draft(number, None, b"{}", None, None, None))
        orders.append(order._replace(row=number))
    staging.add_rows(lines, drafts)
    staging.add_orders(orders)
    return len(orders)


def _not_done(wish: Handover, held: Holdings) -> list[str]:
    """What the service cannot hand over, or is not wished to be: said plainly."""
    found = []
    for count, is_moved, text in (
        (len(held.surveys), wish.surveys, "{0:,} surveys stay with the user."),
        (len(held.lists), wish.lists, "{0:,} mailing lists stay with the user."),
        (len(held.messages), wish.messages, "{0:,} messages stay in the user's own library only."),
    ):
        if count and not (wish.successor and is_moved):
            found.append(text.format(count))
    if held.waiting:
        found.append(
            f"{len(held.waiting):,} distributions of the surveys wait to be sent: they go out as"
            " they are. The service cannot change who they are from; delete one and make it anew."
        )
    if held.subscriptions:
        found.append(
            f"{len(held.subscriptions):,} event subscriptions are about these surveys. They belong"
            " to the brand and stay; the service does not say who made them."
        )
    found.append(
        "Graphics, library surveys, dashboards, tickets and the user's API token cannot be handed"
        " over by this service. Programs that use the token stop when the account is disabled."
    )
    return found


def handover_of(options: Mapping[str, Any]) -> Handover:
    """What was wished for a job."""
    return msgspec.convert(options["handover"], Handover)
