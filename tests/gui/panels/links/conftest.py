"""A links room on a sandbox of its own, and what a person does in it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from PySide6.QtCore import Qt

from qualtrics_desk.gui.panels.links import writing
from qualtrics_desk.gui.panels.links.panel import LinksPanel

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from qualtrics_desk.gui.desk import Desk

Wait = Callable[[Callable[[], object]], None]


class Brand:
    """The true state of the sandbox."""

    def __init__(self, sandbox: Any) -> None:
        self.sandbox = sandbox

    def call(self, method: str, path: str, **options: Any) -> Any:
        reply = self._reply(method, path, **options)
        return reply.json() if reply.content else None

    def _reply(self, method: str, path: str, **options: Any) -> httpx.Response:
        address = self.sandbox.url.removesuffix("/API/v3") + path
        reply = httpx.request(
            method, address, headers={"X-API-TOKEN": self.sandbox.token}, timeout=60, **options
        )
        return reply.raise_for_status()

    def distribution(self, kind: str) -> dict[str, Any]:
        found = self.call("GET", "/sandbox/state")["distributions"]
        return next(one for one in found if one["kind"] == kind)

    def list_named(self, name: str) -> str:
        lists = self.call("GET", "/sandbox/state")["lists"]
        return next(str(one["id"]) for one in lists if one["name"] == name)

    def people(self, name: str) -> list[dict[str, Any]]:
        """The contacts of a list, straight from the tables."""
        lines = self._reply("GET", "/sandbox/contacts", params={"list": self.list_named(name)})
        return [json.loads(line) for line in lines.text.splitlines()]

    def respond(self, distribution: str, person: dict[str, Any], *, finished: bool = True) -> None:
        body = {
            "distributionId": distribution,
            "contactLookupId": person["contactLookupId"],
            "finished": finished,
        }
        self.call("POST", "/sandbox/respond", json=body)

    def unanswered(self, distribution: str) -> set[str]:
        """The look-up ids of those without a response, from the history as the service gives it."""
        found: set[str] = set()
        path: str | None = f"/API/v3/distributions/{distribution}/history"
        while path is not None:
            page = self.call("GET", path)["result"]
            found |= {one["contactLookupId"] for one in page["elements"] if not one["responseId"]}
            following = page["nextPage"]
            path = None if following is None else "/API/v3" + following.partition("/API/v3")[2]
        return found

    def reads(self) -> int:
        return self._asked("/links")

    def histories(self) -> int:
        return self._asked("/history")

    def _asked(self, end: str) -> int:
        return sum(line["path"].endswith(end) for line in self.sandbox.requests())


@pytest.fixture
def brand(start_sandbox: Callable[..., Any]) -> Brand:
    return Brand(start_sandbox(seed="demo", latency=15))


@pytest.fixture
def own_desk(desk: Desk, brand: Brand, complete: Callable[..., object]) -> Desk:
    from qualtrics_desk.services.sign_in.connections import connection_of
    from qualtrics_desk.store.settings import Profile, ProfileKind

    profile = Profile(name="Own", base_url=brand.sandbox.url, kind=ProfileKind.TEST)
    complete(desk.sign_in(profile, connection_of(profile, brand.sandbox.token)))
    return desk


@pytest.fixture
def panel(own_desk: Desk, complete: Callable[..., object], qtbot: QtBot) -> Iterator[LinksPanel]:
    made = LinksPanel(own_desk)
    made.resize(1080, 700)
    made.show()
    yield made
    made.hide()
    made.reset()
    complete(made.aclose())
    made.deleteLater()


def dialog_of(panel: LinksPanel, kind: type[QDialog], wait: Wait) -> Any:
    wait(lambda: any(one.isVisible() for one in panel.findChildren(kind)))
    return next(one for one in panel.findChildren(kind) if one.isVisible())


def open_distribution(
    panel: LinksPanel, complete: Callable[..., object], wait: Wait, found: dict[str, Any]
) -> None:
    complete(panel.enter({"survey": found["survey"]}))
    wait(lambda: panel.now.found)
    assert panel.ui.distribution_list.choose(found["id"])
    wait(lambda: panel.now.links is not None)


def read_all(panel: LinksPanel, wait: Wait) -> None:
    panel.actions_.qaction("links.read").trigger()
    wait(lambda: panel.now.is_whole and not panel.now.is_reading)
    wait(lambda: panel.ui.page.model.ids and not panel.ui.page.model.is_busy)
    wait(lambda: not panel.tasks.is_running("links.read"))


def message(panel: LinksPanel) -> str:
    """What stands in the place of the links."""
    assert not panel.ui.states.shows_content
    labels = panel.ui.states.currentWidget().findChildren(type(panel.ui.survey_heading))
    return " ".join(label.text() for label in labels)


def press(panel: LinksPanel, text: str, qtbot: QtBot) -> None:
    """Press the button of the page that stands in the place of the links."""
    buttons = panel.ui.states.currentWidget().findChildren(type(panel.ui.export_button))
    button = next(one for one in buttons if one.text() == text and one.isVisible())
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def answer_file(monkeypatch: pytest.MonkeyPatch, path: Path | None) -> list[Path]:
    asked: list[Path] = []

    async def ask(
        _parent: Any, _title: str, proposed: Path, _patterns: str, _suffix: str
    ) -> Path | None:
        asked.append(proposed)
        return path

    monkeypatch.setattr(writing, "ask_save_file", ask)
    return asked
