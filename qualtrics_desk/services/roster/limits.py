"""What an undo of an import of a roster cannot restore; told before anything is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualtrics_desk.domain.outcomes import PlanState

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qualtrics_desk.services.roster.rosters import Roster

_NEW = {
    "users": "Undo deletes the {0:,} users that are made here again, but none who has signed in"
    " by then; what became of a deleted user's things is not documented.",
    "groups": "Undo deletes the {0:,} groups that are made here again, but none that has members"
    " by then.",
    "members": "Undo takes the {0:,} users out of their groups again.",
}


def told(roster: Roster, states: Mapping[str, int]) -> tuple[str, ...]:
    """What a person should know of a later undo."""
    found = []
    if made := states.get(PlanState.NEW, 0):
        found.append(_NEW[roster.name].format(made))
    if states.get(PlanState.CHANGED):
        found.append(
            "Undo gives changed fields their former values; what somebody changes meanwhile stays."
        )
    if states.get(PlanState.REMOVED):
        found.append(
            "Undo puts removed users into their groups again; what a group had shared with them is"
            " theirs again only as far as the group still shares it."
        )
    return tuple(found)
