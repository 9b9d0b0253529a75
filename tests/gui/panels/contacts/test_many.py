"""Bulk changes, scopes, conflicts, lists, people and reports in the contacts room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QMenu

from qualtrics_desk.domain.transforms import How
from qualtrics_desk.gui.dialogs.confirm import ConfirmDialog
from qualtrics_desk.gui.dialogs.fields_dialog import FieldsDialog
from qualtrics_desk.gui.dialogs.text_prompt import TextPrompt
from qualtrics_desk.gui.panels.contacts.change_dialog import ChangeDialog
from qualtrics_desk.gui.panels.contacts.conflicts_dialog import ConflictsDialog
from qualtrics_desk.gui.panels.contacts.people_dialog import PeopleDialog
from qualtrics_desk.gui.panels.contacts.report_dialog import ReportDialog
from tests.gui.checks import nameless
from tests.gui.panels.contacts.conftest import ALL, DEPARTMENT

if TYPE_CHECKING:
    from tests.gui.panels.contacts.conftest import Room


def staged(room: Room, count: int) -> None:
    room.wait(lambda: room.panel.editing.staged == count)


def told(room: Room) -> str:
    return " ".join(label.text() for label in room.panel.ui.notice.findChildren(QLabel))


def test_many_cells_are_changed_by_one_step_after_a_look(room: Room) -> None:
    room.go("Ada", DEPARTMENT)
    room.do("replace")
    dialog = room.dialog()
    assert isinstance(dialog, ChangeDialog)
    assert not nameless(dialog)
    ui = dialog.ui
    assert How(ui.how_combo.currentData()) is How.REPLACE
    ui.field_combo.setCurrentIndex(ui.field_combo.findData(DEPARTMENT))
    ui.find_edit.setText("ops")
    ui.text_edit.setText("Operations")
    room.wait(ui.accept_button.isEnabled)
    assert "Ops → Operations" in ui.preview_label.text()
    ui.accept_button.click()

    staged(room, 2)
    room.wait(lambda: room.value("Cleo", DEPARTMENT) == "Operations")
    assert room.value("Bob", DEPARTMENT) == "Sales"
    room.do("undo")
    staged(room, 0)


def test_leaving_a_list_and_the_directory_are_said_apart(room: Room) -> None:
    room.select("Ada")
    room.do("remove")
    staged(room, 1)
    room.select("Bob")
    room.do("erase")
    staged(room, 2)
    room.select("Cleo")
    room.do("opt-out-list")
    room.select("Dai")
    room.do("opt-out-all")
    staged(room, 4)
    room.wait(lambda: room.state("Bob") == "erased")

    room.do("commit")
    dialog = room.dialog()
    asked = " ".join(label.text() for label in dialog.findChildren(QLabel))
    for words in ("every list it is in", "stay in the directory", "Deleted from the directory"):
        assert words in asked
    for words in ("1 contact opts out of this list", "opts out of the whole directory"):
        assert words in asked
    assert not dialog.ui.accept_button.isEnabled()
    dialog.ui.typed_edit.setText("1")
    dialog.ui.accept_button.click()
    room.wait(lambda: not room.panel.sending.is_sending)

    truth = room.truth()
    assert "Ada" not in truth
    assert "Bob" not in truth
    flags = ("mailingListUnsubscribed", "unsubscribed")
    assert [truth["Cleo"][flag] for flag in flags] == [True, False]
    assert [truth["Dai"][flag] for flag in flags] == [False, True]
    assert room.brand.state()["totals"]["contacts"] == ALL - 1


def test_a_conflict_shows_three_values_and_is_answered_cell_by_cell(room: Room) -> None:
    for name in ("Ada", "Bob"):
        room.type(name, "lastName", f"Mine {name}")
    for name in ("Ada", "Bob"):
        person = room.truth()[name]
        room.brand.change(room.list_id, person["contactId"], {"lastName": f"Theirs {name}"})
    # Who is to leave and was changed since is asked about, too.
    for name, action in (("Cleo", "remove"), ("Dai", "erase")):
        room.select(name)
        room.do(action)
        person = room.truth()[name]
        room.brand.change(room.list_id, person["contactId"], {"phone": "+4612345"})
    staged(room, 4)
    # Nothing is left that could be sent: that is said, and why.
    room.do("commit")
    room.dialog().ui.accept_button.click()
    room.wait(lambda: "Somebody else" in told(room))
    assert {one.column for one in room.panel.opened.rows.conflicts()} == {"lastName", "phone"}
    # Who is to leave is not edited, even where that failed: what is typed would be lost.
    detail = room.panel.ui.detail
    (field,) = (e for e in detail.findChildren(QLineEdit) if e.accessibleName() == "Last name")
    for name, editable in (("Ada", True), ("Cleo", False)):
        room.wait(lambda name=name: room.state(name) == "failed")
        row_id = room.loaded(name).id
        index = room.model.index(room.model.row_of(row_id), room.model.column_of("lastName"))
        assert bool(index.flags() & Qt.ItemFlag.ItemIsEditable) is editable
        room.go(name, "lastName")
        room.wait(lambda wanted=row_id: detail.row_id == wanted)
        assert field.isReadOnly() is not editable

    room.do("conflicts")
    room.wait(lambda: isinstance(room.dialog(), ConflictsDialog))
    dialog = room.dialog()
    assert isinstance(dialog, ConflictsDialog)
    assert not nameless(dialog)
    model = dialog.ui.table.model()
    cells = {
        str(model.index(row, column).data())
        for row in range(model.rowCount())
        for column in range(model.columnCount())
    }
    assert {"King", "Theirs Ada", "Mine Ada"} <= cells
    assert {"+4612345", "Leaves this list", "Deleted from the directory"} <= cells
    assert not dialog.ui.apply_button.isEnabled()
    dialog.ui.table.selectRow(0)
    dialog.ui.mine_button.click()
    dialog.ui.table.selectRow(1)
    dialog.ui.theirs_button.click()
    dialog.ui.table.selectRow(2)
    dialog.ui.mine_button.click()
    dialog.ui.table.selectRow(3)
    dialog.ui.theirs_button.click()
    dialog.ui.apply_button.click()
    staged(room, 2)
    room.commit()

    truth = room.truth()
    assert (truth["Ada"]["lastName"], truth["Bob"]["lastName"]) == ("Mine Ada", "Theirs Bob")
    assert "Cleo" not in truth
    assert truth["Dai"]["phone"] == "+4612345"


def test_a_list_is_renamed_and_deleted_by_its_typed_name(room: Room) -> None:
    room.do("rename-list")
    dialog = room.dialog()
    dialog.ui.text_edit.setText("Crew")
    dialog.ui.accept_button.click()
    room.wait(lambda: room.panel.ui.title_label.text() == "Crew")

    room.do("delete-list")
    dialog = room.dialog()
    assert not dialog.ui.accept_button.isEnabled()
    dialog.ui.typed_edit.setText("Crew")
    dialog.ui.accept_button.click()
    room.wait(lambda: room.panel.opened is None)

    assert room.list_id not in {one["id"] for one in room.brand.state()["lists"]}
    assert room.brand.state()["totals"]["contacts"] == ALL


def test_a_name_that_another_list_has_is_asked_about(room: Room) -> None:
    def names() -> list[str]:
        found = sorted(one["name"] for one in room.brand.state()["lists"])
        return [name for name in found if name.casefold() == "staff"]

    for accept in (False, True):
        room.do("new-list")
        room.wait(lambda: isinstance(room.dialog(), TextPrompt))
        room.dialog().ui.text_edit.setText("staff")
        room.dialog().ui.accept_button.click()
        room.wait(lambda: isinstance(room.dialog(), ConfirmDialog))
        question = room.dialog()
        assert room.list_id in " ".join(label.text() for label in question.findChildren(QLabel))
        (question.ui.accept_button if accept else question.ui.cancel_button).click()
        room.wait(lambda: not room.panel.tasks.is_running("new list"))
        assert names() == (["Staff", "staff"] if accept else ["Staff"])


def test_the_tree_offers_what_can_be_done_with_the_list_under_the_pointer(room: Room) -> None:
    other = room.brand.make_list("Guests")
    room.panel.read_places()
    room.wait(lambda: room.panel.ui.tree.places.index_of(other).isValid())
    tree = room.panel.ui.tree
    at = tree.visualRect(tree.places.index_of(other)).center()

    QTest.mouseClick(tree.viewport(), Qt.MouseButton.RightButton, pos=at)
    tree.customContextMenuRequested.emit(at)

    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    offered = {action.text(): action for action in menu.actions()}
    assert {"Rename this list…", "Owner of this list…", "Delete this list…"} <= set(offered)
    room.wait(lambda: room.panel.opened is not None and room.panel.opened.list_id == other)
    offered["Copy list id"].trigger()
    menu.close()
    assert QApplication.clipboard().text() == other

    # Over the name of the directory nothing is offered that would do something to the open list.
    heading = tree.visualRect(tree.places.index(0, 0)).center()
    tree.customContextMenuRequested.emit(heading)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions()] == ["New list…", "Find a person…"]
    menu.close()


def test_a_list_is_given_to_another_owner_and_leaves_the_tree(room: Room) -> None:
    other = room.brand.add_user("Grace", "Hopper")
    room.select("Ada")
    room.do("opt-out-list")
    staged(room, 1)
    room.do("list-owner")
    room.wait(lambda: "Not sent yet: 1 change" in told(room))
    room.do("undo")
    staged(room, 0)

    room.do("list-owner")
    dialog = room.dialog()
    assert isinstance(dialog, FieldsDialog)
    assert not nameless(dialog)
    assert not dialog.ui.accept_button.isEnabled()
    dialog.set_value("ownerId", "nobody")
    dialog.ui.accept_button.click()
    room.wait(lambda: any("UR_" in label.text() for label in dialog.ui.notice.findChildren(QLabel)))
    combo = dialog.inputs["ownerId"]
    assert isinstance(combo, QComboBox)
    (told_as,) = (text for n in range(combo.count()) if "Grace" in (text := combo.itemText(n)))
    dialog.set_value("ownerId", told_as)
    dialog.ui.accept_button.click()

    room.wait(lambda: room.panel.opened is None)
    room.wait(lambda: room.panel.ui.list_states.isVisible())
    (held,) = (one for one in room.brand.state()["lists"] if one["id"] == room.list_id)
    assert held["owner"] == other
    assert not room.panel.ui.tree.places.index_of(room.list_id).isValid()
    shown = [label.text() for label in room.panel.ui.list_states.findChildren(QLabel)]
    assert any("Grace Hopper" in text for text in shown)


def test_a_person_is_found_shown_and_told_about(room: Room) -> None:
    room.do("find-person")
    dialog = room.dialog()
    assert isinstance(dialog, PeopleDialog)
    dialog.ui.add_button.click()
    assert not nameless(dialog)
    dialog.ui.text_edit.setText("cleo@example.org")
    dialog.ui.find_button.click()
    room.wait(dialog.ui.show_button.isEnabled)
    dialog.ui.show_button.click()
    room.wait(lambda: room.model.rowCount() == 1 and not room.model.is_busy)

    room.go("Cleo", "email")
    history = room.panel.ui.detail.history
    room.wait(lambda: "Emails" in " ".join(x.text() for x in history.findChildren(QLabel)))
    told = " ".join(label.text() for label in history.findChildren(QLabel))
    assert "Staff" in told
    assert history.picture.accessibleDescription()


def test_reports_lead_to_their_contacts(room: Room) -> None:
    room.type("Bob", "email", "ada@example.org")
    room.type("Cleo", "email", "info@example.org")
    room.do("hygiene")
    dialog = room.dialog()
    assert isinstance(dialog, ReportDialog)
    model = dialog.ui.table.model()
    found = {model.index(row, 0).data(): row for row in range(model.rowCount())}
    (twice,) = (row for text, row in found.items() if "several times" in text)
    assert any("office" in text for text in found)
    dialog.ui.table.selectRow(twice)
    dialog.ui.show_button.click()
    room.wait(lambda: room.model.rowCount() == 2 and not room.model.is_busy)
    room.panel.ui.filter_bar.clear()
    room.wait(lambda: room.model.rowCount() == ALL and not room.model.is_busy)

    room.do("hygiene")
    dialog = room.dialog()
    dialog.ui.table.selectRow(twice)
    (keep_one,) = dialog.ui.stage_button.menu().actions()
    assert "1 contact" in keep_one.text()
    keep_one.trigger()
    # Both are shown, and one of them is marked to leave: of equals the first stays.
    room.wait(lambda: room.model.rowCount() == 2 and not room.model.is_busy)
    room.wait(lambda: "Staged in 1 row" in told(room))
    room.wait(lambda: (room.state("Ada"), room.state("Bob")) == ("", "deleted"))
    room.do("undo")
    room.wait(lambda: room.state("Bob") == "changed")
    room.panel.ui.filter_bar.clear()
    room.wait(lambda: room.model.rowCount() == ALL and not room.model.is_busy)

    room.do("fields")
    dialog = room.dialog()
    assert not dialog.ui.stage_button.isVisible()
    model = dialog.ui.table.model()
    rows = {model.index(row, 0).data(): row for row in range(model.rowCount())}
    assert {"Department", "Wave"} <= set(rows)
    dialog.ui.table.selectRow(rows["Wave"])
    dialog.ui.extra_button.click()
    prompts: list[TextPrompt] = []

    def is_asked() -> bool:
        prompts[:] = [w for w in QApplication.topLevelWidgets() if isinstance(w, TextPrompt)]
        return bool(prompts)

    room.wait(is_asked)
    (prompt,) = prompts
    prompt.ui.text_edit.setText("Round")
    prompt.ui.accept_button.click()
    staged(room, 2 + ALL - 4)


def test_who_never_opened_is_read_once_its_cost_was_seen(room: Room) -> None:
    def histories() -> int:
        return sum(e["path"].endswith("/history") for e in room.brand.sandbox.requests())

    ids = {name: one["contactId"] for name, one in room.truth().items()}
    mail = room.brand.mail(room.list_id)
    for name in ids.keys() - {"Ada", "Bob"}:
        room.brand.happen(mail, room.list_id, ids[name], "Opened")
    room.do("hygiene")
    report = room.dialog()
    assert "not known yet" in report.ui.hint_label.text()
    assert not nameless(report)
    report.ui.extra_button.click()
    room.wait(lambda: isinstance(room.dialog(), ConfirmDialog))
    question = room.dialog()
    assert f"{ALL} or more calls" in question.ui.facts_label.text()
    assert not question.ui.other_button.isVisible()
    question.ui.cancel_button.click()
    room.wait(lambda: not room.panel.tasks.is_running(("openings", room.list_id)))
    assert histories() == 0

    room.do("openings")
    room.dialog().ui.accept_button.click()
    room.wait(lambda: "2 never opened an email" in told(room))
    assert histories() == ALL
    room.do("hygiene")
    report = room.dialog()
    assert "20 contacts" in report.ui.hint_label.text()
    model = report.ui.table.model()
    found = {model.index(row, 0).data(): row for row in range(model.rowCount())}
    report.ui.table.selectRow(found["Never opened an email"])
    report.ui.show_button.click()
    room.wait(lambda: room.model.rowCount() == 2 and not room.model.is_busy)
    assert {room.loaded(name).id for name in ("Ada", "Bob")} == set(room.model.ids)

    # Of those that are shown only.
    room.do("openings")
    question = room.dialog()
    assert "2 contacts: 2 or more calls" in question.ui.facts_label.text()
    question.ui.other_button.click()
    room.wait(lambda: histories() == ALL + 2)


def test_a_directory_is_edited_and_what_was_retired_is_said(room: Room) -> None:
    panel, tree = room.panel, room.panel.ui.tree
    room.brand.use("put=merge,blank=clear,lag=0,core=retired")
    panel.read_places()
    notes: list[str] = []
    tree.nothing_chosen.connect(notes.append)
    room.wait(lambda: tree.places.rowCount() == 2 and tree.places.note_at(tree.places.index(1, 0)))
    tree.setCurrentIndex(tree.places.index(1, 0))
    room.wait(lambda: bool(notes))
    assert "retired" in notes[0]
    assert panel.opened is None

    whole = panel.ui.tree.places.directories()[0].directory_id
    assert tree.choose(whole)
    room.wait(lambda: room.model.rowCount() == ALL and not room.model.is_busy)
    assert not panel.actions_.qaction("contacts.add").isEnabled()
    assert not panel.actions_.qaction("contacts.remove").isEnabled()
    room.type("Dai", "lastName", "Directory")
    room.commit()
    assert room.truth()["Dai"]["lastName"] == "Directory"
