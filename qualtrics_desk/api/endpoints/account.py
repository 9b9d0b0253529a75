"""Who the token belongs to (qualtrics-api.md D.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qualtrics_desk.api.records import Record, result
from qualtrics_desk.api.requests import call

if TYPE_CHECKING:
    from qualtrics_desk.api.requests import Request


class Me(Record, frozen=True, kw_only=True):
    """The user of the token. `datacenter` tells the right host for the profile."""

    brand_id: str | None = None
    user_id: str | None = None
    user_name: str | None = None
    account_type: str | None = None
    first_name: str | None = None
    last_name: str | None = None
    email: str | None = None
    language: str | None = None
    datacenter: str | None = None


def whoami() -> Request[Me]:
    """Ask who the token belongs to: the test of a connection."""
    return call("GET", "/whoami", decode=_me)


def _me(body: dict[str, Any]) -> Me:
    return Me.from_raw(result(body))
