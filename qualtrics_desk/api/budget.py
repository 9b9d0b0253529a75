"""How many calls may leave now, by brand and endpoint (qualtrics-api.md C.1, design.md 4).

Pure and thread-safe: it never sleeps, it says how long to wait and is asked again. One budget
stands for one brand; all clients of that brand in a process share it.
"""

from __future__ import annotations

import math
import threading
import time
from collections import deque
from typing import TYPE_CHECKING

from qualtrics_desk.api.rates import PER_BRAND, PER_ENDPOINT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_MINUTE = 60.0
_BURST = 0.1
_SLOWER = 0.7
_SLOWEST = 0.1
_RECOVERY = 300.0
_URGENT_GRACE = 0.25
_SHORTEST_WAIT = 0.001


class _Bucket:
    """A bucket that never lets more than `limit` calls pass in any minute.

    A burst of a tenth may go at once and the rest trickles in: tenth plus one minute of trickle
    make the limit. After a 429 the limit shrinks, and comes back within minutes of quiet.
    """

    __slots__ = ("claimed_until", "closed_until", "factor", "full", "stamp", "tokens")

    def __init__(self, full: float, now: float) -> None:
        self.full = full
        self.factor = 1.0
        self.stamp = now
        self.closed_until = -math.inf
        self.claimed_until = -math.inf
        self.tokens = self.burst

    @property
    def limit(self) -> float:
        return max(1.0, self.full * self.factor)

    @property
    def burst(self) -> float:
        return max(1.0, self.limit * _BURST)

    @property
    def per_second(self) -> float:
        # A limit of one a minute has no trickle beside its burst: then one in two minutes.
        return max(self.limit - self.burst, 0.5) / _MINUTE

    def refresh(self, now: float) -> None:
        elapsed = max(0.0, now - self.stamp)
        self.stamp = max(self.stamp, now)
        if math.isinf(self.full):
            return
        self.tokens = min(self.burst, self.tokens + elapsed * self.per_second)
        if now > self.closed_until:
            self.factor = min(1.0, self.factor + elapsed / _RECOVERY)

    def wait(self, now: float, *, urgent: bool) -> float:
        opens = self.closed_until if urgent else max(self.closed_until, self.claimed_until)
        missing = 0.0 if self.tokens >= 1.0 else (1.0 - self.tokens) / self.per_second
        return max(0.0, opens - now, missing)

    def slow_down(self, now: float, pause: float) -> None:
        # Several calls in flight meet the same wall: that is one lesson, not several.
        if now >= self.closed_until and math.isfinite(self.full):
            self.factor = max(_SLOWEST, self.factor * _SLOWER)
            self.tokens = 0.0
        self.closed_until = max(self.closed_until, now + pause)


class Budget:
    """The calls of one brand."""

    def __init__(
        self,
        *,
        rates: Mapping[str, float] = PER_ENDPOINT,
        brand_rate: float = PER_BRAND,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Make a full budget.

        Args:
            rates: Calls per minute by endpoint; others have only the brand's.
            brand_rate: Calls per minute of all endpoints together.
            clock: Monotonic seconds.
        """
        self._rates = dict(rates)
        self._brand_rate = brand_rate
        self._clock = clock
        self._lock = threading.Lock()
        self._buckets: dict[tuple[str, float], _Bucket] = {}
        self._admitted: deque[float] = deque()

    @classmethod
    def unlimited(cls, *, clock: Callable[[], float] = time.monotonic) -> Budget:
        """A budget that only obeys 429: for a service on this machine."""
        return cls(rates={}, brand_rate=math.inf, clock=clock)

    def ask(self, endpoint: str, *, urgent: bool = False, share: float = 1.0) -> float:
        """Ask for one call.

        Args:
            endpoint: Key of the route, as in `Request.endpoint`.
            urgent: A person waits for it. While an urgent caller waits, others step back.
            share: Part of the budget this caller may use: 0.8 leaves a fifth to others.

        Returns:
            0.0 when the call may leave now, and is counted; else the seconds after which to ask
            again, and nothing is counted.
        """
        with self._lock:
            now = self._clock()
            buckets = self._of(endpoint, share, now)
            waits = [bucket.wait(now, urgent=urgent) for bucket in buckets]
            wait = max(waits)
            if wait <= 0.0:
                for bucket in buckets:
                    bucket.tokens -= 1.0
                    if urgent:
                        bucket.claimed_until = now
                self._admitted.append(now)
                self._forget_admitted(now)
                return 0.0
            if urgent:
                # Only where it waits, or one slow endpoint would stop all others. A claim runs out
                # by itself, so a caller that gave up blocks nobody for long.
                for bucket, own in zip(buckets, waits, strict=True):
                    if own > 0.0:
                        bucket.claimed_until = max(bucket.claimed_until, now + own + _URGENT_GRACE)
            return max(wait, _SHORTEST_WAIT)

    def calls_lately(self) -> int:
        """How many calls left in the last minute."""
        with self._lock:
            self._forget_admitted(self._clock())
            return len(self._admitted)

    def slow_down(self, endpoint: str, pause: float) -> None:
        """Learn from a 429: nobody calls this endpoint during the pause, and slower afterwards."""
        with self._lock:
            now = self._clock()
            bucket = self._bucket(endpoint, 1.0, self._rates.get(endpoint, self._brand_rate), now)
            bucket.slow_down(now, pause)

    def rate(self, endpoint: str) -> float:
        """Calls per minute that the endpoint may make at present."""
        with self._lock:
            return min(bucket.limit for bucket in self._of(endpoint, 1.0, self._clock()))

    def _forget_admitted(self, now: float) -> None:
        while self._admitted and now - self._admitted[0] > _MINUTE:
            self._admitted.popleft()

    def _of(self, endpoint: str, share: float, now: float) -> list[_Bucket]:
        """Every bucket the call must find open: the whole ones, and the caller's share of them."""
        own = self._rates.get(endpoint, self._brand_rate)
        keys = [("", 1.0, self._brand_rate), (endpoint, 1.0, own)]
        if share < 1.0:
            keys += [("", share, self._brand_rate * share), (endpoint, share, own * share)]
        return [self._bucket(name, part, limit, now) for name, part, limit in keys]

    def _bucket(self, name: str, share: float, limit: float, now: float) -> _Bucket:
        bucket = self._buckets.get((name, share))
        if bucket is None:
            bucket = self._buckets[name, share] = _Bucket(limit, now)
        bucket.refresh(now)
        return bucket
