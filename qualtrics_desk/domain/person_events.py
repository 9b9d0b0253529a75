"""What happened to one person, in one order: e-mails, bounces, responses, opt-outs. Pure."""

from __future__ import annotations

import enum
from datetime import UTC, datetime
from typing import NamedTuple


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


def span(events: list[Event]) -> tuple[datetime, datetime]:
    """From the first event until now, or until the last where that lies in the future."""
    now = datetime.now(UTC)
    moments = [event.moment for event in events]
    return min([*moments, now]), max([*moments, now])
