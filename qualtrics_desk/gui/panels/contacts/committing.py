"""From staged changes to the service: plan, the question with its numbers, run, what is left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from qualtrics_desk.domain.errors import DeskError
from qualtrics_desk.gui import words
from qualtrics_desk.gui.dialogs.confirm import Answer, ask

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


async def plan_commit(desk: Desk, opened: OpenList) -> JobPlan:
    """Make a job of what is staged and see what it would do."""
    from qualtrics_desk.services.background.messages import CreateEdit, PlanJob
    from qualtrics_desk.services.job_runs import JobPlan

    create = CreateEdit(list_id=opened.list_id, directory=opened.directory_id)
    job = await desk.worker.call(create, int)
    title = _tr("Check the changes of “{0}”").format(opened.name)
    try:
        return await desk.run(title, PlanJob(job=job), JobPlan, job=job, room="contacts")
    except DeskError:
        await discard(desk, job)
        raise


async def discard(desk: Desk, job: int) -> None:
    """Forget a job of which nothing was sent."""
    from qualtrics_desk.services.background.messages import DiscardJob

    await desk.worker.call(DiscardJob(job=job), type(None))


async def ask_to_commit(
    parent: QWidget, desk: Desk, opened: OpenList, plan: JobPlan
) -> JobPlan | None:
    """Show what will be sent; None where the person thinks better of it.

    What the limits of the profile hold back can be allowed here; the plan is then a new one.
    """
    from qualtrics_desk.services.background.messages import PlanJob
    from qualtrics_desk.services.job_runs import JobPlan

    while True:
        consents = _missing_consents(plan.forecast)
        if not plan.forecast.sent and not consents:
            await ask(
                parent,
                _tr("Nothing can be sent"),
                _tr("None of the changes can be written as they are."),
                _tr("Close"),
                facts=_facts(opened, plan.forecast),
            )
            return None
        if plan.forecast.sent:
            answer = await _ask_to_send(parent, desk, opened, plan.forecast, bool(consents))
        else:
            answer = await _ask_to_allow(parent, opened, plan.forecast)
        if answer is Answer.ACCEPT:
            return plan
        if answer is not Answer.OTHER:
            return None
        request = PlanJob(job=plan.job, consents=consents)
        title = _tr("Check the changes of “{0}”").format(opened.name)
        plan = await desk.run(title, request, JobPlan, job=plan.job, room="contacts")


async def _ask_to_send(
    parent: QWidget, desk: Desk, opened: OpenList, forecast: Forecast, is_held: bool
) -> Answer:
    removed = forecast.states.get("removed", 0)
    return await ask(
        parent,
        _tr("Send {0} to “{1}”").format(words.changes(forecast.sent), opened.name),
        _tr("A contact that is changed here changes in every list it is in."),
        _tr("Send {0}").format(words.changes(forecast.sent)),
        facts=_facts(opened, forecast),
        other=_tr("Include what is held back…") if is_held else "",
        typed=str(removed) if desk.is_production and removed >= TYPED_FROM else "",
        danger=removed > 0,
    )


async def _ask_to_allow(parent: QWidget, opened: OpenList, forecast: Forecast) -> Answer:
    answer = await ask(
        parent,
        _tr("All changes are held back"),
        _tr("They go beyond what is sent without being asked. Look at them before you go on."),
        _tr("Include what is held back…"),
        facts=_facts(opened, forecast),
    )
    return Answer.OTHER if answer is Answer.ACCEPT else answer


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
    """Take a commit back, after saying what that means; False where the person does not."""
    from qualtrics_desk.services.background.messages import (
        ConfirmJob,
        CreateUndo,
        PlanJob,
        RunJob,
    )
    from qualtrics_desk.services.job_runs import JobPlan, JobResult

    back = await desk.worker.call(CreateUndo(job=job), int)
    title = _tr("Undo the changes of “{0}”").format(opened.name)
    plan = await desk.run(title, PlanJob(job=back), JobPlan, job=back, room="contacts")
    facts = [*plan.forecast.notes]
    if plan.forecast.minutes >= 1:
        facts.append(words.duration(plan.forecast.minutes * 60))
    answer = await ask(
        parent,
        _tr("Take {0} back in “{1}”?").format(words.changes(plan.forecast.sent), opened.name),
        _tr("What somebody else changed since stays as it is."),
        _tr("Take back {0}").format(words.changes(plan.forecast.sent)),
        facts=facts,
    )
    if answer is not Answer.ACCEPT:
        await discard(desk, back)
        return False
    await desk.worker.call(ConfirmJob(job=back), type(None))
    await desk.run(title, RunJob(job=back), JobResult, job=back, room="contacts", can_outlive=True)
    return True


def _facts(opened: OpenList, forecast: Forecast) -> list[str]:
    states = forecast.states
    where = opened.place.directory.name or opened.directory_id
    facts = [_tr("List “{0}” in {1}").format(opened.name, where)]
    for state, text in (
        ("changed", _tr("Changed: {0}")),
        ("new", _tr("Added: {0}")),
        ("removed", _tr("Leave this list, but stay in the directory: {0}")),
    ):
        if states.get(state):
            facts.append(text.format(words.contacts(states[state])))
    for state, text in (
        ("invalid", _tr("Not sent, because a value is wrong: {0}")),
        ("conflict", _tr("Not sent, because somebody else changed the same cells: {0}")),
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


def _missing_consents(forecast: Forecast) -> dict[str, Any]:
    """What would let rows through that are held back now; empty where none is."""
    if not forecast.protected:
        return {}
    consents: dict[str, Any] = {"allow_resubscribe": True, "allow_blanking": True}
    if forecast.share_exceeded:
        consents["allow_share"] = 100.0
    return consents
