"""What is wrong with a list of contacts as it was read, and how it can be mended.

Nothing is sent to the service but the question who bounced; what mends a fault is staged in the
grid as one step, and goes through a commit.
"""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING

import msgspec

from qualtrics_desk.api.endpoints import contact_history
from qualtrics_desk.domain.contacts import DIRECTORY_OPT_OUT, normalise, scalar_text
from qualtrics_desk.domain.errors import Forbidden, InvalidRequest, NotFound
from qualtrics_desk.domain.hygiene import Fault, Remedy, email_fault, spare_of
from qualtrics_desk.domain.places import PlaceKind
from qualtrics_desk.domain.rows import every_row
from qualtrics_desk.services.openings import KeptOpenings, kept_openings
from qualtrics_desk.services.tables.places import contacts_name, contacts_table, profile_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualtrics_desk.domain.rows import Row, RowSource
    from qualtrics_desk.services.edits.rows import EditedRows
    from qualtrics_desk.services.places import Place
    from qualtrics_desk.services.session import Session


class Fix(msgspec.Struct, frozen=True, kw_only=True):
    """One way to mend a fault.

    Attributes:
        contacts: Ids of those it changes.
        values: The new value of each of them, where it is not the same for all.
    """

    remedy: Remedy
    contacts: tuple[str, ...]
    values: Mapping[str, str] = {}


class Trouble(msgspec.Struct, frozen=True, kw_only=True):
    """People with one kind of fault.

    Attributes:
        contacts: Their ids.
        detail: Which, such as the spellings of a language.
        fixes: How it can be mended here; none where people can only be looked at.
    """

    fault: Fault
    contacts: list[str]
    detail: str = ""
    fixes: tuple[Fix, ...] = ()


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


_LEAVE, _OUT = Remedy.LEAVE, Remedy.OPT_OUT
_REMEDIES = {
    Fault.NO_WAY: (_LEAVE,),
    Fault.INVALID_EMAIL: (Remedy.CLEAR_EMAIL, _LEAVE),
    Fault.DUPLICATE: (Remedy.KEEP_ONE,),
    Fault.BOUNCED: (_OUT, _LEAVE),
    Fault.NEVER_OPENED: (_OUT, _LEAVE),
    Fault.OPTED_OUT: (_LEAVE,),
    Fault.ROLE: (_OUT, _LEAVE),
    Fault.OTHER_LISTS: (_LEAVE,),
    Fault.LANGUAGE: (Remedy.ONE_SPELLING,),
}
_OF_LISTS = (Remedy.LEAVE, Remedy.KEEP_ONE)


