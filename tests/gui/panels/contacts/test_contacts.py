"""The contacts room against a real sandbox: what is clicked here must stand there afterwards."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QPushButton

from qualtrics_desk.gui.panels.contacts.list_tree_model import COUNT_ROLE
from qualtrics_desk.gui.panels.contacts.panel import ContactsPanel
from qualtrics_desk.gui.widgets.row_painter import RowPainter
from tests.gui.checks import nameless
from tests.gui.panels.contacts.conftest import ALL, DEPARTMENT, Room, Wait, sign_in

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from qualtrics_desk.gui.desk import Desk
    from tests.e2e.conftest import Brand


def test_a_list_is_read_and_shown_as_it_is(room: Room) -> None:
    assert room.value("Ada", "extRef") == "00123"
    assert room.value("Bob", DEPARTMENT) == "Sales"
    assert room.panel.ui.title_label.text() == "Staff"
    assert "20 contacts" in room.panel.ui.subtitle_label.text()
    assert not room.panel.ui.edits_bar.isVisibleTo(room.panel)


def test_an_edit_is_staged_and_not_sent(room: Room) -> None:
    room.type("Ada", "lastName", "Lovelace")

    assert room.state("Ada") == "changed"
    assert room.truth()["Ada"]["lastName"] == "King"
    assert "1 change" in room.panel.ui.edits_bar.findChildren(QLabel)[0].text()


def test_a_commit_writes_what_was_typed_and_nothing_else(room: Room) -> None:
    before = room.truth()
    room.type("Ada", "lastName", "Lovelace")
    room.type("Bob", DEPARTMENT, "00042")

    asked = room.commit()

    assert "Staff" in asked
    assert "every list" in asked
    after = room.truth()
    assert after["Ada"]["lastName"] == "Lovelace"
    assert after["Bob"]["embeddedData"]["Department"] == "00042"
    assert after["Ada"]["extRef"] == "00123"
    assert after["Cleo"] == before["Cleo"]
    room.wait(lambda: room.state("Ada") == "" and room.value("Ada", "lastName") == "Lovelace")
    assert room.panel.editing.staged == 0
    assert not room.panel.ui.edits_bar.isVisibleTo(room.panel)


def test_what_goes_too_far_is_held_back_until_it_is_allowed(room: Room) -> None:
    QGuiApplication.clipboard().setText("\n".join(["Same"] * 10))
    room.go("Ada", "lastName")
    room.do("paste")
    room.wait(lambda: room.panel.editing.staged == 10)

    room.do("commit")
    held = room.dialog()
    assert "held back" in " ".join(label.text() for label in held.findChildren(QLabel))
    held.ui.accept_button.click()
    room.wait(lambda: room.dialog() is not held and "10" in room.dialog().ui.accept_button.text())
    assert room.truth()["Ada"]["lastName"] == "King"
    room.dialog().ui.accept_button.click()

    room.wait(lambda: not room.panel.sending.is_sending)
    assert [c["lastName"] for c in room.brand.contacts(room.list_id)].count("Same") == 10


def test_added_and_removed_contacts_reach_the_list(room: Room) -> None:
    room.do("add")
    room.wait(lambda: room.model.rowCount() == ALL + 1 and room.model.ids[0] < 0)
    added = room.model.ids[0]
    for key, text in (("firstName", "Eve"), ("email", "eve@example.org"), ("extRef", "007")):
        room.model.edit_requested.emit(added, key, text)
    room.loaded("Eve")
    room.select("Dai")
    room.do("remove")
    room.wait(lambda: room.state("Dai") == "deleted")

    asked = room.commit()

    assert "Leave this list" in asked
    truth = room.truth()
    assert set(truth) >= {"Ada", "Bob", "Cleo", "Eve"}
    assert "Dai" not in truth
    assert truth["Eve"]["extRef"] == "007"
    room.wait(lambda: room.model.rowCount() == ALL and room.state("Eve") == "")
    # The directory has one more: who left the list is still in it.
    tree = room.panel.ui.tree.places
    everybody = tree.index_of(room.panel.opened.directory_id)
    room.wait(lambda: everybody.data(COUNT_ROLE) == str(ALL + 1))


def test_what_was_not_taken_stays_with_its_reason(room: Room) -> None:
    room.type("Ada", "email", "not an address")
    room.type("Bob", "lastName", "Marley")

    room.commit()

    assert room.truth()["Bob"]["lastName"] == "Marley"
    assert room.truth()["Ada"]["email"] == "ada@example.org"
    room.wait(lambda: room.state("Ada") == "failed")
    assert room.loaded("Ada").note
    assert room.panel.editing.staged == 1


def test_after_a_commit_the_rows_have_the_keys(room: Room) -> None:
    room.type("Ada", "lastName", "Lovelace")
    room.panel.ui.edits_bar.commit_button.setFocus()
    room.commit()

    room.wait(lambda: room.panel.window().focusWidget() is room.grid)


def test_a_commit_can_be_taken_back(room: Room) -> None:
    room.type("Ada", "lastName", "Lovelace")
    room.commit()

    button = next(b for b in room.panel.ui.notice.findChildren(QPushButton) if b.text() == "Undo")
    button.click()
    room.dialog().ui.accept_button.click()

    room.wait(lambda: room.truth()["Ada"]["lastName"] == "King")
    room.wait(lambda: room.value("Ada", "lastName") == "King")


def test_undo_and_redo_go_step_by_step(room: Room) -> None:
    room.type("Ada", "lastName", "Lovelace")
    room.type("Bob", "lastName", "Marley")

    room.do("undo")
    room.wait(lambda: room.value("Bob", "lastName") == "Ross")
    assert room.value("Ada", "lastName") == "Lovelace"
    room.do("undo")
    # A page of rows that was on its way may bring a step to sight just before it is counted.
    room.wait(lambda: room.value("Ada", "lastName") == "King" and not room.panel.editing.staged)
    assert room.panel.editing.staged == 0
    room.do("redo")

    room.wait(lambda: room.value("Ada", "lastName") == "Lovelace" and room.panel.editing.staged)
    assert room.panel.editing.staged == 1


def test_a_pasted_range_is_one_step_and_text_stays_text(room: Room) -> None:
    QGuiApplication.clipboard().setText("Lovelace\tx@example.org\nMarley\ty@example.org")
    room.grid.show_columns(["firstName", "lastName", "email", "extRef"])
    room.go("Ada", "lastName")

    room.do("paste")
    room.wait(lambda: room.value("Bob", "email") == "y@example.org")
    assert room.value("Ada", "lastName") == "Lovelace"
    room.do("undo")

    room.wait(lambda: room.value("Ada", "lastName") == "King")
    assert room.panel.editing.staged == 0


def test_new_contacts_are_pasted_by_their_titles(room: Room) -> None:
    QGuiApplication.clipboard().setText(
        "External ref.\tFirst name\tEmail\n00777\tFay\tfay@example.org\n00778\tGus\tgus@example.org"
    )

    room.do("paste-new")
    room.wait(lambda: room.panel.editing.staged == 2)
    room.commit()

    truth = room.truth()
    assert (truth["Fay"]["extRef"], truth["Gus"]["email"]) == ("00777", "gus@example.org")


def test_rows_are_taken_out_in_the_review(room: Room) -> None:
    room.type("Ada", "lastName", "Lovelace")
    room.type("Bob", "lastName", "Marley")

    room.do("review")
    dialog = room.dialog()
    page = dialog.ui.page
    room.wait(lambda: page.model.rowCount() == 2 and page.model.row(0) is not None)
    shown = page.grid.findChild(RowPainter).text(
        page.model.row(0), page.model.column_of("lastName"), page.model.columns[3]
    )
    page.grid.select_ids([page.model.ids[0]])
    room.wait(dialog.ui.take_out_button.isEnabled)
    dialog.ui.take_out_button.click()
    room.wait(lambda: page.model.rowCount() == 1)
    dialog.ui.close_button.click()

    assert shown == "King → Lovelace"
    room.wait(lambda: room.panel.editing.staged == 1)
    room.wait(lambda: room.value("Ada", "lastName") == "King")


def test_discarding_drops_everything_and_can_be_undone(room: Room) -> None:
    room.type("Ada", "lastName", "Lovelace")
    room.do("discard")
    room.dialog().ui.accept_button.click()
    room.wait(lambda: room.panel.editing.staged == 0)
    room.wait(lambda: room.value("Ada", "lastName") == "King")

    room.do("undo")

    room.wait(lambda: room.value("Ada", "lastName") == "Lovelace")


def test_the_detail_shows_and_edits_the_selected_contact(room: Room) -> None:
    room.go("Cleo", "firstName")
    detail = room.panel.ui.detail
    room.wait(lambda: detail.row_id == room.loaded("Cleo").id)
    field = next(e for e in detail.findChildren(QLineEdit) if e.accessibleName() == "Language")
    assert field.text() == "EN"

    field.setFocus()
    field.selectAll()
    field.insert("FR")
    QTest.keyClick(field, Qt.Key.Key_Return)

    room.wait(lambda: room.value("Cleo", "language") == "FR")
    room.wait(lambda: any(label.text() == "was EN" for label in detail.findChildren(QLabel)))


def test_the_tree_says_where_changes_wait_also_after_a_restart(
    room: Room, desk: Desk, wait: Wait, complete: Callable[..., object]
) -> None:
    def told(panel: ContactsPanel) -> str:
        places = panel.ui.tree.places
        index = places.index_of(room.list_id)
        return str(index.data(Qt.ItemDataRole.AccessibleTextRole))

    assert told(room.panel) == f"Staff, {ALL} contacts"
    room.type("Ada", "lastName", "Lovelace")
    wait(lambda: told(room.panel) == f"Staff, {ALL} contacts, 1 change not sent yet")

    again = ContactsPanel(desk)
    complete(again.enter({}))
    wait(lambda: told(again) == f"Staff, {ALL} contacts, 1 change not sent yet")
    assert again.opened is None
    complete(again.aclose())
    again.deleteLater()

    room.do("undo")
    wait(lambda: told(room.panel) == f"Staff, {ALL} contacts")


def test_the_tree_says_whose_a_list_is(room: Room) -> None:
    index = room.panel.ui.tree.places.index_of(room.list_id)

    # The name of the user of the sandbox, and the id that goes with it.
    room.wait(
        lambda: re.search(r"\nOwner \w+ \w+ · UR_\w+$", index.data(Qt.ItemDataRole.ToolTipRole))
    )


def test_the_review_shows_old_and_new_in_their_length(room: Room) -> None:
    room.type("Ada", "lastName", "Lovelace-Byron")
    room.do("review")
    dialog = room.dialog()
    grid = dialog.ui.page.grid
    room.wait(lambda: grid.rows.rowCount() == 1 and grid.rows.row(0) is not None)

    number = grid.rows.column_of("lastName")
    text = "King → Lovelace-Byron"
    room.wait(lambda: grid.columnWidth(number) >= grid.fontMetrics().horizontalAdvance(text))
    dialog.reject()


def test_staged_changes_outlive_the_room(room: Room, wait: Wait) -> None:
    room.type("Ada", "lastName", "Lovelace")
    room.panel.reset()

    room.panel.read_places(room.list_id)

    wait(lambda: room.panel.opened is not None and room.model.rowCount() == ALL)
    wait(lambda: room.row("Ada") is not None and room.state("Ada") == "changed")
    assert room.panel.ui.edits_bar.isVisibleTo(room.panel)


def test_a_stored_list_is_shown_without_asking_again(room: Room, wait: Wait) -> None:
    def readings() -> int:
        return sum(
            line["path"].endswith("/contacts") and line["method"] == "GET"
            for line in room.brand.sandbox.requests()
        )

    before = readings()
    room.panel.reset()
    room.panel.read_places(room.list_id)

    wait(lambda: room.model.rowCount() == ALL and room.row("Ada") is not None)
    assert readings() == before


def test_filters_look_at_staged_values_and_states(room: Room) -> None:
    room.type("Ada", "lastName", "Lovelace")

    room.panel.ui.filter_bar.search_edit.setText("lovel")

    room.wait(lambda: room.model.rowCount() == 1)
    assert room.value("Ada", "lastName") == "Lovelace"


def test_what_is_shown_is_exported_with_what_is_staged(
    room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.type("Ada", "lastName", "Lovelace")
    room.grid.show_columns(["extRef", "firstName", "lastName"])
    room.panel.ui.filter_bar.search_edit.setText("ada@")
    room.wait(lambda: room.model.rowCount() == 1)
    target = tmp_path / "Staff.csv"

    room.do("export")
    dialog = room.dialog()
    assert isinstance(dialog, QFileDialog)
    dialog.setDirectory(str(tmp_path))
    dialog.accept()

    room.wait(target.exists)
    text = target.read_text(encoding="utf-8-sig")
    assert text.splitlines() == ["External ref.,First name,Last name", "00123,Ada,Lovelace"]


def test_a_new_list_is_made_and_opened_empty(room: Room, wait: Wait) -> None:
    room.do("new-list")
    dialog = room.dialog()
    dialog.ui.text_edit.setText("Leavers")
    dialog.ui.accept_button.click()

    wait(lambda: room.panel.ui.title_label.text() == "Leavers")
    assert "Leavers" in [found["name"] for found in room.brand.state()["lists"]]
    wait(lambda: not room.panel.ui.list_states.shows_content)
    wait(
        lambda: any(
            "empty" in label.text() for label in room.panel.ui.list_states.findChildren(QLabel)
        )
    )


def test_importing_goes_to_the_import_with_this_list(room: Room, desk: Desk) -> None:
    visits: list[tuple[str, dict[str, Any]]] = []
    desk.visit_requested.connect(lambda where, what: visits.append((where, what)))

    room.do("import")

    assert visits[0][0] == "imports"
    assert visits[0][1]["list_id"] == room.list_id


def test_ids_and_addresses_are_copied(room: Room) -> None:
    room.select("Ada", "Cleo")
    room.wait(lambda: room.panel.actions_.qaction("contacts.copy-email").isEnabled())

    room.do("copy-email")

    room.wait(lambda: QGuiApplication.clipboard().text() == "ada@example.org\ncleo@example.org")


def test_a_read_only_profile_can_look_and_nothing_more(
    panel: ContactsPanel,
    desk: Desk,
    brand: Brand,
    list_id: str,
    wait: Wait,
    complete: Callable[..., object],
) -> None:
    sign_in(desk, brand, complete, read_only=True)
    complete(panel.enter({"list_id": list_id}))
    wait(lambda: panel.ui.page.model.rowCount() == ALL and panel.ui.page.model.row(0))

    commit = panel.actions_.qaction("contacts.commit")
    assert not commit.isEnabled()
    assert "read-only" in commit.toolTip()
    index = panel.ui.page.model.index(0, 3)
    assert not index.flags() & Qt.ItemFlag.ItemIsEditable
    assert "read-only" in panel.ui.subtitle_label.text()


def test_a_user_without_the_right_is_told_so(
    panel: ContactsPanel, desk: Desk, brand: Brand, wait: Wait, complete: Callable[..., object]
) -> None:
    sign_in(desk, brand, complete)
    brand.use("forbid=directories")

    complete(panel.enter({}))

    wait(lambda: not panel.ui.states.shows_content)
    wait(
        lambda: any(
            "may not see XM Directory" in label.text()
            for label in panel.ui.states.findChildren(QLabel)
        )
    )
    brand.use("")
    next(b for b in panel.ui.states.findChildren(QPushButton) if "again" in b.text()).click()
    wait(lambda: panel.ui.states.shows_content)


def test_rows_appear_as_they_come_and_a_stop_leaves_the_rest_to_be_loaded(
    panel: ContactsPanel, desk: Desk, brand: Brand, wait: Wait, complete: Callable[..., object]
) -> None:
    list_id = brand.make_list("Many")
    brand.fill(list_id, 1500)
    brand.use("slow=0.2")
    sign_in(desk, brand, complete)
    complete(panel.enter({"list_id": list_id}))
    wait(lambda: panel.ui.page.model.rowCount() > 0)
    assert panel.ui.page.model.rowCount() < 1500

    desk.running.tasks[0].stop()
    rest = panel.ui.notice.findChild(QPushButton)
    wait(lambda: rest.isVisibleTo(panel) and rest.text() == "Load the rest")
    assert 0 < panel.ui.page.model.rowCount() < 1500
    brand.use("")
    rest.click()

    wait(lambda: panel.ui.page.model.rowCount() == 1500)


def test_a_commit_whose_end_was_not_seen_is_taken_over(room: Room, wait: Wait) -> None:
    room.do("add")
    room.wait(lambda: room.model.rowCount() == ALL + 1)
    added = room.model.ids[0]
    room.model.edit_requested.emit(added, "firstName", "Eve")
    room.model.edit_requested.emit(added, "email", "eve@example.org")
    room.loaded("Eve")
    run_without_end(room)

    room.panel.reset()
    room.panel.read_places(room.list_id)

    wait(lambda: room.panel.opened is not None and room.model.rowCount() == ALL + 1)
    assert room.panel.editing.staged == 0
    wait(lambda: room.row("Eve") is not None and room.state("Eve") == "")


def run_without_end(room: Room) -> None:
    """Send what is staged as a window does that is closed before the end."""
    from qualtrics_desk.services.background.messages import (
        ConfirmJob,
        CreateEdit,
        PlanJob,
        RunJob,
    )
    from qualtrics_desk.services.job_runs import JobPlan, JobResult

    desk, opened = room.panel.desk, room.panel.opened
    assert opened is not None

    async def work() -> None:
        create = CreateEdit(list_id=opened.list_id, directory=opened.directory_id)
        job = await desk.worker.call(create, int)
        await desk.worker.call(PlanJob(job=job), JobPlan)
        await desk.worker.call(ConfirmJob(job=job), type(None))
        await desk.worker.call(RunJob(job=job), JobResult)

    task = room.panel.tasks.start(work())
    room.wait(task.done)


def test_everything_has_a_name(room: Room) -> None:
    room.type("Ada", "lastName", "Lovelace")

    assert not nameless(room.panel)
