"""The settings through the real panel, with the real sandbox where a service is asked."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar

import pytest
from keyring.backend import KeyringBackend
from keyring.errors import InitError
from PySide6.QtWidgets import QPushButton, QScrollArea, QToolButton, QWidget

from qualtrics_desk.api.failures import Refusal, status_error
from qualtrics_desk.gui.dialogs.access_dialog import AccessDialog
from qualtrics_desk.gui.dialogs.confirm import ConfirmDialog
from qualtrics_desk.gui.dialogs.diagnostics_dialog import DiagnosticsDialog
from qualtrics_desk.gui.dialogs.error_details import ErrorDetailsDialog
from qualtrics_desk.gui.dialogs.profile_dialog import ProfileDialog
from qualtrics_desk.gui.errors import explain
from qualtrics_desk.gui.panels.settings.licences import licences_html
from qualtrics_desk.gui.panels.settings.panel import SettingsPanel
from qualtrics_desk.services.profiles import save_profile
from qualtrics_desk.services.sign_in.connections import connection_of
from qualtrics_desk.store.database import open_database
from qualtrics_desk.store.definitions import open_definitions
from qualtrics_desk.store.log import open_log
from qualtrics_desk.store.secrets import Secrets
from qualtrics_desk.store.settings import Density, Profile, ProfileKind, Theme
from tests.gui.checks import clipped, nameless, tab_faults

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from qualtrics_desk.gui.desk import Desk
    from tests.conftest import Sandbox

Wait = Callable[[Callable[[], object]], None]
Complete = Callable[..., Any]
D = TypeVar("D", bound=QWidget)


class Keychain(KeyringBackend):
    """A keychain in memory that can refuse."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.entries: dict[tuple[str, str], str] = {}
        self.refuses = False

    def set_password(self, service: str, username: str, password: str) -> None:
        self.entries[service, username] = password

    def get_password(self, service: str, username: str) -> str | None:
        return self.entries.get((service, username))

    def delete_password(self, service: str, username: str) -> None:
        if self.refuses:
            raise InitError("no")
        del self.entries[service, username]


@pytest.fixture
def keychain(desk: Desk) -> Keychain:
    made = Keychain()
    desk.secrets = Secrets(made)
    return made


@pytest.fixture
def profile(desk: Desk, sandbox: Sandbox, keychain: Keychain, complete: Complete) -> Profile:
    """A saved profile of the sandbox with its token in the keychain."""
    made = Profile(name="Main", base_url=sandbox.url, kind=ProfileKind.TEST, colour="#2f66d6")
    complete(save_profile(desk.home, desk.secrets, made, secret=sandbox.token))
    complete(desk.load())
    return made


@pytest.fixture
def panel(desk: Desk, complete: Complete) -> Iterator[SettingsPanel]:
    made = SettingsPanel(desk)
    made.resize(1000, 640)
    made.show()
    complete(made.enter({"section": "profiles"}))
    yield made
    made.hide()
    complete(made.aclose())
    made.deleteLater()


def _button(panel: QWidget, name: str) -> QPushButton:
    # The last one: rows that were shown before may wait for their end still.
    return [b for b in panel.findChildren(QPushButton) if b.accessibleName() == name][-1]


def _menu_entry(panel: SettingsPanel, profile: str, text: str) -> Any:
    more = next(
        b
        for b in panel.findChildren(QToolButton)
        if b.accessibleName() == f"More about “{profile}”"
    )
    return next(action for action in more.menu().actions() if action.text().startswith(text))


def _dialog(panel: QWidget, kind: type[D], wait: Wait) -> D:
    wait(lambda: [d for d in panel.findChildren(kind) if d.isVisible()])
    return next(d for d in panel.findChildren(kind) if d.isVisible())


def _make(path: Path) -> Path:
    open_database(path, ("CREATE TABLE t (v TEXT)",), synchronous="NORMAL").close()
    return path


