"""The first run: paste what the account page shows, test it, save it as a profile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from qualtrics_desk.gui.panels.welcome.panel import WelcomePanel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from qualtrics_desk.app.tour.stage import Stage


async def play(stage: Stage) -> None:
    """Sign in for the first time."""
    robot, window = stage.robot, stage.frame.window
    panel = window.panel("welcome")
    if not isinstance(panel, WelcomePanel):
        raise TypeError("the first run does not begin with the welcome")
    await robot.until(panel.isVisible, "the welcome is shown")
    await stage.snap("First run")
    text = f"API Token: {stage.address.token}\nAddress: {stage.address.url}\n"
    QGuiApplication.clipboard().setText(text)
    field: QWidget = panel.ui.paste_field
    target = field.focusProxy() or field
    await robot.click(target)
    await robot.press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier, target)
    await robot.until(panel.ui.test_button.isEnabled, "what was pasted is recognised")
    await stage.snap("Pasted and recognised")
    await robot.click(panel.ui.test_button)
    page = panel.ui.save_page
    await robot.until(lambda: panel.ui.pages.currentWidget() is page, "the token was tested")
    name = panel.ui.identity.ui.name_edit
    await robot.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier, name)
    await robot.enter("Northwind (rehearsal)", name)
    await robot.click(panel.ui.identity.ui.test_radio)
    await stage.snap("What the token can do")
    await robot.click(panel.ui.save_button)
    await robot.until(lambda: stage.frame.desk.is_signed_in, "the profile is open")
    await robot.until(lambda: window.room == "surveys", "the surveys are shown")
