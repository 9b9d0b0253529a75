"""What can be done with a job of the history: undo, retry, send a plan, go on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication

from qualtrics_desk.gui import words
from qualtrics_desk.gui.dialogs.confirm import Answer, ask, confirm
from qualtrics_desk.gui.dialogs.planned_job import PlannedJob, run, see_through
from qualtrics_desk.gui.panels.jobs.job_words import title_of
from qualtrics_desk.services.background.messages import CreateRetry, CreateUndo
from qualtrics_desk.services.retry import rows_to_retry

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from qualtrics_desk.gui.desk import Desk
    from qualtrics_desk.services.jobs import Entry
    from qualtrics_desk.store.journal.jobs import Job


class Failures(NamedTuple):
    """What a retry can take up.

    Attributes:
        sure: Rows it takes by itself.
        unknown: Rows of unknown fate.
        cells: Row, then place of the column in the file, then the new text.
    """

    sure: int
    unknown: int
    cells: dict[int, dict[int, str]]


async def undo(parent: QWidget, desk: Desk, entry: Entry) -> int | None:
    """Take a job back once the person has seen what that means; the id of the job that did it.

    Raises:
        DeskError: When it cannot be planned; what was begun can be gone on with.
    """
    job = await desk.worker.call(CreateUndo(job=entry.job.id), int)
    title = _tr("Undo “{0}”").format(title_of(entry.job))
    planned = PlannedJob(job, title, entry.job.list_name or "")
    return job if await see_through(parent, desk, planned) else None


async def retry(parent: QWidget, desk: Desk, entry: Entry, failures: Failures) -> int | None:
    """Try failed rows again, with mended cells, once the person has seen the plan.

    Rows of unknown fate are tried only if the person says so first.

    Raises:
        DeskError: When it cannot be planned; what was begun can be gone on with.
    """
    rows: list[int] | None = None
    if failures.unknown:
        answer = await _ask_unknown(parent, failures)
        if answer is Answer.CANCEL:
            return None
        if answer is Answer.OTHER:
            rows = await rows_to_retry(desk.session, entry.job.id, unknown=True)
    request = CreateRetry(job=entry.job.id, rows=rows, cells=failures.cells or None)
    job = await desk.worker.call(request, int)
    title = _tr("Retry the failures of “{0}”").format(title_of(entry.job))
    planned = PlannedJob(job, title, entry.job.list_name or "")
    return job if await see_through(parent, desk, planned) else None


async def _ask_unknown(parent: QWidget, failures: Failures) -> Answer:
    rows = words.rows(failures.unknown)
    text = _tr(
        "The service did not say whether they arrived. The plan shows which of them are in the list"
        " by now; those that cannot be told apart may be there twice afterwards."
    )
    if failures.sure or failures.cells:
        return await ask(
            parent,
            _tr("Try {0} of unknown fate again, too?").format(rows),
            text,
            _tr("Leave them out"),
            other=_tr("Try them, too"),
        )
    title = _tr("Try {0} of unknown fate again?").format(rows)
    agreed = await confirm(parent, title, text, _tr("Plan {0}").format(rows), danger=True)
    return Answer.OTHER if agreed else Answer.CANCEL


async def send_plan(parent: QWidget, desk: Desk, entry: Entry) -> int | None:
    """Plan a job of which nothing was sent anew, and send it once the person has seen that.

    Raises:
        DeskError: When it cannot be planned; what was begun can be gone on with.
    """
    job = entry.job
    planned = PlannedJob(job.id, title_of(job), job.list_name or "", is_new=False)
    return job.id if await see_through(parent, desk, planned) else None


async def go_on(desk: Desk, job: Job) -> None:
    """Go on with a job where it ended.

    Raises:
        DeskError: When it ends before its end again.
    """
    await run(desk, job.id, title_of(job))


def _tr(text: str) -> str:
    return QCoreApplication.translate("jobs", text)
