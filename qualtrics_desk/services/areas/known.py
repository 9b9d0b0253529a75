"""Every area by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualtrics_desk.services.areas.library import CONTENTS, GRAPHICS, LIBRARIES, MESSAGES
from qualtrics_desk.services.areas.people import (
    DIVISIONS,
    GROUPS,
    MEMBERS,
    ORGANIZATION,
    USERS,
)
from qualtrics_desk.services.areas.subscriptions import SUBSCRIPTIONS

if TYPE_CHECKING:
    from qualtrics_desk.services.areas.area import Area

AREAS: dict[str, Area] = {
    area.name: area
    for area in (
        USERS,
        GROUPS,
        MEMBERS,
        DIVISIONS,
        ORGANIZATION,
        LIBRARIES,
        MESSAGES,
        GRAPHICS,
        CONTENTS,
        SUBSCRIPTIONS,
    )
}
