"""Contacts of a directory (qualtrics-api.md D.10). XM Directory Lite refuses to list them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from qualtrics_desk.sandbox import checks, clock, ids, paging, people
from qualtrics_desk.sandbox.calls import Answer, Call, Refusal, not_found, read, write
from qualtrics_desk.sandbox.routes.lists import directory_of, since_of

if TYPE_CHECKING:
    import sqlite3


def refuse_on_lite(call: Call) -> None:
    """Refuse what XM Directory Lite does not have.

    Raises:
        Refusal: 403 on Lite.
    """
    if call.brand.faults.lite:
        raise Refusal(403, "This operation is not available in XM Directory Lite.")


def contact_of(call: Call) -> sqlite3.Row:
    """Return the row of the contact in the path.

    Raises:
        Refusal: 404 where directory or contact is unknown.
    """
    directory = directory_of(call)
    number = ids.decode("CID_", call.params["contact"])
    row: sqlite3.Row | None = call.db.execute(
        "SELECT * FROM contacts WHERE id = ? AND directory = ?", (number, directory)
    ).fetchone()
    if row is None:
        not_found("Contact not found.")
    return row


def _element(row: sqlite3.Row) -> dict[str, Any]:
    return {
        "contactId": ids.encode("CID_", row["id"]),
        **{field: row[column] for field, column in people.COLUMNS.items()},
    }


def list_contacts(call: Call) -> Answer:
    """List people, without embedded data."""
    refuse_on_lite(call)
    directory = directory_of(call)
    size = paging.page_size(call)
    rows = call.db.execute(
        "SELECT * FROM contacts WHERE directory = ? AND id > ? ORDER BY id LIMIT ?",
        (directory, paging.position(call), size + 1),
    ).fetchall()
    shown = rows[:size]
    elements = [{**_element(row), "unsubscribed": bool(row["unsubscribed"])} for row in shown]
    token = paging.token_of(shown[-1]["id"]) if len(rows) > size else None
    return paging.by_token(call, elements, token)


def opted_out(call: Call) -> Answer:
    """List who opted out of the directory."""
    refuse_on_lite(call)
    directory = directory_of(call)
    size = paging.page_size(call)
    since = since_of(call)
    rows = call.db.execute(
        "SELECT * FROM contacts WHERE directory = ? AND unsubscribed AND id > ?"
        " AND unsubscribed_at >= ? ORDER BY id LIMIT ?",
        (directory, paging.position(call), since, size + 1),
    ).fetchall()
    shown = rows[:size]
    elements = [
        {
            **_element(row),
            "directoryUnsubscribed": True,
            "directoryUnsubscribeDate": clock.iso(row["unsubscribed_at"]),
        }
        for row in shown
    ]
    token = paging.token_of(shown[-1]["id"]) if len(rows) > size else None
    return paging.by_token(call, elements, token)


def get_contact(call: Call) -> Answer:
    """Show one person and the lists it is in: the way from CID_ to CGC_."""
    row = contact_of(call)
    lists = call.db.execute(
        "SELECT m.*, l.name, l.owner FROM members m JOIN lists l ON l.id = m.list"
        " WHERE m.contact = ?",
        (row["id"],),
    )
    return Answer(
        result={
            **_element(row),
            "creationDate": row["created"],
            "lastModified": row["modified"],
            "emailDomain": (row["email"] or "").partition("@")[2] or None,
            "embeddedData": msgspec.Raw(row["embedded"]),
            "directoryUnsubscribed": bool(row["unsubscribed"]),
            "directoryUnsubscribeDate": row["unsubscribed_at"],
            "stats": {},
            "segmentMembership": {},
            "mailingListMembership": {
                ids.encode("CG_", member["list"]): {
                    "contactLookupId": ids.encode("CGC_", member["id"]),
                    "name": member["name"],
                    "unsubscribed": bool(member["unsubscribed"]),
                    "unsubscribeDate": member["unsubscribed_at"],
                    "ownerId": member["owner"],
                }
                for member in lists
            },
        }
    )


def create_contact(call: Call) -> Answer:
    """Add a person to the directory alone."""
    body = checks.body(call.json(), people.BODY)
    outcome = people.create(call.brand, call.db, directory_of(call), None, body)
    return Answer(result={"id": ids.encode("CID_", outcome.contact)})


def update_contact(call: Call) -> Answer:
    """Write over a person; an opt-out here is one from everything."""
    row = contact_of(call)
    body = checks.body(call.json(), people.BODY)
    replace = call.brand.faults.put == "replace"
    people.update(call.brand, call.db, row["id"], body, replace=replace)
    if "unsubscribed" in body:
        people.opt_out(call.db, "contacts", row["id"], out=body["unsubscribed"])
    return Answer()


def delete_contact(call: Call) -> Answer:
    """Take a person out of the directory, all lists and all distributions."""
    people.delete(call.db, contact_of(call)["id"])
    return Answer()


_CONTACTS = "/directories/{directory}/contacts"
_AREA = "directory_contacts"
ENDPOINTS = (
    read(_CONTACTS, list_contacts, _AREA),
    write("POST", _CONTACTS, create_contact, _AREA),
    read(_CONTACTS + "/optedOutContacts", opted_out, _AREA),
    read(_CONTACTS + "/{contact}", get_contact, _AREA),
    write("PUT", _CONTACTS + "/{contact}", update_contact, _AREA),
    write("DELETE", _CONTACTS + "/{contact}", delete_contact, _AREA),
)
