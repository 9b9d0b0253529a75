"""The list an import is compared with: as it is, not as it was before the last import."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

from qualtrics_desk.domain.ids import DirectoryId, ListId
from qualtrics_desk.services.engine.progress import Progress, Report, Stop
from qualtrics_desk.services.engine.snapshot import read_live

if TYPE_CHECKING:
    from qualtrics_desk.services.session import Session
    from qualtrics_desk.store.journal.jobs import Job
    from qualtrics_desk.store.staging.staging import Staging

FIRST_LOOK = 1.0
"""Seconds before the list is read again when it lags behind; doubled each time."""


async def read_settled_list(
    session: Session,
    job: Job,
    staging: Staging,
    key: tuple[str, ...],
    stop: Stop,
    report: Report,
) -> None:
    """Read the live list, and again until it shows what other jobs wrote a moment ago.

    Lists lag behind finished jobs (F.90): who is not shown yet would be created a second time.
    """
    started = time.time()
    since = started - session.absence_wait
    lately = await asyncio.to_thread(
        session.journal.ledger.created.lately,
        job.base_url,
        job.list_id or "",
        since,
        beside=job.id,
    )
    wait = FIRST_LOOK
    while True:
        await asyncio.to_thread(staging.clear_live)
        await read_live(
            session.client,
            staging,
            DirectoryId(job.directory or ""),
            ListId(job.list_id or ""),
            key,
            stop=stop,
            report=report,
        )
        hidden = [one for one in lately if not await asyncio.to_thread(staging.has_live, one)]
        left = started + session.absence_wait - time.time()
        if not hidden or left <= 0:
            # After that time a contact that is not shown was removed by somebody.
            return
        report(Progress("Waiting", note="the list does not show yet what the last import wrote"))
        await stop.wait(min(wait, left))
        wait *= 2
