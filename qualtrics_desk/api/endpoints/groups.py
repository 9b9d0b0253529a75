"""Groups with their members, divisions and the organisation (qualtrics-api.md D.17).

Group types and divisions cannot be listed, and divisions cannot be deleted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qualtrics_desk.api.endpoints.users import USERS
from qualtrics_desk.api.families import Paging
from qualtrics_desk.api.records import Created, Record, result
from qualtrics_desk.api.requests import Retry, call, listing, nothing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qualtrics_desk.api.endpoints.users import User
    from qualtrics_desk.api.families import Page
    from qualtrics_desk.api.requests import Request

_GROUP = "/groups/{}"
_MEMBERS = "/groups/{}/members"
_DIVISION = "/divisions/{}"


class Group(Record, frozen=True, kw_only=True):
    """A group; the list has its id and name only."""

    id: str | None = None
    name: str | None = None
    type: str | None = None
    division_id: str | None = None
    creator_id: str | None = None


class Division(Record, frozen=True, kw_only=True):
    """A division; its status is Active or Disabled."""

    id: str | None = None
    name: str | None = None
    status: str | None = None
    creator_id: str | None = None
    permissions: dict[str, Any] | None = None
    response_counts: dict[str, Any] | None = None


class Organization(Record, frozen=True, kw_only=True):
    """The brand with its usage."""

    id: str | None = None
    name: str | None = None
    base_url: str | None = None
    type: str | None = None
    status: str | None = None
    stats: dict[str, Any] | None = None


_GROUPS = Paging[Group](record=Group.from_raw, identity=lambda row: row.id, position="offset")


def list_groups() -> Request[Page[Group]]:
    """The groups of the brand."""
    return listing("/groups", paging=_GROUPS)


def get_group(group_id: str) -> Request[Group]:
    """One group with its type and division."""
    return call("GET", _GROUP, group_id, decode=_group)


def create_group(name: str, group_type: str, division: str | None = None) -> Request[Created]:
    """Make a group without members. Never repeated by itself (C.3)."""
    return call(
        "POST",
        "/groups",
        body=_group_body(name, group_type, division),
        decode=Created.from_body,
        retry=Retry.NEVER,
    )


def update_group(
    group_id: str, name: str, group_type: str, division: str | None = None
) -> Request[None]:
    """Change a group as a whole."""
    body = _group_body(name, group_type, division)
    return call("PUT", _GROUP, group_id, body=body, decode=nothing, answer_optional=True)


def delete_group(group_id: str) -> Request[None]:
    """Delete a group; its members stay users."""
    return call("DELETE", _GROUP, group_id, decode=nothing, answer_optional=True)


def list_members(group_id: str) -> Request[Page[User]]:
    """The users of a group."""
    return listing(_MEMBERS, group_id, paging=USERS)


def add_member(group_id: str, user_id: str) -> Request[None]:
    """Put a user into a group; one who is in it already stays, so it may be repeated."""
    return call(
        "POST", _MEMBERS, group_id, body={"userId": user_id}, decode=nothing, answer_optional=True
    )


def remove_member(group_id: str, user_id: str) -> Request[None]:
    """Take a user out of a group."""
    return call(
        "DELETE",
        "/groups/{}/members/{}",
        group_id,
        user_id,
        decode=nothing,
        answer_optional=True,
    )


def create_division(name: str, admins: tuple[str, ...] = ()) -> Request[Created]:
    """Make a division with every permission on. Never repeated by itself (C.3)."""
    body: dict[str, Any] = {"name": name}
    if admins:
        body["divisionAdmins"] = list(admins)
    return call("POST", "/divisions", body=body, decode=Created.from_body, retry=Retry.NEVER)


def get_division(division_id: str) -> Request[Division]:
    """One division."""
    return call("GET", _DIVISION, division_id, decode=_division)


def update_division(division_id: str, body: Mapping[str, Any]) -> Request[None]:
    """Change the name, the status (Active, Disabled) or the permissions of a division."""
    return call("PUT", _DIVISION, division_id, body=body, decode=nothing, answer_optional=True)


def get_organization(brand_id: str) -> Request[Organization]:
    """The brand with its usage; five calls a minute, so what it says is kept."""
    return call("GET", "/organizations/{}", brand_id, decode=_organization)


def _group_body(name: str, group_type: str, division: str | None) -> dict[str, Any]:
    body: dict[str, Any] = {"type": group_type, "name": name}
    if division is not None:
        body["divisionId"] = division
    return body


def _group(body: dict[str, Any]) -> Group:
    return Group.from_raw(result(body))


def _division(body: dict[str, Any]) -> Division:
    return Division.from_raw(result(body))


def _organization(body: dict[str, Any]) -> Organization:
    return Organization.from_raw(result(body))
