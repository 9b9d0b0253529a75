"""The whole main job in the real window, by mouse and keyboard and by the keyboard alone."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPushButton, QWidget

from qualtrics_desk.app.sandbox import Address, SandboxChild
from qualtrics_desk.app.tour import editing, first_run, importing, linking
from qualtrics_desk.app.tour.pictures import Album, Picture
from qualtrics_desk.app.tour.robot import Robot
from qualtrics_desk.app.tour.stage import CALM, Stage
from qualtrics_desk.app.window import Frame
from qualtrics_desk.gui.dialogs.confirm import ConfirmDialog
from qualtrics_desk.gui.dialogs.text_prompt import TextPrompt
from qualtrics_desk.gui.panels.contacts.panel import ContactsPanel
from qualtrics_desk.gui.panels.imports.panel import ImportsPanel
from qualtrics_desk.gui.panels.imports.step import CHECK, RESULT
from qualtrics_desk.gui.panels.jobs.panel import JobsPanel
from qualtrics_desk.gui.panels.links.generate_dialog import GenerateLinksDialog
from qualtrics_desk.gui.panels.links.panel import LinksPanel
from qualtrics_desk.gui.panels.welcome.panel import WelcomePanel
from qualtrics_desk.gui.rooms import ROOMS
from qualtrics_desk.store.paths import open_home

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "samples" / "contacts.csv"
ROWS, CREATED = 72, 70
MENDED = CREATED + 1
"""With the row whose address is mended in the check."""
CONTROL = Qt.KeyboardModifier.ControlModifier


class NoPictures(Album):
    """Steps are played, not drawn."""

    async def take(self, title: str) -> Picture:
        return Picture(title, {})


class Running(SandboxChild):
    """A sandbox that the test has started already."""

    def __init__(self, sandbox: Any, folder: Path) -> None:
        super().__init__(folder)
        self.address = Address(sandbox.url, sandbox.token)


@pytest.fixture
def stage(
    home: Path, start_sandbox: Callable[..., Any], tmp_path: Path, complete: Any
) -> Iterator[Stage]:
    sandbox = start_sandbox(seed="demo", faults=CALM)
    frame = Frame(open_home())
    frame.window.resize(1280, 800)
    frame.window.go("welcome")
    frame.window.show()
    frame.window.activateWindow()
    sample = tmp_path / SAMPLE.name
    shutil.copyfile(SAMPLE, sample)
    yield Stage(
        frame=frame,
        robot=Robot(frame.window),
        album=NoPictures(tmp_path, frame.window),
        out=tmp_path,
        sandbox=Running(sandbox, tmp_path / "brand"),
        sample=sample,
    )
    complete(frame.close(finish=False))


class Truth:
    """What the brand itself has."""

    def __init__(self, stage: Stage) -> None:
        self._origin = stage.address.url.removesuffix("/API/v3")
        self._headers = {"X-API-TOKEN": stage.address.token}
        self._base = stage.address.url
        self._name = stage.list_name

    def contacts(self) -> list[dict[str, Any]]:
        answer = httpx.get(
            f"{self._origin}/sandbox/contacts",
            params={"list": self._list()},
            headers=self._headers,
        )
        return [json.loads(line) for line in answer.text.splitlines()]

    def names(self) -> set[tuple[str, str]]:
        return {(one.get("email") or "", one.get("lastName") or "") for one in self.contacts()}

    def _list(self) -> str:
        def get(path: str) -> list[dict[str, Any]]:
            answer = httpx.get(f"{self._base}{path}", headers=self._headers)
            elements: list[dict[str, Any]] = answer.json()["result"]["elements"]
            return elements

        for directory in get("/directories"):
            for one in get(f"/directories/{directory['directoryId']}/mailinglists"):
                if one["name"] == self._name:
                    return str(one["mailingListId"])
        raise AssertionError(f"there is no list {self._name}")


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def check_import(stage: Stage, truth: Truth, created: int) -> None:
    source = rows_of(stage.sample)
    every = rows_of(stage.out / "contacts.job1.all.csv")
    if created > CREATED:
        (wrong,) = [row for row in source if row["Email"] == "not an address"]
        wrong["Email"] = "mended@example.com"
    assert [{name: row[name] for name in source[0]} for row in every] == source
    states = [row["_status"].partition("(")[0] for row in every]
    assert len(states) == ROWS
    assert [states.count(state) for state in ("created", "failed", "skipped")] == [
        created,
        MENDED - created,
        1,
    ]
    assert len(rows_of(stage.out / "contacts.job1.failed.csv")) == MENDED - created
    assert len(rows_of(stage.out / "contacts.job1.succeeded.csv")) == created
    there = {one["email"].casefold() for one in truth.contacts()}
    assert there == {
        row["Email"].strip().casefold() for row in every if row["_status"] == "created"
    }


def check_links(stage: Stage, truth: Truth, created: int) -> None:
    links = rows_of(stage.out / "links.csv")
    assert len(links) == len({row["link"] for row in links}) == created
    assert {row["email"].casefold() for row in links} == {
        one["email"].casefold() for one in truth.contacts()
    }


def test_the_main_job_by_mouse_and_keyboard(stage: Stage, complete: Any) -> None:
    complete(first_run.play(stage))
    complete(importing.play(stage))
    truth = Truth(stage)
    check_import(stage, truth, MENDED)
    complete(linking.play(stage))
    check_links(stage, truth, MENDED)

    before = truth.names()
    complete(editing.contacts(stage))
    changed = truth.names()
    complete(editing.jobs(stage))

    assert len(changed) == MENDED - 1
    assert {name for _, name in changed - before} == {"Papadopoulou-Berg", editing.OTHER_NAME}
    # The undo of the newest job brings back what was there, and leaves what somebody else did.
    ((theirs, _),) = [one for one in changed if one[1] == editing.OTHER_NAME]
    assert truth.names() == {one for one in before if one[0] != theirs} | {
        (theirs, editing.OTHER_NAME)
    }


class Keyboard:
    """Key presses only; a widget is reached by Tab or not at all."""

    def __init__(self, stage: Stage) -> None:
        self.stage, self.robot = stage, stage.robot

    async def reach(self, widget: QWidget) -> None:
        target = widget.focusProxy() or widget
        for _ in range(120):
            here = QApplication.focusWidget()
            if here is target or (here is not None and widget.isAncestorOf(here)):
                return
            await self.robot.press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab does not reach {widget.objectName()}")

    async def push(self, button: QWidget) -> None:
        await self.robot.until(button.isEnabled, f"{button.objectName()} can be used")
        await self.reach(button)
        await self.robot.press(Qt.Key.Key_Space)

    async def go(self, room: str) -> QWidget:
        number = ([one.name for one in ROOMS].index(room) + 1) % 10
        key = Qt.Key(Qt.Key.Key_0.value + number)
        await self.robot.press(key, CONTROL)
        window = self.stage.frame.window
        await self.robot.until(lambda: window.room == room, f"{room} is shown")
        return window.panel(room)

    async def name_file(self, path: Path) -> None:
        dialog = await self.robot.dialog(QFileDialog)
        field = dialog.findChild(QLineEdit)
        assert field is not None
        await self.reach(field)
        # A path typed letter by letter can leave a folder on the way selected in Qt's dialog.
        QGuiApplication.clipboard().setText(str(path))
        for letter in (Qt.Key.Key_A, Qt.Key.Key_V):
            await self.robot.press(letter, CONTROL)
        await self.robot.press(Qt.Key.Key_Return)
        await self.robot.gone(dialog)

    async def confirm(self) -> None:
        question = await self.robot.dialog(ConfirmDialog)
        await self.push(question.ui.accept_button)
        await self.robot.gone(question)


async def first_run_by_keys(keys: Keyboard) -> None:
    stage, robot = keys.stage, keys.robot
    panel = stage.frame.window.panel("welcome")
    assert isinstance(panel, WelcomePanel)
    QGuiApplication.clipboard().setText(f"{stage.address.url} token {stage.address.token}")
    await keys.reach(panel.ui.paste_field)
    await robot.press(Qt.Key.Key_V, CONTROL)
    await keys.push(panel.ui.test_button)
    page = panel.ui.save_page
    await robot.until(lambda: panel.ui.pages.currentWidget() is page, "the token was tested")
    await keys.push(panel.ui.save_button)
    await robot.until(lambda: stage.frame.desk.is_signed_in, "the profile is open")


async def import_by_keys(keys: Keyboard) -> ImportsPanel:
    stage, robot = keys.stage, keys.robot
    panel = await keys.go("imports")
    assert isinstance(panel, ImportsPanel)
    await keys.reach(panel.file.ui.open_button)
    await robot.press(Qt.Key.Key_O, CONTROL)
    await keys.name_file(stage.sample)
    await robot.until(lambda: not panel.file.is_reading, "the file was read")
    picker = panel.file.ui.list_picker
    await robot.until(lambda: picker.is_loaded, "the lists are there")
    await keys.push(picker.new_button)
    prompt = await robot.dialog(TextPrompt)
    await robot.enter(stage.list_name)
    await robot.press(Qt.Key.Key_Return)
    await robot.gone(prompt)
    await robot.until(lambda: picker.destination is not None, "the list is chosen")
    for step in (1, 2, 3):
        await robot.until(lambda: way_on(panel) is not None, "the next step can be gone to")
        await keys.push(way_on(panel) or panel.ui.next_button)
        await robot.until(lambda at=step: panel.current >= at, f"step {step}")
    await robot.until(panel.ui.next_button.isEnabled, "it can be sent")
    await keys.push(panel.ui.next_button)
    await keys.confirm()
    await robot.until(lambda: panel.current == RESULT, "the result is shown")
    return panel


def way_on(panel: ImportsPanel) -> QPushButton | None:
    """The button that leads on; rows that cannot be sent are left behind by choice."""
    if panel.ui.next_button.isEnabled():
        return panel.ui.next_button
    return panel.ui.extra_button if panel.current == CHECK and panel.check.is_ready else None


async def links_by_keys(keys: Keyboard, done: ImportsPanel) -> None:
    stage, robot = keys.stage, keys.robot
    await keys.push(done.result.ui.links_button)
    panel = stage.frame.window.panel("links")
    assert isinstance(panel, LinksPanel)
    await robot.until(lambda: panel.now.surveys is not None, "the surveys are offered")
    await keys.reach(panel.ui.survey_box)
    await robot.enter("Customer satisfaction 2026")
    await robot.press(Qt.Key.Key_Return)
    dialog = await robot.dialog(GenerateLinksDialog)
    await keys.push(dialog.ui.accept_button)
    await robot.gone(dialog)
    await robot.until(lambda: panel.now.chosen is not None, "the new links are chosen")
    await robot.until(panel.actions_.qaction("links.read").isEnabled, "they can be read")
    await keys.reach(panel.ui.survey_box)
    await robot.press(Qt.Key.Key_R, CONTROL)
    await robot.until(lambda: panel.now.is_whole, "the links are read")
    await keys.push(panel.ui.export_button)
    await keys.name_file(stage.out / "links.csv")
    await robot.until((stage.out / "links.csv").exists, "the links are written")


async def edit_by_keys(keys: Keyboard) -> None:
    stage, robot = keys.stage, keys.robot
    panel = await keys.go("contacts")
    assert isinstance(panel, ContactsPanel)
    tree = panel.ui.tree
    model = tree.model()
    await robot.until(
        lambda: editing.find_list(model, stage.list_name) is not None, "the list is there"
    )
    await keys.reach(tree)
    await robot.press(Qt.Key.Key_Home)
    for _ in range(20):
        if tree.currentIndex().data() == stage.list_name:
            break
        await robot.press(Qt.Key.Key_Down)
    assert tree.currentIndex().data() == stage.list_name
    page = panel.ui.page
    await robot.until(lambda: page.model.rowCount() == CREATED, "the contacts are shown")
    await robot.until(lambda: page.model.row(0) is not None, "the first contact is there")
    await keys.reach(page.grid)
    await robot.press(Qt.Key.Key_Home, CONTROL)
    place = next(at for at, one in enumerate(page.model.columns) if one.key == "lastName")
    for _ in range(10):
        if page.grid.currentIndex().column() == place:
            break
        await robot.press(Qt.Key.Key_Right)
    await robot.press(Qt.Key.Key_F2)
    await robot.press(Qt.Key.Key_A, CONTROL)
    await robot.enter("Keys-Only")
    await robot.press(Qt.Key.Key_Return)
    await robot.until(panel.ui.edits_bar.isVisible, "the change is staged")
    await robot.press(Qt.Key.Key_Return, CONTROL)
    await keys.confirm()
    await robot.until(lambda: not panel.ui.edits_bar.isVisible(), "the change is written")


async def undo_by_keys(keys: Keyboard) -> None:
    robot = keys.robot
    panel = await keys.go("jobs")
    assert isinstance(panel, JobsPanel)
    await robot.until(lambda: panel.entry is not None, "a job is shown")
    await keys.reach(panel.ui.job_list)
    await robot.press(Qt.Key.Key_Home)
    detail = panel.ui.detail.ui
    await robot.until(detail.undo_button.isEnabled, "it can be taken back")
    await keys.push(detail.undo_button)
    await keys.confirm()
    running = keys.stage.frame.desk.running
    await robot.until(lambda: not running.tasks, "it is taken back")


def test_the_main_job_by_the_keyboard_alone(stage: Stage, complete: Any) -> None:
    keys = Keyboard(stage)
    truth = Truth(stage)

    complete(first_run_by_keys(keys))
    done = complete(import_by_keys(keys))
    check_import(stage, truth, CREATED)
    complete(links_by_keys(keys, done))
    check_links(stage, truth, CREATED)
    before = truth.names()
    complete(edit_by_keys(keys))
    changed = truth.names()
    complete(undo_by_keys(keys))

    assert {name for _, name in changed - before} == {"Keys-Only"}
    assert truth.names() == before
