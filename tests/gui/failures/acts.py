"""What a person does to sign in, and what is seen when it worked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest

from qualtrics_desk.gui.panels.welcome.panel import WelcomePanel

if TYPE_CHECKING:
    from tests.gui.failures.scene import Scene


def welcome(scene: Scene) -> WelcomePanel:
    panel = scene.window.panel("welcome")
    assert isinstance(panel, WelcomePanel)
    return panel


def paste(scene: Scene, text: str) -> None:
    data = QMimeData()
    data.setText(text)
    panel = welcome(scene)
    panel.ui.paste_field.selectAll()
    panel.ui.paste_field.insertFromMimeData(data)
    panel.ui.test_button.click()


def save(scene: Scene) -> None:
    panel = welcome(scene)
    scene.wait(lambda: panel.ui.pages.currentWidget() is panel.ui.save_page)
    scene.wait(panel.ui.save_button.isEnabled)
    panel.ui.save_button.click()
    scene.wait(lambda: scene.desk.is_signed_in and scene.window.room != "welcome")


def see_surveys(scene: Scene) -> None:
    """The window works: the surveys of the brand are listed, nothing is complained about."""
    panel = scene.window.panel("surveys")
    scene.wait(lambda: scene.window.room == "surveys" and panel.model.rowCount() > 3)
    scene.settle()
    assert not scene.window.ui.notice.isVisible() or "keychain" in scene.window.ui.notice.text
    scene.hear("surveys · updated")
    assert scene.desk.me.brand_id == "meridian"


def choose_profile(scene: Scene) -> None:
    """Click the profile in the list of the welcome."""
    rows = welcome(scene).ui.profiles_list
    place = rows.visualItemRect(rows.item(0)).center()
    left, plain = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(rows.viewport(), left, plain, place)
