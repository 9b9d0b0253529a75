"""A job of any kind in the hands of the engine."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import msgspec

from qualtrics_desk.domain.ids import DirectoryId, ListId
from qualtrics_desk.services.edits.planning import OrderOptions
from qualtrics_desk.services.engine.drive import ContactSteps, SingleSteps
from qualtrics_desk.services.engine.judge import PlanRules
from qualtrics_desk.services.engine.run import Run
from qualtrics_desk.services.imports import contacts as imports
from qualtrics_desk.services.offboarding import jobs as offboarding
from qualtrics_desk.services.offboarding.writing import Closer, Mover
from qualtrics_desk.services.roster import jobs as roster
from qualtrics_desk.services.roster import rosters

if TYPE_CHECKING:
    from qualtrics_desk.services.engine.drive import Steps
    from qualtrics_desk.services.engine.plan import Limits
    from qualtrics_desk.services.engine.progress import Report, Stop
    from qualtrics_desk.services.session import Session
    from qualtrics_desk.store.journal.jobs import Job
    from qualtrics_desk.store.staging.staging import Staging

_ORDER_RULES = PlanRules(blanks="clear", allow_blanking=True, allow_resubscribe=True)


async def run_of(session: Session, job: Job, staging: Staging, stop: Stop, report: Report) -> Run:
    """What the engine needs to drive a job; the caller holds its lease."""
    is_import = job.kind == imports.KIND
    options = None if is_import else msgspec.convert(job.options, OrderOptions)
    return Run(
        job=job.id,
        client=session.client,
        ledger=session.journal.ledger,
        staging=staging,
        directory=DirectoryId(job.directory or ""),
        list_id=ListId(job.list_id or ""),
        rules=imports.rules_of(job) if is_import else _ORDER_RULES,
        absence_wait=session.absence_wait,
        rows=await asyncio.to_thread(staging.row_count),
        stop=stop,
        report=report,
        orders=not is_import,
        restores=options is not None and options.restores,
    )


def steps_of(session: Session, job: Job, run: Run) -> Steps:
    """What the engine sends for a job, in its order."""
    if job.kind in rosters.KINDS:
        return roster.steps_of(session, job, run)
    if job.kind in offboarding.KINDS:
        return SingleSteps(Mover(run, session), Closer(run, session))
    return ContactSteps(run, limits_of(job))


def limits_of(job: Job) -> Limits:
    """How large one bulk request of a job may be."""
    if job.kind == imports.KIND:
        return imports.limits_of(job)
    return msgspec.convert(job.options, OrderOptions).limits
