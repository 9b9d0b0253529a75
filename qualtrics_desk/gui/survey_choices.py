"""The surveys to choose from: read from their table, and anew where it was never read."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, NamedTuple

from qualtrics_desk.domain.rows import Sort, View

if TYPE_CHECKING:
    from qualtrics_desk.gui.desk import Desk

_PIECE = 5_000


class SurveyChoice(NamedTuple):
    """A survey."""

    id: str
    name: str
    is_active: bool


async def known_surveys(desk: Desk) -> list[SurveyChoice]:
    """The surveys as they were last read, by name.

    Raises:
        StoreError: When their table cannot be used.
    """
    from qualtrics_desk.services.tables.places import profile_of

    return await asyncio.to_thread(_load, desk, profile_of(desk.session))


async def read_surveys(desk: Desk) -> list[SurveyChoice]:
    """The surveys as the service has them now.

    Raises:
        DeskError: When they cannot be read.
    """
    from qualtrics_desk.services.background.messages import RefreshSurveys
    from qualtrics_desk.services.tables.reading import TableRead

    await desk.worker.call(RefreshSurveys(), TableRead)
    return await known_surveys(desk)


def _load(desk: Desk, profile: str) -> list[SurveyChoice]:
    from qualtrics_desk.services.tables.places import surveys_table

    table = surveys_table(desk.home, profile)
    try:
        found = []
        with table.moment() as now:
            places = {column.key: place for place, column in enumerate(now.columns)}
            ids = now.ids(View(sort=Sort("name")))
            for start in range(0, len(ids), _PIECE):
                for row in now.rows(ids[start : start + _PIECE]):
                    survey = str(row.values[places["id"]] or "")
                    found.append(
                        SurveyChoice(
                            survey,
                            str(row.values[places["name"]] or survey),
                            row.values[places["isActive"]] is not False,
                        )
                    )
        return found
    finally:
        table.close()