async def hygiene_of(
    session: Session, place: Place, rows: RowSource, others: Sequence[Place] = ()
) -> Hygiene:
    """Look through a list.

    Args:
        session: The profile at work.
        place: The list.
        rows: Its contacts as they are shown; who is marked to leave is not looked at.
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
    look = _Look(rows, place.kind, bounced, never, known)
    found = await asyncio.to_thread(look.through)
    return msgspec.structs.replace(found, missing=tuple(missing), openings=openings)


def stage_fix(rows: EditedRows, fix: Fix, kind: PlaceKind) -> int:
    """Stage a way to mend a fault as one step; returns how many rows it touched; blocks.

    Whoever is not in the list any more is left out.
    """
    ids = rows.ids_of(fix.contacts)
    match fix.remedy:
        case Remedy.LEAVE | Remedy.KEEP_ONE:
            return rows.remove_rows(ids.values())
        case Remedy.OPT_OUT:
            target = "unsubscribed" if kind is PlaceKind.LIST else DIRECTORY_OPT_OUT
            return rows.set_cells((number, target, True) for number in ids.values())
        case Remedy.CLEAR_EMAIL:
            return rows.set_cells((number, "email", "") for number in ids.values())
        case Remedy.ONE_SPELLING:
            return rows.set_cells(
                (number, "language", fix.values[contact]) for contact, number in ids.items()
            )


class _Look:
    """Goes through the rows of a list once."""

    def __init__(
        self,
        rows: RowSource,
        kind: PlaceKind,
        bounced: set[str],
        never: frozenset[str],
        known: Mapping[str, str],
    ) -> None:
        self._rows = rows
        self._kind = kind
        self._bounced = bounced
        self._never = never
        self._known = known
        self._places = {spec.key: place for place, spec in enumerate(rows.columns)}
        self._faults: dict[Fault, list[str]] = {fault: [] for fault in Fault}
        self._by_email: dict[str, list[tuple[str, int]]] = defaultdict(list)
        """By address: contacts, and how many cells of each are filled."""
        self._languages: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        """By language: contacts by how it is written."""
        self._elsewhere: Counter[str] = Counter()

    def through(self) -> Hygiene:
        """The report; blocks."""
        total = 0
        for row in every_row(self._rows):
            if not row.is_leaving:
                total += 1
                self._look_at(row)
        spare = [one for same in self._by_email.values() for one in spare_of(same)]
        self._faults[Fault.DUPLICATE] = [
            contact for same in self._by_email.values() if len(same) > 1 for contact, _ in same
        ]
        named = self._elsewhere.most_common(5)
        details = {Fault.OTHER_LISTS: ", ".join(f"{name} ({n:,})" for name, n in named)}
        spellings: list[str] = []
        odd: list[str] = []
        better: dict[str, str] = {}
        for written in self._languages.values():
            if len(written) > 1:
                common = max(written, key=lambda text: len(written[text]))
                for text, people in written.items():
                    if text == common:
                        continue
                    odd += people
                    # What differs in case only is the same to the service: it is not written.
                    if normalise(text) != normalise(common):
                        better.update(dict.fromkeys(people, common))
                spellings.append(" / ".join(sorted(written)))
        self._faults[Fault.LANGUAGE] = odd
        details[Fault.LANGUAGE] = ", ".join(spellings[:5])
        return Hygiene(
            contacts=total,
            troubles=[
                Trouble(
                    fault=fault,
                    contacts=found,
                    detail=details.get(fault, ""),
                    fixes=self._fixes(fault, found, spare, better),
                )
                for fault, found in self._faults.items()
                if found
            ],
        )

    def _fixes(
        self, fault: Fault, contacts: list[str], spare: list[str], better: dict[str, str]
    ) -> tuple[Fix, ...]:
        if not self._kind.can_change:
            return ()
        return tuple(
            Fix(
                remedy=remedy,
                contacts=tuple(
                    spare
                    if remedy is Remedy.KEEP_ONE
                    else better
                    if remedy is Remedy.ONE_SPELLING
                    else contacts
                ),
                values=better if remedy is Remedy.ONE_SPELLING else {},
            )
            for remedy in _REMEDIES[fault]
            if (remedy not in _OF_LISTS or self._kind is PlaceKind.LIST)
            and (remedy is not Remedy.ONE_SPELLING or better)
        )

    def _look_at(self, row: Row) -> None:
        faults, contact = self._faults, self._text(row, "contactId")
        if not contact:
            return
        email = self._text(row, "email")
        if email:
            address = normalise(email)
            filled = sum(value not in (None, "") for value in row.values)
            self._by_email[address].append((contact, filled))
            if (fault := email_fault(email)) is not None:
                faults[fault].append(contact)
            if (other := self._known.get(address)) is not None:
                faults[Fault.OTHER_LISTS].append(contact)
                self._elsewhere[other] += 1
        elif not self._text(row, "phone"):
            faults[Fault.NO_WAY].append(contact)
        if contact in self._bounced:
            faults[Fault.BOUNCED].append(contact)
        if contact in self._never:
            faults[Fault.NEVER_OPENED].append(contact)
        if "true" in (self._text(row, "unsubscribed"), self._text(row, DIRECTORY_OPT_OUT)):
            faults[Fault.OPTED_OUT].append(contact)
        if language := self._text(row, "language"):
            folded = language.casefold().replace("_", "-")
            self._languages[folded][language].append(contact)

    def _text(self, row: Row, key: str) -> str:
        place = self._places.get(key)
        values = row.values
        return "" if place is None or place >= len(values) else scalar_text(values[place]).strip()


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
            for row in every_row(table):
                if email := normalise(scalar_text(row.values[at])):
                    found.setdefault(email, other.list.name or list_id)
        finally:
            table.close()
    return found
