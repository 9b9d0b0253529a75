"""What is wrong with a list of people, found from their cells alone. Pure."""

from __future__ import annotations

import enum
import re

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

_EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s.,;]+")


class Fault(enum.StrEnum):
    """One kind of trouble, the worst first."""

    NO_WAY = "no way to reach"
    INVALID_EMAIL = "invalid email"
    DUPLICATE = "same email twice"
    BOUNCED = "bounced"
    OPTED_OUT = "opted out"
    ROLE = "role address"
    OTHER_LISTS = "in another list too"
    LANGUAGE = "odd language"


def email_fault(email: str) -> Fault | None:
    """What is wrong with an address that is there."""
    text = email.strip()
    if _EMAIL.fullmatch(text) is None:
        return Fault.INVALID_EMAIL
    name = text.partition("@")[0].partition("+")[0].casefold()
    return Fault.ROLE if name in ROLES else None


def bare_name(name: str) -> str:
    """An embedded-data name without what spellings differ in: "Dept." and "dept " are one."""
    return "".join(letter for letter in name.casefold() if letter.isalnum())
