"""Reports over the contacts of a list as they were read: hygiene, and its embedded data.

Nothing is sent to the service but the question who bounced; what to do about it is staged in the
grid and goes through a commit.
"""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import msgspec

from qualtrics_desk.api.endpoints import contact_history
from qualtrics_desk.domain.contacts import embedded_name, embedded_target, normalise, scalar_text
from qualtrics_desk.domain.errors import Forbidden, InvalidRequest, NotFound
from qualtrics_desk.domain.hygiene import Fault, bare_name, email_fault
from qualtrics_desk.domain.places import PlaceKind
from qualtrics_desk.domain.rows import View
from qualtrics_desk.services.openings import KeptOpenings, kept_openings
from qualtrics_desk.services.tables.places import contacts_name, contacts_table, profile_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qualtrics_desk.domain.rows import RowSource, Value
    from qualtrics_desk.services.edits.rows import EditedRows
    from qualtrics_desk.services.places import Place
    from qualtrics_desk.services.session import Session

_PIECE = 2_000
MOST_EXAMPLES = 5


class Trouble(msgspec.Struct, frozen=True, kw_only=True):
    """People with one kind of fault; `detail` says which, such as the spellings of a language."""

    fault: Fault
    contacts: list[str]
    detail: str = ""


class Hygiene(msgspec.Struct, frozen=True, kw_only=True):
    """A report.

    Attributes:
        missing: What could not be asked.
        openings: Who opened emails, where that was read before.
    """

    contacts: int
    troubles: list[Trouble]
    missing: tuple[str, ...] = ()
    openings: KeptOpenings | None = None


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """One embedded-data field.

    Attributes:
        filled: Contacts that have a value in it.
        different: How many different values there are.
        alike: Other fields whose name looks like another spelling of this one.
    """

    target: str
    name: str
    filled: int
    contacts: int
    different: int
    examples: tuple[str, ...]
    alike: tuple[str, ...]


async def hygiene_of(
    session: Session, place: Place, rows: RowSource, others: Sequence[Place] = ()
) -> Hygiene:
    """Look through a list.

    Args:
        session: The profile at work.
        place: The list.
        rows: Its contacts as they are shown.
        others: Lists to compare with, as far as they have been read before.
    """
    bounced: set[str] = set()
    missing: list[str] = []
    if place.kind is PlaceKind.LIST:
        request = contact_history.list_bounced(
            place.directory.directory_id or "", place.list.mailing_list_id or ""
        )
        try:
            async for page in session.client.pages(request, urgent=True):
                bounced.update(item.contact_id for item in page.items if item.contact_id)
        except (Forbidden, NotFound, InvalidRequest):
            missing.append("bounces")
    known = await asyncio.to_thread(_known_elsewhere, session, place, others)
    list_id = place.list.mailing_list_id or ""
    openings = await asyncio.to_thread(kept_openings, session, list_id)
    never = frozenset() if openings is None else openings.never
    found = await asyncio.to_thread(_look_through, rows, bounced, never, known)
    return msgspec.structs.replace(found, missing=tuple(missing), openings=openings)


def fields_of(rows: RowSource) -> list[Field]:
    """The embedded data of a list, the fullest field first; blocks."""
    columns = {
        place: spec.key
        for place, spec in enumerate(rows.columns)
        if embedded_name(spec.key) is not None
    }
    values: dict[str, Counter[str]] = {key: Counter() for key in columns.values()}
    total = 0
    for row in _all(rows):
        total += 1
        for place, key in columns.items():
            text = scalar_text(row[place]) if place < len(row) else ""
            if text:
                values[key][text] += 1
    alike = defaultdict(list)
    for key in values:
        alike[_stem(embedded_name(key) or "")].append(embedded_name(key) or "")
    found = [
        Field(
            target=key,
            name=(name := embedded_name(key) or ""),
            filled=sum(counts.values()),
            contacts=total,
            different=len(counts),
            examples=tuple(text for text, _ in counts.most_common(MOST_EXAMPLES)),
            alike=tuple(one for one in alike[_stem(name)] if one != name),
        )
        for key, counts in values.items()
    ]
    return sorted(found, key=lambda field: (-field.filled, field.name.casefold()))


