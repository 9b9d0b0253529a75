"""What was found out about a connection; the window shows it. Knows no client."""

from __future__ import annotations

import enum

import msgspec

from qualtrics_desk.api.endpoints.account import Me
from qualtrics_desk.domain.errors import DeskError


class AreaName(enum.Enum):
    """An area of the product; the value is what a person calls it."""

    SURVEYS = "Surveys"
    DISTRIBUTIONS = "Distributions and links"
    RESPONSES = "Responses"
    DIRECTORY = "XM Directory"
    LISTS = "Mailing lists"
    CONTACTS = "Contacts"
    USERS = "Users"
    GROUPS = "Groups"
    DIVISIONS = "Divisions"
    ORGANIZATION = "Organisation"
    LIBRARY = "Library"
    EVENTS = "Event subscriptions"
    CORE_LISTS = "Older contact lists (research core)"


class AreaState(enum.Enum):
    """Whether an area answers."""

    AVAILABLE = "available"
    NOT_ALLOWED = "needs a permission"
    RETIRED = "retired by the service"
    ABSENT = "not part of this brand"
    UNKNOWN = "not known"


class DirectoryKind(enum.Enum):
    """Which kind of directory the brand has (qualtrics-api.md D.6)."""

    XM = "XM Directory"
    LITE = "XM Directory Lite"
    NONE = "no directory"
    UNKNOWN = "not known"


class Area(msgspec.Struct, frozen=True, kw_only=True):
    """What was found out about an area.

    Attributes:
        scope: The OAuth scope that opens it (qualtrics-api.md A.2).
        reason: Why it is not available, with the service's own words.
        note: Why it could not be asked, such as "There is no list yet."
    """

    name: AreaName
    state: AreaState
    scope: str
    reason: DeskError | None = None
    note: str = ""


class Access(msgspec.Struct, frozen=True, kw_only=True):
    """What a connection can do.

    Attributes:
        suggested_host: The host that the service or the user's data centre names as the right one.
        latency: Seconds of the quickest answer.
    """

    me: Me
    areas: tuple[Area, ...]
    directory: DirectoryKind
    suggested_host: str | None
    latency: float

    def area(self, name: AreaName) -> Area:
        """What was found out about one area."""
        return next(area for area in self.areas if area.name is name)
