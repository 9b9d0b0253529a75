"""Contacts in a mailing list (qualtrics-api.md D.8)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from qualtrics_desk.sandbox import checks, clock, ids, paging, people
from qualtrics_desk.sandbox.calls import Answer, Call, not_found, read, write
from qualtrics_desk.sandbox.routes.lists import directory_of, list_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

_PAGE = 50
# One client sends it by mistake and the service ignores it (D.8).
_BODY: dict[str, checks.Check] = {**people.LIST_BODY, "detected_language": checks.text()}
_ROWS = (
    "SELECT m.id AS member, m.contact, m.unsubscribed AS member_out, m.unsubscribed_at AS"
    " member_out_at, m.private, c.* FROM members m JOIN contacts c ON c.id = m.contact "
)


def _person(row: Mapping[str, Any] | sqlite3.Row) -> dict[str, Any]:
    return {field: row[column] for field, column in people.COLUMNS.items()}


def _listed(call: Call, row: sqlite3.Row, *, embedded: bool) -> dict[str, Any]:
    shown = call.brand.views.before(row["contact"]) or row
    element = {
        "contactId": ids.encode("CID_", row["contact"]),
        **_person(shown),
        "unsubscribed": bool(shown["unsubscribed"]),
        "contactLookupId": ids.encode("CGC_", row["member"]),
        "mailingListUnsubscribed": bool(row["member_out"]),
    }
    if embedded:
        element["embeddedData"] = msgspec.Raw(shown["embedded"])
    return element


def list_contacts(call: Call) -> Answer:
    """List the members, 50 a page, without what a running job still hides."""
    row = list_of(call)
    size = paging.page_size(call, default=_PAGE, maximum=_PAGE)
    hidden = call.brand.views.hidden_jobs()
    marks = ",".join("?" * len(hidden))
    condition = f" AND (m.job IS NULL OR m.job NOT IN ({marks}))" if hidden else ""
    rows = call.db.execute(
        f"{_ROWS} WHERE m.list = ? AND m.id > ?{condition} ORDER BY m.id LIMIT ?",
        (row["id"], paging.position(call), *hidden, size + 1),
    ).fetchall()
    shown = rows[:size]
    embedded = call.flag("includeEmbedded")
    elements = [_listed(call, item, embedded=embedded) for item in shown]
    token = paging.token_of(shown[-1]["member"]) if len(rows) > size else None
    return paging.by_token(call, elements, token)


def _member_of(call: Call) -> sqlite3.Row:
    mailing_list = list_of(call)
    number = ids.decode("CID_", call.params["contact"])
    row: sqlite3.Row | None = call.db.execute(
        f"{_ROWS} WHERE m.contact = ? AND m.list = ?", (number, mailing_list["id"])
    ).fetchone()
    if row is None:
        not_found("Contact not found.")
    return row


def get_contact(call: Call) -> Answer:
    """Show one member with everything known of it, always the truth of this moment."""
    row = _member_of(call)
    email = row["email"] or ""
    return Answer(
        result={
            "contactId": ids.encode("CID_", row["contact"]),
            "creationDate": row["created"],
            "lastModified": row["modified"],
            **_person(row),
            "emailDomain": email.partition("@")[2] or None,
            "embeddedData": msgspec.Raw(row["embedded"]),
            "privateEmbeddedData": msgspec.Raw(row["private"]),
            "directoryUnsubscribed": bool(row["unsubscribed"]),
            "directoryUnsubscribeDate": clock.iso(row["unsubscribed_at"]),
            "mailingListUnsubscribed": bool(row["member_out"]),
            "mailingListUnsubscribeDate": row["member_out_at"],
            "stats": {},
            "contactLookupId": ids.encode("CGC_", row["member"]),
        }
    )


def create_contact(call: Call) -> Answer:
    """Add one contact."""
    row = list_of(call)
    body = checks.body(call.json(), _BODY)
    outcome = people.create(call.brand, call.db, directory_of(call), row["id"], body)
    return Answer(
        result={
            "id": ids.encode("CID_", outcome.contact),
            "contactLookupId": ids.encode("CGC_", outcome.member or 0),
        }
    )


def update_contact(call: Call) -> Answer:
    """Write over one contact; what is left out stays or goes, as the dialect says."""
    row = _member_of(call)
    body = checks.body(call.json(), _BODY)
    replace = call.brand.faults.put == "replace"
    people.update(call.brand, call.db, row["contact"], body, replace=replace)
    people.update_member(call.brand, call.db, row["member"], body, replace=replace)
    return Answer()


def remove_contact(call: Call) -> Answer:
    """Take a contact out of this list; it stays in the directory."""
    row = _member_of(call)
    people.leave(
        call.db,
        call.db.execute("SELECT id, list FROM members WHERE id = ?", (row["member"],)).fetchall(),
    )
    return Answer()


_CONTACTS = "/directories/{directory}/mailinglists/{list}/contacts"
_AREA = "mailing_list_contacts"
ENDPOINTS = (
    read(_CONTACTS, list_contacts, _AREA),
    write("POST", _CONTACTS, create_contact, _AREA),
    read(_CONTACTS + "/{contact}", get_contact, _AREA),
    write("PUT", _CONTACTS + "/{contact}", update_contact, _AREA),
    write("DELETE", _CONTACTS + "/{contact}", remove_contact, _AREA),
)
