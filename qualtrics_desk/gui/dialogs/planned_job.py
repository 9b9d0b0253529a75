"""From a plan to what came of it: planned, shown with what it means, allowed, sent.

The way of every job that is begun with a question: undo, retry, a commit of edits.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

import msgspec
from PySide6.QtCore import QCoreApplication

from qualtrics_desk.domain.errors import DeskError
from qualtrics_desk.domain.outcomes import PlanState
from qualtrics_desk.gui import words
from qualtrics_desk.gui.dialogs.confirm import Answer, ask
from qualtrics_desk.gui.widgets.outcome_bar import outcome_text
from qualtrics_desk.gui.words.consents import consent_wish
from qualtrics_desk.services.background.messages import ConfirmJob, DiscardJob, PlanJob, RunJob
from qualtrics_desk.services.consents import consents_of, held_back, with_consent
from qualtrics_desk.services.job_runs import JobPlan

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from qualtrics_desk.services.background.link import WorkerLink
    from qualtrics_desk.services.background.messages import Request
    from qualtrics_desk.services.engine.judge import Consents
    from qualtrics_desk.services.engine.plan import Forecast
    from qualtrics_desk.services.session import Session

Result = TypeVar("Result")

_SENT = (PlanState.NEW, PlanState.CHANGED, PlanState.REMOVED, PlanState.ERASED)


class JobDesk(Protocol):
    """What a job needs of a desk: the one signed in at, or that of another profile beside."""

    @property
    def session(self) -> Session:
        """The session of the window's own process."""

    @property
    def worker(self) -> WorkerLink:
        """The process for long jobs."""

    @property
    def is_production(self) -> bool:
        """Whether real people are concerned."""

    async def run(
        self,
        title: str,
        request: Request,
        returns: type[Result],
        *,
        job: int | None = None,
        room: str = "",
        can_outlive: bool = False,
    ) -> Result:
        """Do something in the worker, shown in the tray."""

    def visit(self, room: str, **what: object) -> None:
        """Go to another room."""

    def tell(
        self,
        text: str,
        button: str = "",
        act: Callable[[], Awaitable[None] | None] | None = None,
    ) -> None:
        """Show a sentence for a while."""


class PlannedJob(NamedTuple):
    """A job of which nothing is sent yet.

    Attributes:
        id: Its id.
        title: What it does, as it is called while it is planned and run.
        list_name: The list it changes, or "".
        room: Where its progress leads to.
        is_new: Whether it was made for this question: it is forgotten if the answer is no.
    """

    id: int
    title: str
    list_name: str
    room: str = "jobs"
    is_new: bool = True


class Question(NamedTuple):
    """How it is asked whether a plan shall be sent."""

    title: str
    text: str
    accept: str
    facts: Sequence[str]
    typed: str = ""
    danger: bool = False


async def see_through(parent: QWidget, desk: JobDesk, job: PlannedJob) -> bool:
    """Plan a job, and send it if the person wants to when they have seen what that means.

    Raises:
        DeskError: When it cannot be planned or sent; what was begun can be gone on with.
    """
    if await agreed_plan(parent, desk, job) is None:
        return False
    await send(desk, job)
    return True


async def send(desk: JobDesk, job: PlannedJob) -> None:
    """Send a job whose plan the person agreed to.

    Raises:
        DeskError: When it cannot be sent, or ends before its end.
    """
    await desk.worker.call(ConfirmJob(job=job.id), type(None))
    await run(desk, job.id, job.title, job.room)


async def agreed_plan(
    parent: QWidget,
    desk: JobDesk,
    job: PlannedJob,
    question_of: Callable[[JobPlan], Question] | None = None,
    seen: Callable[[JobPlan], Awaitable[None]] | None = None,
    show: Callable[[JobPlan], Awaitable[Answer]] | None = None,
) -> JobPlan | None:
    """Plan a job and ask whether it shall be sent; None where it shall not, or cannot.

    What the limits hold back can be allowed here; the plan is then made again.

    Args:
        parent: The widget whose window the question belongs to.
        desk: Who is signed in.
        job: What is planned.
        question_of: What is asked; None: the usual.
        seen: Told of the plan while its rows are at hand, before anything is asked.
        show: Asks by another way than a question, such as with the rows.

    Raises:
        DeskError: When it cannot be planned.
    """
    try:
        plan = await _plan(desk, job)
        if seen is not None:
            await seen(plan)
        stored = await asyncio.to_thread(desk.session.journal.jobs.get, job.id)
        consents = consents_of(stored)
        while True:
            if show is not None:
                answer = await show(plan)
            else:
                answer = await _ask(parent, desk, job, plan, question_of)
            if answer is Answer.ACCEPT:
                return plan
            if answer is Answer.CANCEL:
                break
            wished = await _ask_consents(parent, plan.forecast, consents)
            if wished != consents:
                consents = wished
                plan = await _plan(desk, job, consents)
                if seen is not None:
                    await seen(plan)
    except BaseException:
        await _forget(desk, job)
        raise
    await _forget(desk, job)
    return None


async def run(desk: JobDesk, job: int, title: str, room: str = "jobs") -> None:
    """Send a job that was confirmed, or go on with it, and say what came of it.

    Raises:
        DeskError: When it ends before its end.
    """
    result = await desk.run(title, RunJob(job=job), dict, job=job, room=room, can_outlive=True)
    told = outcome_text(result.get("counts", {}))
    desk.tell(
        _tr("{0}: {1}.").format(title, told) if told else _tr("{0}: done.").format(title),
        _tr("Show the job"),
        lambda: desk.visit("jobs", job=job),
    )


