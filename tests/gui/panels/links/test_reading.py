"""The links room, alone, against the real sandbox: what is read, when, and what is said first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from qualtrics_desk.gui.dialogs.confirm import ConfirmDialog
from tests.gui.panels.links.conftest import dialog_of, message, open_distribution, press, read_all

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from qualtrics_desk.gui.panels.links.panel import LinksPanel
    from tests.gui.panels.links.conftest import Brand, Wait


def test_links_are_read_on_a_click_only_and_counted_against_the_list(
    panel: LinksPanel, brand: Brand, complete: Callable[..., object], wait: Wait, qtbot: QtBot
) -> None:
    made = brand.distribution("GeneratedInvite")
    open_distribution(panel, complete, wait, made)
    assert brand.reads() == 0
    assert "contact frequency of 2,400 people" in message(panel)
    assert not panel.ui.export_button.isVisible()

    press(panel, "Read 2,400 links", qtbot)
    wait(lambda: panel.now.is_whole and not panel.now.is_reading)
    wait(lambda: len(panel.ui.page.model.ids) == 2_400)

    assert brand.reads() == 24
    assert panel.ui.export_button.text() == "Export 2,400 links…"
    assert panel.ui.read_button.text() == "Read again…"
    told = {key: panel.ui.tiles.tile(key) for key in ("contacts", "links", "missing", "unanswered")}
    amounts = {key: tile.facts.amount for key, tile in told.items() if tile is not None}
    assert amounts == {"contacts": 2_400, "links": 2_400, "missing": 0, "unanswered": None}
    assert "2,400 contacts · 2,400 links" in panel.ui.subtitle_label.text()


def test_reading_again_says_what_it_does_first(
    panel: LinksPanel, brand: Brand, complete: Callable[..., object], wait: Wait
) -> None:
    open_distribution(panel, complete, wait, brand.distribution("GeneratedInvite"))
    read_all(panel, wait)
    before = brand.reads()

    panel.actions_.qaction("links.read").trigger()
    dialog = dialog_of(panel, ConfirmDialog, wait)
    assert "contact frequency of 2,400 people" in dialog.ui.text_label.text()
    dialog.ui.cancel_button.click()
    wait(lambda: not panel.tasks.is_running("links.read"))
    assert brand.reads() == before

    panel.actions_.qaction("links.read").trigger()
    dialog_of(panel, ConfirmDialog, wait).ui.accept_button.click()
    wait(lambda: brand.reads() == 2 * before)
    wait(lambda: not panel.now.is_reading)
    assert len(panel.ui.page.model.ids) == 2_400


def test_a_mailing_is_read_after_its_id_was_typed(
    panel: LinksPanel, brand: Brand, complete: Callable[..., object], wait: Wait, qtbot: QtBot
) -> None:
    mailing = brand.distribution("Invite")
    open_distribution(panel, complete, wait, mailing)
    assert "reset the e-mail status dates" in message(panel)
    press(panel, "Read links…", qtbot)
    dialog = dialog_of(panel, ConfirmDialog, wait)
    assert not dialog.ui.accept_button.isEnabled()
    dialog.ui.typed_edit.setText("yes")
    assert not dialog.ui.accept_button.isEnabled()
    dialog.reject()
    wait(lambda: not panel.tasks.is_running("links.read"))
    assert brand.reads() == 0

    press(panel, "Read links…", qtbot)
    dialog = dialog_of(panel, ConfirmDialog, wait)
    dialog.ui.typed_edit.setText(mailing["id"])
    dialog.ui.accept_button.click()
    wait(lambda: panel.now.is_whole)
    assert brand.reads() > 0


def test_who_is_missing_is_a_click_away(
    panel: LinksPanel, brand: Brand, complete: Callable[..., object], wait: Wait, qtbot: QtBot
) -> None:
    made = brand.distribution("GeneratedInvite")
    state = brand.call("GET", "/sandbox/state")
    place = next(one for one in state["lists"] if one["name"] == "Spring panel 2026")
    path = f"/API/v3/directories/{place['directory']}/mailinglists/{place['id']}/contacts"
    brand.call("POST", path, json={"firstName": "Late", "email": "late@example.com"})
    open_distribution(panel, complete, wait, made)
    read_all(panel, wait)

    tile = panel.ui.tiles.tile("missing")
    assert tile is not None
    assert tile.facts.amount == 1
    qtbot.mouseClick(tile, Qt.MouseButton.LeftButton)
    wait(lambda: len(panel.ui.page.model.ids) == 1)
    wait(lambda: panel.ui.page.model.row(0) is not None)
    row = panel.ui.page.model.row(0)
    assert row is not None
    assert "Late" in row.values
    assert panel.ui.export_button.text() == "Export 1 row…"
    panel.ui.page.filter_bar.clear()
    wait(lambda: len(panel.ui.page.model.ids) == 2_401)
    assert panel.ui.tiles.chosen_key == "contacts"


def test_a_reading_that_is_stopped_keeps_its_links_and_offers_the_rest(
    panel: LinksPanel, brand: Brand, complete: Callable[..., object], wait: Wait
) -> None:
    open_distribution(panel, complete, wait, brand.distribution("GeneratedInvite"))

    stopped: list[int] = []

    def stop() -> None:
        for task in panel.desk.running.tasks:
            done = task.progress
            is_far = done is not None and done.phase == "Reading links" and done.done >= 300
            if done is not None and is_far and not stopped:
                stopped.append(done.done)
                task.stop()

    panel.desk.running.started.connect(lambda task: task.changed.connect(stop))
    panel.actions_.qaction("links.read").trigger()
    wait(lambda: panel.now.is_reading)
    wait(lambda: not panel.now.is_reading and not panel.tasks.is_running("links.read"))
    reading = panel.now.reading
    assert reading is not None
    assert not reading.is_complete
    assert 300 <= reading.rows < 2_400
    assert "the rest is missing" in panel.ui.notice.text
    assert not panel.ui.export_button.isVisible()
    assert panel.ui.read_button.text() == "Read the rest"

    read_all(panel, wait)
    assert len(panel.ui.page.model.ids) == 2_400
    # One page was on its way when it was stopped.
    assert brand.reads() <= 25


def test_what_was_read_is_there_again_without_reading(
    panel: LinksPanel, brand: Brand, complete: Callable[..., object], wait: Wait
) -> None:
    made = brand.distribution("GeneratedInvite")
    open_distribution(panel, complete, wait, made)
    read_all(panel, wait)
    before = brand.reads()
    panel.reset()
    assert not panel.ui.states.shows_content
    assert panel.ui.survey_box.count() == 0
    open_distribution(panel, complete, wait, made)
    wait(lambda: len(panel.ui.page.model.ids) == 2_400)
    assert brand.reads() == before
    assert panel.ui.tiles.tile("missing") is not None
