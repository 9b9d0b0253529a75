"""How fast something goes, and how long it still takes: told only when it is more than a guess."""

from __future__ import annotations

import time
from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

WINDOW = 30.0
"""Seconds over which the rate is taken, or the last two steps where those took longer."""
PATIENCE = 10.0
"""Seconds before a time left is told."""
STEPS = 3
"""Finished requests after which it is told all the same (P12)."""


class Pace:
    """The rate over a moving window of one phase of work."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._points: deque[tuple[float, int]] = deque()
        self._began = clock()
        self._steps = 0

    def note(self, done: int, steps: int = 0) -> None:
        """Note how much is done.

        Args:
            done: Units since the beginning.
            steps: Finished requests, where units come by many at once.
        """
        now = self._clock()
        self._steps = steps
        if not self._points or done != self._points[-1][1]:
            # Where units come a thousand at a time, what counts is when they came.
            self._points.append((now, done))
        while len(self._points) > 2 and now - self._points[1][0] > WINDOW:
            self._points.popleft()

    @property
    def rate(self) -> float | None:
        """Units a minute, or None while too little is known."""
        if len(self._points) < 2:
            return None
        then, before = self._points[0]
        done = self._points[-1][1]
        # Until now, not until the last unit came: work that stalls gets slower.
        passed = self._clock() - then
        if passed < 1.0 or done <= before:
            return None
        return (done - before) * 60.0 / passed

    def seconds_left(self, left: int) -> float | None:
        """How long the rest takes; None while that would be a guess, never below 0."""
        rate = self.rate
        is_early = self._clock() - self._began < PATIENCE and self._steps < STEPS
        if rate is None or is_early:
            return None
        return max(0.0, left * 60.0 / rate)
