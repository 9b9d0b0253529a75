"""The frame of the window: rooms, focus, keys."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from qualtrics_desk.domain.errors import ConnectionLost
from qualtrics_desk.gui.actions import ActionSet
from qualtrics_desk.gui.dialogs.palette import PaletteDialog
from qualtrics_desk.gui.rooms import ROOMS
from qualtrics_desk.gui.window_actions import ROOM_ACTIONS
from qualtrics_desk.services.sign_in.connections import connection_of
from qualtrics_desk.store.settings import Profile

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction

    from qualtrics_desk.gui.desk import Desk
    from qualtrics_desk.gui.main_window import MainWindow
    from tests.conftest import Sandbox
    from tests.gui.conftest import Wait

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.mark.parametrize("room", ["surveys", "links", "contacts", "imports", "jobs", "settings"])
def test_whoever_enters_a_room_goes_on_in_it(
    window: MainWindow, signed_in: Desk, wait: Wait, room: str
) -> None:
    window.activateWindow()
    window.ui.profile_chip.setFocus()

    panel = window.go(room)

    wait(lambda: panel.isAncestorOf(QApplication.focusWidget()))


def test_coming_back_to_a_room_finds_the_focus_where_it_was(
    window: MainWindow, signed_in: Desk, wait: Wait
) -> None:
    window.activateWindow()
    panel = window.go("imports")
    wait(lambda: panel.isAncestorOf(QApplication.focusWidget()))
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    left = QApplication.focusWidget()
    assert panel.isAncestorOf(left)

    window.go("jobs")
    window.go("imports")

    assert QApplication.focusWidget() is left


def test_the_keys_of_a_room_work_wherever_the_focus_is_and_only_while_it_is_shown(
    window: MainWindow, signed_in: Desk, wait: Wait
) -> None:
    window.activateWindow()
    pressed: list[str] = []
    for room, action in (("contacts", "contacts.refresh"), ("links", "links.refresh")):
        found = window.go(room).actions_.qaction(action)
        found.triggered.disconnect()
        found.setEnabled(True)
        _note(found, pressed)
    window.ui.search_button.setFocus()
    wait(window.ui.search_button.hasFocus)

    QTest.keyClick(window.ui.search_button, Qt.Key.Key_F5)

    assert pressed == ["links.refresh"]


def test_what_was_said_of_one_brand_is_gone_when_another_opens(
    window: MainWindow,
    signed_in: Desk,
    sandbox: Sandbox,
    wait: Wait,
    complete: Callable[..., object],
) -> None:
    window.go("settings")
    wait(lambda: signed_in.me is not None and not window.panel("surveys").tasks.is_running("enter"))
    signed_in.tell_error(
        ConnectionLost("It broke", method="GET", path="/whoami", detail="ReadError", hint="Look.")
    )
    assert window.ui.notice.isVisible()
    assert "ReadError. " in window.ui.notice.text

    for name, stays in (("Sandbox", True), ("Another", False)):
        profile = Profile(name=name, base_url=sandbox.url)
        complete(signed_in.sign_in(profile, connection_of(profile, sandbox.token)))
        assert window.ui.notice.isVisible() is stays
        wait(lambda: signed_in.me is not None)


def test_every_room_of_the_rail_has_a_key_of_its_own() -> None:
    keys = [QKeySequence(action.shortcut).toString() for action in ROOM_ACTIONS]

    assert keys == [action.shortcut for action in ROOM_ACTIONS]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("room", [room.name for room in ROOMS])
def test_every_action_of_a_room_and_of_the_window_is_done_without_the_mouse(
    window: MainWindow,
    signed_in: Desk,
    wait: Wait,
    monkeypatch: pytest.MonkeyPatch,
    room: str,
) -> None:
    window.activateWindow()
    panel = window.go(room)
    # Whether something can be done just now is not the question.
    monkeypatch.setattr(ActionSet, "set_enabled", lambda *_: None)
    pressed: list[str] = []
    offered: list[QAction] = []
    for actions in (panel.actions_, window.actions_):
        for action in actions.table:
            if action.id == "window.palette":
                continue
            made = actions.qaction(action.id)
            made.triggered.disconnect()
            made.setEnabled(True)
            _note(made, pressed)
            offered.append(made)
    assert len(offered) > 10

    for made in offered:
        name = made.objectName()
        # Without a window system nobody gives the focus back to the window behind.
        window.activateWindow()
        wait(lambda: QApplication.focusWidget() is not None)
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_K, CONTROL)
        wait(lambda: _palette(window) is not None)
        palette = _palette(window)
        assert palette is not None
        # A room may name an action after what is shown in it by now.
        title = made.text()
        field, found = palette.ui.search_edit, palette.ui.found_view
        QTest.keyClicks(field, "".join(takewhile(str.isascii, title)))
        for _ in range(found.model().rowCount()):
            if found.currentIndex().data() == title:
                break
            QTest.keyClick(field, Qt.Key.Key_Down)
        assert found.currentIndex().data() == title
        QTest.keyClick(field, Qt.Key.Key_Return)
        wait(lambda: pressed)
        assert pressed == [name]
        pressed.clear()
        wait(lambda: not window.tasks.is_running("palette"))


def _palette(window: MainWindow) -> PaletteDialog | None:
    dialogs = [one for one in window.findChildren(PaletteDialog) if one.isVisible()]
    return dialogs[0] if dialogs else None


def _note(action: QAction, pressed: list[str]) -> None:
    action.triggered.connect(lambda: pressed.append(action.objectName()))
