"""A window whose service, disk or keychain fails, and what can be seen and is true then."""

from __future__ import annotations

import csv
import json
import re
import socket
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked
from PySide6.QtCore import QEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QListWidget,
    QWidget,
)

from qualtrics_desk.app.tour.pictures import Album, Picture
from qualtrics_desk.app.tour.robot import Robot
from qualtrics_desk.app.tour.stage import Stage
from qualtrics_desk.app.window import Frame
from qualtrics_desk.gui.dialogs.confirm import ConfirmDialog
from qualtrics_desk.store.paths import open_home
from qualtrics_desk.store.secrets import SecretKind, Secrets
from qualtrics_desk.store.settings import Profile, ProfileKind, Settings, save_settings
from tests.gui.checks import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from qualtrics_desk.app.sandbox import SandboxChild
    from tests.conftest import Sandbox

TOKEN = "aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1dF3hJ5kL7n"
NEW_TOKEN = "zY9xW7vU5tS3rQ1pN9mL7kJ5hG3fD1cB9aZ7yX5w"
NAME = "Northwind"
_LOOK = 0.1
CALM = "lag=0,job-time=0.05,dedupe=off"


class Keychain(KeyringBackend):
    """A keychain in memory that can be locked."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.entries: dict[tuple[str, str], str] = {}
        self.is_locked = False

    def set_password(self, service: str, username: str, password: str) -> None:
        self._open()
        self.entries[service, username] = password

    def get_password(self, service: str, username: str) -> str | None:
        self._open()
        return self.entries.get((service, username))

    def delete_password(self, service: str, username: str) -> None:
        self._open()
        del self.entries[service, username]

    def _open(self) -> None:
        if self.is_locked:
            raise KeyringLocked("locked")


class Service:
    """A brand that can be away and come back with all its data, at the same address."""

    def __init__(self, start: Callable[..., Sandbox], folder: Path) -> None:
        self._start = start
        self._folder = folder
        with socket.create_server(("127.0.0.1", 0)) as probe:
            self.port: int = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}/API/v3"
        self.token = TOKEN
        self._running: Sandbox | None = None

    def start(self, faults: str = CALM, *, seed: str = "demo") -> None:
        """Let it answer, with other faults or another token than before."""
        self._running = self._start(
            seed=seed, faults=faults, port=self.port, token=self.token, data=self._folder
        )

    def stop(self) -> None:
        """Let nobody answer."""
        if self._running is not None:
            self._running.stop()

    @property
    def requests(self) -> list[dict[str, Any]]:
        """What was asked since it was started last."""
        return [] if self._running is None else self._running.requests()

    def count(self, method: str, ending: str) -> int:
        """Requests since it was started last."""
        return sum(
            one["method"] == method and one["path"].endswith(ending) for one in self.requests
        )

    def use(self, faults: str) -> None:
        """Put other faults in force."""
        self.call("PUT", "/sandbox/faults", json={"faults": faults})

    def call(self, method: str, path: str, **options: Any) -> httpx.Response:
        """Ask beside the window."""
        origin = self.url.removesuffix("/API/v3")
        answer = httpx.request(
            method, origin + path, headers={"X-API-TOKEN": self.token}, timeout=60, **options
        )
        answer.raise_for_status()
        return answer

    def contacts(self, list_id: str) -> list[dict[str, Any]]:
        """Everybody who is truly in a list."""
        text = self.call("GET", "/sandbox/contacts", params={"list": list_id}).text
        return [json.loads(line) for line in text.splitlines()]

    def names(self, list_id: str) -> list[tuple[str, str]]:
        """Address and last name of everybody in a list."""
        return sorted((one["email"] or "", one["lastName"] or "") for one in self.contacts(list_id))

    def make_list(self, name: str, people: int = 0) -> str:
        """Make a list with that many people."""
        pool = self.call("GET", "/API/v3/directories").json()["result"]["elements"][0]
        place = f"/API/v3/directories/{pool['directoryId']}/mailinglists"
        made = str(self.call("POST", place, json={"name": name}).json()["result"]["id"])
        for number in range(people):
            contact = {"email": f"p{number}@example.org", "lastName": f"Ek {number}"}
            self.call("POST", f"{place}/{made}/contacts", json=contact)
        return made


class NoPictures(Album):
    """Steps are played, not drawn."""

    async def take(self, title: str) -> Picture:
        return Picture(title, {})


class Scene:
    """One person before one window.

    Attributes:
        keychain: The system's.
        frame: The window and what lives with it.
    """

    def __init__(self, service: Service, tmp: Path, complete: Any, wait: Any) -> None:
        self.service, self.tmp = service, tmp
        self.complete, self._wait = complete, wait
        self.keychain = Keychain()
        self.frame = self._frame()

    def _frame(self) -> Frame:
        frame = Frame(open_home())
        frame.desk.secrets = Secrets(self.keychain)
        # Nobody waits for minutes in a test.
        frame.desk.patience = 0.5
        frame.window.resize(1280, 800)
        return frame

    @property
    def desk(self) -> Any:
        return self.frame.desk

    @property
    def window(self) -> Any:
        return self.frame.window

    @property
    def stage(self) -> Stage:
        """For parts of the tour."""
        robot = Robot(self.window)
        album = NoPictures(self.tmp, self.window)
        sandbox: SandboxChild = self.frame.sandbox
        return Stage(self.frame, robot, album, self.tmp, sandbox, self.tmp / "people.csv", "Panel")

    def keep_profile(self, **more: Any) -> Profile:
        """Write settings with a profile whose token is in the keychain."""
        profile = Profile(name=NAME, base_url=self.service.url, kind=ProfileKind.TEST, **more)
        home = open_home()
        save_settings(
            home.settings,
            Settings(profiles=(profile,), last_profile=NAME, absence_wait_seconds=0.5),
        )
        Secrets(self.keychain).keep(NAME, SecretKind.TOKEN, self.service.token)
        return profile

    def start(self) -> None:
        """Start the program, as far as a person sees it."""
        from qualtrics_desk.app.window import Options, _show

        self.complete(_show(self.frame, Options()))
        self.window.activateWindow()
        self.settle()

    def start_again(self, *, is_seen: bool = True) -> None:
        """Close the window and start the program anew, if need be behind a locked screen."""
        self.close()
        self.frame = self._frame()
        self.window.setUpdatesEnabled(is_seen)
        self.start()

    def close(self) -> None:
        """Close the window for good."""
        self.complete(self.frame.close(finish=False))
        # Each further window would have to be painted and styled with the next one.
        self.window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def wait(self, predicate: Callable[[], object]) -> None:
        """Wait until something is true; what can be read instead is printed if it never is."""
        try:
            self._wait(predicate)
        except BaseException:
            print("read instead:", *self.texts(), sep="\n  ")  # noqa: T201
            raise

    def settle(self) -> None:
        """Let the window come to rest."""
        self.wait(lambda: not self.desk.tasks.is_running("profile"))
        self.wait(lambda: not self.window.tasks.is_running("enter"))
        self.wait(lambda: not self.window.tasks.is_running("identify"))

    def go(self, room: str, **what: object) -> Any:
        """Enter a room."""
        panel = self.window.go(room, what)
        self.wait(lambda: not self.window.tasks.is_running("enter"))
        return panel

    def texts(self, root: QWidget | None = None) -> list[str]:
        """Every text that can be read now, in the window and in what lies above it."""
        roots = [root] if root is not None else [
            widget for widget in QApplication.topLevelWidgets() if widget.isVisible()
        ]  # fmt: skip
        found: list[str] = []
        for top in roots:
            for widget in visible(top):
                if isinstance(widget, QLabel | QAbstractButton) and widget.text():
                    found.append(re.sub(r"\s+", " ", widget.text()))
                elif isinstance(widget, QListWidget):
                    found += [widget.item(row).text() for row in range(widget.count())]
        return found

    def said(self, text: str) -> int:
        """In how many places a text can be read now."""
        return sum(text in one for one in self.texts())

    def hear(self, text: str) -> None:
        """Wait until a text can be read."""
        self._look_now_and_then(lambda: self.said(text))

    def _look_now_and_then(self, seen: Callable[[], object]) -> None:
        # Looking at every widget takes a while, in which the window stands still.
        looked = 0.0

        def look() -> object:
            nonlocal looked
            if time.monotonic() - looked < _LOOK:
                return False
            found = seen()
            looked = time.monotonic()
            return found

        self.wait(look)

    def press(self, text: str) -> None:
        """Press the button that says this."""
        self._look_now_and_then(lambda: self._button(text) is not None)
        button = self._button(text)
        assert button is not None
        button.click()

    def confirm(self) -> None:
        """Say yes to the question that is asked."""

        def question() -> ConfirmDialog | None:
            for top in QApplication.topLevelWidgets():
                if isinstance(top, ConfirmDialog) and top.isVisible():
                    return top
            return None

        self.wait(lambda: question() is not None)
        asked = question()
        assert asked is not None
        asked.ui.accept_button.click()
        self.wait(lambda: question() is None)

    def _button(self, text: str) -> QAbstractButton | None:
        for top in QApplication.topLevelWidgets():
            if top.isVisible():
                for widget in visible(top):
                    if isinstance(widget, QAbstractButton) and widget.isEnabled() and (
                        text in widget.text()
                    ):  # fmt: skip
                        return widget
        return None

    def copied(self) -> str:
        """What is on the clipboard."""
        return QGuiApplication.clipboard().text()


@contextmanager
def full_disk(scene: Scene, size: int) -> Iterator[None]:
    """No file of the worker may grow beyond a size, which it meets as it would a full disk."""
    import resource

    process = scene.desk.worker.process_id
    assert process is not None
    before = resource.prlimit(process, resource.RLIMIT_FSIZE)
    resource.prlimit(process, resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.prlimit(process, resource.RLIMIT_FSIZE, before)


def rows_of(path: Path) -> list[dict[str, str]]:
    """The rows of a result file."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def leftovers(folder: Path) -> list[str]:
    """Files that are no whole files."""
    return [path.name for path in folder.iterdir() if path.name.endswith((".part", ".tmp"))]
