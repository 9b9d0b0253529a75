"""Takes a finished import back: planned first, asked for with what it means, then run."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from qualtrics_desk.domain.errors import DeskError
from qualtrics_desk.domain.outcomes import Outcome
from qualtrics_desk.gui import words
from qualtrics_desk.gui.dialogs.confirm import confirm
from qualtrics_desk.gui.panels.imports.import_words import about
from qualtrics_desk.gui.words import state_mark
from qualtrics_desk.services.background.messages import (
    ConfirmJob,
    CreateUndo,
    DiscardJob,
    PlanJob,
    RunJob,
)
from qualtrics_desk.services.job_runs import JobPlan, JobResult

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from qualtrics_desk.gui.desk import Desk
    from qualtrics_desk.services.imports.job_room import JobRoom


async def take_back(parent: QWidget, desk: Desk, room: JobRoom) -> bool:
    """Undo an import if the person still wants to when its plan is known; whether it was done.

    Raises:
        DeskError: When it cannot be planned or sent; what was begun can be resumed from Jobs.
    """
    title = _tr("Undo the import of {0}").format(room.source.name)
    job = await desk.worker.call(CreateUndo(job=room.job), int)
    try:
        plan = await desk.run(
            _tr("Plan to undo the import of {0}").format(room.source.name),
            PlanJob(job=job),
            JobPlan,
            job=job,
            room="jobs",
        )
        agreed = await _ask(parent, desk, room, plan)
    except BaseException:
        await _discard(desk, job)
        raise
    if not agreed:
        await _discard(desk, job)
        return False
    await desk.worker.call(ConfirmJob(job=job), type(None))
    result = await desk.run(
        title, RunJob(job=job), JobResult, job=job, room="jobs", can_outlive=True
    )
    told = [
        f"{words.number(result.counts[outcome])} {state_mark(outcome).word}"
        for outcome in Outcome
        if result.counts.get(outcome)
    ]
    desk.tell(
        _tr("The import of {0} was undone: {1}.").format(room.source.name, ", ".join(told)),
        _tr("Show the job"),
        lambda: desk.visit("jobs", job=job),
    )
    return True


async def _ask(parent: QWidget, desk: Desk, room: JobRoom, plan: JobPlan) -> bool:
    forecast = plan.forecast
    facts = [_tr("List: {0}").format(room.list_name)]
    for state, text in (
        ("removed", _tr("{0} leave the list again")),
        ("changed", _tr("{0} get their old values back")),
    ):
        if count := forecast.states.get(state, 0):
            facts.append(text.format(words.contacts(count)))
    if left := forecast.rows - forecast.sent:
        facts.append(_tr("{0} are left as they are").format(words.contacts(left)))
    facts.append(_tr("Takes {0}").format(about(forecast.minutes)))
    texts = [
        *forecast.notes,
        _tr("People whom somebody changed since the import are listed and left as they are."),
    ]
    if desk.is_production:
        texts.insert(0, _tr("This is the production brand."))
    return await confirm(
        parent,
        _tr("Undo the import of “{0}”?").format(room.source.name),
        " ".join(texts),
        _tr("Undo {0}").format(words.changes(forecast.sent)),
        facts=facts,
        danger=desk.is_production,
    )


async def _discard(desk: Desk, job: int) -> None:
    # A plan that cannot be forgotten now waits in Jobs; nothing of it was sent.
    with suppress(DeskError):
        await desk.worker.call(DiscardJob(job=job), type(None))


def _tr(text: str) -> str:
    return QCoreApplication.translate("imports", text)
