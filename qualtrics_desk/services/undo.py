"""Undo a job by a job of its own: what was made leaves, what was changed is as it was before.

What kinds of jobs did is turned round in their own rooms.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, NamedTuple, Protocol

import msgspec

from qualtrics_desk.domain.errors import JobBusy, StoreError, UsageError
from qualtrics_desk.domain.outcomes import JobState
from qualtrics_desk.services import lineage
from qualtrics_desk.services.driving import run_of, steps_of
from qualtrics_desk.services.edits import commit
from qualtrics_desk.services.edits import undoing as edit_undoing
from qualtrics_desk.services.edits.planning import OrderOptions
from qualtrics_desk.services.engine.drive import owned
from qualtrics_desk.services.engine.progress import Report, Stop, silent
from qualtrics_desk.services.imports import contacts as imports
from qualtrics_desk.services.links import generate
from qualtrics_desk.services.links import undo as links_undo
from qualtrics_desk.services.offboarding import jobs as offboarding
from qualtrics_desk.services.offboarding import undoing as offboard_undoing
from qualtrics_desk.services.roster import rosters
from qualtrics_desk.services.roster import undoing as roster_undoing

if TYPE_CHECKING:
    from collections.abc import Callable

    from qualtrics_desk.services.session import Session
    from qualtrics_desk.store.journal.jobs import Job
    from qualtrics_desk.store.staging.staging import Staging

KIND = "contacts undo"
KINDS = (imports.KIND, commit.KIND, KIND, *rosters.KINDS, *offboarding.KINDS)
"""Kinds of jobs that have rows."""


async def create_undo(
    session: Session,
    job_id: int,
    *,
    results: str | None = None,
    stop: Stop | None = None,
    report: Report = silent,
) -> int:
    """Write a job that takes another one back; returns its id. Sends nothing that writes.

    Args:
        session: The profile at work.
        job_id: The job that is undone; it may have ended part-done. What became of the rows it had
            sent is then found out first, which may take as long as lists lag behind.
        results: Folder of the result files; None: none are written.
        stop: The wish to stop.
        report: Told how far it has come.

    Raises:
        UsageError: When it cannot be undone, or another job must be undone first.
        JobBusy: When a process drives it.
        StoreError: When its working copy is gone.
    """
    jobs = session.journal.jobs
    parent = await asyncio.to_thread(jobs.get, job_id)
    await asyncio.to_thread(_require_undoable, session, parent)
    await session.require_same_brand(parent)
    if parent.kind == generate.KIND:
        return await links_undo.create_links_undo(session, parent)
    if not await asyncio.to_thread(session.home.staging(parent.id).exists):
        raise StoreError(
            f"The working copy of job {parent.id} is gone.",
            detail="It lies in the folder “staging” and holds what was sent.",
        )
    if parent.state is not JobState.DONE:
        await _settle(session, parent, stop or Stop(), report)
    way = _way_of(parent)
    options = msgspec.structs.replace(way.options, restores=True, results=results, rows=-1)
    job = await session.create_job_after(
        parent, way.kind, lineage.UNDO, msgspec.to_builtins(options)
    )
    async with session.staging(parent.id) as before, session.staging(job) as staging:
        taking = way.take(session, parent, before, staging)
        await asyncio.to_thread(taking.take_all)
    options = msgspec.structs.replace(options, rows=taking.rows, notes=tuple(taking.notes()))
    await asyncio.to_thread(jobs.set_header, job, way.header)
    await asyncio.to_thread(jobs.set_options, job, msgspec.to_builtins(options))
    return job


class _Way(NamedTuple):
    """How a kind of job is taken back: by a job of which kind, options and rows."""

    kind: str
    header: list[str]
    options: OrderOptions
    take: Callable[[Session, Job, Staging, Staging], Taking]


def _way_of(parent: Job) -> _Way:
    if parent.kind in rosters.KINDS:
        name = rosters.roster_of(parent.options).name
        return _Way(
            rosters.UNDO,
            roster_undoing.HEADER,
            rosters.RosterOptions(roster=name),
            roster_undoing.Taking,
        )
    if parent.kind in offboarding.KINDS:
        handover = offboarding.handover_of(parent.options)
        return _Way(
            offboarding.UNDO,
            offboarding.HEADER,
            offboarding.OffboardOptions(handover=handover),
            offboard_undoing.Taking,
        )
    options = OrderOptions(deduplication=edit_undoing.deduplication_of(parent))
    return _Way(KIND, commit.HEADER, options, edit_undoing.Taking)


async def _settle(session: Session, parent: Job, stop: Stop, report: Report) -> None:
    """Find out what became of what a part-done job has sent."""
    async with owned(session.journal.leases, parent.id), session.staging(parent.id) as staging:
        run = await run_of(session, parent, staging, stop, report)
        await steps_of(session, parent, run).settle_sent()


def _require_undoable(session: Session, parent: Job) -> None:
    jobs = session.journal.jobs
    if parent.kind not in (*KINDS, generate.KIND):
        raise UsageError(f"A job of the kind “{parent.kind}” cannot be undone.")
    if parent.state is JobState.PLANNING:
        raise UsageError(f"Job {parent.id} has sent nothing: there is nothing to undo.")
    if session.journal.leases.holder_of(parent.id) is not None:
        raise JobBusy(f"Job {parent.id} is still running.", hint="Stop it first, then undo it.")
    first = lineage.undo_first(jobs, parent.id)
    if first is not None:
        undone = lineage.undone_by(jobs, parent.id) == first
        raise UsageError(
            f"Job {parent.id} was undone by job {first} already."
            if undone
            else f"Job {first} has to be undone first: it wrote on top of job {parent.id}.",
            hint=f"`qualtrics-desk jobs undo {first}` undoes that job.",
        )


class Taking(Protocol):
    """Turns what a job did into rows that take it back."""

    rows: int

    def take_all(self) -> None:
        """Write the rows."""

    def notes(self) -> list[str]:
        """What the person should know before it is done."""