def stage_rename(rows: EditedRows, target: str, name: str) -> int:
    """Stage a field's values under another name, as one step; returns how many rows it touched.

    The service cannot remove a field (D.8): the old one is emptied. A value that stands in the new
    field already stays, and the old one with it, for a person to look at.
    """
    new_target = embedded_target(name)
    places = {spec.key: place for place, spec in enumerate(rows.columns)}
    old_place, new_place = places.get(target), places.get(new_target)
    if old_place is None or new_target == target:
        return 0

    def cells() -> Iterator[tuple[int, str, Value]]:
        ids = rows.ids(View())
        for start in range(0, len(ids), _PIECE):
            for row in rows.rows(ids[start : start + _PIECE]):
                old = scalar_text(row.values[old_place])
                held = "" if new_place is None else scalar_text(row.values[new_place])
                if old and held in ("", old):
                    yield row.id, new_target, old
                    yield row.id, target, ""

    return rows.set_cells(cells())


def _stem(name: str) -> str:
    """Names with the same first letters are likely one: Dept and Department."""
    return bare_name(name)[:3]


def _all(rows: RowSource) -> Iterator[tuple[Value, ...]]:
    ids = rows.ids(View())
    for start in range(0, len(ids), _PIECE):
        for row in rows.rows(ids[start : start + _PIECE]):
            yield row.values


def _known_elsewhere(session: Session, place: Place, others: Sequence[Place]) -> dict[str, str]:
    """The list in which an address stands besides this one, of those that were read before."""
    found: dict[str, str] = {}
    for other in others:
        list_id = other.list.mailing_list_id or ""
        path = session.home.table(profile_of(session), contacts_name(list_id))
        if other.kind is not PlaceKind.LIST or other == place or not path.exists():
            continue
        table = contacts_table(session.home, profile_of(session), list_id)
        try:
            at = next((n for n, spec in enumerate(table.columns) if spec.key == "email"), None)
            if at is None:
                continue
            for values in _all(table):
                if email := normalise(scalar_text(values[at])):
                    found.setdefault(email, other.list.name or list_id)
        finally:
            table.close()
    return found


def _look_through(
    rows: RowSource, bounced: set[str], never: frozenset[str], known: dict[str, str]
) -> Hygiene:
    places = {spec.key: place for place, spec in enumerate(rows.columns)}
    faults: dict[Fault, list[str]] = {fault: [] for fault in Fault}
    by_email: dict[str, list[str]] = defaultdict(list)
    languages: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    where: Counter[str] = Counter()
    total = 0

    def text(values: tuple[Value, ...], key: str) -> str:
        place = places.get(key)
        return "" if place is None or place >= len(values) else scalar_text(values[place]).strip()

    for values in _all(rows):
        total += 1
        contact = text(values, "contactId")
        if not contact:
            continue
        email = text(values, "email")
        if email:
            by_email[normalise(email)].append(contact)
            if (fault := email_fault(email)) is not None:
                faults[fault].append(contact)
            if (other := known.get(normalise(email))) is not None:
                faults[Fault.OTHER_LISTS].append(contact)
                where[other] += 1
        elif not text(values, "phone"):
            faults[Fault.NO_WAY].append(contact)
        if contact in bounced:
            faults[Fault.BOUNCED].append(contact)
        if contact in never:
            faults[Fault.NEVER_OPENED].append(contact)
        if "true" in (text(values, "unsubscribed"), text(values, "directoryUnsubscribed")):
            faults[Fault.OPTED_OUT].append(contact)
        if language := text(values, "language"):
            languages[language.casefold().replace("_", "-")][language].append(contact)
    faults[Fault.DUPLICATE] = [
        contact for same in by_email.values() if len(same) > 1 for contact in same
    ]
    details = {Fault.OTHER_LISTS: ", ".join(f"{name} ({n:,})" for name, n in where.most_common(5))}
    spellings = []
    for written in languages.values():
        if len(written) > 1:
            rare = sorted(written.items(), key=lambda item: len(item[1]))[:-1]
            faults[Fault.LANGUAGE] += [contact for _, people in rare for contact in people]
            spellings.append(" / ".join(sorted(written)))
    details[Fault.LANGUAGE] = ", ".join(spellings[:5])
    return Hygiene(
        contacts=total,
        troubles=[
            Trouble(fault=fault, contacts=found, detail=details.get(fault, ""))
            for fault, found in faults.items()
            if found
        ],
    )
