"""Plan a job, ask with what the plan says, run it: the way of every undo and retry."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from qualtrics_desk.domain.errors import DeskError
from qualtrics_desk.domain.outcomes import PlanState
from qualtrics_desk.gui import words
from qualtrics_desk.gui.dialogs.confirm import confirm
from qualtrics_desk.gui.panels.jobs.job_words import title_of
from qualtrics_desk.gui.widgets.outcome_bar import outcome_text
from qualtrics_desk.services.background.messages import (
    ConfirmJob,
    CreateRetry,
    CreateUndo,
    DiscardJob,
    PlanJob,
    RunJob,
)
from qualtrics_desk.services.job_runs import JobPlan

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from qualtrics_desk.gui.desk import Desk
    from qualtrics_desk.services.engine.plan import Forecast
    from qualtrics_desk.services.jobs import Entry
    from qualtrics_desk.store.journal.jobs import Job

_SENT = (PlanState.NEW, PlanState.CHANGED, PlanState.REMOVED)


async def undo(parent: QWidget, desk: Desk, entry: Entry) -> int | None:
    """Take a job back once the person has seen what that means; the id of the job that did it.

    Raises:
        DeskError: When it cannot be planned; what was begun can be gone on with.
    """
    job = await desk.worker.call(CreateUndo(job=entry.job.id), int)
    title = _tr("Undo “{0}”").format(title_of(entry.job))
    return await _see_through(parent, desk, entry.job, job, title, is_new=True)


async def retry(
    parent: QWidget, desk: Desk, entry: Entry, cells: dict[int, dict[int, str]]
) -> int | None:
    """Try the failed rows again, with mended cells, once the person has seen the plan.

    Raises:
        DeskError: When it cannot be planned; what was begun can be gone on with.
    """
    job = await desk.worker.call(CreateRetry(job=entry.job.id, cells=cells or None), int)
    title = _tr("Retry the failures of “{0}”").format(title_of(entry.job))
    return await _see_through(parent, desk, entry.job, job, title, is_new=True)


async def send_plan(parent: QWidget, desk: Desk, entry: Entry) -> int | None:
    """Plan a job of which nothing was sent anew, and send it once the person has seen that.

    Raises:
        DeskError: When it cannot be planned; what was begun can be gone on with.
    """
    job = entry.job
    return await _see_through(parent, desk, job, job.id, title_of(job), is_new=False)


async def go_on(desk: Desk, job: Job) -> None:
    """Go on with a job where it ended.

    Raises:
        DeskError: When it ends before its end again.
    """
    await _run(desk, job.id, title_of(job))


async def _see_through(
    parent: QWidget, desk: Desk, about: Job, job: int, title: str, *, is_new: bool
) -> int | None:
    try:
        planning = _tr("Plan: {0}").format(title)
        plan = await desk.run(planning, PlanJob(job=job), JobPlan, job=job, room="jobs")
        agreed = bool(plan.forecast.sent) and await _ask(parent, desk, about, title, plan)
        if not plan.forecast.sent:
            desk.tell(_tr("{0}: there is nothing left to do.").format(title))
    except BaseException:
        if is_new:
            await _discard(desk, job)
        raise
    if not agreed:
        if is_new:
            await _discard(desk, job)
        return None
    await desk.worker.call(ConfirmJob(job=job), type(None))
    await _run(desk, job, title)
    return job


async def _run(desk: Desk, job: int, title: str) -> None:
    result = await desk.run(title, RunJob(job=job), dict, job=job, room="jobs", can_outlive=True)
    told = outcome_text(result.get("counts", {}))
    desk.tell(
        _tr("{0}: {1}.").format(title, told) if told else _tr("{0}: done.").format(title),
        _tr("Show the job"),
        lambda: desk.visit("jobs", job=job),
    )


async def _ask(parent: QWidget, desk: Desk, about: Job, title: str, plan: JobPlan) -> bool:
    text = _tr("Nothing has been sent yet. This is what the plan says:")
    if desk.is_production:
        text = _tr("This is the production brand. {0}").format(text)
    return await confirm(
        parent,
        _tr("{0}?").format(title),
        text,
        (_tr("Undo {0}") if plan.kind.endswith("undo") else _tr("Send {0}")).format(
            words.changes(plan.forecast.sent)
        ),
        facts=plan_facts(plan.forecast, about, plan.kind),
        danger=desk.is_production or plan.kind.endswith("undo"),
    )


def plan_facts(forecast: Forecast, about: Job, kind: str) -> list[str]:
    """What a plan says, one fact a line."""
    facts = [_tr("List: {0}").format(about.list_name)] if about.list_name else []
    is_undo = kind == "contacts undo"
    told = {
        PlanState.NEW: _tr("{0} added again") if is_undo else _tr("{0} added"),
        PlanState.CHANGED: _tr("{0} get their old values back") if is_undo else _tr("{0} changed"),
        PlanState.REMOVED: _tr("{0} leave the list"),
    }
    if is_undo and forecast.notes:
        # The notes say what leaving means.
        del told[PlanState.REMOVED]
    if kind != "links undo":
        facts += [
            text.format(words.contacts(count))
            for state, text in told.items()
            if (count := forecast.states.get(state, 0))
        ]
    for state, count in forecast.states.items():
        if count and state not in _SENT:
            word = words.state_mark(state).word
            facts.append(_tr("{0} not sent: {1}").format(words.rows(count), word))
    if forecast.share_exceeded:
        facts.append(
            _tr(
                "{0} % of the list would change: more than this profile allows without asking"
            ).format(words.number(round(forecast.changed_share)))
        )
    if forecast.minutes >= 0.5:
        facts.append(_tr("Takes about {0}").format(words.duration(round(forecast.minutes) * 60)))
    return [*facts, *forecast.notes]


async def _discard(desk: Desk, job: int) -> None:
    # A plan that cannot be forgotten now stays in the list; nothing of it was sent.
    with suppress(DeskError):
        await desk.worker.call(DiscardJob(job=job), type(None))


def _tr(text: str) -> str:
    return QCoreApplication.translate("jobs", text)
