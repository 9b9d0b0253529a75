"""When a failed call is sent again, and after how long (qualtrics-api.md C.1, C.3). Pure.

Retry libraries decide by exception type. Here the decision needs what the request does, whether it
may have been carried out, what the service asked for, and the time already spent.
"""

from __future__ import annotations

import math
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from qualtrics_desk.api.requests import Retry
from qualtrics_desk.domain.errors import (
    ApiError,
    ConnectFailed,
    ConnectionLost,
    RateLimited,
    ServerFailed,
    TimedOut,
)

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_TRIES = 5
"""Of one call when the network or the service fails: C.3 says up to 4-5. A 429 is not counted."""

LONGEST_PAUSE = 60.0
_TRANSIENT = frozenset({500, 502, 503, 504})


def may_repeat(failure: ApiError, retry: Retry) -> bool:
    """Whether the table of C.3 allows to send the same request again."""
    match failure:
        case RateLimited():
            return True
        case ConnectFailed():
            return failure.retryable
        case ConnectionLost() | TimedOut():
            return retry is not Retry.NEVER
        case ServerFailed():
            return retry is not Retry.NEVER and failure.status in _TRANSIENT
        case _:
            return False


def pause_before_repeat(
    failure: ApiError,
    retry: Retry,
    *,
    tries: int,
    elapsed: float,
    patience: float,
    random: Callable[[], float],
) -> float | None:
    """How long to wait before the next try.

    Args:
        failure: What went wrong.
        retry: What the request allows.
        tries: How many tries failed, this one included.
        elapsed: Seconds since the first try.
        patience: Seconds that all tries and pauses together may take.
        random: Gives a number from 0 to 1, for the jitter.

    Returns:
        Seconds, or None to give up. Never less than the service asked for.
    """
    if not may_repeat(failure, retry):
        return None
    limited = isinstance(failure, RateLimited)
    if not limited and tries >= MAX_TRIES:
        return None
    asked = failure.retry_after if isinstance(failure, RateLimited) else None
    pause = backoff(tries, random) if asked is None else asked + random()
    return pause if elapsed + pause <= patience else None


def backoff(tries: int, random: Callable[[], float]) -> float:
    """Exponential pause with jitter: 1-2 s after the first failure, at most a minute (C.1)."""
    return min(LONGEST_PAUSE, 2.0 ** min(tries - 1, 10) * (1.0 + random()))


def parse_retry_after(value: str | None, now: datetime) -> float | None:
    """Seconds of a `Retry-After` header, which is a number or an HTTP date (C.1).

    Returns:
        Seconds from now, never negative, or None when there is none or it cannot be read.
    """
    if value is None or not (value := value.strip()):
        return None
    try:
        seconds = float(value)
    except ValueError:
        try:
            moment = parsedate_to_datetime(value)
        except ValueError:
            return None
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        seconds = (moment - now).total_seconds()
    return max(0.0, seconds) if math.isfinite(seconds) else None
