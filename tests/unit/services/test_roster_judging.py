"""What a job has made is deleted again only while it is what it was made as."""

from __future__ import annotations

import pytest

from qualtrics_desk.services.roster.judging import why_it_stays
from qualtrics_desk.services.roster.rosters import GROUP_ROSTER, USER_ROSTER, Roster


@pytest.mark.parametrize(
    ("roster", "given", "now", "stays"),
    [
        (GROUP_ROSTER, "Team", "Team", False),
        (GROUP_ROSTER, "Team", "TEAM", False),
        (GROUP_ROSTER, "Team", "Team A", True),
        (GROUP_ROSTER, "Team", "Team#2", True),
        (USER_ROSTER, "ann", "ann#meridian", False),
        (USER_ROSTER, "ann", "Ann", False),
        (USER_ROSTER, "ann", "anna#meridian", True),
        (USER_ROSTER, "ann", "ann.b#meridian", True),
    ],
)
def test_one_that_was_renamed_since_is_left_as_it_is(
    roster: Roster, given: str, now: str, *, stays: bool
) -> None:
    name = roster.name_field
    told = why_it_stays(roster, {name: (given, None)}, {name: now}, members=0)
    assert bool(told) is stays
