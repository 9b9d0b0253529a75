"""Rows of a roster, each by calls of its own: read, written, read back (D.16, D.17).

A POST is never repeated blindly (C.3): a mark is kept before it, and whoever comes after it looks
for the thing first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from qualtrics_desk.domain.marking import marked
from qualtrics_desk.domain.outcomes import Route
from qualtrics_desk.services.engine.single_calls import SingleCalls

if TYPE_CHECKING:
    from qualtrics_desk.services.engine.run import Run
    from qualtrics_desk.services.roster.rosters import Roster
    from qualtrics_desk.services.session import Session

MARK = b"null"
"""The before-image of a thing that was not there."""


class RosterWriter(SingleCalls):
    """What users, groups and memberships have in common."""

    routes: ClassVar[tuple[Route, ...]] = (Route.POST, Route.PUT, Route.DELETE)
    phase = marked("phases", "Writing users and groups")

    def __init__(self, run: Run, session: Session, roster: Roster) -> None:
        super().__init__(run)
        self._session, self._roster = session, roster
