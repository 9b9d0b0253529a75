"""The links room: layouts of files that are kept under a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QMenu

from qualtrics_desk.domain.rows import Comparison, Filter, View
from qualtrics_desk.gui.dialogs.confirm import ConfirmDialog
from qualtrics_desk.gui.dialogs.text_prompt import TextPrompt
from qualtrics_desk.gui.panels.links.reconciliation import READY, filters_of
from qualtrics_desk.store.settings import LinkFileLayout
from tests.gui.panels.links.conftest import dialog_of, open_distribution, read_all

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from qualtrics_desk.gui.panels.links.panel import LinksPanel
    from tests.gui.panels.links.conftest import Brand, Wait


def choose_layout(panel: LinksPanel, action: str, name: str, wait: Wait, qtbot: QtBot) -> None:
    """Take a layout from the list that an action pops up."""
    panel.actions_.qaction(action).trigger()
    wait(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.accessibleName()
    entry = next(one for one in menu.actions() if one.text() == name)
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(entry).center())
    wait(lambda: not panel.tasks.is_running("links.layout"))


def keep_layout(panel: LinksPanel, name: str, wait: Wait, qtbot: QtBot) -> None:
    panel.actions_.qaction("links.keep-layout").trigger()
    prompt = dialog_of(panel, TextPrompt, wait)
    qtbot.keyClicks(prompt.ui.text_edit, name)
    qtbot.mouseClick(prompt.ui.accept_button, Qt.MouseButton.LeftButton)


def test_a_layout_is_kept_used_and_forgotten(
    panel: LinksPanel, brand: Brand, complete: Callable[..., object], wait: Wait, qtbot: QtBot
) -> None:
    act = panel.actions_.qaction
    open_distribution(panel, complete, wait, brand.distribution("GeneratedInvite"))
    read_all(panel, wait)
    assert not act("links.use-layout").isEnabled()
    ui, page = panel.ui, panel.ui.page
    page.grid.choose_columns(["link", "email", "embeddedData.Department"])
    panel.format.names = {"link": "Your link"}
    ui.kind_box.setCurrentIndex(ui.kind_box.findData("tsv"))
    view = View(text="example.net", filters=filters_of("links"))
    page.filter_bar.set_view(view)
    wait(lambda: page.model.view == view and not page.model.is_busy)
    keep_layout(panel, "Mail & merge", wait, qtbot)
    wait(act("links.use-layout").isEnabled)

    page.grid.choose_columns(["email"])
    panel.format.names = {}
    ui.kind_box.setCurrentIndex(ui.kind_box.findData("xlsx"))
    page.filter_bar.set_view(View())
    wait(lambda: page.model.view == View())
    # The name is taken: what is kept stays unless the person says so.
    keep_layout(panel, "Mail & merge", wait, qtbot)
    question = dialog_of(panel, ConfirmDialog, wait)
    qtbot.keyClick(question, Qt.Key.Key_Escape)
    wait(lambda: not panel.tasks.is_running("links.keep-layout"))

    complete(panel.desk.load())
    choose_layout(panel, "links.use-layout", "Mail && merge", wait, qtbot)
    shown = [column.key for column in page.grid.shown_columns()]
    assert shown == ["link", "email", "embeddedData.Department"]
    assert page.filter_bar.view() == page.model.view == view
    assert ui.kind_box.currentData() == "tsv"
    assert panel.format.name_of("link") == "Your link"

    choose_layout(panel, "links.forget-layout", "Mail && merge", wait, qtbot)
    wait(lambda: not act("links.use-layout").isEnabled())
    assert not panel.desk.settings.link_layouts


def test_a_layout_says_which_of_its_fields_the_links_have_not(
    panel: LinksPanel, brand: Brand, complete: Callable[..., object], wait: Wait, qtbot: QtBot
) -> None:
    gone = Filter("embeddedData.Team", Comparison.IS, ("A",))
    layout = LinkFileLayout(
        columns=("email", "embeddedData.Unit"), view=View(filters=(READY, gone))
    )
    complete(
        panel.desk.change(lambda now: msgspec.structs.replace(now, link_layouts={"Old": layout}))
    )
    open_distribution(panel, complete, wait, brand.distribution("GeneratedInvite"))
    read_all(panel, wait)
    choose_layout(panel, "links.use-layout", "Old", wait, qtbot)
    assert [column.key for column in panel.ui.page.grid.shown_columns()] == ["email"]
    assert panel.ui.page.model.view.filters == (READY,)
    said = " ".join(one.text() for one in panel.ui.notice.findChildren(QLabel))
    assert "goes without: Unit, Team" in said
