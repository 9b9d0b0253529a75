"""One call with all its tries: budget, pauses, and the rules of qualtrics-api.md C.3."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from contextlib import nullcontext
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from qualtrics_desk.api.requests import Request, Wait, WaitReason
from qualtrics_desk.api.retrying import backoff, pause_before_repeat
from qualtrics_desk.domain.errors import ApiError, Fate, NotFound, RateLimited

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qualtrics_desk.api.budget import Budget

X = TypeVar("X")

# Two of the eight connections stay free for what a person waits for.
BULK_CONNECTIONS = 6
_WORTH_TELLING = 1.0
_URGENT_PATIENCE = 30.0


def _now() -> datetime:
    return datetime.now(UTC)


class Timing(msgspec.Struct, frozen=True, kw_only=True):
    """The clocks and the chance of the client, so that tests need neither."""

    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    now: Callable[[], datetime] = _now
    random: Callable[[], float] = random.random


class Attempts:
    """Sends one call until it works, is refused, or must not be repeated."""

    def __init__(
        self,
        budget: Budget,
        timing: Timing,
        *,
        share: float,
        patience: float,
        on_wait: Callable[[Wait], None] | None,
    ) -> None:
        self._budget = budget
        self._timing = timing
        self._share = share
        self._patience = patience
        self._on_wait = on_wait
        self._bulk = asyncio.Semaphore(BULK_CONNECTIONS)

    async def run(
        self,
        request: Request[Any],
        once: Callable[[Mapping[str, str]], Awaitable[X]],
        *,
        proof: Callable[[Request[Any]], Awaitable[Mapping[str, str]]],
        urgent: bool = False,
        if_gone: Callable[[NotFound], X] | None = None,
    ) -> X:
        """Run one call.

        Args:
            request: What is sent.
            once: One try, with the headers that prove who asks.
            proof: Makes these headers; its own failures are not failures of the call.
            urgent: A person waits: before bulk work, and sooner tired of waiting.
            if_gone: What a 404 means on the repetition of a DELETE that may have worked.

        Raises:
            ApiError: The last failure, when C.3 or the patience allows no further try.
        """
        started: float | None = None
        patience = min(self._patience, _URGENT_PATIENCE) if urgent else self._patience
        tries, in_doubt = 0, False
        while True:
            await self._admit(request.endpoint, urgent=urgent)
            headers = await proof(request)
            # The queue before the first try is not the service's fault.
            started = self._timing.clock() if started is None else started
            try:
                async with nullcontext() if urgent else self._bulk:
                    return await once(headers)
            except ApiError as failure:
                if in_doubt and if_gone is not None and isinstance(failure, NotFound):
                    return if_gone(failure)
                in_doubt = in_doubt or failure.fate is Fate.UNKNOWN
                tries += 1
                pause = pause_before_repeat(
                    failure,
                    request.retry,
                    tries=tries,
                    elapsed=self._timing.clock() - started,
                    patience=patience,
                    random=self._timing.random,
                )
                if isinstance(failure, RateLimited):
                    self._slow_down(request.endpoint, failure, pause, tries)
                if pause is None:
                    # A try before this one may have worked, whatever the last one says.
                    if in_doubt and not isinstance(failure, NotFound):
                        failure.fate = Fate.UNKNOWN
                    raise
                reason = failure
            await self._pause(request.endpoint, reason, pause, tries)

    async def _admit(self, endpoint: str, *, urgent: bool) -> None:
        while wait := self._budget.ask(endpoint, urgent=urgent, share=self._share):
            if wait >= _WORTH_TELLING:
                self._tell(Wait(reason=WaitReason.BUDGET, seconds=wait, endpoint=endpoint))
            await self._timing.sleep(wait)

    async def _pause(self, endpoint: str, reason: ApiError, pause: float, tries: int) -> None:
        limited = isinstance(reason, RateLimited)
        self._tell(
            Wait(
                reason=WaitReason.RATE_LIMIT if limited else WaitReason.RETRY,
                seconds=pause,
                endpoint=endpoint,
                attempt=tries,
                message=reason.user_message,
            )
        )
        await self._timing.sleep(pause)

    def _slow_down(
        self, endpoint: str, failure: RateLimited, pause: float | None, tries: int
    ) -> None:
        asked = failure.retry_after
        rest = asked if asked is not None else pause or backoff(tries, self._timing.random)
        self._budget.slow_down(endpoint, rest)

    def _tell(self, wait: Wait) -> None:
        if self._on_wait is not None:
            self._on_wait(wait)
