"""The links room: surveys, links that are made, and every state in between."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest
from PySide6.QtCore import Qt

from qualtrics_desk.gui.panels.links.generate_dialog import GenerateLinksDialog
from tests.gui.checks import clipped, nameless, tab_faults
from tests.gui.panels.links.conftest import dialog_of, message, open_distribution, press, read_all

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from qualtrics_desk.gui.panels.links.panel import LinksPanel
    from tests.gui.panels.links.conftest import Brand, Wait


def test_typing_finds_a_survey_by_any_part_of_its_name(
    panel: LinksPanel, complete: Callable[..., object], wait: Wait, qtbot: QtBot
) -> None:
    complete(panel.enter({}))
    box = panel.ui.survey_box
    edit = box.lineEdit()
    assert edit is not None
    target = next(one for one in panel.now.surveys or () if "satisfaction" in one.name)
    qtbot.keyClicks(edit, "satisf")
    completer = box.completer()
    wait(lambda: completer.popup().isVisible())
    popup = completer.popup()
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    wait(lambda: panel.now.survey == target)
    wait(lambda: panel.now.found)
    edit.setText("no survey of this name")
    edit.editingFinished.emit()
    assert edit.text() == target.name


def test_new_links_are_generated_for_a_list_and_chosen(
    panel: LinksPanel, brand: Brand, complete: Callable[..., object], wait: Wait
) -> None:
    survey = brand.distribution("GeneratedInvite")["survey"]
    alumni = brand.list_named("Alumni newsletter")
    complete(panel.enter({"survey": survey, "list_id": alumni}))
    dialog = dialog_of(panel, GenerateLinksDialog, wait)
    assert dialog.ui.list_box.value == alumni
    assert dialog.ui.accept_button.text() == "Generate 1,500 links"
    assert "Nothing is sent to them" in dialog.ui.effect_label.text()
    assert "in 60 days" in dialog.ui.zone_label.text()
    assert not nameless(dialog)
    assert not tab_faults(dialog)
    dialog.ui.description_edit.clear()
    assert not dialog.ui.accept_button.isEnabled()
    dialog.ui.description_edit.setText("Autumn wave")
    dialog.ui.accept_button.click()
    wait(lambda: panel.now.links is not None)

    chosen = panel.now.chosen
    assert chosen is not None
    assert chosen.mailing_list_id == alumni
    assert panel.now.list_name == "Alumni newsletter"
    assert "contact frequency of 1,500 people" in message(panel)


def test_links_are_not_generated_where_that_cannot_be(
    panel: LinksPanel, complete: Callable[..., object], wait: Wait
) -> None:
    generate = panel.actions_.qaction("links.generate")
    complete(panel.enter({}))
    wait(lambda: panel.now.lists)
    assert not generate.isEnabled()
    surveys = panel.now.surveys or ()
    inactive = next(one for one in surveys if not one.is_active)
    active = next(one for one in surveys if one.is_active)
    complete(panel.enter({"survey": inactive.id}))
    assert "active surveys only" in generate.toolTip()
    complete(panel.enter({"survey": active.id}))
    assert generate.isEnabled()
    assert panel.desk.profile is not None
    panel.desk.profile = msgspec.structs.replace(panel.desk.profile, read_only=True)
    complete(panel.enter({"survey": active.id}))
    assert "read-only" in generate.toolTip()


def test_every_state_says_what_is_missing(
    panel: LinksPanel, brand: Brand, complete: Callable[..., object], wait: Wait, qtbot: QtBot
) -> None:
    complete(panel.enter({}))
    assert "Choose a survey" in message(panel)
    used = {one["survey"] for one in brand.call("GET", "/sandbox/state")["distributions"]}
    unused = next(one for one in panel.now.surveys or () if one.id not in used and one.is_active)
    complete(panel.enter({"survey": unused.id}))
    wait(lambda: panel.now.found is not None)
    assert "No links yet" in message(panel)
    press(panel, "Generate links…", qtbot)
    dialog_of(panel, GenerateLinksDialog, wait).reject()

    brand.call("PUT", "/sandbox/faults", json={"faults": "500=1"})
    panel.desk.session.client._attempts._patience = 0.0
    panel.actions_.qaction("links.refresh").trigger()
    wait(lambda: panel.now.failure is not None)
    assert not panel.ui.states.shows_content
    brand.call("PUT", "/sandbox/faults", json={"faults": ""})
    press(panel, "Try again", qtbot)
    wait(lambda: panel.now.failure is None and panel.now.found is not None)


@pytest.mark.parametrize("size", [(1080, 700), (856, 540)])
def test_everything_has_a_name_and_room(
    panel: LinksPanel,
    brand: Brand,
    complete: Callable[..., object],
    wait: Wait,
    qtbot: QtBot,
    size: tuple[int, int],
) -> None:
    panel.resize(*size)
    qtbot.waitExposed(panel)
    complete(panel.enter({}))
    for _ in range(2):
        qtbot.wait(50)
        assert not nameless(panel)
        assert not clipped(panel)
        if panel.now.links is None:
            open_distribution(panel, complete, wait, brand.distribution("GeneratedInvite"))
            assert not clipped(panel)
            read_all(panel, wait)
    actions = [action.text() for action in panel.actions_.all()]
    assert len(set(actions)) == len(actions)
