"""From staged changes to the service: the question with its numbers, run, what is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from qualtrics_desk.domain.errors import DeskError
from qualtrics_desk.gui import words
from qualtrics_desk.gui.dialogs.planned_job import PlannedJob, Question, agreed_plan, see_through

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from qualtrics_desk.gui.desk import Desk
    from qualtrics_desk.gui.panels.contacts.open_list import OpenList
    from qualtrics_desk.services.edits.commit import Applied
    from qualtrics_desk.services.engine.plan import Forecast
    from qualtrics_desk.services.job_runs import JobPlan

TYPED_FROM = 50
"""Contacts that leave a list of a production brand: from here on their number is typed."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("ContactsCommit", text)


async def plan_commit(parent: QWidget, desk: Desk, opened: OpenList) -> JobPlan | None:
    """Make a job of what is staged; None where the person thinks better of it at its plan.

    Raises:
        DeskError: When it cannot be planned.
    """
    from qualtrics_desk.services.background.messages import CreateEdit
    from qualtrics_desk.services.edits.commit import mark_conflicts

    create = CreateEdit(list_id=opened.list_id, directory=opened.directory_id)
    job = await desk.worker.call(create, int)
    title = _tr("Send the changes of “{0}”").format(opened.name)
    planned = PlannedJob(job, title, opened.name, room="contacts")

    async def seen(plan: JobPlan) -> None:
        if plan.forecast.states.get("conflict"):
            await mark_conflicts(desk.session, opened.edits, job)

    return await agreed_plan(
        parent, desk, planned, lambda plan: _question(desk, opened, plan), seen
    )


def _question(desk: Desk, opened: OpenList, plan: JobPlan) -> Question:
    forecast = plan.forecast
    removed, erased = forecast.states.get("removed", 0), forecast.states.get("erased", 0)
    leaving = removed if desk.is_production and removed >= TYPED_FROM else 0
    return Question(
        _tr("Send {0} to “{1}”").format(words.changes(forecast.sent), opened.name),
        _tr("A contact that is changed here changes in every list it is in.")
        if forecast.states.get("changed")
        else "",
        _tr("Send {0}").format(words.changes(forecast.sent)),
        _facts(opened, forecast),
        typed=str(erased or leaving) if erased or leaving else "",
        danger=removed + erased > 0,
    )


async def run_commit(desk: Desk, opened: OpenList, job: int) -> tuple[Applied, DeskError | None]:
    """Send; returns what is left, and the error that ended it early, if any."""
    from qualtrics_desk.services.background.messages import ConfirmJob, RunJob
    from qualtrics_desk.services.job_runs import JobResult

    failure: DeskError | None = None
    title = _tr("Send the changes of “{0}”").format(opened.name)
    try:
        await desk.worker.call(ConfirmJob(job=job), type(None))
        await desk.run(
            title, RunJob(job=job), JobResult, job=job, room="contacts", can_outlive=True
        )
    except DeskError as error:
        failure = error
    return await settle(desk, opened, job), failure


async def settle(desk: Desk, opened: OpenList, job: int) -> Applied:
    """Let the list show what a commit wrote, and drop that from what is staged."""
    from qualtrics_desk.services.edits.commit import apply_outcomes
    from qualtrics_desk.services.edits.showing import show_committed

    await show_committed(desk.session, opened.table, job)
    return await apply_outcomes(desk.session, opened.edits, job)


async def undo(parent: QWidget, desk: Desk, opened: OpenList, job: int) -> bool:
    """Take a commit back, after saying what that means; False where the person does not.

    Raises:
        DeskError: When it cannot be planned or sent.
    """
    from qualtrics_desk.services.background.messages import CreateUndo

    back = await desk.worker.call(CreateUndo(job=job), int)
    title = _tr("Undo the changes of “{0}”").format(opened.name)
    return await see_through(parent, desk, PlannedJob(back, title, opened.name, room="contacts"))


def _facts(opened: OpenList, forecast: Forecast) -> list[str]:
    states = forecast.states
    where = opened.place.directory.name or opened.directory_id
    facts = [_tr("List “{0}” in {1}").format(opened.name, where)]
    for state, text in (
        ("changed", _tr("Changed: {0}")),
        ("new", _tr("Added: {0}")),
        ("removed", _tr("Leave this list, but stay in the directory: {0}")),
        ("erased", _tr("Deleted from the directory and every list: {0}")),
    ):
        if states.get(state):
            facts.append(text.format(words.contacts(states[state])))
    for state, text in (
        ("invalid", _tr("Not sent, because a value is wrong: {0}")),
        ("conflict", _tr("Not sent, because somebody else changed them meanwhile: {0}")),
        ("unchanged", _tr("Not sent, because it stands there already: {0}")),
        ("ambiguous", _tr("Not sent, because several contacts fit: {0}")),
    ):
        if states.get(state):
            facts.append(text.format(words.rows(states[state])))
    facts += [
        _tr("Held back: {0} ({1})").format(words.rows(count), reason)
        for reason, count in forecast.protected.items()
    ]
    if forecast.minutes >= 1:
        facts.append(_tr("Takes about {0}").format(words.duration(forecast.minutes * 60)))
    return [*facts, *forecast.notes]
