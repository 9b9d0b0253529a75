"""Finding people: by id, email, reference or phone, by the service's filters, or by scanning lists.

XM Directory Lite refuses the search (D.6): there the lists are read and compared here. Behind the
first 10,000 hits the service refuses too (D.10); then the search goes on in slices of the creation
date, and where even one second holds too many, it says how to narrow the search.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import msgspec

from qualtrics_desk.api.endpoints import contact_history, contacts, directory_contacts
from qualtrics_desk.api.endpoints import directory_extras as extras
from qualtrics_desk.api.endpoints.contact_history import GivenResponse, SentEmail
from qualtrics_desk.api.endpoints.directory_contacts import DirectoryContact
from qualtrics_desk.api.endpoints.directory_extras import FrequencyRule, Transaction
from qualtrics_desk.domain.contacts import key_part, normalise, scalar_text
from qualtrics_desk.domain.errors import Forbidden, InvalidRequest, NotFound, UsageError
from qualtrics_desk.domain.ids import DirectoryId, ListId
from qualtrics_desk.domain.numbers import several
from qualtrics_desk.domain.person_events import Event, Lane, in_order
from qualtrics_desk.domain.rows import View
from qualtrics_desk.services.engine.progress import Progress, Report, Stop, silent
from qualtrics_desk.services.lists import all_lists
from qualtrics_desk.services.tables.places import SURVEYS, profile_of, surveys_table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from qualtrics_desk.api.client import Client
    from qualtrics_desk.api.endpoints.directories import Directory
    from qualtrics_desk.api.families import Page
    from qualtrics_desk.api.requests import Request
    from qualtrics_desk.services.session import Session

TEXT_FILTERS = ("email", "extRef", "phone", "firstName", "lastName", "language")
DATE_FILTERS = ("created", "lastModified")
STATE_FILTERS = ("email", "extRef", "firstName", "lastName")
"""Fields that the service tells empty from filled (D.10)."""
_LOOKED_UP = ("email", "extRef", "phone")
_NAMES = {"id": "contactId", "phoneNumber": "phone", "externalDataReference": "extRef"}
"""A search names things otherwise than everything else (F.17)."""
_FIRST_DAY = datetime(2000, 1, 1, tzinfo=UTC)


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """What a search brought.

    Attributes:
        people: Contacts under the names of D.8.
        note: What the person should know: what was scanned instead, or what is missing and how to
            narrow the search; "" where that is all there is.
        is_whole: Whether nobody is missing.
    """

    people: list[dict[str, Any]]
    note: str = ""
    is_whole: bool = True


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """Everything the service tells of one person; `missing` names what it would not tell."""

    person: DirectoryContact
    emails: list[SentEmail]
    responses: list[GivenResponse]
    transactions: list[Transaction]
    rules: list[FrequencyRule]
    missing: tuple[str, ...] = ()


def text_filter(kind: str, value: str, *, equal: bool = True) -> dict[str, Any]:
    """A filter on a text or a date."""
    return {"filterType": kind, "comparison": "eq" if equal else "neq", "value": value}


def list_filter(list_id: str, *, inside: bool = True) -> dict[str, Any]:
    """A filter on being in a list."""
    return {"filterType": "inList", "comparison": inside, "mailingListId": list_id}


async def look_up(
    client: Client,
    directory: Directory,
    text: str,
    *,
    list_id: str | None = None,
    stop: Stop | None = None,
    report: Report = silent,
) -> Found:
    """Find a person by contact id, email, external reference or phone number.

    Args:
        client: Of the profile.
        directory: Where to look.
        text: What is known of the person, as a whole.
        list_id: Only in this list.
        stop: The wish to stop.
        report: Told how far a scan of lists is.
    """
    text = text.strip()
    if not text:
        raise UsageError("Say whom to look for: an email, a reference, a phone number or an id.")
    if text.startswith("CID_"):
        return await _by_id(client, directory, text)
    kinds = ("email", "extRef") if "@" in text else _LOOKED_UP
    within = [list_filter(list_id)] if list_id else []
    try:
        hits: dict[str, dict[str, Any]] = {}
        for kind in kinds:
            for written in _spellings(kind, text):
                wanted = [text_filter(kind, written), *within]
                found = await _all_hits(client, directory, wanted)
                hits.update((str(person["contactId"]), person) for person in found.people)
        return Found(people=list(hits.values()))
    except Forbidden:

        def fits(contact: Mapping[str, Any]) -> bool:
            return any(
                key_part(kind, contact.get(kind)) == key_part(kind, text)
                for kind in kinds
                if contact.get(kind)
            )

        return await _scan(client, directory, fits, list_id, stop or Stop(), report)


async def search(
    client: Client,
    directory: Directory,
    filters: Sequence[Mapping[str, Any]],
    *,
    stop: Stop | None = None,
    report: Report = silent,
) -> Found:
    """Find everybody who meets all filters.

    Raises:
        UsageError: When there is no filter, or more than five.
    """
    most = directory_contacts.MOST_FILTERS
    if not 1 <= len(filters) <= most:
        raise UsageError(f"A search takes one to {most} conditions; all of them must hold.")
    stop = stop or Stop()
    try:
        return await _all_hits(client, directory, filters, stop=stop, report=report)
    except Forbidden:
        test, dropped = _test_of(filters)
        list_id = next(
            (
                str(one["mailingListId"])
                for one in filters
                if one["filterType"] == "inList" and one["comparison"]
            ),
            None,
        )
        found = await _scan(client, directory, test, list_id, stop, report)
        if dropped:
            note = f"{found.note} Not applied here: {', '.join(dropped)}."
            return Found(people=found.people, note=note, is_whole=False)
        return found


async def everything_about(client: Client, directory_id: str, contact_id: str) -> Known:
    """The person with lists, e-mails, responses, transactions and the rules of the directory.

    What the brand or the token does not have is named and left out.
    """
    person = await client.send(directory_contacts.get_person(directory_id, contact_id), urgent=True)
    missing: list[str] = []

    async def all_of(name: str, request: Request[Page[Any]]) -> list[Any]:
        try:
            return [
                item async for page in client.pages(request, urgent=True) for item in page.items
            ]
        except (Forbidden, NotFound, InvalidRequest):
            missing.append(name)
            return []

    return Known(
        person=person.value,
        emails=await all_of("e-mails", contact_history.list_emails(directory_id, contact_id)),
        responses=await all_of(
            "responses", contact_history.list_responses(directory_id, contact_id)
        ),
        transactions=await all_of(
            "transactions", extras.list_transactions(directory_id, contact_id)
        ),
        rules=await all_of("frequency rules", extras.list_frequency_rules(directory_id)),
        missing=tuple(missing),
    )


def _spellings(kind: str, text: str) -> list[str]:
    """A phone number also without its spaces and strokes: the service compares whole values."""
    return list(dict.fromkeys((text, key_part(kind, text) if kind == "phone" else text)))


async def _by_id(client: Client, directory: Directory, contact_id: str) -> Found:
    request = directory_contacts.get_person(directory.directory_id or "", contact_id)
    try:
        return Found(people=[(await client.send(request, urgent=True)).value.raw])
    except NotFound:
        return Found(people=[])


async def _all_hits(
    client: Client,
    directory: Directory,
    filters: Sequence[Mapping[str, Any]],
    *,
    stop: Stop | None = None,
    report: Report = silent,
) -> Found:
    """Every hit, in slices of the creation date where there are too many for one search."""
    stop = stop or Stop()
    found, is_cut = await _hits(client, directory, filters, stop, report, 0)
    if not is_cut:
        return Found(people=found)
    # A slice takes two of the five conditions.
    if len(filters) > directory_contacts.MOST_FILTERS - 2 or any(
        one["filterType"] == "created" for one in filters
    ):
        return Found(people=found, note=_NARROW, is_whole=False)
    hits = {str(person["contactId"]): person for person in found}
    waiting = [(_FIRST_DAY, datetime.now(UTC) + timedelta(days=1))]
    is_whole = True
    while waiting:
        start, end = waiting.pop()
        span = [*filters, _created("gte", start), _created("lt", end)]
        middle = (start + (end - start) / 2).replace(microsecond=0)
        if middle > start and await _is_too_deep(client, directory, span):
            waiting += [(middle, end), (start, middle)]
            continue
        part, is_cut = await _hits(client, directory, span, stop, report, len(hits))
        hits.update((str(person["contactId"]), person) for person in part)
        is_whole &= not is_cut
    note = "" if is_whole else _NARROW
    return Found(people=list(hits.values()), note=note, is_whole=is_whole)


_NARROW = (
    "The service shows 10,000 people of one search. Narrow it: add a condition such as the list,"
    " the language, or a span of creation dates; or read the whole directory and filter it here."
)


async def _is_too_deep(
    client: Client, directory: Directory, filters: Sequence[Mapping[str, Any]]
) -> bool:
    """Whether a search has a page behind the last one that the service shows."""
    start = directory_contacts.DEEPEST - directory_contacts.PAGE_SIZE
    request = directory_contacts.search_people(
        directory.directory_id or "", filters, embedded=False, start=start
    )
    page = (await client.send(request, urgent=True)).value
    return page.next is not None


async def _hits(
    client: Client,
    directory: Directory,
    filters: Sequence[Mapping[str, Any]],
    stop: Stop,
    report: Report,
    before: int,
) -> tuple[list[dict[str, Any]], bool]:
    """The hits of one search, and whether the service would have had more."""
    request = directory_contacts.search_people(directory.directory_id or "", filters)
    found: list[dict[str, Any]] = []
    async for page in client.pages(request, urgent=True):
        stop.check()
        found.extend(_renamed(item.raw) for item in page.items)
        report(Progress("Searching the directory", before + len(found)))
        if page.next is not None and len(found) >= directory_contacts.DEEPEST:
            return found, True
    return found, False


def _renamed(raw: Mapping[str, Any]) -> dict[str, Any]:
    return {_NAMES.get(name, name): value for name, value in raw.items()}


def _created(comparison: str, moment: datetime) -> dict[str, Any]:
    value = moment.strftime("%Y-%m-%d %H:%M:%S")
    return {"filterType": "created", "comparison": comparison, "value": value}


async def _scan(
    client: Client,
    directory: Directory,
    fits: Callable[[Mapping[str, Any]], bool],
    list_id: str | None,
    stop: Stop,
    report: Report,
) -> Found:
    """Read lists and compare here: all the caller's, or one."""
    hits: dict[str, dict[str, Any]] = {}
    directory_id = DirectoryId(directory.directory_id or "")
    ids = [list_id] if list_id else [
        one.mailing_list_id or "" async for one in all_lists(client, directory)
    ]  # fmt: skip
    read = 0
    for one in ids:
        async for page in client.pages(contacts.list_contacts(directory_id, ListId(one))):
            stop.check()
            read += len(page.items)
            report(Progress("Reading the lists", read))
            for item in page.items:
                if fits(item.raw):
                    hits.setdefault(str(item.raw.get("contactId")), dict(item.raw))
    lists = several(len(ids), "list was", "lists were")
    return Found(
        people=list(hits.values()),
        note="The service does not let this token search the directory, as in XM Directory Lite:"
        f" {lists} read instead.",
    )


