"""What is wrong with a list of people, found from their cells alone. Pure."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, NamedTuple

from qualtrics_desk.domain.cell_checks import check_email
from qualtrics_desk.domain.findings import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ROLES = frozenset(
    {
        "abuse",
        "accounts",
        "admin",
        "billing",
        "contact",
        "enquiries",
        "feedback",
        "help",
        "hello",
        "hr",
        "info",
        "inquiries",
        "jobs",
        "mail",
        "marketing",
        "news",
        "newsletter",
        "no-reply",
        "noreply",
        "office",
        "postmaster",
        "sales",
        "security",
        "service",
        "support",
        "team",
        "webmaster",
    }
)
"""Names before the @ behind which there is an office and no person."""


class Fault(enum.StrEnum):
    """One kind of trouble, the worst first."""

    NO_WAY = "no way to reach"
    INVALID_EMAIL = "invalid email"
    DUPLICATE = "same email twice"
    BOUNCED = "bounced"
    NEVER_OPENED = "never opened"
    OPTED_OUT = "opted out"
    ROLE = "role address"
    OTHER_LISTS = "in another list too"
    LANGUAGE = "odd language"


class Remedy(enum.StrEnum):
    """What can be staged against a fault."""

    LEAVE = "leave the list"
    OPT_OUT = "opt out"
    CLEAR_EMAIL = "clear the email"
    KEEP_ONE = "keep one of each"
    ONE_SPELLING = "one spelling"


def spare_of(same: Sequence[tuple[str, int]]) -> list[str]:
    """Of contacts with one address, all but the one most is known of; the first of equals stays.

    Args:
        same: Ids with the number of filled cells.
    """
    if len(same) < 2:
        return []
    kept = max(same, key=lambda one: one[1])[0]
    return [contact for contact, _ in same if contact != kept]


class Opening(enum.StrEnum):
    """What is known of whether somebody ever opened an email."""

    OPENED = "opened"
    NEVER = "never opened"
    NOTHING_ARRIVED = "nothing arrived"
    """Nothing was sent, or nothing of it arrived: there was nothing to open."""
    UNKNOWN = "not told"
    """The service does not say it of every email, so nobody may say "never"."""


class Mail(NamedTuple):
    """What a history tells of one email (D.8).

    Attributes:
        result: The word of the service, such as Success or HardBounce.
        was_read: Its `read`.
        was_answered: Whether a survey was begun or answered through it.
    """

    result: str | None
    was_read: bool | None
    was_answered: bool


ARRIVED = "Success"
_NOT_ARRIVED = frozenset(
    {"Pending", "Error", "Bounce", "SoftBounce", "HardBounce", "Skipped", "Blocked", "Failure"}
)
_COMPLAINT = "Complaint"


def opening_of(mails: Iterable[Mail]) -> Opening:
    """Whether one of the emails to a person was opened, as far as the service noticed.

    "Never" needs an email that arrived, and the word that it was not read of every one that may
    have arrived: a result or a `read` that is missing is no such word.
    """
    arrived = untold = False
    for mail in mails:
        if mail.was_read or mail.was_answered or mail.result == _COMPLAINT:
            return Opening.OPENED
        if mail.result in _NOT_ARRIVED:
            continue
        arrived = arrived or mail.result == ARRIVED
        untold = untold or mail.result != ARRIVED or mail.was_read is None
    if untold:
        return Opening.UNKNOWN
    return Opening.NEVER if arrived else Opening.NOTHING_ARRIVED


def email_fault(email: str) -> Fault | None:
    """What is wrong with an address that is there: one that an import would refuse is none."""
    text, found = email.strip(), list[Finding]()
    check_email(text, "email", found)
    if any(finding.level is Level.ERROR for finding in found):
        return Fault.INVALID_EMAIL
    name = text.partition("@")[0].partition("+")[0].casefold()
    return Fault.ROLE if name in ROLES else None


def bare_name(name: str) -> str:
    """An embedded-data name without what spellings differ in: "Dept." and "dept " are one."""
    return "".join(letter for letter in name.casefold() if letter.isalnum())