def test_appearance_counts_at_once_and_is_kept(
    panel: SettingsPanel, desk: Desk, wait: Wait, complete: Complete
) -> None:
    panel.ui.dark_radio.click()
    wait(lambda: desk.settings.appearance.theme is Theme.DARK)
    panel.ui.compact_radio.click()
    wait(lambda: desk.settings.appearance.density is Density.COMPACT)

    complete(desk.load())
    assert desk.settings.appearance.theme is Theme.DARK
    assert panel.ui.dark_radio.isChecked()


def test_times_are_kept_when_the_field_is_left(
    panel: SettingsPanel, desk: Desk, wait: Wait
) -> None:
    panel.ui.history_spin.setValue(30)
    panel.ui.history_spin.editingFinished.emit()

    wait(lambda: desk.settings.history_days == 30)
    assert desk.settings.absence_wait_seconds == 120


def test_the_room_for_read_surveys_is_kept_and_held_to_at_once(
    profile: Profile, panel: SettingsPanel, desk: Desk, wait: Wait, complete: Complete
) -> None:
    path = desk.home.table("Main", "definitions")
    store = open_definitions(path)
    for place in range(14):
        raw = {"noise": os.urandom(1_000_000).hex()}
        seen = datetime(2027, 1, 1 + place, tzinfo=UTC)
        store.put(f"SV_{place:02}", f"Survey {place}", raw, (), stamp="1", seen_at=seen)
    store.close()
    before = path.stat().st_size
    told: list[str] = []
    desk.notice_told.connect(lambda text, *_: told.append(text))
    assert panel.ui.room_spin.value() == 500

    panel.ui.room_spin.setValue(10)
    panel.ui.room_spin.editingFinished.emit()

    wait(lambda: told)
    assert "surveys can be read again" in told[0]
    complete(desk.load())
    assert desk.settings.definition_megabytes == 10
    assert path.stat().st_size < before - 3_000_000
    store = open_definitions(path)
    assert 0 < store.size() <= 10_000_000
    assert max(store.stamps()) == "SV_13"
    assert "SV_00" not in store.stamps()
    store.close()


def test_a_section_can_be_asked_for(panel: SettingsPanel, complete: Complete, wait: Wait) -> None:
    complete(panel.enter({"section": "about"}))

    assert panel.ui.pages.currentWidget() is panel.ui.about_page
    wait(lambda: "PySide6" in panel.ui.licences_label.text())
    assert "LGPL" in licences_html()


def test_a_profile_is_opened_and_the_row_says_so(
    profile: Profile, panel: SettingsPanel, desk: Desk, wait: Wait
) -> None:
    _button(panel, "Open “Main”").click()

    wait(lambda: desk.is_signed_in and not _button(panel, "Open “Main”").isEnabled())
    assert desk.profile == profile


def test_editing_the_open_profile_renames_it_and_opens_it_anew(
    profile: Profile,
    panel: SettingsPanel,
    desk: Desk,
    keychain: Keychain,
    wait: Wait,
    complete: Complete,
    sandbox: Sandbox,
) -> None:
    complete(desk.open_profile("Main"))
    staged = _make(desk.home.edits("Main", "CG_1"))

    _button(panel, "Edit “Main”").click()
    dialog = _dialog(panel, ProfileDialog, wait)
    wait(lambda: "keychain" in dialog.ui.kept_label.text())
    dialog.ui.identity.ui.name_edit.setText("Renamed")
    dialog.ui.identity.ui.read_only_check.setChecked(True)
    dialog.ui.rows_spin.setValue(5000)
    dialog.ui.share_spin.setValue(5)
    dialog.ui.save_button.click()
    wait(lambda: desk.profile is not None and desk.profile.name == "Renamed")

    assert desk.is_read_only
    assert desk.profile is not None
    assert desk.profile.limits.rows_per_job == 5000
    assert desk.profile.limits.share_percent == 5
    assert desk.session.client.connection.token == sandbox.token
    assert keychain.entries == {("qualtrics-desk: Renamed", "api token"): sandbox.token}
    assert not staged.exists()
    assert desk.home.edits("Renamed", "CG_1").exists()