def _test_of(
    filters: Sequence[Mapping[str, Any]],
) -> tuple[Callable[[Mapping[str, Any]], bool], list[str]]:
    """Filters as a test for contacts of lists, and what lists cannot be tested for."""
    tests: list[Callable[[Mapping[str, Any]], bool]] = []
    dropped: list[str] = []
    for one in filters:
        kind = one["filterType"]
        if kind in TEXT_FILTERS:
            tests.append(_text_test(kind, str(one["value"]), equal=one["comparison"] == "eq"))
        elif kind == "infoFieldState":
            tests.append(_state_test(one["field"], empty=one["comparison"] == "empty"))
        elif not (kind == "inList" and one["comparison"]):
            dropped.append(str(kind))
    return lambda contact: all(test(contact) for test in tests), dropped


def _text_test(kind: str, value: str, *, equal: bool) -> Callable[[Mapping[str, Any]], bool]:
    wanted = normalise(value)
    return lambda contact: (normalise(scalar_text(contact.get(kind))) == wanted) is equal


def _state_test(field: str, *, empty: bool) -> Callable[[Mapping[str, Any]], bool]:
    return lambda contact: (not scalar_text(contact.get(field)).strip()) is empty


def survey_names(session: Session) -> dict[str, str]:
    """The names of surveys by id, as far as the list of surveys was read before; blocks."""
    if not session.home.table(profile_of(session), SURVEYS).exists():
        return {}
    table = surveys_table(session.home, profile_of(session))
    try:
        places = {spec.key: place for place, spec in enumerate(table.columns)}
        if not {"id", "name"} <= set(places):
            return {}
        return {
            str(row.values[places["id"]]): str(row.values[places["name"]])
            for row in table.rows(table.ids(View()))
        }
    finally:
        table.close()


