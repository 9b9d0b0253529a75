"""A task under way as a bar and a line: how far, how fast, how long still."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from qualtrics_desk.gui import words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel, QProgressBar

    from qualtrics_desk.gui.running import RunningTask

_WHOLE = 1000


def show_progress(task: RunningTask, bar: QProgressBar, label: QLabel) -> None:
    """Show how far a task has come."""
    progress = task.progress
    if progress is not None and progress.total:
        # A total is an estimate where the service counts by itself: never past the end.
        bar.setRange(0, _WHOLE)
        bar.setValue(_WHOLE * min(progress.done, progress.total) // progress.total)
    else:
        bar.setRange(0, 0)
    label.setText(_text(task))


def _text(task: RunningTask) -> str:
    progress = task.progress
    if task.is_stopping:
        return _tr("Stopping: waiting for what is under way at the service")
    if progress is None:
        return _tr("Starting…")
    parts = [QCoreApplication.translate("phases", progress.phase)]
    if progress.total:
        parts.append(words.of(min(progress.done, progress.total), progress.total))
    elif progress.done:
        parts.append(words.number(progress.done))
    if task.rate is not None:
        parts.append(words.rate(task.rate))
    if task.seconds_left is not None:
        parts.append(words.time_left(task.seconds_left))
    if progress.note:
        parts.append(QCoreApplication.translate("phases", progress.note))
    if task.restarts:
        parts.append(_tr("the background process was started again"))
    return " · ".join(parts)


def _tr(text: str) -> str:
    return QCoreApplication.translate("task_progress", text)
