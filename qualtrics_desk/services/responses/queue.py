"""Exports of several surveys, some at a time; the failure of one does not stop the others."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import msgspec

from qualtrics_desk.domain.errors import DeskError, JobStopped
from qualtrics_desk.services.engine.progress import Stop
from qualtrics_desk.services.responses.export import (
    ResponsesExport,
    ResponsesExported,
    export_responses,
)
from qualtrics_desk.services.responses.tokens import export_new

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from qualtrics_desk.services.engine.progress import Progress
    from qualtrics_desk.services.session import Session

AT_ONCE = 3
"""Exports under way at the service; it takes 100 starts a minute (C.1)."""


class QueuedExport(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one survey: exported, failed, or neither where the queue was stopped."""

    wish: ResponsesExport
    done: ResponsesExported | None = None
    error: DeskError | None = None


def silent(_survey: str, _progress: Progress) -> None:
    """A listener that does not care."""


async def export_surveys(
    session: Session,
    wishes: Sequence[ResponsesExport],
    *,
    stop: Stop | None = None,
    report: Callable[[str, Progress], None] = silent,
    ended: Callable[[QueuedExport], None] = lambda _outcome: None,
    only_new: bool = False,
) -> list[QueuedExport]:
    """Export each survey into its own file; the outcomes come in the order of the wishes.

    Args:
        session: The profile at work.
        wishes: One for each survey.
        stop: The wish to stop; what has not begun by then is left out.
        report: Told how far a survey is.
        ended: Told when a survey is through, for better or worse.
        only_new: Only what came since the last such export of each survey.
    """
    stop = stop or Stop()
    places = asyncio.Semaphore(AT_ONCE)

    async def one(wish: ResponsesExport) -> QueuedExport:
        async with places:
            outcome = QueuedExport(wish=wish)
            if not stop.requested:
                try:
                    export = export_new if only_new else export_responses
                    done = await export(
                        session,
                        wish,
                        stop=stop,
                        report=lambda progress: report(wish.survey, progress),
                    )
                    outcome = QueuedExport(wish=wish, done=done)
                except JobStopped:
                    pass
                except DeskError as error:
                    outcome = QueuedExport(wish=wish, error=error)
            ended(outcome)
            return outcome

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(one(wish)) for wish in wishes]
    return [task.result() for task in tasks]
