"""Who of a list ever opened an email: from the history of each person, read on a person's wish.

The directory's history of a person holds the emails of all lists, so that "never" means never
(D.10); it costs a call a person. The older research core tells it with its contacts (D.12).
Reading changes nothing at the service and counts against nobody's contact frequency.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from qualtrics_desk.api.endpoints import contact_history, core_lists
from qualtrics_desk.api.rates import PER_BRAND
from qualtrics_desk.domain.errors import NotFound, UsageError
from qualtrics_desk.domain.hygiene import Mail, Opening, opening_of
from qualtrics_desk.domain.marking import marked
from qualtrics_desk.domain.places import PlaceKind
from qualtrics_desk.domain.rows import ColumnKind, ColumnSpec, Comparison, Filter, Value, View
from qualtrics_desk.services.concurrency import each
from qualtrics_desk.services.engine.progress import Progress, Report, Stop, silent
from qualtrics_desk.services.lists import find_list
from qualtrics_desk.services.tables.places import (
    contacts_name,
    existing_table,
    openings_name,
    profile_of,
)
from qualtrics_desk.services.tables.reading import (
    Shaped,
    TableRead,
    Turn,
    Walk,
    opened,
    read_pages,
    settle,
    stopped,
    turn,
)
from qualtrics_desk.store.tables.reading import NewRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from qualtrics_desk.api.endpoints.core_lists import CoreContact
    from qualtrics_desk.services.places import Place
    from qualtrics_desk.services.session import Session
    from qualtrics_desk.store.tables.moment import Moment
    from qualtrics_desk.store.tables.table import Table

OPENING = "opening"
COLUMNS = (
    ColumnSpec("contactId", marked("columns", "Contact id"), ColumnKind.CODE),
    ColumnSpec(OPENING, marked("columns", "Opened")),
    ColumnSpec("emails", marked("columns", "Emails"), ColumnKind.NUMBER),
)
CORE_PAGE = 100
"""Contacts that the research core tells of in one call, about."""
_PHASE = "Reading who opened emails"
_PIECE = 100
_AT_ONCE = 12


class OpeningsRead(TableRead, frozen=True, kw_only=True):
    """What came out: people by what is known of them, by the words of `Opening`."""

    people: dict[str, int]


class Cost(NamedTuple):
    """What the reading takes at least: more where somebody got more emails than a page holds."""

    calls: int
    minutes: float


class KeptOpenings(NamedTuple):
    """What was read before.

    Attributes:
        never: Contacts that never opened an email.
        people: How many were asked for.
        untold: Of how many the service does not say it.
        read_at: When that was.
    """

    never: frozenset[str]
    people: int
    untold: int
    read_at: datetime | None


def cost_of(kind: PlaceKind, people: int) -> Cost:
    """What asking for so many people takes, at the rate that a brand allows (C.1)."""
    calls = -(-people // CORE_PAGE) if kind is PlaceKind.CORE else people
    return Cost(calls, calls / PER_BRAND)


async def read_openings(
    session: Session,
    list_id: str,
    directory: str | None = None,
    view: View | None = None,
    *,
    stop: Stop | None = None,
    report: Report = silent,
) -> OpeningsRead:
    """Read who opened emails, of a list whose contacts were read before.

    Args:
        session: The profile at work.
        list_id: The list, or what is seen like one.
        directory: Where it lies, if it is ambiguous.
        view: Which of its contacts; None for all. The research core tells of all in any case.
        stop: The wish to stop.
        report: Told how far it is.

    Raises:
        UsageError: When there is no such list, or its contacts were never read.
        ApiError: When a history cannot be read; what was read is gone on with within an hour.
        JobStopped: On wish; likewise.
    """
    stop = stop or Stop()
    place = await find_list(session.client, list_id, directory)
    name = openings_name(list_id)
    async with turn(session, name) as ours:
        if place.kind is PlaceKind.CORE:
            await _walk_core(session, place, ours, stop, report)
        else:
            await _ask_each(session, place, ours, _unsorted(view), stop, report)
        found = await asyncio.to_thread(lambda: dict(ours.table.values_of(OPENING)))
        counts = {one.value: found.get(one.value, 0) for one in Opening}
        return OpeningsRead(name=name, rows=sum(counts.values()), people=counts)


def kept_openings(session: Session, list_id: str) -> KeptOpenings | None:
    """What was read to its end before, or None; blocks."""
    try:
        table = existing_table(session.home, profile_of(session), openings_name(list_id))
    except UsageError:
        return None
    try:
        with table.moment() as now:
            reading = now.shown
            if reading is None or not reading.is_complete:
                return None
            never = now.ids(View(filters=(_is(Opening.NEVER),)))
            return KeptOpenings(
                frozenset(now.keys_of(never).values()),
                now.count,
                len(now.ids(View(filters=(_is(Opening.UNKNOWN),)))),
                reading.read_at,
            )
    finally:
        table.close()


def _unsorted(view: View | None) -> View:
    return View() if view is None else View(view.text, view.filters)


def _is(opening: Opening) -> Filter:
    return Filter(OPENING, Comparison.IS, (opening.value,))


async def _ask_each(
    session: Session, place: Place, ours: Turn, view: View, stop: Stop, report: Report
) -> None:
    list_id = place.list.mailing_list_id or ""
    directory = place.directory.directory_id or ""
    async with opened(session, contacts_name(list_id)) as people:
        with people.moment() as now:
            contacts = await asyncio.to_thread(_contacts, now, view)
    which = msgspec.json.encode(view).decode()
    scope = {"list": list_id, "which": which, "people": len(contacts)}
    reading = await asyncio.to_thread(ours.table.begin, COLUMNS, scope, total=len(contacts))
    # Who was asked for before the reading was cut off is not asked for again.
    asked = await asyncio.to_thread(_asked, ours.table)
    left = [contact for contact in contacts if contact not in asked]
    done = reading.rows
    report(Progress(_PHASE, done, len(contacts)))
    for start in range(0, len(left), _PIECE):
        if stop.requested:
            raise stopped()
        piece: dict[str, list[Mail] | None] = {}

        async def ask(contact: str, piece: dict[str, list[Mail] | None] = piece) -> None:
            piece[contact] = await _mails(session, directory, contact)

        await each(left[start : start + _PIECE], ask, _AT_ONCE)
        rows = [_row(contact, mails) for contact, mails in piece.items()]
        await asyncio.to_thread(ours.table.append, rows, None)
        done += len(rows)
        report(Progress(_PHASE, done, len(contacts)))
    await settle(ours.table, warnings=(), stop=stop, report=report)


async def _mails(session: Session, directory: str, contact: str) -> list[Mail] | None:
    """The emails of a person through all lists; None of somebody who is not there any more."""
    try:
        return [
            Mail(
                mail.result,
                mail.read,
                bool(mail.response_id or mail.started or mail.completed or mail.survey_finished),
            )
            async for page in session.client.pages(contact_history.list_emails(directory, contact))
            for mail in page.items
        ]
    except NotFound:
        return None


async def _walk_core(
    session: Session, place: Place, ours: Turn, stop: Stop, report: Report
) -> None:
    list_id = place.list.mailing_list_id or ""
    walk = Walk(columns=COLUMNS, scope={"list": list_id}, phase=_PHASE)
    request = core_lists.list_contacts(list_id)
    warnings = await read_pages(
        session, request, ours.table, walk, _core_page, stop=stop, report=report
    )
    await settle(ours.table, warnings=warnings, stop=stop, report=report)


def _core_page(items: Sequence[CoreContact]) -> Shaped:
    return Shaped([_row(one.id or "", _core_mails(one)) for one in items if one.id])


def _core_mails(contact: CoreContact) -> list[Mail] | None:
    if contact.email_history is None:
        return None
    # An email of the core does not name its response: one to the same survey may be through it.
    answered = {one.get("surveyId") for one in contact.response_history or ()} - {None}
    return [
        Mail(_text(one.get("result")), _flag(one.get("read")), one.get("surveyId") in answered)
        for one in contact.email_history
    ]


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _flag(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _row(contact: str, mails: Iterable[Mail] | None) -> NewRow:
    known = None if mails is None else list(mails)
    opening = Opening.UNKNOWN if known is None else opening_of(known)
    values: Mapping[str, Value] = {
        "contactId": contact,
        OPENING: opening.value,
        "emails": None if known is None else len(known),
    }
    return NewRow(contact, values, {})


def _asked(table: Table) -> set[str]:
    found: set[str] = set()
    last = 0
    while rows := table.pending_raws(last, _PIECE):
        found.update(key for _, key, _ in rows)
        last = rows[-1][0]
    return found


def _contacts(now: Moment, view: View) -> list[str]:
    """The contacts of a view that the service knows by an id."""
    keys = now.keys_of(now.ids(view)).values()
    return list(dict.fromkeys(key for key in keys if key.startswith("CID_")))
