"""Personal links for the list that was imported, into links.csv."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from qualtrics_desk.app.tour.browsing import SURVEY
from qualtrics_desk.gui.dialogs.confirm import ConfirmDialog
from qualtrics_desk.gui.panels.imports.panel import ImportsPanel
from qualtrics_desk.gui.panels.links.generate_dialog import GenerateLinksDialog
from qualtrics_desk.gui.panels.links.panel import LinksPanel
from qualtrics_desk.gui.panels.links.reconciliation import is_answered_known

if TYPE_CHECKING:
    from PySide6.QtWidgets import QComboBox

    from qualtrics_desk.app.tour.stage import Stage

LINKS = "links.csv"


async def play(stage: Stage) -> None:
    """Generate links, read them, export them."""
    robot, window = stage.robot, stage.frame.window
    done = window.panel("imports")
    if not isinstance(done, ImportsPanel):
        raise TypeError("the import comes before its links")
    await stage.go("imports", ImportsPanel)
    await robot.click(done.result.ui.links_button)
    panel = window.panel("links")
    if not isinstance(panel, LinksPanel):
        raise TypeError("links are made somewhere else")
    await robot.until(lambda: panel.now.surveys is not None, "the surveys are offered")
    await stage.snap("Links, which survey")
    await choose(stage, panel.ui.survey_box, SURVEY)
    dialog = await robot.dialog(GenerateLinksDialog)
    await stage.snap("Links, new ones for the list")
    await robot.click(dialog.ui.accept_button)
    await robot.gone(dialog)
    await robot.until(lambda: panel.now.chosen is not None, "the new links are chosen")
    read = panel.ui.states.button
    if read is None:
        raise TypeError("the page does not offer to read the links")
    await robot.until(panel.actions_.qaction("links.read").isEnabled, "they can be read")
    await stage.snap("Links, before they are read")
    await robot.click(read)
    await robot.until(lambda: panel.now.is_whole, "the links are read")
    await robot.until(panel.ui.export_button.isEnabled, "they can be exported")
    await stage.snap("Links, read and compared with the list")
    await _ask_who_answered(stage, panel)
    await robot.click(panel.ui.export_button)
    await stage.choose_file(stage.out / LINKS)
    await robot.until(lambda: (stage.out / LINKS).exists(), "the links are written")
    await stage.snap("Links, exported")


async def _ask_who_answered(stage: Stage, panel: LinksPanel) -> None:
    """Read who has no response, and go back to all links."""
    robot, now = stage.robot, panel.now
    await _press(stage, panel, "unanswered")
    question = await robot.dialog(ConfirmDialog)
    await stage.snap("Links, before their history is read")
    await robot.click(question.ui.accept_button)
    await robot.gone(question)
    await robot.until(
        lambda: now.reading is not None and is_answered_known(now.reading.facts),
        "the history is read",
    )
    await _shown(stage, panel, "unanswered")
    await stage.snap("Links, who has no response")
    await _press(stage, panel, "links")
    await _shown(stage, panel, "links")


async def _press(stage: Stage, panel: LinksPanel, key: str) -> None:
    tile = panel.ui.tiles.tile(key)
    if tile is None:
        raise TypeError(f"there is no count of {key}")
    await stage.robot.click(tile)


async def _shown(stage: Stage, panel: LinksPanel, key: str) -> None:
    ui = panel.ui
    await stage.robot.until(
        lambda: ui.tiles.chosen_key == key and not ui.page.model.is_busy, f"{key} are shown"
    )


async def choose(stage: Stage, box: QComboBox, text: str) -> None:
    """Type the name of a survey and take it."""
    edit = box.lineEdit()
    if edit is None:
        raise TypeError("nothing can be typed into this box")
    await stage.robot.click(edit)
    await stage.robot.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier, edit)
    await stage.robot.enter(text, edit)
    completer = box.completer()
    popup = None if completer is None else completer.popup()
    if popup is not None:
        # What is typed is found a moment later on a busy machine.
        await stage.robot.until(popup.isVisible, f"{text} is found")
        await stage.robot.press(Qt.Key.Key_Down, on=popup)
        await stage.robot.press(Qt.Key.Key_Return, on=popup)
    else:
        await stage.robot.press(Qt.Key.Key_Return, on=edit)
