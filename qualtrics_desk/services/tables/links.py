"""The links of a distribution, joined with the contacts of its list, in a table (D.5).

The contacts are read first, so that each link is written once with all its columns. Contacts
without a link stand in the table, too: who is missing is a filter, as who is expired is.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import msgspec

from qualtrics_desk.api.endpoints import distributions
from qualtrics_desk.api.endpoints.distributions import Link
from qualtrics_desk.domain.contacts import EMBEDDED_PREFIX, as_boolean, opted_out
from qualtrics_desk.domain.dates import parse_moment, to_service
from qualtrics_desk.domain.marking import marked
from qualtrics_desk.domain.rows import ColumnKind, ColumnSpec, Value, View
from qualtrics_desk.services.engine.progress import Progress, Report, Stop, silent
from qualtrics_desk.services.links.columns import (
    LINK_COLUMNS,
    cells_of,
    identity,
    link_keys,
)
from qualtrics_desk.services.links.guard import place_of, require_links
from qualtrics_desk.services.links.people import People
from qualtrics_desk.services.tables.contacts import key_of, read_place
from qualtrics_desk.services.tables.places import contacts_name, links_name
from qualtrics_desk.services.tables.reading import (
    EMPTY_LOOKS,
    Shaped,
    TableRead,
    Walk,
    opened,
    read_pages,
    settle,
    stopped,
    turn,
)
from qualtrics_desk.store.scratch import Scratch
from qualtrics_desk.store.tables.reading import NewRow

if TYPE_CHECKING:
    from qualtrics_desk.services.places import Place
    from qualtrics_desk.services.session import Session
    from qualtrics_desk.store.tables.moment import Moment
    from qualtrics_desk.store.tables.table import Table

STATE = "linkState"
ACTIVE, EXPIRED, MISSING = "active", "expired", "missing"

_TITLES = {
    "contactId": (marked("columns", "Contact id"), ColumnKind.CODE),
    "contactLookupId": (marked("columns", "Look-up id"), ColumnKind.CODE),
    "transactionId": (marked("columns", "Transaction"), ColumnKind.CODE),
    "firstName": (marked("columns", "First name"), ColumnKind.TEXT),
    "lastName": (marked("columns", "Last name"), ColumnKind.TEXT),
    "email": (marked("columns", "E-mail"), ColumnKind.TEXT),
    "externalDataReference": (marked("columns", "External reference"), ColumnKind.TEXT),
    "link": (marked("columns", "Link"), ColumnKind.CODE),
    "linkExpiration": (marked("columns", "Link ends"), ColumnKind.MOMENT),
    "exceededContactFrequency": (marked("columns", "Contacted too often"), ColumnKind.FLAG),
    "unsubscribed": (marked("columns", "Opted out"), ColumnKind.FLAG),
}
COLUMNS = (
    *(ColumnSpec(key, *_TITLES[key]) for key in LINK_COLUMNS),
    ColumnSpec(STATE, "State"),
)
JOINED = (ColumnSpec("phone", "Phone"), ColumnSpec("language", "Language"))
"""Columns of the contact, before its embedded data."""
_COUNTED = ("rows", "contacts", "missing", "unmatched", "expired", "opted_out")
_PIECE = 1_000
_MISSING_KEY = "missing "
_POSITIONS_LIVE = timedelta(days=6)
"""A reading that was cut off is gone on with as long as the service knows its place: each further
reading of a link counts as a contact."""


class LinksReading(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be read.

    Attributes:
        survey: The survey of the distribution.
        consent: Id of the distribution whose e-mail dates may be reset by reading, where it was
            not made as links (D.5).
        join: Whether the contacts of its list are read, too.
        people_since: Contacts read since this moment are fresh enough; None: they are read anew.
    """

    survey: str
    distribution: str
    consent: str | None = None
    join: bool = True
    people_since: datetime | None = None


class LinksRead(TableRead, frozen=True, kw_only=True):
    """What came out.

    Attributes:
        rows: Links.
        contacts: Contacts of the list, or None where it was not read.
        missing: Contacts without a link; they stand in the table.
        unmatched: Links for which no contact of the list could be told.
        expired: Links that have ended.
        opted_out: Links of people who opted out.
    """

    contacts: int | None
    missing: int
    unmatched: int
    expired: int
    opted_out: int


