"""The contacts of a mailing list, in a table."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from qualtrics_desk.api.endpoints import (
    contacts,
    core_lists,
    directory_contacts,
    directory_extras,
)
from qualtrics_desk.domain.contacts import (
    DIRECTORY_OPT_OUT,
    embedded_key,
    embedded_name,
    embedded_of,
    embedded_target,
    held_value,
    scalar_text,
)
from qualtrics_desk.domain.ids import DirectoryId, ListId
from qualtrics_desk.domain.rows import ColumnKind, ColumnSpec, Value
from qualtrics_desk.services.engine.progress import Report, Stop, silent
from qualtrics_desk.services.lists import find_list
from qualtrics_desk.services.places import PlaceKind
from qualtrics_desk.services.tables.contact_file import read_by_job
from qualtrics_desk.services.tables.places import contacts_name
from qualtrics_desk.services.tables.reading import (
    Shaped,
    TableRead,
    Walk,
    read_pages,
    settle,
    turn,
)
from qualtrics_desk.store.tables.reading import NewRow

if TYPE_CHECKING:
    from qualtrics_desk.api.client import Client
    from qualtrics_desk.api.families import Page
    from qualtrics_desk.api.records import Record
    from qualtrics_desk.api.requests import Request
    from qualtrics_desk.services.places import Place
    from qualtrics_desk.services.session import Session

COLUMNS = (
    ColumnSpec("contactId", "Contact id", ColumnKind.CODE),
    ColumnSpec("contactLookupId", "Look-up id", ColumnKind.CODE),
    ColumnSpec("firstName", "First name"),
    ColumnSpec("lastName", "Last name"),
    ColumnSpec("email", "E-mail"),
    ColumnSpec("phone", "Phone"),
    ColumnSpec("extRef", "External reference"),
    ColumnSpec("language", "Language"),
    ColumnSpec("unsubscribed", "Opted out of this list", ColumnKind.FLAG),
    ColumnSpec(DIRECTORY_OPT_OUT, "Opted out of everything", ColumnKind.FLAG),
)
"""Embedded data follows in the order in which it occurs."""

_OF_MEMBERS = ("contactLookupId", "unsubscribed")
PERSON_COLUMNS = tuple(column for column in COLUMNS if column.key not in _OF_MEMBERS)
"""People who are not seen as members of one list; the service lists no embedded data of them."""


class ContactShape:
    """Makes rows of contacts; embedded names that differ in case only are one column (F.24)."""

    def __init__(self, known: Iterable[ColumnSpec] = (), kind: PlaceKind = PlaceKind.LIST) -> None:
        self._kind = kind
        columns = columns_of(kind)
        self._flags = [spec.key for spec in columns if spec.kind is ColumnKind.FLAG]
        self._texts = [spec.key for spec in columns if spec.kind is not ColumnKind.FLAG]
        self._names: dict[str, str] = {}
        for column in known:
            name = embedded_name(column.key)
            if name is not None:
                self._names[embedded_key(name)] = column.key

    def page(self, items: Sequence[Record]) -> Shaped:
        """A page of contacts with the columns it brings."""
        found: list[ColumnSpec] = []
        rows = [self.row(listed(item.raw, self._kind), found) for item in items]
        return Shaped(rows, found)

    def row(self, raw: Mapping[str, Any], found: list[ColumnSpec]) -> NewRow:
        """The row of a contact as the service gave it; columns not met before go to `found`."""
        values: dict[str, Value] = {}
        for key in self._texts:
            value = raw.get(key)
            values[key] = value if value is None or type(value) is str else scalar_text(value)
        for key in self._flags:
            values[key] = held_value(key, raw)
        for name, value in embedded_of(raw).items():
            folded = embedded_key(name)
            column_key = self._names.get(folded)
            if column_key is None:
                column_key = self._names[folded] = embedded_target(name)
                found.append(ColumnSpec(column_key, name))
            values[column_key] = None if value is None else scalar_text(value)
        return NewRow(key_of(raw), values, raw)


def columns_of(kind: PlaceKind) -> tuple[ColumnSpec, ...]:
    """The columns that contacts of such a place have before any embedded data."""
    return PERSON_COLUMNS if kind in (PlaceKind.DIRECTORY, PlaceKind.SAMPLE) else COLUMNS


def listed(raw: dict[str, Any], kind: PlaceKind) -> dict[str, Any]:
    """A contact under the names of lists, whatever kind of place it was read from."""
    if kind is PlaceKind.CORE:
        return core_lists.as_list_contact(raw)
    if kind in (PlaceKind.DIRECTORY, PlaceKind.SAMPLE):
        # Here `unsubscribed` means the directory (D.10).
        return {**raw, DIRECTORY_OPT_OUT: raw.get("unsubscribed")}
    return raw


async def contact_pages(client: Client, place: Place) -> AsyncIterator[list[dict[str, Any]]]:
    """The contacts of a place page by page, under the names of lists."""
    async for page in client.pages(request_of(place)):
        yield [listed(item.raw, place.kind) for item in page.items]


def request_of(place: Place) -> Request[Page[Any]]:
    """The request for everybody of a place."""
    directory, list_id = place.directory.directory_id or "", place.list.mailing_list_id or ""
    if place.kind is PlaceKind.DIRECTORY:
        return directory_contacts.list_people(directory)
    if place.kind is PlaceKind.SAMPLE:
        return directory_extras.list_sample_people(directory, list_id)
    if place.kind is PlaceKind.CORE:
        return core_lists.list_contacts(list_id)
    return contacts.list_contacts(DirectoryId(directory), ListId(list_id))


def key_of(raw: Mapping[str, Any]) -> str:
    """What makes a contact of a list this one."""
    known = raw.get("contactId") or raw.get("contactLookupId")
    return str(known) if known else msgspec.json.encode(raw).decode()


async def read_contacts(
    session: Session,
    directory: str | None,
    list_id: str,
    *,
    stop: Stop | None = None,
    report: Report = silent,
) -> TableRead:
    """Read every contact of a list.

    Args:
        session: The profile at work.
        directory: Where the list lies, if it is ambiguous.
        list_id: The list.
        stop: The wish to stop.
        report: Told how far it is.

    Raises:
        UsageError: When there is no such list.
        ApiError: When a page cannot be fetched; the pages before it are kept.
        JobStopped: On wish.
    """
    place = await find_list(session.client, list_id, directory)
    return await read_place(session, place, stop=stop or Stop(), report=report)


async def read_place(session: Session, place: Place, *, stop: Stop, report: Report) -> TableRead:
    """Read every contact of a list that was found."""
    list_id = place.list.mailing_list_id or ""
    directory = place.directory.directory_id or ""
    me = await session.me()
    name = contacts_name(list_id)
    async with turn(session, name) as ours:
        table = ours.table
        done = await ours.done_meanwhile()
        if done is not None:
            return TableRead(name=name, rows=done.rows, warnings=list(done.warnings))
        pending = table.pending
        columns = columns_of(place.kind)
        shape = ContactShape(() if pending is None else pending.columns, place.kind)
        walk = Walk(
            columns=columns,
            scope={"brand": me.brand_id, "directory": directory, "list": list_id},
            phase="Reading contacts",
            total=place.list.contact_count,
        )
        warnings: list[str] = []
        by_pages = "it is a list"
        if place.kind is PlaceKind.DIRECTORY:
            whole = msgspec.structs.replace(walk, scope={**walk.scope, "by": "job"})
            by_pages = await read_by_job(
                session, place, table, whole, shape, stop=stop, report=report
            )
            if by_pages:
                warnings.append(
                    "Embedded data is not shown here: the listing of a directory has none, and the"
                    f" export job of the service could not be used: {by_pages}."
                )
        if by_pages:
            warnings += await read_pages(
                session, request_of(place), table, walk, shape.page, stop=stop, report=report
            )
        facts = {"name": place.list.name}
        await settle(table, warnings=warnings, facts=facts, stop=stop, report=report)
        return TableRead(name=name, rows=table.count(), warnings=warnings)
