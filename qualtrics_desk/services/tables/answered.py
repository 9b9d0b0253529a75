"""Who of a distribution has answered, kept beside its links.

Links say nothing of it (F.41), the history of the distribution does; reading that has no effect
(D.4), but it is read only when somebody asks for it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import msgspec

from qualtrics_desk.domain.dates import to_service
from qualtrics_desk.domain.errors import UsageError
from qualtrics_desk.domain.marking import marked
from qualtrics_desk.domain.rows import ColumnKind, ColumnSpec, Value, View
from qualtrics_desk.services.engine.progress import Progress, Report, Stop, silent
from qualtrics_desk.services.links.selecting import answered_of
from qualtrics_desk.services.tables.links import MISSING, STATE
from qualtrics_desk.services.tables.places import links_name
from qualtrics_desk.services.tables.reading import turn

if TYPE_CHECKING:
    from qualtrics_desk.services.session import Session
    from qualtrics_desk.store.tables.table import Table

ANSWERED = ColumnSpec("answered", marked("columns", "Has answered"), ColumnKind.FLAG)
"""Empty where there is no link; the column is there once the history was read."""
UNANSWERED, ASKED_AT = "unanswered", "answered_at"
"""Facts of the reading: links without a response, and when that was read."""
_PIECE = 2_000


class AnsweredRead(msgspec.Struct, frozen=True, kw_only=True):
    """What came out: links with a response, and links without one."""

    answered: int
    unanswered: int


async def read_answered(
    session: Session, distribution: str, *, stop: Stop | None = None, report: Report = silent
) -> AnsweredRead:
    """Read the history of a distribution and mark its links with it.

    Raises:
        UsageError: When its links were not read, or this brand lets nobody read the history.
        ApiError: When a page cannot be fetched; nothing is marked then.
        JobStopped: On wish.
    """
    stop = stop or Stop()
    async with turn(session, links_name(distribution)) as ours:
        table = ours.table
        reading = await asyncio.to_thread(lambda: table.shown)
        if reading is None or not reading.is_complete:
            raise UsageError("The links were not read to their end.", hint="Read them first.")
        found = await answered_of(session, distribution, stop=stop, report=report)
        counts = {True: 0, False: 0}
        ids = await asyncio.to_thread(table.ids, View())
        names = [column.key for column in reading.columns]
        for start in range(0, len(ids), _PIECE):
            stop.check()
            marks = await asyncio.to_thread(
                _marks, table, ids[start : start + _PIECE], names, found
            )
            for mark in marks.values():
                counts[mark] += 1
            await asyncio.to_thread(table.mark, reading.generation, ANSWERED, marks)
            report(Progress("Marking links", min(start + _PIECE, len(ids)), len(ids)))
        facts = {UNANSWERED: counts[False], ASKED_AT: to_service(datetime.now(UTC))}
        await asyncio.to_thread(table.mark, reading.generation, ANSWERED, {}, facts=facts)
    return AnsweredRead(answered=counts[True], unanswered=counts[False])


def _marks(
    table: Table, ids: Sequence[int], names: Sequence[str], found: frozenset[str]
) -> dict[int, bool]:
    marks: dict[int, bool] = {}
    for row in table.rows(ids):
        values: dict[str, Value] = dict(zip(names, row.values, strict=False))
        if values[STATE] != MISSING:
            known = {values["contactId"], values["contactLookupId"]}
            marks[row.id] = not found.isdisjoint(known)
    return marks