async def read_links(
    session: Session,
    wish: LinksReading,
    *,
    stop: Stop | None = None,
    report: Report = silent,
) -> LinksRead:
    """Read every link once, with the columns of its contact.

    Raises:
        UsageError: When the distribution was not made as links and nobody consented.
        ApiError: When a page cannot be fetched; the pages before it are kept.
        JobStopped: On wish.
    """
    stop = stop or Stop()
    request = distributions.get_distribution(wish.distribution, wish.survey)
    found = (await session.client.send(request, urgent=True)).value
    require_links(found, wish.distribution, wish.consent)
    place = await place_of(session, found) if wish.join else None
    name = links_name(wish.distribution)
    async with turn(session, name) as ours:
        table = ours.table
        done = await ours.done_meanwhile()
        if done is not None:
            counts = {key: done.facts[key] for key in _COUNTED}
            return LinksRead(name=name, warnings=list(done.warnings), **counts)
        if place is None:
            with Scratch() as scratch:
                return await _read(
                    session, wish, table, None, None, People(scratch), stop=stop, report=report
                )
        await _read_people(session, table, place, wish.people_since, stop=stop, report=report)
        async with opened(session, contacts_name(place.list.mailing_list_id or "")) as contacts:
            # Held and compared are the same contacts, even if somebody reads the list anew.
            with contacts.moment() as people, Scratch() as scratch:
                held = People(scratch)
                for piece in _pieces(people):
                    stop.check()
                    await asyncio.to_thread(_hold, people, piece, held)
                return await _read(
                    session, wish, table, place, people, held, stop=stop, report=report
                )


async def _read_people(
    session: Session,
    table: Table,
    place: Place,
    since: datetime | None,
    *,
    stop: Stop,
    report: Report,
) -> None:
    """Read the contacts, unless the reading of links that is gone on with has read them."""
    async with opened(session, contacts_name(place.list.mailing_list_id or "")) as people:
        shown, pending = people.shown, table.pending
    if since is not None and shown is not None and shown.read_at and shown.read_at >= since:
        return
    if (
        pending is not None
        and shown is not None
        and shown.read_at is not None
        and timedelta(0) < pending.started_at - shown.read_at < _POSITIONS_LIVE
        and datetime.now(UTC) - pending.touched_at < _POSITIONS_LIVE
    ):
        return
    await read_place(session, place, stop=stop, report=report)


async def _read(
    session: Session,
    wish: LinksReading,
    table: Table,
    place: Place | None,
    people: Moment | None,
    held: People,
    *,
    stop: Stop,
    report: Report,
) -> LinksRead:
    me = await session.me()
    embedded = [] if people is None else people.columns
    columns = [*COLUMNS]
    if people is not None:
        columns += JOINED
        columns += [column for column in embedded if column.key.startswith(EMBEDDED_PREFIX)]
    total = None if people is None else people.count
    shape = _LinkShape(columns, held if people is not None else None)
    walk = Walk(
        columns=columns,
        scope={
            "brand": me.brand_id,
            "survey": wish.survey,
            "distribution": wish.distribution,
            "join": people is not None,
        },
        phase="Reading links",
        total=total,
        resume_within=_POSITIONS_LIVE,
        looks=EMPTY_LOOKS if total else (),
    )
    warnings = await read_pages(
        session,
        distributions.list_links(wish.distribution, wish.survey),
        table,
        walk,
        shape.page,
        stop=stop,
        report=report,
    )
    counts = await _compare(table, people, held, columns, stop=stop, report=report)
    list_id = None if place is None else place.list.mailing_list_id
    await settle(
        table, warnings=warnings, facts={**counts, "list": list_id}, stop=stop, report=report
    )
    return LinksRead(name=links_name(wish.distribution), warnings=warnings, **counts)


