"""Mailing lists of a directory (qualtrics-api.md D.7)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qualtrics_desk.api.families import Paging
from qualtrics_desk.api.records import Created, Record, result
from qualtrics_desk.api.requests import Retry, call, listing, nothing
from qualtrics_desk.domain.dates import parse_moment

if TYPE_CHECKING:
    from datetime import datetime

    from qualtrics_desk.api.families import Page
    from qualtrics_desk.api.requests import Request

_ALL = "/directories/{}/mailinglists"
_ONE = "/directories/{}/mailinglists/{}"


class MailingList(Record, frozen=True, kw_only=True):
    """A mailing list. `contact_count` is approximate, and 0 where it was not asked for (F.15)."""

    mailing_list_id: str | None = None
    name: str | None = None
    owner_id: str | None = None
    contact_count: int | None = None

    @property
    def creation_date(self) -> datetime | None:
        """When it was made."""
        return parse_moment(self.raw.get("creationDate"))

    @property
    def last_modified_date(self) -> datetime | None:
        """When it last changed."""
        return parse_moment(self.raw.get("lastModifiedDate"))


_LISTS = Paging[MailingList](
    record=MailingList.from_raw, identity=lambda found: found.mailing_list_id
)


def list_lists(
    directory: str, owner: str | None = None, include_count: bool = True
) -> Request[Page[MailingList]]:
    """Lists of the caller, or of an owner; a group's id gives the lists shared with it (F.16)."""
    query = {
        "ownerId": owner,
        "includeCount": include_count,
        "pageSize": 100,
        "useNewPaginationScheme": True,
    }
    return listing(_ALL, directory, paging=_LISTS, query=query)


def get_list(directory: str, list_id: str, include_count: bool = True) -> Request[MailingList]:
    """One list."""
    query = {"includeCount": include_count}
    return call("GET", _ONE, directory, list_id, query=query, decode=_list)


def create_list(
    directory: str,
    name: str,
    owner: str | None = None,
    prioritize_list_metadata: bool | None = None,
) -> Request[Created]:
    """Make a list; its name has at most 100 characters. Never repeated by itself (C.3)."""
    body: dict[str, Any] = {"name": name}
    if owner is not None:
        body["ownerId"] = owner
    if prioritize_list_metadata is not None:
        body["prioritizeListMetadata"] = prioritize_list_metadata
    return call("POST", _ALL, directory, body=body, decode=Created.from_body, retry=Retry.NEVER)


def update_list(
    directory: str, list_id: str, *, name: str | None = None, owner: str | None = None
) -> Request[None]:
    """Rename a list or give it to somebody else."""
    body = {key: value for key, value in (("name", name), ("ownerId", owner)) if value is not None}
    return call("PUT", _ONE, directory, list_id, body=body, decode=nothing, answer_optional=True)


def delete_list(directory: str, list_id: str) -> Request[None]:
    """Delete a list: its contacts stay in the directory, personal links made from it die (F.48)."""
    return call("DELETE", _ONE, directory, list_id, decode=nothing, answer_optional=True)


def _list(body: dict[str, Any]) -> MailingList:
    return MailingList.from_raw(result(body))