def test_a_profile_that_cannot_be_meant_is_explained(
    profile: Profile, panel: SettingsPanel, wait: Wait
) -> None:
    _button(panel, "Edit “Main”").click()
    dialog = _dialog(panel, ProfileDialog, wait)

    dialog.ui.host_edit.setText("not a host at all")
    assert not dialog.ui.save_button.isEnabled()
    assert dialog.ui.host_edit.property("tone") == "danger"
    dialog.ui.host_edit.setText("fra1")
    dialog.ui.oauth_radio.setChecked(True)
    assert not dialog.ui.save_button.isEnabled()
    dialog.ui.client_edit.setText("c")
    dialog.ui.secret_edit.setText("s")
    dialog.ui.proxy_edit.setText("http://me:pw@proxy:80")
    dialog.ui.save_button.click()

    assert dialog.ui.error_note.isVisible()
    assert dialog.isVisible()
    dialog.reject()


def test_a_dialog_tests_what_its_fields_say(
    profile: Profile, panel: SettingsPanel, wait: Wait
) -> None:
    _button(panel, "Edit “Main”").click()
    dialog = _dialog(panel, ProfileDialog, wait)
    dialog.ui.token_edit.setText("aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1dF3hJ5kL7n")

    dialog.ui.test_button.click()
    access = _dialog(dialog, AccessDialog, wait)
    wait(access.ui.error_note.isVisible)

    assert access.ui.error_note.text == "The service does not know this API token."
    access.accept()
    dialog.reject()


def test_testing_shows_the_areas(profile: Profile, panel: SettingsPanel, wait: Wait) -> None:
    _menu_entry(panel, "Main", "Test").trigger()

    access = _dialog(panel, AccessDialog, wait)
    wait(access.ui.again_button.isEnabled)
    names = [label.accessibleName() for label in access.ui.access_view.findChildren(QWidget)]
    assert any(name.startswith("Surveys: Available") for name in names)
    access.accept()


def test_the_address_the_service_names_is_taken_with_one_click(
    profile: Profile, panel: SettingsPanel, desk: Desk, wait: Wait
) -> None:
    _menu_entry(panel, "Main", "Test").trigger()
    access = _dialog(panel, AccessDialog, wait)
    wait(access.ui.again_button.isEnabled)

    access.ui.access_view.host_chosen.emit("fra1.qualtrics.com")

    wait(lambda: desk.settings.profiles[0].base_url == "https://fra1.qualtrics.com/API/v3")


def test_deleting_names_its_scope_and_leaves_nothing(
    profile: Profile, desk: Desk, keychain: Keychain, wait: Wait, complete: Complete
) -> None:
    _make(desk.home.table("Main", "surveys"))
    _make(desk.home.edits("Main", "CG_1"))
    panel = SettingsPanel(desk)
    panel.show()
    complete(panel.enter({"section": "profiles"}))

    _menu_entry(panel, "Main", "Delete").trigger()
    dialog = _dialog(panel, ConfirmDialog, wait)
    facts = dialog.ui.facts_label.text()
    assert "Main · Test" in facts
    assert "1 file" in facts
    assert "unsent changes in 1 list" in facts
    assert not dialog.ui.accept_button.isEnabled()
    dialog.ui.typed_edit.setText("Main")
    dialog.ui.accept_button.click()
    wait(lambda: not desk.settings.profiles)

    assert keychain.entries == {}
    assert not list((desk.home.root / "edits").glob("*.db"))
    panel.hide()
    complete(panel.aclose())
    panel.deleteLater()


def test_a_keychain_that_refuses_to_forget_keeps_the_profile_and_says_why(
    profile: Profile, panel: SettingsPanel, desk: Desk, keychain: Keychain, wait: Wait
) -> None:
    keychain.refuses = True
    told: list[Any] = []
    desk.error_told.connect(told.append)

    _menu_entry(panel, "Main", "Delete").trigger()
    _dialog(panel, ConfirmDialog, wait).ui.accept_button.click()
    wait(lambda: told)

    assert "still holds" in str(told[0])
    assert desk.settings.profile("Main") == profile


