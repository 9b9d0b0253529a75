"""The real window with a loop that already runs: tests press buttons and wait for what follows."""

from __future__ import annotations

import asyncio
import os
import time
from asyncio import events
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

os.environ["QT_API"] = "pyside6"

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtCore import QEventLoop as QtEventLoop
from PySide6.QtWidgets import QApplication, QMainWindow
from qasync import QEventLoop

from qualtrics_desk.app.start import make_application
from qualtrics_desk.gui.theme import look
from qualtrics_desk.store.paths import open_home
from qualtrics_desk.store.secrets import Secrets
from qualtrics_desk.store.settings import Profile, ProfileKind

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from qualtrics_desk.gui.desk import Desk
    from qualtrics_desk.gui.main_window import MainWindow
    from tests.conftest import Sandbox

PATIENCE = 60_000
Wait = Callable[[Callable[[], object]], None]


@pytest.fixture(scope="session")
def qapp_cls() -> Callable[[list[str]], QApplication]:
    """The application as the product makes it."""
    return lambda _arguments: make_application()


@pytest.fixture(scope="session")
def qt_loop(qapp: QApplication) -> Iterator[QEventLoop]:
    """One loop over Qt's for all tests: a second one on the same application gets no signals."""
    # Tests elsewhere may have made the application of this process without what ours brings.
    make_application()
    made = QEventLoop(qapp, already_running=True)
    made.set_default_executor(ThreadPoolExecutor(4))
    events._set_running_loop(None)
    yield made
    made.stop()
    made.close()


@pytest.fixture(autouse=True)
def loop(qapp: QApplication, qt_loop: QEventLoop) -> Iterator[QEventLoop]:
    """The loop, running during this test; an exception nobody handled fails the test."""
    look().apply("light", "comfortable")
    failures: list[dict[str, object]] = []
    qt_loop.set_exception_handler(lambda _loop, context: failures.append(context))
    asyncio.set_event_loop(qt_loop)
    events._set_running_loop(qt_loop)
    try:
        yield qt_loop
        pending = [task for task in asyncio.all_tasks(qt_loop) if not task.done()]
        for task in pending:
            task.cancel()
        end = time.monotonic() + 10
        while not all(task.done() for task in pending) and time.monotonic() < end:
            qapp.processEvents(QtEventLoop.ProcessEventsFlag.AllEvents, 50)
        _delete_windows()
    finally:
        # Tests elsewhere in this process have loops of their own.
        events._set_running_loop(None)
        asyncio.set_event_loop(None)
    assert not failures, failures


def _delete_windows() -> None:
    """Delete what a test leaves: every window that lives is styled again with the next one."""
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QMainWindow):
            widget.deleteLater()
    # A loop that runs within another one leaves them to the outer one.
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def wait(qtbot: QtBot) -> Wait:
    """Wait until something is true; what follows from a click takes a moment."""

    def until(predicate: Callable[[], object]) -> None:
        qtbot.waitUntil(lambda: bool(predicate()), timeout=PATIENCE)

    return until


@pytest.fixture
def complete(qtbot: QtBot, loop: QEventLoop) -> Callable[..., object]:
    """Run a coroutine to its end from a test that is not one; returns its result."""

    def run(work: object) -> object:
        task = loop.create_task(work)
        qtbot.waitUntil(task.done, timeout=PATIENCE)
        return task.result()

    return run


@pytest.fixture
def desk(home: object, qtbot: QtBot, complete: Callable[..., object]) -> Iterator[Desk]:
    """A desk nobody is signed in at, in the home of this test."""
    from qualtrics_desk.gui.desk import Desk

    made = Desk(open_home(), Secrets())
    complete(made.load())
    yield made
    complete(made.aclose())


@pytest.fixture
def signed_in(desk: Desk, sandbox: Sandbox, complete: Callable[..., object]) -> Desk:
    """The desk, signed in to the sandbox."""
    from qualtrics_desk.services.sign_in.connections import connection_of

    profile = Profile(
        name="Sandbox", base_url=sandbox.url, kind=ProfileKind.SANDBOX, colour="#7a4fd0"
    )
    complete(desk.sign_in(profile, connection_of(profile, sandbox.token)))
    return desk


@pytest.fixture
def window(desk: Desk, qtbot: QtBot, complete: Callable[..., object]) -> Iterator[MainWindow]:
    """The main window at 1280 × 800, shown."""
    from qualtrics_desk.gui.main_window import MainWindow

    made = MainWindow(desk)
    made.resize(1280, 800)
    made.show()
    yield made
    made.hide()
    complete(made.aclose())
    made.deleteLater()
