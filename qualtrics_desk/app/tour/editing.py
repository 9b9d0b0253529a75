"""Contacts by hand: staged, reviewed, committed, and taken back from the history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton

from qualtrics_desk.api.endpoints import contacts as api
from qualtrics_desk.gui.panels.contacts.conflicts_dialog import ConflictsDialog
from qualtrics_desk.gui.panels.contacts.panel import ContactsPanel
from qualtrics_desk.gui.panels.contacts.review_dialog import ReviewDialog
from qualtrics_desk.gui.panels.jobs.panel import JobsPanel

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel, QModelIndex

    from qualtrics_desk.app.tour.stage import Stage


OTHER_NAME = "Kowalczyk-Ferreira"
"""What somebody else makes of a name that is being changed here."""


async def contacts(stage: Stage) -> None:
    """Change, add and remove contacts of the list, and send it."""
    robot = stage.robot
    panel = await stage.go("contacts", ContactsPanel)
    tree = panel.ui.tree
    await robot.until(lambda: tree.model().rowCount() > 0, "the lists are there")
    found: Any = None

    def place() -> bool:
        nonlocal found
        found = find_list(tree.model(), stage.list_name)
        return found is not None

    await robot.until(place, f"the list {stage.list_name} is there")
    await robot.click_row(tree, found)
    grid, model = panel.ui.page.grid, panel.ui.page.model
    await robot.until(lambda: model.rowCount() > 1 and model.row(0) is not None, "contacts")
    await robot.click_row(grid, model.index(0, model.column_of("email") or 0))
    await _history(stage, panel)
    await stage.snap("Contacts of a list")
    column = next(p for p, one in enumerate(model.columns) if one.key == "lastName")
    for row, name in ((1, "Papadopoulou-Berg"), (3, "Takahashi-Lund")):
        await robot.click_row(grid, model.index(row, column))
        await robot.press(Qt.Key.Key_F2, on=grid)
        editor = grid.findChild(QLineEdit)
        if editor is None:
            raise TypeError("the cell cannot be edited")
        await robot.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier, editor)
        await robot.enter(name, editor)
        await robot.press(Qt.Key.Key_Return, on=editor)
    await robot.click_row(grid, model.index(5, column))
    await robot.press(Qt.Key.Key_Delete, on=grid)
    await robot.until(panel.ui.edits_bar.isVisible, "changes are staged")
    await stage.snap("Contacts, changes not sent yet")
    await robot.press(Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier, grid)
    review = await robot.dialog(ReviewDialog)
    await stage.snap("Contacts, the review")
    await robot.click(review.ui.close_button)
    await robot.gone(review)
    await _somebody_else(panel, model.ids[3])
    await robot.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier, grid)
    await stage.accept("Contacts, the question before sending")
    await robot.until(lambda: panel.editing.staged == 1, "one change is in conflict")
    resolve = panel.ui.notice.findChild(QPushButton)
    if resolve is None:
        raise TypeError("the notice has no button")
    await robot.until(resolve.isVisible, "the conflict is told")
    await robot.click(resolve)
    conflicts = await robot.dialog(ConflictsDialog)
    await robot.click(conflicts.ui.theirs_button)
    await stage.snap("Contacts, a conflict")
    await robot.click(conflicts.ui.apply_button)
    await robot.gone(conflicts)
    await robot.until(lambda: not panel.ui.edits_bar.isVisible(), "nothing is staged any more")
    await stage.snap("Contacts, sent")
    await _one_person(stage, panel)


async def _history(stage: Stage, panel: ContactsPanel) -> None:
    """Wait for what happened to a person; a small screen shows the details only when asked."""
    detail = panel.ui.detail
    if detail.isVisible():
        await stage.robot.until(detail.history.picture.isVisible, "the history is shown")


async def _one_person(stage: Stage, panel: ContactsPanel) -> None:
    """Somebody of the brand's own list, to whom something has happened."""
    robot, tree = stage.robot, panel.ui.tree
    found = find_list(tree.model(), _LIVELY_LIST)
    if found is None:
        raise TypeError(f"the list {_LIVELY_LIST} is not there")
    await robot.click_row(tree, found)
    grid, model = panel.ui.page.grid, panel.ui.page.model
    await robot.until(lambda: model.rowCount() > 1000 and not panel.is_reading, "it is read")
    await robot.until(lambda: model.row(_LIVELY_ROW) is not None, "contacts")
    await robot.click_row(grid, model.index(_LIVELY_ROW, model.column_of("email") or 0))
    await _history(stage, panel)
    panel.ui.detail.show_end()
    await stage.snap("Contacts, everything about one person")


_LIVELY_LIST, _LIVELY_ROW = "Spring panel 2026", 13
"""A list of the demo brand, and a person of it who bounced, answered and was written to again."""


async def _somebody_else(panel: ContactsPanel, row_id: int) -> None:
    """Another person writes the same cell, from another window."""
    opened = panel.opened
    if opened is None:
        raise TypeError("no list is open")
    (contact_id,) = await opened.keys([row_id])
    client, place = panel.desk.session.client, (opened.directory_id, opened.list_id)
    live = (await client.send(api.get_contact(*place, contact_id))).value.raw
    body = {**api.writable(live), "lastName": OTHER_NAME}
    await client.send(api.update_contact(*place, contact_id, body))


async def jobs(stage: Stage) -> None:
    """What was done, and what can be taken back."""
    robot = stage.robot
    panel = await stage.go("jobs", JobsPanel)
    rows = panel.ui.job_list
    await robot.until(lambda: panel.entry is not None, "a job is shown")
    await stage.snap("Jobs")
    detail = panel.ui.detail.ui
    await robot.until(detail.undo_button.isEnabled, "the job can be taken back")
    before = rows.model().rowCount()
    await robot.click(detail.undo_button)
    await stage.accept("Jobs, what an undo would do")
    await robot.until(lambda: rows.model().rowCount() > before, "the undo is a job")
    await robot.until(lambda: not stage.frame.desk.running.tasks, "the undo is done")
    await stage.snap("Jobs, taken back")


async def no_jobs(stage: Stage) -> None:
    """The history before anything was done."""
    panel = await stage.go("jobs", JobsPanel)
    await stage.robot.until(lambda: not panel.ui.states.shows_content, "the history is empty")
    await stage.snap("Jobs, empty")


def find_list(model: QAbstractItemModel, name: str) -> QModelIndex | None:
    """The place of a list in the tree of lists, or None."""
    for place in range(model.rowCount()):
        parent = model.index(place, 0)
        for below in range(model.rowCount(parent)):
            index = model.index(below, 0, parent)
            if index.data() == name:
                found: QModelIndex = index
                return found
    return None
