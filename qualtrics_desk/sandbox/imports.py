"""The work of one bulk contact import (qualtrics-api.md D.9): check, store, report.

`inspect` looks at a request while it is still open; `work` stores a batch of its contacts. A batch
is one short transaction, so that single calls and other lists are not kept waiting.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from qualtrics_desk.sandbox import checks, clock, ids, people
from qualtrics_desk.sandbox.calls import Refusal

if TYPE_CHECKING:
    import sqlite3

    from qualtrics_desk.sandbox.brand import Brand
    from qualtrics_desk.sandbox.faults import Faults

MAX_BYTES = 5_000_000
MAX_CONTACTS = 10_000
BATCH = 1_000
REPORT_PAGE = 100
_TEXTS = ("firstName", "lastName", "email", "extRef", "language", "phone")
_KEYS = frozenset((*_TEXTS, "unsubscribed", "embeddedData", "transactionData"))

CREATED, UPDATED, REFUSED, TOO_LONG = range(4)


class Entry(NamedTuple):
    """One line of the report, as it is kept."""

    source: int
    email: str
    phone: str
    contact: int
    member: int
    outcome: int
    joined: bool


class Tally(msgspec.Struct):
    """What a batch did."""

    added: int = 0
    updated: int = 0
    failed: int = 0
    joined: int = 0
    invalid: list[str] = []
    entries: list[Entry] = []


def inspect(faults: Faults, contacts: list[Any], fields: frozenset[str]) -> list[int]:
    """Return the positions that are not processed (D.9: wrong types, transaction keys astray).

    Raises:
        Refusal: 400 for a key no contact may have.
    """
    unprocessed: list[int] = []
    every = faults.refuse_unprocessed
    for position, contact in enumerate(contacts):
        if not isinstance(contact, dict):
            unprocessed.append(position)
            continue
        if not contact.keys() <= _KEYS:
            name = next(key for key in contact if key not in _KEYS)
            raise Refusal(400, f"Unexpected json key provided: {name}", "RP_9")
        if "phone" in contact and faults.phone == "refuse":
            raise Refusal(400, "Unexpected json key provided: phone", "RP_9")
        if (every and (position + 1) % every == 0) or not _is_well_formed(contact, fields):
            unprocessed.append(position)
    return unprocessed


def _is_well_formed(contact: dict[str, Any], fields: frozenset[str]) -> bool:
    for name, value in contact.items():
        if name == "embeddedData":
            if not isinstance(value, dict) or not fields.isdisjoint(value):
                return False
            for item in value.values():
                if not isinstance(item, str | int | float | bool):
                    return False
        elif name == "transactionData":
            if not isinstance(value, dict) or not fields.issuperset(value):
                return False
        elif name == "unsubscribed":
            if not isinstance(value, bool):
                return False
        elif not isinstance(value, str):
            return False
    return True


def accepted_rows(
    faults: Faults, payload: bytes, unprocessed: set[int]
) -> list[tuple[int, int, dict[str, Any]]]:
    """Return the rows of a job: position sent, position reported, contact."""
    contacts = msgspec.json.decode(payload)["contacts"]
    rows: list[tuple[int, int, dict[str, Any]]] = []
    for position, contact in enumerate(contacts):
        if position not in unprocessed:
            reported = position if faults.report_index == "before" else len(rows)
            rows.append((position, reported, contact))
    return rows


class Batch:
    """Stores some rows of one job inside one transaction."""

    def __init__(
        self, brand: Brand, db: sqlite3.Connection, job: int, directory: int, list_id: int
    ) -> None:
        self._brand = brand
        self._faults = brand.faults
        self._db = db
        self._job = job
        self._directory = directory
        self._list = list_id
        self._moment = clock.now()
        self.tally = Tally()

    def store(self, rows: list[tuple[int, int, dict[str, Any]]]) -> Tally:
        """Store the rows in their order and return what happened to each."""
        wanted = [row for row in rows if not self._turned_down(*row)]
        criteria = self._faults.dedupe
        keys = [people.identity(criteria, contact) for _, _, contact in wanted]
        known = self._known(keys)
        numbers = self._brand.numbers(self._db, "contacts", len(wanted))
        members = self._brand.numbers(self._db, "members", len(wanted))
        fresh: list[tuple[Any, ...]] = []
        joins: list[tuple[Any, ...]] = []
        updates: list[tuple[int, int, dict[str, Any], str | None]] = []
        entries = self.tally.entries
        made: set[int] = set()
        for (_, index, contact), key in zip(wanted, keys, strict=True):
            email = contact.get("email", "")
            match = known.get(key) if key is not None else None
            if match is not None:
                updates.append((match, len(entries), contact, key))
                entries.append(
                    Entry(index, email, contact.get("phone", ""), match, 0, UPDATED, False)
                )
                continue
            number, member = next(numbers), next(members)
            made.add(number)
            if key is not None:
                known[key] = number
            fresh.append(self._contact_row(number, contact, key))
            out = contact.get("unsubscribed", False)
            joins.append(
                (member, self._list, number, out, self._moment if out else None, self._job)
            )
            entries.append(
                Entry(index, email, contact.get("phone", ""), number, member, CREATED, True)
            )
        self._insert(fresh, joins)
        for match, place, contact, _ in updates:
            member, joined = self._update(match, contact, remember=match not in made)
            entries[place] = entries[place]._replace(member=member, joined=joined)
            self.tally.joined += joined
        self.tally.added = len(fresh)
        self.tally.joined += len(joins)
        self.tally.updated = len(updates)
        entries.sort(key=lambda entry: entry.source)
        return self.tally

    def _turned_down(self, position: int, index: int, contact: dict[str, Any]) -> bool:
        faults, tally = self._faults, self.tally
        email = contact.get("email", "")
        spoiled = faults.refuse_email and (position + 1) % faults.refuse_email == 0
        if email and (spoiled or not checks.looks_like_email(email)):
            tally.failed += 1
            tally.invalid.append(email)
            return True
        outcome = None
        if faults.refuse_report and (position + 1) % faults.refuse_report == 0:
            outcome = REFUSED
        elif any(
            len(name) > checks.MAX_FIELD_NAME or len(checks.as_text(value)) > checks.MAX_FIELD_VALUE
            for name, value in contact.get("embeddedData", {}).items()
        ):
            outcome = TOO_LONG
        if outcome is None:
            return False
        tally.failed += 1
        tally.entries.append(Entry(index, email, contact.get("phone", ""), 0, 0, outcome, False))
        return True

    def _known(self, keys: list[str | None]) -> dict[str, int]:
        """Look the matching contacts up; of several the oldest."""
        known: dict[str, int] = {}
        wanted = sorted({key for key in keys if key is not None})
        lite = self._brand.faults.lite
        within = (
            " AND EXISTS (SELECT 1 FROM members m WHERE m.contact = contacts.id AND m.list = ?)"
            if lite
            else ""
        )
        for start in range(0, len(wanted), 500):
            part = wanted[start : start + 500]
            marks = ",".join("?" * len(part))
            rows = self._db.execute(
                "SELECT identity, min(id) FROM contacts WHERE directory = ?"  # noqa: S608
                f" AND identity IN ({marks}){within} GROUP BY identity",
                (self._directory, *part, *((self._list,) if lite else ())),
            )
            known.update((row[0], row[1]) for row in rows)
        return known

    def _contact_row(
        self, number: int, contact: dict[str, Any], key: str | None
    ) -> tuple[Any, ...]:
        data = contact.get("embeddedData")
        if data:
            data = people.merge_data(self._faults, {}, data, replace=True)
        get = contact.get
        return (
            number,
            self._directory,
            get("firstName") or None,
            get("lastName") or None,
            get("email") or None,
            get("phone") or None,
            get("extRef") or None,
            get("language") or None,
            msgspec.json.encode(data).decode() if data else "{}",
            self._moment,
            self._moment,
            key,
        )

    def _insert(self, fresh: list[tuple[Any, ...]], joins: list[tuple[Any, ...]]) -> None:
        self._db.executemany(
            "INSERT INTO contacts (id, directory, first_name, last_name, email, phone, ext_ref,"
            " language, embedded, created, modified, identity) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
            fresh,
        )
        self._db.executemany(
            "INSERT INTO members (id, list, contact, unsubscribed, unsubscribed_at, job)"
            " VALUES (?,?,?,?,?,?)",
            joins,
        )
        self._db.execute(
            "UPDATE lists SET members = members + ?, modified = ? WHERE id = ?",
            (len(joins), self._moment, self._list),
        )
        self._db.execute(
            "UPDATE directories SET contact_count = contact_count + ? WHERE id = ?",
            (len(fresh), self._directory),
        )

    def _update(self, contact: int, body: dict[str, Any], *, remember: bool) -> tuple[int, bool]:
        brand = self._brand
        before = None
        if remember and self._faults.lag > 0:
            before = dict(
                self._db.execute("SELECT * FROM contacts WHERE id = ?", (contact,)).fetchone()
            )
            shown = brand.views.before(contact)
            before = shown or before
        people.update(brand, self._db, contact, body, replace=False, creation=True)
        if before is not None:
            brand.views.keep_before(self._job, contact, before)
        member, joined = people.join(brand, self._db, self._list, contact, job=self._job)
        if "unsubscribed" in body:
            people.opt_out(self._db, "members", member, out=body["unsubscribed"])
        return member, joined


_WORDS = {
    CREATED: ("Contact created", "SUCCESS_CREATED"),
    UPDATED: ("Contact updated", "SUCCESS_UPDATED"),
    REFUSED: ("The contact was refused by a rule of the directory", "ERR_CONTACT_REFUSED"),
    TOO_LONG: ("An embedded data field is too long", "ERR_EMBEDDED_DATA_LENGTH"),
}


def keep_report(db: sqlite3.Connection, job: int, entries: list[Entry]) -> None:
    """Store report lines, a page at a time."""
    db.executemany(
        "INSERT INTO report_pages (job, body) VALUES (?, ?)",
        [
            (job, msgspec.msgpack.encode(entries[start : start + REPORT_PAGE]))
            for start in range(0, len(entries), REPORT_PAGE)
        ],
    )


def report_entry(entry: Entry) -> dict[str, str]:
    """Write one line as the report shows it; its words are not documented (D.9)."""
    words, code = _WORDS[entry.outcome]
    failed = entry.outcome in {REFUSED, TOO_LONG}
    return {
        "sourceIndexId": str(entry.source),
        "email": entry.email,
        "phone": entry.phone,
        "contactId": "" if failed else ids.encode("CID_", entry.contact),
        "importStatus": words,
        "importStatusCode": code,
        "transactionId": "",
        "transactionStatus": "",
        "transactionStatusCode": "",
        "contactListContactId": "" if failed else ids.encode("CGC_", entry.member),
        "contactListContactStatus": ""
        if failed
        else "Added"
        if entry.joined
        else "Already a member",
        "contactListContactStatusCode": "" if failed else "SUCCESS",
    }
