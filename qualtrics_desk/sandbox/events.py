"""Event subscriptions that deliver (qualtrics-api.md D.19), to addresses on this machine only.

A message is form-encoded: Topic, Status, SurveyID, BrandID and what the topic adds. With a shared
key the same fields also come as JSON in MSG, with HMAC, its SHA-512 under that key. Encrypted
subscriptions can be made and listed; the form of their messages is not known well enough to send
one.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import http.client
import queue
import re
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

import msgspec

from qualtrics_desk.sandbox.brand import BRAND_ID, Brand

if TYPE_CHECKING:
    from collections.abc import Mapping

TOPIC = re.compile(r"[\w\*]+(\.[\w\*]+)*")
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_TIMEOUT = 5.0


class Subscriber(msgspec.Struct, frozen=True):
    """One subscription that a happening concerns."""

    number: int
    url: str
    shared_key: str | None
    encrypted: bool


def concerns(topics: str, topic: str) -> bool:
    """Tell whether a topic pattern covers a topic; `*` stands for one level."""
    wanted, given = topics.split("."), topic.split(".")
    return len(wanted) == len(given) and all(
        mine in {"*", theirs} for mine, theirs in zip(wanted, given, strict=True)
    )


class Events:
    """Delivers happenings one after the other.

    Attributes:
        origin: Scheme, host and port of the sandbox itself.
    """

    def __init__(self, brand: Brand, origin: str) -> None:
        self._brand = brand
        self.origin = origin
        self._queue: queue.SimpleQueue[tuple[str, dict[str, str]] | None] = queue.SimpleQueue()

    def start(self, group: asyncio.TaskGroup) -> None:
        """Begin to deliver."""
        group.create_task(asyncio.to_thread(self._deliver_all))

    def stop(self) -> None:
        """End after the message on its way."""
        self._queue.put(None)

    def happen(self, topic: str, fields: Mapping[str, str]) -> None:
        """Tell the subscribers of a topic."""
        self._queue.put((topic, {"Topic": topic, "BrandID": BRAND_ID, **fields}))

    def _deliver_all(self) -> None:
        while (item := self._queue.get()) is not None:
            topic, fields = item
            with self._brand.store.reading() as db:
                rows = db.execute("SELECT * FROM subscriptions ORDER BY id").fetchall()
            for row in rows:
                if concerns(row["topics"], topic):
                    subscriber = Subscriber(
                        row["id"], row["url"], row["shared_key"], bool(row["encrypted"])
                    )
                    self._record(subscriber, topic, _deliver(subscriber, fields))

    def _record(self, subscriber: Subscriber, topic: str, outcome: str) -> None:
        with self._brand.store.writing() as db:
            db.execute(
                "INSERT INTO deliveries (subscription, topic, outcome) VALUES (?, ?, ?)",
                (subscriber.number, topic, outcome),
            )
            if outcome.startswith("2"):
                db.execute(
                    "UPDATE subscriptions SET calls = calls + 1 WHERE id = ?", (subscriber.number,)
                )


def _deliver(subscriber: Subscriber, fields: dict[str, str]) -> str:
    """Post one message; return the status or the reason why there is none."""
    address = urlsplit(subscriber.url)
    if address.scheme != "http" or address.hostname not in _LOOPBACK:
        return "not sent: not on this machine"
    if subscriber.encrypted:
        return "not sent: encrypted"
    form = dict(fields)
    if subscriber.shared_key:
        message = msgspec.json.encode(fields)
        key = subscriber.shared_key.encode()
        form |= {
            "MSG": message.decode(),
            "HMAC": hmac.new(key, message, hashlib.sha512).hexdigest(),
        }
    path = (address.path or "/") + (f"?{address.query}" if address.query else "")
    connection = http.client.HTTPConnection(address.hostname, address.port, timeout=_TIMEOUT)
    try:
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST", path, urlencode(form), headers)
        return str(connection.getresponse().status)
    except (OSError, http.client.HTTPException) as error:
        return f"failed: {type(error).__name__}"
    finally:
        connection.close()
