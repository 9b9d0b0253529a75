"""A list is copied to another profile: seen first, planned there, sent there, nowhere else."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from PySide6.QtWidgets import QLabel

from qualtrics_desk.gui.dialogs.confirm import ConfirmDialog
from qualtrics_desk.gui.errors import explain
from qualtrics_desk.gui.panels.contacts.copy_dialog import CopyListDialog
from qualtrics_desk.store.secrets import SecretKind
from qualtrics_desk.store.settings import Profile, ProfileKind
from tests.e2e.conftest import Brand, read_csv
from tests.gui.checks import nameless
from tests.gui.panels.contacts.conftest import ALL

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.gui.panels.contacts.conftest import Room


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Where the files of a copy go."""
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


@pytest.fixture
def there(
    room: Room,
    start_sandbox: Callable[..., Any],
    out: Path,
    monkeypatch: pytest.MonkeyPatch,
    complete: Callable[..., object],
) -> Brand:
    """Another brand, of which a profile is known here."""
    made = Brand(start_sandbox(faults="lag=0,job-time=0.02,dedupe=on", token="TheOtherToken"))
    monkeypatch.setattr(
        "qualtrics_desk.gui.folders.QStandardPaths.writableLocation",
        lambda _: str(out),
    )
    desk = room.panel.desk
    desk.secrets.keep("There", SecretKind.TOKEN, "TheOtherToken")
    profiles = (
        Profile(name="There", base_url=made.sandbox.url, kind=ProfileKind.TEST),
        Profile(name="Locked", base_url=made.sandbox.url, kind=ProfileKind.TEST, read_only=True),
    )
    known = [*desk.settings.profiles, *profiles]
    complete(desk.change(lambda now: msgspec.structs.replace(now, profiles=known)))
    return made


def lists(brand: Brand) -> dict[str, str]:
    """Lists that were made, by name; a new brand has an empty one."""
    found = {one["name"]: one["id"] for one in brand.state()["lists"]}
    return {name: list_id for name, list_id in found.items() if name != "Empty list"}


def ask(room: Room) -> Any:
    room.do("copy-list")
    dialog = room.dialog()
    assert isinstance(dialog, CopyListDialog)
    room.wait(dialog.ui.accept_button.isEnabled)
    return dialog


def question(room: Room, words: str) -> Any:
    def is_there() -> bool:
        dialog = room.dialog()
        return isinstance(dialog, ConfirmDialog) and words in dialog.windowTitle()

    room.wait(is_there)
    return room.dialog()


def test_a_list_is_copied_to_another_profile_once_its_plan_was_seen(
    room: Room, there: Brand, out: Path
) -> None:
    left = room.truth()["Dai"]["contactId"]
    room.brand.change(room.list_id, left, {"unsubscribed": True})
    room.type("Ada", "lastName", "Unsent")
    before = len(room.brand.sandbox.requests())
    dialog = ask(room)
    assert not nameless(dialog)
    box = dialog.ui.profile_box
    assert [box.itemData(place) for place in range(box.count())] == ["There"]
    facts = dialog.ui.facts_label.text()
    for words in (f"{ALL} contacts", "opted out there", "history", "1 change not sent yet"):
        assert words in facts
    assert lists(there) == {}
    dialog.ui.name_edit.setText("Crew")
    dialog.ui.accept_button.click()

    plan = question(room, "Copy")
    ((name, made),) = lists(there).items()
    assert name == "Crew"
    assert there.contacts(made) == []
    asked = " ".join(label.text() for label in plan.findChildren(QLabel))
    assert f"{ALL} contacts added" in asked
    plan.ui.accept_button.click()
    room.wait(lambda: len(there.contacts(made)) == ALL)
    room.wait(lambda: not room.panel.desk.running.tasks)
    room.wait(lambda: not room.panel.desk.workers_beside)

    def held(brand: Brand, list_id: str) -> list[dict[str, Any]]:
        return sorted(brand.cells(list_id), key=lambda cells: str(cells["email"]))

    assert held(there, made) == held(room.brand, room.list_id)
    writes = [e for e in room.brand.sandbox.requests()[before:] if e["method"] != "GET"]
    assert writes == []
    (results,) = out.glob("Staff*.all.csv")
    assert len({row["_contactId"] for row in read_csv(results)}) == ALL
    for folder in (out, room.panel.desk.home.root):
        for file in folder.rglob("*"):
            assert not file.is_file() or b"TheOtherToken" not in file.read_bytes()


def test_a_copy_that_is_not_sent_leaves_nothing_behind(room: Room, there: Brand, out: Path) -> None:
    ask(room).ui.accept_button.click()
    question(room, "Copy").ui.cancel_button.click()
    question(room, "Delete the empty list").ui.accept_button.click()
    room.wait(lambda: lists(there) == {})
    assert list(out.glob("*.csv")) == []


def test_a_profile_without_its_secret_is_told_in_the_dialog(
    room: Room, there: Brand, complete: Callable[..., object]
) -> None:
    room.panel.desk.secrets.forget("There")
    room.do("copy-list")
    dialog = room.dialog()
    room.wait(lambda: dialog.ui.error_note.isVisible())
    assert "no API token" in dialog.ui.error_note.text
    assert not dialog.ui.accept_button.isEnabled()
    dialog.ui.cancel_button.click()
    complete(asyncio.sleep(0))
    assert lists(there) == {}


def test_a_folder_that_is_gone_is_told_in_the_dialog_and_what_was_entered_stays(
    room: Room, there: Brand, out: Path
) -> None:
    dialog = ask(room)
    dialog.ui.name_edit.setText("Crew")
    out.rmdir()
    dialog.ui.accept_button.click()
    room.wait(lambda: dialog.ui.error_note.isVisible())
    said = [label.text() for label in dialog.ui.error_note.findChildren(QLabel)]
    assert f"The folder {out} does not exist." in said
    assert room.dialog() is dialog
    assert dialog.ui.name_edit.text() == "Crew"
    assert lists(there) == {}

    out.mkdir()
    dialog.ui.accept_button.click()
    question(room, "Copy").ui.cancel_button.click()
    assert list(lists(there)) == ["Crew"]
    question(room, "Delete the empty list").ui.accept_button.click()
    room.wait(lambda: lists(there) == {})


def test_a_copy_that_cannot_be_planned_says_why_and_leaves_nothing_behind(
    room: Room, there: Brand, out: Path
) -> None:
    there.use("lag=0,dedupe=on,forbid=contacts")
    told: list[str] = []
    room.panel.desk.error_told.connect(lambda error: told.append(explain(error).sentences))
    ask(room).ui.accept_button.click()
    question(room, "Delete the empty list").ui.accept_button.click()
    room.wait(lambda: lists(there) == {})
    assert list(out.glob("*.csv")) == []
    assert len(told) == 1
    assert "permission" in told[0]
