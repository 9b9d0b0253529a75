"""Addresses that event messages go to: does one answer as the service wants, and a replay to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode, urlsplit

from qualtrics_desk.api.connection import is_loopback
from qualtrics_desk.api.transport import knock
from qualtrics_desk.domain.errors import ApiError, UsageError, in_sentences

if TYPE_CHECKING:
    from qualtrics_desk.services.areas.workbench import Delivery
    from qualtrics_desk.services.session import Session

_FORM = "application/x-www-form-urlencoded"


class Knock(NamedTuple):
    """What an address answered.

    Attributes:
        status: HTTP status, or 0 where nobody answered.
        problem: Why nobody answered, or "".
    """

    method: str
    status: int
    problem: str = ""

    @property
    def is_good(self) -> bool:
        """Whether the service would take it for an answer."""
        return 200 <= self.status < 300


async def test_publication(session: Session, address: str) -> list[Knock]:
    """Ask an address by GET and by POST: it must answer both (qualtrics-api.md D.19).

    This shows what the address does for this machine; whether the service reaches it too, only a
    message that arrives proves. The POST carries a topic that says it is a test.

    Raises:
        UsageError: It is no web address.
    """
    _require_web(address)
    body = urlencode({"Topic": "test.publication", "Status": "Test"}).encode()
    found = []
    for method, content in (("GET", b""), ("POST", body)):
        try:
            status = await knock(
                method,
                address,
                body=content,
                content_type=_FORM if content else "",
                connection=session.client.connection,
            )
        except ApiError as error:
            found.append(Knock(method, 0, in_sentences(error.user_message, error.detail)))
        else:
            found.append(Knock(method, status))
    return found


async def replay(session: Session, delivery: Delivery, address: str) -> int:
    """Send a message again, byte for byte, to a program on this machine; returns its status.

    Raises:
        UsageError: The address is none of this machine: messages hold data of people.
        ApiError: Nobody answers there.
    """
    _require_web(address)
    if not is_loopback(urlsplit(address).hostname or ""):
        raise UsageError(
            "Messages are replayed to this machine only.",
            detail="They may hold data of people.",
            hint="Write an address such as http://127.0.0.1:8000/.",
        )
    return await knock(
        "POST",
        address,
        body=delivery.body,
        content_type=_FORM,
        connection=session.client.connection,
    )


def _require_web(address: str) -> None:
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UsageError(f"“{address}” is no web address.", hint="It begins with https://.")
