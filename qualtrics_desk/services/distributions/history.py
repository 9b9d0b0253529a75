"""What became of each recipient of a distribution; reading it has no effect (D.4)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import msgspec

from qualtrics_desk.api.endpoints.distributions import HistoryEntry, list_history
from qualtrics_desk.domain.errors import StatusError
from qualtrics_desk.services.distributions.listing import problem_text

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from qualtrics_desk.services.session import Session


class HistoryRead(msgspec.Struct, frozen=True, kw_only=True):
    """A history.

    Attributes:
        entries: One for each recipient, as far as they were asked for.
        statuses: How many are in which status, in the service's words.
        problem: Why it cannot be read, in the service's words; "" where it can.
    """

    entries: list[HistoryEntry]
    statuses: dict[str, int]
    problem: str = ""


async def read_history(
    session: Session, distribution: str, *, most: int | None = None
) -> HistoryRead:
    """The history of a distribution, as far as wanted.

    A test e-mail has none, and the service answers 400 (D.4); that is told, not raised.

    Raises:
        ApiError: When the service cannot be reached.
    """
    entries: list[HistoryEntry] = []
    try:
        async for entry in each_recipient(session, distribution):
            entries.append(entry)
            if most is not None and len(entries) >= most:
                break
    except StatusError as error:
        return HistoryRead(entries=[], statuses={}, problem=problem_text(error))
    counted = Counter(entry.status or "Unknown" for entry in entries)
    return HistoryRead(entries=entries, statuses=dict(counted.most_common()))


async def each_recipient(session: Session, distribution: str) -> AsyncIterator[HistoryEntry]:
    """Every entry of a history, a page in memory at a time."""
    async for page in session.client.pages(list_history(distribution)):
        for entry in page.items:
            yield entry
