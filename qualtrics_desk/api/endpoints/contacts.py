"""Contacts of a mailing list (qualtrics-api.md D.8).

Names, e-mail and embedded data belong to the person in the directory: a change shows in all lists.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qualtrics_desk.api.families import Paging
from qualtrics_desk.api.records import Created, Record, mapping, result, truth
from qualtrics_desk.api.requests import Retry, call, listing, nothing
from qualtrics_desk.domain.dates import parse_moment

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from qualtrics_desk.api.families import Page
    from qualtrics_desk.api.requests import Request

_ALL = "/directories/{}/mailinglists/{}/contacts"
_ONE = "/directories/{}/mailinglists/{}/contacts/{}"

PAGE_SIZE = 50
"""The most the service gives of contacts in a list (B)."""

_TEXT_KEYS = ("firstName", "lastName", "email", "phone", "extRef", "language")
_MAP_KEYS = ("embeddedData", "privateEmbeddedData")


class ListContact(Record, frozen=True, kw_only=True):
    """A person in a list. `embedded_data` is None where it was not asked for: do not write that."""

    contact_id: str | None = None
    contact_lookup_id: str | None = None
    first_name: str | None = None
    last_name: str | None = None
    email: str | None = None
    phone: str | None = None
    ext_ref: str | None = None
    language: str | None = None
    unsubscribed: bool | None = None
    mailing_list_unsubscribed: bool | None = None
    directory_unsubscribed: bool | None = None
    embedded_data: dict[str, Any] | None = None
    private_embedded_data: dict[str, Any] | None = None

    @property
    def creation_date(self) -> datetime | None:
        """When the person came into the directory; only the single view says it."""
        return parse_moment(self.raw.get("creationDate"))

    @property
    def last_modified(self) -> datetime | None:
        """When the person last changed; only the single view says it."""
        return parse_moment(self.raw.get("lastModified"))


def _identity(contact: ListContact) -> tuple[str | None, str | None] | None:
    pair = (contact.contact_id, contact.contact_lookup_id)
    return pair if any(pair) else None


_CONTACTS = Paging[ListContact](record=ListContact.from_raw, identity=_identity)


def list_contacts(
    directory: str, list_id: str, include_embedded: bool = True, page_size: int = PAGE_SIZE
) -> Request[Page[ListContact]]:
    """All contacts of a list."""
    query = {
        "pageSize": page_size,
        "includeEmbedded": include_embedded,
        "useNewPaginationScheme": True,
    }
    return listing(_ALL, directory, list_id, paging=_CONTACTS, query=query)


def get_contact(directory: str, list_id: str, contact_id: str) -> Request[ListContact]:
    """One contact by its `CID_` id, with dates, opt-outs and private data."""
    return call("GET", _ONE, directory, list_id, contact_id, decode=_contact)


def create_contact(directory: str, list_id: str, body: Mapping[str, Any]) -> Request[Created]:
    """Put one person into the list. Never repeated by itself: a repeat may double (C.3)."""
    return call(
        "POST",
        _ALL,
        directory,
        list_id,
        body=body,
        decode=Created.from_body,
        retry=Retry.NEVER,
    )


def update_contact(
    directory: str, list_id: str, contact_id: str, body: Mapping[str, Any]
) -> Request[None]:
    """Write one contact. What left-out keys mean is disputed: send the whole one (`writable`)."""
    return call(
        "PUT",
        _ONE,
        directory,
        list_id,
        contact_id,
        body=body,
        decode=nothing,
        answer_optional=True,
    )


def remove_contact(directory: str, list_id: str, contact_id: str) -> Request[None]:
    """Take one contact out of the list; the person stays in the directory."""
    return call(
        "DELETE", _ONE, directory, list_id, contact_id, decode=nothing, answer_optional=True
    )


def writable(contact: Mapping[str, Any]) -> dict[str, Any]:
    """What of a contact as it came may be sent back (D.8, F.20). Pure.

    Read-only keys and nulls are refused, so only the keys of the schema that hold something stay.
    `unsubscribed` means the directory in some answers but this list in a request; sending the
    former back would opt people out or in. So it is taken from `mailingListUnsubscribed` where the
    answer has that.
    """
    kept: dict[str, Any] = {key: contact[key] for key in _TEXT_KEYS if contact.get(key) is not None}
    of_list = truth(contact.get("mailingListUnsubscribed"))
    out = of_list if of_list is not None else truth(contact.get("unsubscribed"))
    if out is not None:
        kept["unsubscribed"] = out
    for key in _MAP_KEYS:
        found = mapping(contact.get(key))
        if found is not None:
            kept[key] = {name: value for name, value in found.items() if value is not None}
    return kept


def _contact(body: dict[str, Any]) -> ListContact:
    return ListContact.from_raw(result(body))
