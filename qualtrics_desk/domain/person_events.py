"""What happened to one person, in one order: e-mails, bounces, responses, opt-outs. Pure."""

from __future__ import annotations

import enum
from datetime import UTC, datetime
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONG = 0.5
"""Share of the whole time above which a stretch without events is drawn as a break."""
_BREAK = 0.15
"""Share of the line that a break takes."""


class Lane(enum.StrEnum):
    """What kind of thing happened; one line of the picture each."""

    EMAIL = "email"
    READ = "read"
    BOUNCE = "bounce"
    RESPONSE = "response"
    PERSON = "person"
    """Added, opted out."""
    TRANSACTION = "transaction"


class Event(NamedTuple):
    """One thing that happened.

    Attributes:
        moment: When, in UTC.
        what: A word of the service such as Invite or HardBounce, or one of ours.
        about: Id of the survey, distribution or response it belongs to, or what the mail server
            said.
    """

    moment: datetime
    lane: Lane
    what: str
    about: str = ""


def in_order(events: list[Event]) -> list[Event]:
    """The newest first."""
    return sorted(events, key=lambda event: event.moment, reverse=True)


class Scale:
    """Where moments lie on a line from the first event until now, or until a later last one.

    A stretch without events that is longer than all the rest is drawn short, as a break: else
    somebody who was added years ago and mailed last week would have all marks at the right end.

    Attributes:
        first: The moment at the left end.
        last: The one at the right end.
        gap: Where the break begins and ends, from 0 to 1; None where there is none.
    """

    def __init__(self, events: Sequence[Event]) -> None:
        now = datetime.now(UTC)
        moments = sorted({*(event.moment for event in events), now})
        self.first, self.last = moments[0], moments[-1]
        whole = self.last - self.first
        long = max(pairwise(moments), key=lambda pair: pair[1] - pair[0], default=None)
        self.gap: tuple[float, float] | None = None
        self._knots = [(self.first, 0.0), (self.last, 1.0)]
        # Of two moments there is nothing that could be crowded.
        if long is None or len(moments) < 3 or (long[1] - long[0]) <= whole * _LONG:
            return
        before = (long[0] - self.first).total_seconds()
        after = (self.last - long[1]).total_seconds()
        # A side with only one moment takes no room.
        left = (1 - _BREAK) * before / (before + after)
        self.gap = (left, left + _BREAK if after else 1.0)
        self._knots = [
            (self.first, 0.0),
            (long[0], self.gap[0]),
            (long[1], self.gap[1]),
            (self.last, 1.0),
        ]

    def place(self, moment: datetime) -> float:
        """From 0 to 1."""
        for (begun, left), (ended, right) in pairwise(self._knots):
            if moment <= ended:
                length = (ended - begun).total_seconds()
                share = (moment - begun).total_seconds() / length if length else 1.0
                return left + (right - left) * min(1.0, max(0.0, share))
        return 1.0
