"""Event subscriptions (qualtrics-api.md D.19). For brand administrators; 120 calls a minute.

The service deletes all subscriptions of the brand when a DELETE names none. No function here can do
that: an empty id is refused before anything is sent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qualtrics_desk.api.families import Paging
from qualtrics_desk.api.records import Created, Record, result
from qualtrics_desk.api.requests import Retry, call, listing, nothing

if TYPE_CHECKING:
    from qualtrics_desk.api.families import Page
    from qualtrics_desk.api.requests import Request

_ALL = "/eventsubscriptions"
_ONE = "/eventsubscriptions/{}"


class Subscription(Record, frozen=True, kw_only=True):
    """A subscription. Written as `encrypt`, read as `encrypted`."""

    id: str | None = None
    scope: str | None = None
    topics: str | None = None
    publication_url: str | None = None
    encrypted: bool | None = None
    successful_calls: int | None = None


_SUBSCRIPTIONS = Paging[Subscription](
    record=Subscription.from_raw, identity=lambda row: row.id, position="offset"
)


def list_subscriptions() -> Request[Page[Subscription]]:
    """All subscriptions of the brand."""
    return listing(_ALL, paging=_SUBSCRIPTIONS)


def create_subscription(
    topics: str, url: str, encrypt: bool = False, shared_key: str | None = None
) -> Request[Created]:
    """Subscribe a public URL to topics. Never repeated by itself (C.3)."""
    body: dict[str, Any] = {"topics": topics, "publicationUrl": url, "encrypt": encrypt}
    if shared_key is not None:
        body["sharedKey"] = shared_key
    return call("POST", _ALL, body=body, decode=Created.from_body, retry=Retry.NEVER)


def get_subscription(subscription_id: str) -> Request[Subscription]:
    """One subscription."""
    return call("GET", _ONE, subscription_id, decode=_subscription)


def delete_subscription(subscription_id: str) -> Request[None]:
    """Delete this one subscription."""
    return call("DELETE", _ONE, subscription_id, decode=nothing, answer_optional=True)


def _subscription(body: dict[str, Any]) -> Subscription:
    return Subscription.from_raw(result(body))