class _LinkShape:
    def __init__(self, columns: Sequence[ColumnSpec], held: People | None) -> None:
        self._columns = columns
        self._keys = [column.key for column in columns]
        self._held = held
        self._now = datetime.now(UTC)

    def page(self, items: Sequence[Link]) -> Shaped:
        return Shaped([self._row(item) for item in items])

    def _row(self, link: Link) -> NewRow:
        contact = None if self._held is None else self._held.contact_of(link_keys(link))
        cells = cells_of(link, self._keys, contact)
        values = {
            column.key: _value(column.kind, cell)
            for column, cell in zip(self._columns, cells, strict=True)
        }
        values[STATE] = EXPIRED if _has_ended(link, self._now) else ACTIVE
        return NewRow(identity(link.raw), values, link.raw)


def _value(kind: ColumnKind, cell: str) -> Value:
    if not cell:
        return None
    if kind is ColumnKind.FLAG:
        return as_boolean(cell)
    if kind is ColumnKind.MOMENT:
        moment = parse_moment(cell)
        return cell if moment is None else to_service(moment)
    return cell


def _hold(people: Moment, ids: Sequence[int], held: People) -> None:
    held.hold(people.raws(ids))


def _pieces(people: Moment) -> Iterator[Sequence[int]]:
    ids = people.ids(View())
    for start in range(0, len(ids), _PIECE):
        yield ids[start : start + _PIECE]


async def _compare(
    table: Table,
    people: Moment | None,
    held: People,
    columns: Sequence[ColumnSpec],
    *,
    stop: Stop,
    report: Report,
) -> dict[str, Any]:
    """Count the links, and add the contacts that have none."""
    counts = dict.fromkeys(("rows", "missing", "unmatched", "expired", "opted_out"), 0)
    held.unmatched = 0
    with Scratch() as linked:
        after = 0
        while piece := await asyncio.to_thread(table.pending_raws, after, _PIECE):
            if stop.requested:
                raise stopped()
            await asyncio.to_thread(_count, piece, held if people else None, linked, counts)
            after = piece[-1][0]
            report(Progress("Comparing with the list", counts["rows"]))
        if people is None:
            return {**counts, "contacts": None}
        for ids in _pieces(people):
            rows = await asyncio.to_thread(_missing, people, ids, linked, columns)
            counts["missing"] += len(rows)
            await asyncio.to_thread(table.append, rows, None)
    counts["unmatched"] = held.unmatched
    return {**counts, "contacts": people.count}


def _count(
    rows: Sequence[tuple[int, str, dict[str, Any]]],
    held: People | None,
    linked: Scratch,
    counts: dict[str, int],
) -> None:
    now = datetime.now(UTC)
    for _, key, raw in rows:
        if key.startswith(_MISSING_KEY):
            continue
        link = Link.from_raw(raw)
        counts["rows"] += 1
        counts["expired"] += _has_ended(link, now)
        counts["opted_out"] += bool(link.unsubscribed)
        contact = None if held is None else held.contact_of(link_keys(link))
        if contact is not None:
            linked.seen([key_of(contact)])


def _has_ended(link: Link, now: datetime) -> bool:
    ends = link.link_expiration
    return ends is not None and ends <= now


def _missing(
    people: Moment, ids: Sequence[int], scratch: Scratch, columns: Sequence[ColumnSpec]
) -> list[NewRow]:
    raws = people.raws(ids)
    linked = scratch.seen([key_of(raw) for raw in raws])
    return [_missing_row(raw, columns) for raw, has in zip(raws, linked, strict=True) if not has]


def _missing_row(raw: dict[str, Any], columns: Sequence[ColumnSpec]) -> NewRow:
    link = Link.from_raw(
        {
            "contactId": raw.get("contactId"),
            "contactLookupId": raw.get("contactLookupId"),
            "firstName": raw.get("firstName"),
            "lastName": raw.get("lastName"),
            "email": raw.get("email"),
            "externalDataReference": raw.get("extRef"),
            "unsubscribed": opted_out(raw),
        }
    )
    cells = cells_of(link, [column.key for column in columns], raw)
    values = {
        column.key: _value(column.kind, cell) for column, cell in zip(columns, cells, strict=True)
    }
    values[STATE] = MISSING
    return NewRow(_MISSING_KEY + key_of(raw), values, raw)
