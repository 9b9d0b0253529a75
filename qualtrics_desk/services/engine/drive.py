"""Drives a journalled job to its end, as its only driver."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Protocol

from qualtrics_desk.domain.errors import JobFailed
from qualtrics_desk.services.engine.bulk import BulkSender
from qualtrics_desk.services.engine.reconcile import Reconciler
from qualtrics_desk.services.engine.removals import Eraser, Remover
from qualtrics_desk.services.engine.singles import SingleWriter
from qualtrics_desk.store.journal.leases import Holder

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from qualtrics_desk.services.engine.plan import Limits
    from qualtrics_desk.services.engine.run import Run
    from qualtrics_desk.services.engine.single_calls import SingleCalls
    from qualtrics_desk.store.journal.leases import Leases

HEARTBEAT = 5.0
"""Seconds between signs of life in the journal."""


class Steps(Protocol):
    """What a job sends, in its order; each step may be repeated in any process."""

    async def send(self) -> None:
        """Send every open row and give it its outcome."""

    async def settle_sent(self) -> None:
        """Find out what became of everything that was sent, and send nothing more."""


class ContactSteps:
    """The steps of a job that writes contacts."""

    def __init__(self, run: Run, limits: Limits) -> None:
        self._run, self._limits = run, limits

    async def send(self) -> None:
        """Removals, bulk import with its fates, then single updates."""
        run = self._run
        sender = BulkSender(run)
        reconciler = Reconciler(run, self._limits)
        # Removals come first: an added row may be the person that leaves, and would leave with it.
        await Remover(run).write_all()
        await Eraser(run).write_all()
        await sender.send_all()
        while await reconciler.reconcile():
            await sender.send_all()
        await SingleWriter(run).write_all()

    async def settle_sent(self) -> None:
        """Find out what became of everything that was sent, and send nothing more.

        Raises:
            JobStopped: On wish.
            ApiError: When the service cannot be reached.
        """
        run = self._run
        await BulkSender(run).settle_accepted()
        await Reconciler(run, self._limits).reconcile()
        await Remover(run).settle_tried()
        await Eraser(run).settle_tried()


class SingleSteps:
    """Steps of single calls alone, one kind after the other."""

    def __init__(self, *calls: SingleCalls) -> None:
        self._calls = calls

    async def send(self) -> None:
        """Send every open row and give it its outcome."""
        for calls in self._calls:
            await calls.write_all()

    async def settle_sent(self) -> None:
        """Find out what became of everything that was sent, and send nothing more."""
        for calls in self._calls:
            await calls.settle_tried()


async def drive(run: Run, steps: Steps) -> None:
    """Send, settle and reconcile until every row of the plan has its outcome.

    It may be called again after any failure, in any process: it starts from what the journal says.

    Raises:
        JobStopped: On wish.
        ApiError: When the service cannot be reached or refuses the whole job.
        JobFailed: When going on would be useless.
    """
    await steps.send()
    run.stop.check()
    counts = await asyncio.to_thread(run.ledger.counts, run.job)
    if left := counts.get("open", 0):
        raise JobFailed(
            f"{left} rows have no outcome yet.",
            hint="Resume the job; if that says the same again, please report it.",
        )


@asynccontextmanager
async def owned(leases: Leases, job: int) -> AsyncIterator[None]:
    """Hold the lease of a job while the body runs, with a heartbeat.

    Raises:
        JobBusy: When another living process has it, or takes it over.
    """
    holder = Holder()
    await asyncio.to_thread(leases.take, job, holder)
    try:
        async with asyncio.TaskGroup() as group:
            beating = group.create_task(_beat(leases, job, holder))
            try:
                yield
            finally:
                beating.cancel()
    except BaseExceptionGroup as failures:
        raise failures.exceptions[0] from None
    finally:
        await asyncio.to_thread(leases.release, job, holder)


async def _beat(leases: Leases, job: int, holder: Holder) -> None:
    while True:
        await asyncio.sleep(HEARTBEAT)
        await asyncio.to_thread(leases.beat, job, holder)
