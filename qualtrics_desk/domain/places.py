"""What a place is where contacts are seen, and what can be done there."""

from __future__ import annotations

import enum


class PlaceKind(enum.StrEnum):
    """What a place is, and so what can be done there."""

    LIST = "list"
    SAMPLE = "sample"
    """People drawn from a list: to be looked at."""
    DIRECTORY = "directory"
    """Everybody: to be changed and deleted, but people are added to lists."""
    CORE = "core"
    """A list of the older research core: to be looked at and exported."""

    @property
    def can_change(self) -> bool:
        """Whether its contacts can be edited here."""
        return self in (PlaceKind.LIST, PlaceKind.DIRECTORY)

    @property
    def can_add(self) -> bool:
        """Whether contacts can be added here."""
        return self is PlaceKind.LIST
