from __future__ import annotations

import asyncio
from typing import Any

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from qualtrics_desk.domain.errors import DeskError, UsageError
from qualtrics_desk.gui.aio import TaskScope, shown
from qualtrics_desk.gui.panels.library.message_dialog import MessageDialog


def test_a_newer_task_of_a_key_takes_the_place_of_the_older(complete: Any, wait: Any) -> None:
    seen: list[str] = []
    scope = TaskScope(lambda _error: None)

    async def look(what: str) -> None:
        await asyncio.sleep(0.01)
        seen.append(what)

    scope.start(look("old"), key="search")
    newer = scope.start(look("new"), key="search")
    wait(newer.done)

    assert seen == ["new"]


def test_an_unhandled_error_is_shown_unless_the_scope_is_closed(complete: Any, wait: Any) -> None:
    told: list[DeskError] = []
    scope = TaskScope(told.append)

    async def fail() -> None:
        raise UsageError("no")

    wait(scope.start(fail()).done)
    complete(scope.aclose())
    late = scope.start(fail())
    wait(late.done)

    assert [error.user_message for error in told] == ["no"]
    assert late.cancelled()


def test_closing_waits_until_tasks_have_cleaned_up(complete: Any) -> None:
    cleaned: list[bool] = []
    scope = TaskScope(lambda _error: None)

    async def work() -> None:
        try:
            await asyncio.sleep(60)
        finally:
            await asyncio.sleep(0.01)
            cleaned.append(True)

    async def play() -> None:
        scope.start(work())
        await asyncio.sleep(0)
        await scope.aclose()

    complete(play())

    assert cleaned == [True]


@pytest.mark.parametrize("accept", [True, False])
def test_a_dialog_is_awaited_without_stopping_others(
    complete: Any, loop: Any, wait: Any, accept: bool
) -> None:
    dialog = QDialog()
    ticks: list[int] = []

    async def tick() -> None:
        for number in range(5):
            await asyncio.sleep(0)
            ticks.append(number)

    async def end() -> None:
        await asyncio.sleep(0.05)
        dialog.accept() if accept else dialog.reject()

    other = loop.create_task(tick())
    loop.create_task(end())

    assert complete(shown(dialog)) is accept
    assert other.done()
    assert len(ticks) == 5


def test_a_cancelled_wait_closes_its_dialog(loop: Any, wait: Any) -> None:
    dialog = QDialog()
    waiting = loop.create_task(shown(dialog))
    wait(dialog.isVisible)

    waiting.cancel()
    wait(waiting.done)

    assert waiting.cancelled()


def test_what_a_dialog_does_ends_with_it(qapp: Any, wait: Any) -> None:
    dialog = QDialog()
    steps: list[str] = []
    scope = TaskScope(lambda _error: None, dialog)

    async def draw() -> None:
        steps.append("begun")
        try:
            await asyncio.sleep(30)
        finally:
            steps.append("ended")

    dialog.open()
    task = scope.start(draw())
    wait(lambda: steps)
    dialog.reject()

    wait(task.done)
    assert task.cancelled()
    assert steps == ["begun", "ended"]


def test_a_message_that_is_being_drawn_can_be_closed(qapp: Any, loop: Any, wait: Any) -> None:
    async def work(_values: dict[str, Any]) -> None:
        raise AssertionError

    held = {language: f"<p>{language}</p>" for language in ("en", "de", "fr", "ja", "sv")}
    window = QWidget()
    raw = {"description": "Invitation", "category": "invite", "messages": held}
    dialog = MessageDialog(window, work, raw)
    dialog.open()
    dialog.texts = {language: f"{text} new" for language, text in held.items()}
    dialog.ui.views.setCurrentIndex(1)
    assert _open_tasks(loop)

    dialog.reject()
    dialog.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    # A task that goes on would write into what is gone: the loop of the tests tells of that.
    wait(lambda: not _open_tasks(loop))


def _open_tasks(loop: asyncio.AbstractEventLoop) -> list[asyncio.Task[Any]]:
    return [task for task in asyncio.all_tasks(loop) if not task.done()]