async def discard(desk: JobDesk, job: int) -> None:
    """Forget a job of which nothing was sent; one that cannot be forgotten now waits in Jobs."""
    with suppress(DeskError):
        await desk.worker.call(DiscardJob(job=job), type(None))


async def _plan(desk: JobDesk, job: PlannedJob, consents: Consents | None = None) -> JobPlan:
    given = None if consents is None else msgspec.to_builtins(consents)
    # Other consents need no other reading.
    request = PlanJob(job=job.id, consents=given, reread=consents is None)
    title = _tr("Plan: {0}").format(job.title)
    return await desk.run(title, request, JobPlan, job=job.id, room=job.room)


async def _ask(
    parent: QWidget,
    desk: JobDesk,
    job: PlannedJob,
    plan: JobPlan,
    question_of: Callable[[JobPlan], Question] | None,
) -> Answer:
    forecast = plan.forecast
    is_held = any(held_back(forecast).values())
    if forecast.sent:
        question = _question(desk, job, plan) if question_of is None else question_of(plan)
        return await ask(
            parent,
            question.title,
            question.text,
            question.accept,
            facts=question.facts,
            typed=question.typed,
            other=_tr("Include what is held back…") if is_held else "",
            danger=question.danger,
        )
    facts = plan_facts(forecast, job.list_name, plan.kind)
    if not is_held:
        await ask(
            parent,
            _tr("{0}: there is nothing to send").format(job.title),
            _tr("None of the changes is open, or can be written as it is."),
            _tr("Close"),
            facts=facts,
        )
        return Answer.CANCEL
    answer = await ask(
        parent,
        _tr("All changes are held back"),
        _tr("They go beyond what is sent without being asked. Look at them before you go on."),
        _tr("Include what is held back…"),
        facts=facts,
    )
    return Answer.OTHER if answer is Answer.ACCEPT else answer


async def _ask_consents(parent: QWidget, forecast: Forecast, consents: Consents) -> Consents:
    """Ask for each consent that is missing; a single one was asked for by its count already."""
    missing = {what: count for what, count in held_back(forecast).items() if count}
    for what, count in missing.items():
        if len(missing) > 1:
            answer = await ask(
                parent,
                _tr("{0}?").format(consent_wish(what, count, forecast.changed_share)),
                _tr("Without it these rows stay as they are."),
                _tr("Include {0}").format(words.rows(count)),
                other=_tr("Leave them out"),
            )
            if answer is Answer.CANCEL:
                return consents
            if answer is Answer.OTHER:
                continue
        consents = with_consent(consents, what)
    return consents


def _question(desk: JobDesk, job: PlannedJob, plan: JobPlan) -> Question:
    is_undo = plan.kind.endswith("undo")
    text = _tr("Nothing has been sent yet. This is what the plan says:")
    if is_undo:
        text = _tr("What somebody else changed since stays as it is. {0}").format(text)
    if desk.is_production:
        text = _tr("This is the production brand. {0}").format(text)
    accept = _tr("Undo {0}") if is_undo else _tr("Send {0}")
    return Question(
        _tr("{0}?").format(job.title),
        text,
        accept.format(words.changes(plan.forecast.sent)),
        plan_facts(plan.forecast, job.list_name, plan.kind),
        danger=desk.is_production or is_undo,
    )


def plan_facts(forecast: Forecast, list_name: str, kind: str) -> list[str]:
    """What a plan says, one fact a line."""
    facts = [_tr("List: {0}").format(list_name)] if list_name else []
    is_undo = kind.endswith("undo")
    is_contacts = kind.startswith("contacts")
    count_of = words.contacts if is_contacts else words.rows
    told = {
        PlanState.NEW: _tr("{0} added again") if is_undo else _tr("{0} added"),
        PlanState.CHANGED: _tr("Old values back: {0}") if is_undo else _tr("{0} changed"),
        PlanState.REMOVED: _tr("Leaving the list: {0}") if is_contacts else _tr("{0} removed"),
        PlanState.ERASED: _tr("Leaving the directory: {0}"),
    }
    if is_undo and forecast.notes:
        # The notes say what leaving means.
        del told[PlanState.REMOVED]
    if kind != "links undo":
        facts += [
            text.format(count_of(count))
            for state, text in told.items()
            if (count := forecast.states.get(state, 0))
        ]
    for state, count in forecast.states.items():
        if count and state not in (*_SENT, PlanState.PROTECTED):
            word = words.state_mark(state).word
            facts.append(_tr("{0} not sent: {1}").format(words.rows(count), word))
    facts += [
        _tr("{0} held back: {1}").format(words.rows(count), reason)
        for reason, count in forecast.protected.items()
    ]
    if forecast.share_exceeded:
        facts.append(
            _tr(
                "{0} % of the list would change: more than this profile allows without asking"
            ).format(words.number(round(forecast.changed_share)))
        )
    if forecast.minutes >= 0.5:
        facts.append(_tr("Takes about {0}").format(words.duration(round(forecast.minutes) * 60)))
    return [*facts, *forecast.notes, *forecast.undo_limits]


async def _forget(desk: JobDesk, job: PlannedJob) -> None:
    if job.is_new:
        await discard(desk, job.id)


def _tr(text: str) -> str:
    return QCoreApplication.translate("jobs", text)
