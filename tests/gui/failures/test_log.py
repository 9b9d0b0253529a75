"""The logs of window and worker: what was done and what failed, and nobody's token or name."""

from __future__ import annotations

import logging
import signal
import sys
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtWidgets import QApplication

from qualtrics_desk.app.window import Options, serve
from qualtrics_desk.gui.main_window import MainWindow
from qualtrics_desk.services.background.link import WorkerLink
from qualtrics_desk.services.background.messages import Open, RefreshSurveys
from qualtrics_desk.store.log import log_folder, open_log
from qualtrics_desk.store.paths import open_home

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.gui.failures.scene import Scene, Service

# Of a form that no rule recognises: only who knows it can take it out.
TOKEN = "canary-of-a-short-token"
PERSON = "Canaryperson"


@pytest.fixture
def polite_end() -> Iterator[None]:
    before = signal.getsignal(signal.SIGTERM)
    yield
    signal.signal(signal.SIGTERM, before)


def open_window() -> MainWindow | None:
    for top in QApplication.topLevelWidgets():
        if isinstance(top, MainWindow) and top.isVisible():
            return top
    return None


@pytest.mark.usefixtures("polite_end")
def test_logs_say_what_was_done_and_nothing_about_people(
    scene: Scene, service: Service, loop: Any, wait: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    service.token = TOKEN
    service.start()
    made = service.make_list(f"List of {PERSON}")
    service.call("POST", "/sandbox/fill", json={"list": made, "contacts": 30})
    scene.keep_profile()
    # Without a keychain of its own, the program finds the token in the environment.
    monkeypatch.setenv("QUALTRICS_API_TOKEN", TOKEN)

    running = loop.create_task(serve(Options()))
    wait(lambda: open_window() is not None)
    window = open_window()
    assert window is not None
    desk = window.desk
    wait(lambda: desk.is_signed_in and desk.me is not None)
    window.go("contacts", {"list_id": made})
    page = window.panel("contacts").ui.page
    wait(lambda: page.model.rowCount() == 30 and not desk.running.tasks)
    service.use("forbid=contacts")
    window.panel("contacts").actions_.qaction("contacts.refresh").trigger()
    wait(lambda: "may not see contacts" in window.panel("contacts").ui.notice.text)
    window.close()
    wait(running.done)

    files = {path.name: path.read_text("utf-8") for path in log_folder(open_home()).iterdir()}
    assert set(files) == {"desk.log", "worker.log"}
    assert "a profile is open: test, token" in files["desk.log"]
    assert "ReadContacts of job None is done" in files["desk.log"]
    for text in files.values():
        assert "Forbidden status=403" in text
        assert "ReadContacts" in text
        assert TOKEN not in text
        assert PERSON not in text
        assert "@" not in text


def test_what_must_not_be_known_is_taken_out_of_lines_of_libraries_too(
    scene: Scene, service: Service, loop: Any, wait: Any
) -> None:
    service.token = TOKEN
    service.start()
    scene.keep_profile()
    log = open_log(open_home())
    try:
        scene.desk.secret_taken.connect(log.know)
        scene.start()
        wait(lambda: scene.desk.is_signed_in)
        logging.getLogger("some.library").warning("asked with %s", TOKEN)
    finally:
        log.close()

    text = log.path.read_text("utf-8")
    assert "asked with" in text
    assert TOKEN not in text


def test_the_worker_keeps_its_token_out_of_its_log(
    scene: Scene, service: Service, complete: Any, tmp_path: Path
) -> None:
    # Whatever a library may write when something breaks.
    talkative = tmp_path / "talkative.py"
    talkative.write_text(
        "import logging, sys\n"
        "from qualtrics_desk.worker import calls, command\n"
        "async def read(session, *_):\n"
        "    token = session.client.connection.token\n"
        "    logging.getLogger('some.library').warning('asked with %s', token)\n"
        "calls.table_calls.read = read\n"
        "sys.exit(command.main([]))\n",
        encoding="utf-8",
    )
    opening = Open(base_url=service.url, token=TOKEN, profile="P")
    link = WorkerLink(opening, [sys.executable, str(talkative)])

    complete(link.call(RefreshSurveys(), type(None)))
    complete(link.close())

    text = (log_folder(open_home()) / "worker.log").read_text("utf-8")
    assert "asked with" in text
    assert TOKEN not in text
