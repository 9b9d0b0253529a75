"""People of a directory, whatever lists they are in (qualtrics-api.md D.10).

XM Directory Lite refuses to list and to search them.
"""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING, Any

import msgspec

from qualtrics_desk.api.families import Paging
from qualtrics_desk.api.records import Created, Record, mapping, result, truth
from qualtrics_desk.api.requests import Retry, call, listing, nothing
from qualtrics_desk.domain.dates import parse_moment

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from qualtrics_desk.api.families import Page
    from qualtrics_desk.api.requests import Request

_ALL = "/directories/{}/contacts"
_ONE = "/directories/{}/contacts/{}"

DEEPEST = 10_000
"""How many people one search shows; the service refuses what lies behind (D.10)."""

PAGE_SIZE = 100
MOST_FILTERS = 5

_TEXT_KEYS = ("firstName", "lastName", "email", "phone", "extRef", "language")


class Membership(msgspec.Struct, frozen=True, kw_only=True):
    """What a person is in one list: the way from `CID_` to `CGC_`."""

    list_id: str
    name: str | None
    owner_id: str | None
    contact_lookup_id: str | None
    unsubscribed: bool


class DirectoryContact(Record, frozen=True, kw_only=True):
    """A person. `embedded_data` and the lists are only in the single view."""

    contact_id: str | None = None
    first_name: str | None = None
    last_name: str | None = None
    email: str | None = None
    phone: str | None = None
    ext_ref: str | None = None
    language: str | None = None
    unsubscribed: bool | None = None
    directory_unsubscribed: bool | None = None
    embedded_data: dict[str, Any] | None = None

    @property
    def creation_date(self) -> datetime | None:
        """When the person came into the directory."""
        return parse_moment(self.raw.get("creationDate"))

    @property
    def last_modified(self) -> datetime | None:
        """When the person last changed."""
        return parse_moment(self.raw.get("lastModified"))

    @property
    def directory_unsubscribe_date(self) -> datetime | None:
        """When the person opted out of everything."""
        return parse_moment(self.raw.get("directoryUnsubscribeDate"))

    @property
    def memberships(self) -> tuple[Membership, ...]:
        """The lists the person is in."""
        found = mapping(self.raw.get("mailingListMembership")) or {}
        return tuple(
            Membership(
                list_id=list_id,
                name=one.get("name"),
                owner_id=one.get("ownerId"),
                contact_lookup_id=one.get("contactLookupId"),
                unsubscribed=truth(one.get("unsubscribed")) or False,
            )
            for list_id, one in found.items()
            if isinstance(one, dict)
        )


class FoundContact(Record, frozen=True, kw_only=True):
    """A person as a search answers it: other names for the same things (F.17, F.18)."""

    id: str | None = None
    first_name: str | None = None
    last_name: str | None = None
    email: str | None = None
    phone_number: str | None = None
    external_data_reference: str | None = None
    language: str | None = None
    unsubscribed: bool | None = None
    embedded_data: dict[str, Any] | None = None


PEOPLE = Paging[DirectoryContact](
    record=DirectoryContact.from_raw, identity=lambda found: found.contact_id
)
_FOUND = Paging[FoundContact](
    record=FoundContact.from_raw, identity=lambda found: found.id, next=("result", "skipToken")
)


def list_people(directory: str) -> Request[Page[DirectoryContact]]:
    """Everybody, without embedded data. Not on Lite."""
    query = {"pageSize": 100, "useNewPaginationScheme": True}
    return listing(_ALL, directory, paging=PEOPLE, query=query)


def get_person(directory: str, contact_id: str) -> Request[DirectoryContact]:
    """One person with embedded data, opt-out and lists."""
    return call("GET", _ONE, directory, contact_id, decode=_person)


def create_person(directory: str, body: Mapping[str, Any]) -> Request[Created]:
    """Make a person who is in no list. Never repeated by itself: a repeat may double (C.3)."""
    return call("POST", _ALL, directory, body=body, decode=Created.from_body, retry=Retry.NEVER)


def update_person(directory: str, contact_id: str, body: Mapping[str, Any]) -> Request[None]:
    """Write one person; `unsubscribed` here is the opt-out from everything. Send `writable`."""
    return call("PUT", _ONE, directory, contact_id, body=body, decode=nothing, answer_optional=True)


def delete_person(directory: str, contact_id: str) -> Request[None]:
    """Take a person out of the directory and every list; the personal links die."""
    return call("DELETE", _ONE, directory, contact_id, decode=nothing, answer_optional=True)


def search_people(
    directory: str,
    filters: Sequence[Mapping[str, Any]],
    *,
    embedded: bool = True,
    start: int = 0,
) -> Request[Page[FoundContact]]:
    """People that meet all of one to five filters; 400 behind the first 10,000 (D.10).

    Args:
        directory: The directory.
        filters: `filterType`, `comparison` and `value` (or `mailingListId`, `field`).
        embedded: Whether embedded data comes along.
        start: How many hits to skip; the token of this family is the offset in base64 (B).
    """
    one = filters[0] if len(filters) == 1 else {"conjunction": "and", "filters": list(filters)}
    query: dict[str, str | int | bool | None] = {
        "pageSize": PAGE_SIZE,
        "includeEmbedded": embedded,
        "skipToken": b64encode(str(start).encode()).decode() if start else None,
    }
    return listing(
        _ALL + "/search",
        directory,
        paging=_FOUND,
        query=query,
        method="POST",
        body={"filter": one},
    )


def writable(person: Mapping[str, Any]) -> dict[str, Any]:
    """What of a person as it came may be sent back (D.10, F.20). Pure.

    `unsubscribed` is the opt-out of the directory, from whichever key the answer says it by.
    """
    kept: dict[str, Any] = {key: person[key] for key in _TEXT_KEYS if person.get(key) is not None}
    said = truth(person.get("directoryUnsubscribed"))
    out = said if said is not None else truth(person.get("unsubscribed"))
    if out is not None:
        kept["unsubscribed"] = out
    found = mapping(person.get("embeddedData"))
    if found is not None:
        kept["embeddedData"] = {name: value for name, value in found.items() if value is not None}
    return kept


def _person(body: dict[str, Any]) -> DirectoryContact:
    return DirectoryContact.from_raw(result(body))
