"""Users (qualtrics-api.md D.16): for brand administrators, the own user aside.

Some answers say `userId` for `id`. User types cannot be listed. What becomes of the surveys of a
user who is deleted is not known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qualtrics_desk.api.families import Paging
from qualtrics_desk.api.records import Created, Record, Undecodable, result, text
from qualtrics_desk.api.requests import Retry, call, listing, nothing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qualtrics_desk.api.families import Page
    from qualtrics_desk.api.requests import Request

_ONE = "/users/{}"
_TOKEN = "/users/{}/apitoken"  # noqa: S105 - a route


class User(Record, frozen=True, kw_only=True):
    """A user as lists and the single call show one; lists have fewer of the fields."""

    id: str | None = None
    user_id: str | None = None
    division_id: str | None = None
    username: str | None = None
    first_name: str | None = None
    last_name: str | None = None
    user_type: str | None = None
    email: str | None = None
    account_status: str | None = None
    language: str | None = None
    time_zone: str | None = None
    organization_id: str | None = None
    response_counts: dict[str, Any] | None = None
    permissions: dict[str, Any] | None = None

    @property
    def key(self) -> str | None:
        """The id, whichever of its two names it came by."""
        return self.id or self.user_id


class ApiToken(Record, frozen=True, kw_only=True):
    """A token. It must reach neither log nor file: its record shows nothing of it."""

    def __repr__(self) -> str:
        return "ApiToken()"

    @property
    def secret(self) -> str:
        """The token itself."""
        return str(self.raw["apiToken"])


USERS = Paging[User](record=User.from_raw, identity=lambda row: row.key, position="offset")


def list_users(username: str | None = None) -> Request[Page[User]]:
    """The users of the brand, or the one with a user name."""
    return listing("/users", paging=USERS, query={"username": username})


def get_user(user_id: str) -> Request[User]:
    """One user with everything that is known."""
    return call("GET", _ONE, user_id, decode=_user)


def create_user(body: Mapping[str, Any]) -> Request[Created]:
    """Make a user; `body` has the service's keys. Never repeated by itself (C.3)."""
    return call("POST", "/users", body=body, decode=_created, retry=Retry.NEVER)


def update_user(user_id: str, body: Mapping[str, Any]) -> Request[None]:
    """Change a user; keys that are left out stay. The e-mail address cannot be changed."""
    return call("PUT", _ONE, user_id, body=body, decode=nothing, answer_optional=True)


def delete_user(user_id: str) -> Request[None]:
    """Delete a user."""
    return call("DELETE", _ONE, user_id, decode=nothing, answer_optional=True)


def get_token(user_id: str) -> Request[ApiToken]:
    """The token of a user."""
    return call("GET", _TOKEN, user_id, decode=_api_token)


def create_token(user_id: str) -> Request[ApiToken]:
    """Make the token of a user anew: the one before dies at once (A.2)."""
    return call("POST", _TOKEN, user_id, body={}, decode=_api_token, retry=Retry.NEVER)


def _user(body: dict[str, Any]) -> User:
    return User.from_raw(result(body))


def _created(body: dict[str, Any]) -> Created:
    raw = result(body)
    return Created.from_body(body, "id" if raw.get("id") else "userId")


def _api_token(body: dict[str, Any]) -> ApiToken:
    raw = result(body)
    if not text(raw.get("apiToken")):
        msg = "the answer has no token"
        raise Undecodable(msg)
    return ApiToken.from_raw(raw)
