"""The end of a job is told to who is looking elsewhere, and to nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtWidgets import QWidget

from qualtrics_desk.domain.errors import ApiError, JobStopped
from qualtrics_desk.gui.notifier import Notifier

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from qualtrics_desk.gui.desk import Desk


class Told:
    def __init__(self) -> None:
        self.messages: list[tuple[str, str]] = []

    def show(self, title: str, text: str) -> None:
        self.messages.append((title, text))


class Task:
    title = "Import spring.csv into Staff"

    def __init__(self, *, can_outlive: bool = True, seconds: float = 1.0) -> None:
        self.can_outlive, self.seconds = can_outlive, seconds


@pytest.fixture
def told(desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Any:
    window = QWidget()
    qtbot.addWidget(window)
    messages = Told()
    messages.focus = False  # type: ignore[attr-defined]
    monkeypatch.setattr(window, "isActiveWindow", lambda: messages.focus, raising=False)
    messages.notifier = Notifier(desk, window, messages)  # type: ignore[attr-defined]
    return messages


def test_the_end_of_a_job_and_of_long_work_is_told(told: Any, desk: Desk) -> None:
    desk.running.ended.emit(Task(), None)
    desk.running.ended.emit(Task(can_outlive=False, seconds=60.0), None)
    failure = ApiError("The service is away.", method="GET", path="/")
    desk.running.ended.emit(Task(), failure)

    assert [title for title, _ in told.messages] == [Task.title] * 3
    assert [text for _, text in told.messages][:2] == ["Done.", "Done."]
    assert told.messages[2][1].startswith("Ended early")


def test_who_looks_on_who_paused_it_and_short_work_are_told_nothing(told: Any, desk: Desk) -> None:
    desk.running.ended.emit(Task(), JobStopped("Paused."))
    desk.running.ended.emit(Task(can_outlive=False, seconds=2.0), None)
    told.focus = True
    desk.running.ended.emit(Task(), None)

    assert told.messages == []
