from __future__ import annotations

import asyncio
from typing import Any

import pytest
from PySide6.QtWidgets import QDialog

from qualtrics_desk.domain.errors import DeskError, UsageError
from qualtrics_desk.gui.aio import TaskScope, shown


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
