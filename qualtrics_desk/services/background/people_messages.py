"""What is asked of the worker about users and groups."""

from __future__ import annotations

from typing import Any

import msgspec


class CreateRoster(msgspec.Struct, frozen=True, kw_only=True, tag="create roster"):
    """Make a job of a file of users, groups or memberships; answered with its id.

    Attributes:
        options: A `RosterOptions`.
    """

    source: str
    options: dict[str, Any]


class CreateOffboarding(msgspec.Struct, frozen=True, kw_only=True, tag="create offboarding"):
    """Make a job of a `Handover`; answered with its id."""

    handover: dict[str, Any]