def test_forgetting_a_brand_counts_and_keeps_unsent_changes(
    profile: Profile, panel: SettingsPanel, desk: Desk, wait: Wait, complete: Complete
) -> None:
    _make(desk.home.table("Main", "surveys"))
    staged = _make(desk.home.edits("Main", "CG_1"))
    complete(panel.refresh())

    _button(panel, "Forget what was read for “Main”").click()
    dialog = _dialog(panel, ConfirmDialog, wait)
    assert dialog.ui.accept_button.text().startswith("Forget 1 file")
    dialog.ui.accept_button.click()

    wait(lambda: not desk.home.table("Main", "surveys").exists())
    assert staged.exists()


def test_forgetting_names_the_saved_surveys_and_erases_them_only_when_asked_twice(
    profile: Profile, panel: SettingsPanel, desk: Desk, wait: Wait, complete: Complete
) -> None:
    table = _make(desk.home.table("Main", "surveys"))
    saved = desk.home.saved_surveys("Main")
    for survey in ("SV_1", "SV_2"):
        (saved / "surveys" / survey).mkdir(parents=True)
        (saved / "surveys" / survey / "0123.qsf").write_text("{}", encoding="utf-8")
    complete(panel.refresh())
    forget = "Forget what was read for “Main”"

    _button(panel, forget).click()
    dialog = _dialog(panel, ConfirmDialog, wait)
    facts = dialog.ui.facts_label.text()
    assert "2 surveys. The copies stay" in facts
    assert str(saved) in facts
    assert clipped(dialog) == nameless(dialog) == []
    dialog.ui.accept_button.click()
    wait(lambda: not table.exists())
    wait(lambda: not panel.tasks.is_running("profile"))
    assert len(list(saved.rglob("*.qsf"))) == 2

    # Nothing else is left: the question is about the copies.
    _button(panel, forget).click()
    wait(lambda: dialog is not _dialog(panel, ConfirmDialog, wait))
    _dialog(panel, ConfirmDialog, wait).reject()
    wait(lambda: not panel.tasks.is_running("profile"))
    assert saved.exists()

    _make(desk.home.table("Main", "surveys"))
    complete(panel.refresh())
    _button(panel, forget).click()
    _dialog(panel, ConfirmDialog, wait).ui.other_button.click()
    wait(lambda: _dialog(panel, ConfirmDialog, wait).ui.title_label.text().startswith("Erase 2"))
    last = _dialog(panel, ConfirmDialog, wait)
    assert not last.ui.accept_button.isEnabled()
    assert table.exists()
    last.ui.typed_edit.setText("Main")
    last.ui.accept_button.click()
    wait(lambda: not saved.exists() and not table.exists())


@pytest.mark.parametrize("erases", [False, True])
def test_deleting_a_profile_leaves_saved_surveys_unless_asked(
    profile: Profile,
    panel: SettingsPanel,
    desk: Desk,
    wait: Wait,
    erases: bool,
) -> None:
    copy = desk.home.saved_surveys("Main") / "surveys" / "SV_1" / "0123.qsf"
    copy.parent.mkdir(parents=True)
    copy.write_text("{}", encoding="utf-8")

    _menu_entry(panel, "Main", "Delete").trigger()
    question = _dialog(panel, ConfirmDialog, wait)
    assert "Saved before deletion: 1 survey." in question.ui.facts_label.text()
    if erases:
        question.ui.other_button.click()
        wait(lambda: _dialog(panel, ConfirmDialog, wait) is not question)
        last = _dialog(panel, ConfirmDialog, wait)
        last.ui.typed_edit.setText("Main")
        last.ui.accept_button.click()
    else:
        question.ui.accept_button.click()

    wait(lambda: desk.settings.profile("Main") is None)
    assert copy.exists() is not erases


