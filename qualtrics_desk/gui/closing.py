"""What is asked before the window closes, or a profile is left, while jobs are under way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from qualtrics_desk.gui import words
from qualtrics_desk.gui.dialogs.confirm import Answer, ask

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from qualtrics_desk.gui.desk import Desk


async def may_close(parent: QWidget, desk: Desk) -> bool | None:
    """Whether the window may go: True lets running jobs finish, False ends them, None stays."""
    jobs = [task for task in desk.running.tasks if task.can_outlive]
    others = [task for task in desk.running.tasks if not task.can_outlive]
    if not jobs and not others:
        return False
    facts = [task.title for task in (*jobs, *others)]
    if not jobs:
        answer = await ask(
            parent,
            _tr("Close and stop what is under way?"),
            _tr("What was read so far is kept, and the next time goes on from there."),
            _tr("Stop and close"),
            facts=facts,
        )
        return False if answer is Answer.ACCEPT else None
    answer = await ask(
        parent,
        _tr("Close while {0} under way?").format(words.jobs(len(jobs))),
        _tr(
            "A job can finish in the background without this window. If you stop it, what was sent"
            " is waited for, the rest is not sent, and it can be resumed from Jobs."
        ),
        _tr("Let it finish"),
        other=_tr("Stop and close"),
        facts=facts,
    )
    if answer is Answer.CANCEL:
        return None
    return answer is Answer.ACCEPT


async def may_leave_profile(parent: QWidget, desk: Desk) -> bool:
    """Whether another profile may be opened; what is under way is stopped cleanly then."""
    if not desk.running.tasks:
        return True
    answer = await ask(
        parent,
        _tr("Leave this profile and stop what is under way?"),
        _tr("What was sent is waited for, the rest is not sent; jobs can be resumed from Jobs."),
        _tr("Stop and leave"),
        facts=[task.title for task in desk.running.tasks],
    )
    return answer is Answer.ACCEPT


def _tr(text: str) -> str:
    return QCoreApplication.translate("closing", text)
