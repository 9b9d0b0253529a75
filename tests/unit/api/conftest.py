"""A service made of one function, and a client whose clock moves only when it sleeps."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from qualtrics_desk.api.attempts import Timing
from qualtrics_desk.api.client import Client
from qualtrics_desk.api.connection import Connection
from qualtrics_desk.api.transport import Transport

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from qualtrics_desk.api.requests import Wait

START = datetime(2026, 1, 1, tzinfo=UTC)


class FakeTime:
    """Seconds that pass only in `sleep`."""

    def __init__(self) -> None:
        self.seconds = 1000.0
        self.slept: list[float] = []

    def timing(self) -> Timing:
        return Timing(
            clock=lambda: self.seconds,
            sleep=self.sleep,
            now=lambda: START + timedelta(seconds=self.seconds - 1000.0),
            random=lambda: 0.5,
        )

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += seconds
        await asyncio.sleep(0)


class Desk:
    """Makes clients whose network is a function, and remembers what they sent."""

    def __init__(self) -> None:
        self.time = FakeTime()
        self.sent: list[httpx.Request] = []
        self.waits: list[Wait] = []
        self.clients: list[Client] = []

    def client(
        self,
        answer: Callable[[httpx.Request], httpx.Response],
        connection: Connection | None = None,
        **options: Any,
    ) -> Client:
        connection = connection or Connection(
            base_url="https://yul1.qualtrics.com/API/v3", token="secret-token"
        )

        def handle(request: httpx.Request) -> httpx.Response:
            self.sent.append(request)
            return answer(request)

        client = Client(
            connection,
            transport=Transport(connection, inner=httpx.MockTransport(handle)),
            timing=self.time.timing(),
            on_wait=self.waits.append,
            **options,
        )
        self.clients.append(client)
        return client

    def script(self, *answers: httpx.Response | Exception, **options: Any) -> Client:
        """A client whose service gives these answers in this order, then fails the test."""
        rest = list(answers)

        def answer(_request: httpx.Request) -> httpx.Response:
            assert rest, "one request too many"
            found = rest.pop(0)
            if isinstance(found, Exception):
                raise found
            return found

        return self.client(answer, **options)


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    made = Desk()
    yield made
    for client in made.clients:
        await client.aclose()