def test_diagnostics_are_seen_before_they_are_saved_and_hold_no_secret(
    profile: Profile,
    panel: SettingsPanel,
    desk: Desk,
    sandbox: Sandbox,
    wait: Wait,
    complete: Complete,
    tmp_path: Path,
) -> None:
    import logging

    complete(desk.open_profile("Main"))
    complete(desk.identify())
    assert desk.me is not None
    log = open_log(desk.home)
    secrets = [sandbox.token, str(desk.me.first_name), str(desk.me.email)]
    # As if a library had written it past the redaction of the log.
    log.path.parent.mkdir(exist_ok=True)
    logging.getLogger("qualtrics_desk.test").info("opened")
    log.close()
    with log.path.open("a") as file:
        file.write(f"\nmet {' and '.join(secrets)}\n")

    panel.ui.diagnostics_button.click()
    dialog = _dialog(panel, DiagnosticsDialog, wait)
    wait(dialog.ui.save_button.isEnabled)
    dialog.ui.files_list.setCurrentRow(dialog.ui.files_list.count() - 1)
    assert "opened" in dialog.ui.preview_edit.toPlainText()
    complete(dialog.save_to(tmp_path / "bundle.zip"))
    dialog.reject()

    with zipfile.ZipFile(tmp_path / "bundle.zip") as archive:
        text = "\n".join(archive.read(name).decode() for name in archive.namelist())
    for secret in secrets:
        assert secret not in text


def test_error_details_hold_the_words_of_the_service_and_can_be_copied(
    panel: SettingsPanel, desk: Desk, sandbox: Sandbox, complete: Complete
) -> None:
    from PySide6.QtGui import QGuiApplication

    from qualtrics_desk.domain.errors import AuthRejected
    from qualtrics_desk.services.sign_in.probe import probe

    wrong = Profile(name="x", base_url=sandbox.url)
    with pytest.raises(AuthRejected) as caught:
        complete(probe(connection_of(wrong, "aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1dF3hJ5kL7n")))

    dialog = ErrorDetailsDialog(panel, explain(caught.value))
    dialog.ui.copy_button.click()

    copied = QGuiApplication.clipboard().text()
    assert "Unrecognized X-API-TOKEN." in copied
    assert "DCD_7" in copied
    assert str(caught.value.request_id) in copied
    dialog.deleteLater()


@pytest.mark.parametrize("section", ["appearance", "profiles", "data", "diagnostics", "about"])
def test_every_section_fits_and_has_names(
    profile: Profile, panel: SettingsPanel, complete: Complete, section: str
) -> None:
    panel.resize(856, 576)
    complete(panel.enter({"section": section}))

    assert nameless(panel) == []
    page = panel.ui.pages.currentWidget()
    assert isinstance(page, QScrollArea)
    assert page.widget().minimumSizeHint().width() <= page.viewport().width()
    assert clipped(page.widget()) == []


def test_dialogs_fit_by_name_and_by_keyboard(
    profile: Profile, panel: SettingsPanel, desk: Desk, qtbot: QtBot
) -> None:
    refusal = Refusal(
        method="GET",
        path="/directories",
        status=403,
        code="X_1",
        service_text="The operation is forbidden.",
        request_id="91e89c39-569b-4084-9822-88c4dc30ea9f",
    )
    editor = ProfileDialog(panel, desk, profile)
    for dialog in (editor, ErrorDetailsDialog(panel, explain(status_error(refusal)))):
        with qtbot.waitExposed(dialog):
            dialog.open()
        pages = editor.ui.tabs.count() if dialog is editor else 1
        for page in range(pages):
            if dialog is editor:
                editor.ui.tabs.setCurrentIndex(page)
            assert dialog.height() <= 640
            assert nameless(dialog) == []
            assert tab_faults(dialog) == []
            assert clipped(dialog) == []
        dialog.reject()
        dialog.deleteLater()
    editor.tasks.close()