def events_of(known: Known, surveys: Mapping[str, str] | None = None) -> list[Event]:
    """What happened to a person, the newest first; with names of surveys where they are known."""
    named = surveys or {}
    person = known.person
    events: list[Event] = []

    def note(moment: datetime | None, lane: Lane, what: str, about: str | None = "") -> None:
        if moment is not None:
            events.append(Event(moment, lane, what, about or ""))

    note(person.creation_date, Lane.PERSON, "added")
    if person.directory_unsubscribed:
        note(person.directory_unsubscribe_date, Lane.PERSON, "opted out of everything")
    for mail in known.emails:
        if mail.bounced:
            given_up = "blacklisted" if mail.blacklisted else ""
            why = ", ".join(part for part in (mail.bounce_reason, given_up) if part)
            note(mail.date, Lane.BOUNCE, mail.result or "Bounce", why)
        else:
            what = " ".join(part for part in (mail.type, mail.result) if part)
            survey = named.get(mail.survey_id or "", mail.survey_id)
            note(mail.date, Lane.READ if mail.read else Lane.EMAIL, what, survey)
    for response in known.responses:
        what = "finished" if response.survey_finished else "started"
        moment = response.completed or response.started
        survey = named.get(response.survey_id or "", response.survey_id)
        note(moment, Lane.RESPONSE, what, survey)
    for one in known.transactions:
        told = ", ".join(f"{name} {value}" for name, value in (one.data or {}).items())
        note(one.transaction_date, Lane.TRANSACTION, "transaction", told)
    return in_order(events)
